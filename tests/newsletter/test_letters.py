"""A letter says the same in HTML and in plain text, differs from reader to reader in nothing but their mark, and holds
nothing that whoever wrote it put there to be run or fetched."""

import re
from html.parser import HTMLParser
from typing import Any

from flask import Flask

from pact.db import db
from pact.keys import derived_token
from pact.newsletter.letters.building import Built, build
from pact.newsletter.letters.content import address_of
from pact.newsletter.letters.marks import READER
from pact.newsletter.models import Audience, Issue, Section

PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script href=data:,alert(1)>",
    "<iframe src=https://kwaad.example>",
    "<link rel=stylesheet href=https://kwaad.example/x.css>",
    "<style>@import 'https://kwaad.example/x.css'</style>",
    "<meta http-equiv=refresh content=0;url=https://kwaad.example>",
    "<base href=https://kwaad.example>",
    "<form action=https://kwaad.example><input name=x>",
    '" onmouseover="alert(1)',
    "' style='background:url(https://kwaad.example)",
    "</title><script>alert(1)</script>",
    "--><script>alert(1)</script><!--",
    "<![endif]--><script>alert(1)</script>",
    "<!--[if mso]><script>alert(1)</script><![endif]-->",
    "]]><script>alert(1)</script>",
    "</mj-text><mj-raw><script>alert(1)</script></mj-raw>",
    "<mj-include path='/etc/passwd' />",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)",
    'https://ok.example/"onclick=alert(1)//',
    "https://ok.example/'><script>alert(1)</script>",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "<a href='javascript:alert(1)'>klik</a>",
    "<math><mtext></table><img src=x onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "\u202e<script>\u2028alert(1)",
)
HARMLESS = {"href": r"(https://|tel:\+|http://localhost/)", "src": r"http://localhost/nieuws/foto/"}


class Seen(HTMLParser):
    """What a mail program makes of it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.words: list[str] = []
        # conditional comments are read by one program only; what stands in them is looked at as well
        self.feed(re.sub(r"<!--\[if[^\]]*\]>|<!\[endif\]-->|<!-->|<!--<!\[endif\]-->", "", html))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def letters_of(app: Flask, of: Any) -> list[Built]:
    with app.app_context():
        return build(db.session.get_one(Issue, of.id))


def test_what_partners_write_is_only_ever_words(app: Flask, make: Any) -> None:
    issue = make.issue(subject=PAYLOADS[12][:120], introduction="\n\n".join(PAYLOADS[:10]), title=PAYLOADS[1])
    for payload in PAYLOADS:
        # not through the pages, which refuse some of this: whatever a row says, it is words
        make.article(issue, title=payload[:120], text=f"{payload}\n\n- {payload}", link=payload)
    for built in letters_of(app, issue):
        seen = Seen(built.html)
        assert not {"script", "iframe", "link", "base", "form", "svg", "object", "input", "img"} & set(seen.tags)
        for name, value in seen.attributes:
            assert not name.startswith("on"), (name, value)
            if name in HARMLESS:
                assert re.match(HARMLESS[name], value), (name, value)
            if name == "style":
                assert "url(" not in value
        styles = "".join(re.findall(r"<style[^>]*>(.*?)</style>", built.html, re.S))
        assert "kwaad.example" not in styles
        assert "url(" not in styles
        assert "@import" not in styles
        refreshes = [value for name, value in seen.attributes if name == "http-equiv"]
        assert "refresh" not in [value.lower() for value in refreshes]
        assert PAYLOADS[0] in "".join(seen.words), "it can be read as it was written"
        assert PAYLOADS[0] in built.text


def test_only_the_mark_differs_from_reader_to_reader(app: Flask, make: Any) -> None:
    issue = make.issue(subject="Nieuws")
    make.article(issue)
    readers = [make.reader(f"lezer{number}@example.org") for number in range(3)]
    with app.app_context():
        tokens = [derived_token(reader.salt) for reader in readers]
    built = letters_of(app, issue)[0]
    for token in tokens:
        assert len(token) == len(READER)
        [one] = {built.html.replace(READER, token)}
        assert one.count(token) == 2
        assert one.replace(token, READER) == built.html
    for text in (built.html, built.text):
        links = re.findall(rf"http://localhost\S*?{READER}", text)
        assert [link.split("/")[4] for link in links] in (
            ["uitschrijven", "voorkeuren"],
            ["voorkeuren", "uitschrijven"],
        )
        assert f"http://localhost/nieuws/{issue.id}" in text


def test_each_edition_has_its_own_articles_in_the_order_of_the_sections(app: Flask, make: Any) -> None:
    issue = make.issue(subject="Nieuws", introduction="Dag allemaal.")
    make.article(issue, title="Cijfers", section=Section.FIGURES, audience=Audience.RESIDENTS)
    make.article(issue, title="Overleg", section=Section.MEETINGS, audience=Audience.RESIDENTS)
    [dutch, english] = letters_of(app, issue)
    assert (dutch.audience, dutch.locale, english.locale) == (Audience.RESIDENTS, "nl", "en")
    headings = re.findall(r"<(h[1-3])[^>]*>(.*?)</h", dutch.html)
    assert headings == [
        ("h1", "Nieuwsbrief december"),
        ("h2", "Agenda"),
        ("h3", "Overleg"),
        ("h2", "In cijfers"),
        ("h3", "Cijfers"),
    ]
    assert '<html lang="nl"' in dutch.html
    assert '<html lang="en"' in english.html
    assert '<h3 lang="nl"' in english.html
    assert 'role="presentation"' in dutch.html
    assert dutch.html.count("<table") == dutch.html.count('role="presentation"')
    assert "fonts" not in dutch.html
    assert letters_of(app, make.issue(subject="Leeg")) == []


def test_the_plain_text_is_written_and_not_stripped(app: Flask, make: Any) -> None:
    issue = make.issue(subject="Nieuws", introduction="Dit is een lange inleiding. " * 6)
    far = f"https://voorbeeld.nl/{'heel-' * 30}ver"
    words, point = "Nog wat woorden erbij. " * 8, "een punt dat lang is " + "en langer " * 12
    text = f"Een alinea. {words}\n\n- {point}\n- {far}"
    make.article(issue, text=text, link="https://voorbeeld.nl/meer", photo_description="")
    plain = letters_of(app, issue)[0].text
    lines = plain.splitlines()
    assert all(len(line) <= 78 or "https://" in line for line in lines)
    assert far in plain, "a link is never broken"
    assert "De kledingbank is verhuisd\n--------------------------\n" in plain
    assert "Nieuwsbrief december\n====================\n" in plain
    assert "Lees meer:\nhttps://voorbeeld.nl/meer\n" in plain
    assert "\n- een punt" in plain
    assert "\n  langer" in plain or "\n  en langer" in plain
    assert "<" not in plain


def test_a_link_of_an_article_leads_only_where_a_letter_may_lead(app: Flask) -> None:
    with app.app_context():
        assert address_of("/nieuws") == "http://localhost/nieuws"
        for link in ("https://a.example/x?y=1#z", "mailto:a@b.example", "tel:+31578000000", "http://localhost/x"):
            assert address_of(link) == link
        for link in ("//kwaad.example", "/\\kwaad.example", "http://a.example", "javascript:alert(1)", "data:,x", "x"):
            assert address_of(link) == ""
        assert address_of("https://[kapot") == address_of("https://a.example/ b") == ""
        assert address_of("mailto:a@b.example?bcc=c@d.example") == ""
