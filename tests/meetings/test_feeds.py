"""One's meetings in one's own calendar: a link that says little, is asked cheaply, and ends when it should."""

from datetime import timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import update

from pact.db import db
from pact.meetings.models import FeedKey, Invitee, Meeting
from pact.workgroups.models import Workgroup, WorkgroupMember

PAGE = "/bijeenkomsten/agenda"


@pytest.fixture
def link(app, sign_in, client, town):
    """link("joke") makes her link; gives its path, and fetches as a program does."""

    def of(key, slug=""):
        sign_in(key).post(PAGE)
        with app.app_context():
            token = db.session.get_one(FeedKey, getattr(town, key).id).token
        return f"/agenda/{token}/{slug}.ics" if slug else f"/agenda/{token}.ics"

    return of


def events(answer):
    return {str(event["SUMMARY"]): event for event in Calendar.from_ical(answer.data).walk("VEVENT")}


def change(app, id, **values):
    with app.app_context():
        meeting = db.session.get_one(Meeting, id)
        for name, value in values.items():
            setattr(meeting, name, value)
        db.session.commit()


def test_a_feed_holds_what_somebody_is_invited_to_and_what_their_workgroups_do(make, link, client, town, app):
    """hitobito #1687, Decidim #2841."""
    group = town.one(Workgroup, Workgroup.slug == "event-bijeenkomsten")
    make.meeting("joke", title="Kerngroep", online_url="https://bel.example.nl/geheim")
    make.meeting(title="Van de werkgroep", workgroup=group, by="ivo")
    make.meeting("anna", title="Zonder Joke")
    make.meeting("joke", title="Lang geleden", days=-400)
    gone = make.meeting("joke", title="Afgezegd", days=5)
    with app.app_context():
        db.session.get_one(Meeting, gone.id).call_off("Griep.", None)
        db.session.execute(
            update(Meeting).where(Meeting.title == "Kerngroep").values(online_url="https://bel.example.nl/geheim")
        )
        db.session.commit()
    answer = client.get(link("joke"))
    assert answer.mimetype == "text/calendar"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert Calendar.from_ical(answer.data)["METHOD"] == "PUBLISH"
    found = events(answer)
    assert {"Kerngroep", "Van de werkgroep", "Afgezegd"} <= set(found)
    assert not {"Zonder Joke", "Lang geleden"} & set(found)
    assert found["Afgezegd"]["STATUS"] == "CANCELLED"
    for secret in (b"ATTENDEE", b"ORGANIZER", b"example.nl/geheim", b"Wat speelt er", b"Joke", b"Griep"):
        assert secret not in answer.data, "a title, a time and a place (SECURITY.md T38)"
    only = client.get(link("joke", "event-bijeenkomsten"))
    assert "Van de werkgroep" in events(only)
    assert "Kerngroep" not in events(only)
    assert client.get(link("joke", "samen-onder-een-dak")).status_code == 404, "she does not sit there"
    assert client.get(link("joke", "bestaat-niet")).status_code == 404


def test_asking_again_costs_one_question_and_no_feed(make, link, client, app, count_queries, clock, town):
    meeting = make.meeting("joke", "lia", title="Overleg")
    path = link("joke")
    first = client.get(path)
    assert first.headers["Last-Modified"]
    again = {"If-None-Match": first.headers["ETag"]}
    with count_queries() as asked:
        answer = client.get(path, headers=again)
    assert (answer.status_code, answer.data, len(asked)) == (304, b"", 1)
    assert answer.headers["ETag"] == first.headers["ETag"]
    with count_queries() as asked:
        client.get(path)
    assert len(asked) == 2

    def is_new():
        answer = client.get(path, headers=again)
        again["If-None-Match"] = answer.headers["ETag"]
        return answer.status_code == 200

    change(app, meeting.id, title="Een beter woord")
    assert is_new(), "a title is no reason for a letter, but a feed has it"
    assert not is_new()
    other = make.meeting("joke", title="Nog een")
    assert is_new()
    with app.app_context():
        db.session.execute(
            update(Invitee)
            .where(Invitee.meeting_id == other.id, Invitee.email == "joke@example.nl")
            .values(withdrawn_at=db.func.current_timestamp())
        )
        db.session.commit()
    assert is_new(), "nothing changed later than before, but it is gone"
    clock.shift(timedelta(days=400))
    assert is_new(), "what was long ago goes by itself"


def test_a_link_is_renewed_stopped_and_ends_with_the_seat_and_with_the_account(make, link, client, sign_in, town, app):
    """hitobito #606."""
    make.meeting("joke", title="Overleg")
    joke, old = sign_in("joke"), link("joke")
    assert link("joke") == old, "a second press keeps the link"
    page = joke.get(PAGE).text
    assert f"http://localhost{old}" in page
    assert f"webcal://localhost{old}" in page
    assert f"webcal://localhost{link('joke', 'event-bijeenkomsten')}" in page
    assert "<svg" in page
    assert joke.post(f"{PAGE}/nieuwe-link", follow_redirects=True).status_code == 200
    new = link("joke")
    assert new != old
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)
    with app.app_context():
        db.session.execute(
            update(WorkgroupMember)
            .where(WorkgroupMember.person_id == town.joke.id)
            .values(ended_at=db.func.current_timestamp())
        )
        db.session.commit()
    assert client.get(link("joke", "event-bijeenkomsten")).status_code == 404
    assert joke.post(f"{PAGE}/stoppen", follow_redirects=True).status_code == 200
    assert client.get(new).status_code == 404
    last = link("joke")
    assert client.get(last).status_code == 200
    answer = sign_in("fatma").post(f"/partners/leergeld/mensen/{town.joke.id}/sluiten")
    assert answer.status_code == 303
    assert client.get(last).status_code == 404
    assert not town.all(FeedKey, FeedKey.person_id == town.joke.id)


def test_one_meeting_is_a_file_for_who_sees_it(make, sign_in, client):
    meeting = make.meeting("joke", title="Overleg")
    path = f"/bijeenkomsten/{meeting.id}.ics"
    answer = sign_in("joke").get(path)
    assert list(events(answer)) == ["Overleg"]
    assert "attachment" in answer.headers["Content-Disposition"]
    assert sign_in("anna").get(path).status_code == 404
    assert client.get(path).status_code == 302
