"""Minutes: written per item, two at once, sent round, amended, final, and added to."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from pact import jobs
from pact.db import db
from pact.keys import new_token
from pact.meetings.minutes.models import Amendment, Decision, Minutes, SideNote
from pact.meetings.models import AgendaItem, Attendance, Invitee
from pact.workgroups.models import WorkgroupTask

PEOPLE = ("ivo", "joke", "gerrit")


@pytest.fixture
def meeting(make):
    """Of a workgroup of Ivo and Joke; Gerrit is only invited."""
    group = make.workgroup("ivo", "joke")
    return make.meeting(*PEOPLE, workgroup=group, by="ivo", days=-1)


def items(town, meeting):
    return town.all(AgendaItem, AgendaItem.meeting_id == meeting.id)


def url(meeting, more=""):
    return f"/bijeenkomsten/{meeting.id}/verslag{more}"


def hidden(page, name):
    """What a hidden field of the page holds."""
    return page.split(f'name="{name}" value="', 1)[1].split('"', 1)[0]


def sheet(browser, meeting, **typed):
    """The page as this browser has it before it, to be filled in and sent."""
    page = browser.get(url(meeting)).text
    names = [part.split('"', 1)[0] for part in page.split('name="')[1:]]
    fields = {name: hidden(page, name) for name in names if name.endswith(("edition", "was", "pen", "once"))}
    fields |= {name: page.split(f'name="{name}"', 1)[1].split(">", 1)[1].split("</textarea>")[0].strip()
               for name in names if name.endswith("-notes")}  # fmt: skip
    return fields | typed


def run_job(app, kind):
    """One clock, at this moment."""
    with app.app_context():
        job = jobs.add(kind, new_token())
        db.session.commit()
        assert jobs.run(job.id)


def attend(app, meeting, *keys):
    with app.app_context():
        there = [f"{key}@example.nl" for key in keys]
        db.session.execute(
            update(Invitee).where(Invitee.meeting_id == meeting.id, Invitee.email.in_(there))
            .values(attendance=Attendance.PRESENT)
        )  # fmt: skip
        db.session.commit()


def test_what_was_said_decided_and_agreed_is_kept_with_one_button(sign_in, town, meeting):
    ivo, [opening, topic, _last] = sign_in("ivo"), items(town, meeting)
    invited = {one.person_id: one.id for one in town.all(Invitee, Invitee.meeting_id == meeting.id)}
    data = (
        sheet(ivo, meeting)
        | {f"a{id}": "" for id in invited.values()}
        | {
            f"i{opening.id}-notes": "Ivo opent.\r\n\r\nIedereen is er.",
            f"i{topic.id}-decision": "Wij huren de zaal.",
            f"i{topic.id}-what": "De zaal bellen",
            f"i{topic.id}-who": f"p{town.joke.id}",
            f"i{topic.id}-due_before": "2026-12-01",
            f"a{invited[town.joke.id]}": "excused",
            "guests": "Spreker Saar",
            "everyone": "1",
        }
    )
    for _press in range(2):
        assert ivo.post(url(meeting), data=data).status_code == 303
    assert items(town, meeting)[0].notes == "Ivo opent.\n\nIedereen is er."
    [decision] = town.all(Decision, Decision.meeting_id == meeting.id)
    assert (decision.text, decision.year, decision.made_on) == ("Wij huren de zaal.", 2026, meeting.day)
    [task] = town.all(WorkgroupTask, WorkgroupTask.what == "De zaal bellen")
    assert (task.person_id, task.workgroup_id, task.due_on) == (town.joke.id, meeting.workgroup_id, date(2026, 11, 30))
    marks = {one.name: one.attendance for one in town.all(Invitee, Invitee.meeting_id == meeting.id)}
    assert marks == {"Ivo Timmer": "present", "Joke Prins": "excused", "Gerrit Bos": "present"}
    page = ivo.get(url(meeting, "/bekijken")).text
    for said in ("Wij huren de zaal.", "Spreker Saar", "dinsdag 1 december", "Iedereen is er."):
        assert said in page


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("what", "", "Schrijf wat er moet gebeuren."),
        ("who", "", "Vul in wie dit doet."),
        ("who", "p99999", "Vul in wie dit doet."),
        ("due_before", "2026-11-24", "Kies een datum na vandaag."),
        ("due_before", "morgen", "Kies een datum na vandaag."),
        ("notes", "Bel 111222333", "Haal het burgerservicenummer weg. Dat mogen wij niet bewaren."),
        ("decision", "x" * 601, "Maak de tekst korter. Je hebt 601 tekens. Er passen er 600 in."),
    ],
)
def test_a_mistake_has_its_own_sentence_and_keeps_what_was_typed(sign_in, town, meeting, field, typed, sentence):
    ivo, item = sign_in("ivo"), items(town, meeting)[1]
    action = {"what": "Bellen", "who": f"p{town.joke.id}", "due_before": "2026-12-01", "notes": "Lang overlegd."}
    data = sheet(ivo, meeting) | {f"i{item.id}-{name}": value for name, value in (action | {field: typed}).items()}
    answer = ivo.post(url(meeting), data=data)
    assert answer.status_code == 422
    assert answer.text.count(f">{sentence}<") == 2
    assert "Lang overlegd." in answer.text or field == "notes"
    assert not town.all(WorkgroupTask, WorkgroupTask.what == "Bellen")


def autosave(browser, meeting, item, text, page):
    data = {f"i{item.id}-{name}": page[f"i{item.id}-{name}"] for name in ("edition", "was")}
    data |= {"pen": page["pen"], f"i{item.id}-notes": text}
    return browser.post(url(meeting, f"/punten/{item.id}"), data=data, part=True)


def test_two_people_write_at_once_and_nothing_is_lost(sign_in, town, meeting):
    """Indico minutes: of two writers one lost their text."""
    ivo, joke, item = sign_in("ivo"), sign_in("joke"), items(town, meeting)[1]
    of_ivo, of_joke = sheet(ivo, meeting), sheet(joke, meeting)
    assert "Bewaard om" in autosave(ivo, meeting, item, "Dit schreef Ivo.", of_ivo).text
    raced = autosave(joke, meeting, item, "Dit schreef Joke.", of_joke).text
    assert "Ivo Timmer schreef hier ook." in raced
    assert "Dit schreef Ivo." in raced
    assert "Ivo Timmer schrijft nu ook aan dit verslag." in raced
    assert items(town, meeting)[1].notes == "Dit schreef Ivo."
    # from the same page Ivo goes on, also when an answer got lost on the way
    told = autosave(ivo, meeting, item, "Dit schreef Ivo. En meer.", of_ivo).text
    assert "Joke Prins schreef hier ook." in told
    assert "Dit schreef Joke." in told
    autosave(joke, meeting, item, "Dit schreef Joke. Ook meer.", of_joke)
    [note] = town.all(SideNote, SideNote.agenda_item_id == item.id)
    assert note.text == "Dit schreef Joke. Ook meer."
    page = joke.get(url(meeting)).text
    assert "Dit schreef Joke. Ook meer.</textarea>" in page
    joke.post(url(meeting), data=sheet(joke, meeting) | {"settle": f"both-{note.id}"})
    assert items(town, meeting)[1].notes == "Dit schreef Ivo. En meer.\n\nDit schreef Joke. Ook meer."
    assert "schreef hier ook" not in joke.get(url(meeting)).text


def test_a_page_that_was_left_open_overwrites_nothing(sign_in, town, meeting):
    """Without script: one button sends all items, also those that this person did not touch."""
    ivo, joke, [first, second, third] = sign_in("ivo"), sign_in("joke"), items(town, meeting)
    of_joke = sheet(joke, meeting)
    ivo.post(url(meeting), data=sheet(ivo, meeting) | {f"i{first.id}-notes": "Ivo 1", f"i{second.id}-notes": "Ivo 2"})
    joke.post(url(meeting), data=of_joke | {f"i{second.id}-notes": "Joke 2", f"i{third.id}-notes": "Joke 3"})
    assert [item.notes for item in items(town, meeting)] == ["Ivo 1", "Ivo 2", "Joke 3"]
    [note] = town.all(SideNote)
    joke.post(url(meeting), data=sheet(joke, meeting) | {"settle": f"this-{note.id}"})
    assert items(town, meeting)[1].notes == "Joke 2"
    assert {one.text for one in town.all(SideNote)} == {"Ivo 2", "Joke 2"}  # what went out of it is kept
    assert "Eerdere teksten (2)" in joke.get(url(meeting)).text


def test_minutes_are_sent_round_amended_and_final(app, sign_in, town, meeting, outbox, client):
    """hitobito #311, Decidim #2862."""
    ivo, item = sign_in("ivo"), items(town, meeting)[1]
    assert "nog niet rondgestuurd" in sign_in("gerrit").get(url(meeting)).text
    attend(app, meeting, "gerrit")
    action = {"what": "De zaal bellen", "who": f"p{town.gerrit.id}", "due_before": "2026-12-01"}
    data = sheet(ivo, meeting) | {f"i{item.id}-{name}": value for name, value in action.items()}
    assert ivo.post(url(meeting), data=data | {"next": "send"}).location.endswith("/verslag/versturen")
    assert "Verstuur naar 3 mensen" in ivo.get(url(meeting, "/versturen")).text
    for _press in range(2):
        assert ivo.post(url(meeting, "/versturen"), data={"how": "amend", "until": "2026-12-01"}).status_code == 303
    assert len(outbox) == 3
    [letter] = outbox.to("gerrit")
    assert letter.subject.startswith("Je hebt 1 actie.")
    assert "dinsdag 1 december" in letter.body
    assert "dinsdag 1 december" not in outbox.to("joke")[0].body  # she was not there

    link = letter.links[0].removeprefix("http://localhost")
    page = client.get(link)
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "De zaal bellen" in page.text
    proposal = {"item": str(item.id), "text": "De zaal heet Zonnehof.", "once": "a" * 20}
    assert client.post(link, data=proposal | {"text": ""}).status_code == 422
    assert client.post(link, data=proposal | {"item": "x"}).status_code == 422
    for _press in range(2):
        assert client.post(link, data=proposal).status_code == 303
    [made] = town.all(Amendment)
    assert client.get("/verslag/onbekend").status_code == 404
    other = outbox.to("joke")[0].links[0].removeprefix("http://localhost")
    assert client.post(other, data=proposal).status_code == 409

    ivo.post(url(meeting, "/vaststellen"))
    assert town.one(Minutes, Minutes.meeting_id == meeting.id).status == "amendments"  # a proposal waits
    answer = url(meeting, f"/voorstellen/{made.id}")
    assert "De zaal heet Zonnehof." in ivo.get(answer).text
    assert ivo.post(answer, data={"no": "1", "why": ""}).status_code == 422
    edition = items(town, meeting)[1].notes_edition
    taken = {"notes": "Wij kiezen Zonnehof.", "edition": str(edition)}
    assert ivo.post(answer, data=taken | {"edition": str(edition + 1)}).status_code == 409
    for _press in range(2):
        ivo.post(answer, data=taken)
    assert items(town, meeting)[1].notes == "Wij kiezen Zonnehof."
    assert "staat in het verslag" in outbox.to("gerrit")[-1].body
    assert len(outbox) == 4

    for _press in range(2):
        ivo.post(url(meeting, "/vaststellen"))
    assert town.one(Minutes, Minutes.meeting_id == meeting.id).status == "final"
    assert ivo.post(url(meeting), data=data).status_code == 409
    assert "Schrijf verder" not in ivo.get(url(meeting)).text
    for _press in range(2):
        ivo.post(url(meeting, "/aanvulling"), data={"text": "De zaal is in Heerde.", "once": "b" * 20})
    assert client.get(link).text.count("De zaal is in Heerde.") == 1
    assert "Aanvulling van 24 november 2026" in client.get(link).text


