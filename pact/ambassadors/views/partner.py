"""«Ambassadeur»: who they are, first steps, what was asked and what was promised; and the coordinator's overview."""

from flask import Response
from sqlalchemy import ColumnElement

from pact.access import access, me, signed_in
from pact.ambassadors import policy, queries
from pact.ambassadors.views.blueprint import bp, by_slug
from pact.ambassadors.words import STEPS
from pact.db import find_or_404
from pact.htmx import page
from pact.organisations import needs
from pact.organisations.models import MemberRole, Organisation

MOST = 50  # questions on the overview


@bp.get("/ambassadeur")
@access(policy.ambassador)
def own() -> Response:
    """Of who is ambassador of several, the first; the others are a link away."""
    ids = me.organisations_as("ambassador")
    return show(find_or_404(Organisation, Organisation.id == ids[0]), is_own=True)


@bp.get("/partners/<slug>/ambassadeurs")
@access(signed_in)
def of_partner(slug: str) -> Response:
    return show(by_slug(slug))


def show(organisation: Organisation, *, is_own: bool = False) -> Response:
    takes_steps = policy.takes_steps(me, organisation.id)
    others = [id for id in me.organisations_as("ambassador") if id != organisation.id]
    return page(
        "ambassadors/partner.html",
        organisation=organisation,
        people=queries.ambassadors_of(organisation.id),
        steps=queries.steps_of(me.id, organisation.id) if takes_steps else [],
        words=STEPS,
        shown_name=queries.shown_name(me.id, organisation.id) if takes_steps else None,
        asked=queries.asked_of(organisation.id),
        pledges=queries.pledges_of(organisation.id),
        policy=policy,
        is_own=is_own,
        others=named(Organisation.id.in_(others)) if is_own and others else [],
    )


def named(condition: ColumnElement[bool]) -> dict[str, str]:
    return {row.slug: row.name for row in queries.organisations_with(condition)}


@bp.get("/ambassadeurs")
@access(policy.reads_all)
def overview() -> Response:
    """Where one is missing, which promises wait for a word, what was asked, and who they are."""
    return page(
        "ambassadors/overview.html",
        without=[row for row in needs.lacking() if row.role == MemberRole.AMBASSADOR],
        due=queries.due_pledges(MOST),
        questions=queries.questions(MOST),
        people=queries.organisations_with(),
        may_ask=policy.coordinator(me),
    )
