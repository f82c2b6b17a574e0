"""What stands in the way of a letter, and what could be better: each said in a sentence, at the place to mend it."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from pact.db import db
from pact.files.accepting import Accepted
from pact.files.store import keep
from pact.newsletter.letters.building import build
from pact.newsletter.letters.checks import Finding, findings
from pact.newsletter.letters.content import articles_of
from pact.newsletter.letters.palette import contrast, palettes, unreadable
from pact.newsletter.letters.places import Place, place_of
from pact.newsletter.letters.wording import advice_on
from pact.newsletter.models import Audience, Issue

ONE_TO_TWENTY_ONE = " ".join(["woord"] * 21)
BLOCKING = {
    "{{ naam }}": "Hier moet nog iets worden ingevuld: «{{».",
    "Beste %(naam)s": "Hier moet nog iets worden ingevuld: «%(».",
    "Kom op [invullen] langs": "Hier moet nog iets worden ingevuld: «[invullen]».",
    "Bel XXX": "Hier moet nog iets worden ingevuld: «XXX».",
    "Lorem ipsum": "Hier moet nog iets worden ingevuld: «Lorem».",
    "Kijk op http://voorbeeld.nl": "Gebruik alleen links die beginnen met https://.",
}
ADVICE = {
    f"{ONE_TO_TWENTY_ONE}.": "Deze zin heeft 21 woorden",
    "Wij faciliteren jou.": "Schrijf niet «faciliteren», maar bijvoorbeeld «helpen met».",
    "Dit doen we In het kader van zorg.": "«in het kader van»",
    "LET NU OP iedereen": "Schrijf «LET NU OP» niet in hoofdletters.",
}
FINE = (
    "De KVK en de GGD doen mee.",
    "Kom op 3 december.\nNeem iemand mee.",
    f"{' '.join(['woord'] * 20)}. Kort.",
    "https://voorbeeld.nl/indien/thans",
)


@pytest.fixture
def look(app: Flask) -> Callable[[Any], list[Finding]]:
    """look(issue) is all that is found in it, as the page would say it."""

    def check(of: Any) -> list[Finding]:
        with app.test_request_context():
            issue = db.session.get_one(Issue, of.id)
            return findings(issue, articles_of(issue), build(issue))

    return check


def test_nothing_is_said_of_a_letter_that_is_right(make: Any, look: Any) -> None:
    issue = make.issue(subject="Nieuws uit de buurt", introduction="Er is veel te doen.")
    make.article(issue)
    assert look(issue) == []


def test_each_text_that_is_not_ready(make: Any, look: Any) -> None:
    issue = make.issue(subject="Nieuws")
    made = {make.article(issue, title=f"Bericht {number}", text=text).id: text for number, text in enumerate(BLOCKING)}
    found = look(issue)
    for id, text in made.items():
        [one] = [finding for finding in found if finding.url.endswith(f"/samenstellen#article-{id}")]
        assert (one.stops, one.words) == (True, BLOCKING[text])


@pytest.mark.engine("sqlite")
def test_advice_on_words(app: Flask) -> None:
    with app.test_request_context():
        for text, said in ADVICE.items():
            [advice] = advice_on(text)
            assert said in advice
        for text in FINE:
            assert not list(advice_on(text)), text


def test_the_head_the_photo_and_the_size(app: Flask, make: Any, look: Any) -> None:
    long = make.issue(subject="a" * 51, introduction="Beste {{ naam }}")
    words = [finding.words for finding in look(long) if finding.stops]
    assert words == [
        "Er staat nog niets in deze uitgave.",
        "Maak het onderwerp korter. Het heeft 51 tekens. Er passen er 50 in.",
        "Hier moet nog iets worden ingevuld: «{{».",
    ]
    issue = make.issue(subject=" ")
    with app.app_context():
        photo = keep(Accepted("jpg", b"x"), None, None).id
        db.session.commit()
    make.article(issue, photo_id=photo)
    for number in range(16):
        make.article(issue, title=f"Bericht {number}", text="Dit is een zin. " * 450)
    said = {finding.words: finding for finding in look(issue)}
    assert said["Vul een onderwerp in."].url.endswith("#subject")
    assert said["Schrijf bij de foto wat je erop ziet."].stops
    assert not said["Er staan 17 berichten in. Meer dan 15 leest bijna niemand."].stops
    assert [finding.stops for words, finding in said.items() if words.startswith("De brief is te groot")] == [True]


def test_a_link_to_a_page_of_ours_must_lead_somewhere(app: Flask, make: Any, look: Any) -> None:
    event = make.event()
    gone = make.event(published=False)
    with app.app_context():
        there = {
            f"http://localhost/evenementen/{event.slug}?via=brief#aanmelden": Place.THERE,
            "http://localhost/wie-doet-wat": Place.THERE,
            "http://localhost/wie-doet-wat/voedselbank": Place.THERE,
            "http://localhost": Place.THERE,
            f"http://localhost/evenementen/{gone.slug}": Place.GONE,
            "http://localhost/evenementen/bestaat-niet": Place.GONE,
            "http://localhost/wie-doet-wat/bestaat-niet": Place.GONE,
            "http://localhost/niets/hier": Place.GONE,
            "http://localhost/marktplaats/999": Place.GONE,
            "http://localhost/aanmelding/geheim": Place.PERSONAL,
            "http://localhost/bijeenkomsten": Place.SIGN_IN,
            "https://elders.example/evenementen/x": Place.ELSEWHERE,
            "http://localhost.elders.example/": Place.ELSEWHERE,
        }
        assert {url: place_of(url) for url in there} == there
    issue = make.issue(subject="Nieuws")
    for link in ("/evenementen/bestaat-niet", "javascript:alert(1)", "http://elders.example", "/bijeenkomsten"):
        make.article(issue, title=link.replace("http://", "naar "), link=link)
    make.article(issue, title="voor partners", link="/bijeenkomsten", audience=Audience.PARTNERS)
    assert [(finding.where, finding.stops) for finding in look(issue)] == [
        ("/evenementen/bestaat-niet", True),
        ("javascript:alert(1)", True),
        ("naar elders.example", True),
        ("/bijeenkomsten", False),
    ]


def test_the_colours_are_readable_by_day_and_by_night() -> None:
    assert unreadable() == []
    assert contrast("#000000", "#ffffff") == 21
    for palette in palettes():
        assert contrast(palette.ink, palette.paper) >= 7
