"""Files that people have: made by the libraries that office programs and printers resemble."""

import io
import zipfile
import zlib

from docx import Document
from odf import text
from odf.opendocument import OpenDocumentText
from PIL import Image


def docx(words="Verslag"):
    made, file = Document(), io.BytesIO()
    made.add_heading(words)
    made.add_paragraph("Wij spraken af dat de kaartjes op zaal liggen.")
    made.save(file)
    return file.getvalue()


def odt(words="Verslag"):
    made, file = OpenDocumentText(), io.BytesIO()
    line = text.P(text=words)
    line.addElement(text.A(href="https://example.nl/", text="De site"))
    made.text.addElement(line)
    made.write(file)
    return file.getvalue()


def picture(kind="PNG", size=(40, 30), mode="RGB", **more):
    file = io.BytesIO()
    Image.new(mode, size).save(file, kind, **more)
    return file.getvalue()


def pdf(catalog=b"", *objects, trailer=b"", tail=b""):
    """A sheet with something more in its catalogue, and more objects."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>"
    bodies = [b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, *objects]
    made, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    ends = b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, trailer, len(made))
    return made + table + ends + tail


def stream(said, content):
    return b"<<" + said + b"/Length %d>>\nstream\n" % len(content) + content + b"\nendstream"


def object_stream(inside, said=b"/Filter/FlateDecode", pack=zlib.compress):
    """Objects that stand packed together."""
    return stream(b"/Type/ObjStm/N 1/First 4" + said, pack(b"9 0 " + inside))


def changed(package, changes=(), drop=(), comment=b"", first=None):
    """A document with other parts: {name: bytes} put in the place of what stood there."""
    changes, file = dict(changes), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        new.comment = comment
        if first:
            new.writestr(*first)
        for part in old.infolist():
            if part.filename not in (*changes, *drop):
                new.writestr(part, old.read(part))
        for name, content in changes.items():
            new.writestr(name, content)
    return file.getvalue()


def part(package, name):
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return opened.read(name)
