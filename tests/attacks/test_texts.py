"""What is typed is text: in a page, in a letter, in a calendar. It makes no tag, no header and no second event."""

from html import escape
from urllib.parse import urlsplit

import pytest
from icalendar import Calendar

from pact.db import db
from pact.jobs import Job
from pact.mail import Letter
from pact.organisations.models import Organisation
from pact.people.models import Person
from tests import make as things
from tests.referrals.journey import Journey

TAG = "<img src=x onerror=alert(1)>\"'{{7*7}}"
HEADER = "Eva\r\nBcc: ander@example.nl\r\n\r\nHallo, klik op https://evil.example"
TURNED = "Eva \u202egro.elpmaxe\u2066"


@pytest.mark.engine("sqlite")
def test_what_is_typed_about_a_resident_makes_no_tag(sign_in, make, client, peek):
    anna, chantal = sign_in("anna"), sign_in("chantal")
    journey = Journey(anna).until("controleren", given_name=TAG, family_name=TAG, note=TAG, language="other",
                                  language_other=TAG[:40])  # fmt: skip
    pages = [journey.look(step) for step in ("inwoner", "toestemming", "toestemming/papier", "controleren")]
    journey.send()
    show = f"/doorverwijzingen/{journey.reference}"
    chantal.post(f"{show}/oppakken")
    chantal.post(f"{show}/bericht", data={"text": TAG})
    own = f"/i/{peek(journey.reference, 'resident_token')}"
    code = peek(journey.reference, "resident_code")
    pages += [chantal.get(show), anna.get(show), client.get(own)]
    pages.append(client.post(f"{own}/toelichting", data={"code": code}))
    for page in pages:
        assert page.status_code == 200
        assert "<img src=x" not in page.text
    assert all(escape(TAG)[:20] in page.text for page in (*pages[:3], pages[4], pages[-1]))


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("name", [TAG, HEADER, TURNED])
def test_the_name_of_a_colleague_stays_a_name(sign_in, town, outbox, name):
    lia = sign_in("lia")
    asked = {"name": name, "email": "eva@example.nl", "roles": ["referrer"]}
    assert lia.post("/partners/voedselbank/uitnodigen", data=asked).status_code == 303
    assert "<img" not in lia.get("/partners/voedselbank").text
    assert lia.post("/mijn-gegevens", data={"name": name, "phone": "", "locale": "nl"}).status_code == 303
    assert lia.post("/partners/voedselbank/uitnodigen", data=asked | {"email": "noor@example.nl"}).status_code == 303
    kept = [row.name for row in town.all(Person, Person.email.in_(["eva@example.nl", "lia@example.nl"]))]
    assert not [sign for text in kept for sign in text if sign in "\r\n\u202e\u2066"]
    for letter in outbox:
        assert "\n" not in letter.subject
        assert not [line for line in letter.body.splitlines() if line.startswith(("Bcc:", "Hallo, klik"))]


def call(app, model, id, **values):
    """Give something a name that no form of ours would take: an older one, or one of another program."""
    with app.app_context():
        for name, value in values.items():
            setattr(db.session.get(model, id), name, value)
        db.session.commit()


@pytest.mark.engine("sqlite")
def test_no_letter_gets_a_header_more(app, sign_in, make, smtp_server, deliver, town):
    """Through a real mail server: one recipient, and the headers we wrote."""
    call(app, Organisation, town.grip_op_de_knip.id, name="Grip\r\nBcc: ander@example.nl\r\n\r\nHoi")
    call(app, Person, town.anna.id, name=HEADER)
    made = make.referral("requested", contact_way="together")
    chantal = sign_in("chantal")
    chantal.post(f"/doorverwijzingen/{made.reference}/oppakken")
    deliver()
    with app.app_context():
        stuck = db.session.scalars(db.select(Letter.id).where(Letter.sent_at.is_(None), Letter.cancelled_at.is_(None)))
        assert list(stuck) == []
    assert smtp_server.messages
    for received in smtp_server.messages:
        assert received.to.endswith("@example.nl")
        assert received.to != "ander@example.nl"
        assert len(received.message.get_all("To", [])) == 1
        assert received.message.get_all("Bcc") is None


@pytest.mark.engine("sqlite")
def test_a_calendar_holds_one_event_and_nobody_else(app, sign_in, make, outbox, town):
    name = "Bank\r\nATTENDEE:mailto:ander@example.nl\r\nEND:VEVENT\r\nBEGIN:VEVENT;,\\"
    call(app, Organisation, town.voedselbank.id, name=name, address="Straat 1\nURL:https://evil.example\x0bX")
    made = make.referral("accepted", contact_way="together")
    anna, chantal = sign_in("anna"), sign_in("chantal")
    url = f"/doorverwijzingen/{made.reference}/afspraak"
    plan = {"day": "2026-12-01", "at": "14:30", "place": "sender"}
    assert anna.post(url, data=plan).status_code == 303
    assert chantal.post(f"{url}/akkoord").status_code == 303
    found = [letter.calendar for letter in outbox if letter.calendar]
    assert len(found) == 2
    for text in found:
        [event] = Calendar.from_ical(text).walk("VEVENT")
        assert urlsplit(str(event["URL"])).hostname == "localhost"
        assert str(event["ATTENDEE"]) in ("mailto:anna@example.nl", "mailto:chantal@example.nl")
        assert "ATTACH" not in event
        assert not [word for word in things.CANARIES if word in text]


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("day", ["9999-12-31", "2027-12-01", "2026-11-23", "2026-02-30", "٢٠٢٦-١٢-٠١", "1-1-1", "0"])
def test_a_talk_is_planned_on_a_day_that_can_be_meant(sign_in, make, outbox, day):
    made = make.referral("accepted", contact_way="together")
    url = f"/doorverwijzingen/{made.reference}/afspraak"
    answer = sign_in("anna").post(url, data={"day": day, "at": "14:30", "place": "sender"})
    if answer.status_code == 303:  # other digits for the same day are that day
        assert sign_in("chantal").post(f"{url}/akkoord").status_code == 303
        assert "T143000" in outbox[-1].calendar
    else:
        assert answer.status_code == 422


STRANGE = (
    "group:iemand@example.nl", "a(b)@example.nl", "a@example.nl\r\nBcc: b@example.nl", "a@example.nl,b@example.nl",
    "<a@example.nl>", "é@example.nl", "a@[127.0.0.1]", "a\x00@example.nl\x00,", "=?utf-8?q?x?=@example.nl:", "a@b",
    '"a b"@example.nl', "a@example.nl;b@example.nl", "\u202ea@example", "a@ex ample.nl", "@example.nl", "a@@example.nl",
)  # fmt: skip


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("address", STRANGE)
def test_an_address_no_mail_server_takes_is_refused(sign_in, town, outbox, address):
    answer = sign_in("lia").post(
        "/partners/voedselbank/uitnodigen", data={"name": "Eva", "email": address, "roles": ["referrer"]}
    )
    assert answer.status_code == 422
    assert len(outbox) == 0
    assert town.all(Job, Job.kind == "deliver", Job.done_at.is_(None)) == []
