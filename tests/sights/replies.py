"""Saying whether one comes, and who comes."""

from collections.abc import Callable

from sqlalchemy import select

from pact.db import db
from pact.meetings.models import Invitee, Meeting
from tests.sights import Scene, Sight, choose, first, press, write

WORKSHOP = "Workshop: in gesprek over geld"


def workshop(page: str = "") -> Callable[[Scene], str]:
    """The meeting of the demo town with few places."""

    def url(scene: Scene) -> str:
        found = scene.town.one(Meeting, Meeting.title == WORKSHOP)
        assert found is not None
        return f"/bijeenkomsten/{found.id}{page}"

    return url


def link(key: str, page: str = "") -> Callable[[Scene], str]:
    """The link in the letters to this person."""

    def url(scene: Scene) -> str:
        with scene.app.app_context():
            meetings = select(Meeting.id).where(Meeting.title == WORKSHOP)
            wanted = select(Invitee).where(Invitee.meeting_id.in_(meetings), Invitee.email == f"{key}@example.nl")
            return f"/afspraak/{db.session.scalars(wanted).one().token}{page}"

    return url


def hers(key: str) -> Callable[[Scene], str]:
    def url(scene: Scene) -> str:
        row = scene.town.all(Invitee, Invitee.email == f"{key}@example.nl")[-1]
        return f"/bijeenkomsten/{row.meeting_id}/wie-komt/{row.id}"

    return url


SIGHTS = [
    Sight("kom je, nog geen antwoord", None, link("anna")),
    Sight("kom je, fout", None, link("anna"), press("Bewaar mijn antwoord")),
    Sight("kom je, bewaard", None, link("anna"), first(choose("Ik kom niet"), press("Bewaar mijn antwoord"))),
    Sight("kom je, met iemand erbij", None, link("lia")),
    Sight("kom je, op de wachtlijst", None, link("daan")),
    Sight("kom je, ingelogd", "hanna", workshop("/antwoord")),
    Sight("een link van niemand", None, "/afspraak/bestaat-niet"),
    Sight("wie komt", "fatma", workshop("/wie-komt")),
    Sight("wie komt, van wie meedoet", "hanna", workshop("/wie-komt")),
    Sight("een antwoord opschrijven", "fatma", hers("anna")),
    Sight(
        "een antwoord opschrijven, fout",
        "fatma",
        hers("anna"),
        first(write(note="voor 111222333"), press("Bewaar het antwoord")),
    ),
]
