"""What is asked while minutes are written, and after: words per item, a decision, who does what, a proposal."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from wtforms import DateField, Field, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import StopValidation

from pact.dates import today
from pact.forms import AtMost, Filled, NoNumbersOfPeople, OneOf, PactForm, PublicForm
from pact.meetings.models import Attendance

NOTES_MOST, DECISION_MOST, ACTION_MOST, GUESTS_MOST = 20_000, 600, 200, 2000
ATTENDANCE: dict[str, LazyString] = {
    "": _l("Niet ingevuld"),
    Attendance.PRESENT: _l("Aanwezig"),
    Attendance.EXCUSED: _l("Afgemeld"),
    Attendance.ABSENT: _l("Afwezig"),
}


def offered(choices: Iterable[tuple[str, str]]) -> list[tuple[str, str | LazyString]]:
    """The people to choose from, with nobody chosen yet."""
    return [("", _l("Kies iemand")), *choices]


class ActionFields:
    """Who does what before when: three fields, asked in two places."""

    what: Field
    who: Field
    due_before: Field

    @property
    def has_action(self) -> bool:
        return bool(self.what.data or self.who.data or any(self.due_before.raw_data or []))

    @property
    def due_on(self) -> date:
        """«Vóór» a day means: the day before it is the last one in time."""
        day: date = self.due_before.data
        return day - timedelta(days=1)

    def check_what(self, field: Any) -> None:
        if self.has_action and not field.data:
            raise StopValidation(_("Schrijf wat er moet gebeuren."))
        AtMost(ACTION_MOST)(self, field)  # type: ignore[arg-type]
        NoNumbersOfPeople()(self, field)  # type: ignore[arg-type]

    def check_who(self, field: Any) -> None:
        field.errors = []
        if self.has_action and field.data not in {choice.value for choice in field.iter_choices() if choice.value}:
            raise StopValidation(_("Vul in wie dit doet."))

    def check_due(self, field: Any) -> None:
        field.errors = []
        latest = today() + timedelta(days=3 * 365)
        if self.has_action and (field.data is None or not today() < field.data <= latest):
            raise StopValidation(_("Kies een datum na vandaag."))


class ItemForm(PactForm, ActionFields):
    """One item of the agenda: what was said, what was decided, who does what. Each may stay empty."""

    notes = TextAreaField(_l("Wat is er besproken?"), [AtMost(NOTES_MOST), NoNumbersOfPeople()])
    decision = TextAreaField(_l("Wat is besloten?"), [AtMost(DECISION_MOST), NoNumbersOfPeople()])
    what = StringField(_l("Wat"))
    who = SelectField(_l("Wie"), validate_choice=False)
    due_before = DateField(_l("Vóór wanneer"))

    def validate_what(self, field: Any) -> None:
        self.check_what(field)

    def validate_who(self, field: Any) -> None:
        self.check_who(field)

    def validate_due_before(self, field: Any) -> None:
        self.check_due(field)


class NotesForm(PactForm):
    """Only the words of one item: what is kept while somebody writes."""

    notes = TextAreaField(validators=[AtMost(NOTES_MOST), NoNumbersOfPeople()])


class GuestsForm(PactForm):
    guests = TextAreaField(_l("Wie waren er nog meer?"), [AtMost(GUESTS_MOST), NoNumbersOfPeople()])


class Sheet:
    """All forms of the page as one, for the summary of what is wrong."""

    def __init__(self, forms: Sequence[PactForm]) -> None:
        self.forms, self.form_errors = forms, list[str]()

    def __iter__(self) -> Iterator[Field]:
        for form in self.forms:
            yield from form

    @property
    def errors(self) -> bool:
        return any(form.errors for form in self.forms)

    def validate(self) -> bool:
        """All of them, so that everything that is wrong is said at once."""
        return all([form.validate() for form in self.forms])  # noqa: C419 - a generator would stop at the first


class SendForm(PactForm):
    """Sent round: with a few days in which who was there may propose a change, or final at once."""

    how = RadioField(
        _l("Mag wie erbij was nog iets voorstellen?"),
        choices=[
            ("amend", _l("Ja, wie erbij was mag een wijziging voorstellen")),
            ("final", _l("Nee, het verslag is meteen definitief")),
        ],
        validate_choice=False,
        validators=[OneOf(_l("Kies of er nog iets voorgesteld mag worden."))],
    )
    until = DateField(_l("Tot en met welke dag?"))

    def validate_until(self, field: Any) -> None:
        field.errors = []
        if self.how.data != "amend":
            return
        if field.data is None or not today() < field.data <= today() + timedelta(days=60):
            raise StopValidation(_("Kies een datum na vandaag, niet later dan over twee maanden."))


class AmendmentForm(PublicForm):
    """By who was there, from the page of the minutes."""

    item = SelectField(
        _l("Bij welk punt?"),
        validate_choice=False,
        validators=[Filled(_l("Kies een punt.")), OneOf(_l("Kies een punt."))],
    )
    text = TextAreaField(
        _l("Wat moet anders?"), [Filled(_l("Schrijf wat er anders moet.")), AtMost(1000), NoNumbersOfPeople()]
    )

    def offer(self, items: Iterable[tuple[int, str]]) -> None:
        self.item.choices = [("", _l("Kies een punt")), *((str(id), title) for id, title in items)]


class TakeOverForm(PactForm):
    """The words of the item, mended as was proposed."""

    notes = TextAreaField(_l("Zo komt het in het verslag"), [AtMost(NOTES_MOST), NoNumbersOfPeople()])
    edition = HiddenField()


class WhyNotForm(PactForm):
    why = TextAreaField(
        _l("Waarom niet?"), [Filled(_l("Schrijf waarom je dit niet overneemt.")), AtMost(300), NoNumbersOfPeople()]
    )


class AddendumForm(PactForm):
    text = TextAreaField(
        _l("Wat klopt er niet?"), [Filled(_l("Schrijf wat er niet klopt.")), AtMost(2000), NoNumbersOfPeople()]
    )


class DecisionForm(PactForm):
    text = TextAreaField(
        _l("Wat is besloten?"),
        [Filled(_l("Schrijf wat er is besloten.")), AtMost(DECISION_MOST), NoNumbersOfPeople()],
    )
    edition = HiddenField()


class ReplacedForm(PactForm):
    by = StringField(_l("Door welk besluit?"), [Filled(_l("Vul het nummer van het nieuwe besluit in."))])


class ActionForm(PactForm, ActionFields):
    """One action, mended later."""

    what = StringField(_l("Wat"))
    who = SelectField(_l("Wie"), validate_choice=False)
    due_before = DateField(_l("Vóór wanneer"))
    edition = HiddenField()

    @property
    def has_action(self) -> bool:
        return True

    def validate_what(self, field: Any) -> None:
        self.check_what(field)

    def validate_who(self, field: Any) -> None:
        self.check_who(field)

    def validate_due_before(self, field: Any) -> None:
        self.check_due(field)
