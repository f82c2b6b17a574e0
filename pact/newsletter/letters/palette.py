"""The colours of the letter, in the light and in the dark: steps of the brand's own palette (static/css/theme.css).

A mail program knows no variables, so the values are written out. Every pair in which words stand is named here, and
must be readable whichever municipality's colours these are.
"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

THEME = Path(__file__).resolve().parents[2] / "static" / "css" / "theme.css"
COLOUR = re.compile(r"--pact-(accent|neutral)-(\d+):\s*(#[0-9a-fA-F]{6})")
ENOUGH = 4.5  # WCAG 2.2, 1.4.3


class Palette(NamedTuple):
    """`soft` stands around the letter and under its end, `band` under its name."""

    paper: str
    ink: str
    link: str
    band: str
    on_band: str
    soft: str
    on_soft: str
    line: str

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """What is written on what."""
        on_paper = ((self.ink, self.paper), (self.link, self.paper))
        return *on_paper, (self.on_band, self.band), (self.on_soft, self.soft), (self.link, self.soft)


@cache
def palettes() -> tuple[Palette, Palette]:
    """By day and by night. White is not quite white: programs that turn colours round then leave it alone less."""
    step = {f"{name}{number}": colour for name, number, colour in COLOUR.findall(THEME.read_text())}
    light = Palette(
        paper="#ffffff",
        ink=step["neutral700"],
        link=step["accent500"],
        band=step["accent500"],
        on_band="#ffffff",
        soft=step["neutral100"],
        on_soft=step["neutral600"],
        line=step["neutral300"],
    )
    dark = Palette(
        paper=step["neutral700"],
        ink=step["neutral100"],
        link=step["accent300"],
        band=step["accent600"],
        on_band="#ffffff",
        soft=step["neutral600"],
        on_soft=step["neutral100"],
        line=step["neutral500"],
    )
    return light, dark


def contrast(one: str, other: str) -> float:
    """WCAG's ratio of two colours written as #rrggbb: from 1 (the same) to 21 (black on white)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def unreadable() -> list[tuple[str, str]]:
    """Pairs of words and ground that too few can read."""
    return [pair for palette in palettes() for pair in palette.pairs if contrast(*pair) < ENOUGH]
