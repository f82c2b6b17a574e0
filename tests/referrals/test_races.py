"""Several people press at once: one wins, the others read who; nothing is half done, and a stop is never lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any

import pytest

from pact.extensions import limiter
from pact.referrals.models import Move, Referral
from tests.referrals.journey import Journey
from tests.referrals.reading import Page

SAMPLE = 4
HANDLERS = ("chantal", "daan", "race1", "race2", "race3", "race4")


@pytest.fixture(params=[SAMPLE, pytest.param(200, marks=pytest.mark.proof)], ids=["sample", "proof"])
def rounds(request) -> int:
    return int(request.param)


@pytest.fixture
def handlers(make, town, sign_in):
    """Six people who can pick up at Grip op de Knip, each in a browser of their own."""
    for key in HANDLERS[2:]:
        make.person(key)
        make.membership(getattr(town, key), town.grip_op_de_knip, "handler")
    return [sign_in(key) for key in HANDLERS]


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Do all of these in the same instant, each in a thread of its own."""
    barrier = Barrier(len(deeds))

    def press(deed: Callable[[], Any]) -> Any:
        barrier.wait(10)
        return deed()

    with ThreadPoolExecutor(len(deeds)) as people:
        return list(people.map(press, deeds))


def history(town, made) -> list[str]:
    moves = sorted(town.all(Move, Move.referral_id == made.id), key=lambda move: move.id)
    assert [move.before for move in moves[1:]] == [move.after for move in moves[:-1]], "one line, without a fork"
    return [move.after for move in moves]


def test_of_all_who_pick_up_at_once_one_wins_and_the_others_read_who(rounds, handlers, make, town):
    for _round in range(rounds):
        made = make.referral("requested")
        url = f"/doorverwijzingen/{made.reference}/oppakken"
        answers = at_once(*[partial(one.post, url) for one in handlers])
        assert sorted(answer.status_code for answer in answers) == [303, 409, 409, 409, 409, 409]
        row = town.one(Referral, Referral.id == made.id)
        [winner] = [one for one, answer in zip(handlers, answers, strict=True) if answer.status_code == 303]
        assert row.handler_id == winner.person.id
        for answer in answers:
            if answer.status_code == 409:
                assert f"{winner.person.name} heeft dit al opgepakt" in Page(answer).words
        assert history(town, made) == ["requested", "accepted"]


def test_a_stop_wins_from_whoever_picks_up_in_the_same_instant(rounds, handlers, make, town, peek, client):
    for _round in range(rounds):
        limiter.reset()
        made = make.referral("requested")
        own = f"/i/{peek(made.reference, 'resident_token')}/stoppen"
        url = f"/doorverwijzingen/{made.reference}"
        answers = at_once(*[partial(one.post, f"{url}/oppakken") for one in handlers[:3]], partial(client.post, own))
        assert answers[-1].status_code == 303, "a stop is never refused"
        assert all(answer.status_code in (303, 403, 404, 409) for answer in answers[:-1])
        row = town.one(Referral, Referral.id == made.id)
        assert (row.status, row.note_sealed) == ("withdrawn", None)
        for reader in handlers[:3]:
            assert "Zyxella" not in reader.get(url).text
        assert history(town, made) in (["requested", "withdrawn"], ["requested", "accepted", "withdrawn"])


def test_picked_up_sent_back_or_taken_back_at_once_is_one_of_the_three(rounds, handlers, make, town, sign_in):
    anna = sign_in("anna")
    for _round in range(rounds):
        made = make.referral("requested")
        url = f"/doorverwijzingen/{made.reference}"
        answers = at_once(
            partial(handlers[0].post, f"{url}/oppakken"),
            partial(handlers[1].post, f"{url}/terugsturen", data={"reason": "no_capacity"}),
            partial(anna.post, f"{url}/intrekken", data={"reason": "mistake"}),
        )
        assert all(answer.status_code in (200, 303, 403, 409) for answer in answers)
        status = town.one(Referral, Referral.id == made.id).status
        assert history(town, made)[-1] == status
        assert status in ("accepted", "rejected", "cancelled")


