"""Counts of referrals are published once a quarter, and from then on nothing changes what was said."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pact.db import db
from pact.referrals.models import Referral
from pact.reports.models import Release, ReleaseChanged
from pact.reports.releases import published
from pact.reports.small_numbers import SMALLEST

NEW_YEAR = datetime(2027, 1, 5, 9, 0, tzinfo=UTC)


def release_of(town, period="2026-4"):
    return town.one(Release, Release.period == period)


def sent(town):
    """How often each pair referred in the last quarter of 2026, read here in another way than the release does."""
    counts = Counter()
    for row in town.all(Referral):
        if row.sent_at and row.sent_at.year == 2026 and row.sent_at.month >= 10 and row.reason != "mistake":
            counts[row.from_organisation_id, row.to_organisation_id] += 1
    return counts


def test_last_quarter_is_counted_once_and_stays_as_it_was(make, town, clock, deliver, sign_in):
    for _ in range(7):
        make.referral("requested")
    for _ in range(3):
        make.referral("requested", author="zoe", to="triada")
    make.referral("cancelled")  # a mistake
    counts, grip = sent(town), (town.voedselbank.id, town.grip_op_de_knip.id)
    clock.move_to(NEW_YEAR)
    deliver()
    made = release_of(town)
    told = {(sender, receiver): said for sender, receiver, said in made.figures["pairs"]}
    assert told == {pair: count for pair, count in counts.items() if count >= SMALLEST}
    assert told[grip] >= 7
    assert made.figures["total"] == counts.total()
    assert f"van Voedselbank naar Grip op de Knip: {told[grip]}" in sign_in("fatma").get("/netwerk").text

    for row in town.all(Referral, Referral.to_organisation_id == grip[1])[:5]:
        with sign_in("anna").application.app_context():
            db.session.get_one(Referral, row.id).erase()
            db.session.commit()
    clock.shift(timedelta(days=2))
    deliver()
    assert release_of(town) == made


def test_a_referral_counts_in_the_quarter_in_which_it_was_sent_and_in_no_other(make, town, clock, deliver):
    """Half past eleven at night on the last of December belongs to that year, and an hour later does not."""
    for moment, number in (
        (datetime(2026, 12, 31, 22, 30, tzinfo=UTC), 5),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), 6),
    ):
        clock.move_to(moment)
        for _ in range(number):
            make.referral("requested", author="zoe", to="lucrato", handler="wim")
    clock.move_to(NEW_YEAR + timedelta(days=90))
    deliver()
    assert [town.school.id, town.lucrato.id, 6] in release_of(town, "2027-1").figures["pairs"]


def test_what_was_published_cannot_be_changed(app):
    with app.app_context():
        release = db.session.scalars(db.select(Release)).first()
        release.figures = {"total": 3}
        with pytest.raises(ReleaseChanged):
            db.session.commit()


def test_a_quarter_of_almost_nothing_shows_nothing(app, sign_in, town):
    with app.app_context():
        figures = published([(1, 2), (2, 1)], Counter({(1, 2): 4, (2, 1): 4}))
        db.session.add(Release(subject="referrals_between", period="2026-4", figures=figures))
        db.session.commit()
    assert figures == {}
    page = sign_in("gerrit").get("/netwerk").text
    assert "Over oktober tot en met december 2026 is te weinig geteld om iets te tonen." in page
    assert "doorverwijzingen van" not in page


PAIRS = [(a, b) for a in range(4) for b in range(4) if a != b]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 12), min_size=len(PAIRS), max_size=len(PAIRS)))
def test_no_small_number_is_kept(numbers):
    figures = published(PAIRS, Counter(dict(zip(PAIRS, numbers, strict=True))))
    kept = [figures.get("total"), *(said for _a, _b, said in figures.get("pairs", ()))]
    assert all(said >= SMALLEST for said in kept if isinstance(said, int))
