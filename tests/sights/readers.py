"""Readers of the newsletter: asking for it, one's own page in every state, and what the coordinator counts and adds."""

from collections.abc import Callable

from pact.dates import now
from pact.db import db
from pact.keys import new_token
from pact.newsletter.models import LeftBy, SignUp
from tests import make
from tests.sights import Scene, Sight, choose, first, press, write


def own(page: str, left: bool = False, wiped: bool = False) -> Callable[[Scene], str]:
    """The link in a newsletter."""

    def url(scene: Scene) -> str:
        with scene.app.app_context():
            reader = make.reader(f"{new_token()[:8]}@elders.example")
            if left:
                reader.leave(LeftBy.LINK)
            if wiped:
                reader.email_sealed = b""
            token = reader.token
            db.session.commit()
        place, _, rest = page.partition("/")
        return f"/nieuws/{place}/{token}{'/' + rest if rest else ''}"

    return url


def to_confirm(scene: Scene) -> str:
    with scene.app.app_context():
        row = SignUp(f"{new_token()[:8]}@elders.example", lettered_at=now())
        row.proof = "{}"
        db.session.add(row)
        db.session.commit()
        return f"/nieuws/bevestigen/{row.token}"


def sent_in(scene: Scene) -> str:
    with scene.app.app_context():
        made = make.upload("readers")
        db.session.commit()
        return f"/nieuwsbrief/lezers/importeren/{made.id}"


PAPER = first(
    write(email="papier@elders.example", where="Map 3", signed_on="2026-11-20"), choose("Voor inwoners", "Nederlands")
)
SIGHTS = [
    Sight("nieuwsbrief, aanmelden", None, "/nieuws/aanmelden"),
    Sight("nieuwsbrief, aanmelden, fout", None, "/nieuws/aanmelden", press("Meld je aan")),
    Sight("nieuwsbrief, kijk in je mail", None, "/nieuws/aanmelden/kijk-in-je-mail"),
    Sight("nieuwsbrief, bevestigen", None, to_confirm),
    Sight("nieuwsbrief, bevestigd", None, to_confirm, press("Ja, stuur mij de nieuwsbrief")),
    Sight("nieuwsbrief, een link die niet werkt", None, "/nieuws/voorkeuren/bestaat-niet"),
    Sight("nieuwsbrief, voorkeuren", None, own("voorkeuren")),
    Sight("nieuwsbrief, een ander adres, fout", None, own("voorkeuren/adres"), press("Stuur de e-mail")),
    Sight("nieuwsbrief, afmelden", None, own("uitschrijven")),
    Sight("nieuwsbrief, afgemeld", None, own("uitschrijven", left=True)),
    Sight("nieuwsbrief, afgemeld en gewist", None, own("uitschrijven", left=True, wiped=True)),
    Sight("nieuwsbrief, wissen", None, own("voorkeuren/wissen")),
    Sight("nieuwsbrief, gewist", None, "/nieuws/gewist"),
    Sight("lezers", "fatma", "/nieuwsbrief/lezers"),
    Sight("een lezer van papier", "fatma", "/nieuwsbrief/lezers/papier"),
    Sight("een lezer van papier, fout", "fatma", "/nieuwsbrief/lezers/papier", first(PAPER, press("Zet op de lijst"))),
    Sight("een adres wissen, fout", "fatma", "/nieuwsbrief/lezers/wissen", press("Wis dit adres")),
    Sight("een lijst van lezers insturen", "fatma", "/nieuwsbrief/lezers/importeren"),
    Sight("een lijst van lezers, gezien", "fatma", sent_in),
]
