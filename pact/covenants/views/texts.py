"""The texts: a new version, and the sheet on which many sign at once."""

from flask import Response, abort, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _

from pact import audit, pdf
from pact.access import access, me
from pact.covenants import papers, policy, queries, standard_texts
from pact.covenants.forms import TextForm
from pact.covenants.models import CovenantText, TextKind
from pact.covenants.views.blueprint import bp
from pact.db import db
from pact.htmx import page
from pact.once import is_repeat

EMPTY_ROWS = 4  # for who signs without having been asked by e-mail


def kind_or_404(said: str) -> TextKind:
    return TextKind(said) if said in set(TextKind) else abort(404)


@bp.route("/convenanten/teksten/<kind>", methods=["GET", "POST"])
@access(policy.coordinator)
def publish_text(kind: str) -> Response:
    """Begins with the last version, or with words of ours. What is published stays as it is."""
    which = kind_or_404(kind)
    last = queries.latest_text(which)
    begin = {
        "title": last.title if last else standard_texts.TITLES[which],
        "body": last.body if last else standard_texts.BODIES[which],
        "annex": last.annex if last else standard_texts.ANNEXES[which],
    }
    form = TextForm(data=begin)
    if form.validate_on_submit():
        if not is_repeat():
            made = CovenantText.publish(
                which, last.number + 1 if last else 1, form.title.data, form.body.data, form.annex.data, me.id
            )
            db.session.add(made)
            audit.record("text_published", f"text {which} {made.number}", me)
            db.session.commit()
        flash(_("De nieuwe tekst staat op de site."), "positive")
        return make_response(redirect(url_for(".requests"), 303))
    return page("covenants/publish.html", 422 if form.errors else 200, form=form, kind=which, last=last)


@bp.get("/convenanten/tekenblad")
@access(policy.coordinator)
def signing_sheet() -> Response:
    """For a ceremony: the text, and a row for everybody who was asked to sign it."""
    text = text_or_404()
    return page("covenants/sheet.html", text=text, rows=queries.to_sign_on_paper(text.id), empty=EMPTY_ROWS)


@bp.get("/convenanten/tekenblad/pdf")
@access(policy.coordinator)
def signing_sheet_as_pdf() -> Response:
    text = text_or_404()
    sheet = papers.signing_sheet(text, queries.to_sign_on_paper(text.id), EMPTY_ROWS)
    return pdf.answer(sheet, f"tekenblad-{text.kind}-{text.number}")


def text_or_404() -> CovenantText:
    return queries.latest_text(kind_or_404(request.args.get("tekst", TextKind.COVENANT))) or abort(404)
