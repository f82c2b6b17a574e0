"""What a PDF says to who cannot see it, and what a telephone or a copier makes of it."""

import io
from typing import Any

import typst
import zxingcpp
from PIL import Image, ImageFilter
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from pact import pdf


class Paper:
    """A PDF as a screen reader meets it."""

    def __init__(self, content: bytes) -> None:
        self.reader = PdfReader(io.BytesIO(content))
        self.root: Any = self.reader.trailer["/Root"]

    @property
    def is_tagged(self) -> bool:
        return bool(self.root["/MarkInfo"]["/Marked"]) and "/StructTreeRoot" in self.root

    @property
    def says_universal(self) -> bool:
        """The writer refuses what is not PDF/UA-1, and puts the claim in the file when it is."""
        return b"pdfuaid:part" in self.root["/Metadata"].get_data()

    @property
    def title(self) -> str:
        assert self.root["/ViewerPreferences"]["/DisplayDocTitle"]
        return str(self.reader.metadata.title if self.reader.metadata else "")

    @property
    def language(self) -> str:
        return str(self.root["/Lang"])

    @property
    def text(self) -> str:
        return "\n".join(page.extract_text() for page in self.reader.pages)

    @property
    def words(self) -> str:
        """Without the ends of lines, which stand where the page is full."""
        return " ".join(self.text.split())

    @property
    def tags(self) -> list[str]:
        """The kinds of parts in reading order: Title, H1, P, L, Figure, …"""
        return [str(part["/S"]).lstrip("/") for part in self._parts()]

    @property
    def images_told(self) -> list[str]:
        return [str(part.get("/Alt", "")) for part in self._parts() if part["/S"] == "/Figure"]

    def _parts(self) -> list[DictionaryObject]:
        found, todo = [], [self.root["/StructTreeRoot"]]
        while todo:
            part = todo.pop(0)
            if isinstance(part, IndirectObject):
                part = part.get_object()
            if isinstance(part, list):
                todo = [*part, *todo]
            elif isinstance(part, DictionaryObject):
                if "/S" in part:
                    found.append(part)
                if "/K" in part:
                    todo.insert(0, part["/K"])
        return found


def drawn(template: str, data: str, ppi: int, **more: str) -> list[bytes]:
    """The pages as pictures."""
    made = typst.compile(
        pdf.TEMPLATES / template,
        root=pdf.TEMPLATES,
        font_paths=pdf.fonts(),
        sys_inputs={"data": data} | more,
        format="png",
        ppi=ppi,
    )
    return made if isinstance(made, list) else [made]


def faintest(page: Image.Image) -> float:
    """The contrast of the faintest thing on a grey page. The edge of a letter counts as the letter it belongs to."""
    seen = page.point(lambda shade: 255 if shade < 200 else 0)
    letters = Image.composite(page.filter(ImageFilter.MinFilter(9)), Image.new("L", page.size, 0), seen)
    return contrast(int(letters.getextrema()[1]))  # type: ignore[arg-type]


def grey(picture: bytes) -> Image.Image:
    """As it comes out of a copier that knows no colours."""
    return Image.open(io.BytesIO(picture)).convert("L")


def code_in(picture: Image.Image) -> str:
    """What a telephone reads on the sheet."""
    [code] = zxingcpp.read_barcodes(picture)
    return code.text


def contrast(shade: int, ground: int = 255) -> float:
    """The contrast of WCAG 2.2 between two shades of grey."""
    light, dark = sorted((_light(shade), _light(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _light(shade: int) -> float:
    part = shade / 255
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
