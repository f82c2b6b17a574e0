"""A list costs the same for one row and for thirty: at most five questions to the database a page (DESIGN.md 9)."""

from collections.abc import Callable
from typing import Any

import pytest

#: Who looks at which list, and what makes one more row of it.
LISTS = [
    ("chantal", "/doorverwijzingen?toon=gekregen", {"status": "requested"}),
    ("anna", "/doorverwijzingen?toon=verstuurd", {"status": "requested"}),
    ("chantal", "/doorverwijzingen?toon=afgerond", {"status": "rejected"}),
    ("chantal", "/vandaag", {"status": "requested"}),
    ("anna", "/vandaag", {"status": "draft"}),
    ("fatma", "/vandaag", {"status": "requested"}),
]
MOST = {"/vandaag": 6}  # five blocks, and who asks


@pytest.mark.parametrize(("person", "path", "more"), LISTS)
def test_a_list_costs_the_same_for_one_and_for_thirty(
    person: str, path: str, more: dict[str, Any], sign_in: Callable[..., Any], make: Any, count_queries: Any
) -> None:
    browser = sign_in(person)
    make.referral(**more)
    browser.get(path)  # words and menus are kept after the first time
    with count_queries() as few:
        assert browser.get(path).status_code == 200
    for _ in range(30):
        make.referral(**more)
    with count_queries() as many:
        assert browser.get(path).status_code == 200
    assert len(few) == len(many), "a row asks the database something by itself: load it with the list"
    assert len(many) <= MOST.get(path.partition("?")[0], 5)


@pytest.mark.parametrize(("person", "path"), [("fatma", "/partners"), ("lia", "/mijn-organisatie")])
def test_people_are_listed_at_the_same_cost(
    person: str, path: str, sign_in: Callable[..., Any], make: Any, town: Any, count_queries: Any
) -> None:
    browser = sign_in(person)
    browser.get(path)
    with count_queries() as few:
        assert browser.get(path).status_code == 200
    for _ in range(30):
        make.membership(make.person(), town.voedselbank, "referrer")
    with count_queries() as many:
        assert browser.get(path).status_code == 200
    assert len(few) == len(many)
    assert len(many) <= 5
