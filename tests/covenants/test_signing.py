"""The personal link: read, sign, ask somebody else, say no. Then the pact signs too."""

import pytest

from pact.covenants.models import Covenant, CovenantLink, CovenantText
from pact.db import db
from pact.keys import token_hash
from pact.organisations.models import Organisation
from pact.people.models import Person
from tests import make as things
from tests.covenants.hands import SIGN, latest, path_in


@pytest.fixture
def covenant(make):
    """The school for which nobody signed yet."""
    return make.covenant(at="sportclub")


@pytest.fixture
def link(app, covenant):
    """The path of the link of somebody without an account."""
    return _link(app, covenant)


def _link(app, covenant, purpose="sign"):
    with app.app_context():
        token = things.covenant_link(covenant, purpose, person="bas")
        db.session.commit()
    return f"/convenant/{token}"


def state(town, covenant):
    return town.one(Covenant, Covenant.id == covenant.id)


def test_the_link_shows_the_whole_text_and_changes_nothing(client, town, covenant, link):
    page = client.get(link)
    assert page.status_code == 200
    text = town.one(CovenantText, CovenantText.id == covenant.text_id)
    for line in [*text.body.splitlines(), *text.annex.splitlines()]:
        words = line.removeprefix("## ").removeprefix("- ").replace("'", "&#39;")
        assert words in page.text
    assert state(town, covenant).status == "asked"


def test_only_the_hash_of_the_link_is_kept_and_no_address_travels_on(client, town, link):
    token = link.rpartition("/")[2]
    assert town.one(CovenantLink, CovenantLink.token_hash == token_hash(token))
    assert token not in str(town.all(CovenantLink))
    page = client.get(link)
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["X-Robots-Tag"] == "noindex"


def test_signing_keeps_who_what_when_and_the_fingerprint_of_the_exact_text(client, town, covenant, link):
    assert client.post(f"{link}/tekenen", data=SIGN).location == link
    signed, text = state(town, covenant), town.one(CovenantText, CovenantText.id == covenant.text_id)
    assert (signed.status, signed.signer_name, signed.signer_function) == ("signed", "Dirkje Plank", "directeur")
    assert (signed.signed_way, str(signed.signed_on)) == ("link", "2026-11-24")
    assert signed.signed_sha256 == text.sha256
    page = client.get(link).text
    assert "<h1>Getekend</h1>" in page
    assert text.sha256[:16] in page


def test_who_signed_gets_a_copy_word_for_word_and_the_coordinator_a_hint(client, town, outbox, covenant, link):
    client.post(f"{link}/tekenen", data=SIGN)
    text = town.one(CovenantText, CovenantText.id == covenant.text_id)
    [copy] = outbox.to("bas")
    for said in (text.body, text.annex, text.sha256, "Dirkje Plank", "directeur", "24 november 2026"):
        assert said in copy.body
    assert path_in(copy) == link
    [hint] = outbox.to("fatma")
    assert path_in(hint) == "/partners/sportclub/convenant"


def test_signing_twice_signs_once(client, town, outbox, covenant, link):
    for name in ("Dirkje Plank", "Iemand Anders"):
        assert client.post(f"{link}/tekenen", data=SIGN | {"name": name}).location == link
    assert state(town, covenant).signer_name == "Dirkje Plank"
    assert len(outbox.to("bas")) == 1


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("name", "Vul je naam in."),
        ("function", "Vul je functie in."),
        ("authorised", "Zet een vinkje als je mag tekenen voor Sportclub De Doordrijvers."),
    ],
)
def test_what_is_missing_is_asked(client, town, covenant, link, field, said):
    page = client.post(f"{link}/tekenen", data=SIGN | {field: ""})
    assert page.status_code == 422
    assert page.text.count(said) == 2
    assert state(town, covenant).status == "asked"


def test_somebody_else_gets_a_link_and_the_old_one_says_who(client, town, outbox, covenant, link):
    asked = {"name": "Directeur Dirk", "email": "dirk@voorbeeld.nl"}
    assert client.post(f"{link}/iemand-anders", data=asked).location == link
    [letter] = outbox.to("dirk@voorbeeld.nl")
    theirs = path_in(letter)
    assert theirs != link
    assert "Bas Velden vraagt jou om te tekenen." in letter.body
    old = client.get(link).text
    assert "Directeur Dirk kreeg een eigen link" in old
    assert "dirk@voorbeeld.nl" not in old
    assert client.post(f"{link}/tekenen", data=SIGN).location == link  # to the page that says who was asked
    assert state(town, covenant).status == "asked"
    client.post(f"{theirs}/tekenen", data=SIGN | {"name": "Directeur Dirk"})
    assert state(town, covenant).signer_name == "Directeur Dirk"
    assert "Getekend" not in client.get(link).text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"name": "", "email": "dirk@voorbeeld.nl"}, "Vul de naam in."),
        ({"name": "Dirk", "email": "dirk"}, "Vul een e-mailadres in zoals naam@voorbeeld.nl."),
    ],
)
def test_asking_somebody_else_needs_a_name_and_an_address(client, outbox, link, asked, said):
    page = client.post(f"{link}/iemand-anders", data=asked)
    assert page.status_code == 422
    assert page.text.count(said) == 2
    assert not len(outbox)


