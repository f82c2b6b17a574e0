"""What the two sides do with a referral: pick up, take over, wait, send back, report, write, cancel, stop.

Each view: fetch, require, verb, letter, trail, one commit, answer.
"""

from collections.abc import Callable

from flask import flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.wrappers import Response

from pact import audit
from pact.access import access, me, require
from pact.db import db
from pact.once import is_repeat
from pact.referrals import deeds, emails, policy
from pact.referrals.forms.handling import (
    CancelForm,
    HoldForm,
    MessageForm,
    ReportForm,
    ReturnForm,
)
from pact.referrals.models import Message, Referral
from pact.referrals.views.base import bp
from pact.referrals.views.sheets import fetch, show_page
from pact.states import IllegalMove


def back_to(reference: str, words: str = "") -> Response:
    """By reference: after the commit, asking the row anything would begin a second transaction."""
    if words:
        flash(words, "positive")
    return redirect(url_for("referrals.show", reference=reference), 303)


def note(action: str, referral: Referral, **facts: str) -> None:
    at = referral.from_organisation_id if policy.is_author(me, referral) else referral.to_organisation_id
    audit.record(action, referral.thing, me, organisation_id=at, **facts)


def or_say_who_was_first(reference: str, deed: Callable[[Referral], None]) -> Response | None:
    """Do the deed; when somebody else was first, show calmly who, and what can be done now."""
    referral = fetch(reference)
    try:
        require(policy.is_receiver(me, referral))
        deed(referral)
        db.session.commit()
    except (IllegalMove, StaleDataError):
        db.session.rollback()
        referral = fetch(reference)
        if policy.may_report(me, referral):  # I was: a second press
            return None
        page = render_template("referrals/somebody_was_first.html", referral=referral)
        return make_response(page, 409)
    return None


@bp.post("/doorverwijzingen/<reference>/oppakken")
@access(policy.may_refer)
def accept(reference: str) -> Response:
    """«Wij pakken dit op»: a claim by name. Two at once: one wins, the other reads who."""
    answer = or_say_who_was_first(reference, lambda referral: deeds.accept(referral, me))
    return answer or back_to(reference, _("Je hebt dit opgepakt. De verwijzer krijgt bericht."))


@bp.post("/doorverwijzingen/<reference>/overnemen")
@access(policy.may_refer)
def take_over(reference: str) -> Response:
    referral, done = fetch(reference), _("Je hebt dit overgenomen. Je collega en de verwijzer krijgen bericht.")
    if policy.may_report(me, referral):  # a second press
        return back_to(reference, done)
    require(policy.may_take_over(me, referral))
    earlier = referral.handler
    referral.take_over(me.id)
    if earlier is not None:
        emails.tell_earlier_handler(referral, earlier, me.name)
    emails.tell_sender(referral, "accepted", handler=me.name)
    emails.tell_resident_news(referral)
    note("taken_over", referral)
    db.session.commit()
    return back_to(reference, done)


@bp.post("/doorverwijzingen/<reference>/wachtlijst")
@access(policy.may_refer)
def hold(reference: str) -> Response:
    referral, form = fetch(reference), HoldForm()
    fine, done = form.validate(), _("Dit staat op de wachtlijst. De verwijzer krijgt bericht.")
    if fine and is_repeat():
        return back_to(reference, done)
    require(policy.may_hold(me, referral))
    if not fine:
        return show_page(referral, me, 422, hold_form=form)
    referral.hold(me.id, form.until.data)
    emails.tell_sender_of_hold(referral)
    note("held", referral)
    db.session.commit()
    return back_to(reference, done)


@bp.route("/doorverwijzingen/<reference>/terugsturen", methods=["GET", "POST"])
@access(policy.may_refer)
def send_back(reference: str) -> Response:
    referral, form = fetch(reference), ReturnForm()
    fine = request.method == "POST" and form.validate()
    if fine and is_repeat():
        return make_response(render_template("referrals/returned.html", reference=reference))
    require(policy.may_answer(me, referral))
    if fine:
        message = deeds.reject(referral, me, form.reason.data, form.said)
        if message is not None:
            db.session.add(message)
        db.session.commit()
        return make_response(render_template("referrals/returned.html", reference=reference))
    page = render_template("referrals/return.html", form=form, reference=reference, action=request.path)
    return make_response(page, 422 if form.errors else 200)


