"""Handing a text in, by link or signed in: one way for both. A photo is looked through before anybody has to wait."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Response, flash, make_response, redirect, request
from flask_babel import gettext as _

from pact import audit
from pact.access import SAFE_METHODS, Actor
from pact.dates import now
from pact.db import ask_first, db
from pact.files import accepting, store
from pact.files.accepting import PICTURES, Accepted
from pact.files.refusals import Refused
from pact.forms import complain
from pact.htmx import page
from pact.newsletter.contributions import photos, queries
from pact.newsletter.contributions.forms import ContributionForm
from pact.newsletter.models import Call, Contribution, Issue, Kind
from pact.once import is_repeat


@dataclass(frozen=True)
class Desk:
    """Where somebody writes: for whom, for which issue, on which text, and where they go afterwards."""

    organisations: Sequence[tuple[int, str]]
    issue: Issue | None  # none: for the next one
    call: Call | None
    text: Contribution | None  # one that is changed
    back: str
    post_to: str = ""  # when that is not the address of this page
    person: Actor | None = None
    token: str = ""  # of the link by which somebody comes who is not signed in
    earlier: Sequence[Contribution] = ()  # what they handed in already
    is_asked: bool = False  # who is signed in comes here from what was asked of them

    @property
    def is_open(self) -> bool:
        return self.text.may_change if self.text else self.issue is None or self.issue.is_open

    @property
    def kind(self) -> Kind:
        return self.issue.kind if self.issue else Kind.NEWSLETTER


def answer(find: Callable[[], Desk]) -> Response:
    """The page with the form, and what comes of it when it is sent."""
    refusal, accepted = "", None
    is_sent = request.method not in SAFE_METHODS
    if is_sent:
        ask_first(find)  # who may not come here, costs us no drawing
        try:
            accepted = _photo()
        except Refused as refused:
            refusal = str(refused.sentence)
    desk = find()
    if not desk.is_open:
        return page("newsletter/contributions/over.html", 409 if is_sent else 200, desk=desk)
    form = form_for(desk)
    form.refusal, mark = refusal, photos.mark_of(desk.text.photo_id if desk.text else None)
    if is_sent:
        done, mark = hand_in(form, desk, accepted)
        if done:
            flash(_("Je tekst is binnen. Je kunt hem nog veranderen."), "positive")
            return make_response(redirect(desk.back, 303))
        desk = find()  # what was kept ended the transaction
    return writing_page(desk, form, mark)


def writing_page(desk: Desk, form: ContributionForm, mark: str = "") -> Response:
    shown = {"desk": desk, "form": form, "mark": mark, "accept": accepting.endings(PICTURES)}
    return page("newsletter/contributions/write.html", 422 if form.errors else 200, **shown)


def form_for(desk: Desk) -> ContributionForm:
    told = {}
    if desk.text is not None:
        told = {"title": desk.text.title, "text": desk.text.text, "description": desk.text.photo_description}
        if desk.text.photo_id:
            told["people"] = "agreed" if desk.text.people_agreed_at else "no"
    form = ContributionForm(data=told, kind=desk.kind)
    form.offer(desk.organisations)
    return form


def _photo() -> Accepted | None:
    """A new one, if there is. Raises Refused."""
    sent = request.files.get("photo")
    return photos.small(sent) if sent and not request.form.get("without") else None


def hand_in(form: ContributionForm, desk: Desk, accepted: Accepted | None) -> tuple[bool, str]:
    """Whether it is in, and the mark of the photo: that is kept, also when something else must be mended first."""
    photo_id = None if form.without.data else photos.known(form.kept.data)
    form.has_photo = accepted is not None or photo_id is not None
    is_right = form.validate()
    organisation_id = int(form.organisation.data) if is_right else desk.organisations[0][0]
    if accepted is not None:
        try:
            photo_id = store.keep(accepted, organisation_id, desk.person.id if desk.person else None).id
        except Refused as refused:
            complain(form.photo, str(refused.sentence))
            is_right = False
    if is_right and (form.is_from_a_machine or is_repeat(accepted.mark if accepted else "")):
        db.session.rollback()
        return True, ""
    if is_right:
        _write(form, desk, organisation_id, photo_id)
    db.session.commit()
    return is_right, photos.mark_of(photo_id)


def _write(form: ContributionForm, desk: Desk, organisation_id: int, photo_id: str | None) -> None:
    text, call = desk.text, desk.call
    if call is None and desk.issue is not None:
        call = queries.call_of(desk.issue.id, organisation_id)
    if text is None:
        text = Contribution(organisation_id=organisation_id, person_id=desk.person.id if desk.person else None)
        text.issue_id, text.call_id = desk.issue.id if desk.issue else None, call.id if call else None
        db.session.add(text)
    if call is not None:
        call.declined_at = None  # they have something after all
    text.hand_in_again(form.title.data or "", form.text.data or "")
    text.photo_id = photo_id
    text.photo_description = (form.description.data or "") if photo_id else ""
    agreed = photo_id is not None and form.people.data == "agreed"
    text.people_agreed_at = (text.people_agreed_at or now()) if agreed else None
    db.session.flush()
    origin = "web" if desk.person else "link"
    audit.record("contribution_handed_in", text.thing, desk.person, organisation_id=organisation_id, origin=origin)
