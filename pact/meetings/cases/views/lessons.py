"""What was learned of a case: written down look by look, listed for all partners, taken away when it tells too much."""

import json

from flask import Response, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from pact import audit
from pact.access import access, me, require, signed_in
from pact.db import db, find_or_404
from pact.directory.topics import TOPICS
from pact.htmx import page
from pact.links import row_number
from pact.meetings.cases import policy, queries
from pact.meetings.cases.forms import LessonsForm
from pact.meetings.cases.models import Case, Lesson, Look
from pact.meetings.cases.views.base import bp, find
from pact.meetings.cases.views.telling import to_case
from pact.meetings.cases.words import LOOKS


@bp.route("/bijeenkomsten/<int:meeting_id>/casus/<int:case_id>/lessen", methods=["GET", "POST"])
@access(signed_in)
def learn(meeting_id: int, case_id: int) -> Response:
    """During the meeting, by whoever reads the case: several may write, and nobody overwrites another unseen."""
    case = find(meeting_id, case_id)
    require(policy.may_read(me, case))
    kept = {Look(lesson.look): lesson for lesson in queries.lessons_of(case.id)}
    editions = json.dumps({look.value: kept[look].edition for look in LOOKS if look in kept}, sort_keys=True)
    form = LessonsForm(data={look.value: kept[look].text for look in kept} | {"editions": editions})
    if form.validate_on_submit():
        if form.editions.data != editions:
            raise StaleDataError
        _write(case, kept, form)
        audit.record("lessons_written", case.thing, me)
        answer = to_case(case, _("De lessen zijn bewaard."))
        db.session.commit()
        return answer
    status = 422 if form.errors else 200
    return page("meetings/cases/learn.html", status, form=form, case=case, meeting=case.meeting, looks=LOOKS)


def _write(case: Case, kept: dict[Look, Lesson], form: LessonsForm) -> None:
    for look, text in form.by_look().items():
        lesson = kept.get(look)
        if lesson is None and text:
            db.session.add(Lesson(case_id=case.id, topic=case.topic, look=look, text=text, written_by_id=me.id))
        elif lesson is not None and not text:
            db.session.delete(lesson)
        elif lesson is not None and lesson.text != text:
            lesson.text, lesson.written_by_id = text, me.id


@bp.get("/bijeenkomsten/lessen")
@access(policy.partner)
def lessons() -> Response:
    """Links are the filter. A topic that we do not know is not asked."""
    asked = request.args.get("onderwerp", "")
    topic = next((code for code, _label in TOPICS if code.value == asked), None)
    found = queries.lessons(policy.lessons_visible_to(me), topic, request.args.get("na", type=row_number))
    chips = [(_("Alles"), url_for(".lessons"), topic is None)]
    chips += [(str(label), url_for(".lessons", onderwerp=code.value), code == topic) for code, label in TOPICS]
    here, takes_away = {"onderwerp": topic.value if topic else None}, policy.coordinator(me)
    return page("meetings/cases/lessons.html", page=found, chips=chips, here=here, takes_away=takes_away)


@bp.route("/bijeenkomsten/lessen/<int:lesson_id>/weg", methods=["GET", "POST"])
@access(policy.partner)
def take_away(lesson_id: int) -> Response:
    lesson = find_or_404(Lesson, Lesson.id == lesson_id, policy.lessons_visible_to(me))
    require(policy.may_take_away(me, lesson))
    if request.method == "POST":
        audit.record("lesson_taken_away", f"case {lesson.case_id}", me)
        db.session.delete(lesson)
        db.session.commit()
        flash(_("De les is weg."), "positive")
        return make_response(redirect(url_for(".lessons"), 303))
    return page("meetings/cases/take_away.html", lesson=lesson)
