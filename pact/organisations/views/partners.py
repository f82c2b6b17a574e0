"""All partners, and the page of one: what it tells about itself, who works there, and what it lacks."""

from flask import Response

from pact.access import access, me, signed_in
from pact.db import find_or_404
from pact.htmx import page
from pact.organisations import policy, queries
from pact.organisations.forms import SHORT_LABELS
from pact.organisations.models import Organisation
from pact.organisations.views.base import bp, by_slug
from pact.organisations.vocabulary import SECTOR_LABELS


@bp.get("/mijn-organisatie")
@access(policy.contact_person)
def own() -> Response:
    ids = me.organisations_as("contact_person")
    return show_members(find_or_404(Organisation, Organisation.id == ids[0]), is_own=True)


@bp.get("/partners")
@access(policy.reads_all)
def index() -> Response:
    rows = queries.organisations(policy.visible_to(me))
    return page("organisations/index.html", rows=rows, may_manage_roles=policy.oversees(me))


@bp.get("/partners/<slug>")
@access(signed_in)
def show(slug: str) -> Response:
    return show_members(by_slug(slug))


def show_members(organisation: Organisation, *, is_own: bool = False) -> Response:
    other_ids = [id for id in me.organisations_as("contact_person") if id != organisation.id]
    return page(
        "organisations/show.html",
        organisation=organisation,
        members=queries.members(organisation.id),
        labels=SHORT_LABELS,
        sector=SECTOR_LABELS[organisation.sector],
        may_invite=policy.may_invite(me, organisation.id),
        may_edit=policy.may_edit(me, organisation.id),
        is_own=is_own,
        others=queries.organisations(Organisation.id.in_(other_ids)) if is_own and other_ids else [],
    )
