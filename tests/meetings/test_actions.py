"""What was agreed: one list, one press to finish, carried over until done, and a word before and after the day."""

from datetime import timedelta

import pytest

from pact.db import db
from pact.meetings.minutes.models import ActionItem
from pact.meetings.models import AgendaItem, Invitee, ItemKind
from pact.workgroups.models import Workgroup, WorkgroupTask
from tests.meetings.test_minutes import run_job, sheet, url


@pytest.fixture
def written(make):
    """Minutes that were sent round, of a workgroup of Ivo and Joke."""
    group = make.workgroup("ivo", "joke")
    return make.minutes(workgroup=group, is_sent=True)


def test_an_action_is_done_with_one_press_and_taken_back_with_one(sign_in, make, town, written):
    task, joke = make.action(of=written, person="joke"), sign_in("joke")
    assert joke.get("/acties").text.index("Jouw acties") < joke.get("/acties").text.index(task.what)
    row = joke.post(f"/acties/{task.id}/klaar", part=True)
    assert "Gezet op klaar." in row.text
    assert "Ongedaan maken" in row.text
    assert "autofocus" in row.text
    for _press in range(2):
        answer = joke.post(f"/acties/{task.id}/klaar")
        assert answer.location == f"/acties?klaar={task.id}#action-{task.id}"
    assert "Gezet op klaar." in joke.get(answer.location).text
    assert task.what not in joke.get("/acties").text
    joke.post(f"/acties/{task.id}/terug")
    assert town.one(WorkgroupTask, WorkgroupTask.id == task.id).done_at is None


def test_a_workgroup_keeps_one_list(sign_in, make, town, written):
    task = make.action(of=written, person="joke")
    slug = town.one(Workgroup, Workgroup.id == task.workgroup_id).slug
    assert task.what in sign_in("ivo").get(f"/werkgroepen/{slug}/taken").text
    assert task.what in sign_in("ivo").get("/acties").text
    assert task.what in sign_in("joke").get("/vandaag").text


def test_who_has_nothing_to_do_with_it_sees_and_does_nothing(sign_in, make, town, written):
    task = make.action(of=written, person="joke")
    lia = sign_in("lia")
    assert task.what not in lia.get("/acties").text
    assert lia.post(f"/acties/{task.id}/klaar").status_code == 404
    assert sign_in("fatma").post(f"/acties/{task.id}/klaar").status_code == 303  # the coordinator
    chantal = make.action(of=written, person="chantal")  # agreed with somebody outside the workgroup
    assert chantal.what in sign_in("chantal").get("/vandaag").text
    assert sign_in("chantal").post(f"/acties/{chantal.id}/klaar").status_code == 303


def test_an_action_is_mended_given_to_another_and_taken_off(sign_in, make, town, written, outbox):
    task, ivo = make.action(of=written, person="ivo"), sign_in("ivo")
    url = f"/acties/{task.id}"
    assert task.what in ivo.get(url).text
    fine = {"what": "Ramen lappen", "who": f"p{town.joke.id}", "due_before": "2026-12-08", "edition": str(task.edition)}
    for wrong in ({"what": ""}, {"who": "p1"}, {"due_before": "2026-11-24"}):
        assert ivo.post(url, data=fine | wrong).status_code == 422
    assert ivo.post(url, data=fine).status_code == 303
    assert ivo.post(url, data=fine).status_code == 409
    [letter] = outbox.to("joke")
    assert letter.subject.startswith("Je hebt 1 actie:")
    assert sign_in("lia").post(url, data=fine).status_code == 404
    assert sign_in("lia").post(f"{url}/weg").status_code == 404
    for _press in range(2):
        assert ivo.post(f"{url}/weg").status_code == 303
    assert not town.all(WorkgroupTask, WorkgroupTask.id == task.id)


