"""Where a referral may go from where it is (DESIGN.md 4). `states.move` reads this table and nothing else."""

from pact.referrals.vocabulary import Status as S

MOVES: dict[S, frozenset[S]] = {
    S.DRAFT: frozenset({S.CONSENT_PENDING, S.REQUESTED, S.ERASED}),
    S.CONSENT_PENDING: frozenset({S.REQUESTED, S.EXPIRED, S.CANCELLED}),
    S.REQUESTED: frozenset({S.ACCEPTED, S.REJECTED, S.ON_HOLD, S.CANCELLED, S.WITHDRAWN, S.EXPIRED}),
    S.ON_HOLD: frozenset({S.ACCEPTED, S.REJECTED, S.CANCELLED, S.WITHDRAWN, S.EXPIRED}),
    S.ACCEPTED: frozenset({S.COMPLETED, S.FAILED, S.REJECTED, S.CANCELLED, S.WITHDRAWN}),
    S.REJECTED: frozenset(),
    S.COMPLETED: frozenset({S.ACCEPTED, S.WITHDRAWN}),
    S.FAILED: frozenset({S.ACCEPTED, S.WITHDRAWN}),
    S.CANCELLED: frozenset(),
    S.WITHDRAWN: frozenset(),
    S.EXPIRED: frozenset(),
    S.ERASED: frozenset(),
}

#: In these the referral has come to an end; its `ended_at` is set.
ENDED = frozenset({S.REJECTED, S.COMPLETED, S.FAILED, S.CANCELLED, S.WITHDRAWN, S.EXPIRED, S.ERASED})
#: In these a handler still has work.
OPEN = frozenset({S.REQUESTED, S.ON_HOLD, S.ACCEPTED})
#: From these the resident can stop: data of theirs is still alive somewhere.
STOPPABLE = frozenset(status for status, to in MOVES.items() if S.WITHDRAWN in to)
