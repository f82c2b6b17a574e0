"""The letter that invites: its words, and one letter: read first, then mailed or printed."""

from flask import Response, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _

from pact import audit
from pact.access import access, me
from pact.covenants import policy
from pact.covenants.models import InvitationText, Lead, StepKind
from pact.covenants.recruiting import emails, letter, queries
from pact.covenants.recruiting.forms import AFTER_A_LETTER, InvitationForm, LetterForm
from pact.covenants.recruiting.views.blueprint import bp, find, note, to_lead
from pact.dates import today, working_days_after
from pact.db import db
from pact.forms import complain
from pact.htmx import page
from pact.once import is_repeat


@bp.route("/werving/brief", methods=["GET", "POST"])
@access(policy.coordinator)
def wording() -> Response:
    """Each change is a version: it stays known which words went out."""
    last = letter.latest()
    form = InvitationForm(data={"subject": last.subject, "body": last.body})
    if form.validate_on_submit():
        if not is_repeat():
            made = InvitationText(number=last.number + 1, subject=form.subject.data, made_by_id=me.id)
            made.body = form.body.data.replace("\r\n", "\n")
            db.session.add(made)
            audit.record("invitation_written", f"invitation {made.number}", me)
            db.session.commit()
        flash(_("Bewaard. De volgende brief gaat met deze woorden."), "positive")
        return make_response(redirect(url_for(".wording"), 303))
    return page(
        "covenants/recruiting/wording.html",
        422 if form.errors else 200,
        form=form,
        blanks=letter.BLANKS,
        versions=queries.versions(),
    )


@bp.route("/werving/<int:id>/brief", methods=["GET", "POST"])
@access(policy.coordinator)
def write(id: int) -> Response:
    """What is read here is what goes out: words that changed in between are read again."""
    lead, text = find(id), letter.latest()
    if not lead.is_open:
        return to_lead(lead)
    form = LetterForm(data={"next_on": working_days_after(today(), AFTER_A_LETTER), "number": text.number})
    if form.validate_on_submit():
        by_mail = request.form.get("way") != "paper"
        if form.number.data != str(text.number):
            complain(form.next_on, _("De brief is net veranderd. Lees hem nog een keer."))
            form.number.data = str(text.number)
        elif by_mail and not lead.email:
            complain(form.next_on, _("Er is geen e-mailadres. Zet het er eerst bij."))
        else:
            if not is_repeat():
                send(lead, text, by_mail, form)
            flash(_("De brief is onderweg.") if by_mail else _("Opgeschreven."), "positive")
            return to_lead(lead)
    return page(
        "covenants/recruiting/letter.html",
        422 if form.errors else 200,
        lead=lead,
        form=form,
        letter=letter.fill(text, lead, me.name),
    )


def send(lead: Lead, text: InvitationText, by_mail: bool, form: LetterForm) -> None:
    if by_mail:
        emails.invite(lead, letter.fill(text, lead, me.name))
    lead.write(StepKind.MAILED if by_mail else StepKind.WRITTEN, form.next_on.data, me.id)
    note("lead_written_to", lead)
    db.session.commit()


@bp.get("/werving/<int:id>/brief/papier")
@access(policy.coordinator)
def on_paper(id: int) -> Response:
    """With the address where a window envelope shows it. Printing changes nothing."""
    lead = find(id)
    filled = letter.fill(letter.latest(), lead, me.name)
    return page("covenants/recruiting/letter_on_paper.html", lead=lead, letter=filled)
