"""Which databases a test runs on.

Each runs on SQLite. What hangs on the database runs on PostgreSQL too: the files named here, and a test marked
`both_engines`. With `--engine=both`, as in `.ci/run`, everything does.
"""

import pytest

ENGINES = ("sqlite", "postgresql")
AS_NAMED = "as-named"

#: By what differs between the two.
BOTH = {
    "tables, and what the database itself refuses": (
        "test_migrations.py",
        "ground/test_audit.py",
        "ground/test_db.py",
        "meetings/test_guard.py",
        "reports/test_releases.py",
    ),
    "locks: many who want the same row at once": (
        "attacks/test_pressed_twice.py",
        "directory/test_two_at_once.py",
        "ground/test_jobs.py",
        "meetings/test_decisions.py",
        "meetings/test_waiting_list.py",
        "referrals/test_pressed_twice.py",
        "referrals/test_races.py",
    ),
    "the order of flushes, under keys and unique rows: merging and forgetting": (
        "ambassadors/test_merging_and_forgetting.py",
        "attacks/test_what_stays.py",
        "covenants/test_merging.py",
        "people/test_forgetting.py",
        "referrals/test_merged_partners.py",
        "referrals/test_privacy.py",
    ),
    "moments: all clocks strike, days and years later": ("marketplace/test_clocks.py",),
    "searching, sorting, counting, and lists in and out": (
        "directory/test_filters_and_pages.py",
        "directory/test_hsds_filters.py",
        "directory/test_lists.py",
        "directory/test_search.py",
        "organisations/test_lists.py",
        "reports/test_network.py",
        "test_whole_network.py",
    ),
}
FILES = tuple(f"tests/{file}" for files in BOTH.values() for file in files)


def wanted(metafunc: pytest.Metafunc, asked: str) -> list[str]:
    """Those of this test. What has a meaning on one only runs there, unless the other was asked for."""
    test = metafunc.definition
    only = test.get_closest_marker("engine")
    possible = set(only.args) if only else set(ENGINES)
    in_a_browser = not only and "live_server" in metafunc.fixturenames
    is_named = only or test.get_closest_marker("both_engines") or test.nodeid.startswith(FILES)
    if in_a_browser or (asked == AS_NAMED and not is_named):
        possible = {"sqlite"}
    return [name for name in ENGINES if name in possible and asked in (name, "both", AS_NAMED)]
