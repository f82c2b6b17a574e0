"""The archive on the public site. An issue has the same address for everybody, also in the letters."""

from collections.abc import Sequence

from flask import Blueprint, Response, abort, current_app, flash, g, make_response, redirect, request, url_for
from flask_babel import gettext as _
from sqlalchemy import or_, select

from pact import audit
from pact.access import SAFE_METHODS, access, everyone, me
from pact.db import AnyRow, db
from pact.htmx import page
from pact.links import absolute_url, row_number
from pact.newsletter import articles, policy
from pact.newsletter.archive import figures, queries, taking_away
from pact.newsletter.archive.feed import atom
from pact.newsletter.editions import in_edition, in_sections
from pact.newsletter.letters.content import address_of
from pact.newsletter.models import Article, Audience, Issue
from pact.newsletter.readers.forms import join_form
from pact.newsletter.readers.queries import counts
from pact.newsletter.readers.words import PROMISE
from pact.newsletter.words import AUDIENCES, section_name, shown_address
from pact.people.policy import coordinator

bp = Blueprint("archive", __name__)
bp.add_app_template_filter(section_name)
bp.add_app_template_filter(shown_address)
bp.add_app_template_filter(address_of)


@bp.get("/nieuws")
@access(everyone)
def index() -> Response:
    rows, further = queries.listed(request.args.get("voor", type=row_number))
    return page("newsletter/archive/index.html", rows=rows, further=further, form=join_form(), promise=PROMISE)


@bp.get("/nieuws/<int:issue_id>")
@access(everyone)
def issue(issue_id: int) -> Response:
    """Of what is still being made, the coordinator sees how it will stand here: the links of a test lead there."""
    visible = or_(policy.published(), policy.visible_to(g.person))
    found = queries.one(issue_id, visible) or abort(404)
    rows = articles.of(issue_id)
    edition, others = _edition(rows)
    shown = in_edition(rows, edition)
    picture = next((article for article in shown if article.photo_id), None)
    return page(
        "newsletter/archive/issue.html",
        issue=found,
        tabs=[(AUDIENCES[one], url_for(".issue", issue_id=issue_id, uitgave=one), one == edition) for one in others],
        sections=in_sections(shown),
        may_take_away=coordinator(g.person) and found.began_at is not None,
        picture=picture,
        picture_address=absolute_url("newsletter.photo", stored_id=picture.photo_id) if picture else "",
        address=absolute_url("archive.issue", issue_id=str(issue_id)),
    )


@bp.route("/nieuws/<int:issue_id>/foto/<int:article_id>/weghalen", methods=["GET", "POST"])
@access(coordinator)
def take_photo_away(issue_id: int, article_id: int) -> Response:
    """Of an issue that went out: until then one changes the article. Done twice, it is done."""
    wanted = select(Article).join(Issue).where(Article.id == article_id, Issue.id == issue_id, policy.published())
    if request.method not in SAFE_METHODS:
        wanted = wanted.with_for_update(of=Issue)
    article = db.session.scalar(wanted) or abort(404)
    back = url_for(".issue", issue_id=issue_id, uitgave=article.audience, _anchor=f"article-{article_id}")
    if article.photo_id is not None and request.method in SAFE_METHODS:
        return page("newsletter/archive/photo.html", back=back, article=article)
    if article.photo_id is not None:
        taking_away.take_away(article)
        audit.record("photo_taken_away", f"issue {issue_id}", me, article=article_id)
        db.session.commit()
    flash(_("De foto is weg."), "positive")
    return make_response(redirect(back, 303))


def _edition(rows: Sequence[AnyRow]) -> tuple[Audience, list[Audience]]:
    """The edition this address asks for, else the residents'; and which there are, when they differ."""
    asked = request.args.get("uitgave", "")
    there = [audience for audience in Audience if in_edition(rows, audience)] or list(Audience)
    chosen = next((audience for audience in there if audience == asked), None)
    edition = chosen or (Audience.RESIDENTS if Audience.RESIDENTS in there else there[0])
    differ = len(there) > 1 and any(row.audience for row in rows)
    return edition, there if differ else []


@bp.get("/nieuws/atom.xml")
@access(everyone, quiet=True)
def feed() -> Response:
    title = _("Nieuwsbrief van %(name)s", name=current_app.config["PACT_NAME"])
    answer = Response(atom(title), mimetype="application/atom+xml")
    answer.headers["Cache-Control"] = "public, max-age=600"
    answer.add_etag(weak=True)  # compressed or not, it says the same
    answer.make_conditional(request)
    return answer


@bp.get("/nieuwsbrief/cijfers")
@access(policy.reads_figures)
def numbers() -> Response:
    return page("newsletter/archive/figures.html", rows=figures.of_issues(), readers=counts().audiences)
