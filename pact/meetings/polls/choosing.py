"""One of the days becomes the day of the meeting: the poll closes, and everybody who was asked gets the invitation."""

from pact.meetings import calling
from pact.meetings.models import DatePoll
from pact.meetings.polls import queries
from pact.wall_clock import When


def choose(poll: DatePoll, option_id: int, when: When) -> int:
    """Tells how many are invited: also who said no, who said nothing, and who has no account."""
    meeting = poll.meeting
    meeting.arrange(when, meeting.place, meeting.online_url)
    poll.close(option_id)
    invitees = queries.asked(meeting.id)
    calling.call(meeting, invitees)
    return len(invitees)
