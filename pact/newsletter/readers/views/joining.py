"""`/nieuws/aanmelden`: anybody fills in an address, and who lives there says yes on the page of the letter.

What we answer is the same for every address, known or not; opening the link of the letter changes nothing.
"""

from flask import Response, flash
from flask_babel import gettext as _
from flask_limiter.util import get_remote_address

from pact import audit
from pact.access import access, everyone
from pact.db import db
from pact.extensions import limiter
from pact.htmx import page
from pact.newsletter.models import Audience
from pact.newsletter.readers import joining
from pact.newsletter.readers.forms import join_form
from pact.newsletter.readers.joining import UNCONFIRMED_KEPT
from pact.newsletter.readers.views.base import bp, came_of, gone, path, sign_up_of, to
from pact.newsletter.readers.words import PROMISE


def was_taken(answer: Response) -> bool:
    """Who made a mistake in the form may try again."""
    return answer.status_code == 303


@bp.route("/nieuws/aanmelden", methods=["GET", "POST"])
@access(everyone)
@limiter.limit("30 per minute; 300 per hour", key_func=get_remote_address, methods=["POST"])
@limiter.limit("3 per hour", key_func=get_remote_address, methods=["POST"], deduct_when=was_taken)
def join() -> Response:
    form = join_form()
    if form.validate_on_submit():
        if not form.is_from_a_machine:
            joining.ask(form.email.data, Audience(form.audience.data), form.locale.data)
            db.session.commit()
        return to(".asked")
    wrong = bool(form.errors or form.form_errors)
    return page("newsletter/readers/join.html", 422 if wrong else 200, form=form, promise=PROMISE)


@bp.get("/nieuws/aanmelden/kijk-in-je-mail")
@access(everyone)
def asked() -> Response:
    hours = int(UNCONFIRMED_KEPT.total_seconds() // 3600)
    return page("newsletter/readers/asked.html", hours=hours)


@bp.get("/nieuws/bevestigen/<token>")
@access(everyone)
@limiter.limit("60 per minute", key_func=path)
def confirm(token: str) -> Response:
    row = sign_up_of(token) or gone()
    if not row.is_open:
        reader = came_of(row) or gone()
        return to(".preferences", token=reader.token)
    return page("newsletter/readers/confirm.html", sign_up=row, token=token, promise=PROMISE)


@bp.post("/nieuws/bevestigen/<token>")
@access(everyone)
@limiter.limit("30 per minute", key_func=path)
def confirmed(token: str) -> Response:
    """Pressed twice, it leads to the same page."""
    row = sign_up_of(token) or gone()
    if row.is_open:
        reader = joining.confirm(row)
        audit.record("reader_confirmed", reader.thing, origin="link")
        db.session.commit()
        flash(_("Je krijgt vanaf nu de nieuwsbrief."), "positive")
    else:
        reader = came_of(row) or gone()
    return to(".preferences", token=reader.token)
