"""`/nieuwsbrief/<id>/versturen`: a test to oneself, then to everybody; and for as long as nothing has left, back."""

from flask import Response, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from pact import audit
from pact.access import SAFE_METHODS, access, me
from pact.dates import local, now, today
from pact.db import db
from pact.htmx import page
from pact.newsletter import ordering
from pact.newsletter.letters.building import mark_of
from pact.newsletter.letters.emails import send_test
from pact.newsletter.letters.forms import SendForm
from pact.newsletter.letters.views.base import MANY, Desk, bp
from pact.newsletter.models import Issue
from pact.newsletter.views.base import back_to, by_id
from pact.once import is_repeat
from pact.people import sessions
from pact.people.policy import ask_again, coordinator


@bp.route("/nieuwsbrief/<int:issue_id>/versturen", methods=["GET", "POST"])
@access(coordinator)
def send(issue_id: int) -> Response:
    """Until it begins to leave, this page; from then on the page that tells how far it is."""
    issue = by_id(issue_id)
    if issue.began_at is not None:
        return make_response(redirect(f"{request.script_root}/nieuwsbrief/{issue.id}/verzending", 303))
    if issue.is_waiting:  # also after a second press
        if request.method in SAFE_METHODS:
            return _waiting(issue)
        return make_response(redirect(url_for(".send", issue_id=issue.id), 303))
    desk, form = Desk(issue), _form(issue)
    if form.validate_on_submit():
        moment = form.moment()
        if moment is not None and _may_leave(desk, form):
            if desk.people > MANY and not sessions.is_fresh():
                return make_response(ask_again(_page_with(form, issue)))
            ordering.order(issue, moment, me.id, desk.letters)
            audit.record("newsletter_ordered", issue.thing, me, readers=desk.people)
            db.session.commit()
            return make_response(redirect(url_for(".send", issue_id=issue.id), 303))
    status = 422 if request.method not in SAFE_METHODS else 200
    return page("newsletter/letters/send.html", status, issue=issue, desk=desk, form=form)


@bp.post("/nieuwsbrief/<int:issue_id>/versturen/test")
@access(coordinator)
def test(issue_id: int) -> Response:
    issue = by_id(issue_id)
    letters = Desk(issue).letters
    if not issue.is_open or not letters:
        flash(_("Er staat nog niets in deze uitgave.") if issue.is_open else _("Deze uitgave ligt al vast."), "warning")
        return make_response(redirect(url_for(".send", issue_id=issue.id), 303))
    if not is_repeat():
        for built in letters:
            send_test(issue, built, me.email, me.locale)
        issue.tested_mark, issue.tested_at = mark_of(letters), now()
        audit.record("newsletter_tested", issue.thing, me, letters=len(letters))
        db.session.commit()
    said = ngettext(
        "Er is %(num)s brief naar %(email)s gestuurd.",
        "Er zijn %(num)s brieven naar %(email)s gestuurd.",
        len(letters),
        email=me.email,
    )
    return back_to(".send", issue, said)


@bp.post("/nieuwsbrief/<int:issue_id>/versturen/niet")
@access(coordinator)
def undo(issue_id: int) -> Response:
    issue = by_id(issue_id)
    if issue.began_at is not None:
        flash(_("De brieven zijn al onderweg. Je kunt het versturen nog stoppen."), "warning")
        return make_response(redirect(url_for(".send", issue_id=issue.id), 303))
    if issue.is_waiting:
        ordering.undo(issue)
        audit.record("newsletter_undone", issue.thing, me)
        db.session.commit()
    return back_to(".send", issue, _("De brief gaat niet weg. Je kunt weer iets veranderen."))


def _waiting(issue: Issue) -> Response:
    is_today = issue.send_at is not None and local(issue.send_at).date() == today()
    return page("newsletter/letters/waiting.html", issue=issue, desk=Desk(issue), leaves_today=is_today)


def _form(issue: Issue) -> SendForm:
    """What was chosen before one showed again who one is comes back in the address."""
    if request.method in SAFE_METHODS and "when" in request.args:
        return SendForm(request.args)
    return SendForm(day=issue.send_on)


def _page_with(form: SendForm, issue: Issue) -> str:
    chosen = {field.name: (field.raw_data or [""])[0] for field in (form.when, form.day, form.clock)}
    return url_for(".send", issue_id=issue.id, **chosen)


def _may_leave(desk: Desk, form: SendForm) -> bool:
    """What stands in the way is said above the form."""
    if desk.obstacles:
        form.form_errors.append(_("Los eerst op wat hieronder staat."))
    elif not desk.people:
        form.form_errors.append(_("Er zijn nog geen lezers voor deze uitgave."))
    elif not desk.is_tested:
        form.form_errors.append(_("Stuur eerst een test naar jezelf."))
    return not form.form_errors
