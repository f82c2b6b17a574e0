"""What is asked about a workgroup: what it is for, who leads it, why somebody wants to join, why it ends."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, DateField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import StopValidation

from pact.dates import today
from pact.db import AnyRow
from pact.forms import AtMost, Filled, NoNumbersOfPeople, OneOf, PactForm
from pact.workgroups.plans import TEMPLATES

PURPOSE_MOST, WORDS_MOST = 600, 300
CHOOSE = _l("Maak een keuze")


class WorkgroupForm(PactForm):
    """A name and a purpose."""

    name = StringField(_l("Naam"), [Filled(_l("Vul de naam van de werkgroep in.")), AtMost(80)])
    purpose = TextAreaField(
        _l("Wat doet de werkgroep?"),
        [Filled(_l("Schrijf kort wat de werkgroep doet.")), AtMost(PURPOSE_MOST), NoNumbersOfPeople()],
    )
    edition = HiddenField()


def seat_value(row: AnyRow) -> str:
    """One person at one partner, as an option."""
    return f"{row.id}-{row.organisation_id}"


class PersonForm(PactForm):
    """Somebody who has an account, at the partner for which they will sit there."""

    who = SelectField(
        _l("Wie?"),
        validate_choice=False,
        validators=[Filled(_l("Kies iemand.")), OneOf(_l("Kies iemand."))],
    )

    def offer(self, people: Iterable[AnyRow]) -> None:
        self.who.choices = [("", CHOOSE), *((seat_value(one), f"{one.name} ({one.place})") for one in people)]

    @property
    def chosen(self) -> tuple[int, int]:
        """The person and the organisation."""
        person_id, organisation_id = self.who.data.split("-")
        return int(person_id), int(organisation_id)


class JoinForm(PactForm):
    place = RadioField(
        _l("Voor welke organisatie doe je mee?"),
        coerce=int,
        validate_choice=False,
        validators=[OneOf(_l("Kies voor welke organisatie je meedoet."))],
    )
    why = TextAreaField(_l("Wat wil je doen?"), [AtMost(WORDS_MOST), NoNumbersOfPeople()])

    def offer(self, places: Iterable[AnyRow]) -> None:
        self.place.choices = [(one.id, one.name) for one in places]
        if len(self.place.choices) == 1:
            self.place.data = self.place.choices[0][0]


class DeclineForm(PactForm):
    word = TextAreaField(
        _l("Wat schrijf je terug?"),
        [Filled(_l("Schrijf kort waarom het nu niet kan.")), AtMost(WORDS_MOST), NoNumbersOfPeople()],
    )


class LeadForm(PactForm):
    """Which member leads from now on."""

    member = RadioField(
        _l("Wie wordt trekker?"),
        coerce=int,
        validate_choice=False,
        validators=[OneOf(_l("Kies wie trekker wordt."))],
    )

    def offer(self, members: Iterable[AnyRow]) -> None:
        self.member.choices = [(one.person_id, f"{one.name} ({one.organisation})") for one in members]


class EndForm(PactForm):
    reason = TextAreaField(
        _l("Waarom stopt de werkgroep?"),
        [Filled(_l("Schrijf kort waarom de werkgroep stopt.")), AtMost(WORDS_MOST), NoNumbersOfPeople()],
    )


class TaskForm(PactForm):
    what = StringField(_l("Wat moet er gebeuren?"), [Filled(_l("Schrijf wat er moet gebeuren.")), AtMost(200)])
    who = SelectField(_l("Wie doet het?"), validate_choice=False)
    due_on = DateField(_l("Uiterlijk wanneer?"))
    edition = HiddenField()

    def offer(self, members: Iterable[AnyRow]) -> None:
        """Also nobody yet: then everybody sees that it waits."""
        self.who.choices = [("", _l("Nog niemand")), *((str(one.person_id), one.name) for one in members)]

    @property
    def person_id(self) -> int | None:
        return int(self.who.data) if self.who.data else None

    def validate_who(self, field: Any) -> None:
        if field.data not in {choice.value for choice in field.iter_choices()}:
            raise StopValidation(_("Kies wie het doet."))

    def validate_what(self, field: Any) -> None:
        NoNumbersOfPeople()(self, field)

    def validate_due_on(self, field: Any) -> None:
        _day(field, self.due_on.raw_data, today() - timedelta(days=365))


class VersionForm(PactForm):
    """A file, which was looked through before the form is: that takes no lock."""

    refusal = ""

    file = FileField(_l("Bestand"))

    def validate_file(self, field: Any) -> None:
        if self.refusal:
            raise StopValidation(self.refusal)


class FileForm(VersionForm):
    title = StringField(
        _l("Wat is het?"), [Filled(_l("Schrijf in een paar woorden wat het is.")), AtMost(120), NoNumbersOfPeople()]
    )


class PlanForm(PactForm):
    template = RadioField(
        _l("Wat wil je plannen?"),
        choices=[(code, template.name) for code, template in TEMPLATES.items()],
        validate_choice=False,
        validators=[OneOf(_l("Kies wat je wilt plannen."))],
    )
    day = DateField(_l("Vanaf welke dag tellen we?"))

    def validate_day(self, field: Any) -> None:
        _day(field, ["x"], today())


class CopyPlanForm(PactForm):
    """A plan by its own name, around its own day."""

    title = StringField(
        _l("Hoe heet het plan?"), [Filled(_l("Vul in hoe het plan heet.")), AtMost(80), NoNumbersOfPeople()]
    )
    day = DateField(_l("Vanaf welke dag tellen we?"))

    def validate_day(self, field: Any) -> None:
        _day(field, ["x"], today())


class EditPlanForm(CopyPlanForm):
    """Of a plan that goes on the day may lie behind us."""

    along = BooleanField(_l("Schuif de taken mee die nog niet klaar zijn"))
    edition = HiddenField()

    def validate_day(self, field: Any) -> None:
        _day(field, ["x"], today() - timedelta(days=3 * 365))


def _day(field: Any, typed: list[str] | None, earliest: date) -> None:
    """One sentence, also for what is no date at all; an empty field has `typed` empty and may be left so."""
    field.errors = []
    if field.data is None and not any(typed or []):
        return
    if field.data is None or not earliest <= field.data <= today() + timedelta(days=3 * 365):
        raise StopValidation(_("Vul een datum in, niet later dan over drie jaar."))
