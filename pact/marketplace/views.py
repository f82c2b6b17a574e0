"""«Marktplaats»: the list, one notice with its answers for who placed it, placing, answering, prolonging, closing."""

from typing import Any

from flask import Blueprint, Response, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from pact import audit
from pact.access import access, me, require
from pact.dates import today
from pact.db import db, find_or_404
from pact.htmx import page, page_or_part
from pact.links import row_number
from pact.marketplace import emails, policy, queries
from pact.marketplace.forms import CloseForm, NoticeForm, ReplyForm
from pact.marketplace.models import USUALLY, Ending, Kind, Notice, Reply
from pact.marketplace.words import ending_badge, kind_word
from pact.once import is_repeat
from pact.organisations.models import Organisation
from pact.people.models import Person

bp = Blueprint("marketplace", __name__)
bp.add_app_template_filter(kind_word)
bp.add_app_template_filter(ending_badge)

#: Words in the address, as in `?soort=gevraagd&toon=voorbij`.
KINDS = {"gevraagd": Kind.ASKED, "aangeboden": Kind.OFFERED}
MOST_REPLIES = 5  # of one person to one notice


@bp.get("/marktplaats")
@access(policy.partner)
def index() -> Response:
    """Links are the filters. What the address asks that we do not know is not asked."""
    asked = {"soort": request.args.get("soort", ""), "toon": request.args.get("toon", "")}
    kind = KINDS.get(asked["soort"])
    shown = asked["toon"] if asked["toon"] in ("ons", "voorbij") else ""
    found = queries.listed(
        policy.visible_to(me),
        kind=kind,
        over=shown == "voorbij",
        of=list(me.roles_at) if shown == "ons" else None,
        after=request.args.get("na", type=row_number),
    )
    here = {"soort": asked["soort"] if kind else None, "toon": shown or None}
    return page_or_part(
        "marketplace/index.html",
        "marketplace/_list.html",
        page=found,
        here=here,
        kinds=[
            (_("Alles"), link(here, soort=None), kind is None),
            (_("Gevraagd"), link(here, soort="gevraagd"), kind == Kind.ASKED),
            (_("Aangeboden"), link(here, soort="aangeboden"), kind == Kind.OFFERED),
        ],
        shown=[
            (_("Van iedereen"), link(here, toon=None), not shown),
            (_("Van ons"), link(here, toon="ons"), shown == "ons"),
            (_("Voorbij"), link(here, toon="voorbij"), shown == "voorbij"),
        ],
        places=policy.places(me),
    )


def link(here: dict[str, Any], **changed: Any) -> str:
    """This list with one filter changed."""
    return url_for(".index", **(here | changed))


def find(id: int) -> Notice:
    taking_part = Notice.organisation_id.in_(select(Organisation.id).where(policy.visible_to(me)))
    return find_or_404(Notice, Notice.id == id, taking_part, options=(joinedload(Notice.organisation),))


def to_notice(id: int) -> Response:
    return make_response(redirect(url_for(".show", id=id), 303))


@bp.get("/marktplaats/<int:id>")
@access(policy.partner)
def show(id: int) -> Response:
    return show_notice(find(id), CloseForm(formdata=None))


def show_notice(notice: Notice, form: CloseForm) -> Response:
    """The answers are for who keeps it."""
    keeps = policy.may_keep(me, notice)
    return page(
        "marketplace/show.html",
        422 if form.errors else 200,
        notice=notice,
        form=form,
        keeps=keeps,
        replies=queries.replies_to(notice.id) if keeps else [],
        may_reply=policy.may_reply(me, notice),
        replied=bool(queries.replies_by(notice.id, me.id)),
    )


@bp.route("/marktplaats/nieuw", methods=["GET", "POST"])
@access(policy.places)
def place() -> Response:
    form = NoticeForm(data={"ends_on": today() + USUALLY, "kind": KINDS.get(request.args.get("soort", ""))})
    mine = select(Organisation.id, Organisation.name).where(Organisation.id.in_(me.roles_at))
    form.offer((row.id, row.name) for row in db.session.execute(mine.order_by(Organisation.name)))
    if form.validate_on_submit():
        if is_repeat():
            return make_response(redirect(url_for(".index", toon="ons"), 303))
        made = Notice(
            kind=Kind(form.kind.data),
            title=form.title.data,
            text=form.text.data,
            ends_on=form.ends_on.data,
            organisation_id=form.organisation_id,
            placed_by_id=me.id,
        )
        db.session.add(made)
        db.session.flush()
        audit.record("notice_placed", made.thing, me, organisation_id=made.organisation_id, kind=made.kind.value)
        id = made.id
        db.session.commit()
        flash(_("Het staat op de marktplaats. Antwoordt iemand? Dan krijg je een e-mail."), "positive")
        return to_notice(id)
    return page("marketplace/place.html", 422 if form.errors else 200, form=form)


@bp.route("/marktplaats/<int:id>/antwoord", methods=["GET", "POST"])
@access(policy.places)
def reply(id: int) -> Response:
    """It goes to who placed the notice, by letter and on its page; nobody else reads it."""
    notice = find(id)
    if not notice.is_open:
        return to_notice(id)
    require(policy.may_reply(me, notice) and queries.replies_by(notice.id, me.id) < MOST_REPLIES)
    form = ReplyForm()
    if form.validate_on_submit():
        if is_repeat():
            return to_notice(id)
        writer = db.session.get_one(Person, me.id)
        made = Reply(
            notice_id=notice.id,
            organisation=db.session.get_one(Organisation, me.organisation_id),
            person=writer,
            text=form.text.data,
            shows_address=form.shows_address.data,
        )
        db.session.add(made)
        emails.pass_on(made, notice, writer)
        audit.record("notice_answered", notice.thing, me, organisation_id=me.organisation_id)
        db.session.commit()
        flash(_("Je antwoord is verstuurd."), "positive")
        return to_notice(id)
    return page("marketplace/reply.html", 422 if form.errors else 200, form=form, notice=notice)


@bp.post("/marktplaats/<int:id>/verlengen")
@access(policy.places)
def prolong(id: int) -> Response:
    """Once. A second press finds it prolonged."""
    notice = find(id)
    require(policy.may_keep(me, notice))
    if notice.may_be_prolonged:
        notice.prolong()
        audit.record("notice_prolonged", notice.thing, me, organisation_id=notice.organisation_id)
        db.session.commit()
        flash(_("Verlengd."), "positive")
    return to_notice(id)


@bp.post("/marktplaats/<int:id>/weghalen")
@access(policy.places)
def close(id: int) -> Response:
    notice = find(id)
    require(policy.may_keep(me, notice))
    form = CloseForm()
    if not form.validate():
        return show_notice(notice, form)
    if notice.is_open:
        notice.close(Ending(form.ending.data), me.id)
        audit.record("notice_closed", notice.thing, me, organisation_id=notice.organisation_id, ending=form.ending.data)
        db.session.commit()
        flash(_("Het staat niet meer op de marktplaats."), "positive")
    return to_notice(id)
