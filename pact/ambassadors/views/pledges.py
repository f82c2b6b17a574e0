"""Pledges: one sentence and a day to look back; on that day, how it went."""

from flask import Response, flash
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from pact import audit
from pact.access import access, me, require, signed_in
from pact.ambassadors import policy
from pact.ambassadors.forms import LATER, FollowUpForm, PledgeForm
from pact.ambassadors.models import Outcome, Pledge, Step
from pact.ambassadors.views.blueprint import bp, by_slug, to_partner
from pact.ambassadors.views.steps import take
from pact.db import db, find_or_404
from pact.htmx import page
from pact.once import is_repeat


@bp.route("/partners/<slug>/toezeggingen/nieuw", methods=["GET", "POST"])
@access(signed_in)
def pledge(slug: str) -> Response:
    """An ambassador's first one is also a first step."""
    organisation = by_slug(slug)
    require(policy.may_pledge(me, organisation.id))
    form = PledgeForm()
    if form.validate_on_submit():
        if is_repeat():
            return to_partner(slug)
        made = Pledge(
            organisation_id=organisation.id,
            text=form.text.data,
            follow_up_on=form.follow_up_on.data,
            made_by_id=me.id,
        )
        db.session.add(made)
        db.session.flush()
        if policy.takes_steps(me, organisation.id):
            take(organisation, Step.PLEDGE)
        audit.record("pledge_made", made.thing, me, organisation_id=organisation.id)
        db.session.commit()
        flash(_("Mooi! Op de dag die je koos, vragen wij hoe het ging."), "positive")
        return to_partner(slug)
    return page("ambassadors/pledge.html", 422 if form.errors else 200, form=form, organisation=organisation)


@bp.route("/toezeggingen/<int:id>", methods=["GET", "POST"])
@access(signed_in)
def follow_up(id: int) -> Response:
    """Kept, not kept, or not yet: then another day to look."""
    found = find_or_404(
        Pledge, Pledge.id == id, policy.pledges_visible_to(me), options=(joinedload(Pledge.organisation),)
    )
    may_tell = found.is_open and policy.may_pledge(me, found.organisation_id)
    form = FollowUpForm()
    if form.is_submitted():
        require(policy.may_pledge(me, found.organisation_id))
    if form.validate_on_submit():
        if form.outcome.data == LATER:
            found.look_again(form.on.data, form.words.data or "")
        elif form.outcome.data != found.status:  # a second press says the same again
            found.end(Outcome(form.outcome.data), form.words.data or "", me.id)
        audit.record(
            "pledge_followed_up", found.thing, me, organisation_id=found.organisation_id, outcome=form.outcome.data
        )
        slug = found.organisation.slug
        db.session.commit()
        flash(_("Bewaard. Bedankt!"), "positive")
        return to_partner(slug)
    return page(
        "ambassadors/follow_up.html",
        422 if form.errors else 200,
        form=form,
        pledge=found,
        may_tell=may_tell,
    )
