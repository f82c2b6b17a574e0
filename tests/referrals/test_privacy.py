"""What is private stands on two pages and nowhere else: not in a log, address, title, letter, job, queue or trail."""

import logging

import pytest
from sqlalchemy import text

from pact.audit import AuditLine
from pact.db import db
from pact.jobs import Job
from pact.mail import Letter
from pact.referrals.models.reference import REFERENCE, new_reference
from tests import make as things
from tests.referrals.journey import Journey
from tests.referrals.reading import Page

CANARIES = [*things.CANARIES, "zyxella@voorbeeld.nl", "Kwispelstaart"]
#: Never in what a resident gets outside the own page (UX.md A2): somebody else may read along.
TELLING = ["armoede", "schuld", "voedselbank", "minima", "uitkering", "Grip op de Knip", "pact", "Zyxella", "Qwortema"]


@pytest.fixture
def life(app, sign_in, outbox, traces, client, caplog):
    """One referral from the first step to a stop; gives all answers people got on the way."""
    caplog.set_level(logging.DEBUG, "pact")
    app.config["WAKE_WORKER"] = True
    answers = []

    def kept(answer):
        answers.append(answer)
        return answer

    anna, chantal = sign_in("anna"), sign_in("chantal")
    journey = Journey(anna)
    fields = {"receipt": "email", "email": "zyxella@voorbeeld.nl"}
    for step in ("hulpvraag", "naar-wie", "inwoner", "toestemming"):
        assert kept(journey.look(step)).status_code == 200
        if step == "inwoner":
            kept(journey.go(step, note="burgerservicenummer 111222333"))
        mine = {name: value for name, value in fields.items() if name == "receipt" or step == "inwoner"}
        kept(journey.go(step, **(mine if step in ("inwoner", "toestemming") else {})))
    kept(journey.look("controleren"))
    kept(anna.get(kept(journey.send()).location))
    url = f"/doorverwijzingen/{journey.reference}"
    link = outbox.to("chantal")[0].links[0].removeprefix("http://localhost")
    own = outbox.to("zyxella@voorbeeld.nl")[0].links[0].removeprefix("http://localhost")
    for path in (link, link + "/terugsturen"):
        kept(client.get(path))
    kept(client.post(link + "/oppakken"))
    for reader in (anna, chantal):
        kept(reader.get(url))
        kept(reader.post(f"{url}/bericht", data={"text": "Zyxella heeft een Kwispelstaart."}))
        kept(reader.post(f"{url}/bericht", data={"text": "Kwispelstaart " * 40}))
        kept(reader.get("/vandaag"))
        kept(reader.get("/doorverwijzingen"))
    kept(chantal.post(f"{url}/stand", data={"report": "in_contact", "said": "Kwispelstaart gezien."}))
    kept(sign_in("bram").get(url))
    kept(sign_in("fatma").get(url))
    kept(client.get(own))
    kept(client.post(f"{own}/toelichting", data={"code": "12"}))
    return answers, [anna, chantal, client], (link, own), journey.reference


def test_no_address_and_no_title_names_anybody(life):
    answers, _clients, _links, _reference = life
    for answer in answers:
        spoken = f"{answer.request.url} {answer.location or ''} {Page(answer).title} {answer.headers}"
        assert not [word for word in CANARIES if word in spoken], answer.request.path
        if answer.request.path.startswith("/i/"):
            assert Page(answer).title in ("Uw eigen pagina", "Fout: Uw eigen pagina")


def test_no_letter_to_a_colleague_names_anybody_or_what_for(life, outbox):
    colleagues = [letter for letter in outbox if letter.to.endswith("@example.nl")]
    assert len(colleagues) >= 5
    for letter in colleagues:
        words = f"{letter.subject} {letter.body} {letter.calendar}"
        assert not [word for word in (*CANARIES, "Schulden", "schulden") if word in words], letter.subject
        assert [link for link in letter.links if not link.startswith("http://localhost/")] == []


def test_no_letter_to_a_resident_tells_who_reads_along_anything(life, outbox, app):
    [first, *more] = outbox.to("zyxella@voorbeeld.nl")
    for letter in (first, *more):
        words = f"{letter.subject} {letter.body} {app.config['RESIDENT_SENDER_NAME']}".casefold()
        words = words.replace(app.config["BASE_URL"], "")
        assert [word for word in TELLING if word.casefold() in words] == []


def test_what_is_kept_is_kept_sealed_and_no_log_queue_session_or_job_holds_it(life, traces, town):
    """Alive and well, and still in clear nowhere: the database, its log, the queue, the sessions, what was logged."""
    _answers, clients, (link, own), _reference = life
    tokens = [link.rpartition("/")[2], own.rpartition("/")[2]]
    assert traces.of([*CANARIES, "111222333", *tokens], *clients) == []
    for job in town.all(Job):
        if job.kind == "deliver":  # which letter, by its random name
            assert town.one(Letter, Letter.message_id == job.thing)
        else:
            assert job.thing.isdigit(), f"{job.kind} carries more than a number: {job.thing}"


def test_the_trail_says_who_did_what_to_which_reference_and_no_more(life, town):
    *_rest, reference = life
    lines = town.all(AuditLine, AuditLine.thing == f"referral {reference}")
    assert {line.action for line in lines} >= {"consent_noted", "sent", "accepted", "opened", "wrote", "reported"}
    for line in lines:
        assert not [word for word in CANARIES if word in f"{line.thing} {line.facts} {line.action}"]


def test_when_the_trail_cannot_be_written_nothing_private_is_shown(make, sign_in, app):
    """SECURITY.md D17: the line of the opening comes first; no line, no name."""
    made = make.referral("accepted")
    with app.app_context():
        db.session.execute(text("DROP TABLE audit_head"))
        db.session.commit()
    answer = sign_in("chantal").get(f"/doorverwijzingen/{made.reference}")
    assert answer.status_code in (500, 503)
    assert not [word for word in CANARIES if word in answer.text]


def test_references_tell_nothing_about_order():
    made = [new_reference() for _time in range(500)]
    assert len(set(made)) == 500
    assert all(REFERENCE.fullmatch(reference) for reference in made)
    ascending = sum(first < second for first, second in zip(made, made[1:], strict=False))
    assert 180 < ascending < 320
