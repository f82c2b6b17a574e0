"""What a PDF says to who cannot see it, and what a telephone or a copier makes of it."""

import io
from typing import Any

import zxingcpp
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject


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


def grey(picture: bytes) -> Image.Image:
    """As it comes out of a copier that knows no colours."""
    return Image.open(io.BytesIO(picture)).convert("L")


def code_in(picture: bytes) -> str:
    """What a telephone reads on the sheet."""
    [code] = zxingcpp.read_barcodes(grey(picture))
    return code.text


def contrast(shade: int, ground: int = 255) -> float:
    """The contrast of WCAG 2.2 between two shades of grey."""
    light, dark = sorted((_light(shade), _light(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _light(shade: int) -> float:
    part = shade / 255
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
