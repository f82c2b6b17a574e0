"""Time limits are counted in Dutch working days; moments are said as people on the wall clock read them."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from flask import Flask

from pact import dates


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 11, 24), 1, date(2026, 11, 25)),
        (date(2026, 11, 26), 2, date(2026, 11, 30)),  # over a weekend
        (date(2026, 11, 28), 1, date(2026, 11, 30)),  # from a Saturday
        (date(2026, 4, 24), 1, date(2026, 4, 28)),  # Koningsdag on a Monday
        (date(2026, 4, 2), 1, date(2026, 4, 7)),  # Good Friday and Easter Monday
        (date(2026, 5, 4), 1, date(2026, 5, 6)),  # 5 May
        (date(2026, 5, 13), 1, date(2026, 5, 15)),  # Ascension Day
        (date(2026, 5, 22), 1, date(2026, 5, 26)),  # Whit Monday
        (date(2026, 12, 24), 1, date(2026, 12, 28)),  # Christmas on Friday and Saturday
        (date(2026, 12, 31), 1, date(2027, 1, 4)),  # over the turn of the year
        (date(2025, 4, 25), 1, date(2025, 4, 28)),  # Koningsdag on a Sunday is kept on Saturday
        (date(2026, 11, 24), 0, date(2026, 11, 24)),
        (date(2026, 12, 21), 5, date(2026, 12, 29)),
    ],
)
def test_working_days_skip_weekends_and_public_holidays(start: date, count: int, end: date) -> None:
    assert dates.working_days_after(start, count) == end
    assert dates.working_days_between(start, end) == count


def test_counting_forward_and_between_agree_for_every_day_of_six_years() -> None:
    for ordinal in range(date(2024, 1, 1).toordinal(), date(2030, 1, 1).toordinal()):
        day = date.fromordinal(ordinal)
        for count in (1, 2, 5):
            end = dates.working_days_after(day, count)
            assert dates.is_working_day(end)
            assert dates.working_days_between(day, end) == count


@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2026, 10, 25), date(2026, 11, 24)])
def test_a_day_ends_at_midnight_on_the_wall_also_when_the_clock_changes(day: date) -> None:
    assert dates.local(dates.start_of(day)).strftime("%Y-%m-%d %H:%M") == f"{day} 00:00"
    assert dates.local(dates.end_of(day)).strftime("%Y-%m-%d %H:%M") == f"{day} 23:59"


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-07-01 21:59", date(2026, 7, 1)),
        ("2026-07-01 22:01", date(2026, 7, 2)),
        ("2026-12-31 23:01", date(2027, 1, 1)),
    ],
)
def test_today_is_the_date_on_the_wall_and_not_in_greenwich(moment: str, day: date) -> None:
    with time_machine.travel(datetime.fromisoformat(moment).replace(tzinfo=UTC), tick=False):
        assert dates.today() == day


def test_dates_are_said_in_words(app: Flask) -> None:
    with app.test_request_context():
        assert dates.in_words(date(2026, 11, 26)) == "donderdag 26 november"
        assert dates.in_words(date(2027, 1, 4)) == "maandag 4 januari 2027"
        assert dates.short(date(2026, 11, 26)) == "26 november"
        assert dates.full(date(2026, 11, 26)) == "26 november 2026"
        assert dates.in_words(datetime(2026, 11, 25, 23, 30, tzinfo=UTC)) == "donderdag 26 november"
        assert dates.clock(datetime(2026, 11, 26, 13, 3, tzinfo=UTC)) == "14:03"
        assert dates.in_words(None) == dates.short(None) == dates.full(None) == ""
