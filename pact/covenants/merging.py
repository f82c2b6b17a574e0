"""What a partner signed goes along when it goes up in another: it is the signature of the same organisation."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import delete, select, update

from pact.covenants.models import AgreementParty, Covenant, JoinRequest, Lead, Status
from pact.covenants.queries import LOADED
from pact.db import db
from pact.organisations.merging import PARTS, Part
from pact.organisations.models import Organisation


def _of(organisation: Organisation) -> Sequence[Covenant]:
    wanted = select(Covenant).where(Covenant.organisation_id == organisation.id).options(*LOADED)
    return db.session.scalars(wanted.order_by(Covenant.id)).all()


def foretell(gone: Organisation, kept: Organisation) -> list[str]:
    return [
        _("Deze handtekening gaat mee: %(name)s.", name=one.text.title)
        for one in _of(gone)
        if one.status == Status.COUNTERSIGNED
    ]


def move(gone: Organisation, kept: Organisation) -> None:
    """Of two that stand under the same kind of text, the register keeps one."""
    standing = {one.text.kind for one in _of(kept) if one.status == Status.COUNTERSIGNED}
    for one in _of(gone):
        if one.status == Status.COUNTERSIGNED and one.text.kind in standing:
            one.end(None, _("Samengevoegd met %(name)s.", name=kept.name))
        one.organisation = kept
        if one.status == Status.COUNTERSIGNED:
            kept.joined_on = kept.joined_on or one.signed_on
    asked = update(JoinRequest).where(JoinRequest.organisation_id == gone.id)
    db.session.execute(asked.values(organisation_id=kept.id))
    already = select(AgreementParty.agreement_id).where(AgreementParty.organisation_id == kept.id)
    both = AgreementParty.agreement_id.in_(list(db.session.scalars(already)))
    mine = AgreementParty.organisation_id == gone.id
    db.session.execute(delete(AgreementParty).where(mine, both))  # it is between the others and the one that stays
    db.session.execute(update(AgreementParty).where(mine).values(organisation_id=kept.id))
    leads = update(Lead).where(Lead.organisation_id == gone.id)
    db.session.execute(leads.values(organisation_id=kept.id))


PARTS.append(Part(foretell, lambda gone, kept: [], move))
