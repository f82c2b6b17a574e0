"""A PDF that a screen reader can read (PDF/UA-1): a typst template and the data that stands in it.

What people typed goes in as data, never as source, so nothing in it is carried out. typst refuses by itself what is
not accessible: an image without a text, a document without a title, a letter that no font can show.

    pdf.write("covenants/copy.typ", title=…, language="nl", pieces=[…])     the bytes
    pdf.answer(content, "convenant-bibliotheek")                            to download, as convenant-bibliotheek.pdf

Every template begins with `#import "/pdf/house.typ": *` and `#show: house`, which reads title, language, made_on and
foot. A date goes in as words; `made_on` is what the file says about itself.
"""

import json
import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from flask import Response, current_app, make_response

from pact.assets import VENDOR
from pact.dates import today
from pact.late import late

if TYPE_CHECKING:
    import typst
else:
    typst = late("typst")

TEMPLATES = Path(__file__).parent / "templates"
FONTS = VENDOR / "fonts"
RIGHT_TO_LEFT = frozenset({"ar"})
UNKNOWN = "?"  # stands for a letter that no font can show, as an emoji
ARABIC = 0x600  # from here on the small marks above a letter are shown as they are


def write(template: str, /, *, title: str, language: str, made_on: date | None = None, **data: Any) -> bytes:
    """The PDF of a template under pact/templates. Raises typst.TypstError when it would not be accessible."""
    made: bytes = compiled(TEMPLATES / template, known_of(title, language, made_on) | data)
    return made


def known_of(title: str, language: str, made_on: date | None = None) -> dict[str, Any]:
    """What house.typ reads about every sheet."""
    made_on = made_on or today()
    return {
        "title": title,
        "language": language,
        "direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
        "author": current_app.config["PACT_NAME"],
        "made_on": [made_on.year, made_on.month, made_on.day],
        "foot": "",
    }


def compiled(
    source: Any, data: Mapping[str, Any], kind: Literal["pdf", "png"] = "pdf", ppi: float | None = None
) -> Any:
    """A template, by its path or itself, as a PDF; or as pictures of its pages."""
    return typst.compile(
        source,
        root=TEMPLATES,
        sys_inputs={"data": as_text(data)},
        font_paths=fonts(),
        ignore_system_fonts=True,
        pdf_standards=["ua-1"] if kind == "pdf" else [],
        format=kind,
        ppi=ppi,
    )


def as_text(data: Mapping[str, Any]) -> str:
    """The data of a template, as it goes in."""
    return json.dumps(showable(data), ensure_ascii=False)


def paged(template: str, data: str, **more: str) -> tuple[bytes, int]:
    """The PDF of data that is text already, and how many pages it takes. `more` is read from sys.inputs."""
    compiler = typst.Compiler(
        TEMPLATES / template,
        root=TEMPLATES,
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": data} | more,
    )
    made: Any = compiler.compile(format="pdf", pdf_standards=["ua-1"])
    [pages] = json.loads(compiler.query("<pages>", field="value"))
    return made, int(pages)


def answer(content: bytes, name: str) -> Response:
    """To download: a browser that shows it in a frame would need more of our policy than we give."""
    reply = make_response(content)
    reply.headers["Content-Type"] = "application/pdf"
    reply.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return reply


@cache
def fonts() -> "typst.Fonts":
    """Ours and no other, so that a sheet looks the same from every machine."""
    if not (FONTS / "letters.txt").is_file():
        raise RuntimeError("the letters for a PDF are not made yet: run `make setup`")
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


@cache
def letters() -> frozenset[str]:
    """All that our fonts can show, and the ends of lines."""
    kept = (FONTS / "letters.txt").read_bytes().decode()
    return frozenset(letter for letter in kept if unicodedata.category(letter) not in ("Cc", "Cf")) | {"\n", "\t"}


def showable(thing: Any) -> Any:
    """The same data with words that our fonts can show; what is no list, map or number becomes words."""
    if thing is None or isinstance(thing, bool | int | float):
        return thing
    if isinstance(thing, Mapping):
        return {str(name): showable(value) for name, value in thing.items()}
    if isinstance(thing, list | tuple):
        return [showable(value) for value in thing]
    return _shown(str(thing))


def _shown(text: str) -> str:
    known, kept = letters(), list[str]()
    for letter in unicodedata.normalize("NFC", text):
        kind = unicodedata.category(letter)
        if kind == "Cf" or (kind == "Cc" and letter not in known):  # joins, directions, bells: nothing to see
            continue
        if kind in ("Mn", "Me"):  # a mark above a letter must stand in the same font as that letter
            if letter in known and kept and ord(letter) >= ARABIC and ord(kept[-1][-1]) >= ARABIC:
                kept.append(letter)
            continue
        if letter in known:
            kept.append(letter)
        else:
            simple = unicodedata.normalize("NFKD", letter)
            kept.append("".join(one for one in simple if one in known and not unicodedata.combining(one)) or UNKNOWN)
    return "".join(kept)
