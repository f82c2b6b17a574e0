"""Recruiting: the leads, one lead, the call list, the letter, the figures. Agreements on sharing information."""

from collections.abc import Callable

from pact.db import db
from tests import make
from tests.sights import Scene, Sight, choose, first, press, unfold, write


def lead(stage: str = "lead", ending: str = "", **values: str) -> Callable[[Scene], str]:
    def url(scene: Scene) -> str:
        with scene.app.app_context():
            made = make.lead(stage, **values).id
            db.session.commit()
        return f"/werving/{made}{ending}"

    return url


def agreement(ending: str = "", **values: object) -> Callable[[Scene], str]:
    def url(scene: Scene) -> str:
        with scene.app.app_context():
            made = make.agreement(**values).id
            db.session.commit()
        return f"/convenanten/afspraken/{made}{ending}"

    return url


AGREEMENTS = [
    Sight("afspraken over gegevens", "fatma", "/convenanten/afspraken"),
    Sight("afspraken over gegevens, geen", "hanna", "/convenanten/afspraken"),
    Sight("een nieuwe afspraak", "fatma", "/convenanten/afspraken/nieuw"),
    Sight("een nieuwe afspraak, fout", "fatma", "/convenanten/afspraken/nieuw", press("Bewaar")),
    Sight("een afspraak", "fatma", agreement()),
    Sight("een afspraak, getekend", "anna", agreement(signed=True)),
    Sight("een afspraak wijzigen", "fatma", agreement("/wijzigen")),
    Sight("een afspraak, op papier", "fatma", agreement("/tekenen/voedselbank")),
    Sight(
        "een afspraak, op papier, fout",
        "fatma",
        agreement("/tekenen/voedselbank"),
        press("Bewaar de handtekening"),
    ),
    Sight("een afspraak stoppen", "fatma", agreement("/stoppen")),
    Sight("een afspraak stoppen, fout", "fatma", agreement("/stoppen"), press("Ja, stoppen")),
]

SIGHTS = [
    Sight("werving", "fatma", "/werving"),
    Sight("werving, niemand", "fatma", "/werving?fase=signed"),
    Sight("een nieuwe lead", "fatma", "/werving/nieuw?sector=leisure"),
    Sight("een nieuwe lead, fout", "fatma", "/werving/nieuw", first(write(phone="x"), press("Bewaar"))),
    Sight("een lead", "fatma", lead("talking", email="wout@example.nl", address="Worststraat 1, Heerde")),
    Sight("een lead, fout bij bellen", "fatma", lead(), first(write(next_on="2020-01-01"), press("Gebeld"))),
    Sight("een lead, een stap", "fatma", lead(), first(unfold("Zet een stap"), choose("Later"))),
    Sight("een lead, fout bij een stap", "fatma", lead(), first(unfold("Zet een stap"), press("Bewaar de stap"))),
    Sight("een lead die nee zei", "fatma", lead("declined")),
    Sight("een lead vragen om te tekenen", "fatma", lead("talking", "/tekenen")),
    Sight("een lead wijzigen", "fatma", lead("talking", "/wijzigen")),
    Sight("de bellijst", "fatma", "/werving/bellijst"),
    Sight("de bellijst op papier", "fatma", "/werving/bellijst/print"),
    Sight("de woorden van de brief", "fatma", "/werving/brief"),
    Sight(
        "de woorden van de brief, fout",
        "fatma",
        "/werving/brief",
        first(write(body="Dag {mevrouw}"), press("Bewaar de brief")),
    ),
    Sight("een brief", "fatma", lead(ending="/brief", email="wout@example.nl")),
    Sight("een brief zonder e-mailadres", "fatma", lead(ending="/brief")),
    Sight("een brief op papier", "fatma", lead(ending="/brief/papier", address="Worststraat 1, 8181 AA Heerde")),
    Sight("de witte vlekken", "fatma", "/werving/witte-vlekken"),
    Sight("de witte vlekken, voor de gemeente", "gerrit", "/werving/witte-vlekken"),
    Sight("de groei", "gerrit", "/werving/groei"),
    Sight("werving, in het Engels", "fatma", "/werving?taal=en"),  # last: a language is remembered
]
