"""What was sent stands on the public site, as pages and as a feed, for everybody."""

import re
from datetime import timedelta
from typing import Any

import feedparser
import pytest
from flask import Flask

from pact.dates import now
from pact.db import db
from pact.newsletter.models import Audience, Delivery, DeliveryState, IssueLetter, LeftBy, Reader, Section
from tests.make import Maker
from tests.newsletter.things import stored_photo
from tests.visitors import PactClient

HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(2)> javascript:alert(3) & "quoted"'


def words_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.partition("<main")[2]).split())


def sent(make: Maker, title: str = "Nieuwsbrief november", days: int = 3, **values: Any) -> Any:
    return make.issue(title, began_at=now() - timedelta(days=days), introduction="Dag allemaal.", **values)


def test_an_issue_stands_on_the_site_from_its_first_letter_on(client: PactClient, make: Maker) -> None:
    issue, draft = sent(make), make.issue("Nieuwsbrief december")
    make.article(
        issue, "De kledingbank is verhuisd", text="Je vindt ons nu aan het plein.\n\n- elke dag\n- ook zaterdag"
    )
    assert client.get(f"/nieuws/{draft.id}").status_code == 404
    listed = client.get("/nieuws").text
    assert "Nieuwsbrief november" in listed
    assert "Nieuwsbrief december" not in listed
    page = client.get(f"/nieuws/{issue.id}").text
    assert "<li>elke dag</li>" in page
    assert "De kledingbank is verhuisd" in page


def test_each_edition_has_its_own_articles_and_the_residents_comes_first(client: PactClient, make: Maker) -> None:
    issue = sent(make)
    make.article(issue, "Voor allebei")
    make.article(issue, "Wij besloten dit", audience=Audience.PARTNERS, section=Section.DECISIONS)
    make.article(issue, "Kom eten", audience=Audience.RESIDENTS)
    page = client.get(f"/nieuws/{issue.id}").text
    assert "Kom eten" in page
    assert "Voor allebei" in page
    assert "Wij besloten dit" not in page
    page = client.get(f"/nieuws/{issue.id}?uitgave=partners").text
    assert "Wij besloten dit" in page
    assert "Voor allebei" in page
    assert "Kom eten" not in page


def test_sections_stand_in_the_order_of_the_letter(client: PactClient, make: Maker) -> None:
    issue = sent(make)
    make.article(issue, "Zaal gevraagd", section=Section.MARKETPLACE)
    make.article(issue, "Nieuws van ons", section=Section.NEWS)
    page = words_of(client.get(f"/nieuws/{issue.id}").text)
    assert page.index("Nieuws van ons") < page.index("Gevraagd en aangeboden") < page.index("Zaal gevraagd")


def test_a_photo_in_an_issue_is_for_everybody_also_in_mail_that_is_read_on_a_website(
    client: PactClient, make: Maker, app: Flask
) -> None:
    with app.app_context():
        public, handed_in = stored_photo(), stored_photo()
        db.session.commit()
    make.article(sent(make), photo_id=public, photo_description="Een groen vlak")
    make.contribution(None, photo_id=handed_in, photo_description="Nog een vlak")
    answer = client.get(f"/nieuws/foto/{public}")
    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in answer.headers
    assert client.get(f"/nieuws/foto/{handed_in}").status_code == 404


