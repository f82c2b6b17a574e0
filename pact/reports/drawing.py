"""The network as a drawing: names down both sides of a ring, a line for each tie. The same network, the same drawing.

Names stand at equal heights, so that none ever covers another; who shares much stands close together. Colours are
those of theme.css, and what a colour says, a shape or a dash says too.
"""

from collections import Counter
from math import sqrt
from textwrap import wrap
from typing import NamedTuple

from flask import render_template
from flask_babel import gettext as _
from flask_babel import ngettext

from pact.reports.network import Kind, Network, Partner
from pact.reports.words import tie_in_words

WIDTH, MARGIN = 760, 24  # of the whole drawing; above the first name
NAME_WIDTH, ROW = 190, 46  # of the names on each side; from one name to the next
LETTERS = 24  # that fit on one line of a name
LEGEND = 108
#: How far a line of this kind bends to the middle, so that two of them between the same partners stay apart.
BEND = {Kind.WORKGROUP: 0.35, Kind.AGREEMENT: 0.55, Kind.REFERRALS: 0.15}


class Dot(NamedTuple):
    partner: Partner
    is_asked: bool
    x: float
    y: float
    text_x: float
    side: str  # where the text begins: start or end
    lines: list[tuple[float, str]]
    spoken: str


class Line(NamedTuple):
    path: str
    kind: Kind
    said: str


def svg(network: Network, links_to: str = "") -> str:
    """The whole drawing. With `links_to` each name leads to its row in the table at that address."""
    dots = _dots(network)
    at = {dot.partner.id: dot for dot in dots}
    height = MARGIN * 2 + ROW * max(1, (len(dots) + 1) // 2)
    lines = [
        Line(
            _curve(at[tie.one], at[tie.other], height / 2, BEND[tie.kind]),
            tie.kind,
            _(
                "%(one)s en %(other)s: %(what)s",
                one=network.partners[tie.one].name,
                other=network.partners[tie.other].name,
                what=tie_in_words(network, tie),
            ),
        )
        for tie in network.ties
    ]
    return render_template(
        "reports/graph.svg",
        dots=dots,
        lines=lines,
        kinds=[kind for kind in Kind if any(line.kind == kind for line in lines)],
        width=WIDTH,
        height=height + LEGEND,
        legend_y=height,
        links_to=links_to,
        summary=summary(network),
        has_around=any(not dot.is_asked for dot in dots),
    )


def summary(network: Network) -> str:
    """What the drawing shows, in a sentence or two."""
    said = ngettext("%(num)s organisatie.", "%(num)s organisaties.", len(network.asked))
    partners: Counter[int] = Counter()
    for one, other in {(tie.one, tie.other) for tie in network.ties}:
        partners.update({id for id in (one, other) if id in network.asked})
    if not partners:
        return said + " " + _("Er zijn nog geen lijnen.")
    most = max(partners.values())
    names = [partner.name for partner in network.rows if partners[partner.id] == most]
    if len(network.asked) == 1:
        return said + " " + _("%(name)s werkt met %(count)s andere samen.", name=names[0], count=most)
    if len(names) > 1:
        return said + " " + _("De meeste lijnen: %(count)s per organisatie.", count=most)
    return said + " " + _("%(name)s werkt met de meeste samen: %(count)s.", name=names[0], count=most)


def _in_order(network: Network) -> list[Partner]:
    """Next comes whoever shares most with those who stand already; of equals, by name."""
    left = sorted([*network.rows, *network.around], key=lambda partner: (partner.name, partner.id))
    shares: Counter[tuple[int, int]] = Counter()
    for tie in network.ties:
        shares[tie.one, tie.other] += 1
        shares[tie.other, tie.one] += 1
    degree = Counter(id for id, _other in shares.elements())
    placed: list[Partner] = []
    near: Counter[int] = Counter()
    while left:
        following = max(left, key=lambda partner: (near[partner.id], degree[partner.id]))
        left.remove(following)
        placed.append(following)
        for partner in left:  # the last one placed counts most: neighbours share
            near[partner.id] = near[partner.id] // 2 + 4 * shares[following.id, partner.id]
    return placed


def _dots(network: Network) -> list[Dot]:
    """Down the right side, and up again along the left."""
    placed = _in_order(network)
    rows = (len(placed) + 1) // 2
    radius, centre = (WIDTH - 2 * NAME_WIDTH) / 2, MARGIN + ROW * max(1, rows) / 2
    dots = []
    for number, partner in enumerate(placed):
        is_right = number < rows
        row = number if is_right else len(placed) - 1 - number
        y = MARGIN + ROW * (row + 0.5)
        reach = radius * (0.35 + 0.65 * sqrt(max(0.0, 1 - ((y - centre) / (ROW * max(1, rows) / 2)) ** 2)))
        x = WIDTH / 2 + (reach if is_right else -reach)
        texts = wrap(partner.name, LETTERS)[:2]
        lines = [(round(y + 5 + 17 * (line - (len(texts) - 1) / 2), 1), text) for line, text in enumerate(texts)]
        count = len({other.id for other, _tie in network.ties_of(partner.id)})
        dots.append(
            Dot(
                partner,
                partner.id in network.asked,
                round(x, 1),
                y,
                round(x + (14 if is_right else -14), 1),
                "start" if is_right else "end",
                lines,
                _("%(name)s: werkt met %(count)s samen", name=partner.name, count=count),
            )
        )
    return dots


def _curve(one: Dot, other: Dot, middle: float, bend: float) -> str:
    x = (one.x + other.x) / 2 + (WIDTH / 2 - (one.x + other.x) / 2) * bend
    y = (one.y + other.y) / 2 + (middle - (one.y + other.y) / 2) * bend
    return f"M{one.x:g} {one.y:g}Q{x:.1f} {y:.1f} {other.x:g} {other.y:g}"
