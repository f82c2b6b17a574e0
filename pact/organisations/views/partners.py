"""All partners, and the page of one: what it tells about itself, who works there, and what it lacks."""

from collections import defaultdict

from flask import Response, make_response, redirect, url_for
from sqlalchemy import select

from pact.access import access, me, signed_in
from pact.db import db, find_or_404
from pact.htmx import page
from pact.organisations import closings, merging, needs, notes, policy, queries
from pact.organisations.forms import SHORT_LABELS
from pact.organisations.models import MemberRole, Organisation
from pact.organisations.views.base import bp, by_slug
from pact.organisations.vocabulary import CLOSING_LABELS, CLOSING_REASONS, LACKS, SECTOR_LABELS


@bp.get("/mijn-organisatie")
@access(policy.contact_person)
def own() -> Response:
    ids = me.organisations_as("contact_person")
    return show_members(find_or_404(Organisation, Organisation.id == ids[0]), is_own=True)


@bp.get("/partners")
@access(policy.reads_all)
def index() -> Response:
    rows = queries.organisations(policy.visible_to(me))
    return page(
        "organisations/index.html",
        rows=rows,
        lacking=_by_slug(),
        lacks=LACKS,
        closed=queries.closed(policy.visible_to(me)),
        closing_labels=CLOSING_LABELS,
        may_manage_roles=policy.oversees(me),
    )


def _by_slug() -> dict[str, list[str]]:
    """The roles that nobody holds, of each organisation that lacks one."""
    found = defaultdict(list)
    for row in needs.lacking():
        found[row.slug].append(row.role)
    return found


@bp.get("/partners/<slug>")
@access(signed_in)
def show(slug: str) -> Response:
    """A partner that went up in another leads there."""
    found = db.session.scalar(select(Organisation).where(Organisation.slug == slug, policy.visible_to(me)))
    if found is not None and found.is_active:
        return show_members(found)
    successor = merging.successor_of(slug)
    if successor is not None:
        return make_response(redirect(url_for(".show", slug=successor), 303))
    return show_members(by_slug(slug))


def show_members(organisation: Organisation, *, is_own: bool = False) -> Response:
    other_ids = [id for id in me.organisations_as("contact_person") if id != organisation.id]
    members = queries.members(organisation.id)
    return page(
        "organisations/show.html",
        organisation=organisation,
        members=members,
        backup=queries.backup_of(members),
        notes=notes.about([organisation.id]).get(organisation.id, []),
        lacking=[LACKS[MemberRole(row.role)] for row in needs.lacking(Organisation.id == organisation.id)],
        labels=SHORT_LABELS,
        sector=SECTOR_LABELS[organisation.sector],
        may_invite=policy.may_invite(me, organisation.id),
        closing=None if organisation.is_active else closings.closing_of(organisation),
        closing_labels=CLOSING_LABELS,
        closing_reasons=dict(CLOSING_REASONS),
        may_close=policy.may_close(me),
        may_edit=policy.may_edit(me, organisation.id),
        is_own=is_own,
        others=queries.organisations(Organisation.id.in_(other_ids)) if is_own and other_ids else [],
    )
