"""What anybody with a link hands in runs nowhere: not on the page, not in the letter, not in the feed."""

import re

import feedparser

from pact.dates import now
from pact.db import db
from pact.keys import derived_token
from pact.newsletter.letters.building import build
from pact.newsletter.letters.checks import findings
from pact.newsletter.letters.content import articles_of
from pact.newsletter.letters.marks import READER
from pact.newsletter.models import Contribution, Issue
from tests.newsletter.test_letters import PAYLOADS, Seen

NEVER = {"script", "iframe", "object", "embed", "base", "meta", "link", "style", "form"}
LEADS = re.compile(r"(?:/|#|\?|https://|mailto:|tel:|http://localhost[/:?]|$)", re.IGNORECASE)


def runs_nothing(html, tags=NEVER):
    """As a browser takes it apart: no such element, no handler, nothing from elsewhere, no address that runs."""
    seen = Seen(html)
    assert not tags & set(seen.tags)
    for name, value in seen.attributes:
        assert not name.startswith("on"), (name, value)
        if name in ("href", "src", "action", "srcset", "background"):
            assert LEADS.match(value), (name, value)
        if name in ("src", "srcset", "background"):
            assert value.startswith(("/", "http://localhost")), (name, value)
    return True


def test_the_corpus_through_a_contribution_runs_nowhere(app, make, client, sign_in, town):
    issue = make.issue("Nieuwsbrief winter", subject="Nieuws", introduction="Dag.")
    call, fatma = make.call(issue), sign_in("fatma")
    with app.app_context():
        token = derived_token(call.salt)
    for payload in PAYLOADS:
        told = {"title": payload[:60], "text": f"{payload}\n\n- {payload}"[:900], "homepage": ""}
        assert client.post(f"/bijdrage/{token}/tekst", data=told).status_code == 303, payload
    for text in town.all(Contribution, Contribution.issue_id == issue.id):
        where = f"/nieuwsbrief/{issue.id}/bijdragen/{text.id}"
        assert runs_nothing(main_of(fatma.get(where).text), NEVER - {"form"})
        assert fatma.post(f"{where}/overnemen", data={"edition": text.edition}).status_code == 303
    with app.app_context():
        made = db.session.get(Issue, issue.id)
        letters = build(made)
        made.began_at = now()
        db.session.commit()
    assert len(letters) == 4
    for letter in letters:
        assert runs_nothing(letter.html.partition("<body")[2])
    page = main_of(client.get(f"/nieuws/{issue.id}").text)
    assert runs_nothing(page)
    read = feedparser.parse(client.get("/nieuws/atom.xml").data, sanitize_html=False)
    assert not read.bozo
    [entry] = [entry for entry in read.entries if entry.link.endswith(f"/{issue.id}")]
    assert runs_nothing(entry.content[0].value)


def test_nobody_can_have_the_codes_of_readers_sent_to_themselves(app, make):
    """The mark in whose place a reader's token comes is no secret; in a text it stops the letter."""
    issue = make.issue(subject="Nieuws")
    make.article(issue, text=f"Lees https://evil.example/?x={READER} eens.")
    with app.app_context():
        made = db.session.get(Issue, issue.id)
        articles, letters = articles_of(made), build(made)
        with app.test_request_context():
            found = findings(made, articles, letters)
    assert [one.words for one in found if one.stops and READER in one.words]


def test_a_letter_has_the_mark_of_its_reader_in_its_own_links_only(app, make):
    issue = make.issue(subject="Nieuws")
    make.article(issue)
    with app.app_context():
        made = db.session.get(Issue, issue.id)
        articles, letters = articles_of(made), build(made)
        with app.test_request_context():
            assert not [one for one in findings(made, articles, letters) if one.stops]


def main_of(page):
    return page.partition("<main")[2].partition("</main>")[0]
