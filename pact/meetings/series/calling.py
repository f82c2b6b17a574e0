"""Who is invited to a series hears of it in one letter: that it begins, that it moved, that the rest is called off.

As for one meeting the worker writes the letters, from what holds at that moment.
"""

from collections.abc import Callable, Iterable, Sequence

from flask_babel import force_locale

from pact import jobs
from pact.calendars.letters import cancellation, invitation
from pact.db import db
from pact.jobs import Job
from pact.mail import post
from pact.meetings.emails import answer_url
from pact.meetings.models import Answer, Invitee, Meeting, MeetingSeries
from pact.meetings.series import entries, queries, rules

FOLDER = "meetings/series/emails/"


def tell(what: str, series: MeetingSeries, people: Iterable[Invitee]) -> None:
    """`begun`, `moved` or `called_off`, to each of these once."""
    for invitee in people:
        jobs.add_again("series-letter", f"{what}:{series.id}:{invitee.id}")


@jobs.handles("series-letter")
def write_letter(job: Job) -> None:
    what, series_id, invitee_id, _once = job.thing.split(":")
    series, invitee = db.session.get(MeetingSeries, int(series_id)), db.session.get(Invitee, int(invitee_id))
    if series is not None and invitee is not None:
        asked = queries.rows_of(series, invitee.email)
        meetings = [meeting for meeting in queries.meetings_of(series) if meeting.id in asked]
        LETTERS[what](series, meetings, asked)
    job.done()
    db.session.commit()


def _request(what: str) -> Callable[[MeetingSeries, Sequence[Meeting], dict[int, Invitee]], None]:
    """The whole series as it is now; when nothing of it is to come any more there is nothing to tell."""

    def write(series: MeetingSeries, meetings: Sequence[Meeting], asked: dict[int, Invitee]) -> None:
        open_ones = queries.coming(meetings)
        if not open_ones:
            return
        first = asked[open_ones[0].id]
        said = {asked[meeting.id].answer for meeting in open_ones}
        partstat = (said.pop() if len(said) == 1 else Answer.NEEDS_ACTION).upper()
        told = entries.entries_of(series, meetings, answer_url(first))
        calendar = invitation(told, first.name, first.email, partstat=partstat)
        _post(what, series, open_ones, first, calendar)

    return write


def _called_off(series: MeetingSeries, meetings: Sequence[Meeting], asked: dict[int, Invitee]) -> None:
    gone = [meeting for meeting in meetings if meeting.is_called_off]
    if not gone:
        return
    to = asked[gone[-1].id]
    calendar = cancellation(entries.cancelled(series, meetings, answer_url(to)), to.name, to.email)
    last = max(meeting.called_off_at for meeting in gone if meeting.called_off_at)
    _post("called_off", series, [meeting for meeting in gone if meeting.called_off_at == last], to, calendar)


LETTERS: dict[str, Callable[[MeetingSeries, Sequence[Meeting], dict[int, Invitee]], None]] = {
    "begun": _request("begun"),
    "moved": _request("moved"),
    "called_off": _called_off,
}


def _post(what: str, series: MeetingSeries, told: Sequence[Meeting], to: Invitee, calendar: str) -> None:
    with force_locale(to.locale):
        days = [meeting.when.in_words for meeting in told if meeting.when]
        rule = rules.in_words(series.rule)
    post(
        to.email,
        f"{FOLDER}{what}.txt",
        locale=to.locale,
        about=f"series {series.id}",
        calendar=calendar,
        name=to.first_name,
        title=told[0].title,
        rule=rule,
        days=days,
        place=told[0].place,
        online_url=told[0].online_url,
        reason=told[0].reason,
        url=answer_url(to),
    )
