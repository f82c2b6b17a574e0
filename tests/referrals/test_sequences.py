"""Whatever people do in whatever order, the law of C1 holds after every step (SECURITY.md E7).

Anybody may try anything at any moment, by the pages; the clock jumps; then everybody looks.
"""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from pact.dates import now, today
from pact.db import db
from pact.extensions import limiter
from pact.keys import DataKey
from pact.referrals import clocks
from pact.referrals.models import MOVES, Consent, ConsentEvent, Move, Referral
from tests import make as things
from tests.referrals.journey import Journey
from tests.towns import MOMENT
from tests.visitors import Town, signed_in

PEOPLE = ("anna", "bram", "chantal", "daan", "nico", "fatma", "els", "karim")
DEEDS: list[tuple[str, dict[str, Any]]] = [
    ("oppakken", {}),
    ("overnemen", {}),
    ("wachtlijst", {}),
    ("terugsturen", {"reason": "no_capacity", "who_can": "winterjassen"}),
    *[("stand", {"report": report}) for report in ("in_contact", "helped", "not_wanted", "not_reached", "elsewhere")],
    ("heropenen", {}),
    ("bericht", {"text": "Denk aan de winterjassen."}),
    ("intrekken", {"reason": "mistake"}),
    ("stoppen", {}),
    ("nog-iemand", {}),
]
YES_OR_NO = [("toestemming", {"answer": "yes"}), ("toestemming", {"answer": "no"})]
BY_THE_RESIDENT = [("stoppen", {}), ("wissen", {}), *YES_OR_NO]
STEPS = ["inwoner", "toestemming", "no", "send", "weggooien"]
#: Table C1, once more: in these states, and before it is erased, the author and the handler read who it is.
AUTHOR = {"draft", "consent_pending", "requested", "on_hold", "accepted", "rejected", "cancelled", "expired"}
HANDLER = {"accepted", "completed", "failed"}
#: Who may make which move happen (the resident and the clock are asked elsewhere).
HANDLING = {"accepted", "rejected", "on_hold", "completed", "failed"}


