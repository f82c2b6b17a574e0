"""What the tests of date polls share: the link of somebody who is asked, and answering by it."""

from pact.keys import derived_token
from pact.meetings.models import Invitee, PollOption, PollResponse

SUMMARY = 'id="errors"'


class Polling:
    """One poll, seen from outside."""

    def __init__(self, app, town, poll):
        self.app, self.town, self.meeting_id, self.id = app, town, poll.meeting_id, poll.id

    @property
    def page(self):
        return f"/bijeenkomsten/{self.meeting_id}/prikker"

    @property
    def days(self):
        return [row.id for row in self.town.all(PollOption, PollOption.poll_id == self.id)]

    def invitee(self, who):
        """By the key of somebody of the town, or by their name."""
        rows = self.town.all(Invitee, Invitee.meeting_id == self.meeting_id)
        return next(row for row in rows if row.email == f"{who}@example.nl" or row.name == who)

    def link(self, who):
        with self.app.app_context():
            return f"/prikker/{derived_token(self.invitee(who).salt)}"

    def say(self, who, *said, **more):
        """Answer the days in their order; None leaves one open."""
        typed = {f"day_{day}": word for day, word in zip(self.days, said, strict=False) if word}
        return self.app.test_client().post(self.link(who), data=typed | more, follow_redirects=True)

    def answers(self, who):
        rows = self.town.all(PollResponse, PollResponse.invitee_id == self.invitee(who).id)
        said = {row.option_id: row.preference for row in rows}
        return [said.get(day) for day in self.days]
