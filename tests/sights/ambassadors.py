"""An ambassador's own page and paper, pledges, questions, and what the coordinator sees of all."""

from collections.abc import Callable

from sqlalchemy import select

from pact.ambassadors.models import Asked
from pact.db import db
from tests import make
from tests.sights import Scene, Sight, choose, first, press, write

HERE = "/partners/bibliotheek/ambassadeurs"


def pledge(scene: Scene) -> str:
    with scene.app.app_context():
        made = make.pledge().id
        db.session.commit()
    return f"/toezeggingen/{made}"


def question(ended: bool = False, *, to_answer: bool = False) -> Callable[[Scene], str]:
    def url(scene: Scene) -> str:
        fatma = scene.town.fatma.id
        with scene.app.app_context():
            made = make.question()
            asked = db.session.scalars(select(Asked.id).where(Asked.question_id == made.id)).one()
            if ended:
                made.end("Het is gelukt.", fatma)
            db.session.commit()
            return f"/ambassadeur/vragen/{asked}" if to_answer else f"/ambassadeurs/vragen/{made.id}"

    return url


def stopping(scene: Scene) -> str:
    return f"{HERE}/{scene.town.hanna.id}/stoppen"


SIGHTS = [
    Sight("vandaag, als ambassadeur", "hanna", "/vandaag"),
    Sight("ambassadeur", "hanna", "/ambassadeur"),
    Sight("ambassadeur, een stap verder", "hanna", "/ambassadeur", press("Mijn gegevens kloppen")),
    Sight("ambassadeurs van een partner", "fatma", "/partners/lucrato/ambassadeurs"),
    Sight("ambassadeurs, nog niemand", "fatma", "/partners/huisartsen/ambassadeurs"),
    Sight("ambassadeurs, overzicht", "fatma", "/ambassadeurs"),
    Sight("een ambassadeur kiezen", "hanna", f"{HERE}/kiezen"),
    Sight(
        "een ambassadeur kiezen, fout",
        "hanna",
        f"{HERE}/kiezen",
        first(choose("Iemand anders"), press("Maak ambassadeur")),
    ),
    Sight("stoppen als ambassadeur", "hanna", stopping),
    Sight("kennismaken", "hanna", f"{HERE}/kennismaken"),
    Sight("kennismaken, fout", "hanna", f"{HERE}/kennismaken", press("Zet de afspraak erin")),
    Sight("de uitleg", "hanna", f"{HERE}/uitleg"),
    Sight("de poster", "hanna", f"{HERE}/poster"),
    Sight("de poster, doe mee", "hanna", f"{HERE}/poster?voor=organisaties"),
    Sight("een toezegging doen", "hanna", "/partners/bibliotheek/toezeggingen/nieuw"),
    Sight(
        "een toezegging doen, fout",
        "hanna",
        "/partners/bibliotheek/toezeggingen/nieuw",
        press("Bewaar de toezegging"),
    ),
    Sight("hoe ging het", "hanna", pledge),
    Sight("hoe ging het, fout", "hanna", pledge, first(choose("Niet gelukt"), press("Bewaar"))),
    Sight("een vraag stellen", "fatma", "/ambassadeurs/vragen/nieuw"),
    Sight(
        "een vraag stellen, fout",
        "fatma",
        "/ambassadeurs/vragen/nieuw",
        first(write(text=""), press("Verstuur de vraag")),
    ),
    Sight("een vraag met antwoorden", "fatma", question()),
    Sight("een vraag met antwoorden, fout", "fatma", question(), press("Laat weten wat ervan kwam")),
    Sight("een vraag die klaar is", "gerrit", question(ended=True)),
    Sight("een vraag aan jullie", "hanna", question(to_answer=True)),
    Sight("een vraag aan jullie, fout", "hanna", question(to_answer=True), press("Verstuur het antwoord")),
    Sight("een vraag aan jullie, klaar", "hanna", question(ended=True, to_answer=True)),
]
