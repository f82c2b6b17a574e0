"""Paper for an ambassador: what the pact is on one A4, and a poster with a code for the wall; to print and as a PDF."""

from flask import Response, request

from pact import pdf
from pact.access import access, me, signed_in
from pact.ambassadors import papers, policy, posters
from pact.ambassadors.models import Step
from pact.ambassadors.views.blueprint import bp, by_slug
from pact.ambassadors.words import STEPS
from pact.extensions import limiter
from pact.htmx import page
from pact.qr import qr_code


def is_for_organisations() -> bool:
    """Asked with `voor=organisaties`."""
    return request.args.get("voor") == "organisaties"


@bp.get("/partners/<slug>/ambassadeurs/uitleg")
@access(signed_in)
def explanation(slug: str) -> Response:
    organisation = by_slug(slug)
    link = papers.about_link()
    return page(
        "ambassadors/explanation.html",
        organisation=organisation,
        pieces=papers.explanation(),
        link=link,
        qr=qr_code(link),
        words=STEPS[Step.EXPLANATION],
        takes_steps=policy.takes_steps(me, organisation.id),
    )


@bp.get("/partners/<slug>/ambassadeurs/poster")
@access(signed_in)
def poster(slug: str) -> Response:
    organisation = by_slug(slug)
    sheet = posters.poster(organisation, is_for_organisations())
    return page(
        "ambassadors/poster.html",
        organisation=organisation,
        sheet=sheet,
        voor="organisaties" if is_for_organisations() else None,
        qr=qr_code(sheet.link),
        words=STEPS[Step.POSTER],
        takes_steps=policy.takes_steps(me, organisation.id),
    )


@bp.get("/partners/<slug>/ambassadeurs/uitleg/pdf")
@access(signed_in)
@limiter.limit("20 per minute")
def explanation_as_pdf(slug: str) -> Response:
    by_slug(slug)
    return pdf.answer(papers.explanation_as_pdf(), "uitleg-over-het-pact")


@bp.get("/partners/<slug>/ambassadeurs/poster/pdf")
@access(signed_in)
@limiter.limit("20 per minute")
def poster_as_pdf(slug: str) -> Response:
    sheet = posters.poster(by_slug(slug), is_for_organisations())
    return pdf.answer(posters.poster_as_pdf(sheet), f"poster-{slug}")
