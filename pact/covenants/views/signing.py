"""`/convenant/<token>`: read the text, sign it, ask somebody else, or say that it still holds. No account needed.

The link is of one person. Opening it changes nothing: only a pressed button does.
"""

from flask import Response, abort, make_response, redirect, url_for
from flask_babel import gettext as _

from pact import audit
from pact.access import access, everyone
from pact.covenants import emails, joining, queries
from pact.covenants.forms import RefuseForm, SignForm, SomebodyElseForm
from pact.covenants.models import CovenantLink, Purpose, Status
from pact.covenants.models.link import MOST
from pact.covenants.recruiting import settling
from pact.covenants.views.blueprint import bp
from pact.dates import today
from pact.db import db
from pact.extensions import limiter
from pact.forms import complain
from pact.htmx import page
from pact.keys import token_hash
from pact.organisations.addressees import contact_persons

SIGNED = (Status.SIGNED, Status.COUNTERSIGNED)


def find(token: str) -> CovenantLink:
    """The link; else one page for one that is used up, too old, or never was ours."""
    link = queries.open_link(token_hash(token))
    if link is None or not link.covenant.organisation.is_active or not is_still_theirs(link):
        abort(page("covenants/link/gone.html", 404))
    return link


def is_still_theirs(link: CovenantLink) -> bool:
    """The yearly question is for who is contact person now."""
    if link.purpose == Purpose.SIGN:
        return True
    return link.person_id in {person.id for person in contact_persons(link.covenant.organisation_id)}


def may_sign(link: CovenantLink) -> bool:
    return link.purpose == Purpose.SIGN and link.passed_at is None and link.covenant.status == Status.ASKED


def back(token: str) -> Response:
    return make_response(redirect(url_for(".by_link", token=token), 303))


@bp.get("/convenant/<token>")
@access(everyone)
@limiter.limit("60 per minute")
def by_link(token: str) -> Response:
    """Where this link stands: to read and sign, passed on, signed, or over."""
    link = find(token)
    covenant = link.covenant
    template, status = "covenants/link/closed.html", 410
    if link.purpose == Purpose.CONFIRM:
        if has_confirmed(link) or covenant.may_be_confirmed:
            template, status = "covenants/link/confirm.html", 200
    elif link.passed_at is not None:
        template, status = "covenants/link/passed.html", 200
    elif covenant.status == Status.ASKED:
        template, status = "covenants/link/read.html", 200
    elif covenant.status in SIGNED:
        template, status = "covenants/link/done.html", 200
    return page(template, status, link=link, covenant=covenant, token=token, has_confirmed=has_confirmed(link))


def has_confirmed(link: CovenantLink) -> bool:
    """Whether this year's question is answered, by this link or another."""
    return link.covenant.confirmed_at is not None and link.covenant.confirmed_at >= link.made_at


@bp.route("/convenant/<token>/tekenen", methods=["GET", "POST"])
@access(everyone)
@limiter.limit("30 per minute")
def sign(token: str) -> Response:
    link = find(token)
    if not may_sign(link):  # a second press too: it gets the answer of the first
        return back(token)
    covenant, form = link.covenant, SignForm(name=link.name)
    form.offer(covenant.organisation.name)
    if form.validate_on_submit():
        covenant.sign(form.name.data, form.function.data)
        emails.send_copy(link, token)
        emails.tell_coordinators("signed", covenant)
        audit.record("covenant_signed", covenant.thing, organisation_id=covenant.organisation_id, origin="link")
        db.session.commit()
        return back(token)
    status = 422 if form.errors else 200
    return page("covenants/link/sign.html", status, form=form, covenant=covenant, token=token, today=today())


@bp.route("/convenant/<token>/iemand-anders", methods=["GET", "POST"])
@access(everyone)
@limiter.limit("20 per minute; 40 per hour")
def pass_on(token: str) -> Response:
    """«Vraag iemand anders te tekenen»: that person gets a link, and this one says who was asked."""
    link = find(token)
    if not may_sign(link):
        return back(token)
    covenant, form = link.covenant, SomebodyElseForm()
    if form.validate_on_submit() and len(queries.links_of(covenant.id)) >= MOST:
        complain(form.email, _("Er zijn al veel mensen gevraagd. Bel de coördinator."))
    elif form.validate_on_submit():
        theirs, their_token = joining.new_link(covenant, form.name.data, form.email.data)
        link.pass_on(form.name.data)
        emails.ask_to_sign(theirs, their_token, asked_by=link.name)
        audit.record("signing_passed_on", covenant.thing, organisation_id=covenant.organisation_id, origin="link")
        db.session.commit()
        return back(token)
    status = 422 if form.errors else 200
    return page("covenants/link/somebody_else.html", status, form=form, covenant=covenant, token=token)


@bp.route("/convenant/<token>/nee", methods=["GET", "POST"])
@access(everyone)
@limiter.limit("30 per minute")
def refuse(token: str) -> Response:
    link = find(token)
    if not may_sign(link):
        return back(token)
    covenant, form = link.covenant, RefuseForm()
    if form.validate_on_submit():
        covenant.decline(form.reason.data or "")
        settling.refused(covenant.organisation, None)
        emails.tell_coordinators("refused", covenant)
        audit.record("covenant_declined", covenant.thing, organisation_id=covenant.organisation_id, origin="link")
        db.session.commit()
        return back(token)
    status = 422 if form.errors else 200
    return page("covenants/link/refuse.html", status, form=form, covenant=covenant, token=token)


@bp.post("/convenant/<token>/bevestigen")
@access(everyone)
@limiter.limit("30 per minute")
def confirm_by_link(token: str) -> Response:
    """«Ja, het klopt nog»: one page, one button."""
    link = find(token)
    covenant = link.covenant
    if link.purpose == Purpose.CONFIRM and covenant.may_be_confirmed:
        covenant.confirm(link.person_id)
        settling.signed(covenant.organisation, link.person_id)
        audit.record("covenant_confirmed", covenant.thing, organisation_id=covenant.organisation_id, origin="link")
        db.session.commit()
    return back(token)
