"""Where a referral may go from where it is: the table of DESIGN.md 4, written out here once more on purpose."""

from collections.abc import Callable
from datetime import timedelta
from itertools import product

import pytest

from pact.dates import now, today
from pact.db import db
from pact.organisations.models import Organisation
from pact.referrals.models import MOVES, ConsentMissing, Move, Referral
from pact.referrals.models.moves import ENDED
from pact.referrals.vocabulary import Status
from pact.states import IllegalMove, move
from tests import make as things

TABLE = {
    "draft": "consent_pending requested erased",
    "consent_pending": "requested expired cancelled",
    "requested": "accepted rejected on_hold cancelled withdrawn expired",
    "on_hold": "accepted rejected cancelled withdrawn expired",
    "accepted": "completed failed rejected cancelled withdrawn",
    "rejected": "",
    "completed": "accepted withdrawn",
    "failed": "accepted withdrawn",
    "cancelled": "",
    "withdrawn": "",
    "expired": "",
    "erased": "",
}

VERBS: dict[str, tuple[str, Callable[[Referral, int], None]]] = {
    "ask_resident": ("consent_pending", lambda r, by: r.ask_resident(by)),
    "send": ("requested", lambda r, by: r.send(by)),
    "accept": ("accepted", lambda r, by: r.accept(by)),
    "reject": ("rejected", lambda r, by: r.reject(by, "no_capacity")),
    "hold": ("on_hold", lambda r, by: r.hold(by, today() + timedelta(days=7))),
    "complete": ("completed", lambda r, by: r.complete(by, "helped", [])),
    "fail": ("failed", lambda r, by: r.fail(by, "not_reached", [])),
    "give_back": ("rejected", lambda r, by: r.give_back(by)),
    "cancel": ("cancelled", lambda r, by: r.cancel(by, "mistake")),
    "withdraw": ("withdrawn", lambda r, _by: r.withdraw()),
    "expire": ("expired", lambda r, _by: r.expire()),
    "discard": ("erased", lambda r, by: r.discard(by)),
    "reopen": ("accepted", lambda r, by: r.reopen(by)),
}
#: A verb may be narrower than the table: picking up is not the same as going on with what was closed.
NARROWER = {
    ("reject", "accepted"),
    ("accept", "completed"),
    ("accept", "failed"),
    ("reopen", "requested"),
    ("reopen", "on_hold"),
}


class Thing:
    def __init__(self, status: Status) -> None:
        self.status = status


def test_the_table_names_every_status():
    assert set(TABLE) == set(Status) == set(MOVES)


@pytest.mark.parametrize(("before", "after"), list(product(TABLE, TABLE)))
def test_a_move_is_allowed_exactly_when_the_table_says_so(before, after):
    thing = Thing(Status(before))
    if after in TABLE[before].split():
        move(thing, Status(after), MOVES)
        assert thing.status == after
    else:
        with pytest.raises(IllegalMove):
            move(thing, Status(after), MOVES)
        assert thing.status == before


def test_a_verb_moves_only_along_the_table_and_leaves_everything_alone_when_refused(app):
    wrong = []
    with app.app_context():
        for before, (name, (after, verb)) in product(TABLE, VERBS.items()):
            referral = things.referral(before)
            _say_yes(referral)
            db.session.commit()
            allowed = after in TABLE[before].split() and (name, before) not in NARROWER
            renewed = name == "hold" and before == "on_hold"
            try:
                verb(referral, referral.author_id)
                db.session.commit()
            except IllegalMove:
                db.session.rollback()
                if allowed or db.session.get_one(Referral, referral.id).status != before:
                    wrong.append(f"{name} from {before} was refused, or refused too late")
                continue
            if not (allowed or renewed):
                wrong.append(f"{name} from {before} was not refused")
            if referral.status != after:
                wrong.append(f"{name} from {before} ended in {referral.status}")
    assert wrong == []


def _say_yes(referral: Referral) -> None:
    """So that a verb is refused for where the referral is, and not for want of a yes."""
    if referral.consent is None and referral.to_organisation_id and referral.erased_at is None:
        things.ask(referral, db.session.get_one(Organisation, referral.to_organisation_id), referral.author_id)
    elif referral.consent is not None and referral.status == "consent_pending":
        referral.consent.give("own_phone")


def test_each_move_leaves_a_line_of_who_and_when_and_ends_the_referral_where_it_ends(make, town, app):
    for status in TABLE:
        made = make.referral(status)
        lines = town.all(Move, Move.referral_id == made.id)
        assert [line.before for line in lines[1:]] == [line.after for line in lines[:-1]], "the history is one line"
        assert (lines[-1].after if lines else "draft") == status
        assert (made.ended_at is not None) == (Status(status) in ENDED)
        assert all(line.at <= now() for line in lines)


def test_a_referral_is_never_sent_without_a_yes(app):
    with app.app_context():
        referral = things.referral("draft")
        db.session.commit()
        with pytest.raises(ConsentMissing):
            referral.send(referral.author_id)
        assert referral.status == "draft"
        assert referral.sent_at is None


def test_a_yes_is_for_one_recipient_and_for_exactly_these_data(app):
    """SECURITY.md T16: whichever shared thing changes, the yes is void; changed back, it holds again."""
    changes = {
        "given_name": "Iemand",
        "family_name": None,
        "phone": "06 11 22 33 44",
        "note": "Iets heel anders.",
        "language": "tr",
        "language_other": "Fries",
        "topic": "food",
        "urgent": True,
        "contact_way": "together",
        "moments": ["evening"],
    }
    with app.app_context():
        for name, value in changes.items():
            referral = things.referral("requested")
            assert referral.has_valid_consent
            before = getattr(referral, name)
            setattr(referral, name, value)
            assert not referral.has_valid_consent, f"the yes outlived a change of {name}"
            setattr(referral, name, before)
            assert referral.has_valid_consent
        referral.to_organisation_id = referral.from_organisation_id
        assert not referral.has_valid_consent, "the yes outlived a change of the recipient"
        db.session.rollback()


def test_a_yes_lasts_six_months_at_most(app, clock):
    with app.app_context():
        referral = things.referral("accepted")
        clock.shift(timedelta(days=181))
        assert referral.has_valid_consent
        clock.shift(timedelta(days=2))
        assert not referral.has_valid_consent
        db.session.rollback()
