"""A lane carries out deliveries of one issue, some fifty at a time, over a few connections at once, in one thread.

It works a minute at most and then stands in line again, and gives way as soon as other work waits: a letter to a
resident does not wait for a newsletter. Before the text of the next leaves, the yes to this one is written down.
"""

import selectors
import time
from datetime import timedelta

from flask import current_app
from sqlalchemy import update

from pact.dates import now
from pact.db import db
from pact.jobs import Job, fault
from pact.newsletter.sending import space
from pact.newsletter.sending.ack_file import AckFile
from pact.newsletter.sending.hand import Hand, Refusing
from pact.newsletter.sending.office import Office
from pact.smtp.opening import Away
from pact.smtp.replies import Lost
from pact.smtp.talk import Talk

TURN = 60.0  # seconds
LOOKS = 1.0  # how often it looks who left, who waits, and whether somebody stopped it
JOB_LEASE = timedelta(seconds=40)
#: Of all lanes together, so that no more than these leave after «Stop».
AT_MOST_AFTER_STOP = 50
IN_HAND = 2  # the one in doubt and the one behind it, on each connection
#: So many connections in a row that break before anything is said about a letter: it is not these letters.
BREAKS = 6


class Lane:
    """One turn. `work` ends when nothing is left to do now, when it is stopped, or when it must give way."""

    def __init__(self, issue_id: int, job_id: int, office: Office, acks: AckFile) -> None:
        self._job_id, self._office, self._acks = job_id, office, acks
        lanes: int = current_app.config["NEWSLETTER_LANES"]
        rate: float = current_app.config["NEWSLETTER_RATE"]
        self._connections: int = max(1, current_app.config["NEWSLETTER_CONNECTIONS"] // lanes)
        self._pause = lanes / rate if rate else 0.0
        batch = max(1, AT_MOST_AFTER_STOP // lanes - IN_HAND * self._connections)
        self._hand = Hand(issue_id, office, acks, batch, self._pause)
        self._talks: dict[Talk, None] = {}
        self._selector = selectors.DefaultSelector()
        self._goes_on = True
        self._point = _point if current_app.config["FAULT"] else None

    @property
    def is_dry(self) -> bool:
        return self._hand.is_dry

    def open(self) -> None:
        """Raises Away when there is no server for us."""
        self._open(self._connections)

    def work(self) -> None:
        """Raises Away when the server is there no more, Refusing when it takes nothing."""
        until = time.monotonic() + TURN
        looks_at = time.monotonic() + LOOKS
        try:
            while True:
                moment = time.monotonic()
                if moment > looks_at:
                    self._look(until)
                    looks_at = moment + LOOKS
                self._provide()
                self._note()
                self._write()
                if not self._hand.ready and all(talk.is_idle for talk in self._talks):
                    break
                if not self._talks:
                    if self._hand.breaks >= BREAKS:
                        raise Away("broken")
                    self._open(1)
                self._listen(min(LOOKS, self._pause) if self._pause and self._hand.ready else LOOKS)
        finally:
            self._settle()

    def _provide(self) -> None:
        """Every connection has something to do, as long as there is anything."""
        if self._goes_on and not self._hand.is_dry and self._hand.ready < len(self._talks):
            try:
                self._goes_on = self._hand.refill()
            except Refusing:  # raised once more at the end, when every answer that is on its way was heard
                db.session.rollback()
                self._goes_on = False
        if not self._goes_on:
            self._hand.give_back()
        for talk in list(self._talks):
            if talk.is_idle:
                talk.offer()

    def _look(self, until: float) -> None:
        may_send, waits = self._hand.look()
        if not may_send or waits or time.monotonic() > until or space.is_full():
            self._goes_on = False
        db.session.execute(update(Job).where(Job.id == self._job_id).values(leased_until=now() + JOB_LEASE))
        db.session.commit()

    def _note(self) -> None:
        """What is about to leave is written down before it does."""
        self._acks.write()

    # -- connections -----------------------------------------------------------------------------------------------

    def _listen(self, patience: float) -> None:
        for key, _mask in self._selector.select(patience):
            talk: Talk = key.data
            try:
                talk.read()
            except Lost as lost:
                self._lose(talk, str(lost))
        moment = time.monotonic()
        for talk in list(self._talks):
            try:
                talk.look_at_clock(moment)
            except Lost as lost:
                self._lose(talk, str(lost))

    def _write(self) -> None:
        for talk in list(self._talks):
            if not talk.wants_to_write:
                continue
            try:
                talk.write()
                wanted = selectors.EVENT_READ | (selectors.EVENT_WRITE if talk.wants_to_write else 0)
                if self._selector.get_key(talk.socket).events != wanted:
                    self._selector.modify(talk.socket, wanted, talk)
            except Lost as lost:
                self._lose(talk, str(lost))

    def _open(self, count: int) -> None:
        """So many more. One is enough to go on; a server may well take no more of us. Raises Away."""
        for _ in range(count):
            try:
                talk = Talk(self._office.open(), self._hand, self._point)
            except Away:
                if not self._talks:
                    raise
                return
            self._talks[talk] = None
            self._selector.register(talk.socket, selectors.EVENT_READ, talk)

    def _lose(self, talk: Talk, trouble: str) -> None:
        """A connection broke. Who was being brought over is to blame, if anybody is; who stood behind is not."""
        self._selector.unregister(talk.socket)
        del self._talks[talk]
        self._hand.lost(*talk.close(), trouble)
        self._hand.breaks += trouble not in ("", "dropped")
        if self._goes_on and self._talks and self._hand.breaks < BREAKS:
            self._open(1)

    def _settle(self) -> None:
        """However it ended, the hand is emptied."""
        self._goes_on = False
        for talk in list(self._talks):
            if talk.is_idle:
                talk.say_goodbye()
        self._write()
        for talk in list(self._talks):
            self._lose(talk, "")
        self._selector.close()
        self._acks.write()
        self._hand.settle()


def _point(name: str) -> None:
    fault(f"newsletter-{name}")
