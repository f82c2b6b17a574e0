"""Theme polls, what people thought of a meeting, and cases."""

from collections.abc import Callable
from typing import Any

from pact.db import db
from pact.keys import token_hash
from pact.meetings.cases.models import Lesson
from pact.meetings.evaluations import tickets
from pact.meetings.evaluations.models import EvaluationTicket
from pact.meetings.themes import queries
from pact.meetings.themes.models import ThemePoll, ThemeSuggestion, ThemeVoter
from tests import make
from tests.sights import Scene, Sight, first, press, write

PEOPLE = ("chantal", "anna", "els", "hanna", "ivo")


def made(deed: Callable[[], str]) -> Callable[[Scene], str]:
    """What stands behind a page, made when it is asked for."""

    def url(scene: Scene) -> str:
        with scene.app.app_context():
            address = deed()
            db.session.commit()
        return address

    return url


def case(page: str = "", days: int = 3, erased: bool = False) -> Callable[[Scene], str]:
    def deed() -> str:
        one = make.case(make.meeting("chantal", "joke", days=days), lessons=2)
        if erased:
            one.erase()
        return f"/bijeenkomsten/{one.meeting_id}/casus/{one.id}{page}"

    return made(deed)


def evaluation(answered: int = 0, **values: Any) -> Callable[[Scene], str]:
    return made(lambda: f"/bijeenkomsten/{make.evaluation(*PEOPLE, answered=answered, **values).meeting_id}/evaluatie")


def answer(used: bool = False) -> str:
    link = tickets.link_for(make.evaluation(*PEOPLE), "iemand@example.nl")
    if used:
        hashed = token_hash(link.rpartition("/")[2])
        tickets.spend(db.session.get_one(EvaluationTicket, hashed))
    return f"/evaluatie/{link.rpartition('/')[2]}"


def poll(**values: Any) -> Callable[[Scene], str]:
    return made(lambda: f"/themapeilingen/{make.theme_poll('anna', 'hanna', **values).id}")


def with_an_idea(page: str = "") -> str:
    one = make.theme_poll("anna", "hanna")
    idea = ThemeSuggestion(poll_id=one.id, text="Laaggeletterdheid")
    db.session.add(idea)
    db.session.flush()
    return f"/themapeilingen/{one.id}" + (f"/ideeen/{idea.id}" if page else "")


def link(counted: bool = False) -> str:
    one = make.theme_poll("anna", counted=counted)
    voter: ThemeVoter | None = queries.voter_of(one.id, make._by_key("anna").id)
    assert voter is not None
    return f"/themapeiling/{voter.token}"


def lesson(scene: Scene) -> str:
    return f"/bijeenkomsten/lessen/{scene.town.all(Lesson)[0].id}/weg"


BEFORE = made(lambda: f"/bijeenkomsten/{make.meeting(*PEOPLE, days=-1).id}/evaluatie")
NEW_CASE = made(lambda: f"/bijeenkomsten/{make.meeting('chantal', days=3).id}/casus/nieuw")
IN_DOUBT = write(situation="Mevrouw Jansen heeft schulden.", question="Wat nu?")

SIGHTS = [
    Sight("themapeilingen", "anna", "/themapeilingen"),
    Sight("themapeilingen, coördinator", "fatma", "/themapeilingen"),
    Sight("een themapeiling vragen", "fatma", "/themapeilingen/nieuw"),
    Sight("een themapeiling vragen, fout", "fatma", "/themapeilingen/nieuw", press("Verstuur de peiling")),
    Sight("een themapeiling", "anna", poll()),
    Sight("een themapeiling, fout", "anna", poll(), press("Stem")),
    Sight("een themapeiling, van wie vroeg", "fatma", made(with_an_idea)),
    Sight("een themapeiling, geteld", "fatma", poll(counted=True)),
    Sight(
        "een themapeiling, uitkomst",
        "els",
        lambda scene: f"/themapeilingen/{scene.town.one(ThemePoll, ThemePoll.outcome != '').id}",
    ),
    Sight("een idee bij de thema's", "fatma", made(lambda: with_an_idea("idee"))),
    Sight("de uitkomst van een peiling, te vroeg", "fatma", made(lambda: with_an_idea() + "/uitkomst")),
    Sight(
        "de uitkomst van een peiling, fout",
        "fatma",
        made(lambda: f"/themapeilingen/{make.theme_poll('anna', counted=True).id}/uitkomst"),
        press("Verstuur de uitkomst"),
    ),
    Sight("stemmen via de link", None, made(link)),
    Sight("stemmen via de link, gesloten", None, made(lambda: link(counted=True))),
    Sight("stemmen via de link, bestaat niet", None, "/themapeiling/geen-link"),
    Sight("evaluatie, aanbod", "fatma", BEFORE),
    Sight("evaluatie, loopt", "fatma", evaluation(3)),
    Sight("evaluatie, te weinig", "fatma", evaluation(3, closed=True)),
    Sight("evaluatie, uitkomst", "fatma", evaluation(7, closed=True)),
    Sight("evaluatie, antwoorden", None, made(answer)),
    Sight("evaluatie, antwoorden, fout", None, made(answer), press("Verstuur")),
    Sight("evaluatie, dank", None, made(lambda: answer(used=True))),
    Sight("evaluatie, link bestaat niet", None, "/evaluatie/geen-link"),
    Sight("een casus inbrengen", "chantal", NEW_CASE),
    Sight("een casus inbrengen, fout", "chantal", NEW_CASE, press("Zet op de agenda")),
    Sight(
        "een casus inbrengen, twijfel",
        "chantal",
        NEW_CASE,
        first(lambda page: page.get_by_label("Kleding", exact=True).check(), IN_DOUBT, press("Zet op de agenda")),
    ),
    Sight("een casus", "joke", case()),
    Sight("een casus, te vroeg", "joke", case(days=20)),
    Sight("een casus, gewist", "joke", case(erased=True)),
    Sight("een casus wijzigen", "chantal", case("/wijzigen")),
    Sight("een casus weghalen", "chantal", case("/weg")),
    Sight("lessen opschrijven", "joke", case("/lessen")),
    Sight("lessen", "anna", "/bijeenkomsten/lessen"),
    Sight("lessen, geen", "anna", "/bijeenkomsten/lessen?onderwerp=food"),
    Sight("een les weghalen", "fatma", lesson),
]
