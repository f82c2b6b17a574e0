"""What the network is read from: three questions to the database, however many partners there are."""

from collections.abc import Sequence

from sqlalchemy import literal, select, union_all

from pact.access import Actor
from pact.covenants.agreements.policy import visible_to
from pact.covenants.agreements.queries import holds_today
from pact.covenants.models import Agreement, AgreementParty
from pact.db import AnyRow, AnySelect, db
from pact.directory.models import Service, ServiceStatus, ServiceTopic
from pact.organisations.models import Organisation
from pact.workgroups.models import Workgroup, WorkgroupMember
from pact.workgroups.queries import sits_now


def partners() -> Sequence[AnyRow]:
    wanted = select(
        Organisation.id,
        Organisation.slug,
        Organisation.name,
        Organisation.kind,
        Organisation.pillar,
        Organisation.villages,
    )
    taking_part = wanted.where(Organisation.suspended_at.is_(None), Organisation.joined_on.is_not(None))
    return db.session.execute(taking_part.order_by(Organisation.name, Organisation.id)).all()


def offers() -> Sequence[AnyRow]:
    """What partners offer, a row for each topic."""
    wanted = (
        select(Service.organisation_id, Service.name, Service.villages, Service.assured_on, ServiceTopic.topic)
        .outerjoin(ServiceTopic, ServiceTopic.service_id == Service.id)
        .where(Service.status == ServiceStatus.ACTIVE)
    )
    return db.session.execute(wanted.order_by(Service.name, Service.id)).all()


def together(person: Actor | None) -> Sequence[AnyRow]:
    """Who takes part in what: rows of an organisation, a kind, and the number and the name of what they share."""
    shared = union_all(_in_workgroups(), _under_agreements(person)).order_by("kind", "name", "thing", "organisation_id")
    return db.session.execute(shared).all()


def _in_workgroups() -> AnySelect:
    return (
        select(
            WorkgroupMember.organisation_id,
            literal("workgroup").label("kind"),
            Workgroup.id.label("thing"),
            Workgroup.name,
        )
        .join(Workgroup, Workgroup.id == WorkgroupMember.workgroup_id)
        .where(Workgroup.ended_at.is_(None), sits_now())
        .distinct()
    )


def _under_agreements(person: Actor | None) -> AnySelect:
    """Between whom an agreement holds, of those that this person may know of."""
    return (
        select(
            AgreementParty.organisation_id,
            literal("agreement").label("kind"),
            Agreement.id.label("thing"),
            Agreement.title.label("name"),
        )
        .join(Agreement, Agreement.id == AgreementParty.agreement_id)
        .where(holds_today(), visible_to(person))
    )
