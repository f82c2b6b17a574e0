"""A plan of a workgroup: how far it is, another day that takes the steps along, and the same again next year."""

from datetime import date, timedelta

import pytest

from pact.workgroups.models import WorkgroupPlan, WorkgroupTask
from pact.workgroups.plans import next_year
from tests.workgroups.test_joining import EVENT, event

TODAY = date(2026, 11, 24)
DAYS = (-84, -70, -56, -42, -21, -7, 7)


def plan(town, number=0):
    return town.all(WorkgroupPlan)[number]


def steps(town, plan_id):
    rows = town.all(WorkgroupTask, WorkgroupTask.plan_id == plan_id)
    return sorted(rows, key=lambda row: row.id)


def where(plan_id, ending=""):
    return f"{EVENT}/plannen/{plan_id}{ending}"


def change(town, browser, day, plan_id=None, **data):
    found = town.one(WorkgroupPlan, WorkgroupPlan.id == (plan_id or plan(town).id))
    sent = {"title": found.title, "day": day.isoformat(), "edition": str(found.edition)} | data
    return browser.post(where(found.id, "/wijzigen"), data=sent)


def test_how_far_it_is_stands_on_the_page_of_the_workgroup(sign_in, town):
    page = sign_in("joke").get(EVENT).text
    assert "2 van 7 klaar" in page
    assert "1 te laat" in page
    page = sign_in("joke").get(where(plan(town).id)).text
    assert "2 van 7 klaar" in page
    order = [
        "Kies het thema",
        "Regel een plek",
        "Vraag sprekers",
        "Stuur de uitnodiging",
        "Maak het programma",
        "Bel na",
    ]
    places = [page.index(words) for words in [*order, "Bedank iedereen"]]
    assert places == sorted(places)
    assert "21 dagen ervoor" in page
    assert "7 dagen erna" in page
    assert where(plan(town).id) in sign_in("joke").get(f"{EVENT}/taken").text
    assert "van 7 klaar" not in sign_in("quinten").get(EVENT).text


def test_another_day_takes_along_what_is_not_done_when_that_is_asked(sign_in, town):
    joke, old = sign_in("joke"), plan(town)
    before = steps(town, old.id)
    assert "checked" in joke.get(where(old.id, "/wijzigen")).text
    later = old.day + timedelta(days=14)
    for _press in range(2):
        assert change(town, joke, later, along="y", once="a" * 20).location == where(old.id)
    after = steps(town, old.id)
    assert plan(town).day == later
    assert [step.due_on for step in after[:2]] == [step.due_on for step in before[:2]]  # done
    assert [step.due_on for step in after[2:]] == [max(TODAY, later + timedelta(days=days)) for days in DAYS[2:]]

    stayed = [step.due_on for step in after]
    change(town, joke, later + timedelta(days=30), title="Het voorjaarsevent")
    assert [step.due_on for step in steps(town, old.id)] == stayed
    assert (plan(town).title, plan(town).day) == ("Het voorjaarsevent", later + timedelta(days=30))
    change(town, joke, later + timedelta(days=40), along="y")  # from where they stand now
    moved = [day + timedelta(days=10) for day in stayed[2:]]
    assert [step.due_on for step in steps(town, old.id)][2:] == moved


def test_a_day_that_somebody_chose_keeps_its_own_distance(sign_in, town):
    ivo, old = sign_in("ivo"), plan(town)
    step = steps(town, old.id)[4]
    own = old.day - timedelta(days=1)
    data = {"what": step.what, "who": "", "due_on": own.isoformat(), "edition": str(step.edition)}
    assert ivo.post(f"{EVENT}/taken/{step.id}", data=data).status_code == 303
    change(town, ivo, old.day + timedelta(days=7), along="y")
    assert steps(town, old.id)[4].due_on == own + timedelta(days=7)


def test_two_people_who_change_one_plan_do_not_lose_each_others_work(sign_in, town):
    old = plan(town)
    assert change(town, sign_in("joke"), old.day, title="Mijn naam").status_code == 303
    late = {"title": "Jouw naam", "day": old.day.isoformat(), "edition": str(old.edition)}
    assert sign_in("ivo").post(where(old.id, "/wijzigen"), data=late).status_code == 409
    assert plan(town).title == "Mijn naam"


def test_a_plan_that_worked_is_made_again_next_year(sign_in, town):
    ivo, old = sign_in("ivo"), plan(town)
    offered = old.day.replace(year=old.day.year + 1)
    assert f'value="{offered}"' in ivo.get(where(old.id, "/kopie")).text
    data = {"title": "Event 2028", "day": offered.isoformat(), "once": "c" * 20}
    for _press in range(2):
        assert ivo.post(where(old.id, "/kopie"), data=data).status_code == 303
    [_old, made] = town.all(WorkgroupPlan)
    assert (made.title, made.day, made.template, made.made_by_id) == ("Event 2028", offered, "event", town.ivo.id)
    again = steps(town, made.id)
    assert [step.due_on for step in again] == [offered + timedelta(days=days) for days in DAYS]
    assert not [step for step in again if step.person_id or step.done_at]
    assert [step.what for step in again] == [step.what for step in steps(town, old.id)]
    page = ivo.get(EVENT).text
    assert page.index("Event 2028") < page.index("Een bijeenkomst of event")


def test_of_a_leap_day_next_year_is_the_day_before(clock):
    assert next_year(date(2028, 2, 29)) == date(2029, 2, 28)
    assert next_year(date(2020, 1, 1)) == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("path", "field", "typed", "sentence"),
    [
        ("/wijzigen", "title", "", "Vul in hoe het plan heet."),
        ("/wijzigen", "day", "ooit", "Vul een datum in, niet later dan over drie jaar."),
        ("/kopie", "title", "Bel 111222333", "Haal het burgerservicenummer weg. Dat mogen wij niet bewaren."),
        ("/kopie", "day", "2020-01-01", "Vul een datum in, niet later dan over drie jaar."),
    ],
)
def test_a_mistake_has_its_own_sentence(sign_in, town, path, field, typed, sentence):
    data = {"title": "Event", "day": "2027-05-01", "edition": "1"} | {field: typed}
    answer = sign_in("ivo").post(where(plan(town).id, path), data=data)
    assert answer.status_code == 422
    assert answer.text.count(f">{sentence}<") == 2
    assert len(town.all(WorkgroupPlan)) == 1


def test_who_does_not_sit_there_gets_nowhere(sign_in, town):
    id = plan(town).id
    quinten, karim = sign_in("quinten"), sign_in("karim")
    for path in ("", "/wijzigen", "/kopie"):
        assert quinten.get(where(id, path)).status_code == 403
        elsewhere = f"/werkgroepen/samen-onder-een-dak/plannen/{id}{path}"
        assert quinten.get(elsewhere).status_code == 404
    assert "Wijzig de dag" not in karim.get(where(id)).text  # looks after all: reads, and does nothing
    assert karim.post(where(id, "/kopie"), data={"title": "x", "day": "2027-05-01"}).status_code == 403


def test_the_pages_cost_the_same_for_few_and_for_many(sign_in, town, count_queries):
    ivo, id = sign_in("ivo"), plan(town).id
    for path in (EVENT, where(id)):
        ivo.get(path)
        with count_queries() as few:
            ivo.get(path)
        for _ in range(4):
            ivo.post(f"{EVENT}/plan", data={"template": "event", "day": "2027-06-24"})
        assert event(town)
        ivo.get(path)
        with count_queries() as many:
            ivo.get(path)
        assert len(few) == len(many) <= 5, many
