"""«Samenvoegen»: first which two, then what will happen, then a button."""

from flask import Response, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _

from pact import audit
from pact.access import access, me
from pact.db import db
from pact.htmx import page
from pact.organisations import emails, merging, policy, queries
from pact.organisations.forms import MergeForm
from pact.organisations.models import Organisation
from pact.organisations.views.base import bp, by_slug
from pact.people.policy import fresh


@bp.route("/partners/<slug>/samenvoegen", methods=["GET", "POST"])
@access(policy.may_close)
@fresh
def merge(slug: str) -> Response:
    """Asked by GET with `met`, it foretells; sent by POST, it is done. What stands in the way is said both times."""
    gone = by_slug(slug)
    if not gone.is_active:  # a second press
        return make_response(redirect(url_for(".show", slug=slug), 303))
    form = MergeForm(request.values, meta={"csrf": request.method == "POST"})
    form.offer(queries.organisations((Organisation.id != gone.id) & policy.visible_to(me)))
    chosen = "met" in request.values or request.method == "POST"
    if not chosen or not form.validate():
        return page("organisations/merge.html", 422 if form.errors else 200, form=form, organisation=gone)
    kept = by_slug(form.met.data)
    in_the_way = merging.obstacles(gone, kept, me)
    if request.method == "POST" and not in_the_way:
        for person in merging.merge(gone, kept, me):
            emails.tell_of_membership(person, kept, me.name)
        audit.record("organisations_merged", gone.thing, me, organisation_id=gone.id, into=kept.id)
        to = kept.slug
        db.session.commit()
        flash(_("De twee zijn samengevoegd."), "positive")
        return make_response(redirect(url_for(".show", slug=to), 303))
    return page(
        "organisations/merge_sure.html",
        422 if in_the_way and request.method == "POST" else 200,
        gone=gone,
        kept=kept,
        in_the_way=in_the_way,
        members=queries.members(gone.id),
        sentences=merging.foretell(gone, kept),
    )
