"""`/convenanten/afspraken`: read by those it is between; made, signed on paper, and ended by the coordinator."""

from flask import Blueprint, Response, abort, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from pact import audit
from pact.access import access, me, signed_in
from pact.covenants import standard_texts
from pact.covenants.agreements import policy, queries
from pact.covenants.agreements.forms import AgreementForm
from pact.covenants.agreements.words import agreement_badge
from pact.covenants.forms import EndForm, PaperForm
from pact.covenants.models import Agreement, AgreementState
from pact.db import db, find_or_404
from pact.htmx import page
from pact.links import row_number
from pact.once import is_repeat

bp = Blueprint("agreements", __name__)
bp.add_app_template_filter(agreement_badge)

OVER = (AgreementState.OVER, AgreementState.ENDED)


def find(id: int) -> Agreement:
    return find_or_404(Agreement, Agreement.id == id, policy.visible_to(me), options=queries.LOADED)


def to_agreement(agreement: Agreement) -> Response:
    return make_response(redirect(url_for(".show", id=agreement.id), 303))


@bp.get("/convenanten/afspraken")
@access(signed_in)
def index() -> Response:
    found = queries.agreements(policy.visible_to(me))
    return page(
        "covenants/agreements/index.html",
        now=[one for one in found if one.state not in OVER],
        before=[one for one in found if one.state in OVER],
        may_add=policy.coordinator(me),
    )


@bp.get("/convenanten/afspraken/<int:id>")
@access(signed_in)
def show(id: int) -> Response:
    agreement = find(id)
    return page(
        "covenants/agreements/show.html",
        agreement=agreement,
        policy=policy,
        may_add=policy.coordinator(me),
        follower=queries.follower_of(agreement.id, policy.visible_to(me)),
    )


@bp.route("/convenanten/afspraken/nieuw", methods=["GET", "POST"])
@access(policy.coordinator)
def add() -> Response:
    """Empty but for words of ours, or as the one that it follows."""
    before = request.args.get("vervolg", type=row_number)
    follows = find(before) if before else None
    partners = queries.partners()
    if follows is not None:
        form = AgreementForm.of(follows, partners)
        if not form.is_submitted():
            form.starts_on.data, form.ends_on.data = follows.ends_on, None
    else:
        form = AgreementForm(data={"annex": standard_texts.SHARING_ANNEX, "body": standard_texts.SHARING_BODY})
        form.offer(partners)
    if form.validate_on_submit():
        if is_repeat():
            return make_response(redirect(url_for(".index"), 303))
        agreement = Agreement(made_by_id=me.id, follows_id=follows.id if follows else None)
        form.fill(agreement)
        db.session.add(agreement)
        db.session.flush()
        audit.record("agreement_made", agreement.thing, me)
        db.session.commit()
        flash(_("Bewaard. Zet erbij wie tekende."), "positive")
        return to_agreement(agreement)
    return page("covenants/agreements/edit.html", 422 if form.errors else 200, form=form, agreement=None)


@bp.route("/convenanten/afspraken/<int:id>/wijzigen", methods=["GET", "POST"])
@access(policy.coordinator)
def edit(id: int) -> Response:
    """Until the first signature."""
    agreement = find(id)
    if not policy.may_change(me, agreement):
        return to_agreement(agreement)
    form = AgreementForm.of(agreement, queries.partners())
    if form.validate_on_submit():
        if is_repeat():
            return to_agreement(agreement)
        if form.version.data != str(agreement.edition):
            raise StaleDataError
        form.fill(agreement)
        audit.record("agreement_edited", agreement.thing, me)
        db.session.commit()
        flash(_("Bewaard."), "positive")
        return to_agreement(agreement)
    return page("covenants/agreements/edit.html", 422 if form.errors else 200, form=form, agreement=agreement)


@bp.route("/convenanten/afspraken/<int:id>/tekenen/<slug>", methods=["GET", "POST"])
@access(policy.coordinator)
def sign(id: int, slug: str) -> Response:
    """What one of them signed with a pen is typed over."""
    agreement = find(id)
    party = next((one for one in agreement.parties if one.organisation.slug == slug), None) or abort(404)
    if not policy.may_sign(me, agreement, party):
        return to_agreement(agreement)
    form = PaperForm()
    if form.validate_on_submit():
        party.sign(form.name.data, form.function.data, form.signed_on.data, me.id)
        audit.record("agreement_signed", agreement.thing, me, organisation_id=party.organisation_id)
        db.session.commit()
        flash(_("Bewaard."), "positive")
        return to_agreement(agreement)
    status = 422 if form.errors else 200
    return page("covenants/agreements/sign.html", status, form=form, agreement=agreement, party=party)


@bp.route("/convenanten/afspraken/<int:id>/stoppen", methods=["GET", "POST"])
@access(policy.coordinator)
def end(id: int) -> Response:
    """Before its last day, with a reason."""
    agreement = find(id)
    if not policy.may_end(me, agreement):
        return to_agreement(agreement)
    form = EndForm()
    if form.validate_on_submit():
        agreement.end(me.id, form.reason.data)
        audit.record("agreement_ended", agreement.thing, me)
        db.session.commit()
        flash(_("Het is gestopt."), "positive")
        return to_agreement(agreement)
    return page("covenants/agreements/end.html", 422 if form.errors else 200, form=form, agreement=agreement)
