"""What the coordinator makes of a text: take it, send it back with a suggestion, leave it out and put it back.

A deed is about the words that stood on the page: when they changed meanwhile, nothing happens but to show them.
"""

from flask import Response, abort, flash, make_response, redirect, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from pact import audit
from pact.access import access, me
from pact.dates import now
from pact.db import db, find_or_404
from pact.htmx import page
from pact.newsletter import articles, policy
from pact.newsletter.contributions import emails, moving
from pact.newsletter.contributions.forms import ReviewForm, SuggestionForm
from pact.newsletter.contributions.views.base import bp
from pact.newsletter.models import Contribution, Issue
from pact.newsletter.views.base import back_to, by_id
from pact.people.models import Person

WHERE = "/nieuwsbrief/<int:issue_id>/bijdragen/<int:contribution_id>"


@bp.get(WHERE)
@access(policy.coordinator)
def show(issue_id: int, contribution_id: int) -> Response:
    issue, text = _find(issue_id, contribution_id)
    return _page(issue, text, SuggestionForm(formdata=None, data={"suggestion": text.suggestion or text.text}))


@bp.post(f"{WHERE}/overnemen")
@access(policy.coordinator)
def take(issue_id: int, contribution_id: int) -> Response:
    issue, text = _open(issue_id, contribution_id)
    if text.taken_at is not None:
        return back_to("contributions.index", issue, _("De tekst staat in de uitgave."))
    if not _is_as_read(text):
        return _changed(issue, text)
    articles.take(text, issue)
    audit.record("contribution_taken", text.thing, me, organisation_id=text.organisation_id)
    db.session.commit()
    return back_to("contributions.index", issue, _("De tekst staat in de uitgave."))


@bp.post(f"{WHERE}/terugsturen")
@access(policy.coordinator)
def send_back(issue_id: int, contribution_id: int) -> Response:
    """Who handed it in gets a letter, and decides."""
    issue, text = _open(issue_id, contribution_id)
    form = SuggestionForm()
    if not form.validate():
        return _page(issue, text, form)
    if text.returned_at is not None and text.suggestion == form.suggestion.data:  # pressed twice
        return back_to("contributions.index", issue, _("Het voorstel is verstuurd."))
    if not _is_as_read(text) or not text.may_change:
        return _changed(issue, text)
    text.send_back(form.suggestion.data or "")
    writer = db.session.get(Person, text.person_id) if text.person_id else None
    if writer is not None and writer.active:
        emails.returned(text, writer)
    else:  # nobody is sent to a page that asks for an account they have not
        text.call = text.call or moving.call_for(text)
        emails.returned(text, text.call)
    audit.record("contribution_returned", text.thing, me, organisation_id=text.organisation_id)
    db.session.commit()
    return back_to("contributions.index", issue, _("Het voorstel is verstuurd."))


@bp.post(f"{WHERE}/weglaten")
@access(policy.coordinator)
def leave_out(issue_id: int, contribution_id: int) -> Response:
    issue, text = _open(issue_id, contribution_id)
    if text.taken_at is not None:
        return _changed(issue, text)
    if text.left_out_at is None:
        text.left_out_at = now()
        audit.record("contribution_left_out", text.thing, me, organisation_id=text.organisation_id)
        db.session.commit()
    said = _("De tekst komt niet in deze uitgave. Was dat een vergissing? Zet hem terug.")
    return back_to("contributions.index", issue, said)


@bp.post(f"{WHERE}/terugzetten")
@access(policy.coordinator)
def put_back(issue_id: int, contribution_id: int) -> Response:
    issue, text = _open(issue_id, contribution_id)
    if text.left_out_at is not None:
        text.left_out_at = None
        audit.record("contribution_put_back", text.thing, me, organisation_id=text.organisation_id)
        db.session.commit()
    return back_to("contributions.index", issue, _("De tekst staat er weer bij."))


def _find(issue_id: int, contribution_id: int) -> tuple[Issue, Contribution]:
    issue = by_id(issue_id)
    here = (Contribution.id == contribution_id, Contribution.issue_id == issue.id)
    loaded = (joinedload(Contribution.organisation), joinedload(Contribution.call), joinedload(Contribution.issue))
    return issue, find_or_404(Contribution, *here, options=loaded)


def _open(issue_id: int, contribution_id: int) -> tuple[Issue, Contribution]:
    issue, text = _find(issue_id, contribution_id)
    if not issue.is_open:
        abort(409)
    return issue, text


def _is_as_read(text: Contribution) -> bool:
    return bool(ReviewForm().edition.data == str(text.edition))


def _changed(issue: Issue, text: Contribution) -> Response:
    """Somebody was first: a colleague, or who handed it in."""
    flash(_("Er is net iets veranderd aan deze tekst. Lees hem opnieuw en kies dan."), "warning")
    return make_response(redirect(url_for(".show", issue_id=issue.id, contribution_id=text.id), 303))


def _page(issue: Issue, text: Contribution, form: SuggestionForm) -> Response:
    writer = select(Person.name).where(Person.id == text.person_id)
    return page(
        "newsletter/contributions/show.html",
        422 if form.errors else 200,
        issue=issue,
        text=text,
        form=form,
        writer=db.session.scalar(writer) if text.person_id else None,
    )
