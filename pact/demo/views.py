"""The demo's own pages. create_app opens them only where the demo is on; elsewhere these addresses do not exist."""

from flask import Blueprint, Flask, Response, abort, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from pact import mail
from pact.access import access, everyone
from pact.db import db, find_or_404
from pact.demo import mailbox, town
from pact.demo.people import ADDRESS, CAST
from pact.extensions import csrf
from pact.headers import FRAMED
from pact.links import row_number
from pact.mail import Letter
from pact.people import sessions
from pact.people.models import Person

bp = Blueprint("demo", __name__)


def init_demo(app: Flask) -> None:
    """Open the demo's pages, if this is a demo."""
    if app.config["DEMO"]:
        app.register_blueprint(bp)


@bp.get("/demo")
@access(everyone)
def index() -> str:
    return render_template("demo/index.html", cast=CAST)


@bp.post("/demo/inloggen")
@csrf.exempt  # type: ignore[untyped-decorator]  # for scripts; it signs in only invented people, and only in a demo
@access(everyone)
def sign_in() -> AnyResponse:
    """Sign in as one of the cast, second factor and all."""
    key = request.form.get("person", "")
    if key not in {one.key for one in CAST}:
        abort(404)
    who = find_or_404(Person, Person.email == ADDRESS.format(key=key), Person.active.is_(True))
    sessions.begin(who, strong="demo")
    db.session.commit()
    return redirect(url_for("today.show"), 303)


@bp.post("/demo/opnieuw")
@access(everyone)
def start_anew() -> AnyResponse:
    town.start_anew()
    session.clear()
    flash(_("De demo is weer nieuw."), "positive")
    return redirect(url_for(".index"), 303)


@bp.get("/demo/post")
@access(everyone)
def post() -> str:
    envelopes, further = mailbox.newest(request.args.get("voor", type=row_number))
    return render_template("demo/post.html", envelopes=envelopes, further=further)


@bp.get("/demo/post/<int:id>")
@access(everyone)
def letter(id: int) -> str:
    found = _letter(id)
    return render_template("demo/letter.html", envelope=mailbox.envelope(found), content=found.content)


@bp.get("/demo/post/<int:id>/opmaak")
@access(everyone)
def formatted(id: int) -> Response:
    """The letter as a mail program shows it, if it is more than words."""
    content = _letter(id).content
    if content is None or not content.html:
        abort(404)
    answer = Response(content.html, mimetype="text/html")
    answer.headers["Content-Security-Policy"] = FRAMED
    return answer


@bp.get("/demo/post/<int:id>.eml")
@access(everyone)
def source(id: int) -> Response:
    """The letter as the mail server would get it."""
    found = _letter(id)
    if found.content is None:
        abort(410)
    return Response(mail.message(found, found.content).as_bytes(), mimetype="message/rfc822")


def _letter(id: int) -> Letter:
    return find_or_404(Letter, Letter.id == id)