def test_nobody_makes_us_write_to_all_the_world(client, outbox, link):
    for number in range(12):
        asked = {"name": "Dirk", "email": f"dirk{number}@voorbeeld.nl"}
        answer = client.post(f"{link}/iemand-anders", data=asked)
        if answer.status_code != 303:
            break
        link = path_in(outbox.to(f"dirk{number}@voorbeeld.nl")[0])
    assert answer.status_code == 422
    assert "Er zijn al veel mensen gevraagd." in answer.text
    assert len(outbox) == 7


def test_saying_no_tells_the_coordinator_and_ends_the_question(client, town, outbox, covenant, link):
    assert client.post(f"{link}/nee", data={"reason": "Te veel werk."}).location == link
    assert (state(town, covenant).status, state(town, covenant).reason) == ("declined", "Te veel werk.")
    assert client.get(link).status_code == 410
    assert outbox.to("fatma")[0].subject == "Niet getekend"


@pytest.mark.parametrize("path", ["", "/tekenen", "/iemand-anders", "/nee"])
def test_a_link_that_is_not_ours_or_too_old_is_no_page(client, clock, link, path):
    assert client.get(f"/convenant/bestaat-niet{path}").status_code == 404
    clock.shift(71 * 86400)
    answer = client.get(link + path)
    assert answer.status_code == 404
    assert "Deze link werkt niet meer" in answer.text


def test_a_partner_that_was_shut_out_signs_nothing(app, client, town, covenant, link):
    with app.app_context():
        organisation = db.session.get_one(Organisation, covenant.organisation_id)
        organisation.suspended_at = covenant.asked_at
        db.session.commit()
    assert client.post(f"{link}/tekenen", data=SIGN).status_code == 404
    assert state(town, covenant).status == "asked"


# -- the pact signs too --------------------------------------------------------------------------------------------


def test_countersigning_makes_it_public(sign_in, client, town, outbox, make):
    signed = make.covenant("signed", at="sportclub")
    assert "Doordrijvers" not in client.get("/convenanten").text
    answer = sign_in("fatma").post(f"/convenanten/{signed.id}/ook-tekenen")
    assert answer.location == "/partners/sportclub/convenant"
    assert state(town, signed).countersigned_by_id == town.fatma.id
    assert str(town.sportclub.joined_on) == "2026-11-24"
    for path in ("/convenanten", "/over"):
        assert "Doordrijvers" in client.get(path).text
    assert outbox.to("bas")[0].subject == "Jullie doen mee"


def test_countersigning_twice_is_countersigning_once(sign_in, town, outbox, make):
    signed, fatma = make.covenant("signed", at="sportclub"), sign_in("fatma")
    assert [fatma.post(f"/convenanten/{signed.id}/ook-tekenen").status_code for _ in range(2)] == [303, 303]
    assert len(outbox.to("bas")) == 1


@pytest.mark.parametrize(("key", "status"), [("anna", 403), ("lia", 403), ("gerrit", 403), ("karim", 403)])
def test_only_the_coordinator_countersigns(sign_in, town, make, key, status):
    signed = make.covenant("signed")
    assert sign_in(key).post(f"/convenanten/{signed.id}/ook-tekenen").status_code == status
    assert state(town, signed).status == "signed"


def test_what_nobody_signed_is_not_countersigned(sign_in, town, covenant):
    assert sign_in("fatma").post(f"/convenanten/{covenant.id}/ook-tekenen").status_code == 409
    assert state(town, covenant).status == "asked"


def test_a_newer_version_takes_the_place_of_the_older_one(sign_in, client, town, outbox, make):
    fatma = sign_in("fatma")
    old = town.one(Covenant, Covenant.organisation_id == town.bibliotheek.id)
    new = {"title": "Convenant, beter", "body": "Wij helpen nog meer.", "annex": "Hetzelfde.", "once": "een"}
    assert fatma.post("/convenanten/teksten/covenant", data=new).status_code == 303
    asked = {"kind": "covenant", "name": "Hanna Smit", "email": "hanna@example.nl", "once": "twee"}
    assert fatma.post("/partners/bibliotheek/convenant/vragen", data=asked).status_code == 303
    client.post(f"{path_in(outbox.to('hanna')[0])}/tekenen", data=SIGN)
    fatma.post(f"/convenanten/{latest(town, Covenant).id}/ook-tekenen")
    assert state(town, old).status == "ended"
    assert state(town, old).reason == "Er is een nieuwe versie getekend."
    assert str(town.bibliotheek.joined_on) == "2025-03-18"  # they took part all the time
    assert "Convenant, versie 2" in client.get("/convenanten").text


