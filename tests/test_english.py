"""Who chooses English reads English: pages, refusals and letters. Dutch is left in names and in what people typed."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from sqlalchemy import select

from pact.db import db
from pact.organisations.models import Organisation
from pact.people.models import Person
from pact.referrals.models import Referral
from pact.workgroups.models import Workgroup
from tests import make, matrix
from tests.referrals.journey import Journey

pytestmark = pytest.mark.engine("sqlite")  # words are the same on every database

#: Words that stand in nearly every Dutch sentence and in no English one.
DUTCH = re.compile(
    r"\b(aan|als|bij|dan|dat|deze|dit|een|en|geen|gegevens|heeft|het|hij|ik|inwoner|is er|je|jou|jouw|jullie|kan|kies|"
    r"kun|kunt|maar|meer|mijn|moet|naar|niet|nieuwe?|nog|nu|ook|op|over het|stuur|terug|uit|uw|van|verder|vul|voor|"
    r"waar|wat|wij|wilt?|worden|wordt|zij|zijn|zoals|doorverwij\w+|organisatie|toestemming|bewaar|haast|hulp|taal|"
    r"vandaag|maandag|dinsdag|woensdag|donderdag|vrijdag|januari|februari|maart|mei|juni|juli|augustus|oktober)\b",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"\S+@\S+|\b(?:https?|webcal)://\S+")  # the random part of one may well be «ik»
#: Not read here: files, the town made anew, one's own choice of a language, paper in the language of a resident.
PASSED_OVER = ("static", "demo.start_anew", "people.own", "referrals.resident_page_on_paper", "letters.letter")
LETTER = ("Je code", "Dit is een brief.")
#: What people see or hear of an element beside its text.
SAID = {"title", "alt", "placeholder", "aria-label", "aria-description", "data-text", "data-retry", "value", "content"}


class Reader(HTMLParser):
    """The words of a page that stand there in English: what is marked as another language is passed over."""

    VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.open: list[bool] = [False]
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        skip = self.open[-1] or tag in ("script", "style") or given.get("lang", "en") != "en"
        if tag == "bdi":
            skip = True
        if not skip:
            hidden = tag == "input" and given.get("type") in ("hidden", "radio", "checkbox")
            self.words += [v for k, v in attributes if k in SAID and v and not hidden and tag not in ("button", "meta")]
        if tag not in self.VOID:
            self.open.append(skip)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not self.open[-1] and data.strip():
            self.words.append(" ".join(data.split()))


@pytest.fixture
def app_settings():
    return {"DEMO": True, "RATELIMIT_ENABLED": False}


@pytest.fixture
def names(app):
    """What is called as it is called in every language, and what somebody typed."""
    with app.app_context():
        found = [*db.session.scalars(select(Organisation.name)), *db.session.scalars(select(Person.name))]
        found += db.session.scalars(select(Workgroup.name))
        found += [row.note for row in db.session.scalars(select(Referral)) if row.note_sealed and row.note]
    found += ["Nederlands", "Samen Rondkomen", make.NOTE, *LETTER]
    return re.compile("|".join(re.escape(name) for name in sorted(found, key=len, reverse=True)))


def dutch_in(html: str, names: re.Pattern[str]) -> list[str]:
    return [text for text in Reader(html).words if DUTCH.search(ADDRESS.sub("", names.sub("", text)))]


def english_visitor(app, town, who):
    visitor = matrix.visitor(app, town, who)
    visitor.set_cookie("taal", "en")
    return visitor


@pytest.mark.parametrize("who", ["anonymous", "volunteer", "handler", "contact_person", "coordinator", "administrator"])
def test_every_page_and_every_refusal_is_english_for_who_chose_english(who, app, town, names):
    """Forms are sent empty, so that they say what is missing; what went well is read on the page one comes to."""
    wrong, known = [], matrix.rows()
    for door in matrix.doors(app):
        if door.endpoint in PASSED_OVER or known[door.key][who] != matrix.IN:
            continue
        url = matrix.url_of(app, door)
        answer = english_visitor(app, town, matrix.WHO[who]).open(
            url, method=door.method, csrf=True, follow_redirects=True
        )
        if answer.mimetype != "text/html" or "<html" not in answer.text:
            continue
        where = f"{door.method} {door.endpoint} ({answer.status_code})"
        if '<html lang="en"' not in answer.text:
            wrong.append(f"{where}: not marked as English")
        wrong += [f"{where}: {text}" for text in dutch_in(answer.text, names)]
    assert not wrong, "\n".join(sorted(set(wrong)))


def test_an_english_page_is_marked_as_english_and_remembered(client):
    assert '<html lang="nl"' in client.get("/over").text
    assert '<html lang="en"' in client.get("/over?taal=en").text
    assert '<html lang="en"' in client.get("/privacy").text
    assert '<html lang="nl"' in client.get("/privacy?taal=nl").text
    assert '<html lang="nl"' in client.get("/over?taal=xx").text


def test_the_language_in_my_details_wins_from_an_older_choice(sign_in):
    anna = sign_in("anna")
    anna.get("/over?taal=nl")
    anna.post("/mijn-gegevens", data={"name": "Anna de Wit", "phone": "", "locale": "en"})
    assert '<html lang="en"' in anna.get("/vandaag").text


def language_link(answer):
    """The other language of this page, as a browser would go there."""
    return unescape(re.search(r'<a href="([^"]*)" lang="(?:en|nl)" hreflang', answer.text)[1])


@pytest.mark.parametrize(
    "url",
    [
        "/over",
        "/wie-doet-wat?onderwerp=food",
        "/doorverwijzingen?toon=afgerond&na=1",
        "/doorverwijzen/hulpvraag?naar=ido",
    ],
)
def test_the_other_language_is_the_same_page_with_all_that_was_asked_of_it(url, sign_in):
    link = language_link(sign_in("anna").get(url))
    assert link == f"{url}{'&' if '?' in url else '?'}taal=en"


def test_the_other_language_after_a_mistake_is_the_page_the_form_stands_on(client, make, app):
    made = make.referral("accepted")
    with app.app_context():
        token = db.session.get_one(Referral, made.id).resident_token
    wrong = client.post(f"/i/{token}/toelichting", data={"code": "12"})
    assert wrong.status_code == 422
    assert language_link(wrong) == f"/i/{token}?taal=en"


def test_the_languages_of_the_consent_are_named_in_the_language_of_the_page(sign_in):
    anna = sign_in("anna")
    anna.set_cookie("taal", "en")
    journey = Journey(anna).until("toestemming")
    page = journey.look("toestemming").text
    assert "(Dutch)" in page
    assert "(Engels)" not in page
    journey.go("toestemming", {"tekst": "en"})
    assert "Yes, said so on 24 November 2026, text in English" in journey.look("controleren").text
