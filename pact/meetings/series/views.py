"""Making a series of a meeting, its page, and changing or calling off all that is still to come."""

from collections.abc import Sequence
from datetime import date

from flask import Blueprint, Response, abort, flash, g, make_response, redirect, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from pact import audit
from pact.access import access, me, require, signed_in
from pact.dates import is_holiday, now
from pact.db import db
from pact.htmx import page
from pact.meetings import policy
from pact.meetings.events import news
from pact.meetings.forms import CallOffForm
from pact.meetings.models import Meeting, MeetingSeries
from pact.meetings.series import calling, planning, queries, rules
from pact.meetings.series.forms import RearrangeForm, SeriesForm, told
from pact.meetings.views.base import back_to, may, own
from pact.once import is_repeat
from pact.wall_clock import When

bp = Blueprint("series", __name__)


@bp.route("/bijeenkomsten/<int:meeting_id>/reeks", methods=["GET", "POST"])
@access(signed_in)
def plan(meeting_id: int) -> Response:
    """First the rule; then all its days, of which one leaves out what does not suit. Holidays are left out at first."""
    meeting = own(meeting_id)
    when = meeting.when
    if meeting.series_id is not None:  # a second press
        return _to_series(meeting.series_id)
    if when is None or when.begins is None or meeting.announced_at is None or not meeting.is_open:
        return back_to(meeting, _("Van deze bijeenkomst kun je geen reeks maken."))
    form = SeriesForm(data={"until": "count", "count": 10})
    form.offer(when.day)
    valid = form.validate_on_submit()
    days = form.days(when.day) if valid else []
    whens = [When(day, when.begins, when.ends) for day in days[1:]]
    if not whens:
        return page("meetings/series/plan.html", 422 if form.is_submitted() else 200, form=form, meeting=meeting)
    form.offer_days(whens)
    is_chosen = "sure" in request.form
    kept = form.kept_days(whens) if is_chosen else []
    if kept:
        return _begin(meeting, form.rule.data, kept)
    if not is_chosen:
        form.kept.data = [
            one.day.isoformat() for one in whens if not is_holiday(one.day) and planning.is_on_the_clock(one)
        ]
    return page(
        "meetings/series/days.html",
        422 if is_chosen else 200,
        form=form,
        meeting=meeting,
        rule=rules.in_words(form.rule.data),
        hints={one.day.isoformat(): _hint(one) for one in whens},
    )


def _hint(when: When) -> str:
    if not planning.is_on_the_clock(when):
        return _("Deze tijd bestaat die dag niet: dan gaat de zomertijd in.")
    return _("Valt op een feestdag.") if is_holiday(when.day) else ""


def _begin(meeting: Meeting, rule: str, kept: Sequence[date]) -> Response:
    alone = select(Meeting.id).where(Meeting.id == meeting.id, Meeting.series_id.is_(None))
    if db.session.scalar(alone.with_for_update()) is None:  # two at once: the second waited, and sees the first's
        db.session.refresh(meeting)
        return _to_series(meeting.series_id or 0)
    series = planning.begin(meeting, rule, kept, me.id)
    meetings = queries.meetings_of(series)
    calling.tell("begun", series, queries.first_rows(meetings))
    audit.record("series_begun", meeting.thing, me, meetings=len(meetings))
    db.session.commit()
    flash(_("De reeks staat klaar. Iedereen krijgt één e-mail."), "positive")
    return _to_series(series.id)


def _to_series(series_id: int) -> Response:
    return make_response(redirect(url_for("series.show", series_id=series_id), 303))


@bp.get("/bijeenkomsten/reeks/<int:series_id>")
@access(signed_in)
def show(series_id: int) -> Response:
    """For who sees at least one of its meetings; the others are not there."""
    rows = queries.listed(series_id, policy.visible_to(g.person))
    series = db.session.get(MeetingSeries, series_id) if rows else None
    if series is None:
        abort(404)
    next_id = next((row.id for row in rows if row.called_off_at is None and row.ends_at >= now()), None)
    next_one = db.session.get(Meeting, next_id) if next_id else None
    return page(
        "meetings/series/show.html",
        series=series,
        rule=rules.in_words(series.rule),
        rows=[(row, When(row.day, row.begins, row.ends)) for row in rows],
        next_id=next_id,
        title=rows[-1].title,
        looks_after=next_one is not None and may(policy.looked_after_by(me), next_one),
    )


def _own(series_id: int) -> tuple[MeetingSeries, Sequence[Meeting], list[Meeting]]:
    """A series that this person looks after, its meetings, and those still to come."""
    if not queries.listed(series_id, policy.visible_to(g.person)):
        abort(404)
    series = db.session.get_one(MeetingSeries, series_id)
    meetings = queries.meetings_of(series)
    coming = queries.coming(meetings)
    require(may(policy.looked_after_by(me), coming[0] if coming else meetings[-1]))
    return series, meetings, coming


@bp.route("/bijeenkomsten/reeks/<int:series_id>/wijzigen", methods=["GET", "POST"])
@access(signed_in)
def rearrange(series_id: int) -> Response:
    series, meetings, coming = _own(series_id)
    if not coming:
        return _over(series)
    form = RearrangeForm(data=told(series, coming[0]))
    if form.validate_on_submit() and form.fits(coming):
        if is_repeat():
            return _to_series(series.id)
        if form.edition.data != str(series.edition):
            raise StaleDataError
        is_news = planning.rearrange(
            series, meetings, form.begins.data, form.ends.data, form.place.data, form.online_url.data
        )
        if is_news:
            calling.tell("moved", series, queries.first_rows(coming))
            for meeting in coming:
                news.tell_moved(meeting)
        audit.record("series_changed", f"series {series.id}", me, meetings=len(coming), told=is_news)
        db.session.commit()
        flash(_("Bewaard. Iedereen krijgt bericht.") if is_news else _("Bewaard."), "positive")
        return _to_series(series.id)
    status = 422 if form.is_submitted() else 200
    return page("meetings/series/rearrange.html", status, form=form, series=series, count=len(coming))


@bp.route("/bijeenkomsten/reeks/<int:series_id>/afzeggen", methods=["GET", "POST"])
@access(signed_in)
def call_off(series_id: int) -> Response:
    series, meetings, coming = _own(series_id)
    if not coming:  # a second press
        return _over(series)
    form = CallOffForm()
    if form.validate_on_submit():
        people = queries.first_rows(coming)
        planning.call_off_coming(series, meetings, form.reason.data, me.id)
        calling.tell("called_off", series, people)
        for meeting in coming:
            news.tell_called_off(meeting)
        audit.record("series_called_off", f"series {series.id}", me, meetings=len(coming))
        db.session.commit()
        flash(_("De rest van de reeks gaat niet door. Iedereen krijgt bericht."), "positive")
        return _to_series(series.id)
    status = 422 if form.errors else 200
    return page("meetings/series/call_off.html", status, form=form, series=series, count=len(coming))


def _over(series: MeetingSeries) -> Response:
    flash(_("Van deze reeks komt niets meer."), "positive")
    return _to_series(series.id)
