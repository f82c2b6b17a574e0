"""A lane carries out deliveries of one issue, some fifty at a time, over a few connections at once, in one thread.

It works a minute at most and then stands in line again, and gives way as soon as other work waits: a letter to a
resident does not wait for a newsletter. Before anything is said about a delivery the database knows that it is being
sent; before the text of the next leaves, the yes to this one is on disk.
"""

import logging
import selectors
import time
from collections import deque
from datetime import timedelta

from flask import current_app
from sqlalchemy import exists, select, update

from pact.dates import now
from pact.db import AnyRow, ask_first, db
from pact.jobs import BACKOFF, Job, fault
from pact.newsletter.sending import claims, losses
from pact.newsletter.sending.ack_file import AckFile
from pact.newsletter.sending.office import Office
from pact.smtp.opening import Away
from pact.smtp.replies import Lost, Reply
from pact.smtp.talk import Parcel, Talk

log = logging.getLogger(__name__)

TURN = 60.0  # seconds
LOOKS = 1.0  # how often it looks who left, who waits, and whether somebody stopped it
JOB_LEASE = timedelta(seconds=40)
POOL = 400
#: Of all lanes together, so that no more than these leave after «Stop».
AT_MOST_AFTER_STOP = 50
IN_HAND = 2  # the one in doubt and the one behind it, on each connection
#: So many connections in a row that break before anything is taken: it is not these letters.
BREAKS = 6
OUR_OWN = "stopped"


class Refusing(Exception):
    """Nobody's letter is at fault: the server takes nothing from us."""


