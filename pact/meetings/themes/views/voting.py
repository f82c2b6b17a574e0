"""The page of a poll, and voting: signed in, or by the link in the letter."""

from collections.abc import Sequence

from flask import Response, abort, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _

from pact.access import access, everyone, me
from pact.db import db
from pact.extensions import limiter
from pact.htmx import page
from pact.keys import token_hash
from pact.meetings.policy import plans
from pact.meetings.themes import ballots, policy, queries
from pact.meetings.themes.forms import VoteForm
from pact.meetings.themes.models import Theme, ThemePoll, ThemeVoter
from pact.meetings.themes.views.base import bp, find, to_poll, wait_for


@bp.get("/themapeilingen/<int:poll_id>")
@access(policy.partner)
def show(poll_id: int) -> Response:
    poll = find(poll_id)
    voter, themes = queries.voter_of(poll.id, me.id), queries.themes_of(poll.id)
    return show_poll(poll, themes, voter, filled_in(voter, themes) if voter and poll.takes_votes else None)


def filled_in(voter: ThemeVoter, themes: Sequence[Theme]) -> VoteForm:
    """The form with what this voter said before."""
    suggestion = queries.suggestion_on(voter.ballot)
    before = {
        "themes": [str(id) for id in queries.ticked(voter.ballot)],
        "suggestion": suggestion.text if suggestion and suggestion.added_at is None else "",
    }
    form = VoteForm(data=before)
    form.offer(themes)
    return form


def show_poll(poll: ThemePoll, themes: Sequence[Theme], voter: ThemeVoter | None, form: VoteForm | None) -> Response:
    """How many voted while it is open, what they voted once it is counted."""
    looks_after = policy.may_look_after(me, poll)
    return page(
        "meetings/themes/show.html",
        422 if form is not None and form.errors else 200,
        poll=poll,
        themes=themes,
        hints={str(theme.id): theme.sentence for theme in themes if theme.sentence},
        voter=voter,
        form=form,
        looks_after=looks_after,
        suggestions=queries.suggestions(poll.id) if looks_after else [],
        voted=poll.voted if poll.counted_at else queries.how_many_voted(poll.id),
        may_plan=plans(me),
    )


@bp.post("/themapeilingen/<int:poll_id>/stem")
@access(policy.partner)
def vote(poll_id: int) -> Response:
    """The same vote twice is one vote."""
    wait_for(poll_id)
    poll = find(poll_id)
    voter, themes = queries.voter_of(poll.id, me.id), queries.themes_of(poll.id)
    if voter is None:
        abort(403)
    if not poll.takes_votes:
        return to_poll(poll.id, _("De peiling is gesloten."))
    form = VoteForm()
    form.offer(themes)
    if not form.validate():
        return show_poll(poll, themes, voter, form)
    ballots.vote(voter, form.theme_ids, form.suggestion.data or "")
    answer = to_poll(poll.id, _("Dank je wel. Je stem telt mee."))
    db.session.commit()
    return answer


# -- the link in the letter ------------------------------------------------------------------------------------------


@bp.route("/themapeiling/<token>", methods=["GET", "POST"])
@access(everyone)
@limiter.limit("60/minute")
def vote_by_link(token: str) -> Response:
    """Without signing in, and only for one's own vote. No line in the trail: it would say who voted when."""
    voter = queries.voter_with(token_hash(token))
    if voter is None:
        abort(page("meetings/themes/gone.html", 404))
    if request.method == "POST":
        wait_for(voter.poll_id)
        db.session.refresh(voter.poll)
    poll, themes = voter.poll, queries.themes_of(voter.poll_id)
    if not poll.takes_votes:
        return page("meetings/themes/closed.html", 200 if poll.is_over else 410, poll=poll)
    if request.method == "POST":
        form = VoteForm()
        form.offer(themes)
        if form.validate():
            if not form.is_from_a_machine:
                ballots.vote(voter, form.theme_ids, form.suggestion.data or "")
                db.session.commit()
            flash(_("Dank je wel. Je stem telt mee."), "positive")
            return make_response(redirect(url_for(".vote_by_link", token=token), 303))
    else:
        form = filled_in(voter, themes)
    hints = {str(theme.id): theme.sentence for theme in themes if theme.sentence}
    status = 422 if form.errors else 200
    return page("meetings/themes/vote.html", status, poll=poll, voter=voter, form=form, hints=hints)
