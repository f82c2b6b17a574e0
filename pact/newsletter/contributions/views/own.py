"""«Stuur een bericht voor de nieuwsbrief»: somebody of a partner who is signed in, asked or not."""

from flask import Response, abort, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from sqlalchemy import or_, select

from pact import audit
from pact.access import SAFE_METHODS, access, me
from pact.dates import now
from pact.db import db
from pact.extensions import limiter
from pact.links import row_number
from pact.newsletter import policy, queries
from pact.newsletter.contributions import queries as contributions
from pact.newsletter.contributions.views.base import bp
from pact.newsletter.contributions.views.by_link import OFTEN
from pact.newsletter.contributions.views.writing import Desk, answer
from pact.newsletter.models import Contribution, Issue
from pact.organisations.models import Organisation


@bp.route("/nieuwsbrief/bericht", methods=["GET", "POST"])
@access(policy.contributor)
@limiter.limit(OFTEN, methods=["POST"])
def own() -> Response:
    """For the issue that is being made, else for the next one."""
    return answer(_desk)


@bp.post("/nieuwsbrief/bericht/niets/<int:issue_id>")
@access(policy.contributor)
def own_decline(issue_id: int) -> Response:
    """«Deze keer niets», for the organisations that were asked and for which nothing came in."""
    issue = _locked(issue_id)
    if issue is None or not issue.is_open:
        abort(404)
    for call in contributions.silent_calls(issue_id, list(me.roles_at)):
        call.declined_at = now()
        audit.record("contribution_declined", issue.thing, me, organisation_id=call.organisation_id)
    db.session.commit()
    flash(_("Goed om te weten. Wij herinneren je niet meer."), "positive")
    return make_response(redirect(url_for("today.show"), 303))


@bp.route("/nieuwsbrief/bericht/<int:contribution_id>", methods=["GET", "POST"])
@access(policy.contributor)
@limiter.limit(OFTEN, methods=["POST"])
def own_text(contribution_id: int) -> Response:
    """Colleagues change each other's: it is the organisation that says it."""
    return answer(lambda: _desk(contribution_id))


@bp.post("/nieuwsbrief/bericht/<int:contribution_id>/voorstel")
@access(policy.contributor)
def own_adopt(contribution_id: int) -> Response:
    text = _text(contribution_id)
    if text.returned_at is not None and text.may_change:
        text.hand_in_again(text.title, text.suggestion)
        audit.record("suggestion_adopted", text.thing, me, organisation_id=text.organisation_id)
        db.session.commit()
    flash(_("Het voorstel is overgenomen."), "positive")
    return make_response(redirect(url_for(".own"), 303))


def _desk(contribution_id: int | None = None) -> Desk:
    text = _text(contribution_id) if contribution_id is not None else None
    mine = select(Organisation.id, Organisation.name).where(Organisation.id.in_(me.roles_at))
    if text is not None:
        mine = mine.where(Organisation.id == text.organisation_id)
    rows = db.session.execute(mine.order_by(Organisation.name)).all()
    return Desk(
        organisations=[(row.id, row.name) for row in rows],
        issue=text.issue if text else _open_issue(),
        call=None,
        text=text,
        back=url_for("contributions.own"),
        person=me,
        earlier=_changeable() if text is None else (),
        is_asked=text is None and "uitgave" in request.args,
    )


def _open_issue() -> Issue | None:
    """The one that was asked for, as on «Vandaag»; else the next newsletter. Who writes waits for who changes it."""
    asked = request.args.get("uitgave", type=row_number)
    issue_id = contributions.asked_for(asked, list(me.roles_at)) if asked else None
    issue_id = issue_id or queries.open_newsletter()
    return _locked(issue_id) if issue_id else None


def _locked(issue_id: int) -> Issue | None:
    wanted = select(Issue).where(Issue.id == issue_id)
    if request.method not in SAFE_METHODS:
        wanted = wanted.with_for_update(of=Issue)
    return db.session.scalar(wanted)


def _text(contribution_id: int) -> Contribution:
    found = contributions.texts_of(list(me.roles_at), Contribution.id == contribution_id)
    if not found:
        abort(404)
    if found[0].issue_id:
        _locked(found[0].issue_id)
    return found[0]


def _changeable() -> list[Contribution]:
    """What my organisations handed in and can still change."""
    being_made = Contribution.issue_id.in_(select(Issue.id).where(queries.is_open()))
    still = or_(Contribution.issue_id.is_(None), being_made)
    return list(contributions.texts_of(list(me.roles_at), still))
