"""Issues: suggested by the rhythm, their dates, thrown away; what goes along, is forgotten, becomes another's."""

from datetime import date, timedelta

from pact.newsletter.models import Article, Call, Contribution, Issue

NEW = {"title": "Nieuwsbrief mei", "closes_on": "2026-12-08", "send_on": "2026-12-15"}


def suggested(page):
    """Title and dates that stand in the form."""
    return [page.partition(f'name="{name}"')[2].partition('value="')[2].partition('"')[0] for name in NEW]


def empty(town, fatma):
    """No issue is being made any more."""
    for one in town.all(Issue, Issue.ordered_at.is_(None), Issue.discarded_at.is_(None)):
        fatma.post(f"/nieuwsbrief/{one.id}/weggooien")


def test_the_rhythm_suggests_the_next_one(sign_in, town, make, app):
    fatma = sign_in("fatma")
    empty(town, fatma)
    assert suggested(fatma.get("/nieuwsbrief/nieuw").text) == ["Nieuwsbrief december 2026", "2026-12-01", "2026-12-08"]
    make.issue(send_on=date(2026, 12, 10))
    later = ["Nieuwsbrief januari 2027", "2027-01-07", "2027-01-14"]
    assert suggested(fatma.get("/nieuwsbrief/nieuw").text) == later
    app.config["NEWSLETTER_WEEKS"] = 8
    assert suggested(fatma.get("/nieuwsbrief/nieuw").text)[2] == "2027-02-04"
    assert suggested(fatma.get("/nieuwsbrief/nieuw?soort=jaarbericht").text)[0] == "Jaarbericht 2026"


def test_a_new_issue_counts_once_and_wrong_dates_get_a_sentence(sign_in, town):
    fatma = sign_in("fatma")
    for _press in range(2):
        made = fatma.post("/nieuwsbrief/nieuw?soort=jaarbericht", data=NEW | {"once": "d" * 20})
        assert made.status_code == 303
    [issue] = town.all(Issue, Issue.title == "Nieuwsbrief mei")
    assert (issue.kind, issue.made_by_id, issue.closes_on) == ("yearly", town.fatma.id, date(2026, 12, 8))
    where = f"/nieuwsbrief/{issue.id}/datums"
    wrong = fatma.post(where, data={"title": "", "closes_on": "2020-01-01", "send_on": "gisteren"})
    assert wrong.status_code == 422
    assert "Vul een titel in." in wrong.text
    assert wrong.text.count("Kies een dag vanaf vandaag.") == 4  # above and at the field, twice
    turned = fatma.post(where, data=NEW | {"send_on": "2026-12-08"})
    assert "Kies een dag na de laatste dag voor bijdragen." in turned.text
    assert fatma.post(where, data=NEW | {"send_on": "2026-12-16"}).status_code == 303
    assert town.one(Issue, Issue.id == issue.id).send_on == date(2026, 12, 16)


def test_the_list_says_how_far_each_is_and_leads_there(sign_in, make, clock):
    fatma = sign_in("fatma")
    then = make.issue().made_at
    stands = {
        "Bijdragen tot en met 1 december": ({}, "bijdragen"),
        "Wordt gemaakt": ({"closes_on": date(2026, 11, 1)}, "samenstellen"),
        "Gaat uit op": ({"ordered_at": then, "send_at": then}, "versturen"),
        "Wordt verstuurd": ({"ordered_at": then, "began_at": then}, "versturen"),
        "Gestopt": ({"ordered_at": then, "began_at": then, "stopped_at": then}, "versturen"),
        "Staat even stil": ({"ordered_at": then, "began_at": then, "paused_at": then}, "versturen"),
        "Verstuurd op 24 november": ({"ordered_at": then, "began_at": then, "sent_at": then}, "versturen"),
    }
    made = {words: make.issue(words[:10], **values).id for words, (values, _page) in stands.items()}
    page = fatma.get("/nieuwsbrief").text
    for words, (_values, step) in stands.items():
        assert words in page.partition(f"/nieuwsbrief/{made[words]}/{step}")[2].partition("</li>")[0]


