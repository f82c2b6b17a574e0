"""Asking and offering: placed until a day, read by partners, prolonged once, closed with a reason, over by itself."""

import re
from datetime import date, timedelta

import pytest

from pact.audit import AuditLine
from pact.dates import now, today
from pact.db import db
from pact.marketplace import queries
from pact.marketplace.models import Notice
from pact.organisations.models import Organisation

NEW = {
    "kind": "asked",
    "title": "Twee tafels",
    "text": "Voor de inloop zoeken wij twee tafels.",
    "ends_on": "2026-12-24",
    "once": "een-merk",
}


def mine(town):
    return town.all(Notice, Notice.title == NEW["title"])


def test_placed_it_stands_for_every_partner_until_its_day(sign_in, client, town, clock):
    anna = sign_in("anna")
    assert 'value="2026-12-24"' in anna.get("/marktplaats/nieuw").text, "thirty days, unless one says otherwise"
    for _ in range(2):
        assert anna.post("/marktplaats/nieuw", data=NEW).status_code == 303
    [notice] = mine(town)
    assert (notice.organisation_id, notice.placed_by_id) == (town.voedselbank.id, town.anna.id)
    assert len(town.all(AuditLine, AuditLine.action == "notice_placed")) == 1
    path = f"/marktplaats/{notice.id}"
    for key in ("ivo", "fatma", "gerrit", "hanna"):
        assert NEW["title"] in sign_in(key).get("/marktplaats").text
        assert sign_in(key).get(path).status_code == 200
    assert client.get(path).location.startswith("/inloggen")
    clock.move_to(clock_at(date(2026, 12, 24)))
    assert NEW["title"] in sign_in("ivo").get("/marktplaats").text, "the last day counts"
    clock.move_to(clock_at(date(2026, 12, 25)))
    assert NEW["title"] not in sign_in("ivo").get("/marktplaats").text
    page = sign_in("ivo").get("/marktplaats?toon=voorbij").text
    assert NEW["title"] in page
    assert "Verlopen" in sign_in("ivo").get(path).text


def clock_at(day):
    return now().replace(year=day.year, month=day.month, day=day.day)


WRONG = [
    ({"kind": ""}, "Kies of je iets vraagt of aanbiedt."),
    ({"title": ""}, "Vul een titel in."),
    ({"title": "x" * 81}, "Maak de tekst korter. Je hebt 81 tekens. Er passen er 80 in."),
    ({"text": ""}, "Schrijf waar het om gaat."),
    ({"text": "Voor mevrouw met BSN 111222333"}, "Haal het burgerservicenummer weg. Dat mogen wij niet bewaren."),
    ({"text": "Stort op NL91ABNA0417164300"}, "Haal het rekeningnummer weg. Dat is hier niet nodig."),
    ({"ends_on": ""}, "Kies een dag na vandaag, binnen 90 dagen."),
    ({"ends_on": "2026-11-24"}, "Kies een dag na vandaag, binnen 90 dagen."),
    ({"ends_on": "2027-02-23"}, "Kies een dag na vandaag, binnen 90 dagen."),
]


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(sign_in, town):
    anna = sign_in("anna")
    for typed, sentence in WRONG:
        answer = anna.post("/marktplaats/nieuw", data=NEW | typed)
        assert answer.status_code == 422, typed
        assert answer.text.count(sentence) == 2, typed
        assert "text" in typed or NEW["text"] in answer.text, typed
    assert not mine(town)


def test_ninety_days_is_the_longest(sign_in, town):
    assert sign_in("anna").post("/marktplaats/nieuw", data=NEW | {"ends_on": "2027-02-22"}).status_code == 303
    assert mine(town)


def test_who_works_for_two_says_for_which(sign_in, town, make):
    make.membership(town.anna, town.triada, "member")
    anna = sign_in("anna")
    assert "Namens wie?" in anna.get("/marktplaats/nieuw").text
    answer = anna.post("/marktplaats/nieuw", data=NEW | {"organisation": str(town.lucrato.id)})
    assert answer.status_code == 422
    assert answer.text.count("Kies namens wie je dit plaatst.") == 2
    anna.post("/marktplaats/nieuw", data=NEW | {"organisation": str(town.triada.id)})
    assert mine(town)[0].organisation_id == town.triada.id


def test_prolonged_once_for_thirty_days(sign_in, town, make, clock):
    notice = make.notice(ends_on=today() + timedelta(days=5))
    path = f"/marktplaats/{notice.id}"
    lia = sign_in("lia")
    assert "Dat kan één keer." in lia.get(path).text
    for _ in range(2):
        assert lia.post(f"{path}/verlengen").status_code == 303
    row = town.one(Notice, Notice.id == notice.id)
    assert row.ends_on == date(2026, 12, 24)
    assert "Dat kan één keer." not in lia.get(path).text
    assert len(town.all(AuditLine, AuditLine.action == "notice_prolonged")) == 1


