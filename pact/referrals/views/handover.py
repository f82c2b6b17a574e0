"""A moment for the talk with the three of you: one side proposes, the other agrees, and both calendars have it."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from pact.access import access, me, require
from pact.db import db
from pact.forms import complain
from pact.once import is_repeat
from pact.referrals import emails, policy, queries
from pact.referrals.forms.handling import HandoverForm
from pact.referrals.models import Handover
from pact.referrals.models.handover import GapInTheClock, moment_of
from pact.referrals.views.base import bp
from pact.referrals.views.handling import back_to, note
from pact.referrals.views.sheets import fetch, show_page


@bp.post("/doorverwijzingen/<reference>/afspraak")
@access(policy.may_refer)
def propose_handover(reference: str) -> Response:
    """A moment for the talk with the three of you; the other side confirms it."""
    referral = fetch(reference)
    require(policy.may_plan_handover(me, referral))
    form = HandoverForm()
    form.offer(referral.from_organisation.name, emails.receiver(referral).name)
    fine = form.validate()
    if fine:
        try:
            starts_at = moment_of(form.day.data, form.at.data)
        except GapInTheClock:
            complain(form.at, _("Deze tijd bestaat niet: de klok gaat die nacht vooruit. Kies een andere tijd."))
            fine = False
    if not fine:
        return show_page(referral, me, 422, handover_form=form)
    if is_repeat():
        return back_to(reference, _("Je voorstel is verstuurd."))
    handover = queries.handover_of(referral.id) or Handover(referral_id=referral.id, sequence=0)
    db.session.add(handover)
    handover.propose(starts_at, form.place.data == "sender", me.id)
    db.session.flush()
    emails.tell_of_handover(referral, handover, "proposed", me.id)
    note("handover_proposed", referral)
    db.session.commit()
    return back_to(reference, _("Je voorstel is verstuurd."))


@bp.post("/doorverwijzingen/<reference>/afspraak/akkoord")
@access(policy.may_refer)
def confirm_handover(reference: str) -> Response:
    referral = fetch(reference)
    handover = queries.handover_of(referral.id)
    require(policy.may_plan_handover(me, referral) and handover is not None and handover.proposed_by_id != me.id)
    if handover is not None and handover.confirmed_at is None:
        handover.confirm(me.id)
        emails.tell_of_handover(referral, handover, "confirmed")
        note("handover_confirmed", referral)
        db.session.commit()
    return back_to(reference, _("De afspraak staat. Jullie krijgen allebei een uitnodiging."))
