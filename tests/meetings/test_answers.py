"""Saying whether one comes: by link, on the site, for somebody who called; and who reads what of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from pact.db import db
from pact.mail import Letter
from pact.meetings.models import Answer, AnsweredBy, Invitee, Meeting

YES, MAYBE, NO = {"answer": "accepted"}, {"answer": "tentative"}, {"answer": "declined"}


@pytest.fixture
def meeting(make):
    return make.meeting("chantal", "joke", "hanna", by="fatma", title="Koffie met de buurt")


@pytest.fixture
def link(app, town):
    """link("joke") is the address in the letters to her about the last meeting."""

    def find(key, meeting_id=None):
        with app.app_context():
            wanted = select(Invitee).where(Invitee.email == f"{key}@example.nl").order_by(Invitee.id.desc())
            if meeting_id:
                wanted = wanted.where(Invitee.meeting_id == meeting_id)
            return f"/afspraak/{db.session.scalars(wanted).first().token}"

    return find


def invitee(town, key, meeting):
    return town.one(Invitee, Invitee.meeting_id == meeting.id, Invitee.email == f"{key}@example.nl")


def letters(outbox, meeting):
    """About this meeting: clocks write others."""
    return [one for one in outbox if one.about == f"meeting {meeting.id}"]


def test_an_answer_by_link_without_an_account_can_be_changed_until_it_begins(
    client, meeting, link, town, clock, outbox
):
    """hitobito #616: one can say no, with a word why."""
    url = link("joke")
    first = client.get(url)
    assert "Koffie met de buurt" in first.text
    assert "Rondvraag" in first.text
    assert first.headers["Referrer-Policy"] == "no-referrer"
    assert invitee(town, "joke", meeting).answer == Answer.NEEDS_ACTION
    for _press in range(2):
        said = client.post(url, data=YES | {"plus_one": "y", "needs": "Geen noten"}, follow_redirects=True)
    assert "Je komt, met iemand erbij." in said.text
    row = invitee(town, "joke", meeting)
    assert (row.answer, row.answered_by, row.plus_one) == (Answer.ACCEPTED, AnsweredBy.LINK, True)
    assert b"noten" not in row.needs_sealed
    assert "noten" not in client.get(url).text, "who gets the letter passed on does not read it"

    client.post(url, data=NO | {"note": "Ik ben er niet, tot de volgende keer"})
    row = invitee(town, "joke", meeting)
    assert (row.answer, row.plus_one, row.needs_sealed) == (Answer.DECLINED, False, None)
    assert row.note.startswith("Ik ben er niet")
    assert len(outbox) == 0, "no letter for each answer"

    clock.move_to(meeting.starts_at + timedelta(minutes=1))
    assert "Antwoorden kan niet meer." in client.get(url).text
    assert client.post(url, data=YES).status_code == 303
    assert invitee(town, "joke", meeting).answer == Answer.DECLINED


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Kies of je komt."),
        ({"answer": "delegated"}, "Kies of je komt."),
        (YES | {"note": "x" * 201}, "Maak de tekst korter."),
        (YES | {"note": "voor 111222333"}, "Haal het burgerservicenummer weg."),
        (YES | {"needs": "NL91 ABNA 0417 1643 00"}, "Haal het rekeningnummer weg."),
    ],
)
def test_what_is_not_right_stays_in_the_form(client, meeting, link, town, typed, sentence):
    answer = client.post(link("joke"), data=typed)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert typed.get("note", "") in answer.text
    assert invitee(town, "joke", meeting).answer == Answer.NEEDS_ACTION


def test_a_link_that_is_nobodys_and_one_that_is_over(app, client, meeting, link, town, sign_in):
    assert client.get("/afspraak/" + "x" * 27).status_code == 404
    assert client.post("/afspraak/" + "x" * 27, data=YES).status_code == 404
    url = link("joke")
    fatma = sign_in("fatma")
    fatma.post(f"/bijeenkomsten/{meeting.id}/genodigden/{invitee(town, 'joke', meeting).id}/weg")
    assert client.get(url).status_code == 410
    assert "Je staat niet meer op de lijst" in client.get(url).text
    fatma.post(f"/bijeenkomsten/{meeting.id}/afzeggen", data={"reason": "De zaal is dicht"})
    hers = client.get(link("chantal")).text
    assert "gaat niet door" in hers
    assert "De zaal is dicht" in hers
    assert client.post(link("chantal"), data=YES).status_code == 303
    assert invitee(town, "chantal", meeting).answer == Answer.NEEDS_ACTION


