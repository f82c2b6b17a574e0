"""«Doe mee», for everybody: a form, a page to check it, thanks. The answer is the same whoever writes."""

from flask import Response, make_response, redirect, request, url_for
from flask_limiter.util import get_remote_address

from pact import audit
from pact.access import access, everyone
from pact.covenants import emails
from pact.covenants.forms import JoinForm
from pact.covenants.models import JoinRequest
from pact.covenants.models.request import FORGOTTEN_AFTER
from pact.covenants.views.blueprint import bp
from pact.covenants.words import ORGANISATION_KINDS
from pact.db import db
from pact.extensions import limiter
from pact.forms import on_one_line
from pact.htmx import page
from pact.keys import keyed_hash
from pact.once import is_repeat


def address() -> str:
    """What the second limit counts by, whether we know the address or not."""
    return keyed_hash(on_one_line(request.form.get("email")) or "")


@bp.route("/doe-mee", methods=["GET", "POST"])
@access(everyone)
@limiter.limit("30 per minute; 200 per hour", key_func=get_remote_address, methods=["POST"])
def join() -> Response:
    """The form; filled in well it leads to the page to check it, and from there «Wijzig» leads back."""
    form = JoinForm()
    if "change" not in request.form and form.validate_on_submit():
        return page("covenants/join/check.html", form=form, kind=ORGANISATION_KINDS[form.kind.data])
    return form_page(form)


def form_page(form: JoinForm) -> Response:
    return page("covenants/join/form.html", 422 if form.errors else 200, form=form, days=FORGOTTEN_AFTER.days)


@bp.post("/doe-mee/versturen")
@access(everyone)
@limiter.limit("10 per minute; 60 per hour", key_func=get_remote_address)
@limiter.limit("5 per hour", key_func=address)
def send_request() -> Response:
    form = JoinForm()
    if not form.validate():
        return form_page(form)
    if not form.is_from_a_machine and not is_repeat():
        made = JoinRequest(
            organisation_name=form.organisation_name.data,
            kind=form.kind.data,
            contact_name=form.contact_name.data,
            email=form.email.data,
            phone=form.phone.data or "",
            why=form.why.data,
        )
        db.session.add(made)
        db.session.flush()
        emails.tell_coordinators_of_request(made)
        audit.record("join_requested", made.thing, origin="web")
        db.session.commit()
    return make_response(redirect(url_for(".join_thanks"), 303))


@bp.get("/doe-mee/bedankt")
@access(everyone)
def join_thanks() -> Response:
    return page("covenants/join/thanks.html")
