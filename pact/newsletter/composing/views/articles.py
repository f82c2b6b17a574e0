"""One article: written here, changed, one place up or down, taken out and put back."""

from typing import Any

from flask import Response, make_response, redirect, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from pact import audit
from pact.access import access, me
from pact.db import ask_first, db, find_or_404
from pact.extensions import limiter
from pact.files import accepting, store
from pact.files.accepting import PICTURES, Accepted
from pact.files.refusals import Refused
from pact.forms import complain
from pact.htmx import page, part_or_redirect
from pact.newsletter import articles
from pact.newsletter.composing import arranging
from pact.newsletter.composing.arranging import Way
from pact.newsletter.composing.forms import BOTH, TEXT_MOST, ArticleForm
from pact.newsletter.composing.views.base import article_of, bp, to_change
from pact.newsletter.composing.views.overview import OVERVIEW, in_parts
from pact.newsletter.contributions import photos
from pact.newsletter.models import Article, Issue, Section, TakenOut
from pact.newsletter.policy import coordinator
from pact.newsletter.views.base import back_to
from pact.once import is_repeat

OFTEN = "120 per hour"


@bp.route("/nieuwsbrief/<int:issue_id>/samenstellen/schrijf", methods=["GET", "POST"])
@access(coordinator)
@limiter.limit(OFTEN, methods=["POST"])
def write(issue_id: int) -> Response:
    """«Schrijf zelf een stuk»."""
    ask_first(lambda: to_change(issue_id))
    form = ArticleForm(data={"section": Section.NEWS, "audience": BOTH})
    accepted = _accepted(form)  # before anybody has to wait for us
    issue = to_change(issue_id)
    if form.validate_on_submit():
        if is_repeat(accepted.mark if accepted else ""):
            return back_to(OVERVIEW, issue, _("Het stuk staat in de uitgave."))
        article = articles.add(issue, form.title.data, form.chosen_section)
        if _fill(article, form, accepted):
            audit.record("article_added", issue.thing, me)
            db.session.commit()
            return back_to(OVERVIEW, issue, _("Het stuk staat in de uitgave."))
        issue = to_change(issue_id)
    return _form_page("newsletter/composing/write.html", form, issue)


@bp.route("/nieuwsbrief/<int:issue_id>/samenstellen/<int:article_id>", methods=["GET", "POST"])
@access(coordinator)
@limiter.limit(OFTEN, methods=["POST"])
def edit(issue_id: int, article_id: int) -> Response:
    ask_first(lambda: article_of(to_change(issue_id), article_id))
    form = ArticleForm()
    accepted = _accepted(form)
    issue = to_change(issue_id)
    article = article_of(issue, article_id)
    mark = _mark(article)
    if not form.is_submitted():
        stands = {name: getattr(article, name) for name in ("title", "text", "link", "photo_description", "section")}
        form = ArticleForm(data=stands | {"audience": article.audience or BOTH, "edition": mark})
    form.has_photo = article.photo_id is not None
    if form.validate_on_submit():
        if is_repeat(accepted.mark if accepted else ""):
            return back_to(OVERVIEW, issue, _("Bewaard."))
        if form.edition.data != mark:
            raise StaleDataError
        arranging.place_in(article, form.chosen_section)
        if _fill(article, form, accepted):
            audit.record("article_changed", issue.thing, me, article=article.id)
            db.session.commit()
            return back_to(OVERVIEW, issue, _("Bewaard."))
        issue, article = to_change(issue_id), article_of(issue, article_id)
    return _form_page("newsletter/composing/edit.html", form, issue, article=article)


def _mark(article: Article) -> str:
    """What this article was when the form was made. Where it stands is no word of it."""
    words = (article.title, article.text, article.link, article.audience, article.section)
    return arranging.mark_of(*words, article.photo_id, article.photo_description)


def _accepted(form: ArticleForm) -> Accepted | None:
    """The photo, drawn anew; or none, and the form will say why."""
    if not form.is_submitted() or not form.brings_photo:
        return None
    try:
        return photos.small(form.photo.data)
    except Refused as refusal:
        form.refusal = str(refusal.sentence)
        return None


def _fill(article: Article, form: ArticleForm, accepted: Accepted | None) -> bool:
    """Write down what was filled in. False when there is no room for the photo: then the form says so."""
    for name, value in form.words.items():
        setattr(article, name, value)
    if not form.keeps_photo:
        article.photo_id = None
    if accepted is not None:
        try:
            article.photo_id = store.keep(accepted, None, me.id).id
        except Refused as refusal:
            db.session.rollback()
            complain(form.photo, str(refusal.sentence))
            return False
    return True


def _form_page(template: str, form: ArticleForm, issue: Issue, **shown: Any) -> Response:
    if form.errors and form.brings_photo and not form.photo.errors:
        complain(form.photo, _("Kies de foto opnieuw."))  # a browser forgets it, and we kept nothing
    status = 422 if form.errors else 200
    accept = accepting.endings(PICTURES)
    return page(template, status, form=form, issue=issue, accept=accept, text_most=TEXT_MOST, **shown)


@bp.post("/nieuwsbrief/<int:issue_id>/samenstellen/<int:article_id>/verplaats")
@access(coordinator)
def move(issue_id: int, article_id: int) -> Response:
    """One place within its section. At the end it stays, and the page says so."""
    issue = to_change(issue_id)
    article = article_of(issue, article_id)
    way = Way.UP if request.form.get("naar") == Way.UP else Way.DOWN
    has_moved = arranging.move(article, way)
    if has_moved:
        audit.record("article_moved", issue.thing, me, article=article.id)
        db.session.commit()
    stayed = None if has_moved else "1"
    # without a place in it: with one a browser does not give the focus to the button
    url = url_for(OVERVIEW, issue_id=issue.id, verplaatst=article.id, naar=way, bleef=stayed)
    return part_or_redirect(
        "newsletter/composing/_articles.html",
        url,
        issue=issue,
        **in_parts(articles.of(issue.id)),
        moved_id=article.id,
        way=way,
        stood_there=not has_moved,
    )


@bp.post("/nieuwsbrief/<int:issue_id>/samenstellen/<int:article_id>/weg")
@access(coordinator)
def take_out(issue_id: int, article_id: int) -> Response:
    """A second press finds nothing, and says the same."""
    issue = to_change(issue_id)
    article = db.session.get(Article, article_id)
    if article is not None and article.issue_id == issue.id:
        arranging.take_out(article)
        audit.record("article_taken_out", issue.thing, me, article=article_id)
        db.session.commit()
    return back_to(OVERVIEW, issue, _("Het stuk is eruit. Onderaan kun je het terugzetten."))


@bp.post("/nieuwsbrief/<int:issue_id>/samenstellen/terug/<int:taken_out_id>")
@access(coordinator)
def put_back(issue_id: int, taken_out_id: int) -> Response:
    issue = to_change(issue_id)
    out = db.session.get(TakenOut, taken_out_id)
    if out is not None:
        out = find_or_404(TakenOut, TakenOut.id == taken_out_id, TakenOut.issue_id == issue.id)
        article = arranging.put_back(out, issue)
        audit.record("article_put_back", issue.thing, me)
        db.session.commit()
        if article is not None:
            url = url_for(OVERVIEW, issue_id=issue.id, _anchor=f"article-{article.id}")
            return make_response(redirect(url, 303))
    return back_to(OVERVIEW, issue, _("Het stuk staat in de uitgave."))