def test_a_machine_that_fills_in_everything_gets_the_same_answer(client, meeting, link, town):
    assert client.post(link("joke"), data=YES | {"homepage": "http://x.example"}).status_code == 303
    assert invitee(town, "joke", meeting).answer == Answer.NEEDS_ACTION


def test_a_closed_account_takes_its_links_along(client, meeting, link, town, sign_in, app):
    url = link("joke")
    with app.app_context():
        from pact.organisations.revocation import revoke
        from pact.people.models import Person

        revoke(db.session.get(Person, town.joke.id), None)
        db.session.commit()
    assert client.get(url).status_code == 404


def test_the_same_form_for_who_is_signed_in_and_invited(sign_in, meeting, town):
    url = f"/bijeenkomsten/{meeting.id}/antwoord"
    chantal = sign_in("chantal")
    assert "Kom je?" in chantal.get(url).text
    chantal.post(url, data=MAYBE)
    row = invitee(town, "chantal", meeting)
    assert (row.answer, row.answered_by) == (Answer.TENTATIVE, AnsweredBy.SITE)
    assert sign_in("fatma").get(url).status_code == 404, "she looks after it, and is not invited"
    assert sign_in("anna").get(url).status_code == 404
    assert sign_in("anna").post(url, data=YES).status_code == 404


def test_a_calendar_file_for_who_lost_the_letter_names_nobody(client, meeting, link):
    answer = client.get(link("joke") + "/afspraak.ics")
    assert answer.mimetype == "text/calendar"
    assert "METHOD:PUBLISH" in answer.text
    assert "ATTENDEE" not in answer.text
    assert "Koffie met de buurt" in answer.text


def test_who_comes_names_and_answers_for_all_the_rest_for_who_looks_after_it(sign_in, client, meeting, link, town):
    """hitobito #4046: who reads which answer."""
    url = f"/bijeenkomsten/{meeting.id}/wie-komt"
    client.post(link("joke"), data=YES | {"needs": "Geen noten", "plus_one": "y"})
    client.post(link("chantal"), data=NO | {"note": "Griep"})
    all_of_it = sign_in("fatma").get(url).text
    for words in ("1 persoon komt (en 1 komt mee)", "1 komt niet", "1 antwoordde nog niet", "joke@example.nl"):
        assert words in all_of_it
    assert "Geen noten" in all_of_it
    assert "Griep" in all_of_it
    for_others = sign_in("hanna").get(url).text
    assert "Joke Prins" in for_others
    for private in ("joke@example.nl", "Geen noten", "Griep", "Schrijf een antwoord op", "Bewaar als"):
        assert private not in for_others
    assert sign_in("anna").get(url).status_code == 404


def test_only_who_looks_after_it_writes_down_what_somebody_said_on_the_phone(sign_in, meeting, town):
    joke = invitee(town, "joke", meeting)
    url = f"/bijeenkomsten/{meeting.id}/wie-komt/{joke.id}"
    fatma = sign_in("fatma")
    assert "Antwoord van Joke Prins" in fatma.get(url).text
    assert fatma.post(url, data={}).status_code == 422
    said = fatma.post(url, data=YES | {"note": "Belde"}, follow_redirects=True).text
    assert "Het antwoord van Joke Prins is bewaard." in said
    assert "opgeschreven door een ander" in said
    assert invitee(town, "joke", meeting).answered_by == AnsweredBy.OTHER
    hanna = sign_in("hanna")
    for path in (
        url,
        f"/bijeenkomsten/{meeting.id}/wie-komt/herinneren",
        f"/bijeenkomsten/{meeting.id}/wie-komt/exporteren",
    ):
        assert hanna.post(path, data=NO).status_code == 403
        assert sign_in("anna").post(path, data=NO).status_code == 404
    assert fatma.get(f"/bijeenkomsten/{meeting.id}/wie-komt/9999").status_code == 404


def test_only_who_did_not_answer_is_reminded_and_once_a_day(sign_in, client, meeting, link, outbox, deliver, clock):
    client.post(link("joke"), data=YES)
    client.post(link("hanna"), data=MAYBE)
    url = f"/bijeenkomsten/{meeting.id}/wie-komt/herinneren"
    fatma = sign_in("fatma")
    assert "1 herinnering is onderweg." in fatma.post(url, follow_redirects=True).text
    assert "kreeg vandaag al een e-mail" in fatma.post(url, follow_redirects=True).text
    deliver()
    [letter] = letters(outbox, meeting)
    assert (letter.to, letter.subject) == ("chantal@example.nl", "Kom je naar Koffie met de buurt?")
    assert link("chantal") in letter.body
    clock.shift(timedelta(days=1, minutes=1))
    assert "1 herinnering is onderweg." in sign_in("fatma").post(url, follow_redirects=True).text


