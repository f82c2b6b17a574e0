"""What a workgroup has to do: a plan becomes tasks; one click finishes a task and one takes that back."""

from datetime import date, timedelta

import pytest

from pact.workgroups.models import WorkgroupTask
from tests.workgroups.test_joining import EVENT, event

TASK = {"what": "Koffie regelen", "who": "", "due_on": "2026-12-01"}


def tasks(town, *conditions):
    return town.all(WorkgroupTask, WorkgroupTask.workgroup_id == event(town).id, *conditions)


def made(town):
    [task] = tasks(town, WorkgroupTask.what == TASK["what"])
    return task


def test_a_task_is_made_given_finished_and_put_back(sign_in, town, outbox):
    ivo, joke = sign_in("ivo"), sign_in("joke")
    for _press in range(2):
        ivo.post(f"{EVENT}/taken/nieuw", data=TASK | {"who": town.joke.id, "once": "a" * 20})
    task = made(town)
    [letter] = outbox.to("joke")
    assert "Koffie regelen" in letter.body
    assert "Uiterlijk dinsdag 1 december." in letter.body
    for _press in range(2):
        assert joke.post(f"{EVENT}/taken/{task.id}/klaar").status_code == 303
    assert (made(town).done_by_id, made(town).done_at is None) == (town.joke.id, False)
    joke.post(f"{EVENT}/taken/{task.id}/terug")
    assert (made(town).done_by_id, made(town).done_at) == (None, None)

    mine = TASK | {"who": town.ivo.id, "due_on": "", "edition": str(made(town).edition)}
    assert ivo.post(f"{EVENT}/taken/{task.id}", data=mine).status_code == 303
    assert joke.post(f"{EVENT}/taken/{task.id}", data=mine | {"what": "Thee"}).status_code == 409
    assert (made(town).person_id, made(town).due_on) == (town.ivo.id, None)
    for _press in range(2):
        assert joke.post(f"{EVENT}/taken/{task.id}/weg").status_code == 303
    assert not tasks(town, WorkgroupTask.what == TASK["what"])


def test_a_plan_counts_from_its_day_and_never_begins_in_the_past(sign_in, town):
    before = {task.id for task in tasks(town)}
    data = {"template": "event", "day": "2026-12-24", "once": "b" * 20}
    for _press in range(2):
        sign_in("joke").post(f"{EVENT}/plan", data=data)
    planned = [task for task in tasks(town) if task.id not in before]
    today, day = date(2026, 11, 24), date(2026, 12, 24)
    days = (-84, -70, -56, -42, -21, -7, 7)
    assert [task.due_on for task in planned] == [max(today, day + timedelta(days=n)) for n in days]
    page = sign_in("ivo").get(f"{EVENT}/taken").text
    assert "uiterlijk donderdag 31 december" in page
    assert "Te laat" in page  # of the plan that the demo town has


@pytest.mark.parametrize(
    ("path", "field", "typed", "sentence"),
    [
        ("taken/nieuw", "what", "", "Schrijf wat er moet gebeuren."),
        ("taken/nieuw", "what", "Bel 111222333", "Haal het burgerservicenummer weg. Dat mogen wij niet bewaren."),
        ("taken/nieuw", "who", "99999", "Kies wie het doet."),
        ("taken/nieuw", "due_on", "morgen", "Vul een datum in, niet later dan over drie jaar."),
        ("taken/nieuw", "due_on", "2046-01-01", "Vul een datum in, niet later dan over drie jaar."),
        ("plan", "template", "x", "Kies wat je wilt plannen."),
        ("plan", "day", "", "Vul een datum in, niet later dan over drie jaar."),
        ("plan", "day", "2020-01-01", "Vul een datum in, niet later dan over drie jaar."),
    ],
)
def test_a_mistake_has_its_own_sentence(sign_in, town, path, field, typed, sentence):
    before = len(tasks(town))
    answer = sign_in("ivo").post(
        f"{EVENT}/{path}", data=TASK | {"template": "year", "day": "2027-01-01"} | {field: typed}
    )
    assert answer.status_code == 422
    assert answer.text.count(f">{sentence}<") == 2
    assert len(tasks(town)) == before


def test_who_does_not_sit_there_neither_reads_nor_does_anything(sign_in, town):
    task = tasks(town)[0]
    quinten = sign_in("quinten")
    assert quinten.get(f"{EVENT}/taken").status_code == 403
    for ending in ("/klaar", "/terug", "/weg", ""):
        assert quinten.post(f"{EVENT}/taken/{task.id}{ending}").status_code == 403
    elsewhere = f"/werkgroepen/samen-onder-een-dak/taken/{task.id}"
    assert quinten.post(elsewhere + "/klaar").status_code == 404
    quinten.post(elsewhere + "/weg")
    assert task.id in {row.id for row in tasks(town)}
    karim = sign_in("karim")  # looks after all: reads, and does nothing
    assert "Nieuwe taak" not in karim.get(f"{EVENT}/taken").text
    assert karim.post(f"{EVENT}/taken/{task.id}/klaar").status_code == 403


def test_what_somebody_who_leaves_had_to_do_waits_for_another(sign_in, town):
    mine = [WorkgroupTask.person_id == town.joke.id, WorkgroupTask.done_at.is_(None)]
    assert tasks(town, *mine)
    sign_in("joke").post(f"{EVENT}/uitstappen")
    assert not tasks(town, *mine)
    assert "Nog niemand" in sign_in("ivo").get(f"{EVENT}/taken").text


def test_what_waits_for_somebody_stands_on_their_first_page(sign_in, town):
    page = sign_in("joke").get("/vandaag").text
    assert "Vraag sprekers of organisaties die helpen" in page
    assert "Te laat" in page
    assert "Je hebt nu niets te doen." not in page
    assert "Vraag sprekers" not in sign_in("ivo").get("/vandaag").text
    sign_in("joke").post(f"{EVENT}/uitstappen")
    assert "Je hebt nu niets te doen." in sign_in("joke").get("/vandaag").text


def test_the_list_costs_the_same_for_few_and_for_many(sign_in, count_queries):
    ivo = sign_in("ivo")
    ivo.get(f"{EVENT}/taken")
    with count_queries() as few:
        ivo.get(f"{EVENT}/taken")
    for _ in range(5):
        ivo.post(f"{EVENT}/plan", data={"template": "event", "day": "2027-06-24"})
    ivo.get(f"{EVENT}/taken")
    with count_queries() as many:
        ivo.get(f"{EVENT}/taken")
    assert len(few) == len(many) <= 5
