"""The blueprint of this room, finding the workgroup that an address names, and the way back to its page."""

from flask import Blueprint, Response, abort, flash, g, make_response, redirect, request, url_for
from sqlalchemy import select

from pact.access import SAFE_METHODS, me
from pact.db import db, find_or_404
from pact.workgroups import policy, queries
from pact.workgroups.models import Workgroup, WorkgroupMember

bp = Blueprint("workgroups", __name__)


def by_slug(slug: str) -> Workgroup:
    return find_or_404(Workgroup, Workgroup.slug == slug, policy.visible_to(g.person))


def open_by_slug(slug: str) -> Workgroup:
    """One in which something can still be done. Who changes something waits for who changes something else there."""
    wanted = select(Workgroup).where(Workgroup.slug == slug, Workgroup.ended_at.is_(None))
    if request.method not in SAFE_METHODS:
        wanted = wanted.with_for_update()
    return db.session.scalar(wanted) or abort(404)


def own_seat(workgroup: Workgroup) -> WorkgroupMember | None:
    return queries.seat_of(workgroup.id, me.id)


def back_to_tasks(slug: str, words: str) -> Response:
    flash(words, "positive")
    return make_response(redirect(url_for("workgroups.tasks", slug=slug), 303))


def back_to(slug: str, words: str) -> Response:
    flash(words, "positive")
    return make_response(redirect(url_for("workgroups.show", slug=slug), 303))
