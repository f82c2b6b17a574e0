"""What our letters do in two calendar programs that are not ours: one appointment, moved once, gone once.

The letters go through a real mail server; see tests/meetings/programs.py for who takes the appointment from them.
"""

from datetime import date, datetime

import pytest

from pact.meetings.models import Meeting
from pact.workgroups.models import Workgroup
from tests.meetings.programs import Agent, Khal, Radicale

pytestmark = pytest.mark.engine("sqlite")  # the letters are the same on every database

SPAN = (date(2027, 1, 1), date(2027, 12, 31))


@pytest.fixture
def programs(tmp_path):
    radicale = Radicale(tmp_path / "radicale")
    yield Khal(tmp_path / "khal"), radicale
    radicale.stop()


@pytest.fixture
def post(programs, deliver, smtp_server):
    """post() brings Joke's letters to her programs; gives how many there were."""
    agent, seen = Agent(*programs), []

    def bring():
        deliver()
        letters = [one for one in smtp_server.messages if one.to == "joke@example.nl" and one.id not in seen]
        taken = 0
        for letter in letters:
            seen.append(letter.id)
            for part in letter.message.walk():
                if part.get_content_type() == "text/calendar":
                    text = part.get_payload(decode=True)
                    assert f"METHOD:{part.get_param('method')}".encode() in text, "in both places (RFC 6047)"
                    agent.take(text)
                    taken += 1
        return taken

    return bring


@pytest.fixture
def meeting(sign_in, town):
    """Planned by Ivo for Joke: Thursday 18 March 2027 at seven."""
    ivo = sign_in("ivo")
    group = town.one(Workgroup, Workgroup.slug == "event-bijeenkomsten")
    what = {"title": "Overleg; met, komma's", "workgroup": str(group.id), "place": "Dorpshuis", "online_url": ""}
    day = {"days-0-day": "2027-03-18", "days-0-begins": "19:00", "days-0-ends": "20:30"}
    assert ivo.post("/bijeenkomsten/nieuw", data=what | day).status_code == 303
    made = town.all(Meeting)[-1]
    answer = ivo.post(f"/bijeenkomsten/{made.id}/uitnodigen", data={"people": [str(town.joke.id)]})
    assert answer.status_code == 303
    return made


def move(ivo, meeting, day, begins, ends):
    what = {"title": meeting.title, "place": "Dorpshuis", "edition": str(meeting.edition)}
    what |= {"when-0-day": day, "when-0-begins": begins, "when-0-ends": ends}
    assert ivo.post(f"/bijeenkomsten/{meeting.id}/wijzigen", data=what).status_code == 303


def test_one_appointment_is_there_once_moves_once_and_is_gone(programs, post, meeting, sign_in, town):
    ivo, title = sign_in("ivo"), "Overleg; met, komma's"
    assert post() == 1
    for program in programs:
        assert program.days(*SPAN) == [(datetime(2027, 3, 18, 19), title)], program
    move(ivo, town.one(Meeting, Meeting.id == meeting.id), "2027-03-29", "19:30", "21:00")
    assert post() == 1
    for program in programs:
        assert program.days(*SPAN) == [(datetime(2027, 3, 29, 19, 30), title)], program
    assert ivo.post(f"/bijeenkomsten/{meeting.id}/afzeggen", data={"reason": "Griep."}).status_code == 303
    assert post() == 1
    for program in programs:
        assert program.days(*SPAN) == [], program


@pytest.mark.proof
def test_a_series_keeps_its_time_in_both_over_both_changes_of_the_clock(programs, post, meeting, sign_in, town):
    ivo = sign_in("ivo")
    post()
    said = {"rule": "FREQ=WEEKLY;BYDAY=TH", "until": "day", "last_on": "2027-11-11", "sure": "1"}
    kept = [f"2027-{month:02}-{day:02}" for month, day in ((3, 25), (4, 1), (10, 28), (11, 4), (11, 11))]
    assert ivo.post(f"/bijeenkomsten/{meeting.id}/reeks", data=said | {"kept": kept}).status_code == 303
    assert post() == 1, "the appointment they know becomes a series, in one letter"
    days = [date(2027, 3, 18), *map(date.fromisoformat, kept)]
    for program in programs:
        assert [moment for moment, _title in program.days(*SPAN)] == [
            datetime(day.year, day.month, day.day, 19) for day in days
        ], program
    made = town.all(Meeting, Meeting.uid == meeting.uid)
    move(ivo, made[2], "2027-04-02", "20:00", "21:00")
    ivo.post(f"/bijeenkomsten/{made[4].id}/afzeggen", data={"reason": "Vakantie."})
    assert post() == 2
    for program in programs:
        assert [f"{moment:%d-%m %H:%M}" for moment, _title in program.days(*SPAN)] == [
            "18-03 19:00", "25-03 19:00", "02-04 20:00", "28-10 19:00", "11-11 19:00",
        ], program  # fmt: skip
    url = f"/bijeenkomsten/reeks/{made[0].series_id}/afzeggen"
    assert ivo.post(url, data={"reason": "Klaar."}).status_code == 303
    assert post() == 1
    for program in programs:
        assert program.days(*SPAN) == [], program
