"""Two partners become one; an ambassador is forgotten in time, what was promised not before two years."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from pact.ambassadors.models import Asked, Pledge, Question, ShownName, StepTaken
from pact.db import db
from pact.organisations.models import Membership, Pillar


@pytest.fixture
def double(make):
    return make.organisation("boekerij", name="Boekerij", pillar=Pillar.SIGNATORY)


def merge(fatma):
    return fatma.post("/partners/boekerij/samenvoegen", data={"met": "lucrato"})


def test_what_was_promised_and_asked_goes_along_and_a_name_does_not(sign_in, client, make, town, double, app, outbox):
    someone = make.person("kees")
    make.membership(someone, double, "ambassador")
    kees = sign_in("kees")
    for step in ("profile", "poster"):
        kees.post(f"/partners/boekerij/ambassadeurs/stappen/{step}")
    kees.post("/partners/boekerij/ambassadeurs/naam", data={"naam": "ja"})
    pledge = make.pledge(at="boekerij")
    both, one = make.question("boekerij", "lucrato"), make.question("boekerij")
    fatma = sign_in("fatma")
    page = fatma.get("/partners/boekerij/samenvoegen?met=lucrato").text
    assert "1 toezegging gaat mee." in page
    assert "Een ambassadeur kiest opnieuw of de naam op de site staat." in page
    assert merge(fatma).status_code == 303

    lucrato = town.lucrato.id
    assert town.one(Pledge, Pledge.id == pledge.id).organisation_id == lucrato
    asked = town.all(Asked, Asked.question_id.in_([both.id, one.id]))
    assert sorted((row.question_id, row.organisation_id) for row in asked) == [(both.id, lucrato), (one.id, lucrato)]
    assert {row.organisation_id for row in town.all(StepTaken, StepTaken.person_id == someone.id)} == {lucrato}
    assert not town.all(ShownName, ShownName.person_id == someone.id)
    assert "Kees" not in client.get("/convenanten").text
    assert sign_in("kees").get("/ambassadeur").status_code == 200
    assert not [letter for letter in outbox if "who_is_next" in letter.template], "nobody went away"


def test_steps_taken_for_both_are_taken_once(sign_in, make, town, double):
    make.membership(town.wim, double, "ambassador")
    sign_in("wim").post("/partners/boekerij/ambassadeurs/stappen/poster")
    before = len(town.all(StepTaken, StepTaken.organisation_id == town.lucrato.id))
    assert merge(sign_in("fatma")).status_code == 303
    assert len(town.all(StepTaken, StepTaken.organisation_id == town.lucrato.id)) == before


def test_who_is_no_ambassador_is_forgotten_after_thirty_days(sign_in, town, clock, deliver):
    sign_in("wim").post(f"/partners/lucrato/ambassadeurs/{town.wim.id}/stoppen")
    of_wim = (StepTaken.person_id == town.wim.id, ShownName.person_id == town.wim.id)
    clock.shift(timedelta(days=29))
    deliver()
    assert len(town.all(StepTaken, of_wim[0])) == 5
    clock.shift(timedelta(days=2))
    deliver()
    assert not town.all(StepTaken, of_wim[0])
    assert not town.all(ShownName, of_wim[1])


def test_what_was_promised_and_asked_is_forgotten_after_two_years(app, town, deliver, make):
    pledge, question = make.pledge(), make.question()
    with app.app_context():
        long_ago = town.hanna.created_at - timedelta(days=340)  # 740 days ago
        for table, id in ((Pledge, pledge.id), (Question, question.id)):
            db.session.execute(update(table).where(table.id == id).values(ended_at=long_ago))
        db.session.commit()
    deliver()
    assert not town.all(Pledge, Pledge.id == pledge.id)
    assert not town.all(Question, Question.id == question.id)
    assert town.all(Question), "what ended less long ago stays"
    assert town.all(Membership, Membership.role == "ambassador")
