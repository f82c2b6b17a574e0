"""A letter speaks the language of who gets it, whoever caused it and whatever their own page speaks."""

import re
from datetime import timedelta

import pytest
from jinja2 import meta
from sqlalchemy import update

from pact.dates import now, today
from pact.db import db
from pact.mail import post
from pact.people.models import Person
from pact.wall_clock import When
from tests.referrals.journey import Journey
from tests.test_english import DUTCH
from tests.towns import ROOT

pytestmark = pytest.mark.engine("sqlite")

TEMPLATES = ROOT / "pact" / "templates"


@pytest.fixture
def speaks(app):
    """speaks("anna", "en"): what she reads is in English from now on."""

    def change(key: str, language: str) -> None:
        with app.app_context():
            db.session.execute(update(Person).where(Person.email == f"{key}@example.nl").values(locale=language))
            db.session.commit()

    return change


def test_every_letter_there_is_says_all_of_it_in_english(app):
    with app.test_request_context("/?taal=nl"):
        dutch = []
        for path in sorted(TEMPLATES.rglob("emails/*.txt")):
            name = str(path.relative_to(TEMPLATES))
            blanks = meta.find_undeclared_variables(app.jinja_env.parse(path.read_text())) - {
                "_",
                "gettext",
                "ngettext",
            }
            for sms in (False, True):
                filled = {blank: today() if blank.endswith("_on") else "X" for blank in blanks}
                filled |= {blank: 2 for blank in blanks if blank.endswith("_count")}
                filled |= {"languages": [], "tasks": [("X", today())], "sms": sms}
                filled |= {"new": When(today()), "best": When(today()), "days": [When(today())]}
                said = post("a@example.nl", name, locale="en", **filled).content
                if DUTCH.search(f"{said.subject}\n{said.body}"):
                    dutch.append((name, said))
                assert len(said.subject) <= 50, (name, said.subject)
        db.session.rollback()
    assert not dutch


def test_the_sender_hears_in_english_with_an_english_date(make, sign_in, speaks, outbox):
    speaks("anna", "en")
    made = make.referral("requested")
    later = today() + timedelta(days=7)
    sign_in("chantal").post(f"/doorverwijzingen/{made.reference}/wachtlijst", data={"until": later.isoformat()})
    [letter] = outbox.to("anna")
    assert letter.subject == f"{made.reference} is on the waiting list"
    assert "They will look again on Tuesday 1 December." in letter.body


def test_a_receiver_reads_english_and_a_colleague_dutch(sign_in, speaks, outbox):
    speaks("daan", "en")
    Journey(sign_in("anna")).until("controleren").send()
    assert re.fullmatch(r"Referral SR-\w{6}: take on before \d+ November", outbox.to("daan")[0].subject)
    assert re.fullmatch(r"Doorverwijzing SR-\w{6}: oppakken vóór \d+ november", outbox.to("chantal")[0].subject)


def test_a_role_has_its_name_in_the_language_of_who_gets_it(sign_in, speaks, outbox):
    speaks("hanna", "en")
    karim = sign_in("karim")
    for key in ("hanna", "ivo"):
        karim.post("/beheer", data={"email": f"{key}@example.nl", "role": "policy_officer"})
    assert "The role is: Policy officer." in outbox.to("hanna")[0].body
    assert "De rol is: Beleidsmedewerker." in outbox.to("ivo")[0].body


def test_the_calendar_too(make, sign_in, speaks, outbox):
    speaks("chantal", "en")
    made = make.referral("accepted", contact_way="together")
    day = (now() + timedelta(days=2)).date().isoformat()
    url = f"/doorverwijzingen/{made.reference}/afspraak"
    sign_in("anna").post(url, data={"day": day, "at": "10:00", "place": "sender"})
    sign_in("chantal").post(f"{url}/akkoord")
    assert f"SUMMARY:Meeting {made.reference}" in outbox.to("chantal")[-1].calendar
    assert f"SUMMARY:Gesprek {made.reference}" in outbox.to("anna")[-1].calendar


def test_a_resident_who_said_yes_in_english_goes_on_in_english(sign_in, client, outbox):
    journey = Journey(sign_in("anna")).until("toestemming", way="email", email="zyxella@voorbeeld.nl", phone=None)
    journey.go("toestemming", {"tekst": "en"}, receipt="email")
    journey.send()
    [letter] = outbox.to("zyxella@voorbeeld.nl")
    assert letter.subject == "Your own page"
    assert "Here you can read which details were passed on." in letter.body
    page = client.get(letter.links[0].removeprefix("http://localhost"))
    assert '<html lang="en"' in page.text
    assert "<title>Your own page</title>" in page.text
