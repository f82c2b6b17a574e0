"""One's own page, by the link of every letter: change how it comes, leave, come back, or have everything erased.

A mail program leaves with one POST (RFC 8058): no cookie, no form, from wherever, and it holds when we answer.
"""

from flask import Response, flash, make_response, request
from flask_babel import gettext as _

from pact import audit
from pact.access import access, everyone
from pact.db import db
from pact.extensions import csrf, limiter
from pact.htmx import page
from pact.mail import cancel_letters_about
from pact.newsletter.models import Audience, LeftBy, Reader
from pact.newsletter.readers import joining, leaving
from pact.newsletter.readers.clocks import ADDRESS_KEPT
from pact.newsletter.readers.forms import AddressForm, ChoiceForm, EraseForm
from pact.newsletter.readers.views.base import bp, gone, path, reader_of, sign_up_of, to

OFTEN = "30 per minute"


@bp.route("/nieuws/voorkeuren/<token>", methods=["GET", "POST"])
@access(everyone)
@limiter.limit("60 per minute", key_func=path)
def preferences(token: str) -> Response:
    """The page shows three forms; this view takes the first."""
    reader = reader_of(token) or gone()
    if not reader.is_reading:
        return _left(reader, token)
    form = ChoiceForm(data={"audience": reader.audience, "locale": reader.locale})
    if form.validate_on_submit():
        reader.audience, reader.locale = Audience(form.audience.data), form.locale.data
        db.session.commit()
        flash(_("Bewaard."), "positive")
        return to(".preferences", token=token)
    status = 422 if form.errors else 200
    return page("newsletter/readers/preferences.html", status, form=form, reader=reader, token=token)


def _left(reader: Reader, token: str) -> Response:
    days = ADDRESS_KEPT.days
    return page("newsletter/readers/left.html", token=token, can_come_back=bool(reader.email_sealed), days=days)


@bp.route("/nieuws/voorkeuren/<token>/adres", methods=["GET", "POST"])
@access(everyone)
@limiter.limit(OFTEN, key_func=path)
@limiter.limit("5 per hour", key_func=path, methods=["POST"])
def address(token: str) -> Response:
    """The letters go there from the moment somebody says yes there."""
    reader = reader_of(token) or gone()
    if not reader.is_reading:
        return to(".preferences", token=token)
    form = AddressForm()
    if form.validate_on_submit():
        joining.ask(form.email.data, reader.audience, reader.locale, reader)
        db.session.commit()
        return to(".asked")
    return page("newsletter/readers/address.html", 422 if form.errors else 200, form=form, token=token)


@bp.route("/nieuws/voorkeuren/<token>/wissen", methods=["GET", "POST"])
@access(everyone)
@limiter.limit(OFTEN, key_func=path)
def erase(token: str) -> Response:
    reader = reader_of(token) or gone()
    form = EraseForm()
    if form.validate_on_submit():
        thing = reader.thing
        leaving.erase(reader, never_again=form.never.data)
        audit.record("reader_erased", thing, origin="link")
        db.session.commit()
        return to(".erased")
    return page("newsletter/readers/erase.html", form=form, token=token)


@bp.get("/nieuws/gewist")
@access(everyone)
def erased() -> Response:
    return page("newsletter/readers/erased.html")


@bp.post("/nieuws/voorkeuren/<token>/terug")
@access(everyone)
@limiter.limit(OFTEN, key_func=path)
def come_back(token: str) -> Response:
    """For who left by mistake, or whose mail program did it for them."""
    reader = reader_of(token) or gone()
    if leaving.come_back(reader):
        audit.record("reader_came_back", reader.thing, origin="link")
        db.session.commit()
        flash(_("Je krijgt de nieuwsbrief weer."), "positive")
    return to(".preferences", token=token)


@bp.get("/nieuws/uitschrijven/<token>")
@access(everyone)
@limiter.limit("60 per minute", key_func=path)
def leave(token: str) -> Response:
    """A page with one button: what looks at links leaves nobody out."""
    reader = reader_of(token)
    if reader is not None and not reader.is_reading:
        return _left(reader, token)
    if reader is None:
        row = sign_up_of(token) or gone()
        if not row.is_open:
            return page("newsletter/readers/left.html", token=token, can_come_back=False, days=0)
    return page("newsletter/readers/leave.html", token=token)


@bp.post("/nieuws/uitschrijven/<token>")
@csrf.exempt  # type: ignore[untyped-decorator]  # RFC 8058: the mail program has no cookie; the token is the secret
@access(everyone, abroad=True)
@limiter.limit(OFTEN, key_func=path)
def left(token: str) -> Response:
    by_program = request.form.get("List-Unsubscribe") == "One-Click"
    reader = reader_of(token)
    if reader is not None:
        if leaving.leave(reader, LeftBy.MAIL_PROGRAM if by_program else LeftBy.LINK):
            audit.record("reader_left", reader.thing, origin="link")
    else:
        row = sign_up_of(token) or gone()
        if row.is_open:
            cancel_letters_about(row.thing)
            row.end()
    db.session.commit()
    return make_response("", 200) if by_program else to(".leave", token=token)
