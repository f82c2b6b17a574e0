"""«Themapeilingen»: the list, and asking a new one."""

from flask import Response, make_response, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from pact import audit
from pact.access import access, me, require
from pact.dates import today
from pact.db import db
from pact.forms import complain
from pact.htmx import page
from pact.meetings.themes import ballots, policy, queries
from pact.meetings.themes.forms import USUALLY, AskForm
from pact.meetings.themes.models import Theme, ThemePoll
from pact.meetings.themes.views.base import bp, to_poll
from pact.once import is_repeat


@bp.get("/themapeilingen")
@access(policy.partner)
def index() -> Response:
    rows = queries.listed(policy.visible_to(me), me.id)
    asks = policy.coordinator(me) or bool(queries.workgroups_of(me))
    return page("meetings/themes/index.html", rows=rows, asks=asks, today=today())


@bp.route("/themapeilingen/nieuw", methods=["GET", "POST"])
@access(policy.partner)
def ask() -> Response:
    workgroups, everybody = queries.workgroups_of(me), policy.coordinator(me)
    require(everybody or bool(workgroups))
    usual = {"question": _("Welke themabijeenkomsten wil je?"), "last_day": today() + USUALLY}
    form = AskForm(data=usual)
    form.offer(workgroups, everybody)
    if request.form.get("more"):
        form.add_row()
        return page("meetings/themes/ask.html", form=form)
    if form.validate_on_submit():
        people = queries.people_in(form.workgroup_ids)
        if people:
            if is_repeat():
                return make_response(redirect(url_for(".index"), 303))
            poll = ThemePoll(question=form.question.data, last_day=form.last_day.data, asked_by_id=me.id)
            poll.themes = [Theme(title=title, sentence=sentence) for title, sentence in form.given]
            ballots.ask(poll, people)
            audit.record("theme_poll_asked", poll.thing, me, asked=len(people))
            said = ngettext("%(num)s persoon krijgt een e-mail.", "%(num)s mensen krijgen een e-mail.", len(people))
            answer = to_poll(poll.id, said)
            db.session.commit()
            return answer
        complain(form.audience, _("Hier zit nu niemand in. Kies iemand anders."))
    return page("meetings/themes/ask.html", 422 if form.errors else 200, form=form)
