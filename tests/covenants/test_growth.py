"""Growth per quarter: one set of numbers, equal to a count day by day, shown as a table and as the same bars."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pact.covenants.models import Covenant
from pact.covenants.recruiting.growth import counted, stretches
from pact.organisations.models import Organisation

DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 30))
LASTS = st.one_of(st.none(), st.integers(1, 500))
SPANS = st.lists(
    st.tuples(DAYS, LASTS).map(lambda one: (one[0], one[1] and one[0] + timedelta(days=one[1]))), max_size=3
)
UNTIL = date(2026, 12, 31)


def stands(day, spans, gaps):
    def on(one):
        return one[0] <= day and (one[1] is None or day < one[1])

    return any(map(on, spans)) and not any(map(on, gaps))


@pytest.mark.engine("sqlite")
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(SPANS, SPANS), max_size=3))
def test_the_numbers_are_those_of_a_count_day_by_day(organisations):
    found = counted([stay for spans, gaps in organisations for stay in stretches(spans, gaps)], UNTIL)
    days = [date(2023, 12, 31) + timedelta(days=n) for n in range(1097)]
    seen = [[stands(day, *one) for day in days] for one in organisations]
    if not any(any(one) for one in seen):
        assert found == []
        return
    assert (found[-1].year, found[-1].number) == (2026, 4)
    for quarter in found:
        here = [n for n, day in enumerate(days) if (day.year, (day.month + 2) // 3) == (quarter.year, quarter.number)]
        pairs = [(one[n - 1], one[n]) for one in seen for n in here]
        assert quarter.joined == pairs.count((False, True))
        assert quarter.ended == pairs.count((True, False))
        assert quarter.standing == sum(one[here[-1]] for one in seen)


def table_of(page):
    rows = re.search(r'<table id="growth">.*?</table>', page, re.S)[0]
    return [
        (name, *map(int, numbers))
        for name, *numbers in re.findall(
            r'<tr><th scope="row">(.*?)</th><td.*?>(\d+)</td><td.*?>(\d+)</td><td.*?>(\d+)</td>', rows
        )
    ]


def bars_of(page):
    """Name, length and number of each bar."""
    svg = re.search(r"<svg viewBox.*?</svg>", page, re.S)[0]
    bar = (
        r"<g>\s*<text [^>]*>([^<]*)</text>\s*<rect [^>]*width=\"(\d+)\"[^>]*></rect>\s*<text [^>]*>(\d+)</text>\s*</g>"
    )
    return [(name, int(length), int(number)) for name, length, number in re.findall(bar, svg)]


def test_the_bars_show_the_numbers_of_the_table(sign_in):
    page = sign_in("gerrit").get("/werving/groei").text
    table, bars = table_of(page), bars_of(page)
    assert len(table) == 12
    assert [number for _name, _length, number in bars] == [row[3] for row in table]
    assert [name for name, *_ in bars] == [f"{row[0][:4]} K{row[0][-1]}" for row in table]
    most = max(row[3] for row in table)
    assert [length for _name, length, _number in bars] == [round(220 * row[3] / most) for row in table]
    for before, now in zip(table, table[1:], strict=False):
        assert before[3] + now[1] - now[2] == now[3]


def test_what_stands_now_is_what_stands_in_the_register(sign_in, client, town, make):
    fatma = sign_in("fatma")

    def agrees():
        register = client.get("/convenanten").text
        inside = [one.name for one in town.all(Organisation) if f">{one.name}<" in register.replace("&#39;", "'")]
        last = table_of(fatma.get("/werving/groei").text)[-1]
        assert last[3] == len(set(inside)), inside
        return last

    before = agrees()
    [signed] = town.all(Covenant, Covenant.status == "signed")
    fatma.post(f"/convenanten/{signed.id}/ook-tekenen")
    assert agrees()[1:] == (before[1] + 1, before[2], before[3] + 1)
    fatma.post("/partners/bibliotheek/stoppen", data={"kind": "suspended", "reason": "own_wish"})
    fatma.post(f"/convenanten/{signed.id}/stoppen", data={"reason": "Toch niet."})
    agrees()
