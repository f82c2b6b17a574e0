"""«Netwerk»: who works with whom, as a table, as a drawing, and to take along. Filters are links."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from flask import Blueprint, Response, g, make_response, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from pact.access import access, everyone
from pact.directory.entries import is_stale
from pact.directory.models import Topic
from pact.directory.topics import TOPICS
from pact.extensions import limiter
from pact.htmx import page
from pact.organisations.villages import VILLAGES
from pact.reports import drawing, policy, sheets
from pact.reports.models import Release
from pact.reports.network import Network, read
from pact.reports.releases import releases
from pact.reports.words import period_in_words, said_in_words, tie_in_words

bp = Blueprint("reports", __name__)
bp.add_app_template_filter(said_in_words)
bp.add_app_template_filter(period_in_words)

#: Three ways to take it along.
SHEETS = ("csv", "svg", "png")


class Asked(NamedTuple):
    """What the address asks for; what it does not know, it does not ask."""

    topic: Topic | None
    village: str | None
    release: Release | None
    releases: Sequence[Release]

    def in_address(self) -> dict[str, Any]:
        period = self.release.period if self.release and self.release != self.releases[0] else None
        values = {"onderwerp": self.topic, "dorp": self.village, "periode": period}
        return {name: value for name, value in values.items() if value}


def asked() -> Asked:
    topic, village, period = (request.args.get(name, "") for name in ("onderwerp", "dorp", "periode"))
    known = releases() if policy.may_read_counts(g.person) else []
    return Asked(
        Topic(topic) if topic in set(Topic) else None,
        village if village in VILLAGES else None,
        next((one for one in known if one.period == period), known[0] if known else None),
        known,
    )


def network_of(wanted: Asked) -> Network:
    return read(g.person, wanted.topic, wanted.village, wanted.release.figures if wanted.release else None)


@bp.get("/netwerk")
@access(everyone)
def network() -> Response:
    wanted = asked()
    return _page("reports/network.html", wanted, network_of(wanted))


@bp.get("/netwerk/kaart")
@access(everyone)
def drawn() -> Response:
    wanted = asked()
    found = network_of(wanted)
    picture = drawing.svg(found, links_to=url_for(".network", **wanted.in_address()))
    return _page("reports/drawing.html", wanted, found, picture=Markup(picture))  # noqa: S704 - our own template


def _page(template: str, wanted: Asked, found: Network, **more: Any) -> Response:
    here = request.endpoint or ""
    address = wanted.in_address()

    def to(**changed: Any) -> str:
        kept = {name: value for name, value in (address | changed).items() if value}
        return url_for(here, **kept)

    return page(
        template,
        network=found,
        in_words=tie_in_words,
        is_stale=is_stale,
        summary=drawing.summary(found),
        release=wanted.release,
        tabs=[
            (words, url_for(endpoint, **address), endpoint == here)
            for words, endpoint in ((_("Tabel"), "reports.network"), (_("Kaart"), "reports.drawn"))
        ],
        topics=[
            (_("Alles"), to(onderwerp=None), wanted.topic is None),
            *((words, to(onderwerp=code), code == wanted.topic) for code, words in TOPICS),
        ],
        villages=[
            (_("Alle dorpen"), to(dorp=None), wanted.village is None),
            *((name, to(dorp=name), name == wanted.village) for name in VILLAGES),
        ],
        periods=[
            (period_in_words(one.period), to(periode=one.period), one == wanted.release) for one in wanted.releases
        ],
        sheets=[(kind.upper(), url_for("reports.sheet", kind=kind, **address)) for kind in SHEETS],
        **more,
    )


@bp.get("/netwerk/netwerk.<any(csv, svg, png):kind>")
@access(everyone)
@limiter.limit("60/minute")
def sheet(kind: str) -> Response:
    """The same network with the same filters; who may not read counts, gets none here either."""
    found = network_of(asked())
    if kind == "csv":
        return _to_keep(sheets.as_csv(found), kind, "text/csv; charset=utf-8")
    picture = drawing.svg(found)
    if kind == "svg":
        return _to_keep(picture.encode(), kind, "image/svg+xml")
    return _to_keep(sheets.as_png(picture), kind, "image/png")


def _to_keep(content: bytes, kind: str, type: str) -> Response:
    answer = make_response(content)
    answer.headers["Content-Type"] = type
    answer.headers["Content-Disposition"] = f'attachment; filename="netwerk.{kind}"'
    return answer
