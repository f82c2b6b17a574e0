"""What the coordinator sees and does: counts, somebody who signed on paper, an address to erase. Never a list."""

from flask import Response, flash
from flask_babel import gettext as _
from sqlalchemy import select

from pact import audit
from pact.access import access, me
from pact.dates import language
from pact.db import db
from pact.htmx import page
from pact.keys import keyed_hash
from pact.layout import LANGUAGES
from pact.newsletter.models import Audience, Reader
from pact.newsletter.readers import joining, leaving, queries
from pact.newsletter.readers.forms import FindForm, PaperForm
from pact.newsletter.readers.views.base import bp, to
from pact.newsletter.readers.words import EDITIONS, WAYS
from pact.people.policy import coordinator


@bp.get("/nieuwsbrief/lezers")
@access(coordinator)
def index() -> Response:
    return page(
        "newsletter/readers/index.html",
        counts=queries.counts(),
        months=queries.months(),
        editions=EDITIONS,
        languages=LANGUAGES,
        ways=WAYS,
    )


@bp.route("/nieuwsbrief/lezers/papier", methods=["GET", "POST"])
@access(coordinator)
def add() -> Response:
    """The answer is the same for who reads already or left."""
    form = PaperForm(data={"locale": language()})
    if form.validate_on_submit():
        audience, signed_on = Audience(form.audience.data), form.signed_on.data
        joining.add_from_paper(form.email.data, audience, form.locale.data, form.where.data, signed_on, me.id)
        audit.record("reader_from_paper", "readers", me)
        db.session.commit()
        flash(_("Genoteerd. Wie nog geen lezer was, krijgt nu een welkomstmail."), "positive")
        return to(".index")
    return page("newsletter/readers/add.html", 422 if form.errors else 200, form=form)


@bp.route("/nieuwsbrief/lezers/wissen", methods=["GET", "POST"])
@access(coordinator)
def remove() -> Response:
    """For who asks by phone. The answer is the same whether we know the address or not."""
    form = FindForm()
    if form.validate_on_submit():
        hashed = keyed_hash(form.email.data)
        reader = db.session.scalar(select(Reader).where(Reader.email_hash == hashed).with_for_update())
        if reader is not None:
            leaving.erase(reader)
        leaving.forget_sign_ups(hashed)
        if form.never.data:
            leaving.suppress(hashed, "erased")
        audit.record("reader_erased", "readers", me)
        db.session.commit()
        flash(_("Was dit adres van een lezer? Dan is het nu gewist."), "positive")
        return to(".index")
    return page("newsletter/readers/remove.html", 422 if form.errors else 200, form=form)
