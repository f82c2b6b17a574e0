"""When a service is open, in words, holidays counted out."""

from datetime import date, datetime, time

import pytest

from pact.dates import HERE
from pact.directory import opening
from pact.directory.opening import NotHours, Stretch

THURSDAYS = [Stretch(3, time(13), time(17))]


def at(*moment):
    return datetime(*moment, tzinfo=HERE)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("9-12", "9–12"),
        ("9.00 – 12.30 uur", "9–12.30"),
        ("13:30 tot 16, 9-12", "9–12, 13.30–16"),
        ("9-12 en 13-17", "9–12, 13–17"),
        ("", ""),
    ],
)
def test_hours_are_read_however_people_write_them(typed, kept):
    assert opening.typed(opening.parse(typed)) == kept
    assert opening.parse(kept) == opening.parse(typed)


@pytest.mark.parametrize("typed", ["ochtend", "9", "12-9", "9-9", "25-26", "9.75-12", "9-12, 11-13", "-", "9-12-13"])
def test_what_is_no_hours_is_refused(typed):
    with pytest.raises(NotHours):
        opening.parse(typed)


@pytest.mark.parametrize(
    ("moment", "says"),
    [
        (at(2026, 11, 26, 14), "Nu open, tot 17 uur"),
        (at(2026, 11, 26, 9), "Vandaag open vanaf 13 uur"),
        (at(2026, 11, 25, 9), "Morgen open vanaf 13 uur"),
        (at(2026, 11, 24, 9), "Weer open op donderdag vanaf 13 uur"),
        (at(2026, 11, 26, 17), "Weer open op donderdag 3 december vanaf 13 uur"),
        (at(2026, 5, 11, 9), "Weer open op donderdag 21 mei vanaf 13 uur"),  # the 14th is Ascension Day
    ],
)
def test_when_it_opens_next(app, moment, says):
    with app.test_request_context():
        assert opening.next_opening_in_words(THURSDAYS, moment) == says


def test_on_a_holiday_nothing_is_open():
    christmas = [Stretch(day, time(9), time(17)) for day in range(7)]
    assert opening.on(christmas, date(2026, 12, 25)) == []
    assert len(opening.on(christmas, date(2026, 12, 24))) == 1


def test_hours_hold_within_their_dates():
    summer = [Stretch(3, time(9), time(12), date(2026, 7, 1), date(2026, 8, 31))]
    assert opening.next_opening(summer, at(2026, 11, 24, 9)) is None
    assert opening.on(summer, date(2026, 7, 2)) == summer


def test_the_clock_may_be_set_back_in_between(app):
    """In the night of 25 October the clock goes back: nine in the morning stays nine."""
    mondays = [Stretch(0, time(9), time(12))]
    found = opening.next_opening(mondays, at(2026, 10, 24, 9))
    assert found is not None
    assert found[0] == at(2026, 10, 26, 9)


def test_days_with_the_same_hours_share_a_line(app):
    week = [Stretch(day, time(9), time(12)) for day in (0, 1, 2)] + [Stretch(4, time(13), time(16, 30))]
    with app.test_request_context():
        assert opening.in_words(week, date(2026, 11, 24)) == [
            "maandag tot en met woensdag: 9–12 uur",
            "vrijdag: 13–16.30 uur",
        ]
