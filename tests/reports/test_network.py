"""«Netwerk»: one network, told as a table, as a drawing and as a sheet, and to everybody what they may know."""

import csv
import io
import re
from html import unescape
from xml.etree import ElementTree

import pytest
from sqlalchemy import update

from pact.dates import now, today
from pact.db import db
from pact.organisations.models import Organisation
from pact.workgroups.models import Workgroup

SVG = "{http://www.w3.org/2000/svg}"
COUNTED = "doorverwijzingen van"


def rows(text):
    """What the table says of each partner: with whom, and what about."""
    found = {}
    for row in re.findall(r'<tr id="[^"]+">.*?</tr>', text, re.S):
        name = re.sub("<[^>]+>", "", re.search(r'<th scope="row">(.*?)</th>', row, re.S)[1])
        ties = re.findall(r"<li><strong>(.*?)</strong>: (.*?)</li>", row, re.S)
        found[unescape(name)] = {(unescape(other), unescape(what)) for other, what in ties}
    return found


def ties_in_table(text):
    return {(frozenset((one, other)), what) for one, ties in rows(text).items() for other, what in ties}


def drawing_in(text):
    return ElementTree.fromstring(re.search(r"<svg xmlns.*?</svg>", text, re.S)[0])  # noqa: S314 - our own


def ties_in_drawing(svg):
    found = set()
    for title in svg.iterfind(f"{SVG}g/{SVG}path/{SVG}title"):
        pair, _colon, what = title.text.partition(": ")
        found.add((frozenset(pair.split(" en ")), what))
    return found


def names_in_drawing(svg):
    return {" ".join(part.text for part in link.iter(f"{SVG}tspan")) for link in svg.iter(f"{SVG}a")}


@pytest.mark.parametrize("who", [None, "fatma"])
def test_the_table_and_the_drawing_say_the_same(client, sign_in, who):
    browser = sign_in(who) if who else client
    for asked in ("", "?onderwerp=clothing", "?onderwerp=debt&dorp=Veessen", "?periode=2026-2"):
        table = browser.get(f"/netwerk{asked}").text
        drawn = drawing_in(browser.get(f"/netwerk/kaart{asked}").text)
        assert ties_in_drawing(drawn) == ties_in_table(table)
        neighbours = {other for ties in rows(table).values() for other, _what in ties}
        assert names_in_drawing(drawn) == rows(table).keys() | neighbours
        assert len(ties_in_table(table)) > 1


def test_every_name_leads_to_its_row(client):
    table = client.get("/netwerk?onderwerp=debt").text
    links = [link.get("href") for link in drawing_in(client.get("/netwerk/kaart?onderwerp=debt").text).iter(f"{SVG}a")]
    assert {link.partition("#")[0] for link in links} == {"/netwerk?onderwerp=debt"}
    assert set(re.findall(r'<tr id="([^"]+)"', table)) <= {link.partition("#")[2] for link in links}


def test_who_shares_a_workgroup_is_tied_while_it_lasts(client, app, town, sign_in):
    """Ivo sits there for Triada; nobody else does."""
    pair = (frozenset(("Woonstichting Triada", "Stichting Leergeld")), "werkgroep Event/bijeenkomsten")
    assert pair in ties_in_table(client.get("/netwerk").text)
    sign_in("piet").post(f"/partners/triada/mensen/{town.ivo.id}/weg")
    assert pair not in ties_in_table(client.get("/netwerk").text)
    with app.app_context():
        db.session.execute(update(Workgroup).values(ended_at=now()))
        db.session.commit()
    assert not ties_in_table(client.get("/netwerk").text)
    assert "Er zijn nog geen lijnen." in client.get("/netwerk/kaart").text


def test_an_agreement_ties_those_it_is_between_for_who_may_know_of_it(client, sign_in, make):
    """What everybody signs, the pact and the covenant, ties nobody."""
    make.agreement("triada", "lucrato", signed=True, title="Vroege hulp")
    make.agreement("triada", "ido", title="Nog niet getekend")
    tie = (frozenset(("Woonstichting Triada", "Lucrato")), "afspraak Vroege hulp")
    for browser in (sign_in("fatma"), sign_in("ivo")):
        page = browser.get("/netwerk").text
        assert tie in ties_in_table(page)
        assert "Nog niet getekend" not in page
    for browser in (client, sign_in("anna")):
        assert {what.partition(" ")[0] for _pair, what in ties_in_table(browser.get("/netwerk").text)} == {"werkgroep"}


