"""The smaller works of the command `pact`. Each runs in the application, says what it does, and commits per item."""

import base64
import secrets
from itertools import count

import click
from flask import current_app
from sqlalchemy import func, select

from pact import audit, jobs, keys
from pact.dates import now
from pact.db import db
from pact.demo import town
from pact.keys import DataKey
from pact.links import absolute_url
from pact.mail import Letter
from pact.meetings.events.models import Registration
from pact.meetings.models import Invitee
from pact.meetings.needs import WithNeeds
from pact.newsletter.readers.resealing import reseal as reseal_readers
from pact.organisations import emails, staff
from pact.organisations.models import MemberRole, Organisation, Pillar
from pact.people.models import PactRole, Person, Role

A_BATCH = 200


def invite(email: str, name: str, slug: str, organisation_name: str | None, role: str, pact_role: str | None) -> None:
    """Take somebody on, as the one who has the keys of the server."""
    organisation = db.session.scalar(select(Organisation).where(Organisation.slug == slug))
    if organisation is None and organisation_name:
        organisation = Organisation(slug=slug, name=organisation_name, kind="", pillar=Pillar.CORE_GROUP)
        db.session.add(organisation)
        db.session.flush()
    if organisation is None:
        raise click.ClickException(f"Er is geen organisatie «{slug}». Maak haar met --nieuwe-organisatie «Naam».")
    try:
        person, token = staff.take_on(organisation, name, email, {MemberRole(role)}, None)
    except staff.Taken as error:
        raise click.ClickException("Dit e-mailadres hoort bij een afgesloten account.") from error
    if pact_role:
        _give(person, Role(pact_role))
    if token:
        emails.invite(person, organisation, current_app.config["PACT_NAME"], token)
    audit.record("invited", f"person {person.id}", organisation_id=organisation.id, origin="command", role=role)
    db.session.commit()
    if token:
        click.echo(f"Uitgenodigd. De link werkt 7 dagen:\n{absolute_url('people.invitation', token=token)}")
    else:
        click.echo("Deze persoon had al een account. De rol is erbij.")


def _give(person: Person, role: Role) -> None:
    """The first holder of a role cannot be confirmed by anybody but the host; the second one can, and must."""
    held = select(PactRole.id).where(
        PactRole.role == role, PactRole.ended_at.is_(None), PactRole.confirmed_at.is_not(None)
    )
    is_first = db.session.scalar(held.limit(1)) is None
    db.session.add(PactRole(person_id=person.id, role=role, confirmed_at=now() if is_first else None))
    audit.record("role_given", f"person {person.id}", origin="command", role=role, confirmed=int(is_first))
    if not is_first:
        click.echo("Een tweede persoon moet deze rol nog bevestigen, bij Beheer.")


def deliver() -> None:
    total = 0
    while done := jobs.run_due(A_BATCH):
        total += done
        click.echo(f"{total} gedaan…", err=True)
    click.echo(f"Klaar: {total} gedaan.")


def forget() -> None:
    """Let every clock run now, whether or not its time has come."""
    turn = f"by hand {secrets.token_hex(8)}"
    for kind in sorted(jobs.RECURRING):
        click.echo(f"{kind}…", err=True)
        job = jobs.add(kind, turn)
        db.session.commit()
        jobs.run(job.id)
        if db.session.scalar(select(jobs.Job.done_at).where(jobs.Job.id == job.id)) is None:
            raise click.ClickException(f"{kind} lukte niet. De worker probeert het straks opnieuw.")
    click.echo("Klaar.")


def new_key() -> None:
    number = next(n for n in count(1) if n not in keys.ring())
    click.echo(f"{number}:{base64.b64encode(secrets.token_bytes(32)).decode()}")


def list_keys() -> None:
    counted = select(DataKey.wrapped_with, func.count()).where(DataKey.wrapped.is_not(None))
    used = dict(db.session.execute(counted.group_by(DataKey.wrapped_with)).all())
    newest = next(iter(keys.ring()))
    for number in sorted(set(keys.ring()) | set(used)):
        said = "nieuwste" if number == newest else "oud" if number in keys.ring() else "ONTBREEKT IN PACT_KEYS"
        click.echo(f"sleutel {number} ({said}): {used.get(number, 0)} doorverwijzingen en brieven")


def rotate_keys() -> None:
    total = 0
    while done := keys.rewrap_some(A_BATCH):
        db.session.commit()
        total += done
        click.echo(f"{total} overgezet…", err=True)
    total += _reseal_letters() + _reseal_needs() + reseal_readers()
    audit.record("keys_rotated", "key ring", origin="command", count=total)
    db.session.commit()
    click.echo(f"Klaar: {total} overgezet.")


def _reseal_letters() -> int:
    """Letters to colleagues have no key of their own; they are encrypted under the ring itself."""
    newest, last, total = next(iter(keys.ring())), 0, 0
    while True:
        wanted = select(Letter).where(Letter.id > last, Letter.sealed.is_not(None), Letter.data_key_id.is_(None))
        batch = db.session.scalars(wanted.order_by(Letter.id).limit(A_BATCH)).all()
        if not batch:
            return total
        for letter in batch:
            content = letter.content
            if content is not None and letter.sealed is not None and letter.sealed[1] != newest:
                letter.content = content
                total += 1
        last = batch[-1].id
        db.session.commit()


def _reseal_needs() -> int:
    """So is what somebody needs at a meeting: a few rows, until a week after it."""
    rows: list[WithNeeds] = [
        *db.session.scalars(select(Invitee).where(Invitee.needs_sealed.is_not(None))),
        *db.session.scalars(select(Registration).where(Registration.needs_sealed.is_not(None))),
    ]
    total = sum(row.reseal_needs() for row in rows)
    db.session.commit()
    return total


def verify_audit() -> None:
    broken = next(audit.broken_lines(), None)
    if broken is not None:
        raise click.ClickException(f"Regel {broken} van het spoor klopt niet met de regel ervoor.")
    click.echo("Het spoor is heel.")


def fill_demo() -> None:
    if not current_app.config["DEMO"]:
        raise click.ClickException("Dit is geen demo. Zet eerst PACT_DEMO=1.")
    click.echo("Het dorp is gevuld." if town.fill() else "Er stond al iets. Er is niets veranderd.")
