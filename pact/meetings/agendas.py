"""Agendas that meetings begin with, and keeping the items in order."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from flask_babel import force_locale
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from sqlalchemy import delete, select, update

from pact.dates import local
from pact.db import db
from pact.meetings.models import AgendaItem, ItemKind, Meeting


class Template(NamedTuple):
    name: LazyString
    items: tuple[tuple[ItemKind, LazyString, int | None], ...]  # kind, title, minutes


TEMPLATES: dict[str, Template] = {
    "workgroup": Template(
        _l("Overleg van een werkgroep"),
        (
            (ItemKind.TOPIC, _l("Opening"), 5),
            (ItemKind.MINUTES, _l("Verslag vorige keer"), 5),
            (ItemKind.ACTIONS, _l("Actielijst"), 10),
            (ItemKind.TOPIC, _l("Wat speelt er?"), 30),
            (ItemKind.TOPIC, _l("Rondvraag"), 10),
        ),
    ),
    "pact": Template(
        _l("Overleg van het pact"),
        (
            (ItemKind.TOPIC, _l("Opening"), 5),
            (ItemKind.MINUTES, _l("Verslag vorige keer"), 5),
            (ItemKind.ACTIONS, _l("Actielijst"), 10),
            (ItemKind.TOPIC, _l("Nieuws van elke organisatie"), 20),
            (ItemKind.CASE, _l("Casusbespreking"), 30),
            (ItemKind.TOPIC, _l("Rondvraag"), 10),
        ),
    ),
    "theme": Template(
        _l("Themabijeenkomst"),
        (
            (ItemKind.TOPIC, _l("Inloop"), 15),
            (ItemKind.TOPIC, _l("Welkom"), 10),
            (ItemKind.TOPIC, _l("Het thema"), 40),
            (ItemKind.TOPIC, _l("In gesprek"), 40),
            (ItemKind.TOPIC, _l("Wat nemen we mee?"), 15),
        ),
    ),
}


class Line(NamedTuple):
    """What was typed for one item; `id` of one that stands there already."""

    id: int | None
    title: str
    presenter: str
    duration: int | None


def begin(meeting: Meeting, template: str) -> None:
    """The items of a template, in Dutch as all that colleagues write."""
    with force_locale("nl"):
        for position, (kind, title, minutes) in enumerate(TEMPLATES[template].items):
            db.session.add(
                AgendaItem(meeting_id=meeting.id, position=position, kind=kind, title=str(title), duration=minutes)
            )


def items_of(meeting_id: int) -> Sequence[AgendaItem]:
    wanted = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id)
    return db.session.scalars(wanted.order_by(AgendaItem.position)).all()


def arrange(meeting: Meeting, lines: Sequence[Line]) -> None:
    """The agenda becomes these lines, in this order. What was said at an item stays with it; that item cannot go."""
    known = {item.id: item for item in items_of(meeting.id)}
    kept = {line.id for line in lines} | {id for id, item in known.items() if item.notes}
    db.session.execute(delete(AgendaItem).where(AgendaItem.meeting_id == meeting.id, AgendaItem.id.not_in(kept)))
    # out of the way first: two items never have one place, not even for a moment
    db.session.execute(
        update(AgendaItem).where(AgendaItem.meeting_id == meeting.id).values(position=-1 - AgendaItem.position)
    )
    db.session.expire_all()
    order = [line for line in lines if line.id in known or line.id is None]
    order += [
        Line(id, item.title, item.presenter, item.duration)
        for id, item in known.items()
        if id in kept and id not in {line.id for line in lines}
    ]
    for position, line in enumerate(order):
        item = known[line.id] if line.id is not None else AgendaItem(meeting_id=meeting.id)
        item.position, item.title, item.presenter, item.duration = position, line.title, line.presenter, line.duration
        db.session.add(item)
    db.session.flush()


def times(meeting: Meeting, items: Sequence[AgendaItem]) -> list[datetime | None]:
    """When each item begins, as far as all before it say how long they take."""
    moment = local(meeting.starts_at) if meeting.starts_at and meeting.begins else None
    found = []
    for item in items:
        found.append(moment)
        moment = moment + timedelta(minutes=item.duration) if moment and item.duration else None
    return found
