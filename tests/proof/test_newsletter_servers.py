"""A mail server that defers, refuses, falls silent, breaks off or is not there: each reader's letter has an end of its
own, nobody else's suffers, and a server that takes nothing from us pauses the issue instead of failing a thousand
readers (SECURITY.md E2)."""

import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from pact.dates import now
from pact.db import db
from pact.newsletter.models import Delivery, DeliveryState, Issue, Reader
from pact.newsletter.models.delivery import FINAL
from tests.certificates import certificate
from tests.proof.nest import Nest, nest
from tests.proof.newsletters import (
    MARKS,
    SAMPLE,
    addresses,
    check_each_got_it_once,
    is_sent,
    let_time_pass,
    ordered,
    states,
)
from tests.scripted import ScriptedServer
from tests.towns import environment

pytestmark = MARKS

PATIENCE = 4.0
A_WHILE = 3.0  # to find out that the server is there again
READERS = 60
IN_HAND = (DeliveryState.CLAIMED, DeliveryState.SENDING)

#: Once, and then all is well. The first part is heard, so nothing is in doubt.
NOT_NOW = {
    "RCPT lezer1@example.org": ["450 4.2.1 busy"],
    "RCPT lezer2@example.org": ["451 4.3.0 later"],
    "RCPT lezer3@example.org": ["452 4.2.2 full"],
    "RCPT lezer4@example.org": ["421 4.3.2 closing"],
    "DATA lezer5@example.org": ["451 4.3.0 later"],
    "DOT lezer6@example.org": ["450 4.7.1 greylisted"],
    "DOT lezer7@example.org": ["421 4.3.2 closing"],
    "RCPT lezer8@example.org": ["silence"],
    "DATA lezer9@example.org": ["silence"],
    "RCPT lezer10@example.org": ["reset"],
    "BODY lezer11@example.org": ["reset"],
    "RCPT lezer12@example.org": ["garbage"],
    "DOT lezer13@example.org": ["slow 1"],
}
#: All was said and no yes was heard. What the server took, comes twice; what it did not, once.
DOUBTFUL = {
    "DOT lezer20@example.org": ["silence"],
    "DOT lezer21@example.org": ["garbage"],
    "DOT lezer22@example.org": ["reset"],
    "DOT lezer23@example.org": ["take silence"],
    "DOT lezer24@example.org": ["take reset"],
    "DOT lezer25@example.org": ["slow 8"],
}
#: A reset may throw away the yes that was on its way, to the letter before.
RESETS = sum("reset" in answer[0] for answer in {**NOT_NOW, **DOUBTFUL}.values())
TWICE = {"lezer23@example.org", "lezer24@example.org", "lezer25@example.org"}
NEVER = {
    "RCPT lezer30@example.org": "550 5.1.1 nobody here",
    "RCPT lezer31@example.org": "552 5.2.2 full for ever",
    "RCPT lezer32@example.org": "554 5.7.1 no",
    "DATA lezer33@example.org": "554 5.7.1 no",
    "DOT lezer34@example.org": "550 5.7.1 looks like spam",
    "DOT lezer35@example.org": "552 5.3.4 too big",
}


@pytest.fixture
def settings(app: Flask, mail_server: ScriptedServer) -> dict[str, str]:
    return environment(
        app.config["SQLALCHEMY_DATABASE_URI"],
        Path(app.instance_path),
        PACT_MAIL_URL=mail_server.url,
        NEST_PATIENCE=str(PATIENCE),
    )


@pytest.fixture
def workers(settings: dict[str, str]) -> Iterator[Nest]:
    with nest(settings) as made:
        yield made


def send(app: Flask, issue: int, workers: Nest, turns: int = 12) -> None:
    """As often as it takes, each time as if hours had passed."""
    for _ in range(turns):
        let_time_pass(app)
        pid = workers.start()
        began = time.monotonic()
        while not is_sent(app, issue) and time.monotonic() - began < 40:
            if time.monotonic() - began > A_WHILE and not busy(app, issue):
                break
            time.sleep(0.1)
        workers.kill(pid)
        if is_sent(app, issue):
            return
    raise AssertionError(f"it never ends: {states(app, issue)}")


