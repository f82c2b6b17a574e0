"""The page of one referral: what to do now first, then who it is about for whom may know, then what happened."""

from flask import Response, make_response, render_template
from sqlalchemy import select

from pact.access import Actor, access, me
from pact.db import db, find_or_404
from pact.extensions import limiter
from pact.htmx import page_or_part
from pact.referrals import policy, queries
from pact.referrals.forms.handling import HandoverForm, HoldForm, MessageForm, ReportForm
from pact.referrals.models import Referral
from pact.referrals.sheet import LOADED, open_sheet
from pact.referrals.views.base import bp
from pact.referrals.vocabulary import CONTACTED_LABEL, STATUS_LABELS


def fetch(reference: str) -> Referral:
    """The referral this person may know of; a foreign, unknown or erased reference is the same 404."""
    return find_or_404(Referral, Referral.reference == reference, policy.visible_to(me), options=LOADED)


def show_page(referral: Referral, person: Actor, status: int = 200, **forms: object) -> Response:
    """Render the sheet; `forms` replaces a form of the page by the one that holds what was typed wrong."""
    sheet = open_sheet(person, referral)
    handover = queries.handover_of(referral.id)
    handover_form = HandoverForm()
    handover_form.offer(sheet.sender, sheet.receiver)
    context: dict[str, object] = {
        "report_form": ReportForm(),
        "hold_form": HoldForm(),
        "message_form": MessageForm(),
        "handover_form": handover_form,
    }
    context |= forms
    db.session.commit()  # the line of the opening is kept before anything is shown
    return page_or_part(
        "referrals/show.html",
        "referrals/_sheet.html",
        status,
        sheet=sheet,
        may={name.removeprefix("may_"): rule(person, referral) for name, rule in DEEDS.items()},
        is_author=policy.is_author(person, referral),
        handover=handover,
        handover_is_mine=handover is not None and handover.proposed_by_id == person.id,
        form=next(iter(forms.values()), None),
        status_labels=STATUS_LABELS,
        contacted_label=CONTACTED_LABEL,
        **context,
    )


#: The same functions guard the deeds and show the buttons.
DEEDS = {
    name: getattr(policy, name)
    for name in (
        "may_answer",
        "may_hold",
        "may_take_over",
        "may_report",
        "may_reopen",
        "may_cancel",
        "may_stop_for_resident",
        "may_refer_again",
        "may_write",
        "may_plan_handover",
        "may_print_resident_page",
    )
}


@bp.get("/doorverwijzingen/<reference>/open")
@access(policy.may_know, quiet=True)
def watch(reference: str) -> Response:
    """Asked each second by a page that shows a person: still open, or closed for you since."""
    found = db.session.scalar(select(Referral).where(Referral.reference == reference, policy.visible_to(me)))
    if found is not None and policy.may_read(me, found):
        return Response(status=204)
    return make_response(render_template("referrals/_closed.html"), 410)


def _account() -> str:
    return str(me.id)


def _was_missed(answer: Response) -> bool:
    return answer.status_code == 404


@bp.get("/doorverwijzingen/<reference>")
@access(policy.may_know, writes=True)
@limiter.limit(
    "30 per 10 minutes", key_func=_account, deduct_when=_was_missed
)  # who tries references finds a shut door
def show(reference: str) -> Response:
    """Opening what is private is noted first: this page writes one line about itself."""
    return show_page(fetch(reference), me)
