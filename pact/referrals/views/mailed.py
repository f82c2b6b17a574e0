"""`/d/<token>`: the receiver, from the letter. It shows the card and takes an answer; it opens nothing.

The link is of one person. A mail scanner that follows it changes nothing: only a pressed button does.
"""

from flask import abort, g, make_response, render_template, request
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.wrappers import Response

from pact.access import Actor, access, everyone
from pact.db import db
from pact.extensions import limiter
from pact.keys import token_hash
from pact.organisations.actors import load_actor
from pact.referrals import deeds, policy
from pact.referrals.forms.handling import ReturnForm
from pact.referrals.models import ReceiverLink, Referral
from pact.referrals.sheet import LOADED, card_of
from pact.referrals.views.base import receiving as bp
from pact.referrals.vocabulary import Status as S
from pact.states import IllegalMove


def find(token: str) -> tuple[Referral, Actor]:
    """The referral and the person of this link; else the page of a link that does not work (any more)."""
    link = db.session.scalar(
        select(ReceiverLink)
        .where(ReceiverLink.token_hash == token_hash(token))
        .options(joinedload(ReceiverLink.person), joinedload(ReceiverLink.referral).options(*LOADED))
    )
    person = load_actor(link.person.fs_uniquifier) if link else None
    if link is None or person is None or not policy.is_receiver(person, link.referral):
        abort(make_response(render_template("referrals/mailed/gone.html"), 404))
    if link.referral.status not in (S.REQUESTED, S.ON_HOLD, S.ACCEPTED):
        abort(make_response(render_template("referrals/mailed/closed.html", referral=link.referral), 410))
    return link.referral, person


def card_page(referral: Referral, person: Actor, token: str, status: int = 200) -> Response:
    return make_response(
        render_template(
            "referrals/mailed/card.html",
            referral=referral,
            card=card_of(referral),
            token=token,
            may_answer=policy.may_answer(person, referral),
            is_mine=referral.handler_id == person.id,
            is_signed_in=g.person is not None,
        ),
        status,
    )


@bp.get("/d/<token>")
@access(everyone)
@limiter.limit("60/minute")
def card(token: str) -> Response:
    referral, person = find(token)
    return card_page(referral, person, token)


@bp.post("/d/<token>/oppakken")
@access(everyone)
@limiter.limit("20/minute")
def accept(token: str) -> Response:
    """«Wij pakken dit op»: in the name of the person the letter was for. Who it is about is seen after signing in."""
    referral, person = find(token)
    if referral.handler_id == person.id:
        return make_response(render_template("referrals/mailed/accepted.html", referral=referral))
    try:
        deeds.accept(referral, person, via="link")
        db.session.commit()
    except (IllegalMove, StaleDataError):
        db.session.rollback()
        referral, person = find(token)
        return card_page(referral, person, token, 409)
    return make_response(render_template("referrals/mailed/accepted.html", referral=referral))


@bp.route("/d/<token>/terugsturen", methods=["GET", "POST"])
@access(everyone)
@limiter.limit("30/minute")
def send_back(token: str) -> Response:
    referral, person = find(token)
    if not policy.may_answer(person, referral):
        return card_page(referral, person, token, 409)
    form = ReturnForm()
    if request.method == "POST" and form.validate():
        message = deeds.reject(referral, person, form.reason.data, form.said, via="link")
        if message is not None:
            db.session.add(message)
        db.session.commit()
        return make_response(render_template("referrals/returned.html", reference=referral.reference))
    page = render_template("referrals/return.html", form=form, reference=referral.reference, action=request.path)
    return make_response(page, 422 if form.errors else 200)
