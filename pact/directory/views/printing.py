"""The social map of one village on paper: who helps with what, when and where, and a code to the page that is newer."""

from flask import Response, abort, g, request

from pact import pdf
from pact.access import access, everyone
from pact.dates import today
from pact.directory import entries, hits, papers
from pact.directory.entries import Asked
from pact.directory.papers import Format
from pact.directory.views.blueprint import bp
from pact.directory.words import OWN_NAMES
from pact.extensions import limiter
from pact.htmx import page
from pact.links import absolute_url
from pact.organisations.villages import VILLAGES
from pact.qr import qr_code


def village_or_404() -> str:
    village = request.args.get("dorp", VILLAGES[0])
    return village if village in VILLAGES else abort(404)


@bp.get("/wie-doet-wat/print")
@access(everyone)
def on_paper() -> Response:
    """A4, one or two pages, by topic; a service stands under its first topic only. And where the PDFs are."""
    village = village_or_404()
    found = entries.listed(g.person, Asked(village=village))
    entries.fill([offer for entry in found for offer in entry.offers])
    link = f"{absolute_url('directory.index')}?dorp={village}"
    return page(
        "directory/print.html",
        village=village,
        chapters=papers.by_topic(found),
        schemes=hits.schemes(g.person),
        link=link,
        qr=qr_code(link),
        printed_on=today(),
        files=[(code, OWN_NAMES[code], paper) for code in papers.languages() for paper in Format],
    )


@bp.get("/wie-doet-wat/print/pdf")
@access(everyone)
@limiter.limit("30 per minute")
def on_paper_as_pdf() -> Response:
    """On A4 or A5, in each language for which there is a text."""
    village = village_or_404()
    paper, language = request.args.get("papier", Format.A4), request.args.get("in", "nl")
    if paper not in set(Format) or language not in papers.languages():
        abort(404)
    name = f"wie-doet-wat-{village.lower()}-{paper}-{language}"
    return pdf.answer(papers.sheet(g.person, village, Format(paper), language), name)