def test_a_late_word_to_final_minutes_is_told_so(sign_in, town, meeting):
    ivo, joke, item = sign_in("ivo"), sign_in("joke"), items(town, meeting)[0]
    of_joke = sheet(joke, meeting)
    ivo.post(url(meeting), data=sheet(ivo, meeting))
    ivo.post(url(meeting, "/versturen"), data={"how": "final"})
    answer = autosave(joke, meeting, item, "Nog iets.", of_joke)
    assert answer.status_code == 409
    assert "net definitief geworden" in answer.text
    assert items(town, meeting)[0].notes == ""


def test_who_may_not_write_reads_and_a_stranger_knows_of_nothing(sign_in, town, meeting):
    gerrit, lia = sign_in("gerrit"), sign_in("lia")
    item = items(town, meeting)[0]
    assert gerrit.post(url(meeting), data={}).status_code == 403
    assert gerrit.post(url(meeting, f"/punten/{item.id}"), data={}).status_code == 403
    assert gerrit.get(url(meeting, ".pdf")).status_code == 404  # not sent round yet
    for more in ("", "/bekijken", "/versturen", "/voorstellen", ".docx"):
        assert lia.get(url(meeting, more)).status_code == 404
    assert sign_in("fatma").get(url(meeting)).status_code == 200


