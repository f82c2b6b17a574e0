"""What was signed as a PDF: for who signed and for the organisation's own people; and the sheet for a ceremony."""

import pytest

from pact.covenants.models import Covenant, CovenantText
from pact.db import db
from tests import make as things
from tests.covenants.hands import SIGN
from tests.papers import Paper


@pytest.fixture
def link(app):
    """The path of a link to sign for the Voedselbank, of Lia."""
    with app.app_context():
        token = things.covenant_link(things.covenant(), person="lia")
        db.session.commit()
    return f"/convenant/{token}"


def text_of(town, covenant):
    return town.one(CovenantText, CovenantText.id == covenant.text_id)


def test_who_signed_keeps_the_text_word_for_word_with_name_date_and_fingerprint(client, town, link):
    assert client.get(f"{link}/kopie").status_code == 404  # nothing is signed yet
    client.post(f"{link}/tekenen", data=SIGN)
    assert f"{link}/kopie" in client.get(link).text
    answer = client.get(f"{link}/kopie")
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="getekend-voedselbank.pdf"'
    assert answer.headers["Cache-Control"] == "no-store"
    paper = Paper(answer.data)
    assert (paper.is_tagged, paper.says_universal, paper.language) == (True, True, "nl")
    signed = max(town.all(Covenant), key=lambda row: row.id)
    text = text_of(town, signed)
    for said in ("Dirkje Plank", "directeur", "24 november 2026", text.sha256, "Nog niet"):
        assert said in paper.text
    for line in [*text.body.splitlines(), *text.annex.splitlines()]:
        assert line.removeprefix("## ").removeprefix("- ") in paper.words
    assert {"Title", "H1", "H2", "L", "Table"} <= set(paper.tags)


def test_a_link_that_was_passed_on_has_no_copy(client, link, outbox):
    client.post(f"{link}/iemand-anders", data={"name": "Directeur Dirk", "email": "dirk@voorbeeld.nl"})
    theirs = outbox.to("dirk@voorbeeld.nl")[-1].links[0].removeprefix("http://localhost")
    client.post(f"{theirs}/tekenen", data=SIGN)
    assert client.get(f"{theirs}/kopie").status_code == 200
    assert client.get(f"{link}/kopie").status_code == 404
    assert client.get("/convenant/bestaat-niet/kopie").status_code == 404


@pytest.mark.parametrize(
    ("who", "status"), [("lia", 200), ("fatma", 200), ("gerrit", 200), ("anna", 403), ("daan", 403)]
)
def test_the_people_of_the_organisation_keep_it_too(sign_in, make, who, status):
    covenant = make.covenant("countersigned")
    browser = sign_in(who)
    where = f"/convenanten/{covenant.id}/kopie"
    answer = browser.get(where)
    assert answer.status_code == status
    assert (where in browser.get("/partners/voedselbank/convenant").text) == (status == 200)
    if status == 200:
        assert "Sjoerd Tekenaar" in Paper(answer.data).text


@pytest.mark.parametrize("status", ["asked", "declined"])
def test_what_is_not_signed_has_no_copy(sign_in, make, status):
    assert sign_in("fatma").get(f"/convenanten/{make.covenant(status).id}/kopie").status_code == 404


def test_the_sheet_for_a_ceremony_has_a_line_for_everybody_who_was_asked(sign_in, make):
    make.covenant(at="sportclub")
    browser = sign_in("fatma")
    assert "/convenanten/tekenblad/pdf?tekst=covenant" in browser.get("/convenanten/tekenblad?tekst=covenant").text
    answer = browser.get("/convenanten/tekenblad/pdf?tekst=covenant")
    paper = Paper(answer.data)
    assert paper.says_universal
    assert "Sportclub De Doordrijvers" in paper.text
    assert "Voor het pact" in paper.text
    assert paper.text.count("Handtekening") >= 6
    assert browser.get("/convenanten/tekenblad/pdf?tekst=gedicht").status_code == 404
