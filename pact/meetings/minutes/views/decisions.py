"""«Besluiten»: the register of what partners decided, and what a decision says, mended or replaced."""

from flask import Response, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from pact import audit
from pact.access import access, me, require
from pact.db import db, find_or_404
from pact.forms import complain
from pact.htmx import page
from pact.links import row_number
from pact.meetings.minutes import lists, policy, writing
from pact.meetings.minutes.forms import DecisionForm, ReplacedForm
from pact.meetings.minutes.models import Decision
from pact.meetings.minutes.models.decision import read_reference, reference_of
from pact.meetings.minutes.views.base import Seen, back, bp, seen
from pact.tables.files import NAMES, download


@bp.get("/besluiten")
@access(policy.takes_part)
def decisions_page() -> Response:
    word, year = request.args.get("zoek", "").strip()[:80], request.args.get("jaar", type=row_number)
    rows = lists.decisions(word, year, read_reference(request.args.get("na", "")))
    shown = rows[: lists.PER_PAGE]
    further = ""
    if len(rows) > len(shown):
        last = reference_of(shown[-1].year, shown[-1].number)
        further = url_for("minutes.decisions_page", zoek=word or None, jaar=year, na=last)
    return page(
        "meetings/minutes/decisions.html",
        rows=shown,
        word=word,
        year=year,
        years=lists.years(),
        further=further,
        reference_of=reference_of,
        ways=NAMES,
    )


@bp.post("/besluiten/lijst")
@access(policy.takes_part)
def export_decisions() -> Response:
    headers = [_("Nummer"), _("Datum"), _("Besluit"), _("Bijeenkomst"), _("Werkgroep"), _("Vervallen door")]
    lines = [
        [
            reference_of(row.year, row.number),
            row.made_on.isoformat(),
            row.text,
            row.meeting,
            row.workgroup or "",
            reference_of(row.later_year, row.later_number) if row.later_year else "",
        ]
        for row in lists.decisions(most=10_000)
    ]
    made = download("besluiten", request.form.get("als", "xlsx"), headers, lines)
    audit.record("decisions_exported", "decisions", me, rows=len(lines))
    db.session.commit()
    return made


def _own(decision_id: int) -> tuple[Decision, Seen]:
    """One of a meeting whose minutes this person writes."""
    decision = find_or_404(Decision, Decision.id == decision_id)
    found = seen(decision.meeting_id)
    require(found.may_write)
    return decision, found


@bp.route("/besluiten/<int:decision_id>", methods=["GET", "POST"])
@access(policy.takes_part)
def edit_decision(decision_id: int) -> Response:
    """Its words can be mended while the minutes are written; its number stays."""
    decision, found = _own(decision_id)
    form = DecisionForm(data={"text": decision.text, "edition": decision.edition})
    if request.method == "POST" and form.validate():
        writing.begin(found.meeting)
        if form.edition.data != str(decision.edition):
            raise StaleDataError
        decision.text = writing.tidy(form.text.data)
        audit.record("decision_mended", decision.thing, me)
        db.session.commit()
        return back(decision.meeting_id, _("Bewaard."))
    return _decision_page(decision, found, form, ReplacedForm())


@bp.post("/besluiten/<int:decision_id>/vervallen")
@access(policy.takes_part)
def replace_decision(decision_id: int) -> Response:
    """«Vervallen door B-…», also long after: nothing is taken away."""
    decision, found = _own(decision_id)
    form = ReplacedForm()
    if form.validate() and (later := _later(decision, form)) is not None:
        decision.give_way_to(later)
        audit.record("decision_replaced", decision.thing, me, year=later.year, number=later.number)
        db.session.commit()
        words = _("%(old)s is vervallen door %(new)s.", old=decision.reference, new=later.reference)
        return back(decision.meeting_id, words)
    return _decision_page(decision, found, DecisionForm(data={"text": decision.text}, formdata=None), form)


def _later(decision: Decision, form: ReplacedForm) -> Decision | None:
    """A decision that was made later, else it could replace itself in a ring."""
    named = read_reference(form.by.data or "")
    found = None
    if named is not None:
        wanted = select(Decision).where(Decision.year == named[0], Decision.number == named[1])
        found = db.session.scalar(wanted)
    if found is None:
        complain(form.by, _("Dit besluit kennen wij niet. Schrijf het zo: B-2027-03."))
        return None
    if (found.year, found.number) <= (decision.year, decision.number):
        complain(form.by, _("Kies een besluit van later dan dit besluit."))
        return None
    return found


def _decision_page(decision: Decision, found: Seen, form: DecisionForm, replaced: ReplacedForm) -> Response:
    wrong = bool(form.errors or replaced.errors)
    return page(
        "meetings/minutes/decision.html",
        422 if wrong else 200,
        decision=decision,
        meeting=found.meeting,
        form=replaced if replaced.errors else form,
        words=form,
        replaced=replaced,
        can_mend=found.is_written,
    )