def test_a_meeting_without_an_agenda_has_minutes_too(app, sign_in, town, meeting):
    with app.app_context():
        db.session.execute(AgendaItem.__table__.delete().where(AgendaItem.meeting_id == meeting.id))
        db.session.commit()
    ivo = sign_in("ivo")
    assert "Begin het verslag" in ivo.get(url(meeting)).text
    ivo.post(url(meeting), data={})
    [item] = items(town, meeting)
    assert item.title == "Besproken"


def test_the_page_costs_the_same_for_few_and_for_many(app, sign_in, make, meeting, count_queries):
    ivo = sign_in("ivo")
    ivo.post(url(meeting), data=sheet(ivo, meeting))
    ivo.get(url(meeting))
    with count_queries() as few:
        ivo.get(url(meeting))
    with app.app_context():
        for number in range(10, 40):
            made = AgendaItem(meeting_id=meeting.id, position=number, title="Punt", notes="Iets")
            db.session.add(made)
            db.session.add(Invitee(meeting_id=meeting.id, name="Wie", email=f"wie{number}@example.nl"))
            db.session.flush()
            decided = Decision(
                year=2026, number=number + 100, text="Ja", meeting_id=meeting.id, made_on=date(2026, 1, 1)
            )
            decided.agenda_item_id = made.id
            db.session.add(decided)
        db.session.commit()
    ivo.get(url(meeting))
    with count_queries() as many:
        ivo.get(url(meeting))
    assert len(few) == len(many) <= 7
    ivo.get(url(meeting, "/bekijken"))
    with count_queries() as read:
        ivo.get(url(meeting, "/bekijken"))
    assert len(read) <= 5


def test_what_somebody_wrote_long_ago_is_no_presence(sign_in, town, meeting, clock):
    ivo, item = sign_in("ivo"), items(town, meeting)[0]
    autosave(ivo, meeting, item, "Ik ben er.", sheet(ivo, meeting))
    assert "schrijft nu ook" in sign_in("joke").get(url(meeting)).text
    clock.shift(timedelta(minutes=3))
    assert "schrijft nu ook" not in sign_in("joke").get(url(meeting)).text
