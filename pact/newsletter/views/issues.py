"""«Nieuwsbrief»: the issues, a new one, its title and dates, and throwing a draft away."""

from flask import Response, abort, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _

from pact import audit
from pact.access import SAFE_METHODS, access, me
from pact.db import db
from pact.htmx import page
from pact.links import row_number
from pact.newsletter import policy, queries, rhythm
from pact.newsletter.contributions import moving
from pact.newsletter.forms import IssueForm
from pact.newsletter.models import Issue, Kind
from pact.newsletter.stands import stand_of
from pact.newsletter.views.base import back_to, bp, by_id
from pact.newsletter.words import KINDS
from pact.once import is_repeat

bp.add_app_template_filter(stand_of)

#: As in `?soort=jaarbericht`.
YEARLY = "jaarbericht"


@bp.get("/nieuwsbrief")
@access(policy.coordinator)
def index() -> Response:
    found = queries.listed(policy.visible_to(me), request.args.get("na", type=row_number))
    return page("newsletter/index.html", page=found, kinds=KINDS, waiting=queries.waiting())


@bp.route("/nieuwsbrief/nieuw", methods=["GET", "POST"])
@access(policy.coordinator)
def new() -> Response:
    """What waited for it comes along at once."""
    kind = Kind.YEARLY if request.args.get("soort") == YEARLY else Kind.NEWSLETTER
    form = IssueForm(data=rhythm.suggest(kind)._asdict())
    if form.validate_on_submit():
        if is_repeat():
            return make_response(redirect(url_for(".index"), 303))
        issue = Issue(kind=kind, made_by_id=me.id)
        form.populate_obj(issue)
        db.session.add(issue)
        db.session.flush()
        if kind == Kind.NEWSLETTER:
            moving.take_along(issue)
        audit.record("issue_made", issue.thing, me, kind=kind.value)
        issue_id = issue.id
        db.session.commit()
        flash(_("De uitgave is gemaakt. Vraag nu om bijdragen."), "positive")
        return make_response(redirect(url_for("contributions.index", issue_id=issue_id), 303))
    return page(
        "newsletter/new.html",
        422 if form.errors else 200,
        form=form,
        kind=kind,
        kinds=[
            (KINDS[Kind.NEWSLETTER], url_for(".new"), kind == Kind.NEWSLETTER),
            (KINDS[Kind.YEARLY], url_for(".new", soort=YEARLY), kind == Kind.YEARLY),
        ],
    )


@bp.route("/nieuwsbrief/<int:issue_id>/datums", methods=["GET", "POST"])
@access(policy.coordinator)
def change(issue_id: int) -> Response:
    issue = _draft(issue_id)
    form = IssueForm(obj=issue, earlier=issue.closes_on)
    if form.validate_on_submit():
        form.populate_obj(issue)
        audit.record("issue_dates", issue.thing, me)
        db.session.commit()
        return back_to("contributions.index", issue, _("Bewaard."))
    return page("newsletter/change.html", 422 if form.errors else 200, form=form, issue=issue)


@bp.route("/nieuwsbrief/<int:issue_id>/weggooien", methods=["GET", "POST"])
@access(policy.coordinator)
def discard(issue_id: int) -> Response:
    """Asked once. What was handed in waits for the next one."""
    issue = _draft(issue_id)
    if request.method in SAFE_METHODS:
        return page("newsletter/discard.html", issue=issue)
    moving.leave_behind(issue)
    audit.record("issue_discarded", issue.thing, me)
    db.session.commit()
    flash(_("De uitgave is weggegooid."), "positive")
    return make_response(redirect(url_for(".index"), 303))


def _draft(issue_id: int) -> Issue:
    """One whose words can still change."""
    issue = by_id(issue_id)
    if not issue.is_open:
        abort(409)
    return issue