def test_who_answers_before_the_worker_writes_gets_no_reminder(sign_in, client, meeting, link, outbox, deliver):
    sign_in("fatma").post(f"/bijeenkomsten/{meeting.id}/wie-komt/herinneren")
    for key in ("joke", "hanna", "chantal"):
        client.post(link(key), data=NO)
    deliver()
    assert letters(outbox, meeting) == []


def test_the_clock_reminds_once_two_days_before_an_answer_is_asked(
    app, make, town, outbox, deliver, clock, client, link
):
    """Indico #7094."""
    from pact.dates import today

    meeting = make.meeting("chantal", "joke", days=14, answer_before=today() + timedelta(days=6))
    client.post(link("joke"), data=NO)
    deliver()
    assert letters(outbox, meeting) == []
    for _day in range(7):
        clock.shift(timedelta(days=1))
        deliver()
    reminders = letters(outbox, meeting)
    assert [one.to for one in reminders] == ["chantal@example.nl"]


def test_a_list_to_take_along_has_no_needs_in_it_and_no_formula(sign_in, client, meeting, link):
    client.post(link("joke"), data=YES | {"needs": "Geen noten", "note": "=HYPERLINK(1)"})
    url = f"/bijeenkomsten/{meeting.id}/wie-komt/exporteren"
    text = sign_in("fatma").post(url, data={"als": "csv"}).data.decode("utf-8-sig")
    assert "Joke Prins;" in text
    assert "'=HYPERLINK(1)" in text
    assert "noten" not in text
    assert sign_in("fatma").post(url, data={"als": "xlsx"}).data[:2] == b"PK"


def test_needs_go_a_week_after_the_meeting_and_people_after_two_years(app, client, meeting, link, town, deliver, clock):
    """hitobito_sac_cas #2299."""
    client.post(link("joke"), data=YES | {"needs": "Geen noten"})
    clock.move_to(meeting.ends_at + timedelta(days=6))
    deliver()
    assert invitee(town, "joke", meeting).needs_sealed
    clock.shift(timedelta(days=2))
    deliver()
    assert invitee(town, "joke", meeting).needs_sealed is None
    clock.move_to(meeting.ends_at + timedelta(days=729))
    deliver()
    assert invitee(town, "joke", meeting)
    clock.shift(timedelta(days=2))
    deliver()
    assert town.all(Invitee, Invitee.meeting_id == meeting.id) == []
    assert town.one(Meeting, Meeting.id == meeting.id)


def test_a_letter_that_the_mail_server_refuses_is_seen_beside_the_name(
    sign_in, meeting, smtp_server, deliver, client, link, town
):
    smtp_server.answers["joke@example.nl"] = ["550 no such user"] * 3
    sign_in("fatma").post(f"/bijeenkomsten/{meeting.id}/wie-komt/herinneren")
    deliver()
    page = sign_in("fatma").get(f"/bijeenkomsten/{meeting.id}/wie-komt").text
    assert "Bij 1 persoon kwam een e-mail niet aan." in page
    assert page.count("De e-mail kwam niet aan") == 1
    assert "kwam" not in sign_in("hanna").get(f"/bijeenkomsten/{meeting.id}/wie-komt").text
    client.post(link("joke"), data=YES)
    assert invitee(town, "joke", meeting).bounced_at is None
    assert len(town.all(Letter, Letter.failed_at.is_not(None))) == 1


@pytest.mark.parametrize("who", ["fatma", "hanna"])
def test_the_list_costs_the_same_for_three_and_for_two_hundred(who, app, sign_in, meeting, count_queries):
    browser, url = sign_in(who), f"/bijeenkomsten/{meeting.id}/wie-komt"
    browser.get(url)
    with count_queries() as few:
        browser.get(url)
    with app.app_context():
        for n in range(200):
            db.session.add(Invitee(meeting_id=meeting.id, name=f"Gast {n}", email=f"gast{n}@example.nl"))
        db.session.commit()
    with count_queries() as many:
        assert "Gast 199" in browser.get(url).text
    assert len(few) == len(many) <= 5
