"""After the last word: minutes are sent round, proposals are answered, minutes become final, and an addition later."""

from collections import Counter

from flask import Response, request
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from pact import audit
from pact.access import access, me, signed_in
from pact.dates import today, working_days_after
from pact.db import db, find_or_404
from pact.htmx import page
from pact.meetings.minutes import emails, queries, writing
from pact.meetings.minutes.forms import AddendumForm, SendForm, TakeOverForm, WhyNotForm
from pact.meetings.minutes.models import ActionItem, Addendum, Amendment, AmendmentStatus
from pact.meetings.minutes.views.base import Seen, back, bp, to_write
from pact.meetings.models import AgendaItem, Invitee, Meeting
from pact.once import is_repeat
from pact.people.models import Person
from pact.workgroups.models import WorkgroupTask

DAYS_TO_AMEND = 5  # working days, offered at first


def _recipients(meeting_id: int) -> list[Invitee]:
    wanted = select(Invitee).where(Invitee.meeting_id == meeting_id, Invitee.withdrawn_at.is_(None))
    return list(db.session.scalars(wanted.where(Invitee.invited_at.is_not(None)).order_by(Invitee.name)))


@bp.route("/bijeenkomsten/<int:meeting_id>/verslag/versturen", methods=["GET", "POST"])
@access(signed_in)
def send(meeting_id: int) -> Response:
    """First to whom and what, then the button. Pressed twice it goes once."""
    found = to_write(meeting_id)
    if found.is_sent:
        return back(meeting_id, _("Het verslag is rondgestuurd."))
    form = SendForm(data={"how": "amend", "until": working_days_after(today(), DAYS_TO_AMEND)})
    people = _recipients(meeting_id)
    if form.validate_on_submit():
        minutes = writing.begin(found.meeting)
        minutes.send(form.until.data if form.how.data == "amend" else None, me.id)
        _tell(found.meeting, people)
        audit.record("minutes_sent", found.meeting.thing, me, letters=len(people))
        db.session.commit()
        return back(meeting_id, _("Het verslag is rondgestuurd aan %(count)s mensen.", count=len(people)))
    rows = queries.outcomes(found.meeting)
    kinds = Counter(row.kind for row in rows)
    missing = [one.name for one in queries.attendees(meeting_id) if one.attendance is None]
    return page(
        "meetings/minutes/send.html",
        422 if form.errors else 200,
        meeting=found.meeting,
        form=form,
        people=people,
        decisions=kinds["decision"],
        actions=kinds["action"],
        missing=missing,
        open_notes=[note for note in queries.side_notes(meeting_id) if note.settled_at is None],
    )


def _tell(meeting: Meeting, people: list[Invitee]) -> None:
    """Each one letter, with how many actions are theirs; an owner who was not invited gets one about those."""
    minutes = writing.locked(meeting)
    assert minutes is not None  # noqa: S101 - just begun
    wanted = (
        select(WorkgroupTask.person_id, ActionItem.invitee_id)
        .join(ActionItem, ActionItem.task_id == WorkgroupTask.id)
        .where(ActionItem.meeting_id == meeting.id, WorkgroupTask.done_at.is_(None))
    )
    rows = db.session.execute(wanted).all()
    by_person = Counter(row.person_id for row in rows if row.person_id)
    by_invitee = Counter(row.invitee_id for row in rows if row.invitee_id)
    for one in people:
        emails.tell_minutes(one, meeting, minutes, by_person.pop(one.person_id or 0, 0) + by_invitee[one.id])
    for person in db.session.scalars(select(Person).where(Person.id.in_(by_person))):
        emails.tell_actions(person.email, person.locale, person.name, meeting, by_person[person.id])


# --- proposals -------------------------------------------------------------------------------


@bp.get("/bijeenkomsten/<int:meeting_id>/verslag/voorstellen")
@access(signed_in)
def proposals(meeting_id: int) -> Response:
    found = to_write(meeting_id)
    return page(
        "meetings/minutes/proposals.html",
        meeting=found.meeting,
        minutes=found.minutes,
        rows=queries.amendments(meeting_id),
        can_settle=found.is_sent and not found.is_final,
    )