def test_a_draft_that_is_thrown_away_keeps_what_partners_wrote(sign_in, town, make, client):
    fatma, issue = sign_in("fatma"), make.issue()
    text = make.contribution(issue)
    fatma.post(f"/nieuwsbrief/{issue.id}/bijdragen/{text.id}/overnemen", data={"edition": text.edition})
    assert town.all(Article, Article.issue_id == issue.id)
    assert "Ja, gooi weg" in fatma.get(f"/nieuwsbrief/{issue.id}/weggooien").text
    assert fatma.post(f"/nieuwsbrief/{issue.id}/weggooien").location == "/nieuwsbrief"
    assert fatma.post(f"/nieuwsbrief/{issue.id}/weggooien").status_code == 404
    row = town.one(Contribution, Contribution.id == text.id)
    assert (row.issue_id, row.taken_at) == (None, None)
    assert not town.all(Article, Article.issue_id == issue.id)
    fatma.post("/nieuwsbrief/nieuw", data=NEW)
    assert town.one(Contribution, Contribution.id == text.id).issue_id is not None


def test_what_is_ordered_changes_no_more(sign_in, make):
    fatma, issue = sign_in("fatma"), make.issue()
    text = make.contribution(issue)
    ready = make.issue(ordered_at=issue.made_at, send_at=issue.made_at)
    late = make.contribution(ready)
    where = f"/nieuwsbrief/{ready.id}"
    for path in ("/datums", "/weggooien", "/bijdragen/vragen", "/bijdragen/herinneren"):
        assert fatma.post(where + path).status_code == 409
    for deed in ("overnemen", "weglaten", "terugsturen", "terugzetten"):
        assert fatma.post(f"{where}/bijdragen/{late.id}/{deed}").status_code == 409
    assert fatma.get(f"{where}/bijdragen").status_code == 200
    assert fatma.get(f"{where}/bijdragen/{text.id}").status_code == 404  # of another issue


def test_after_a_year_it_is_forgotten(town, make, clock, deliver):
    being_made = make.issue()
    then = being_made.made_at
    sent = make.issue(ordered_at=then, send_at=then, began_at=then, sent_at=then)
    calls = [make.call(of) for of in (sent, being_made)]
    texts = [make.contribution(of, call_id=call.id) for of, call in zip((sent, being_made), calls, strict=True)]
    waiting = make.contribution(None)
    clock.shift(timedelta(days=366))
    deliver()
    assert [bool(town.one(Contribution, Contribution.id == one.id)) for one in (*texts, waiting)] == [0, 1, 0]
    assert [bool(town.one(Call, Call.id == one.id)) for one in calls] == [0, 1]


def test_when_two_partners_become_one_their_texts_go_along(sign_in, town, make):
    gone, issue, another = make.organisation("grip-op-knip", name="Grip op Knip"), make.issue(), make.issue()
    for of in (issue, another):
        make.call(of, "grip-op-knip")
    kept = make.call(issue, "grip-op-de-knip")
    double = town.one(Call, Call.issue_id == issue.id, Call.organisation_id == gone.id)
    text = make.contribution(issue, "grip-op-knip", call_id=double.id)
    fatma = sign_in("fatma")
    page = fatma.get("/partners/grip-op-knip/samenvoegen?met=grip-op-de-knip").text
    assert "1 bericht voor de nieuwsbrief gaat mee." in page
    assert fatma.post("/partners/grip-op-knip/samenvoegen", data={"met": "grip-op-de-knip"}).status_code == 303
    place = town.grip_op_de_knip.id
    assert town.one(Contribution, Contribution.id == text.id).call_id == kept.id
    assert town.one(Contribution, Contribution.id == text.id).organisation_id == place
    assert [call.organisation_id for call in town.all(Call, Call.issue_id == issue.id)] == [place]
    assert [call.organisation_id for call in town.all(Call, Call.issue_id == another.id)] == [place]
