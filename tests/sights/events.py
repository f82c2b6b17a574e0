"""Events: the public pages, registering, one's own registration in every state, making the page, the door."""

from collections.abc import Callable

from pact.db import db
from pact.demo.events import TITLE
from pact.meetings.events.models import Event
from pact.meetings.models import Meeting
from tests import make
from tests.sights import Scene, Sight, press

PUBLIC = "/evenementen/samen-rondkomen-proef-en-praat-mee"


def of_town(page: str = "") -> Callable[[Scene], str]:
    """A page about the evening of the demo town."""

    def url(scene: Scene) -> str:
        held = scene.town.one(Meeting, Meeting.title == TITLE)
        assert held is not None
        return f"/bijeenkomsten/{held.id}{page}"

    return url


def own(status: str, page: str = "", places: int | None = None) -> Callable[[Scene], str]:
    """The link in a letter."""

    def url(scene: Scene) -> str:
        with scene.app.app_context():
            registration = make.registration(make.event(places=places), status, organisation="Kerk", needs="Een tolk")
            db.session.commit()
            return f"/aanmelding/{registration.token}{page}"

    return url


def full(scene: Scene) -> str:
    with scene.app.app_context():
        event = make.event(places=1)
        make.registration(event)
        db.session.commit()
        return f"/evenementen/{event.slug}"


def called_off(scene: Scene) -> str:
    with scene.app.app_context():
        event = make.event()
        event.meeting.call_off("Ziek.", None)
        db.session.commit()
        return f"/evenementen/{event.slug}"


def without_page(scene: Scene) -> str:
    with scene.app.app_context():
        held = make.meeting(by="ivo")
        db.session.commit()
        return f"/bijeenkomsten/{held.id}/openbaar"


def nothing_coming(scene: Scene) -> str:
    with scene.app.app_context():
        for event in db.session.scalars(db.select(Event)):
            event.take_down()
        db.session.commit()
    return "/evenementen"


SIGHTS = [
    Sight("openbare bijeenkomsten", None, "/evenementen"),
    Sight("een openbare bijeenkomst", None, PUBLIC),
    Sight("een openbare bijeenkomst, vol", None, full),
    Sight("een openbare bijeenkomst, gaat niet door", None, called_off),
    Sight("aanmelden", None, f"{PUBLIC}/aanmelden"),
    Sight("aanmelden, fout", None, f"{PUBLIC}/aanmelden", press("Meld je aan")),
    Sight("aanmelden, wachtlijst", None, lambda scene: f"{full(scene)}/aanmelden"),
    Sight("aanmelden, bijna klaar", None, f"{PUBLIC}/bijna-klaar"),
    Sight("een aanmelding om te bevestigen", None, own("asked")),
    Sight("een aanmelding, bevestigd", None, own("asked"), press("Ja, ik kom")),
    Sight("een aanmelding op de wachtlijst", None, own("waits")),
    Sight("een aanmelding, afgezegd", None, own("cancelled")),
    Sight("een aanmelding wijzigen", None, own("comes", "/wijzigen")),
    Sight("een aanmelding afzeggen", None, own("comes", "/afzeggen")),
    Sight("een aanmelding die er niet is", None, "/aanmelding/bestaat-niet"),
    Sight("een openbare pagina maken, fout", "ivo", without_page, press("Verder: bekijk de pagina")),
    Sight("een openbare pagina wijzigen", "ivo", of_town("/openbaar")),
    Sight("een openbare pagina, voorbeeld", "ivo", of_town("/openbaar/voorbeeld")),
    Sight("de deurlijst", "ivo", of_town("/deurlijst")),
    Sight("de deurlijst, gezocht", "joke", of_town("/deurlijst?zoek=hilde")),
    Sight("de deurlijst, niemand", "joke", of_town("/deurlijst?zoek=qwxzv")),
    Sight("de deurlijst, iemand erbij, fout", "joke", of_town("/deurlijst/erbij"), press("Zet op de lijst")),
    Sight("de deurlijst op papier", "joke", of_town("/deurlijst/print")),
    Sight("openbare bijeenkomsten, geen", None, nothing_coming),
]
