"""What can come in with a tick: each source, since the last issue, once, for whom; and the yearly update."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from pact.ambassadors.models import ShownName
from pact.dates import now, today
from pact.db import db
from pact.directory.models import Service
from pact.marketplace.models import Kind as Ask
from pact.meetings.models import Meeting
from pact.newsletter.composing import offers
from pact.newsletter.models import Article, Contribution, Issue, Kind
from pact.organisations.models import Organisation
from tests.directory.test_editing import TYPED


@pytest.fixture
def fatma(sign_in):
    return sign_in("fatma")


@pytest.fixture
def issue(make):
    """The one before it went out a moment ago: what the demo town did before is no news any more."""
    make.issue("Nieuwsbrief november", sent_at=now() - timedelta(seconds=1))
    return make.issue()


def offered(app, issue):
    with app.test_request_context():
        found = offers.offered(db.session.get_one(Issue, issue.id), set())
        db.session.rollback()
    return {offer.source: offer for offer in found}


def of_kind(app, issue, kind):
    return [offer for source, offer in offered(app, issue).items() if source.partition(" ")[0] == kind]


def test_what_everybody_can_come_to_and_what_partners_can(app, make, issue):
    evening = make.event(for_whom="Voor wie mensen helpt.")
    make.event(published=False)
    ours = make.meeting(title="Kerngroep", days=20)
    make.meeting(title="Geweest", days=-3)
    make.meeting(title="Gaat niet door", called_off_at=now())
    found = offered(app, issue)
    public = found[f"event {evening.meeting_id}"]
    assert (public.section, public.audience) == ("meetings", None)
    assert public.text == "Dinsdag 8 december, 10:00–11:00, Dorpshuis.\n\nVoor wie mensen helpt."
    assert public.link == f"http://localhost/evenementen/{evening.slug}"
    meeting = found[f"meeting {ours.id}"]
    assert (meeting.title, meeting.audience, meeting.link) == ("Kerngroep", "partners", "")
    titles = {offer.title for offer in found.values()}
    assert not titles & {"Geweest", "Gaat niet door"}
    assert f"meeting {evening.meeting_id}" not in found, "an evening for all is not told twice"


def test_new_partners_and_ambassadors_with_a_name_only_where_they_said_yes(app, make, issue, town):
    old = make.organisation("oud", name="Oud", joined_on=today() - timedelta(days=90))
    new = make.organisation("nieuw", name="Stichting Nieuw", joined_on=today(), about="Wij geven fietsles.")
    make.organisation("gevraagd", name="Nog gevraagd")
    shy, proud = make.person(name="Stille Stien"), make.person(name="Trotse Truus")
    make.membership(shy, new, "ambassador")
    make.membership(proud, old, "ambassador")
    make.membership(make.person(name="Nooit Gekomen", activated=False), old, "ambassador")
    with app.app_context():
        db.session.add(ShownName(person_id=proud.id, organisation_id=old.id, agreed_at=now()))
        db.session.commit()
    found = of_kind(app, issue, "partner")
    assert [(one.title, one.text) for one in found] == [("Stichting Nieuw doet mee", "Wij geven fietsles.")]
    assert found[0].link == "http://localhost/wie-doet-wat/nieuw"
    assert found[0].audience is None
    ambassadors = of_kind(app, issue, "ambassador")
    assert [(one.title, one.text) for one in ambassadors] == [
        ("Nieuwe ambassadeur bij Oud", "Trotse Truus vertelt over het pact aan collega's."),
        ("Nieuwe ambassadeur bij Stichting Nieuw", "Welkom bij het pact."),
    ]
    with app.app_context():
        for row in db.session.scalars(db.select(ShownName).where(ShownName.person_id == proud.id)):
            row.withdraw()
        db.session.commit()
    assert "Truus" not in str(of_kind(app, issue, "ambassador"))


def test_decisions_that_were_sent_round_for_partners(app, make, issue):
    made = make.decision("Wij huren een zaal.")
    make.decision("Nog niemand las dit.", is_sent=False)
    [offer] = of_kind(app, issue, "decision")
    assert offer.source == f"decision {made.id}"
    assert offer.title == f"Besluit B-{made.year}-{made.number:02} van 23 november"
    assert (offer.text, offer.audience) == ("Wij huren een zaal.", "partners")
    assert offer.link == "http://localhost/besluiten"


def test_asks_and_offers_that_still_stand(app, make, issue):
    asked = make.notice(title="Stoelen", text="Tien.")
    make.notice(title="Zaal", kind=Ask.OFFERED)
    make.notice(title="Voorbij", ends_on=today() - timedelta(days=1))
    first, second = of_kind(app, issue, "notice")
    assert (first.title, second.title) == ("Gevraagd: Stoelen", "Aangeboden: Zaal")
    assert first.text == "Tien.\n\nVoedselbank, tot en met 24 december."
    assert first.link == f"http://localhost/marktplaats/{asked.id}"


def test_entries_of_the_social_map_that_changed_but_not_those_that_are_still_true(app, sign_in, make, town, issue):
    lia = sign_in("lia")
    service = town.one(Service, Service.name == "Voedselpakket")
    with app.app_context():  # «ja, dit klopt nog»
        db.session.get_one(Service, service.id).assure()
        db.session.commit()
    assert not of_kind(app, issue, "service")
    assert lia.post("/wie-doet-wat/voedselbank/nieuw", data=TYPED | {"name": "Kerstpakket"}).status_code == 303
    page = f"/wie-doet-wat/voedselbank/wijzigen/{service.id}"
    assert lia.post(page, data=TYPED | {"name": "Voedselpakket"}).status_code == 303
    new, changed = of_kind(app, issue, "service")
    assert {new.title, changed.title} == {"Nieuw: Kerstpakket", "Veranderd: Voedselpakket"}
    assert changed.source == f"service {service.id}"
    assert changed.link == "http://localhost/wie-doet-wat/voedselbank"


def test_a_tick_brings_it_in_once(fatma, make, town, issue):
    path = f"/nieuwsbrief/{issue.id}/samenstellen"
    make.notice(title="Stoelen")
    notice = make.notice(title="Tafels")
    page = fatma.get(path).text
    assert page.index("Gevraagd: Stoelen") < page.index("Gevraagd: Tafels")
    nothing = fatma.post(f"{path}/erbij", data={"what": "referral 1", "once": "b" * 20})
    assert nothing.status_code == 422
    assert 'href="#what-0">Kies wat je erbij wilt zetten.' in nothing.text
    for _press in range(2):
        sent = {"what": [f"notice {notice.id}", "notice 99999"], "once": "c" * 20}
        assert fatma.post(f"{path}/erbij", data=sent).location == path
    [article] = town.all(Article, Article.issue_id == issue.id)
    assert (article.title, article.section, article.audience) == ("Gevraagd: Tafels", "marketplace", "partners")
    assert article.source == f"notice {notice.id}"
    page = fatma.get(path).text
    assert page.count("Gevraagd: Tafels") == 1 + page.count("(Gevraagd: Tafels)")
    assert fatma.post(f"{path}/erbij", data={"what": f"notice {notice.id}"}).status_code == 422


def test_without_an_issue_before_it_looks_six_weeks_back(app, make, town):
    new, old = make.notice(placed_at=now() - timedelta(days=41)), make.notice(placed_at=now() - timedelta(days=43))
    first = make.issue()
    with app.app_context():
        db.session.execute(update(Issue).values(sent_at=None))
        db.session.commit()
    found = offered(app, first)
    assert f"notice {new.id}" in found
    assert f"notice {old.id}" not in found


def test_nobody_is_named_and_no_resident_is_there(app, make, town):
    """All that the demo town offers: no name of a person but of ambassadors who chose that."""
    make.referral("accepted")
    found = offered(app, make.issue())  # the last one of the town went out a month ago
    assert {source.partition(" ")[0] for source in found} >= {"event", "notice", "decision"}
    said = " ".join(f"{offer.title} {offer.text}" for offer in found.values() if "ambassador" not in offer.source)
    for key in ("anna", "bram", "chantal", "fatma", "ivo", "joke", "lia"):
        assert getattr(town, key).name not in said
    assert not [source for source in found if "referral" in source]
    assert all(offer.link.startswith("http://localhost/") or not offer.link for offer in found.values())


# -- the yearly update -----------------------------------------------------------------------------------------------


@pytest.fixture
def yearly(make):
    return make.issue("Jaarbericht 2026", kind=Kind.YEARLY)


def test_all_texts_come_in_by_the_name_of_the_partner(app, fatma, make, town, yearly):
    path = f"/nieuwsbrief/{yearly.id}/samenstellen"
    make.contribution(yearly, "voedselbank", "Ons jaar")
    make.contribution(yearly, "bibliotheek", "Het jaar van de bieb", text="Wij leenden uit.")
    make.contribution(yearly, "triada", "Teruggestuurd", returned_at=now())
    make.contribution(None, "triada", "Voor de volgende")
    page = fatma.get(path).text
    assert "2 teksten van partners wachten." in page
    for _press in range(2):
        assert fatma.post(f"{path}/teksten").location == path
    rows = town.all(Article, Article.issue_id == yearly.id)
    assert [row.title for row in rows] == ["Het jaar van de bieb", "Ons jaar"]
    assert rows[0].text == "Wij leenden uit."
    assert town.one(Organisation, Organisation.id == rows[0].organisation_id).slug == "bibliotheek"
    taken = town.all(Contribution, Contribution.issue_id == yearly.id, Contribution.taken_at.is_not(None))
    assert len(taken) == 2
    assert "Teksten van partners" not in fatma.get(path).text


def test_the_year_in_figures_and_none_about_residents(app, fatma, make, town, yearly):
    make.issue("Nieuwsbrief mei", sent_at=now() - timedelta(days=150))
    make.issue("Nieuwsbrief van lang geleden", sent_at=now() - timedelta(days=600))
    make.referral("accepted")
    [offer] = offered(app, yearly).values()
    assert (offer.source, offer.section, offer.audience) == ("figures", "figures", None)
    lines = offer.text.split("\n")
    partners = [one for one in town.all(Organisation) if one.joined_on and not one.suspended_at]
    assert lines[0] == f"- {len(partners)} organisaties doen mee"
    held = [one for one in town.all(Meeting) if one.starts_at and one.starts_at < now()]
    assert lines[2] == f"- {len(held)} bijeenkomsten gehouden"
    assert lines[3] == "- 3 besluiten genomen"
    assert lines[4] == "- 1 actie klaar"
    assert len(lines) == 7
    assert "verwijz" not in offer.text.lower()
    path = f"/nieuwsbrief/{yearly.id}/samenstellen"
    page = fatma.get(path).text
    assert "Cijfers over inwoners staan hier niet bij." in page
    assert "Gevraagd:" not in page
    fatma.post(f"{path}/erbij", data={"what": "figures"})
    assert town.one(Article, Article.source == "figures").text == offer.text