def test_counts_are_for_who_answers_for_the_pact(client, sign_in):
    for path in ("/netwerk", "/netwerk/kaart", "/netwerk/netwerk.csv", "/netwerk/netwerk.svg"):
        for browser in (client, sign_in("anna"), sign_in("karim")):
            told = browser.get(path + "?periode=2026-3").text
            assert COUNTED not in told
            assert "september 2026" not in told
        for key in ("fatma", "gerrit"):
            told = sign_in(key).get(path).text
            assert "doorverwijzingen van Voedselbank naar Grip op de Knip: 14" in told
    page = sign_in("fatma").get("/netwerk?periode=2026-2").text
    assert "doorverwijzingen van Voedselbank naar Grip op de Knip: 11" in page
    assert "tussen alle organisaties samen: 33." in page


def test_a_filter_that_does_not_exist_is_not_there(client):
    plain = client.get("/netwerk").text
    odd = client.get("/netwerk?onderwerp=<b>&dorp=Parijs&periode=2026-3").text
    assert rows(odd) == rows(plain)
    assert "<b>" not in odd
    assert client.get("/netwerk/netwerk.exe").status_code == 404


def test_nobody_fits(client, app):
    with app.app_context():
        db.session.execute(update(Organisation).values(joined_on=None))
        db.session.commit()
    for path in ("/netwerk", "/netwerk/kaart"):
        assert "Nog niemand past bij deze keuze." in client.get(path).text
    assert client.get("/netwerk/netwerk.svg").status_code == 200


def test_the_sheet_says_what_the_table_says_and_carries_nothing_out(client, app):
    with app.app_context():
        db.session.execute(update(Organisation).where(Organisation.slug == "triada").values(name="=1+1;2"))
        db.session.commit()
    answer = client.get("/netwerk/netwerk.csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="netwerk.csv"'
    assert answer.data.startswith(b"\xef\xbb\xbf")
    sheet = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    table = rows(client.get("/netwerk").text)
    assert {row["Organisatie"].removeprefix("'") for row in sheet} == table.keys()
    assert "'=1+1;2" in {row["Organisatie"] for row in sheet}
    for row in sheet:
        said = row["Werkt samen met"].removeprefix("'").split(" | ")
        assert {tuple(tie.split(": ", 1)) for tie in said if tie} == table[row["Organisatie"].removeprefix("'")]


def test_the_picture_is_plain_the_same_twice_and_shows_what_was_typed_as_text(client, app):
    with app.app_context():
        db.session.execute(update(Organisation).where(Organisation.slug == "triada").values(name="<b>&'\"]]>"))
        db.session.commit()
    svg = client.get("/netwerk/netwerk.svg").data
    assert client.get("/netwerk/netwerk.svg").data == svg
    parts = ElementTree.fromstring(svg).iter()  # noqa: S314 - our own
    names = {name for part in parts for name in (part.tag, *part.attrib)}
    assert not names & {f"{SVG}script", f"{SVG}style", f"{SVG}a", f"{SVG}b", "style", "href"}
    assert client.get("/netwerk/netwerk.png").data.startswith(b"\x89PNG")


def test_it_costs_the_same_for_few_and_for_sixty_partners(sign_in, app, make, count_queries):
    fatma = sign_in("fatma")
    paths = ("/netwerk", "/netwerk/kaart", "/netwerk/netwerk.csv")
    few = []
    for path in paths:
        fatma.get(path)
        with count_queries() as asked:
            fatma.get(path)
        few.append(len(asked))
    for _ in range(48):
        place = make.organisation(joined_on=today())
        make.service(place, "food", "debt")
        make.membership(make.person(f"lid{place.id}"), place, "member")
        make.workgroup("ivo", f"lid{place.id}")
    for path, before in zip(paths, few, strict=True):
        with count_queries() as many:
            assert fatma.get(path).status_code == 200
        assert len(many) == before <= 5
