"""Stopping an organisation and taking it back: the coordinator, who shows again who they are."""

from flask import Response, flash, make_response, redirect, url_for
from flask_babel import gettext as _

from pact import audit
from pact.access import access, me, require
from pact.db import db
from pact.htmx import page
from pact.once import is_repeat
from pact.organisations import closings, emails, policy
from pact.organisations.addressees import people_of
from pact.organisations.forms import CloseForm
from pact.organisations.models import ClosingKind
from pact.organisations.views.base import bp, by_slug
from pact.people.policy import fresh


@bp.route("/partners/<slug>/stoppen", methods=["GET", "POST"])
@access(policy.may_close)
@fresh
def stop(slug: str) -> Response:
    """A page that says what will happen, then a button: from this commit on nobody acts for this organisation."""
    organisation, form = by_slug(slug), CloseForm()
    fine = form.validate_on_submit()
    if fine and is_repeat():
        return back_to(slug)
    if not organisation.is_active:
        return back_to(slug, _("Deze organisatie doet al niet mee."))
    if fine:
        people = people_of(organisation.id)
        kind = ClosingKind(form.kind.data)
        closings.close(organisation, kind, form.reason.data, form.words.data or "", me, form.left_on.data)
        emails.tell_of_closing(people, organisation, kind)
        audit.record(
            "organisation_closed", organisation.thing, me, organisation_id=organisation.id, kind=kind.value,
            reason=form.reason.data,
        )  # fmt: skip
        db.session.commit()
        return back_to(slug)
    return page("organisations/stop.html", 422 if form.errors else 200, form=form, organisation=organisation)


@bp.post("/partners/<slug>/hervatten")
@access(policy.may_close)
@fresh
def resume(slug: str) -> Response:
    organisation = by_slug(slug)
    if organisation.is_active:  # a second press
        return back_to(slug)
    closing = closings.closing_of(organisation)
    require(closing is None or closing.kind != ClosingKind.MERGED)
    closings.reopen(organisation, me)
    emails.tell_of_reopening(people_of(organisation.id), organisation)
    audit.record("organisation_reopened", organisation.thing, me, organisation_id=organisation.id)
    db.session.commit()
    return back_to(slug, _("De organisatie doet weer mee."))


def back_to(slug: str, words: str = "") -> Response:
    flash(words or _("De organisatie doet niet meer mee. Wie dat moet weten, krijgt een e-mail."), "positive")
    return make_response(redirect(url_for(".show", slug=slug), 303))
