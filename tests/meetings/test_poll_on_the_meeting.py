"""The part of a meeting's page that is about its poll: how many answered, my own answer, and the way to choosing."""

from types import SimpleNamespace

import pytest
from flask import g, render_template

from pact.db import db
from pact.meetings.models import Meeting
from pact.meetings.polls.queries import on_meeting
from pact.organisations.actors import load_actor
from tests.meetings.hands import Polling


@pytest.fixture
def poll(app, town, make):
    return Polling(app, town, make.poll("ivo", "joke", "gerrit", by="ivo"))


@pytest.fixture
def part(app, town, poll, count_queries):
    """What this person reads there; it costs one question to the database."""

    def read(who, looks_after=False):
        with app.test_request_context("/"):
            g.person = load_actor(getattr(town, who).fs_uniquifier)
            meeting = db.session.get_one(Meeting, poll.meeting_id)
            with count_queries() as queries:
                stands = on_meeting(meeting, g.person)
            assert len(queries) == 1
            own = SimpleNamespace(looks_after=looks_after)
            return render_template("meetings/polls/_on_meeting.html", poll=stands, meeting=meeting, own=own)

    return read


def test_it_leads_each_to_what_they_can_do(part, poll, sign_in):
    poll.say("joke", "yes")
    joke, gerrit, ivo = part("joke"), part("gerrit"), part("ivo", looks_after=True)
    for text in (joke, gerrit, ivo):
        assert "1 van de 3 antwoordde." in text
    assert "Verander mijn antwoord" in joke
    assert "Zeg wanneer je kunt" in gerrit
    assert poll.link("gerrit") in gerrit
    assert poll.page not in gerrit
    assert poll.page in ivo
    nobody = part("fatma", looks_after=True)
    assert "/prikker/" not in nobody.replace(poll.page, "")
    sign_in("ivo").post(f"{poll.page}/{poll.days[0]}/kiezen")
    assert "/prikker/" not in part("joke")
    assert "Bekijk de datumprikker" in part("ivo", looks_after=True)
