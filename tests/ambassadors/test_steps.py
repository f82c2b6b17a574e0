"""Five first steps in any order, each a fact; some the site finds out by itself."""

from datetime import date, timedelta

from pact.ambassadors.models import Pledge, StepTaken
from pact.db import db
from pact.people.models import Person

HERE = "/partners/bibliotheek/ambassadeurs"
PLEDGE = {"text": "Wij leggen folders op de balie.", "follow_up_on": "2027-02-01", "once": "een-merk"}


def steps(town):
    return town.all(StepTaken, StepTaken.person_id == town.hanna.id)


def test_each_step_is_a_fact_and_after_five_one_is_ready(sign_in, town, app, outbox):
    hanna = sign_in("hanna")
    page = hanna.get("/ambassadeur").text
    assert page.count("Nog doen") == 5
    assert "5 stappen" in hanna.get("/vandaag").text
    for step in ("profile", "explanation", "poster"):
        assert hanna.post(f"{HERE}/stappen/{step}").status_code == 303
    hanna.post("/partners/bibliotheek/toezeggingen/nieuw", data=PLEDGE)
    assert "Nog 1 stap" in hanna.get("/vandaag").text
    hanna.post(f"{HERE}/kennismaken", data={"on": "2026-12-01"})
    page = hanna.get("/ambassadeur").text
    assert "Je bent klaar om te beginnen." in page
    assert "Nog doen" not in page
    assert "dinsdag 1 december" in page
    assert "eerste stappen" not in hanna.get("/vandaag").text
    rows = steps(town)
    assert [row.step for row in rows] == ["profile", "explanation", "poster", "pledge", "meeting"]
    assert all(row.taken_at and row.organisation_id == town.bibliotheek.id for row in rows)
    [letter] = outbox.to("fatma")
    assert "Hanna Smit van Bibliotheek komt kennismaken op dinsdag 1 december." in letter.body


def test_a_second_press_changes_nothing(sign_in, town, outbox, clock):
    hanna = sign_in("hanna")
    hanna.post(f"{HERE}/stappen/poster")
    hanna.post(f"{HERE}/kennismaken", data={"on": "2026-12-01"})
    before = steps(town)
    clock.shift(timedelta(minutes=5))
    hanna.post(f"{HERE}/stappen/poster")
    hanna.post(f"{HERE}/kennismaken", data={"on": "2026-12-01"})
    assert steps(town) == before
    hanna.post(f"{HERE}/kennismaken", data={"on": "2026-12-08"})
    assert steps(town)[-1].day == date(2026, 12, 8)
    assert len(outbox.to("fatma")) == 2


def test_a_telephone_number_in_ones_own_data_is_a_profile(sign_in, app, town):
    with app.app_context():
        db.session.get_one(Person, town.hanna.id).phone = "06 12345678"
        db.session.commit()
    hanna = sign_in("hanna")
    assert hanna.get("/ambassadeur").text.count("Nog doen") == 4
    assert "Nog 4 stappen" in hanna.get("/vandaag").text
    hanna.post(f"{HERE}/stappen/profile")
    assert "Nog 4 stappen" in hanna.get("/vandaag").text


def test_what_the_site_finds_out_itself_is_not_pressed(sign_in, town):
    for step in ("pledge", "meeting", "bestaat-niet"):
        assert sign_in("hanna").post(f"{HERE}/stappen/{step}").status_code == 404
    assert not steps(town)


def test_a_day_to_meet_lies_ahead(sign_in, town):
    for day in ("", "morgen", "2026-11-01", "2029-01-01"):
        answer = sign_in("hanna").post(f"{HERE}/kennismaken", data={"on": day})
        assert answer.status_code == 422, day
        assert answer.text.count("Vul een dag in, vandaag of later.") == 2, day  # in the summary and at the field
    assert not steps(town)


def test_nobody_takes_a_step_for_another(sign_in, town):
    for key, status in (("fatma", 403), ("vera", 404), ("anna", 404), ("wim", 404)):
        assert sign_in(key).post(f"{HERE}/stappen/poster").status_code == status, key
    assert not [row for row in town.all(StepTaken) if row.organisation_id == town.bibliotheek.id]


def test_a_first_pledge_is_kept_when_the_form_is_wrong(sign_in, town):
    wrong = PLEDGE | {"follow_up_on": "2026-11-24"}
    answer = sign_in("hanna").post("/partners/bibliotheek/toezeggingen/nieuw", data=wrong)
    assert answer.status_code == 422
    assert "Vul een dag na vandaag in, binnen een jaar." in answer.text
    assert "Wij leggen folders op de balie." in answer.text
    assert not steps(town)
    assert not town.all(Pledge, Pledge.organisation_id == town.bibliotheek.id)