def test_a_reader_of_feeds_gets_the_whole_issue_once(client: PactClient, make: Maker) -> None:
    old, new = sent(make, "Nieuwsbrief september", 40), sent(make)
    make.article(old, "Oud nieuws")
    make.article(new, "De kledingbank is verhuisd", text="Kijk op https://example.org/plein.")
    answer = client.get("/nieuws/atom.xml")
    read = feedparser.parse(answer.data)
    assert not read.bozo, read.get("bozo_exception")
    titles = [entry.title for entry in read.entries]
    assert titles.index("Nieuwsbrief november") < titles.index("Nieuwsbrief september")
    first = read.entries[0]
    assert first.link == f"http://localhost/nieuws/{new.id}"
    assert "https://example.org/plein" in first.content[0].value
    assert len({entry.id for entry in read.entries}) == len(read.entries)
    again = client.get("/nieuws/atom.xml", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_nothing_that_somebody_typed_runs_on_the_page_or_in_the_feed(client: PactClient, make: Maker) -> None:
    issue = sent(make, HOSTILE[:100])
    make.article(issue, HOSTILE[:90], text=HOSTILE, photo_description=HOSTILE)
    page = client.get(f"/nieuws/{issue.id}").text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert 'href="javascript' not in page
    read = feedparser.parse(client.get("/nieuws/atom.xml").data, sanitize_html=False)
    assert not read.bozo
    content = next(entry for entry in read.entries if entry.link.endswith(f"/{issue.id}")).content[0].value
    assert "<script" not in content
    assert "<img src=x" not in content
    assert "javascript:alert" in content


def test_the_list_goes_on_on_a_next_page(client: PactClient, make: Maker) -> None:
    for number in range(30):
        sent(make, f"Nieuwsbrief nummer {number:02}", days=500 + number)
    page = client.get("/nieuws")
    further = page.text.partition("/nieuws?voor=")[2].partition('"')[0]
    assert further
    rest = client.get(f"/nieuws?voor={further}").text
    assert "Nieuwsbrief nummer 29" in rest
    assert "Nieuwsbrief nummer 29" not in page.text


@pytest.mark.usefixtures("only_our_readers")
def test_figures_say_what_arrived_and_who_came_and_went(sign_in: Any, make: Maker, app: Flask) -> None:
    sent(make, "Nieuwsbrief oktober", 40)
    issue = sent(make)
    with app.app_context():
        letter = IssueLetter(issue_id=issue.id, audience=Audience.RESIDENTS, locale="nl", subject="x", html="", text="")
        db.session.add(letter)
        db.session.flush()
        for number, (state, came_back) in enumerate([("accepted", 0), ("accepted", 0), ("accepted", 1), ("failed", 0)]):
            reader = Reader(f"lezer{number}@example.org", confirmed_at=now() - timedelta(days=1 + 40 * (number > 1)))
            db.session.add(reader)
            db.session.flush()
            gone = now() if came_back else None
            db.session.add(
                Delivery(
                    issue_id=issue.id,
                    letter_id=letter.id,
                    reader_id=reader.id,
                    state=DeliveryState(state),
                    bounced_at=gone,
                )
            )
        reader.leave(LeftBy.LINK, issue.id)
        db.session.commit()
    page = words_of(sign_in("fatma").get("/nieuwsbrief/cijfers").text)
    row = page[page.index("Nieuwsbrief november") :]
    assert [word for word in row.split() if word.isdigit()][2:7] == ["2", "1", "1", "2", "1"], row[:200]
    assert sign_in("gerrit").get("/nieuwsbrief/cijfers").status_code == 200
    assert sign_in("anna").get("/nieuwsbrief/cijfers").status_code == 403


def test_no_address_of_a_reader_stands_in_the_figures(sign_in: Any, make: Maker) -> None:
    make.reader("zyxella@example.org")
    sent(make)
    assert "zyxella" not in sign_in("fatma").get("/nieuwsbrief/cijfers").text


def test_a_page_of_the_archive_costs_the_same_for_one_article_and_for_thirty(
    client: PactClient, make: Maker, count_queries: Any
) -> None:
    issue = sent(make)
    make.article(issue)
    paths = ("/nieuws", f"/nieuws/{issue.id}", "/nieuws/atom.xml")
    for path in paths:
        client.get(path)
    with count_queries() as few:
        for path in paths:
            client.get(path)
    for number in range(30):
        make.article(sent(make, f"Nieuwsbrief {number}", days=20 + number))
        make.article(issue, f"Stuk {number}")
    with count_queries() as many:
        for path in paths:
            assert client.get(path).status_code == 200
    assert len(few) == len(many) <= 6
