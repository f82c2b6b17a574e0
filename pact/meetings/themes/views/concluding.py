"""Adding a suggestion as a theme, and saying what is done with the poll: everybody who was asked hears it."""

from flask import Response, abort
from flask_babel import gettext as _

from pact import audit
from pact.access import access, me
from pact.db import db, find_or_404
from pact.htmx import page
from pact.meetings.themes import ballots, policy, queries
from pact.meetings.themes.forms import MOST, AddForm, OutcomeForm
from pact.meetings.themes.models import ThemeSuggestion
from pact.meetings.themes.views.base import bp, own, to_poll


@bp.route("/themapeilingen/<int:poll_id>/ideeen/<suggestion_id>", methods=["GET", "POST"])
@access(policy.partner)
def add(poll_id: int, suggestion_id: str) -> Response:
    """In their own words or in better ones. A second press finds it added."""
    poll = own(poll_id)
    suggestion = find_or_404(ThemeSuggestion, ThemeSuggestion.id == suggestion_id, ThemeSuggestion.poll_id == poll.id)
    themes = queries.themes_of(poll.id)
    if suggestion.added_at is not None:
        return to_poll(poll.id, _("Het idee staat bij de thema's."))
    if not poll.takes_votes or len(themes) >= MOST + 2:
        abort(409)
    form = AddForm(data={"title": suggestion.text[:80]})
    if form.validate_on_submit():
        ballots.add(poll, suggestion, form.title.data, form.sentence.data or "")
        audit.record("theme_added", poll.thing, me)
        answer = to_poll(poll.id, _("Het idee staat bij de thema's."))
        db.session.commit()
        return answer
    status = 422 if form.errors else 200
    return page("meetings/themes/add.html", status, form=form, poll=poll, suggestion=suggestion)


@bp.route("/themapeilingen/<int:poll_id>/uitkomst", methods=["GET", "POST"])
@access(policy.partner)
def conclude(poll_id: int) -> Response:
    """Before the last day it ends the poll too."""
    poll, form = own(poll_id), OutcomeForm()
    if poll.is_over:
        return to_poll(poll.id, _("De uitkomst is verstuurd."))
    if form.validate_on_submit():
        ballots.count(poll)
        poll.conclude(form.outcome.data, me.id)
        ballots.write_to("outcome", poll)
        audit.record("theme_poll_concluded", poll.thing, me)
        answer = to_poll(poll.id, _("De uitkomst is verstuurd."))
        db.session.commit()
        return answer
    themes = queries.themes_of(poll.id)
    status = 422 if form.errors else 200
    return page("meetings/themes/conclude.html", status, form=form, poll=poll, themes=themes)
