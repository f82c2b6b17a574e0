"""What is published about residents, read by somebody who wants to know more.

The attacker here knows nothing of how it is made sure: it tries all tables that fit what was published. The second
attacker knows the code too, and keeps only the tables for which this very code would have published the same.
"""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pact.reports.small_numbers import SMALLEST, Figure, Leak, Word, line, release

COUNT = st.one_of(st.integers(0, 6), st.integers(0, 40))
FEW = range(SMALLEST)
UNTIMED = settings(max_examples=60, deadline=None)


def fits(word, number):
    if word is Word.FEW:
        return number < SMALLEST
    if word is Word.MANY:
        return number >= SMALLEST
    return word == number


def tables(said, parts, totals, known=None):
    """All tables that fit: `totals` are names with the parts they add up."""
    known = known or {}
    choices = [[known[p]] if p in known else FEW if said[p] is Word.FEW else [said[p]] for p in parts]
    for values in product(*choices):
        table = dict(zip(parts, values, strict=True))
        table |= {total: sum(table[part] for part in of) for total, of in totals.items()}
        if all(fits(word, table[name]) for name, word in said.items()):
            yield table


def assert_open(said, counts, parts, totals, known=None):
    found = defaultdict(set)
    for table in tables(said, parts, totals, known):
        for name, number in table.items():
            found[name].add(number)
    for name, count in counts.items():
        if count < SMALLEST and name not in (known or {}):
            assert said[name] is Word.FEW
            assert found[name] >= set(FEW), (name, said)


@UNTIMED
@given(st.lists(COUNT, min_size=1, max_size=5))
def test_in_one_table_all_of_0_to_4_stay_possible(values):
    parts = list(range(len(values)))
    counts = dict(enumerate(values)) | {"total": sum(values)}
    try:
        said = release(line("total", parts), counts)
    except Leak:
        return
    assert_open(said, counts, parts, {"total": parts})


@UNTIMED
@given(st.lists(COUNT, min_size=3, max_size=5), st.data())
def test_also_for_somebody_who_knows_some_figures(values, data):
    parts = list(range(len(values)))
    counts = dict(enumerate(values)) | {"total": sum(values)}
    owns = data.draw(st.sets(st.sampled_from(parts), max_size=2))
    try:
        said = release(line("total", parts), counts, insiders=[owns])
    except Leak:
        return
    assert_open(said, counts, parts, {"total": parts}, {name: counts[name] for name in owns})


def quarters_and_year(values, rows):
    """Two quarters, each with a total, released one after the other; then the year that adds them up."""
    cells = dict(zip(product("ab", range(rows)), values, strict=True))
    totals = {(q, "total"): [(q, row) for row in range(rows)] for q in "ab"}
    counts = cells | {name: sum(cells[part] for part in of) for name, of in totals.items()}
    said = {}
    for q in "ab":
        figures = [Figure((q, row), "all", q) for row in range(rows)] + [Figure((q, "total"), q, "all")]
        said |= release(figures, {name: counts[name] for name in counts if name[0] == q})
    quarters = dict(said)
    years = {("year", row): [("a", row), ("b", row)] for row in range(rows)} | {"year": list(cells)}
    counts |= {name: sum(cells[part] for part in of) for name, of in years.items()}
    figures = [Figure((q, row), row, q) for q, row in cells] + [Figure((q, "total"), q, "all") for q in "ab"]
    figures += [Figure(("year", row), "rows", row) for row in range(rows)] + [Figure("year", "all", "rows")]
    said = release(figures, counts, said)
    assert {name: said[name] for name in quarters} == quarters
    return said, counts, list(cells), totals | years


@UNTIMED
@given(st.integers(2, 3).flatmap(lambda n: st.tuples(st.just(n), st.lists(COUNT, min_size=2 * n, max_size=2 * n))))
def test_also_from_quarters_and_year_together(given_table):
    rows, values = given_table
    try:
        assert_open(*quarters_and_year(values, rows))
    except Leak:
        return


@pytest.mark.parametrize(("size", "top"), [(2, 19), (3, 11)])
def test_who_knows_the_code_cannot_work_it_out_either(size, top):
    """What is left out says something too: never as much as which of the five it is."""
    alike = defaultdict(list)
    for values in product(range(top + 1), repeat=size):
        counts = dict(enumerate(values)) | {"total": sum(values)}
        try:
            said = release(line("total", range(size)), counts)
        except Leak:
            said = {}
        alike[tuple(said.items())].append(counts)
    for same in alike.values():
        for name in same[0]:
            possible = {counts[name] for counts in same}
            assert min(possible) >= SMALLEST or len(possible) >= 4


def test_what_is_said_of_a_common_table():
    counts = {"a": 12, "b": 7, "c": 3, "d": 2, "e": 0, "total": 24}
    said = release(line("total", "abcde"), counts)
    assert said == {"a": 12, "b": 7, "c": Word.FEW, "d": Word.FEW, "e": Word.FEW, "total": 24}


@pytest.mark.parametrize("values", [(9, 12, 3), (9, 12, 0), (9, 0, 0), (9, 4, 4)])
def test_a_total_that_would_give_a_part_away_is_left_out(values):
    counts = dict(enumerate(values)) | {"total": sum(values)}
    said = release(line("total", range(3)), counts)
    assert said["total"] is Word.MANY
    assert [said[n] for n in range(3)] == [value if value >= SMALLEST else Word.FEW for value in values]


def test_nothing_is_published_where_words_alone_would_tell():
    counts = {"a": 4, "b": 4, "total": 8}
    with pytest.raises(Leak):
        release(line("total", "ab"), counts)


def test_a_large_table_takes_no_time_worth_naming():
    pairs = [(a, b) for a in range(60) for b in range(60) if a != b]
    counts = {pair: (pair[0] * 7 + pair[1] * 13) % 9 // 2 + (6 if pair[0] == pair[1] + 1 else 0) for pair in pairs}
    counts["total"] = sum(counts.values())
    own = [[pair for pair in pairs if one in pair] for one in range(60)]
    said = release(line("total", pairs), counts, insiders=own)
    assert said["total"] == counts["total"]
    assert all(said[pair] is Word.FEW or said[pair] == counts[pair] for pair in pairs)
