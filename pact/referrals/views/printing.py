"""On paper: the consent text to sign, and the resident's own page with its link, QR code and six digits."""

from flask import make_response, render_template, request
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from pact.access import access, me, require
from pact.db import find_or_404
from pact.layout import LANGUAGES
from pact.qr import qr_code
from pact.referrals import consent_text, policy
from pact.referrals.drafts import the_draft
from pact.referrals.models import Referral
from pact.referrals.resident_view import own_page_link
from pact.referrals.sheet import LOADED
from pact.referrals.views.base import bp


def labels_in(language: str) -> list[str]:
    """What stands at the lines the resident writes on, in the language of the text above them."""
    with force_locale(language):
        return [_("Naam"), _("Datum"), _("Handtekening")]


@bp.get("/doorverwijzen/toestemming/papier")
@access(policy.may_refer)
def consent_on_paper() -> Response:
    draft = the_draft()
    require(draft.to_organisation is not None and draft.topic is not None)
    text = consent_text.compose(draft, consent_text.best_language(draft, request.args.get("tekst")))
    link = own_page_link(draft, text.language)
    return make_response(
        render_template(
            "referrals/print/consent.html",
            draft=draft,
            text=text,
            labels=labels_in(text.language),
            link=link,
            qr=qr_code(link),
        )
    )


@bp.get("/doorverwijzingen/<reference>/papier")
@access(policy.may_refer)
def resident_page_on_paper(reference: str) -> Response:
    referral = find_or_404(Referral, Referral.reference == reference, policy.visible_to(me), options=LOADED)
    require(policy.may_print_resident_page(me, referral))
    language = referral.consent.language if referral.consent else "nl"
    link = own_page_link(referral, language)
    with force_locale(language if language in LANGUAGES else "nl"):
        paper = render_template(
            "referrals/print/resident.html", referral=referral, link=link, qr=qr_code(link), code=referral.resident_code
        )
    return make_response(paper)
