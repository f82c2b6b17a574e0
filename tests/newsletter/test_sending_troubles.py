"""What goes wrong for one reader is that reader's alone; what goes wrong for all stops the issue. Nobody loses it."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update
from time_machine import Traveller

from pact.dates import now
from pact.db import db
from pact.jobs import Job
from pact.newsletter.models import Delivery, Issue, LeftBy, Reader
from pact.newsletter.sending import claims, ending, lanes, losses, recovery
from pact.newsletter.sending.beginning import begin
from tests.mailserver import MailServer
from tests.newsletter.postal import ordered_issue, states
from tests.visitors import Outbox, PactClient, Town

pytestmark = pytest.mark.usefixtures("only_our_readers")


@pytest.fixture
def lost() -> Iterator[list[losses.Loss]]:
    found: list[losses.Loss] = []
    losses.WHEN_LOST.append(found.append)
    yield found
    losses.WHEN_LOST.remove(found.append)


def test_what_is_said_of_one_reader_counts_for_that_reader(
    app: Flask,
    town: Town,
    smtp_server: MailServer,
    deliver: Callable[[], int],
    clock: Traveller,
    lost: list[losses.Loss],
) -> None:
    issue_id = ordered_issue(app, 12)
    said = {1: "450 later", 2: "550 5.1.1 nobody", 3: "554 5.7.1 no", 4: "421 busy", 5: "451 4.7.1 wait", 6: "552 full"}
    smtp_server.answers = smtp_server.answers | {f"lezer{n}@example.org": [answer] for n, answer in said.items()}
    smtp_server.answers.setdefault("*", [])
    with app.app_context():  # the address of one is of no use to any mail server
        for reader in db.session.query(Reader):
            if reader.email == "lezer7@example.org":
                reader.email = "lezer7 @example.org"
            if reader.email == "lezer8@example.org":
                reader.leave(LeftBy.LINK)
        db.session.commit()
    deliver()
    assert states(app, issue_id) == {"accepted": 4, "deferred": 3, "failed": 4}
    assert sorted((loss.code, loss.is_hard) for loss in lost) == [
        ("550", True), ("552", False), ("553", True), ("554", False)
    ]  # fmt: skip
    assert town.one(Issue, Issue.id == issue_id).sent_at is None

    clock.shift(timedelta(seconds=70))
    deliver()
    assert states(app, issue_id) == {"accepted": 7, "failed": 4}
    assert town.one(Issue, Issue.id == issue_id).sent_at is not None
    assert {len(smtp_server.to(f"lezer{n}@example.org")) for n in (0, 1, 4, 5, 9, 10, 11)} == {1}
    assert smtp_server.to("lezer8@example.org") == []


def test_a_server_that_says_later_for_a_day_is_tried_ten_times(
    app: Flask, smtp_server: MailServer, deliver: Callable[[], int], clock: Traveller
) -> None:
    issue_id = ordered_issue(app, 1)
    smtp_server.answers["lezer0@example.org"] = ["450 later"] * 20
    for _ in range(9):
        deliver()
        assert states(app, issue_id) == {"deferred": 1}
        clock.shift(timedelta(hours=4, minutes=1))
    deliver()
    assert states(app, issue_id) == {"failed": 1}
    assert len(smtp_server.answers["lezer0@example.org"]) == 10


def test_a_server_that_is_away_is_nobodys_fault_and_somebody_hears_of_it_once(
    app: Flask,
    town: Town,
    smtp_server: MailServer,
    deliver: Callable[[], int],
    outbox: Outbox,
    clock: Traveller,
    sign_in: Callable[..., PactClient],
) -> None:
    issue_id = ordered_issue(app, 3)
    smtp_server.stop()
    for _ in range(4):
        deliver()
        clock.shift(timedelta(minutes=16))
    stands = town.one(Issue, Issue.id == issue_id)
    assert (stands.paused_at is not None, stands.trouble, stands.sent_at) == (True, "refused", None)
    assert {row.tries for row in town.all(Delivery)} == {0}
    told = [letter for letter in outbox.to("fatma") if letter.template.endswith("sending/emails/paused.txt")]
    assert len(told) == 1
    page = sign_in("fatma").get(f"/nieuwsbrief/{issue_id}/verzending").text
    assert "De mailserver neemt de brief niet aan." in page

    smtp_server.start()
    clock.shift(timedelta(hours=1))
    deliver()
    assert states(app, issue_id) == {"accepted": 3}
    assert town.one(Issue, Issue.id == issue_id).paused_at is None


class Refusing(socketserver.StreamRequestHandler):
    """Takes a sender from nobody."""

    def handle(self) -> None:
        self.wfile.write(b"220-hello\r\n220 there\r\n")
        for line in self.rfile:
            word = line[:4].upper()
            self.wfile.write(b"554 5.7.1 not from you\r\n" if word == b"MAIL" else b"250 OK\r\n")


def test_a_server_that_refuses_our_name_costs_no_reader(app: Flask, deliver: Callable[[], int]) -> None:
    issue_id = ordered_issue(app, 3)
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Refusing) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        app.config["MAIL_URL"] = f"smtp://127.0.0.1:{server.server_address[1]}"
        with app.app_context():
            db.session.execute(update(Job).where(Job.kind == "deliver").values(done_at=now()))
            db.session.commit()
        deliver()
        server.shutdown()
    assert states(app, issue_id) == {"queued": 3}


def test_who_stops_it_and_goes_on_has_each_reader_once(
    app: Flask,
    town: Town,
    smtp_server: MailServer,
    deliver: Callable[[], int],
    sign_in: Callable[..., PactClient],
) -> None:
    issue_id = ordered_issue(app, 6)
    smtp_server.answers["lezer0@example.org"] = ["450 later"]
    deliver()
    fatma = sign_in("fatma")
    where = f"/nieuwsbrief/{issue_id}"
    assert fatma.post(f"{where}/stoppen").status_code == 303
    assert fatma.post(f"{where}/stoppen").status_code == 303  # pressed twice
    assert "De verzending is gestopt." in fatma.get(f"{where}/verzending").text
    with app.app_context():
        db.session.execute(update(Delivery).where(Delivery.state == "deferred").values(state="queued", next_at=None))
        db.session.commit()
        lanes.add(issue_id)
        lanes.add(issue_id)
        db.session.commit()
    deliver()
    assert states(app, issue_id) == {"accepted": 5, "queued": 1}
    assert fatma.post(f"{where}/verder").status_code == 303
    deliver()
    assert states(app, issue_id) == {"accepted": 6}
    page = fatma.get(f"{where}/verzending/stand", part=True).text
    assert "6 van 6" in page
    assert "<html" not in page
    assert "data-hx-get" not in page  # nothing changes any more
    assert fatma.post(f"{where}/helemaal-stoppen").status_code == 303  # too late, and harmless
    assert states(app, issue_id) == {"accepted": 6}


def test_stopped_for_good_the_rest_gets_nothing(
    app: Flask, town: Town, smtp_server: MailServer, deliver: Callable[[], int], sign_in: Callable[..., PactClient]
) -> None:
    issue_id = ordered_issue(app, 4)
    smtp_server.answers = smtp_server.answers | {f"lezer{n}@example.org": ["451 later"] for n in (0, 1)}
    smtp_server.answers.setdefault("*", [])
    deliver()
    fatma = sign_in("fatma")
    fatma.post(f"/nieuwsbrief/{issue_id}/stoppen")
    fatma.post(f"/nieuwsbrief/{issue_id}/helemaal-stoppen")
    deliver()
    assert states(app, issue_id) == {"accepted": 2, "cancelled": 2}
    assert town.one(Issue, Issue.id == issue_id).sent_at is not None
    assert "Niet meer verstuurd" in fatma.get(f"/nieuwsbrief/{issue_id}/verzending").text


def test_an_issue_that_is_ordered_for_later_or_undone_does_not_begin(
    app: Flask, deliver: Callable[[], int], clock: Traveller
) -> None:
    later = ordered_issue(app, 1, send_at=now() + timedelta(minutes=10))
    undone = ordered_issue(app, 0, ordered_at=None, send_at=None)
    deliver()
    assert states(app, later) == states(app, undone) == {}
    with app.app_context():
        db.session.execute(update(Job).where(Job.kind == "newsletter").values(done_at=None))
        db.session.commit()
    clock.shift(timedelta(minutes=11))
    deliver()
    assert states(app, later) == {"accepted": 1}
    assert states(app, undone) == {}


def test_stopped_for_good_while_a_lane_has_it_in_hand_the_issue_is_closed(
    app: Flask, town: Town, deliver: Callable[[], int], sign_in: Callable[..., PactClient]
) -> None:
    """What the lane puts back after that is not sent, and does not wait for ever either."""
    issue_id = ordered_issue(app, 6)
    with app.app_context():
        begin(db.session.scalars(select(Job).where(Job.kind == "newsletter")).one())
        claims.claim(issue_id, "another-lane", 4)
        db.session.commit()
    fatma, where = sign_in("fatma"), f"/nieuwsbrief/{issue_id}"
    assert fatma.post(f"{where}/helemaal-stoppen").status_code == 303
    assert states(app, issue_id) == {"claimed": 4, "cancelled": 2}
    assert fatma.post(f"{where}/verder").status_code == 303
    assert town.one(Issue, Issue.id == issue_id).stopped_at is not None
    with app.app_context():
        lane = db.session.scalars(select(Job).where(Job.kind == "newsletter-lane", Job.done_at.is_(None))).first()
        held = [row.id for row in recovery._held(issue_id)]
        claims.put_back(held)
        db.session.commit()
        ending.end_turn(issue_id, lane.id, is_dry=False)
    assert states(app, issue_id) == {"cancelled": 6}
    assert town.one(Issue, Issue.id == issue_id).sent_at is not None


class Full(socketserver.StreamRequestHandler):
    """Takes three letters, and then says that its day is full."""

    taken = 0

    def handle(self) -> None:
        self.wfile.write(b"220 there\r\n")
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"RCPT" and Full.taken >= 3:
                self.wfile.write(b"550 5.4.5 daily quota exceeded\r\n")
            elif word == b"DATA":
                self.wfile.write(b"354 go\r\n")
                while self.rfile.readline() != b".\r\n":
                    pass
                Full.taken += 1
                self.wfile.write(b"250 OK\r\n")
            else:
                self.wfile.write(b"250 OK\r\n")


def test_a_server_whose_day_is_full_costs_no_reader(app: Flask, town: Town, deliver: Callable[[], int]) -> None:
    issue_id = ordered_issue(app, 40)
    Full.taken = 0
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Full) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        app.config["MAIL_URL"] = f"smtp://127.0.0.1:{server.server_address[1]}"
        with app.app_context():
            db.session.execute(update(Job).where(Job.kind == "deliver").values(done_at=now()))
            db.session.commit()
        deliver()
        server.shutdown()
    stand = states(app, issue_id)
    assert 3 <= stand["accepted"] < 10  # as many as there were connections when it was full
    assert stand.get("failed", 0) == 0
    assert not town.all(Reader, Reader.left_at.is_not(None)), "nobody leaves because our day was full"
