"""Paper for an ambassador: what the pact is on one A4, and a poster with a code for the wall."""

from flask import Response, request

from pact.access import access, me, signed_in
from pact.ambassadors import policy
from pact.ambassadors.models import Step
from pact.ambassadors.views.blueprint import bp, by_slug
from pact.ambassadors.words import STEPS
from pact.htmx import page
from pact.links import absolute_url
from pact.qr import qr_code


@bp.get("/partners/<slug>/ambassadeurs/uitleg")
@access(signed_in)
def explanation(slug: str) -> Response:
    organisation = by_slug(slug)
    link = absolute_url("today.about")
    return page(
        "ambassadors/explanation.html",
        organisation=organisation,
        link=link,
        qr=qr_code(link),
        words=STEPS[Step.EXPLANATION],
        takes_steps=policy.takes_steps(me, organisation.id),
    )


@bp.get("/partners/<slug>/ambassadeurs/poster")
@access(signed_in)
def poster(slug: str) -> Response:
    """For people who come in: who helps with what. With `voor=organisaties` for other organisations: join us."""
    organisation = by_slug(slug)
    for_organisations = request.args.get("voor") == "organisaties"
    link = absolute_url("covenants.join") if for_organisations else absolute_url("directory.index")
    return page(
        "ambassadors/poster.html",
        organisation=organisation,
        for_organisations=for_organisations,
        link=link,
        qr=qr_code(link),
        words=STEPS[Step.POSTER],
        takes_steps=policy.takes_steps(me, organisation.id),
    )
