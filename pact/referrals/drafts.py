"""The draft that a step of the journey works on: named in the address, and only ever one's own."""

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from pact.access import me
from pact.db import db
from pact.referrals.models import Referral
from pact.referrals.policy import may_edit, visible_to
from pact.referrals.sheet import LOADED
from pact.referrals.vocabulary import Status as S


def the_draft() -> Referral:
    """The draft named by `?concept=`, or the one edited last.

    Stops with 404 for anybody else's or an unknown reference; goes to the first step when there is no draft at all,
    and to the referral itself when it was sent already.
    """
    wanted = select(Referral).where(visible_to(me), Referral.author_id == me.id).options(*LOADED)
    if request.method == "POST":  # a field saves itself while the button is pressed: one after the other
        wanted = wanted.with_for_update(of=Referral)
    reference = request.args.get("concept")
    if reference:
        found = db.session.scalar(wanted.where(Referral.reference == reference))
        if found is None:
            abort(404)
        if not may_edit(me, found):
            _say_already_sent(found)
        return found
    latest = wanted.where(Referral.status == S.DRAFT).order_by(Referral.edited_at.desc()).limit(1)
    return db.session.scalar(latest) or abort(redirect(url_for("referrals.need"), 303))


def _say_already_sent(referral: Referral) -> None:
    flash(_("Deze doorverwijzing is al verstuurd."), "info")
    where = "referrals.sent" if referral.sent_at or referral.status == S.CONSENT_PENDING else "referrals.show"
    abort(redirect(url_for(where, reference=referral.reference), 303))


def next_step(endpoint: str, draft: Referral) -> Response:
    """On to the next step, or straight back to the check page for who came from there to change something."""
    if request.args.get("terug") == "controleren":
        endpoint = "referrals.check"
    return redirect(url_for(endpoint, concept=draft.reference), 303)