def test_colleagues_who_take_over_at_once_follow_each_other_in_one_line(rounds, handlers, make, town):
    for _round in range(rounds):
        made = make.referral("accepted")
        url = f"/doorverwijzingen/{made.reference}"
        answers = at_once(*[partial(one.post, f"{url}/overnemen") for one in handlers[1:4]])
        assert all(answer.status_code in (303, 409) for answer in answers)
        row = town.one(Referral, Referral.id == made.id)
        assert row.handler_id in {one.person.id for one in handlers[1:4]}
        readers = [one.person.id for one in handlers if "Zyxella" in one.get(url).text]
        assert readers == [row.handler_id], "one reads, the others read no more"
        history(town, made)


@pytest.mark.parametrize("presses", [2, 8])
def test_sent_by_several_presses_at_once_it_is_sent_once(presses, sign_in, town, outbox):
    """SECURITY.md E6: one row, one letter each, and the same place to go on."""
    anna = sign_in("anna")
    journey = Journey(anna).until("controleren")
    answers = at_once(*[journey.send for _press in range(presses)])
    assert {answer.status_code for answer in answers} <= {303, 409}
    assert f"/doorverwijzingen/{journey.reference}/verstuurd" in {answer.location for answer in answers}
    assert sorted(letter.to for letter in outbox) == ["chantal@example.nl", "daan@example.nl"]
    [row] = town.all(Referral, Referral.reference == journey.reference)
    assert history(town, row) == ["requested"]


def test_a_yes_and_taking_back_at_once_is_one_or_the_other(rounds, make, town, peek, sign_in, client, outbox):
    anna = sign_in("anna")
    for _round in range(rounds):
        limiter.reset()
        made = make.referral("consent_pending")
        own = f"/i/{peek(made.reference, 'resident_token')}/toestemming"
        at_once(
            partial(client.post, own, data={"answer": "yes"}),
            partial(anna.post, f"/doorverwijzingen/{made.reference}/intrekken", data={"reason": "mistake"}),
        )
        told = [letter for letter in outbox.to("chantal") if made.reference in letter.subject]
        new = [letter for letter in told if letter.template.endswith("new.txt")]
        steps = history(town, made)
        assert steps in (["consent_pending", "requested"], ["consent_pending", "cancelled"],
                         ["consent_pending", "requested", "cancelled"])  # fmt: skip
        assert bool(new) == ("requested" in steps) or steps[-1] == "cancelled"


def test_a_partner_that_stops_while_its_people_pick_up_keeps_nothing(rounds, handlers, make, town, sign_in):
    fatma = sign_in("fatma")
    for _round in range(rounds):
        several = [make.referral("requested") for _one in range(3)]
        urls = [f"/doorverwijzingen/{made.reference}/oppakken" for made in several]
        answers = at_once(
            *[partial(one.post, url) for one, url in zip(handlers[:3], urls, strict=True)],
            partial(fatma.post, "/partners/grip-op-de-knip/stoppen", data={"kind": "suspended", "reason": "nobody"}),
        )
        assert answers[-1].status_code == 303, "it is stopped at the first press"
        assert all(answer.status_code in (303, 403, 404, 409) for answer in answers[:-1])
        for made in several:
            assert history(town, made) in (["requested", "rejected"], ["requested", "accepted", "rejected"])
        fatma.post("/partners/grip-op-de-knip/hervatten")


def test_what_is_sent_while_the_partner_stops_arrives_nowhere_or_comes_back(rounds, make, town, sign_in):
    anna, fatma = sign_in("anna"), sign_in("fatma")
    for _round in range(rounds):
        journey = Journey(anna).until("controleren")
        at_once(
            journey.send,
            partial(fatma.post, "/partners/grip-op-de-knip/stoppen", data={"kind": "suspended", "reason": "nobody"}),
        )
        assert town.one(Referral, Referral.reference == journey.reference).status in ("draft", "rejected")
        fatma.post("/partners/grip-op-de-knip/hervatten")
