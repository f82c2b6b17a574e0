"""The coordinator takes the list of partners out and sends one in: seen row by row first, and then all good rows."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from pact.audit import AuditLine
from pact.dates import now
from pact.db import db
from pact.organisations.models import Organisation
from pact.tables.uploads import Upload
from tests.tables.hands import WRITE, book, carry_out, cells_of_book, counts, send, table, text_file

IN, OUT = "/partners/importeren", "/partners/exporteren"


@pytest.fixture
def fatma(sign_in):
    return sign_in("fatma")


def partner(town, name):
    return town.one(Organisation, Organisation.name == name)


def exported(browser, way):
    answer = browser.post(OUT, data={"als": way})
    assert answer.status_code == 200
    return answer.data


def test_each_row_says_what_will_happen_and_nothing_happens_before_a_yes(fatma, town):
    content = book(
        [" NAAM ", "tel.", "Sector", "Kleur", "E-mail"],
        ["Bakkerij de Korst", "+31 578 12 34 56", "bedrijf", "rood", "=1+1"],
        ["Bakkerij Zemel", "0578 12 34 57", "Bedrijf", "geel", "hallo@zemel.example"],
        ["voedselbank", "0578 00 00 77", "Voeding", "", "voedselbank@example.nl"],
        [None, None],
        ["Voedselbank ", "0578 00 00 78", "Voeding", "", ""],
        ["Stichting Leergeld", 612345678, "koekjes", "", "leergeld@example.nl"],
        ["", "0578 00 00 79", "", "", ""],
    )
    before = town.all(Organisation)
    address = send(fatma, IN, content)
    page = fatma.get(address).text
    plain = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert counts(page) == (1, 1, 0, 4)
    for words in (
        "Deze kolommen kennen wij niet. Wij slaan ze over: Kleur.",
        "E-mailadres: Vul een e-mailadres in zoals naam@voorbeeld.nl.",
        "Deze partner staat ook op regel 4.",
        "Sector: Kies een sector uit de lijst op de pagina.",
        "Telefoonnummer: Vul een telefoonnummer in zoals 06 12345678 of +48 601 234 567.",
        "Naam: Vul de naam van de organisatie in.",
        "Telefoonnummer : 0578 00 00 08 → 0578 00 00 77",
        "Neem 2 regels over",
    ):
        assert words in plain, words
    assert town.all(Organisation) == before
    assert fatma.post(address).status_code == 303
    done = fatma.get(address).text
    assert "Wat er gebeurd is" in done
    assert "Neem 2 regels over" not in done
    made = partner(town, "Bakkerij Zemel")
    assert (made.slug, made.phone, made.sector, made.pillar) == (
        "bakkerij-zemel",
        "0578 12 34 57",
        "company",
        "signatory",
    )
    assert partner(town, "voedselbank").phone == "0578 00 00 77"
    assert partner(town, "Stichting Leergeld").phone == "0578 00 00 01"
    line = town.one(AuditLine, AuditLine.action == "list_imported")
    assert line.facts == '{"changed": 1, "new": 1, "refused": 4, "same": 0}'
    assert "Wie doet wat" in fatma.get("/wie-doet-wat").text


def test_the_rows_that_were_refused_come_back_with_the_reason(fatma, town):
    content = text_file(["Naam", "Telefoonnummer"], ["Goed", "0578 12 34 56"], ["Fout", "+31 geen"], ["", "0578 1"])
    address = send(fatma, IN, content)
    for way in WRITE:
        found = table(fatma.get(f"{address}/niet-overgenomen?als={way}").data)
        assert found[0] == ["Regel", "Reden", "Naam", "Telefoonnummer"]
        assert [row[0] for row in found[1:]] == ["3", "4"]
        assert found[1][2:] == ["Fout", "+31 geen"]
    mended = [found[0], ["3", "weg", "Fout", "0578 12 34 99"]]
    assert counts(carry_out(fatma, IN, WRITE["csv"](mended[0], mended[1:]))) == (1, 0, 0, 0)
    assert partner(town, "Goed") is None
    assert fatma.get(f"{address}/niet-overgenomen?als=exe").status_code == 404


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Dit bestand is leeg."),
        (b"Adres;Kleur\r\nA;B", "Deze kolommen ontbreken: Naam."),
        (b"Naam;Adres;naam\r\nA;B;C", "Deze kolommen staan er twee keer: Naam."),
        (b"\x89PNG\r\n" + bytes(100), "Dit bestand kunnen wij niet lezen."),
    ],
)
def test_a_wrong_file_is_told_and_leaves_nothing_behind(fatma, town, content, said):
    answer = send(fatma, IN, content)
    assert answer.status_code == 422
    assert said in answer.text
    assert "Er klopt iets nog niet" in answer.text
    assert town.all(Upload) == []


def test_without_a_file_nothing_is_asked_of_the_list(fatma):
    answer = fatma.post(IN, data={})
    assert answer.status_code == 422
    assert "Kies een bestand." in answer.text


def test_a_column_that_is_not_there_changes_nothing_and_an_empty_cell_empties(fatma, town):
    before = partner(town, "Stichting Leergeld")
    content = text_file(["code", "naam", "adres"], ["leergeld", "Leergeld Heerde", ""])
    assert counts(carry_out(fatma, IN, content)) == (0, 1, 0, 0)
    after = town.leergeld
    assert (after.name, after.address) == ("Leergeld Heerde", "")
    assert (after.phone, after.villages, after.uuid) == (before.phone, before.villages, before.uuid)
    assert after.version == before.version + 1


def test_somebody_who_was_first_is_told_and_nothing_is_lost(app, fatma, town):
    address = send(fatma, IN, text_file(["Naam", "Adres"], ["Voedselbank", "Nieuwpad 1"], ["Nieuw", "Nieuwpad 2"]))
    with app.app_context():
        db.session.execute(update(Organisation).where(Organisation.slug == "voedselbank").values(address="Intussen 9"))
        db.session.commit()
    answer = fatma.post(address)
    assert answer.status_code == 409
    assert "Er is nog niets overgenomen. Bekijk het opnieuw. Het gaat om 1 regel." in answer.text
    assert "Intussen 9 → Nieuwpad 1" in answer.text
    assert partner(town, "Nieuw") is None
    assert fatma.post(address).status_code == 303
    assert town.voedselbank.address == "Nieuwpad 1"


def test_a_second_press_does_nothing_more(fatma, town):
    address = send(fatma, IN, text_file(["Naam"], ["Dubbel"]))
    assert fatma.post(address).status_code == fatma.post(address).status_code == 303
    assert len(town.all(Organisation, Organisation.name == "Dubbel")) == 1
    assert len(town.all(AuditLine, AuditLine.action == "list_imported")) == 1


def test_a_partner_that_stopped_is_not_brought_back_by_a_list(app, fatma, town):
    with app.app_context():
        db.session.execute(update(Organisation).where(Organisation.slug == "lucrato").values(suspended_at=now()))
        db.session.commit()
    page = fatma.get(send(fatma, IN, text_file(["Naam", "Adres"], ["Lucrato", "Elders 1"]))).text
    assert counts(page) == (0, 0, 0, 1)
    assert "Deze partner doet nu niet mee." in page
    assert "Er is niets om over te nemen." in page
    assert b"Lucrato" not in exported(fatma, "csv")


def test_what_was_sent_in_is_kept_sealed_for_an_hour_for_one_person(app, fatma, sign_in, town, make, clock, deliver):
    other = make.person("truus")
    make.pact_role(other, "coordinator")
    address = send(fatma, IN, text_file(["Naam"], ["Zyxella Qwortema"]))
    assert sign_in("truus").get(address).status_code == 404
    assert sign_in("truus").post(address).status_code == 404
    kept = town.one(Upload)
    assert b"Zyxella" not in kept.plan_sealed
    clock.shift(timedelta(minutes=61))
    again = sign_in("fatma")
    assert again.get(address).status_code == again.post(address).status_code == 404
    deliver()
    assert town.all(Upload) == []


def test_taking_a_list_out_asks_who_you_are_again(sign_in, clock, town):
    browser = sign_in("fatma")
    clock.shift(timedelta(minutes=16))
    answer = browser.post(OUT, data={"als": "csv"}, headers={"Referer": f"http://localhost{IN}"})
    assert (answer.status_code, answer.location) == (303, "/bevestigen?verder=/partners/importeren")
    assert town.all(AuditLine, AuditLine.action == "list_exported") == []
    assert sign_in("fatma").post(OUT, data={"als": "exe"}).status_code == 404


def test_only_the_coordinator_gets_at_the_list(sign_in, client):
    for key in ("lia", "anna", "gerrit", "karim"):
        assert sign_in(key).get(IN).status_code == 403
        assert sign_in(key).post(OUT, data={"als": "csv"}).status_code == 403
    assert client.get(IN).status_code == 302


@pytest.mark.parametrize("way", WRITE)
def test_the_empty_example_can_be_sent_in(fatma, way):
    answer = fatma.get(f"{IN}/voorbeeld?als={way}")
    assert f"partners-leeg.{way}" in answer.headers["Content-Disposition"]
    assert table(answer.data)[0][:2] == ["Code", "Naam"]
    assert counts(fatma.get(send(fatma, IN, answer.data)).text) == (0, 0, 0, 0)


def many(count):
    """Partners as a municipality has them, with what spreadsheets break on."""
    odd = ("=1+1", "@thuis", "-5 graden", "'=al bewaakt", "x & <y>", "regel een\nregel twee", "ünïcode €", "+31")
    head = [
        "Naam",
        "Soort",
        "Pijler",
        "Sector",
        "Dorpen",
        "Over de organisatie",
        "Telefoonnummer",
        "E-mailadres",
        "Website",
    ]
    sectors, pillars = ("Voeding", "Zorg", "Kerk en geloof", "Anders"), ("Kerngroep", "Convenant")
    return head, [
        [
            f"{odd[n % 8].splitlines()[0]} stichting {n}",
            odd[(n + 3) % 8].splitlines()[0],
            pillars[n % 2],
            sectors[n % 4],
            ("Heerde; Veessen", "")[n % 2],
            odd[(n + 5) % 8],
            ("+31 578 12 34 56", "0578 12 34 56", "")[n % 3],
            ("", f"post{n}@example.nl")[n % 2],
            ("", "https://www.voorbeeld.nl/a")[n % 2],
        ]
        for n in range(count)
    ]


def there_and_back(browser, count):
    head, rows = many(count)
    assert counts(carry_out(browser, IN, WRITE["csv"](head, rows))) == (count, 0, 0, 0)
    first = exported(browser, "xlsx")
    assert {cell.data_type for row in cells_of_book(first) for cell in row if cell.value} == {"s"}
    for way in WRITE:
        content = exported(browser, way)
        assert counts(browser.get(send(browser, IN, content)).text) == (0, 0, len(table(content)) - 1, 0)
        assert table(content) == table(first)
    by_name = {row[1]: row for row in table(first)[1:]}
    places = [table(first)[0].index(name) for name in head]
    assert all([by_name[row[0]][place] for place in places] == row for row in rows)
    return first


def test_out_and_in_again_is_the_same_list(fatma):
    there_and_back(fatma, 60)


def test_a_list_of_elsewhere_makes_the_same_partners_here(app, fatma):
    """Taken out of a full town, sent into an empty one."""
    first = there_and_back(fatma, 24)
    with app.app_context():
        for one in db.session.scalars(select(Organisation).where(Organisation.name.contains(" stichting "))):
            db.session.delete(one)
        db.session.commit()
    assert counts(carry_out(fatma, IN, first))[3] == 0
    assert table(exported(fatma, "ods")) == table(first)


@pytest.mark.proof
def test_a_thousand_partners_go_out_and_in_again(fatma):
    there_and_back(fatma, 1000)


def test_a_list_of_many_rows_is_shown_a_hundred_at_a_time(fatma, count_queries):
    head, rows = many(230)
    address = send(fatma, IN, WRITE["csv"](head, rows))
    with count_queries() as asked:
        page = fatma.get(f"{address}?toon=new&pagina=3")
    assert "pagina 3 van 3" in page.text
    assert len(re.findall(r"<tr>", page.text)) == 31
    assert len(asked) <= 5
    for wrong in ("?pagina=0", "?pagina=x", "?toon=niets&pagina=99999", "?pagina=-1"):
        assert fatma.get(address + wrong).status_code == 200


def test_a_sign_that_nobody_sees_gets_nowhere(fatma, town):
    carry_out(fatma, IN, b"Naam;Adres\r\nNul\x00bank;Pad\x07 \xe2\x80\xae1\r\n")
    made = partner(town, "Nulbank")
    assert made.address == "Pad 1"


def test_a_file_of_ten_thousand_and_one_rows_is_refused(fatma):
    answer = send(fatma, IN, b"Naam\r\n" + b"a\r\n" * 10_001)
    assert "Er staan meer dan 10000 regels in. Knip het bestand in delen." in answer.text
