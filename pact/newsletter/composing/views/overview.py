"""«Samenstellen»: the words above, the articles in their order, and what can come in with a tick."""

from collections.abc import Sequence
from typing import Any

from flask import Response, request
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from pact import audit
from pact.access import access, me
from pact.db import AnyRow, db
from pact.htmx import page
from pact.links import row_number
from pact.newsletter import articles
from pact.newsletter.composing import arranging, offers
from pact.newsletter.composing.forms import SUBJECT_WANTED, OffersForm, WordsForm
from pact.newsletter.composing.views.base import bp, to_change
from pact.newsletter.editions import in_sections
from pact.newsletter.models import Article, Contribution, Issue
from pact.newsletter.policy import coordinator
from pact.newsletter.views.base import back_to, by_id
from pact.newsletter.words import AUDIENCES, SECTIONS
from pact.once import is_repeat
from pact.organisations.models import Organisation

OVERVIEW = "composing.overview"


@bp.route("/nieuwsbrief/<int:issue_id>/samenstellen", methods=["GET", "POST"])
@access(coordinator)
def overview(issue_id: int) -> Response:
    issue = to_change(issue_id) if request.method == "POST" else by_id(issue_id)
    mark = arranging.mark_of(issue.subject, issue.introduction)
    form = WordsForm(data={"subject": issue.subject, "introduction": issue.introduction, "edition": mark})
    if form.validate_on_submit():
        subject, introduction = form.subject.data or "", (form.introduction.data or "").replace("\r\n", "\n")
        if (subject, introduction) != (issue.subject, issue.introduction):  # else it was pressed twice
            if form.edition.data != mark:
                raise StaleDataError
            issue.subject, issue.introduction = subject, introduction
            audit.record("issue_words", issue.thing, me)
            db.session.commit()
        return back_to(OVERVIEW, issue, _("Bewaard."))
    return show(issue, form=form)


def show(issue: Issue, form: WordsForm | None = None, offering: OffersForm | None = None) -> Response:
    rows = articles.of(issue.id)
    if offering is None:
        offering = _offering(issue, rows) if issue.is_open else OffersForm()
    if form is None:
        mark = arranging.mark_of(issue.subject, issue.introduction)
        shown = {"subject": issue.subject, "introduction": issue.introduction, "edition": mark}
        form = WordsForm(formdata=None, data=shown)
    return page(
        "newsletter/composing/overview.html",
        422 if form.errors or offering.errors else 200,
        issue=issue,
        form=form,
        offering=offering,
        wanted=SUBJECT_WANTED,
        sections=SECTIONS,
        taken_out=arranging.taken_out_of(issue.id) if issue.is_open else [],
        texts=_texts(issue) if issue.is_open else [],
        **in_parts(rows),
        **_just_moved(),
    )


def in_parts(rows: Sequence[AnyRow]) -> dict[str, Any]:
    """The articles under their sections, for the part that lists them."""
    parts = [(SECTIONS[section], found) for section, found in in_sections(rows)]
    return {"section_parts": parts, "audiences": AUDIENCES}


def _just_moved() -> dict[str, Any]:
    """Without script the page says in its address what was moved."""
    return {
        "moved_id": request.args.get("verplaatst", 0, type=row_number),
        "way": request.args.get("naar", ""),
        "stood_there": "bleef" in request.args,
    }


def _offering(issue: Issue, rows: Sequence[AnyRow]) -> OffersForm:
    form = OffersForm()
    form.offers = offers.offered(issue, {row.source for row in rows})
    return form


@bp.post("/nieuwsbrief/<int:issue_id>/samenstellen/erbij")
@access(coordinator)
def bring_in(issue_id: int) -> Response:
    issue = to_change(issue_id)
    form = _offering(issue, articles.of(issue.id))
    said = _("Het staat in de uitgave.")
    if form.validate():
        if not is_repeat():
            offers.put_in(issue, articles.add, form.chosen)
            audit.record("articles_offered_added", issue.thing, me, count=len(form.chosen))
            db.session.commit()
        return back_to(OVERVIEW, issue, said)
    if is_repeat():
        return back_to(OVERVIEW, issue, said)
    db.session.rollback()
    return show(by_id(issue_id), offering=form)


def _texts(issue: Issue) -> list[Contribution]:
    """What partners handed in and nobody looked at yet, by the name of the partner."""
    wanted = (
        select(Contribution)
        .join(Organisation, Organisation.id == Contribution.organisation_id)
        .where(
            Contribution.issue_id == issue.id,
            Contribution.taken_at.is_(None),
            Contribution.left_out_at.is_(None),
            Contribution.returned_at.is_(None),
        )
        .order_by(Organisation.name, Contribution.id)
    )
    return list(db.session.scalars(wanted))


@bp.post("/nieuwsbrief/<int:issue_id>/samenstellen/teksten")
@access(coordinator)
def bring_in_texts(issue_id: int) -> Response:
    """All that was handed in, in the order of the names of who wrote it."""
    issue = to_change(issue_id)
    known = set(db.session.scalars(select(Article.source).where(Article.issue_id == issue.id)))
    texts = [text for text in _texts(issue) if f"contribution {text.id}" not in known]
    for text in texts:
        articles.take(text, issue)
    audit.record("articles_texts_added", issue.thing, me, count=len(texts))
    db.session.commit()
    said = ngettext("%(num)s tekst staat erbij.", "%(num)s teksten staan erbij.", len(texts))
    return back_to(OVERVIEW, issue, said)
