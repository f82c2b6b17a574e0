"""The first steps, in any order: a button says that one is behind you. A pledge is a step taken by itself."""

from flask import Response, abort, flash
from flask_babel import gettext as _

from pact import audit
from pact.access import access, me, require, signed_in
from pact.ambassadors import emails, policy, queries
from pact.ambassadors.forms import MeetingForm
from pact.ambassadors.models import Step, StepTaken
from pact.ambassadors.views.blueprint import bp, by_slug, to_partner
from pact.ambassadors.words import STEPS
from pact.db import db
from pact.htmx import page
from pact.organisations.models import Organisation


def take(organisation: Organisation, step: Step) -> StepTaken:
    """Note that a step was taken; what was noted stays as it was."""
    taken = queries.step_of(me.id, organisation.id, step)
    if taken is None:
        taken = StepTaken(person_id=me.id, organisation_id=organisation.id, step=step)
        db.session.add(taken)
        audit.record("ambassador_step", f"person {me.id}", me, organisation_id=organisation.id, step=step.value)
    return taken


@bp.post("/partners/<slug>/ambassadeurs/stappen/<step>")
@access(signed_in)
def take_step(slug: str, step: str) -> Response:
    organisation = by_slug(slug)
    require(policy.takes_steps(me, organisation.id))
    if step not in set(Step) or STEPS[Step(step)].done is None:
        abort(404)
    take(organisation, Step(step))
    db.session.commit()
    flash(_("Klaar: %(step)s.", step=STEPS[Step(step)].title), "positive")
    return to_partner(slug)


@bp.route("/partners/<slug>/ambassadeurs/kennismaken", methods=["GET", "POST"])
@access(signed_in)
def meet(slug: str) -> Response:
    """The day agreed with the coordinator, who gets word. Another day may be chosen later."""
    organisation = by_slug(slug)
    require(policy.takes_steps(me, organisation.id))
    known = queries.step_of(me.id, organisation.id, Step.MEETING)
    form = MeetingForm(data={"on": known.day if known else None})
    if form.validate_on_submit():
        if known is None or known.day != form.on.data:
            take(organisation, Step.MEETING).day = form.on.data
            emails.tell_of_meeting(me.name, organisation, form.on.data)
        db.session.commit()
        flash(_("De afspraak staat. De coördinator krijgt bericht."), "positive")
        return to_partner(slug)
    return page("ambassadors/meet.html", 422 if form.errors else 200, form=form, organisation=organisation)
