"""The marketplace: the list, one notice for who placed it and for another, placing and answering."""

from datetime import timedelta

from pact.dates import today
from pact.db import db
from tests import make
from tests.sights import Scene, Sight, press


def notice(scene: Scene) -> str:
    with scene.app.app_context():
        made = make.notice().id
        db.session.commit()
    return f"/marktplaats/{made}"


def over(scene: Scene) -> str:
    with scene.app.app_context():
        made = make.notice(ends_on=today() - timedelta(days=1)).id
        db.session.commit()
    return f"/marktplaats/{made}"


def answered(scene: Scene) -> str:
    path = notice(scene)
    scene.client("hanna").post(f"{path}/antwoord", data={"text": "Wij hebben er een.", "shows_address": "y"})
    scene.client("ivo").post(f"{path}/antwoord", data={"text": "Wij misschien."})
    return path


def to_answer(scene: Scene) -> str:
    return f"{notice(scene)}/antwoord"


SIGHTS = [
    Sight("marktplaats", "anna", "/marktplaats"),
    Sight("marktplaats, wat voorbij is", "anna", "/marktplaats?toon=voorbij"),
    Sight("marktplaats, niets", "els", "/marktplaats?toon=ons&soort=aangeboden"),
    Sight("een bericht", "anna", notice),
    Sight("een bericht, voorbij", "anna", over),
    Sight("een bericht van jou", "lia", answered),
    Sight("een bericht van jou, fout", "lia", notice, press("Haal het weg")),
    Sight("een bericht plaatsen", "anna", "/marktplaats/nieuw"),
    Sight("een bericht plaatsen, fout", "anna", "/marktplaats/nieuw", press("Plaats het bericht")),
    Sight("antwoorden", "anna", to_answer),
    Sight("antwoorden, fout", "anna", to_answer, press("Verstuur het antwoord")),
]
