"""Who sees what of a referral, in every state: table C1 of SECURITY.md, written out in disclosure.csv.

anna refers (bram is her colleague, corrie only speaks for the organisation), chantal picks up (daan is her colleague,
rens only refers from there, nico only speaks for it), fatma coordinates, gerrit is of the municipality, karim
administers, hanna is an ambassador, els handles elsewhere.
"""

import csv
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from pact.dates import today
from pact.db import db
from pact.extensions import limiter
from pact.referrals.models import Message, Referral
from tests import make as things
from tests.referrals.reading import Page

TABLE = list(csv.DictReader((Path(__file__).parent / "disclosure.csv").read_text().splitlines()))
STATES = list(dict.fromkeys(row["state"] for row in TABLE))
MESSAGE = "Kwispelstaart"
WORDS = {"card": "Schulden of rekeningen", "message": MESSAGE, "outcome": "Uitkomst", "reason": "Reden"}
#: Beside the page of the referral: everything with a reference or a list in it.
PLACES = [
    "/doorverwijzingen/{}/verstuurd",
    "/doorverwijzingen/{}/papier",
    "/doorverwijzingen/{}/intrekken",
    "/doorverwijzingen/{}/stoppen",
    "/doorverwijzingen/{}/terugsturen",
    "/doorverwijzingen/{}/open",
    "/doorverwijzen/controleren?concept={}",
    "/doorverwijzen/inwoner?concept={}",
    "/doorverwijzen/toestemming?concept={}",
    "/doorverwijzen/toestemming/papier?concept={}",
    "/doorverwijzingen?toon=gekregen",
    "/doorverwijzingen?toon=verstuurd",
    "/doorverwijzingen?toon=afgerond",
    "/vandaag",
    "/partners",
    "/wie-doet-wat",
]


@pytest.fixture
def people(make, town, sign_in, client):
    for key, at, role in (("corrie", "voedselbank", "contact_person"), ("rens", "grip_op_de_knip", "referrer")):
        make.person(key)
        make.membership(getattr(town, key), getattr(town, at), role)
    keys = dict.fromkeys(row["who"] for row in TABLE)
    return {key: client if key == "anonymous" else sign_in(key) for key in keys}


@pytest.fixture
def referrals(app):
    """A referral in every state of the table, with a message in it where there may be one; its reference by state."""
    made = {}
    with app.app_context():
        for state in STATES:
            status, _space, more = state.partition(" ")
            referral = things.referral("accepted" if status in LATER else status)
            if status in LATER or status in WITH_MESSAGE:
                db.session.add(Message.write(referral, referral.author_id, True, f"{MESSAGE} is binnen."))
                db.session.flush()
            LATER.get(status, lambda _referral: None)(referral)
            if more.endswith("erased"):
                referral.erase()
            if more == "long erased":
                referral.erased_at -= timedelta(days=31)
            db.session.flush()
            if more == "late":
                db.session.execute(
                    update(Referral).where(Referral.id == referral.id).values(due_on=today() - timedelta(days=1))
                )
            made[state] = referral.reference
            db.session.commit()
    return made


WITH_MESSAGE = {"requested", "on_hold", "rejected", "expired"}
LATER = {
    "accepted": lambda referral: None,
    "completed": lambda referral: referral.complete(referral.handler_id, "helped", []),
    "failed": lambda referral: referral.fail(referral.handler_id, "not_reached", []),
    "cancelled": lambda referral: referral.cancel(referral.author_id, "mistake"),
    "withdrawn": lambda referral: referral.withdraw(),
}


def seen(answer) -> str:
    """What stands on the page, in the words of the table."""
    if answer.status_code == 302:
        return "sign in"
    if answer.status_code in (403, 404):
        return "404"
    page = Page(answer)
    found = [canary for canary in things.CANARIES if canary in page.html]
    parts = ["facts"] + [part for part, word in WORDS.items() if word in page.html]
    parts += ["content"] if found else []
    order = ["facts", "card", "content", "message", "outcome", "reason"]
    return " ".join(sorted(parts, key=order.index))


def test_everybody_sees_exactly_what_the_law_says_in_every_state(people, referrals):
    limiter.reset()
    wrong = []
    for row in TABLE:
        if row["who"] == list(people)[0]:
            limiter.reset()
        reference = referrals[row["state"]]
        got = seen(people[row["who"]].get(f"/doorverwijzingen/{reference}"))
        if got != row["sees"]:
            wrong.append(f"{row['state']}: {row['who']} sees «{got}», not «{row['sees']}»")
    assert wrong == []


@pytest.mark.engine("sqlite")
def test_what_is_private_opens_to_nobody_but_the_author_and_the_handler_on_no_page_at_all(people, referrals):
    """One sentence, one test (SECURITY.md C1, T01, T02, T04): every page, whole and as a part, for everybody else."""
    reads = {(row["state"], row["who"]) for row in TABLE if {"content", "message"} & set(row["sees"].split())}
    wrong = []
    for state in ("draft", "consent_pending", "requested", "accepted", "completed"):
        limiter.reset()
        for key, visitor in people.items():
            if (state, key) in reads:
                continue
            asked = [(place.format(referrals[state]), False) for place in PLACES]
            for url, part in [*asked, (f"/doorverwijzingen/{referrals[state]}", True)]:
                answer = visitor.get(url, part=part)
                found = [word for word in (*things.CANARIES, MESSAGE) if word in answer.text]
                if found or answer.status_code >= 500:
                    wrong.append(f"{state}: {key} reads {found} on {url} ({answer.status_code})")
    assert wrong == []


def test_the_coordinator_reads_a_reference_and_dates_and_never_what_for_whom_from_whom(people, referrals):
    fatma = people["fatma"]
    pages = [fatma.get(f"/doorverwijzingen/{referrals[state]}") for state in ("requested late", "accepted late")]
    pages.append(fatma.get("/vandaag"))
    for answer in pages:
        assert answer.status_code == 200
        assert referrals["requested late"] in answer.text or referrals["accepted late"] in answer.text
        for word in (*things.CANARIES, MESSAGE, WORDS["card"], "Ochtend", "06 99"):
            assert word not in answer.text, word


@pytest.mark.parametrize(("who", "knows"), [("anna", True), ("bram", False), ("chantal", True), ("daan", False)])
def test_in_the_list_of_what_ended_only_who_dealt_with_it_reads_what_it_was_about(people, referrals, who, knows):
    items = people[who].get("/doorverwijzingen?toon=afgerond").text.split("<li>")
    rows = {state: item for state, reference in referrals.items() for item in items if reference in item}
    assert (WORDS["card"] in rows["completed"]) is knows
    assert WORDS["card"] not in rows["completed erased"] + rows["withdrawn"]
    assert ("completed long erased" in rows) is knows, "colleagues forget in time that there was one"


def test_nobody_searches_for_a_person(people, referrals):
    """SECURITY.md T40: there is no search over names, numbers or notes, for anybody."""
    for visitor in (people["anna"], people["chantal"], people["fatma"], people["karim"]):
        for page in ("/doorverwijzingen", "/vandaag", "/partners", "/wie-doet-wat"):
            plain, asked = (visitor.get(page + query) for query in ("?toon=verstuurd", "?toon=verstuurd&q=Zyxella"))
            assert plain.status_code == asked.status_code
            assert Page(plain).words == Page(asked).words
