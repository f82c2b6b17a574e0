"""A logo is a picture that we drew anew: nothing else of the file comes in, and nothing that is no picture."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from pact.audit import AuditLine
from pact.dates import now
from pact.db import db
from pact.organisations.logo import MOST_BYTES, TOO_LARGE, NotALogo, drawn_anew
from pact.organisations.models import Logo, Organisation

WHERE = "/partners/voedselbank/logo"
SHOWS = {"description": "Een oranje appel met de naam Voedselbank"}
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
SECRET = b"Achterom 33, 52.3906 N 6.0402 E"


def picture(kind="PNG", size=(900, 300), mode="RGB", **more):
    file = BytesIO()
    Image.new(mode, size, "orange" if mode != "CMYK" else (0, 90, 200, 0)).save(file, kind, **more)
    return file.getvalue()


def png_of(width, height):
    """The head of a PNG that says it is enormous, with very little behind it."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    made = b"\x89PNG\r\n\x1a\n"
    for name, content in parts:
        made += struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
    return made


def send(client, content=None, name="logo.png", where=WHERE, **changes):
    data = SHOWS | changes
    if content is not None:
        data["file"] = (BytesIO(content), name)
    return client.post(where, data=data, content_type="multipart/form-data")


@pytest.fixture
def lia(sign_in):
    return sign_in("lia")


def logo_of(town):
    return town.one(Logo, Logo.organisation_id == town.voedselbank.id)


def test_a_contact_person_puts_it_there_and_everybody_sees_it(lia, client, town):
    assert WHERE in lia.get("/partners/voedselbank").text
    answer = send(lia, picture())
    assert (answer.status_code, answer.location) == (303, WHERE)
    row = logo_of(town)
    assert (row.width, row.height, row.changed_by_id) == (600, 200, town.lia.id)
    page = client.get("/wie-doet-wat/voedselbank").text
    shown = f'src="/logo/{row.sha256}.webp" width="600" height="200" alt="Een oranje appel met de naam Voedselbank"'
    assert shown in page
    file = client.get(f"/logo/{row.sha256}.webp")
    assert (file.mimetype, file.headers["X-Content-Type-Options"]) == ("image/webp", "nosniff")
    assert file.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "default-src 'none'" in file.headers["Content-Security-Policy"]
    assert Image.open(BytesIO(file.data)).size == (600, 200)
    again = client.get(f"/logo/{row.sha256}.webp", headers={"If-None-Match": file.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert town.one(AuditLine, AuditLine.action == "logo_changed").person_id == town.lia.id


@pytest.mark.parametrize(
    ("kind", "mode"), [("JPEG", "RGB"), ("JPEG", "CMYK"), ("WEBP", "RGBA"), ("PNG", "P"), ("PNG", "L")]
)
def test_what_people_have_is_taken(lia, town, kind, mode):
    assert send(lia, picture(kind, mode=mode), name="wat-dan-ook").status_code == 303
    assert Image.open(BytesIO(logo_of(town).content)).format == "WEBP"


def test_nothing_of_the_file_is_kept_but_its_pixels(lia, town):
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = SECRET.decode(), 6
    file = picture("JPEG", exif=exif, comment=SECRET) + SECRET + b"<script>alert(1)</script>"
    assert send(lia, file).status_code == 303
    row = logo_of(town)
    assert SECRET not in row.content
    assert b"script" not in row.content
    assert not Image.open(BytesIO(row.content)).getexif()
    assert (row.width, row.height) == (100, 300)  # it lay on its side


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "Kies een bestand."),
        (b"", "Dit is geen PNG, JPEG of WebP. Bewaar het logo als PNG en kies dat."),
        (SVG, "Een SVG-bestand kan niet. Bewaar het logo als PNG en kies dat."),
        (b"GIF89a" + b"\0" * 100, "Dit is geen PNG, JPEG of WebP. Bewaar het logo als PNG en kies dat."),
        (b"%PDF-1.7", "Dit is geen PNG, JPEG of WebP. Bewaar het logo als PNG en kies dat."),
        (picture()[:200], "Dit bestand is stuk. Bewaar het logo opnieuw en kies dat."),
        (b"\xff\xd8\xff" + SVG, "Dit bestand is stuk. Bewaar het logo opnieuw en kies dat."),
        (png_of(4001, 4000), "Deze afbeelding is te groot. Maak haar kleiner dan 4000 bij 4000 beeldpunten."),
        (png_of(60000, 60000), "Deze afbeelding is te groot. Maak haar kleiner dan 4000 bij 4000 beeldpunten."),
    ],
    ids=lambda value: "" if isinstance(value, str) else str(value)[:12],
)
def test_what_is_no_logo_gets_a_sentence(lia, town, content, sentence):
    answer = send(lia, content)
    assert answer.status_code == 422
    assert answer.text.count(f">{sentence}<") == 2
    assert SHOWS["description"] in answer.text
    assert logo_of(town) is None


def test_a_large_file_is_not_even_looked_at():
    with pytest.raises(NotALogo) as refusal:
        drawn_anew(b"\x89PNG\r\n\x1a\n" + b"x" * MOST_BYTES)
    assert refusal.value.sentence == TOO_LARGE


def test_it_must_be_told_in_words_and_the_words_can_change_alone(lia, client, town):
    assert "Schrijf in een paar woorden wat het logo laat zien." in send(lia, picture(), description=" ").text
    send(lia, picture())
    before = logo_of(town)
    assert send(lia, description="Een appel").status_code == 303
    assert (logo_of(town).description, logo_of(town).content) == ("Een appel", before.content)


def test_it_can_be_taken_away(lia, client, town):
    send(lia, picture())
    row = logo_of(town)
    for _press in range(2):
        assert lia.post(f"{WHERE}/weghalen").status_code == 303
    assert client.get(f"/logo/{row.sha256}.webp").status_code == 404
    assert "/logo/" not in client.get("/wie-doet-wat/voedselbank").text
    assert len(town.all(AuditLine, AuditLine.action == "logo_removed")) == 1


@pytest.mark.parametrize(("key", "status"), [("fatma", 303), ("gerrit", 403), ("anna", 404), ("chantal", 404)])
def test_who_may(sign_in, town, key, status):
    assert send(sign_in(key), picture()).status_code == status
    assert sign_in(key).post(f"{WHERE}/weghalen").status_code == status
    assert logo_of(town) is None


def test_of_who_left_the_pact_no_logo_is_shown(lia, client, app, town):
    send(lia, picture())
    with app.app_context():
        db.session.query(Organisation).filter_by(slug="voedselbank").update({"suspended_at": now()})
        db.session.commit()
    assert client.get(f"/logo/{logo_of(town).sha256}.webp").status_code == 404


def test_it_goes_along_when_two_partners_become_one(sign_in, make, town):
    make.organisation("grip-op-knip", name="Grip op Knip")
    fatma = sign_in("fatma")
    send(fatma, picture(), where="/partners/grip-op-knip/logo")
    assert "Het logo gaat mee." in fatma.get("/partners/grip-op-knip/samenvoegen?met=grip-op-de-knip").text
    fatma.post("/partners/grip-op-knip/samenvoegen", data={"met": "grip-op-de-knip"})
    row = town.one(Logo, Logo.description == SHOWS["description"])
    assert row.organisation_id == town.grip_op_de_knip.id
