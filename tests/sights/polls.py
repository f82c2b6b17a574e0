"""Date polls: answering by a link, how it stands, one more day, choosing, and what is left when it is over."""

from collections.abc import Callable
from datetime import date

from pact.dates import now
from pact.db import db
from pact.meetings.models import DatePoll, Invitee, Meeting
from pact.meetings.polls import answering, queries
from tests import make
from tests.sights import Scene, Sight, choose, first, press


def poll(page: str = "", deed: Callable[[DatePoll, Meeting], None] | None = None) -> Callable[[Scene], str]:
    """A poll of Ivo's that three of five answered; with «link», as Ria reads it, who did not."""

    def url(scene: Scene) -> str:
        with scene.app.app_context():
            made = make.poll("ivo", "joke", "gerrit", guests=["Ria Bakker", "Wim Peters"], by="ivo")
            days = [option.id for option in queries.options_of(made.id)]
            people = queries.asked(made.meeting_id)
            for person, said in zip(people, ("yes yes no", "yes if-need-be no", "no yes no"), strict=False):
                answering.answer(made, person, dict(zip(days, said.split(), strict=True)), "")  # type: ignore[arg-type]
            if deed:
                deed(made, db.session.get_one(Meeting, made.meeting_id))
            db.session.commit()
            if page == "link":
                ria = db.session.scalars(db.select(Invitee).where(Invitee.name == "Ria Bakker")).all()[-1]
                return f"/prikker/{ria.token}"
            return f"/bijeenkomsten/{made.meeting_id}/prikker{page.replace('first', str(days[0]))}"

    return url


def called_off(made: DatePoll, meeting: Meeting) -> None:
    meeting.call_off("Te weinig mensen kunnen.", None)


def chosen(made: DatePoll, meeting: Meeting) -> None:
    option = queries.options_of(made.id)[0]
    meeting.arrange(option.when, meeting.place, "")
    made.close(option.id)


def over(made: DatePoll, meeting: Meeting) -> None:
    made.answer_until = date(2026, 11, 23)


def reminded(made: DatePoll, meeting: Meeting) -> None:
    made.reminded_at = now()


SIGHTS = [
    Sight("een prikker beantwoorden", None, poll("link")),
    Sight("een prikker, bewaard", None, poll("link"), press("Alles op Ja")),
    Sight("een prikker, een deel", None, poll("link"), first(choose("Als het moet"), press("Bewaar mijn antwoord"))),
    Sight("een prikker, te laat", None, poll("link", over)),
    Sight("een prikker, gekozen", None, poll("link", chosen)),
    Sight("een prikker, afgezegd", None, poll("link", called_off)),
    Sight("een prikker, geen link meer", None, "/prikker/bestaat-niet"),
    Sight("een prikker, wie kan wanneer", "ivo", poll()),
    Sight("een prikker, herinnerd", "ivo", poll("", reminded)),
    Sight("een prikker, voorbij", "ivo", poll("", over)),
    Sight("een prikker, datum gekozen", "ivo", poll("", chosen)),
    Sight("een prikker, tot wanneer", "ivo", poll("/tot-wanneer")),
    Sight("een prikker, datum erbij, fout", "ivo", poll("/datum-erbij"), press("Zet de datum erbij")),
    Sight("een prikker, kies deze datum", "ivo", poll("/first/kiezen")),
]
