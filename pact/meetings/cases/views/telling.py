"""Bringing a case, reading it, mending it and taking it away."""

from flask import Response, flash, make_response, redirect, url_for
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from pact import audit
from pact.access import access, me, require, signed_in
from pact.db import db
from pact.directory.models import Topic
from pact.htmx import page
from pact.keys import DataKey
from pact.meetings.cases import policy, queries
from pact.meetings.cases.forms import CaseForm
from pact.meetings.cases.models import Case, Look
from pact.meetings.cases.views.base import bp, find, meeting_of
from pact.meetings.cases.words import LOOKS
from pact.once import is_repeat


def to_case(case: Case, words: str) -> Response:
    flash(words, "positive")
    return make_response(redirect(url_for(".show", meeting_id=case.meeting_id, case_id=case.id), 303))


@bp.route("/bijeenkomsten/<int:meeting_id>/casus/nieuw", methods=["GET", "POST"])
@access(signed_in)
def bring(meeting_id: int) -> Response:
    meeting, form = meeting_of(meeting_id), CaseForm()
    require(meeting.is_open and meeting.when is not None)
    if form.validate_on_submit():
        if is_repeat():
            return make_response(redirect(url_for("meetings.show", meeting_id=meeting_id), 303))
        case = Case(meeting_id=meeting.id, made_by_id=me.id, data_key=DataKey.make())
        case.tell(Topic(form.topic.data), form.situation.data, form.tried.data, form.question.data)
        case.item_id = queries.place_on_agenda(meeting).id
        db.session.add(case)
        db.session.flush()
        audit.record("case_brought", case.thing, me)
        answer = to_case(case, _("De casus staat op de agenda."))
        db.session.commit()
        return answer
    return page("meetings/cases/edit.html", 422 if form.errors else 200, form=form, meeting=meeting, case=None)


@bp.get("/bijeenkomsten/<int:meeting_id>/casus/<int:case_id>")
@access(signed_in)
def show(meeting_id: int, case_id: int) -> Response:
    """Before the week of the meeting, and after it, only that there is or was one."""
    case = find(meeting_id, case_id)
    lessons = {lesson.look: lesson for lesson in queries.lessons_of(case.id)}
    return page(
        "meetings/cases/show.html",
        case=case,
        meeting=case.meeting,
        reads=policy.may_read(me, case),
        may_edit=policy.may_edit(me, case),
        looks=[(look, *LOOKS[look], lessons.get(look)) for look in Look],
    )


@bp.route("/bijeenkomsten/<int:meeting_id>/casus/<int:case_id>/wijzigen", methods=["GET", "POST"])
@access(signed_in)
def edit(meeting_id: int, case_id: int) -> Response:
    case = find(meeting_id, case_id)
    require(policy.may_edit(me, case))
    kept = {name: getattr(case, name) for name in ("topic", "situation", "tried", "question", "edition")}
    form = CaseForm(data=kept)
    if form.validate_on_submit():
        if form.edition.data != str(case.edition):
            raise StaleDataError
        case.tell(Topic(form.topic.data), form.situation.data, form.tried.data, form.question.data)
        audit.record("case_changed", case.thing, me)
        answer = to_case(case, _("Bewaard."))
        db.session.commit()
        return answer
    status = 422 if form.errors else 200
    return page("meetings/cases/edit.html", status, form=form, meeting=case.meeting, case=case)


@bp.route("/bijeenkomsten/<int:meeting_id>/casus/<int:case_id>/weg", methods=["GET"])
@access(signed_in)
def ask_to_remove(meeting_id: int, case_id: int) -> Response:
    case = find(meeting_id, case_id)
    require(policy.may_edit(me, case))
    return page("meetings/cases/remove.html", case=case, meeting=case.meeting)


@bp.post("/bijeenkomsten/<int:meeting_id>/casus/<int:case_id>/weg")
@access(signed_in)
def remove(meeting_id: int, case_id: int) -> Response:
    """Erased at once. A second press finds that done, and says the same."""
    case = find(meeting_id, case_id)
    require(case.erased_at is not None or policy.may_edit(me, case))
    if case.erased_at is None:
        queries.take_away(case)
        audit.record("case_removed", case.thing, me)
        db.session.commit()
    flash(_("De casus is gewist."), "positive")
    return make_response(redirect(url_for("meetings.show", meeting_id=meeting_id), 303))
