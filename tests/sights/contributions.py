"""The newsletter as it is written: issues, who was asked, what came in, and the page of the link in every state."""

from collections.abc import Callable
from typing import Any

from pact.dates import now, today
from pact.db import db
from pact.files import store
from pact.files.accepting import Accepted
from pact.newsletter.models import Call, Issue
from tests import make
from tests.files import papers
from tests.sights import Scene, Sight, first, press, write

Lay = Callable[[Issue, Call], Any]


def issue(page: str = "bijdragen", **values: Any) -> Callable[[Scene], str]:
    """One to which the library handed something in; «text» in the page is that."""

    def url(scene: Scene) -> str:
        with scene.app.app_context():
            made = make.issue(**{"send_on": today(), **values})
            make.call(made, "bibliotheek")
            make.call(made, "voedselbank")
            text = make.contribution(made).id
            db.session.commit()
            return f"/nieuwsbrief/{made.id}/{page.replace('text', str(text))}"

    return url


def link(lay: Lay | None = None, page: str = "", **values: Any) -> Callable[[Scene], str]:
    """What the library sees."""

    def url(scene: Scene) -> str:
        with scene.app.app_context():
            made = make.issue(**values)
            call = make.call(made)
            text = lay(made, call) if lay else None
            db.session.commit()
            return f"/bijdrage/{call.token}{page.replace('text', str(text.id) if text else '')}"

    return url


def handed_in(made: Issue, call: Call, **values: Any) -> Any:
    return make.contribution(made, call_id=call.id, **values)


def with_photo(made: Issue, call: Call) -> Any:
    drawn = Accepted("jpg", papers.picture("JPEG", size=(1200, 900)))
    kept = store.keep(drawn, call.organisation_id, None)
    return handed_in(made, call, photo_id=kept.id, photo_description="Een rek met jassen")


def returned(made: Issue, call: Call) -> Any:
    return handed_in(made, call, returned_at=now(), suggestion="Kom op dinsdag.")


def taken(made: Issue, call: Call) -> Any:
    return handed_in(made, call, taken_at=now())


def left_out(made: Issue, call: Call) -> Any:
    return handed_in(made, call, left_out_at=now())


def declined(made: Issue, call: Call) -> None:
    call.declined_at = now()


def own(scene: Scene) -> str:
    with scene.app.app_context():
        text = make.contribution(make.issue(), returned_at=now(), suggestion="Kom op dinsdag.").id
        db.session.commit()
    return f"/nieuwsbrief/bericht/{text}"


SIGHTS = [
    Sight("uitgaven", "fatma", "/nieuwsbrief"),
    Sight("een nieuwe uitgave", "fatma", "/nieuwsbrief/nieuw"),
    Sight(
        "een nieuw jaarbericht, fout",
        "fatma",
        "/nieuwsbrief/nieuw?soort=jaarbericht",
        first(write(title="", send_on="2020-01-01"), press("Maak de uitgave")),
    ),
    Sight("titel en datums", "fatma", issue("datums")),
    Sight("een uitgave weggooien", "fatma", issue("weggooien")),
    Sight("bijdragen", "fatma", issue()),
    Sight("bijdragen van wat verstuurd is", "fatma", issue(ordered_at=now(), send_at=now(), sent_at=now())),
    Sight("een bijdrage", "fatma", issue("bijdragen/text")),
    Sight(
        "een bijdrage, voorstel leeg",
        "fatma",
        issue("bijdragen/text"),
        first(write(suggestion=""), press("Stuur terug met een voorstel")),
    ),
    Sight("een bijdrage, weggelaten", "fatma", issue("bijdragen/text"), press("Laat weg")),
    Sight("insturen", None, link()),
    Sight("insturen voor het jaarbericht", None, link(kind="yearly")),
    Sight("insturen, fout", None, link(page="/tekst"), press("Stuur in")),
    Sight("ingestuurd", None, link(with_photo)),
    Sight("ingestuurd, veranderen", None, link(with_photo, "/tekst/text")),
    Sight("ingestuurd, een voorstel", None, link(returned)),
    Sight("ingestuurd, het voorstel bekijken", None, link(returned, "/tekst/text")),
    Sight("ingestuurd, overgenomen", None, link(taken)),
    Sight("ingestuurd, te laat om te veranderen", None, link(taken, "/tekst/text")),
    Sight("ingestuurd, weggelaten", None, link(left_out)),
    Sight("deze keer niets", None, link(declined)),
    Sight("insturen kan niet meer", None, link(page="/tekst", ordered_at=now(), send_at=now())),
    Sight("insturen, geen link", None, "/bijdrage/bestaat-niet"),
    Sight("een bericht voor de nieuwsbrief", "hanna", "/nieuwsbrief/bericht"),
    Sight("een bericht, het voorstel", "hanna", own),
]