def busy(app: Flask, issue: int) -> bool:
    """Whether there is something to do at this very moment: everything but what waits for a moment to come."""
    of_issue = Delivery.issue_id == issue
    waits = (Delivery.state == DeliveryState.DEFERRED) & (Delivery.next_at > now())
    with app.app_context():
        paused_at = db.session.scalar(select(Issue.paused_at).where(Issue.id == issue))
        begun = db.session.scalar(select(Delivery.id).where(of_issue).limit(1))
        open_now = select(Delivery.id).where(of_issue, Delivery.state.not_in(FINAL), ~waits).limit(1)
        held = select(Delivery.id).where(of_issue, Delivery.state.in_(IN_HAND)).limit(1)
        if not begun or db.session.scalar(held) is not None:  # also while it is paused: it tries again
            return True
        return db.session.scalar(open_now) is not None and paused_at is None


def ends(app: Flask, issue: int) -> dict[str, tuple[str, str | None, int]]:
    """What became of each reader's letter: its state, the trouble, and how often it was tried."""
    with app.app_context():
        rows = db.session.execute(
            select(Reader, Delivery.state, Delivery.trouble, Delivery.tries)
            .join(Delivery, Delivery.reader_id == Reader.id)
            .where(Delivery.issue_id == issue)
        ).all()
        return {reader.email: (str(state), trouble, tries) for reader, state, trouble, tries in rows}


@pytest.mark.parametrize("pipelining", [True] if SAMPLE else [True, False])
def test_each_answer_of_a_mail_server_has_its_own_end_and_touches_nobody_else(
    pipelining: bool, app: Flask, mail_server: ScriptedServer, workers: Nest
) -> None:
    mail_server.script({**NOT_NOW, **DOUBTFUL, **NEVER}, pipelining=pipelining)
    issue = ordered(app, READERS)
    send(app, issue, workers)
    refused = {key.split()[1] for key in NEVER}
    taken = Counter(noted.to for noted in mail_server.taken)
    assert set(taken) == set(addresses(READERS)) - refused
    others = {to for to, times in taken.items() if times > 1} - TWICE
    assert len(others) <= RESETS
    assert max(taken.values()) == 2
    assert len({(noted.to, noted.id) for noted in mail_server.taken}) == READERS - len(refused)
    found = ends(app, issue)
    assert {to for to, (state, *_) in found.items() if state == DeliveryState.FAILED} == refused
    for key, answer in NEVER.items():
        assert (found[key.split()[1]][1] or "").startswith(answer[:3])
    asked = Counter(noted.to for noted in mail_server.noted_as("RCPT"))
    assert {asked[to] for to in refused} == {1}, "what was refused for good is not tried again"
    assert not mail_server.noted_as("EARLY")


@pytest.mark.skipif(SAMPLE, reason="a part is enough")
def test_who_is_never_at_home_is_tried_for_a_day_and_then_given_up(
    app: Flask, mail_server: ScriptedServer, workers: Nest
) -> None:
    """1, 5, 15, 60 minutes, and every four hours: a day in all."""
    mail_server.script({"RCPT lezer0@example.org": "451 4.3.0 later"})
    issue, waits = ordered(app, 2), []
    for _ in range(15):
        pid = workers.start()
        began = now()
        until = time.monotonic() + 20
        while busy(app, issue) and not is_sent(app, issue) and time.monotonic() < until:
            time.sleep(0.05)
        workers.kill(pid)
        if is_sent(app, issue):
            break
        with app.app_context():
            next_at = db.session.scalars(select(Delivery.next_at).where(Delivery.next_at.is_not(None))).one()
        assert next_at is not None
        waits.append(round((next_at - began) / timedelta(minutes=1)))
        let_time_pass(app)
    assert waits[:5] == [1, 5, 15, 60, 240]
    assert 20 <= sum(waits) / 60 <= 26
    assert ends(app, issue)["lezer0@example.org"][0] == DeliveryState.FAILED
    assert ends(app, issue)["lezer1@example.org"][0] == DeliveryState.ACCEPTED


