"""What the pages of this room list: texts, requests, the register, and what became of one organisation's covenants."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import joinedload

from pact.covenants.models import (
    Covenant,
    CovenantLink,
    CovenantText,
    JoinRequest,
    Purpose,
    RequestStatus,
    Status,
    TextKind,
)
from pact.covenants.models.covenant import UNDER_WAY
from pact.dates import now
from pact.db import AnyRow, AnySelect, db
from pact.organisations.models import Organisation

#: What the page of one covenant loads, named once.
LOADED = (joinedload(Covenant.organisation), joinedload(Covenant.text))


def latest_text(kind: TextKind) -> CovenantText | None:
    """The version that is signed now."""
    wanted = select(CovenantText).where(CovenantText.kind == kind, CovenantText.language == "nl")
    return db.session.scalars(wanted.order_by(CovenantText.number.desc()).limit(1)).first()


def newest_texts() -> list[AnyRow]:
    """The version of each kind that is signed now: everybody may read it, with its annex."""
    found: dict[str, AnyRow] = {}
    for row in texts():
        found.setdefault(row.kind, row)
    return list(found.values())


def texts() -> Sequence[AnyRow]:
    wanted = select(CovenantText.id, CovenantText.kind, CovenantText.number, CovenantText.title)
    return db.session.execute(
        wanted.add_columns(CovenantText.published_at).order_by(CovenantText.kind.desc(), CovenantText.number.desc())
    ).all()


def open_requests() -> Sequence[AnyRow]:
    wanted = select(JoinRequest.id, JoinRequest.reference, JoinRequest.organisation_name, JoinRequest.asked_at)
    return db.session.execute(
        wanted.where(JoinRequest.status == RequestStatus.OPEN).order_by(JoinRequest.asked_at, JoinRequest.id)
    ).all()


def waiting() -> Sequence[AnyRow]:
    """What the coordinator keeps an eye on: asked, to be countersigned, lapsed."""
    wanted = _rows().where(Covenant.status.in_((Status.ASKED, Status.SIGNED, Status.LAPSED)))
    return db.session.execute(wanted.order_by(Organisation.name, Covenant.id)).all()


def register(in_force: ColumnElement[bool], visible: ColumnElement[bool]) -> tuple[list[AnyRow], list[AnyRow]]:
    """Who signed what, by name; and of what is visible what ended, the last first. No persons."""
    stands = and_(in_force, Covenant.status == Status.COUNTERSIGNED)
    wanted = _rows().where(or_(stands, and_(visible, Covenant.status == Status.ENDED)))
    rows = db.session.execute(wanted.order_by(Organisation.name, Covenant.id)).all()
    over = [row for row in rows if row.status == Status.ENDED]
    return [row for row in rows if row.status != Status.ENDED], sorted(over, key=lambda row: row.ended_at, reverse=True)


def to_sign_on_paper(text_id: int) -> Sequence[AnyRow]:
    """Who was asked to sign this text and did not yet."""
    wanted = _rows().where(Covenant.text_id == text_id, Covenant.status == Status.ASKED)
    return db.session.execute(wanted.order_by(Organisation.name)).all()


def _rows() -> AnySelect:
    return (
        select(
            Covenant.id,
            Covenant.status,
            Covenant.signed_on,
            Covenant.asked_at,
            Covenant.lapsed_at,
            Covenant.ended_at,
            Covenant.reason,
            Covenant.text_id,
            Covenant.organisation_id,
            CovenantText.kind,
            CovenantText.number,
            Organisation.slug,
            Organisation.name,
        )
        .join(Organisation, Organisation.id == Covenant.organisation_id)
        .join(CovenantText, CovenantText.id == Covenant.text_id)
    )


def covenants_of(organisation_id: int, visible: ColumnElement[bool]) -> Sequence[Covenant]:
    """Newest first."""
    wanted = select(Covenant).where(Covenant.organisation_id == organisation_id, visible)
    return db.session.scalars(wanted.order_by(Covenant.id.desc()).options(*LOADED)).all()


def under_way(organisation_id: int, kind: TextKind) -> bool:
    """Whether somebody has yet to sign or countersign this kind of text for them."""
    wanted = select(Covenant.id).join(CovenantText).where(Covenant.organisation_id == organisation_id)
    found = wanted.where(CovenantText.kind == kind, Covenant.status.in_(UNDER_WAY)).limit(1)
    return db.session.scalar(found) is not None


def replaced_by(covenant: Covenant) -> Sequence[Covenant]:
    """Earlier covenants of the same kind that still stand, or lapsed."""
    wanted = select(Covenant).join(CovenantText).where(Covenant.organisation_id == covenant.organisation_id)
    wanted = wanted.where(CovenantText.kind == covenant.text.kind, Covenant.id != covenant.id)
    return db.session.scalars(wanted.where(Covenant.status.in_((Status.COUNTERSIGNED, Status.LAPSED)))).all()


def others_in_force(covenant: Covenant) -> bool:
    wanted = select(Covenant.id).where(Covenant.organisation_id == covenant.organisation_id, Covenant.id != covenant.id)
    return db.session.scalar(wanted.where(Covenant.status == Status.COUNTERSIGNED).limit(1)) is not None


def organisation_called(name: str) -> Organisation | None:
    return db.session.scalars(select(Organisation).where(func.lower(Organisation.name) == name.lower())).first()


def last_link(covenant_id: int, purpose: Purpose = Purpose.SIGN) -> CovenantLink | None:
    """Whoever has it in hand now."""
    wanted = select(CovenantLink).where(CovenantLink.covenant_id == covenant_id, CovenantLink.purpose == purpose)
    return db.session.scalars(wanted.order_by(CovenantLink.id.desc()).limit(1)).first()


def links_of(covenant_id: int, purpose: Purpose = Purpose.SIGN) -> Sequence[CovenantLink]:
    wanted = select(CovenantLink).where(CovenantLink.covenant_id == covenant_id, CovenantLink.purpose == purpose)
    return db.session.scalars(wanted.order_by(CovenantLink.id)).all()


def open_link(hashed: str) -> CovenantLink | None:
    loaded = joinedload(CovenantLink.covenant).options(*LOADED)
    wanted = select(CovenantLink).where(CovenantLink.token_hash == hashed, CovenantLink.expires_at > now())
    return db.session.scalar(wanted.options(loaded))
