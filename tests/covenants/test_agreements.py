"""Agreements on sharing information: with parties and a last day of their own, signed on paper, told before the end."""

from datetime import date, timedelta

from pact.covenants.models import Agreement, AgreementParty

NEW = {
    "title": "Te late zorgpremie",
    "subject": "Wie te laat betaalt, om snel hulp te bieden.",
    "ground": "Wet gemeentelijke schuldhulpverlening, artikel 3.",
    "starts_on": "2026-12-01",
    "ends_on": "2027-12-01",
    "body": "## Wat\n\nWij delen <b>weinig</b>.",
    "annex": "Wij beslissen samen.",
    "once": "een-merk",
}
SIGN = {"name": "Thea Pen", "function": "directeur", "signed_on": "2026-11-20"}


def of(town, id):
    return town.one(Agreement, Agreement.id == id)


def parties(town, id):
    rows = town.all(AgreementParty, AgreementParty.agreement_id == id)
    return {row.organisation_id: row.signed_on for row in rows}


def made_by(fatma, town, **values):
    between = [str(town.voedselbank.id), str(town.triada.id)]
    answer = fatma.post("/convenanten/afspraken/nieuw", data=NEW | {"parties": between} | values)
    assert answer.status_code == 303
    return int(answer.location.rpartition("/")[2])


def test_it_is_made_signed_by_each_and_then_holds(sign_in, town, clock):
    fatma = sign_in("fatma")
    id = made_by(fatma, town)
    path = f"/convenanten/afspraken/{id}"
    assert set(parties(town, id)) == {town.voedselbank.id, town.triada.id}
    page = fatma.get(path).text
    assert "In voorbereiding" in page
    assert "Wij delen &lt;b&gt;weinig&lt;/b&gt;." in page
    assert "Wij beslissen samen." in page
    for slug in ("voedselbank", "triada", "triada"):
        assert fatma.post(f"{path}/tekenen/{slug}", data=SIGN).location == path
    assert set(parties(town, id).values()) == {date(2026, 11, 20)}
    assert "Begint nog" in fatma.get(path).text
    clock.shift(timedelta(days=10))
    fatma = sign_in("fatma")
    assert "Geldt nu" in fatma.get(path).text
    assert "Te late zorgpremie" in fatma.get("/convenanten").text
    clock.shift(timedelta(days=400))
    assert "Verlopen" in sign_in("fatma").get(path).text
    assert "Te late zorgpremie" not in sign_in("fatma").get("/convenanten").text


def test_what_is_not_right_is_said_at_the_field_and_the_rest_stays(sign_in, town):
    fatma, between = sign_in("fatma"), [str(town.voedselbank.id), str(town.triada.id)]
    before = len(town.all(Agreement))
    wrong = [
        ("title", "", "Vul een titel in."),
        ("subject", "", "Schrijf welke gegevens, en waarvoor."),
        ("ground", "", "Schrijf welke wet of regel het toestaat."),
        ("parties", between[:1], "Kies minstens twee organisaties."),
        ("parties", [between[0], between[0], "999999", "x"], "Kies minstens twee organisaties."),
        ("starts_on", "", "Vul de eerste dag in."),
        ("ends_on", "", "Kies een laatste dag na vandaag, binnen tien jaar."),
        ("ends_on", "2026-11-24", "Kies een laatste dag na vandaag, binnen tien jaar."),
        ("ends_on", "2026-12-01", "De laatste dag komt na de eerste dag."),
        ("body", "Mevrouw 111222333", "Haal het burgerservicenummer weg."),
    ]
    for field, typed, said in wrong:
        page = fatma.post("/convenanten/afspraken/nieuw", data=NEW | {"parties": between} | {field: typed})
        assert page.status_code == 422, (field, typed)
        assert page.text.count(said) == 2, (field, typed)
        assert "Wij beslissen samen." in page.text
    assert len(town.all(Agreement)) == before


def test_a_second_press_makes_no_second_one_and_a_signature_in_the_future_is_refused(sign_in, town):
    fatma = sign_in("fatma")
    id = made_by(fatma, town)
    again = fatma.post("/convenanten/afspraken/nieuw", data=NEW | {"parties": [*map(str, parties(town, id))]})
    assert again.location == "/convenanten/afspraken"
    assert len(town.all(Agreement, Agreement.title == NEW["title"])) == 1
    page = fatma.post(f"/convenanten/afspraken/{id}/tekenen/triada", data=SIGN | {"signed_on": "2026-11-25"})
    assert page.status_code == 422
    assert page.text.count("Vul de datum van het papier in, vandaag of eerder.") == 2
    assert fatma.get(f"/convenanten/afspraken/{id}/tekenen/bibliotheek").status_code == 404


