"""Minutes: writing them, two at once, sending, proposals, final; actions and decisions."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from pact.db import db
from pact.meetings.minutes.models import Minutes, Phase, SideNote
from pact.meetings.models import AgendaItem, Invitee
from tests import make
from tests.sights import Scene, Sight, press, unfold


def minutes(page: str = "", *, is_sent: bool = False, then: Callable[[Any], str] | None = None) -> Any:
    """The page of minutes that Ivo writes; `then` makes more and gives the rest of the address."""

    def url(scene: Scene) -> str:
        with scene.app.app_context():
            made = make.minutes(is_sent=is_sent)
            more = then(made) if then else ""
            db.session.commit()
            return f"/bijeenkomsten/{made.meeting_id}/verslag{page}{more}"

    return url


def _raced(made: Minutes) -> str:
    item = db.session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == made.meeting_id)).first()
    joke, ivo = make._by_key("joke"), make._by_key("ivo")
    item.notes, item.notes_by_id, item.notes_edition = "Dit schreef Joke.", joke.id, 1
    db.session.add(SideNote(agenda_item_id=item.id, person_id=ivo.id, text="Dit schreef Ivo."))
    make.decision(of=made)
    make.action("joke", of=made)
    return ""


def _amended(made: Minutes) -> str:
    return f"/{make.amendment(made.meeting_id).id}"


def _final(made: Minutes) -> str:
    make.decision(of=made)
    make.action("joke", of=made)
    made.status = Phase.FINAL
    made.final_at = made.sent_at
    return ""


def by_link(scene: Scene) -> str:
    with scene.app.app_context():
        made = make.minutes(is_sent=True)
        make.action("joke", of=made)
        db.session.commit()
        wanted = select(Invitee).where(Invitee.meeting_id == made.meeting_id)
        return f"/verslag/{db.session.scalars(wanted).first().token}"


def attendance(scene: Scene) -> str:
    return str(minutes()(scene)).replace("/verslag", "/presentielijst")


def decision(scene: Scene) -> str:
    with scene.app.app_context():
        made = make.decision()
        db.session.commit()
        return f"/besluiten/{made.id}"


def action(scene: Scene) -> str:
    with scene.app.app_context():
        made = make.action("ivo")
        db.session.commit()
        return f"/acties/{made.id}"


def done(scene: Scene) -> str:
    with scene.app.app_context():
        made = make.action("ivo")
        made.finish(make._by_key("ivo").id)
        db.session.commit()
        return f"/acties?klaar={made.id}"


def not_yet(scene: Scene) -> str:
    with scene.app.app_context():
        held = make.meeting("gerrit", by="ivo", days=-1)
        db.session.commit()
        return f"/bijeenkomsten/{held.id}/verslag"


SIGHTS = [
    Sight("een verslag schrijven", "ivo", minutes(), unfold("Actie toevoegen")),
    Sight("een verslag schrijven, twee tegelijk", "ivo", minutes(then=_raced)),
    Sight("een verslag, nog niet rond", "gerrit", not_yet),
    Sight("een verslag rondsturen", "ivo", minutes("/versturen")),
    Sight("een verslag lezen", "ivo", minutes("/bekijken", is_sent=True, then=_final)),
    Sight("een verslag met de link", None, by_link),
    Sight("een verslag met de link, fout", None, by_link, press("Verstuur mijn voorstel")),
    Sight("voorstellen, geen", "ivo", minutes("/voorstellen", is_sent=True)),
    Sight("een voorstel", "ivo", minutes("/voorstellen", is_sent=True, then=_amended)),
    Sight("een voorstel, fout", "ivo", minutes("/voorstellen", is_sent=True, then=_amended), press("Neem niet over")),
    Sight("een aanvulling", "ivo", minutes("/aanvulling", is_sent=True, then=_final)),
    Sight("een presentielijst", "ivo", attendance),
    Sight("acties", "ivo", "/acties"),
    Sight("acties, geen", "lia", "/acties"),
    Sight("acties, gezet op klaar", "ivo", done),
    Sight("een actie wijzigen", "ivo", action),
    Sight("besluiten", "anna", "/besluiten"),
    Sight("besluiten, niets gevonden", "anna", "/besluiten?zoek=olifant"),
    Sight("een besluit", "ivo", decision),
    Sight("een besluit, fout", "ivo", decision, press("Laat dit besluit vervallen")),
]
