"""One referral through the eyes of both sides, the lists, «Vandaag», and the link in the letter."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from pact.dates import now, today
from pact.db import db
from pact.referrals.models import Handover, Message, Referral
from tests.sights import Do, Scene, Sight, choose, first, press, unfold, write


def one(
    status: str = "requested", ending: str = "", then: Callable[[Referral], Any] | None = None, **values: Any
) -> Callable[[Scene], str]:
    """The page of a referral in this state, after something was done to it."""

    def url(scene: Scene) -> str:
        reference = scene.referral(status, **values)
        if then:
            scene.change(reference, then)
        return f"/doorverwijzingen/{reference}{ending}"

    return url


def handover(confirmed: bool) -> Callable[[Scene], str]:
    """A talk with the three of them, proposed by the volunteer."""

    def url(scene: Scene) -> str:
        anna, chantal = scene.town.anna.id, scene.town.chantal.id
        reference = scene.referral("accepted", contact_way="together")

        def plan(referral: Referral) -> None:
            planned = Handover(referral_id=referral.id, sequence=0)
            planned.propose(now() + timedelta(days=2), True, anna)
            if confirmed:
                planned.confirm(chantal)
            db.session.add(planned)

        scene.change(reference, plan)
        return f"/doorverwijzingen/{reference}"

    return url


def spoken(referral: Referral) -> None:
    referral.note_contact()
    db.session.add(Message.write(referral, referral.handler_id or 0, False, "We zagen elkaar gisteren. Dank je."))


def late(referral: Referral) -> None:
    referral.due_on = today() - timedelta(days=6)


def letter(status: str, ending: str = "", to: str = "chantal") -> Callable[[Scene], str]:
    return lambda scene: f"/d/{scene.letter_link(scene.referral(status), to)}{ending}"


RETURN: Do = first(choose("Wij hebben nu geen plek"), press("Stuur terug"))
SHEETS = [
    Sight("ontvanger, nieuw", "chantal", one()),
    Sight(
        "ontvanger, wachtlijst fout",
        "chantal",
        one(),
        first(unfold("Zet op de wachtlijst"), press("Zet op de wachtlijst")),
    ),
    Sight("ontvanger, te laat", "chantal", one(then=late)),
    Sight("ontvanger, wachtlijst", "chantal", one("on_hold")),
    Sight("ontvanger, net opgepakt", "chantal", one(), press("Wij pakken dit op")),
    Sight("behandelaar", "chantal", one("accepted")),
    Sight("behandelaar, e-mail", "chantal", one("accepted", contact_way="email", email="zyx@example.nl")),
    Sight("behandelaar, verslag fout", "chantal", one("accepted"), press("Bewaar en stuur bericht")),
    Sight("behandelaar, bericht fout", "chantal", one("accepted"), press("Verstuur bericht")),
    Sight(
        "behandelaar, contact gelegd",
        "chantal",
        one("accepted"),
        first(
            choose("We hebben contact, we zijn bezig"),
            write(said="Morgen bel ik weer."),
            press("Bewaar en stuur bericht"),
        ),
    ),
    Sight("behandelaar, samen praten", "chantal", one("accepted", contact_way="together")),
    Sight(
        "behandelaar, samen praten fout",
        "chantal",
        one("accepted", contact_way="together"),
        first(unfold("Stel een moment voor"), press("Verstuur voorstel")),
    ),
    Sight("behandelaar, moment voorgesteld", "chantal", handover(confirmed=False)),
    Sight("behandelaar, afgesproken", "chantal", handover(confirmed=True)),
    Sight("behandelaar, afgerond", "chantal", one("completed")),
    Sight("behandelaar, niet gelukt", "chantal", one("failed")),
    Sight("collega", "daan", one("accepted")),
    Sight("terugsturen", "chantal", one(ending="/terugsturen")),
    Sight("terugsturen, fout", "chantal", one(ending="/terugsturen"), press("Stuur terug")),
    Sight("teruggestuurd", "chantal", one(ending="/terugsturen"), RETURN),
    *(
        Sight(f"verwijzer, {status}", "anna", one(status))
        for status in (
            "consent_pending",
            "requested",
            "on_hold",
            "rejected",
            "completed",
            "failed",
            "cancelled",
            "expired",
        )
    ),
    Sight("verwijzer, withdrawn", "anna", one("withdrawn")),
    Sight("verwijzer, opgepakt met bericht", "anna", one("accepted", then=spoken)),
    Sight("verwijzer, moment voorgesteld", "anna", handover(confirmed=False)),
    Sight("collega van de verwijzer", "bram", one("accepted")),
    Sight("contactpersoon", "nico", one()),
    Sight("coordinator, te laat", "fatma", one(then=late)),
    Sight("intrekken", "anna", one(ending="/intrekken")),
    Sight("intrekken, fout", "anna", one(ending="/intrekken"), press("Trek in")),
    Sight("inwoner wil stoppen", "anna", one(ending="/stoppen")),
    Sight("inwoner is gestopt", "anna", one("accepted", ending="/stoppen"), press("Ja, wis alles")),
]

LISTS = [
    *(
        Sight(f"lijst {shown} van {who}", who, f"/doorverwijzingen?toon={shown}")
        for shown in ("gekregen", "verstuurd", "afgerond")
        for who in ("chantal", "riet")
    ),
    *(
        Sight(f"vandaag van {who}", who, "/vandaag")
        for who in ("anna", "chantal", "els", "riet", "lia", "fatma", "gerrit", "karim")
    ),
]

LETTERS = [
    Sight("brief, nieuw", None, letter("requested")),
    Sight("brief, ingelogd", "chantal", letter("requested")),
    Sight("brief, opgepakt", None, letter("requested"), press("Wij pakken dit op")),
    Sight("brief, al opgepakt", None, letter("accepted", to="daan")),
    Sight("brief, door mij opgepakt", None, letter("accepted")),
    Sight("brief, terugsturen", None, letter("requested", "/terugsturen")),
    Sight("brief, terugsturen fout", None, letter("requested", "/terugsturen"), press("Stuur terug")),
    Sight("brief, teruggestuurd", None, letter("requested", "/terugsturen"), RETURN),
    Sight("brief, gesloten", None, letter("completed")),
    Sight("brief, onbekende link", None, "/d/bestaat-niet"),
]