@bp.post("/doorverwijzingen/<reference>/stand")
@access(policy.may_refer)
def report(reference: str) -> Response:
    """«Hoe staat het ervoor?»: the one required answer decides which move is made."""
    referral, form = fetch(reference), ReportForm()
    fine, done = form.validate(), _("Bewaard. De verwijzer krijgt bericht.")
    if fine and is_repeat():
        return back_to(reference, done)
    require(policy.may_report(me, referral))
    if not fine:
        return show_page(referral, me, 422, report_form=form)
    if form.said.data:
        db.session.add(Message.write(referral, me.id, False, form.said.data))
    refers_on = form.report.data == "elsewhere" and policy.may_read(me, referral)
    draft = _next_draft(referral) if refers_on else None
    REPORTED[form.report.data](referral, form.known_barriers)
    note("reported", referral, report=form.report.data)
    db.session.commit()
    if draft is not None:
        flash(_("Afgerond. Vraag nu opnieuw toestemming voor de volgende organisatie."), "info")
        return redirect(url_for("referrals.need", concept=draft.reference), 303)
    return back_to(reference, done)


def _next_draft(referral: Referral) -> Referral:
    """The handler refers on: the person comes along, the yes does not."""
    draft = Referral.start(me.id, emails.receiver(referral).id)
    db.session.add(draft)
    draft.follow(referral)
    return draft


def _in_contact(referral: Referral, _barriers: list[str]) -> None:
    referral.note_contact()
    emails.tell_sender(referral, "contacted")


def _completed_with(outcome: str) -> Callable[[Referral, list[str]], None]:
    def finish(referral: Referral, barriers: list[str]) -> None:
        referral.complete(me.id, outcome, barriers)
        emails.tell_sender(referral, "result")
        emails.tell_resident_news(referral)

    return finish


def _failed_with(reason: str) -> Callable[[Referral, list[str]], None]:
    def finish(referral: Referral, barriers: list[str]) -> None:
        referral.fail(me.id, reason, barriers)
        emails.tell_sender(referral, "result")
        emails.tell_resident_news(referral)

    return finish


REPORTED: dict[str, Callable[[Referral, list[str]], None]] = {
    "in_contact": _in_contact,
    "helped": _completed_with("helped"),
    "not_wanted": _failed_with("not_wanted"),
    "not_reached": _failed_with("not_reached"),
    "elsewhere": _completed_with("referred_on"),
}


@bp.post("/doorverwijzingen/<reference>/heropenen")
@access(policy.may_refer)
def reopen(reference: str) -> Response:
    referral, done = fetch(reference), _("Je gaat hier weer mee verder. De verwijzer krijgt bericht.")
    if policy.may_report(me, referral):  # a second press
        return back_to(reference, done)
    require(policy.may_reopen(me, referral))
    referral.reopen(me.id)
    emails.tell_sender(referral, "reopened", handler=me.name)
    emails.tell_resident_news(referral)
    note("reopened", referral)
    db.session.commit()
    return back_to(reference, done)


@bp.post("/doorverwijzingen/<reference>/bericht")
@access(policy.may_refer)
def write(reference: str) -> Response:
    referral, form = fetch(reference), MessageForm()
    require(policy.may_write(me, referral))
    if not form.validate():
        return show_page(referral, me, 422, message_form=form)
    if is_repeat():
        return back_to(reference, _("Je bericht is verstuurd."))
    db.session.add(Message.write(referral, me.id, policy.is_author(me, referral), form.text.data))
    emails.tell_of_message(referral, me.id)
    note("wrote", referral)
    db.session.commit()
    return back_to(reference, _("Je bericht is verstuurd."))


@bp.route("/doorverwijzingen/<reference>/intrekken", methods=["GET", "POST"])
@access(policy.may_refer)
def cancel(reference: str) -> Response:
    """The sender takes it back: the receiver's access ends with this commit."""
    referral, form = fetch(reference), CancelForm()
    fine = request.method == "POST" and form.validate()
    done = _("Dit is ingetrokken. De ontvanger kan niets meer openen.")
    if fine and is_repeat():
        return back_to(reference, done)
    require(policy.may_cancel(me, referral))
    if fine:
        emails.call_back_letters(referral)
        emails.tell_receivers_it_was_cancelled(referral)
        emails.tell_resident_news(referral)
        deeds.cancel_handover(referral, me)
        referral.cancel(me.id, form.reason.data)
        note("cancelled", referral, reason=form.reason.data)
        db.session.commit()
        return back_to(reference, done)
    page = render_template("referrals/cancel.html", form=form, reference=reference)
    return make_response(page, 422 if form.errors else 200)


@bp.route("/doorverwijzingen/<reference>/stoppen", methods=["GET", "POST"])
@access(policy.may_refer)
def stop(reference: str) -> Response:
    """On the resident's word: the same stop as on the resident's own page."""
    referral, done = fetch(reference), _("De inwoner is gestopt. Alles is gewist.")
    if request.method == "POST" and policy.was_stopped(me, referral):  # a second press, or the other side was first
        return back_to(reference, done)
    require(policy.may_stop_for_resident(me, referral))
    if request.method == "POST":
        deeds.withdraw(referral, me, via="web")
        db.session.commit()
        return back_to(reference, done)
    return make_response(render_template("referrals/stop.html", reference=reference))