def test_asking_twice_asks_once(sign_in, town, outbox):
    fatma = sign_in("fatma")
    asked = {"kind": "covenant", "name": "Hanna Smit", "email": "hanna@example.nl"}
    url = "/partners/bibliotheek/convenant/vragen"
    assert [fatma.post(url, data=asked | {"once": "een"}).status_code for _ in range(2)] == [303, 303]
    again = fatma.post(url, data=asked | {"once": "twee"})
    assert again.status_code == 422
    assert again.text.count("Deze organisatie is al gevraagd om te tekenen.") == 2
    assert len(outbox.to("hanna")) == 1


def test_a_new_link_ends_the_old_one(sign_in, client, outbox, covenant, link):
    assert sign_in("fatma").post(f"/convenanten/{covenant.id}/nieuwe-link").status_code == 303
    assert client.get(link).status_code == 404
    assert client.get(path_in(outbox.to("bas")[0])).status_code == 200


# -- on paper ------------------------------------------------------------------------------------------------------


def test_the_sheet_holds_the_text_and_a_row_for_who_was_asked(sign_in, town):
    page = sign_in("fatma").get("/convenanten/tekenblad?tekst=covenant").text
    assert "<h3>Sportclub De Doordrijvers</h3>" in page
    assert "<h3>Basisschool De Bontekoe</h3>" not in page  # signed already
    assert "Wie merkt dat gegevens bij een verkeerde persoon" in page
    assert sign_in("fatma").get("/convenanten/tekenblad?tekst=iets").status_code == 404


def test_what_was_signed_with_a_pen_is_typed_over(sign_in, town, covenant):
    paper = {"name": "Bas Velden", "function": "voorzitter", "signed_on": "2026-11-20"}
    assert sign_in("fatma").post(f"/convenanten/{covenant.id}/papier", data=paper).status_code == 303
    signed = state(town, covenant)
    assert (signed.status, signed.signed_way, str(signed.signed_on)) == ("signed", "paper", "2026-11-20")
    assert signed.registered_by_id == town.fatma.id
    assert signed.signed_sha256


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("", "Vul de datum van het papier in, vandaag of eerder."),
        ("onzin", "Vul de datum van het papier in, vandaag of eerder."),
        ("2026-11-25", "Vul de datum van het papier in, vandaag of eerder."),
        ("2025-03-17", "Toen was deze tekst er nog niet. Kijk de datum na."),
    ],
)
def test_paper_has_a_day_on_which_the_text_was_there(sign_in, town, covenant, day, said):
    paper = {"name": "Bas Velden", "function": "voorzitter", "signed_on": day}
    page = sign_in("fatma").post(f"/convenanten/{covenant.id}/papier", data=paper)
    assert page.status_code == 422
    assert page.text.count(said) == 2
    assert state(town, covenant).status == "asked"


# -- the texts -----------------------------------------------------------------------------------------------------


def test_a_new_version_begins_with_the_last_one_and_changes_nothing_that_is_signed(sign_in, client, town):
    fatma = sign_in("fatma")
    assert "Jullie kiezen een contactpersoon" in fatma.get("/convenanten/teksten/covenant").text
    before = town.all(CovenantText)
    new = {"title": "Convenant", "body": "Anders.", "annex": "Ook anders.", "once": "een"}
    for _ in range(2):
        assert fatma.post("/convenanten/teksten/covenant", data=new).status_code == 303
    after = town.all(CovenantText)
    assert [row for row in after if row in before] == before
    assert len(after) == len(before) + 1
    assert latest(town, CovenantText).number == 2


@pytest.mark.parametrize("field", ["title", "body", "annex"])
def test_an_empty_text_is_not_published(sign_in, town, field):
    new = {"title": "Convenant", "body": "Anders.", "annex": "Ook anders."} | {field: ""}
    assert sign_in("fatma").post("/convenanten/teksten/covenant", data=new).status_code == 422
    assert len(town.all(CovenantText)) == 2


def test_what_somebody_wrote_in_a_text_stays_plain_words(sign_in, client, town):
    new = {"title": "<b>T</b>", "body": "<script>alert(1)</script>", "annex": "## <i>Kop</i>", "once": "een"}
    sign_in("fatma").post("/convenanten/teksten/pact", data=new)
    page = client.get(f"/convenanten/tekst/{latest(town, CovenantText).id}").text
    assert "<script>alert" not in page
    assert "<h3>&lt;i&gt;Kop&lt;/i&gt;</h3>" in page


def test_who_signs_needs_no_account(town):
    assert not town.all(Person, Person.email == "dirkje@voorbeeld.nl")