def test_what_is_open_comes_back_at_the_next_meeting_until_it_is_done(app, sign_in, make, town, written):
    """OpenProject #22989."""
    task = make.action(of=written, person="joke")
    group = town.one(Workgroup, Workgroup.id == task.workgroup_id)
    later = make.meeting("ivo", "joke", workgroup=group, by="ivo", days=3)
    with app.app_context():
        db.session.add(AgendaItem(meeting_id=later.id, position=9, kind=ItemKind.ACTIONS, title="Actielijst"))
        db.session.commit()
    ivo = sign_in("ivo")
    assert task.what in ivo.get(url(later)).text
    ivo.post(url(later), data=sheet(ivo, later) | {"done": str(task.id)})
    assert town.one(WorkgroupTask, WorkgroupTask.id == task.id).done_by_id == town.ivo.id
    assert task.what not in ivo.get(url(later)).text


def test_an_action_of_the_whole_pact_has_no_workgroup_and_reminds_who_has_no_account(
    app, sign_in, make, town, outbox, clock
):
    held = make.meeting("gerrit", by="fatma", days=-1)
    with app.app_context():
        guest = Invitee(meeting_id=held.id, name="Rik Zonder", email="rik@example.nl", invited_at=held.announced_at)
        db.session.add(guest)
        db.session.commit()
        guest_id = guest.id
    item, fatma = town.all(AgendaItem, AgendaItem.meeting_id == held.id)[0], sign_in("fatma")
    action = {"what": "Stoelen lenen", "who": f"i{guest_id}", "due_before": "2026-12-01"}
    fatma.post(url(held), data=sheet(fatma, held) | {f"i{item.id}-{name}": value for name, value in action.items()})
    [task] = town.all(WorkgroupTask, WorkgroupTask.what == "Stoelen lenen")
    assert (task.workgroup_id, task.person_id) == (None, None)
    assert "Rik Zonder" in fatma.get("/acties").text
    clock.shift(timedelta(days=4))  # two working days before
    run_job(app, "remind-of-actions")
    assert not outbox.to("rik@example.nl")  # not yet sent round
    fatma = sign_in("fatma")
    fatma.post(url(held, "/versturen"), data={"how": "final"})
    assert outbox.to("rik@example.nl")[-1].subject.startswith("Je hebt 1 actie.")
    clock.shift(timedelta(days=1))
    run_job(app, "remind-of-actions")
    assert outbox.to("rik@example.nl")[-1].subject == "Bijna tijd voor 1 actie"
    count = len(outbox.to("rik@example.nl"))
    clock.shift(timedelta(days=1))
    run_job(app, "remind-of-actions")
    assert len(outbox.to("rik@example.nl")) == count
    clock.shift(timedelta(days=1))
    run_job(app, "remind-of-actions")
    assert outbox.to("rik@example.nl")[-1].subject == "1 actie is te laat"
    count = len(outbox.to("rik@example.nl"))
    clock.shift(timedelta(days=7))
    run_job(app, "remind-of-actions")
    assert len(outbox.to("rik@example.nl")) == count
    assert "Stoelen lenen" not in sign_in("fatma").get("/vandaag").text
    clock.shift(timedelta(days=8))
    assert "Stoelen lenen" in sign_in("fatma").get("/vandaag").text  # runs aground
    [row] = town.all(ActionItem, ActionItem.task_id == task.id)
    assert row.chased_at is not None


@pytest.mark.parametrize("way", ["xlsx", "ods", "csv"])
def test_the_list_can_be_taken_along(sign_in, way):
    answer = sign_in("ivo").post("/acties/lijst", data={"als": way})
    assert answer.headers["Content-Disposition"] == f"attachment; filename=acties.{way}"
    assert sign_in("ivo").post("/besluiten/lijst", data={"als": way}).status_code == 200


def test_the_list_costs_the_same_for_few_and_for_many(sign_in, make, written, count_queries):
    ivo = sign_in("ivo")
    make.action(of=written, person="ivo")
    ivo.get("/acties")
    with count_queries() as few:
        ivo.get("/acties")
    for _ in range(10):
        make.action(of=written, person="ivo")
    ivo.get("/acties")
    with count_queries() as many:
        ivo.get("/acties")
    assert len(few) == len(many) <= 5
