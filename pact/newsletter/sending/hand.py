"""What a lane has in hand: deliveries it claimed, those it is sending, and what became of each until that is stored.

It is the desk at which the connections ask for parcels (`pact.smtp.talk.Desk`). Before anything is said about a
delivery the database knows that it is being sent; what became of it is stored with the beginning of the next ones.
"""

import time
from collections import deque

from flask import current_app
from sqlalchemy import exists, select

from pact.dates import now
from pact.db import AnyRow, ask_first, db
from pact.jobs import BACKOFF, Job, fault, is_due
from pact.newsletter.sending import claims, lanes, losses, pauses, window
from pact.newsletter.sending.ack_file import AckFile
from pact.newsletter.sending.office import Office
from pact.smtp.replies import Reply
from pact.smtp.talk import Parcel

POOL = 400
#: So many refused in a row for another reason than their address: it is not these letters, it is us.
REFUSALS = 10


class Refusing(Exception):
    """Nobody's letter is at fault: the server takes nothing from us."""


class Hand:
    """Of one turn. `batch`: how many may be sent between two looks at the issue; `pause`: seconds between two."""

    def __init__(self, issue_id: int, office: Office, acks: AckFile, batch: int, pause: float) -> None:
        self._issue_id, self._office, self._acks, self._batch, self._pause = issue_id, office, acks, batch, pause
        self._free_at = 0.0
        self._pool: deque[AnyRow] = deque()  # claimed
        self._ready: deque[Parcel] = deque()  # sending, and nothing is said of them
        self._rows: dict[int, AnyRow] = {}  # sending, all of them: whoever is not here must not leave
        self._begun: set[int] = set()  # their text left
        self._gone: set[int] = set()  # their readers left
        self._accepted: list[int] = []
        self._refused: list[tuple[int, str, Reply]] = []
        self._put_off: list[tuple[int, str]] = []
        self._doubtful: list[int] = []
        self._back: list[int] = []
        self._has_accepted = False
        self._is_tried = bool(current_app.config["FAULT"])
        self._refusals = 0  # in a row, and not about the address
        self.breaks = 0  # connections that broke since the server last said anything about a letter
        self.is_dry = False  # there is nothing left to claim

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
        if not self._is_wanted(parcel):
            return False
        self._acks.begins(parcel.id)
        self._begun.add(parcel.id)
        return True

    def accepted(self, parcel: Parcel) -> None:
        self._acks.accepts(parcel.id)
        self._acks.write()  # before anything else is heard, said or stored
        if self._is_tried:
            fault("newsletter-acked")
        self._accepted.append(parcel.id)
        self.breaks = self._refusals = 0

    def refused(self, parcel: Parcel, verb: str, reply: Reply) -> None:
        self.breaks = 0
        self._refusals += self._is_about_us(verb, reply)
        if self._is_wanted(parcel):
            self._refused.append((parcel.id, verb, reply))

    def _is_about_us(self, verb: str, reply: Reply) -> bool:
        """A bare «no» to an address is believed once the server has taken a letter."""
        if not reply.is_never or losses.is_about_address(verb, reply):
            return False
        return not (self._has_accepted and verb == "RCPT" and not reply.enhanced)

    def lost(self, first: Parcel | None, in_doubt: bool, second: Parcel | None, trouble: str) -> None:
        """A connection ended; without trouble it was we who ended it. Who stood behind is not to blame."""
        if first is not None and in_doubt:
            self._doubtful.append(first.id)
        elif first is not None and self._is_wanted(first):
            self._begun.discard(first.id)
            if trouble:
                self._put_off.append((first.id, trouble))
        if second is not None and self._is_wanted(second):
            self._ready.appendleft(second)

    def _is_wanted(self, parcel: Parcel) -> bool:
        return parcel.id in self._rows and parcel.id not in self._gone

    @property
    def ready(self) -> int:
        return len(self._ready)

    # -- the database ----------------------------------------------------------------------------------------------

    def refill(self) -> bool:
        """Store what became of the last ones, and begin with the next. Tells whether the issue still goes."""
        if not self._pool:
            self._claim()
            if self.is_dry:
                return True
        self._store()
        may_send = claims.may_send(self._issue_id)
        rows = [self._pool.popleft() for _ in range(min(self._batch, len(self._pool)))] if may_send else []
        if rows:
            self._rows.update((row.id, row) for row in rows)
            left = claims.gone_until(self._issue_id, self._acks.worker, rows[-1].id)
            claims.cancel(sorted(left))
            mine = claims.begin_sending(self._issue_id, self._acks.worker, rows[-1].id)
            for row in rows:
                if row.id not in mine:  # who left, and what another lane took over when our lease had run out
                    self._rows.pop(row.id, None)
        db.session.commit()
        fault("newsletter-committed")
        fault("newsletter-sending")
        self._ready.extend(parcel for row in rows if row.id in self._rows and (parcel := self._parcel(row)))
        return may_send

    def _claim(self) -> None:
        most = window.room(POOL)
        self._pool.extend(claims.claim(self._issue_id, self._acks.worker, most) if most else [])
        db.session.commit()
        self.is_dry = not self._pool
        fault("newsletter-claimed")

    def _parcel(self, row: AnyRow) -> Parcel | None:
        parcel = self._office.parcel(row)
        if parcel is None:
            self._refused.append((row.id, "RCPT", Reply(553, b"5.1.3")))
        return parcel

    def look(self) -> tuple[bool, bool]:
        """Once a second: who left goes out. Tells whether the issue still goes, and whether other work waits."""
        ids = sorted(self._rows.keys() - self._begun - self._gone - {id for id, _, _ in self._refused})
        may_send, reading, waits = ask_first(
            lambda: (claims.may_send(self._issue_id), claims.still_reading(ids), _is_other_work())
        )
        self._gone.update(id for id in ids if id not in reading)
        self._ready = deque(parcel for parcel in self._ready if parcel.id in reading)
        claims.keep(self._issue_id, self._acks.worker)
        return may_send, waits

    def settle(self) -> None:
        """At the end: what is known is stored, and what nobody heard anything about waits again. Commits."""
        db.session.rollback()
        self._ready.clear()
        known = {*self._accepted, *self._doubtful, *self._gone}
        known |= {id for id, _, _ in self._refused} | {id for id, _ in self._put_off}
        self._back += sorted(self._rows.keys() - known) + [row.id for row in self._pool]
        try:
            self._store()
        except Refusing:
            db.session.rollback()
            self._back += [id for id, _, _ in self._refused]
            self._refused, self._refusals = [], 0
            self._store()
            db.session.commit()
            raise
        db.session.commit()
        fault("newsletter-committed")

    def give_back(self) -> None:
        """What is ready and of which nothing was said waits again, when the next ones are stored."""
        self._back += [parcel.id for parcel in self._ready]
        for parcel in self._ready:
            self._rows.pop(parcel.id)
        self._ready.clear()

    def _store(self) -> None:
        """All that is known and not stored, in the transaction at hand. Raises Refusing."""
        if self._accepted:
            others = self._rows.keys() - set(self._accepted)
            claims.accept_but(self._issue_id, self._acks.worker, self._accepted, sorted({*others, *self._back}))
            if not self._has_accepted:
                pauses.end(self._issue_id)
            self._has_accepted = True
        if self._refusals >= REFUSALS and self._refused:
            raise Refusing(str(self._refused[-1][2].code))
        for id, verb, reply in self._refused:
            self._refuse(id, verb, reply)
        for id, trouble in self._put_off:
            self._defer(id, trouble)
        claims.cancel(sorted(self._gone))
        claims.put_back(self._back)
        claims.doubt([id for id in self._doubtful if self._rows[id].unsure_at is None])
        claims.fail([id for id in self._doubtful if self._rows[id].unsure_at is not None], "unsure")
        ended = {*self._accepted, *self._gone, *self._back, *self._doubtful}
        for id in ended | {id for id, _, _ in self._refused} | {id for id, _ in self._put_off}:
            self._rows.pop(id, None)
            self._begun.discard(id)
        self._accepted, self._refused, self._put_off, self._doubtful, self._back = [], [], [], [], []
        self._gone.clear()

    def _refuse(self, id: int, verb: str, reply: Reply) -> None:
        if verb == "MAIL" and reply.is_never:  # that word is the same for everybody
            raise Refusing(str(reply.code))
        if reply.is_never:
            claims.fail([id], str(reply.code))
            losses.tell(self._rows[id].reader_id, self._issue_id, verb, reply)
        else:
            self._defer(id, str(reply.code))

    def _defer(self, id: int, trouble: str) -> None:
        tries = self._rows[id].tries + 1
        if tries > len(BACKOFF):
            claims.fail([id], trouble)
        else:
            claims.put_off(id, tries, now() + BACKOFF[tries - 1], trouble)


def _is_other_work() -> bool:
    """Whether anything but newsletters waits for a worker."""
    return bool(db.session.scalar(select(exists().where(is_due(), Job.kind != lanes.KIND))))
