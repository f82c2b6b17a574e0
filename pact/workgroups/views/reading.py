"""All workgroups, and the page of one: what it does, who takes part, who wants to join."""

from flask import Response, g

from pact.access import access, everyone
from pact.htmx import page
from pact.workgroups import plans, policy, queries
from pact.workgroups.models import Part
from pact.workgroups.views.base import bp, by_slug


@bp.get("/werkgroepen")
@access(everyone)
def index() -> Response:
    rows = queries.listed(policy.visible_to(g.person))
    return page(
        "workgroups/index.html",
        current=[row for row in rows if row.ended_at is None],
        ended=[row for row in rows if row.ended_at is not None],
        organisations=queries.organisations_in([row.id for row in rows]),
        waiting=queries.waiting() if policy.coordinator(g.person) else {},
        may_start=policy.coordinator(g.person),
    )


@bp.get("/werkgroepen/<slug>")
@access(everyone)
def show(slug: str) -> Response:
    workgroup = by_slug(slug)
    members = queries.members(workgroup.id)
    seat = next((row for row in members if g.person and row.person_id == g.person.id), None)
    may_look_after = policy.may_look_after(g.person, seat) and workgroup.is_open
    may_read_tasks = policy.may_read_tasks(g.person, seat)
    requests = queries.open_requests(workgroup.id) if g.person else []
    return page(
        "workgroups/show.html",
        workgroup=workgroup,
        members=members,
        lead=next((row for row in members if row.role == Part.LEAD), None),
        organisations=sorted({row.organisation for row in members}),
        may_read_members=policy.may_read_members(g.person, seat),
        plans=plans.of_workgroup(workgroup.id) if may_read_tasks else [],
        may_read_files=policy.may_read_files(g.person, seat),
        may_look_after=may_look_after,
        may_end=policy.coordinator(g.person) and workgroup.is_open,
        seat=seat if policy.sits(g.person, seat) else None,
        requests=requests if may_look_after else [],
        own_request=next((row for row in requests if row.person_id == g.person.id), None),
        may_join=policy.may_join(g.person, workgroup, seat),
    )