class Lane:
    """One turn. `work` ends when nothing is left to do now, when it is stopped, or when it must give way."""

    def __init__(self, issue_id: int, job_id: int, office: Office, acks: AckFile) -> None:
        self._issue_id, self._job_id, self._office, self._acks = issue_id, job_id, office, acks
        self._connections: int = current_app.config["NEWSLETTER_CONNECTIONS"]
        lanes: int = current_app.config["NEWSLETTER_LANES"]
        self._batch = max(1, AT_MOST_AFTER_STOP // lanes - IN_HAND * self._connections)
        rate: float = current_app.config["NEWSLETTER_RATE"]
        self._pause = lanes / rate if rate else 0.0
        self._free_at = 0.0
        self._pool: deque[AnyRow] = deque()  # claimed
        self._ready: deque[Parcel] = deque()  # sending, and nothing is said of them
        self._rows: dict[int, AnyRow] = {}  # all that are sending and have no end in the database
        self._accepted: list[int] = []
        self._refused: list[tuple[int, str, Reply]] = []
        self._put_off: list[tuple[int, str]] = []
        self._doubtful: list[int] = []
        self._gone: list[int] = []
        self._back: list[int] = []
        self._begun: set[int] = set()  # their text left
        self._talks: dict[Talk, None] = {}
        self._selector = selectors.DefaultSelector()
        self._goes_on = True
        self._has_accepted = False
        self._breaks = 0
        self.is_dry = False  # there is nothing left to claim
        self._point = _point if current_app.config["FAULT"] else None

    # -- what a connection asks and tells --------------------------------------------------------------------------

    def next_parcel(self) -> Parcel | None:
        if not self._ready:
            return None
        if self._pause:
            moment = time.monotonic()
            if moment < self._free_at:
                return None
            self._free_at = max(self._free_at, moment - 1.0) + self._pause
        return self._ready.popleft()

    def goes(self, parcel: Parcel) -> bool:
        if parcel.id in self._gone:
            return False
        self._acks.begins(parcel.id)
        self._begun.add(parcel.id)
        return True

    def accepted(self, parcel: Parcel) -> None:
        self._acks.accepts(parcel.id)
        self._accepted.append(parcel.id)
        self._breaks = 0

    def refused(self, parcel: Parcel, verb: str, reply: Reply) -> None:
        self._breaks = 0
        if parcel.id not in self._gone:
            self._refused.append((parcel.id, verb, reply))

    # -- the turn --------------------------------------------------------------------------------------------------

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
                if moment > until:
                    self._goes_on = False
                if moment > looks_at:
                    self._look()
                    looks_at = moment + LOOKS
                if self._goes_on and not self.is_dry and len(self._ready) < len(self._talks):
                    self._refill()
                if not self._goes_on and self._ready:
                    self._return_ready()
                for talk in list(self._talks):
                    if talk.is_idle:
                        talk.offer()
                self._note()
                self._write()
                if not self._ready and all(talk.is_idle for talk in self._talks):
                    break
                if not self._talks:
                    if self._breaks >= BREAKS:
                        raise Away("broken")
                    self._open(1)
                self._listen(min(LOOKS, self._pause) if self._pause and self._ready else LOOKS)
        finally:
            self._settle()

    def _note(self) -> None:
        """What was heard, on disk, before anything else is said."""
        if self._acks.write() and self._point:
            self._point("acked")

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

    # -- connections -----------------------------------------------------------------------------------------------

    def _open(self, count: int) -> None:
        """So many more. One is enough to go on; a server may well take no more of us. Raises Away."""
        for _ in range(count):
            try:
                talk = Talk(self._office.open(), self, self._point)
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
        first, in_doubt, second = talk.close()
        if first is not None and in_doubt:
            self._doubtful.append(first.id)
        elif first is not None and trouble == OUR_OWN:
            self._back.append(first.id)
        elif first is not None and first.id not in self._gone:
            self._put_off.append((first.id, trouble))
            self._begun.discard(first.id)
        if second is not None:
            self._ready.appendleft(second)
        self._breaks += trouble not in (OUR_OWN, "dropped")
        if self._goes_on and self._talks and self._breaks < BREAKS:
            self._open(1)

    # -- the database ----------------------------------------------------------------------------------------------

    def _refill(self) -> None:
        """Store what became of the last ones, and begin with the next: in one transaction."""
        if not self._pool:
            rows = claims.claim(self._issue_id, self._acks.worker, POOL)
            self._pool.extend(rows)
            db.session.commit()
            if not rows:
                self.is_dry = True
                return
            fault("newsletter-claimed")
        self._store()
        if not claims.may_send(self._issue_id):
            self._goes_on = False
        rows = [self._pool.popleft() for _ in range(min(self._batch, len(self._pool)))] if self._goes_on else []
        if rows:
            gone = claims.gone_until(self._issue_id, self._acks.worker, rows[-1].id)
            claims.cancel(sorted(gone))
            claims.begin_sending(self._issue_id, self._acks.worker, rows[-1].id)
            rows = [row for row in rows if row.id not in gone]
        db.session.commit()
        fault("newsletter-committed")
        fault("newsletter-sending")
        for row in rows:
            self._rows[row.id] = row
            parcel = self._office.parcel(row)
            if parcel is None:
                self._refused.append((row.id, "RCPT", Reply(553, b"5.1.3")))
            else:
                self._ready.append(parcel)

    def _store(self) -> None:
        """All that is known and not stored, in the transaction at hand."""
        if self._accepted:
            others = self._rows.keys() - set(self._accepted)
            claims.accept_but(self._issue_id, self._acks.worker, self._accepted, sorted(others))
            self._has_accepted = True
        elif not self._has_accepted and len(self._refused) >= 10 and all(r.is_never for _, _, r in self._refused):
            raise Refusing(str(self._refused[0][2].code))
        for id, verb, reply in self._refused:
            if verb == "MAIL" and reply.is_never:
                raise Refusing(str(reply.code))
            if reply.is_never:
                claims.fail([id], str(reply.code))
                losses.tell(self._rows[id].reader_id, self._issue_id, reply)
            else:
                self._defer(id, str(reply.code))
        for id, trouble in self._put_off:
            self._defer(id, trouble)
        claims.cancel(self._gone)
        claims.put_back(self._back)
        claims.doubt([id for id in self._doubtful if self._rows[id].unsure_at is None])
        claims.fail([id for id in self._doubtful if self._rows[id].unsure_at is not None], "unsure")
        ended = [*self._accepted, *self._gone, *self._back, *self._doubtful]
        for id in [*ended, *(id for id, _, _ in self._refused), *(id for id, _ in self._put_off)]:
            self._rows.pop(id, None)
            self._begun.discard(id)
        self._accepted, self._refused, self._put_off = [], [], []
        self._gone, self._back, self._doubtful = [], [], []

    def _defer(self, id: int, trouble: str) -> None:
        tries = self._rows[id].tries + 1
        if tries > len(BACKOFF):
            claims.fail([id], trouble)
        else:
            claims.put_off(id, tries, now() + BACKOFF[tries - 1], trouble)

    def _settle(self) -> None:
        """At the end, however it came: what is known is stored, and what nobody said anything about waits again."""
        self._goes_on = False
        for talk in list(self._talks):
            if talk.is_idle:
                talk.say_goodbye()
        self._write()
        for talk in list(self._talks):
            self._lose(talk, OUR_OWN)
        self._return_ready()
        self._selector.close()
        db.session.rollback()
        self._acks.write()
        try:
            self._store()
        except Refusing:
            db.session.rollback()
            self._back += [id for id, _, _ in self._refused]
            self._refused = []
            self._store()
            claims.put_back([row.id for row in self._pool])
            db.session.commit()
            raise
        claims.put_back([row.id for row in self._pool])
        db.session.commit()
        fault("newsletter-committed")

    def _return_ready(self) -> None:
        self._back += [parcel.id for parcel in self._ready]
        self._ready.clear()

    # -- once a second ---------------------------------------------------------------------------------------------

    def _look(self) -> None:
        """Who left goes out of the row; who stopped us, or waits for the worker, is heard."""
        ids = sorted(self._rows.keys() - self._begun - set(self._gone) - {id for id, _, _ in self._refused})
        may_send, reading, waits = ask_first(lambda: self._question(ids))
        if not may_send or waits:
            self._goes_on = False
        self._gone += [id for id in ids if id not in reading]
        self._ready = deque(parcel for parcel in self._ready if parcel.id in reading)
        db.session.execute(update(Job).where(Job.id == self._job_id).values(leased_until=now() + JOB_LEASE))
        claims.keep(self._issue_id, self._acks.worker)
        db.session.commit()

    def _question(self, ids: list[int]) -> tuple[bool, set[int], bool]:
        moment = now()
        due = exists().where(
            Job.done_at.is_(None),
            Job.gave_up_at.is_(None),
            Job.due_at <= moment,
            Job.kind != "newsletter-lane",
            (Job.leased_until.is_(None)) | (Job.leased_until < moment),
        )
        return claims.may_send(self._issue_id), claims.still_reading(ids), bool(db.session.scalar(select(due)))


def _point(name: str) -> None:
    fault(f"newsletter-{name}")