REFUSALS: dict[str, dict[str, object]] = {
    "554 at once": {"answers": {"CONNECT *": "554 5.7.1 not you"}},
    "421 at once": {"answers": {"CONNECT *": "421 4.3.2 not now"}},
    "550 at EHLO": {"answers": {"EHLO *": "550 5.7.1 not you"}},
    "garbage": {"answers": {"CONNECT *": "garbage"}},
    "silence": {"answers": {"CONNECT *": "silence"}},
    "nobody there": {},
}


@pytest.mark.parametrize("refusal", ["554 at once"] if SAMPLE else REFUSALS)
def test_a_server_that_takes_nothing_from_us_pauses_the_issue_and_fails_nobody(
    refusal: str, app: Flask, mail_server: ScriptedServer, workers: Nest
) -> None:
    refuse(app, mail_server, workers, REFUSALS[refusal])


def refuse(app: Flask, mail_server: ScriptedServer, workers: Nest, script: dict[str, object]) -> None:
    """It refuses us for two hours, and then it does not."""
    issue = ordered(app, READERS)
    answers = script.get("answers", {})
    features = {name: value for name, value in script.items() if name != "answers"}
    mail_server.script(answers, **features)  # type: ignore[arg-type]
    if not script:
        mail_server.stop()
    paused_at, trouble = None, ""
    for _ in range(20):
        pid = workers.start()
        time.sleep(PATIENCE + 0.5 if "silence" in str(script) else 3.0)
        workers.kill(pid)
        let_time_pass(app)
        with app.app_context():
            wanted = select(Issue.paused_at, Issue.trouble).where(Issue.id == issue)
            paused_at, trouble = db.session.execute(wanted).one()
        if paused_at:
            break
    assert paused_at is not None
    assert trouble
    assert {state for state, *_ in ends(app, issue).values()} <= {"queued", "claimed"}
    assert {tries for *_, tries in ends(app, issue).values()} == {0}
    mail_server.script(**{name: value for name, value in features.items() if name != "starttls" or value})
    if not script:
        mail_server.start()
    send(app, issue, workers)
    check_each_got_it_once(app, issue, mail_server, addresses(READERS))


@pytest.mark.parametrize(
    "answer", ["535 5.7.8 wrong password"] if SAMPLE else ["535 5.7.8 wrong password", "454 4.7.0 not now"]
)
def test_a_refused_password_pauses_the_issue_and_over_tls_all_is_well_again(
    answer: str, app: Flask, mail_server: ScriptedServer, settings: dict[str, str], tmp_path: Path
) -> None:
    file = certificate(tmp_path / "certificate.pem")
    url = mail_server.url.replace("smtp://127.0.0.1", "smtp://pact:secret@localhost")
    with nest({**settings, "PACT_MAIL_URL": url, "SSL_CERT_FILE": str(file)}) as workers:
        features = {"starttls": True, "auth": True, "certificate": str(file)}
        refuse(app, mail_server, workers, {"answers": {"AUTH *": answer}, **features})


def test_a_server_whose_tls_fails_gets_no_word_in_the_open(
    app: Flask, mail_server: ScriptedServer, settings: dict[str, str]
) -> None:
    url = mail_server.url.replace("smtp://127.0.0.1", "smtp://pact:secret@localhost")
    mail_server.script(starttls=True, auth=True)
    issue = ordered(app, 3)
    with nest({**settings, "PACT_MAIL_URL": url}) as workers:
        pid = workers.start()
        time.sleep(2)
        workers.kill(pid)
    assert not mail_server.noted_as("RCPT")
    assert not mail_server.taken
    assert states(app, issue)["failed"] == 0
