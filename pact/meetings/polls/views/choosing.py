"""«Kies deze datum»: a page that says what will happen, and one button. Whoever is second reads which day it became."""

from flask import Response, abort
from flask_babel import gettext as _
from flask_babel import ngettext

from pact import audit
from pact.access import access, me, signed_in
from pact.db import db
from pact.htmx import page
from pact.meetings.models import DatePoll
from pact.meetings.polls import choosing, counting, queries
from pact.meetings.polls.views.base import back, bp, is_writing, own_poll
from pact.meetings.views.base import back_to


@bp.route("/bijeenkomsten/<int:meeting_id>/prikker/<int:option_id>/kiezen", methods=["GET", "POST"])
@access(signed_in)
def choose(meeting_id: int, option_id: int) -> Response:
    poll = own_poll(meeting_id)
    meeting = poll.meeting
    count = next((one for one in counting.tally(poll) if one.id == option_id), None) or abort(404)
    if not queries.can_choose(poll):
        return _was_chosen(poll, option_id)
    if not count.can_be_chosen:
        return back(meeting_id, _("Deze datum kun je niet kiezen. Niemand kan, of hij is al geweest."), "info")
    if is_writing():
        invited = choosing.choose(poll, count.id, count.when)
        audit.record("poll_day_chosen", meeting.thing, me, invited=invited)
        db.session.commit()
        said = ngettext(
            "De datum is gekozen. %(num)s mens krijgt de uitnodiging.",
            "De datum is gekozen. %(num)s mensen krijgen de uitnodiging.",
            invited,
        )
        return back_to(meeting, said)
    return page("meetings/polls/choose.html", poll=poll, meeting=meeting, count=count)


def _was_chosen(poll: DatePoll, option_id: int) -> Response:
    """Pressed twice, or somebody was first."""
    if poll.meeting.when is None:
        return back(poll.meeting_id, _("Aan deze prikker verandert niets meer."), "info")
    if poll.chosen_id == option_id:
        return back_to(poll.meeting, _("Deze datum is gekozen."))
    return back(poll.meeting_id, _("De datum is al gekozen: %(when)s.", when=poll.meeting.when.in_words), "info")