def test_it_can_be_changed_until_somebody_signed_and_by_one_at_a_time(sign_in, town):
    fatma = sign_in("fatma")
    id = made_by(fatma, town)
    path, other = f"/convenanten/afspraken/{id}", [str(town.voedselbank.id), str(town.bibliotheek.id)]
    said = NEW | {"title": "Anders", "parties": other, "version": str(of(town, id).edition), "once": "a"}
    assert fatma.post(f"{path}/wijzigen", data=said).status_code == 303
    assert of(town, id).title == "Anders"
    assert set(parties(town, id)) == {town.voedselbank.id, town.bibliotheek.id}
    assert fatma.post(f"{path}/wijzigen", data=said | {"once": "b"}).status_code == 409
    fatma.post(f"{path}/tekenen/voedselbank", data=SIGN)
    assert fatma.get(f"{path}/wijzigen").location == path
    fatma.post(f"{path}/wijzigen", data=said | {"title": "Te laat", "once": "c"})
    assert of(town, id).title == "Anders"
    assert "Wijzig de afspraak" not in fatma.get(path).text


def test_only_its_parties_and_who_looks_after_all_know_of_it(sign_in, client, town, make):
    mine = make.agreement("voedselbank", "triada", signed=True)
    path = f"/convenanten/afspraken/{mine.id}"
    codes = {key: sign_in(key).get(path).status_code for key in ("anna", "chantal", "gerrit", "karim", "hanna")}
    assert codes == {"anna": 200, "chantal": 404, "gerrit": 200, "karim": 200, "hanna": 404}
    assert "Piet Zomer" in sign_in("anna").get(path).text
    assert sign_in("anna").get(path).text.count("Piet Zomer") == 1  # of the other party only the day
    for page in (client.get("/convenanten"), sign_in("hanna").get("/convenanten")):
        assert "Te late huur" not in page.text
    assert "Te late huur" not in sign_in("hanna").get("/convenanten/afspraken").text
    assert sign_in("anna").post(f"{path}/stoppen", data={"reason": "x"}).status_code == 403


def test_it_is_stopped_with_a_reason_and_stays_in_the_list(sign_in, town, make):
    one, fatma = make.agreement(signed=True), sign_in("fatma")
    path = f"/convenanten/afspraken/{one.id}"
    assert fatma.post(f"{path}/stoppen", data={"reason": ""}).status_code == 422
    for _ in range(2):
        assert fatma.post(f"{path}/stoppen", data={"reason": "Niet meer nodig."}).location == path
    assert of(town, one.id).ended_by_id == town.fatma.id
    assert "Niet meer nodig." in fatma.get(path).text
    assert f'href="{path}"' in fatma.get("/convenanten/afspraken").text
    assert fatma.get(f"{path}/tekenen/triada").location == path


def test_sixty_days_before_the_end_the_coordinator_hears_of_it_once(sign_in, town, make, deliver, outbox, clock):
    one = make.agreement(signed=True, title="Energie", ends_on=date(2027, 3, 1))
    about = [("Energie", date(2026, 12, 30), 0), ("Energie", date(2026, 12, 31), 1), ("Energie", date(2027, 1, 20), 1)]
    for title, day, count in about:
        clock.move_to(f"{day}T09:00:00+00:00")
        deliver()
        assert len([letter for letter in outbox.to("fatma") if title in letter.subject]) == count, day
    fatma = sign_in("fatma")
    assert "Energie" in fatma.get("/vandaag").text
    after = fatma.get(f"/convenanten/afspraken/nieuw?vervolg={one.id}").text
    assert 'value="2027-03-01"' in after
    fatma.post(
        f"/convenanten/afspraken/nieuw?vervolg={one.id}",
        data=NEW | {"parties": [*map(str, parties(town, one.id))], "starts_on": "2027-03-01"},
    )
    assert "Energie" not in fatma.get("/vandaag").text
    assert "De afspraak hierna" in fatma.get(f"/convenanten/afspraken/{one.id}").text


def test_merged_partners_stand_in_an_agreement_once(sign_in, town, make):
    gone = make.organisation("bibliotheek-dubbel")
    both = make.agreement("bibliotheek", "bibliotheek-dubbel", "triada")
    only = make.agreement("bibliotheek-dubbel", "triada")
    sign_in("fatma").post("/partners/bibliotheek-dubbel/samenvoegen", data={"met": "bibliotheek"})
    for agreement in (both, only):
        assert set(parties(town, agreement.id)) == {town.bibliotheek.id, town.triada.id}
        assert gone.id not in parties(town, agreement.id)


def test_everybody_reads_who_does_what_with_data(client):
    page = client.get("/convenanten").text
    assert "Wie doet wat met gegevens (AVG, artikel 26)" in page
    path = page.partition('#annex">')[0].rpartition('href="')[2]
    text = client.get(path).text
    assert 'id="annex"' in text
    assert "artikel 26 van de AVG" in text


def test_the_list_costs_the_same_for_one_and_for_thirty(sign_in, make, count_queries):
    fatma, counts = sign_in("fatma"), []
    for more in (1, 30):
        for _ in range(more):
            make.agreement(signed=True)
        fatma.get("/convenanten/afspraken")
        with count_queries() as asked:
            assert fatma.get("/convenanten/afspraken").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 5