class Course(RuleBasedStateMachine):
    """One referral, and everybody around it."""

    app: Any
    clock: Any

    def __init__(self) -> None:
        super().__init__()
        self.clock.move_to(MOMENT)
        limiter.reset()
        self.town = Town(self.app)
        self.people = {key: self.town.person(key) for key in PEOPLE}
        self.made: Any = None
        self.before = ""
        self.looked: Any = None

    def browser(self, key: str) -> Any:
        client = self.app.test_client()
        with client.session_transaction() as session:
            session.update(signed_in(self.people[key]))
        return client

    @property
    def row(self) -> Any:
        return self.town.one(Referral, Referral.id == self.made.id)

    @initialize(status=st.sampled_from(["draft", "consent_pending", "requested", "accepted", "completed"]))
    def begin(self, status: str) -> None:
        with self.app.app_context():
            referral = things.referral(status)
            db.session.commit()
            self.made, self.token = self.town_row(referral.id), referral.resident_token
        self.before = status

    def town_row(self, id: int) -> Any:
        return db.session.execute(select(Referral.__table__).where(Referral.__table__.c.id == id)).one()

    @rule(choice=st.integers(0, 11))
    def the_right_one_makes_a_move_of_the_table(self, choice: int) -> None:
        """Half of what happens is done by who may do it: else a course would hardly get anywhere."""
        possible = sorted(MOVES[self.before])
        if not possible:
            return
        to = possible[choice % len(possible)]
        handler = next((key for key in ("chantal", "daan") if self.people[key].id == self.row.handler_id), "chantal")
        later = (now() + timedelta(days=14)).date().isoformat()
        again = self.before in ("completed", "failed")
        by_page: dict[str, tuple[str, str, dict[str, Any]]] = {
            "accepted": (handler, "heropenen" if again else "oppakken", {}),
            "rejected": (handler, "terugsturen", {"reason": "other", "explanation": "Denk aan de winterjassen."}),
            "on_hold": (handler, "wachtlijst", {"until": later}),
            "completed": (handler, "stand", {"report": "helped", "said": "De winterjassen zijn er."}),
            "failed": (handler, "stand", {"report": "not_reached"}),
            "cancelled": ("anna", "intrekken", {"reason": "mistake"}),
        }
        if to in by_page:
            key, path, data = by_page[to]
            self.browser(key).post(f"/doorverwijzingen/{self.made.reference}/{path}", data=data)
        elif to == "withdrawn":
            self.the_resident_does_something(("stoppen", {}))
        elif to == "expired":
            self.days_go_by(31)
        elif to == "requested" and self.before == "consent_pending":
            self.the_resident_does_something(YES_OR_NO[0])
        else:
            self._finish_the_draft(to)

    def _finish_the_draft(self, to: str) -> None:
        journey = Journey(self.browser("anna"), self.made.reference)
        if to == "erased":
            journey.go("weggooien")
            return
        way = {"says": "own_phone", "receipt": "email"} if to == "consent_pending" else {}
        for step in ("hulpvraag", "naar-wie", "inwoner", "toestemming"):
            mine = {"email": "zyxella@voorbeeld.nl"} if step == "inwoner" else (way if step == "toestemming" else {})
            journey.go(step, **mine)
        journey.send()

    @rule(key=st.sampled_from(PEOPLE), deed=st.sampled_from(DEEDS), days=st.integers(0, 40))
    def somebody_does_something(self, key: str, deed: tuple[str, dict[str, Any]], days: int) -> None:
        path, data = deed
        if path == "wachtlijst":
            data = {"until": (MOMENT + timedelta(days=days)).date().isoformat()}
        answer = self.browser(key).post(f"/doorverwijzingen/{self.made.reference}/{path}", data=data)
        assert answer.status_code < 500, f"{key} {path}: {answer.status_code}"
        after = self.row.status
        if after != self.before:
            at = {"anna"} if after not in HANDLING else {"chantal", "daan"}
            assert key in at | ({"anna", "chantal", "daan"} if path == "stoppen" else set()), f"{key} {path}: {after}"

    @rule(deed=st.sampled_from(BY_THE_RESIDENT))
    def the_resident_does_something(self, deed: tuple[str, dict[str, Any]]) -> None:
        limiter.reset()
        answer = self.app.test_client().post(f"/i/{self.token}/{deed[0]}", data=deed[1])
        assert answer.status_code < 500
        if deed[0] == "stoppen" and self.before in ("requested", "on_hold", "accepted"):
            assert self.row.status == "withdrawn", "a stop is never refused"

    @rule(step=st.sampled_from(STEPS), note=st.sampled_from(["", "Jas."]))
    def the_author_works_on_it(self, step: str, note: str) -> None:
        journey = Journey(self.browser("anna"), self.made.reference)
        if step == "send":
            answer = journey.send()
        elif step == "no":
            answer = journey.go("toestemming", says="no")
        else:
            answer = journey.go(step, **({"note": note or things.NOTE} if step == "inwoner" else {}))
        assert answer.status_code < 500

    @rule(days=st.sampled_from([1, 2, 3, 5, 8, 15, 31]))
    def days_go_by(self, days: int) -> None:
        self.clock.shift(timedelta(days=days))
        limiter.reset()
        with self.app.app_context():
            clocks.run_all()

    @invariant()
    def it_moved_along_the_table_in_one_line(self) -> None:
        if self.made is None:
            return
        moves = self.town.all(Move, Move.referral_id == self.made.id)
        assert [move.before for move in moves[1:]] == [move.after for move in moves[:-1]]
        for move in moves:
            stays = move.before == move.after and move.reason in ("taken_over", "renewed")
            assert stays or move.after in MOVES[move.before]
        assert (moves[-1].after if moves else "draft") == self.row.status
        self.before = self.row.status

    @invariant()
    def without_a_yes_for_exactly_this_nothing_was_sent(self) -> None:
        if self.made is None or self.row.sent_at is None:
            return
        row = self.row
        consents = self.town.all(Consent, Consent.referral_id == row.id, Consent.recipient_id == row.to_organisation_id)
        given = [
            event
            for consent in consents
            for event in self.town.all(
                ConsentEvent, ConsentEvent.consent_id == consent.id, ConsentEvent.kind == "given"
            )
        ]
        assert any(event.at <= row.sent_at for event in given)

    @invariant()
    def what_is_erased_is_gone(self) -> None:
        if self.made is None:
            return
        row = self.row
        if row.status in ("withdrawn", "erased"):
            assert row.erased_at is not None
        if row.erased_at is not None:
            assert not any(value for name, value in row._mapping.items() if name.endswith("_sealed"))
            assert self.town.one(DataKey, DataKey.id == row.data_key_id).wrapped is None

    @invariant()
    def only_the_author_and_the_handler_read_who_it_is(self) -> None:
        """C1: outside {resident, author, handler} nobody, in no state; and these two only in theirs."""
        if self.made is None or self.looked == (self.row.version, today()):
            return  # nothing has changed since everybody looked
        row, reference = self.row, self.made.reference
        self.looked = (row.version, today())
        alive = row.erased_at is None
        reads = {"anna"} if alive and row.status in AUTHOR else set()
        reads |= {
            key
            for key in ("chantal", "daan")
            if alive and row.status in HANDLER and self.people[key].id == row.handler_id
        }
        for key in PEOPLE:
            answer = self.browser(key).get(f"/doorverwijzingen/{reference}")
            assert answer.status_code in (200, 403, 404)
            assert ("Zyxella" in answer.text) == (key in reads), f"{key} at {row.status}"
            if key in ("nico", "fatma", "els", "karim", "bram"):
                assert not [word for word in things.CANARIES if word in answer.text], f"{key} at {row.status}"
            if key == "fatma":
                assert "Schulden of rekeningen" not in answer.text
        page = self.app.test_client().get(f"/i/{self.token}", follow_redirects=True)
        assert page.status_code in (200, 404)
        if row.status != "consent_pending":
            assert things.PHONE not in page.text


@pytest.fixture
def course(app, clock) -> type[Course]:
    return type("Course", (Course,), {"app": app, "clock": clock})


CALM = settings(
    deadline=None, database=None, stateful_step_count=14, print_blob=True, suppress_health_check=list(HealthCheck)
)


def test_the_law_holds_after_every_step_of_any_course(course):
    run_state_machine_as_test(course, settings=settings(CALM, max_examples=10, derandomize=True))


@pytest.mark.proof
def test_the_law_holds_in_two_thousand_courses(course):
    run_state_machine_as_test(course, settings=settings(CALM, max_examples=2000, stateful_step_count=20))