def _amendment(found: Seen, amendment_id: int) -> Amendment:
    return find_or_404(Amendment, Amendment.id == amendment_id, Amendment.meeting_id == found.meeting.id)


def _item(amendment: Amendment) -> AgendaItem | None:
    return db.session.get(AgendaItem, amendment.agenda_item_id) if amendment.agenda_item_id else None


@bp.route("/bijeenkomsten/<int:meeting_id>/verslag/voorstellen/<int:amendment_id>", methods=["GET", "POST"])
@access(signed_in)
def proposal(meeting_id: int, amendment_id: int) -> Response:
    """«Neem over» with the words as they become, or «Neem niet over» with why. Who proposed it hears."""
    found = to_write(meeting_id)
    amendment = _amendment(found, amendment_id)
    item = _item(amendment)
    told = {"notes": item.notes, "edition": item.notes_edition} if item else {}
    is_no = "no" in request.form
    form, no = TakeOverForm(data=told), WhyNotForm()
    if request.method == "POST" and amendment.status == AmendmentStatus.OPEN:
        writing.begin(found.meeting)
        if is_no and no.validate():
            amendment.decline(no.why.data, me.id)
            return _answered(found, amendment)
        if not is_no and form.validate():
            if item is not None:
                if form.edition.data != str(item.notes_edition):
                    raise StaleDataError
                writing.put(item, writing.tidy(form.notes.data), me.id)
            amendment.take_over(me.id)
            return _answered(found, amendment)
    elif request.method == "POST":
        return back(meeting_id, _("Dit voorstel heeft al antwoord."))
    row = next(one for one in queries.amendments(meeting_id) if one.id == amendment.id)
    return page(
        "meetings/minutes/proposal.html",
        422 if request.method == "POST" else 200,
        meeting=found.meeting,
        row=row,
        form=no if is_no else form,
        take=form,
        no=no,
        is_open=amendment.status == AmendmentStatus.OPEN and found.is_written,
    )


def _answered(found: Seen, amendment: Amendment) -> Response:
    emails.tell_answer(db.session.get_one(Invitee, amendment.invitee_id), found.meeting, amendment)
    audit.record("amendment_answered", found.meeting.thing, me, answer=amendment.status)
    db.session.commit()
    return back(found.meeting.id, _("Bewaard. Wie het voorstelde, krijgt een e-mail."))


@bp.post("/bijeenkomsten/<int:meeting_id>/verslag/vaststellen")
@access(signed_in)
def settle(meeting_id: int) -> Response:
    """Final: from now on only additions. Not while a proposal waits for its answer."""
    found = to_write(meeting_id)
    if found.is_final:
        return back(meeting_id, _("Het verslag is definitief."))
    if queries.has_open_amendments(meeting_id):
        return back(meeting_id, _("Beantwoord eerst alle voorstellen."), "warning")
    minutes = writing.begin(found.meeting)
    minutes.settle(me.id)
    audit.record("minutes_final", found.meeting.thing, me)
    db.session.commit()
    return back(meeting_id, _("Het verslag is definitief."))


@bp.route("/bijeenkomsten/<int:meeting_id>/verslag/aanvulling", methods=["GET", "POST"])
@access(signed_in)
def add_later(meeting_id: int) -> Response:
    """What is wrong in final minutes stays there; what is right stands under it, with its day."""
    found = to_write(meeting_id)
    if not found.is_final:
        return back(meeting_id, _("Het verslag is nog niet definitief. Je kunt het zelf veranderen."), "warning")
    form = AddendumForm()
    if form.validate_on_submit():
        if not is_repeat():
            db.session.add(Addendum(meeting_id=meeting_id, text=form.text.data, made_by_id=me.id))
            audit.record("minutes_added_to", found.meeting.thing, me)
            db.session.commit()
        return back(meeting_id, _("De aanvulling staat onder het verslag."))
    return page("meetings/minutes/add_later.html", 422 if form.errors else 200, meeting=found.meeting, form=form)