def test_closed_with_a_reason(sign_in, town, make):
    notice = make.notice()
    path = f"/marktplaats/{notice.id}"
    lia = sign_in("lia")
    answer = lia.post(f"{path}/weghalen")
    assert answer.status_code == 422
    assert answer.text.count("Kies waarom je het weghaalt.") == 2
    for ending in ("worked", "not_needed"):  # the second comes too late
        assert lia.post(f"{path}/weghalen", data={"ending": ending}).status_code == 303
    row = town.one(Notice, Notice.id == notice.id)
    assert (row.ending, row.closed_by_id) == ("worked", town.lia.id)
    assert "Gelukt" in lia.get(path).text
    assert notice.title not in lia.get("/marktplaats").text


@pytest.mark.parametrize("deed", ["verlengen", "weghalen"])
def test_only_who_placed_it_and_their_contact_person_keep_it(sign_in, make, town, deed):
    notice = make.notice()
    for key in ("anna", "hanna", "fatma"):
        assert sign_in(key).post(f"/marktplaats/{notice.id}/{deed}", data={"ending": "worked"}).status_code == 403, key
    assert town.one(Notice, Notice.id == notice.id) == notice
    by_anna = make.notice(by="anna")
    assert sign_in("lia").post(f"/marktplaats/{by_anna.id}/{deed}", data={"ending": "worked"}).status_code == 303


def test_filters_are_links_and_pages_follow_each_other(sign_in, make):
    offered = make.notice(kind="offered", title="Oude stoelen", by="hanna", at="bibliotheek")
    titles = [make.notice(title=f"Doos {number:02}").title for number in range(45)]
    anna, seen, path = sign_in("anna"), [], "/marktplaats?soort=gevraagd"
    while path:
        page = anna.get(path).text
        seen += [title for title in reversed(titles) if f">{title}<" in page]
        found = re.search(r'href="([^"]+)">Toon oudere berichten', page)
        path = found[1].replace("&amp;", "&") if found else None
        assert offered.title not in page
    assert seen == list(reversed(titles))
    assert offered.title in anna.get("/marktplaats?soort=aangeboden").text
    assert offered.title not in anna.get("/marktplaats?toon=ons").text
    for odd in ("?soort=x&toon=y&na=z", "?na=99999999999999", "?na=-1"):
        assert anna.get(f"/marktplaats{odd}").status_code == 200
    assert "<html" not in anna.get("/marktplaats", part=True).text


def test_a_list_costs_the_same_for_one_and_for_thirty(sign_in, make, count_queries):
    anna = sign_in("anna")
    anna.get("/marktplaats")
    with count_queries() as few:
        anna.get("/marktplaats")
    for _ in range(30):
        make.notice()
    with count_queries() as many:
        anna.get("/marktplaats")
    assert len(few) == len(many) <= 3


def test_what_a_partner_that_stopped_placed_is_not_there(sign_in, make, app, town):
    notice = make.notice()
    with app.app_context():
        db.session.get_one(Organisation, town.voedselbank.id).suspended_at = now()
        db.session.commit()
    assert notice.title not in sign_in("ivo").get("/marktplaats").text
    assert sign_in("ivo").get(f"/marktplaats/{notice.id}").status_code == 404


def test_the_newsletter_takes_along_what_is_new_and_stands(app, make, town):
    began = now()
    new = make.notice(kind="offered", title="Nieuw aanbod")
    make.notice(title="Al voorbij", ends_on=today() - timedelta(days=1))
    asked = make.notice(title="Nieuwe vraag")
    with app.app_context():
        assert [row.title for row in queries.for_newsletter(began)] == [asked.title, new.title]
        assert len(queries.for_newsletter(began - timedelta(days=10))) == 4
        [first, *_rest] = queries.for_newsletter(began)
        assert (first.name, first.slug) == ("Voedselbank", "voedselbank")


def test_a_double_of_a_partner_takes_its_notices_along(sign_in, make, town):
    make.organisation("boekerij", name="Boekerij")
    notice = make.notice(by="anna", at="boekerij")
    fatma = sign_in("fatma")
    assert "1 bericht op de marktplaats gaat mee." in fatma.get("/partners/boekerij/samenvoegen?met=bibliotheek").text
    fatma.post("/partners/boekerij/samenvoegen", data={"met": "bibliotheek"})
    assert town.one(Notice, Notice.id == notice.id).organisation_id == town.bibliotheek.id
