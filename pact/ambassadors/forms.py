"""Naming an ambassador, a day to meet, a pledge and what came of it, a question to ambassadors and an answer."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from wtforms import DateField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from pact.ambassadors.models import Outcome
from pact.dates import today
from pact.forms import EMAIL, AtMost, Filled, NoNumbersOfPeople, OneOf, PactForm

YEAR = 366
PLEDGE_MOST, WORDS_MOST, QUESTION_MOST = 300, 300, 500
OTHER = "other"
LATER = "later"


class WithinAYear:
    """A day from today on, at most a year ahead; one sentence, also where the day could not be read."""

    field_flags = {"required": True}

    def __init__(self, message: LazyString, first: int = 0) -> None:
        self.message, self.first = message, timedelta(days=first)

    def __call__(self, form: PactForm, field: Any) -> None:
        field.errors = []
        earliest, latest = today() + self.first, today() + timedelta(days=YEAR)
        if not isinstance(field.data, date) or not earliest <= field.data <= latest:
            raise StopValidation(str(self.message))


class NameForm(PactForm):
    """Somebody who works there already, or somebody new."""

    who = RadioField(_l("Wie wordt ambassadeur?"), [OneOf(_l("Kies wie ambassadeur wordt."))], validate_choice=False)
    name = StringField(_l("Naam"), [AtMost(80)])
    email = StringField(_l("E-mailadres"), [AtMost(254)])

    def offer(self, people: Iterable[tuple[int, str]]) -> None:
        self.who.choices = [*((str(id), name) for id, name in people), (OTHER, _("Iemand anders"))]

    @property
    def is_new(self) -> bool:
        return bool(self.who.data == OTHER)

    def validate_name(self, field: Any) -> None:
        if self.is_new and not field.data:
            raise StopValidation(_("Vul de naam in."))

    def validate_email(self, field: Any) -> None:
        if self.is_new and not EMAIL.fullmatch(field.data or ""):
            raise StopValidation(_("Vul een e-mailadres in zoals naam@voorbeeld.nl."))


class MeetingForm(PactForm):
    on = DateField(_l("Wanneer?"), [WithinAYear(_l("Vul een dag in, vandaag of later."))])


class PledgeForm(PactForm):
    text = TextAreaField(
        _l("Wat gaan jullie doen?"),
        [Filled(_l("Schrijf wat jullie gaan doen.")), AtMost(PLEDGE_MOST), NoNumbersOfPeople()],
    )
    follow_up_on = DateField(
        _l("Wanneer kijk je terug?"), [WithinAYear(_l("Vul een dag na vandaag in, binnen een jaar."), first=1)]
    )


class FollowUpForm(PactForm):
    """How it went, or another day to look."""

    outcome = RadioField(_l("Hoe ging het?"), [OneOf(_l("Kies hoe het ging."))], validate_choice=False)
    on = DateField(_l("Wanneer kijk je opnieuw?"))
    words = TextAreaField(_l("Vertel kort hoe het ging"), [AtMost(WORDS_MOST), NoNumbersOfPeople()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcome.choices = [
            (Outcome.KEPT.value, _("Gelukt")),
            (Outcome.NOT_KEPT.value, _("Niet gelukt")),
            (LATER, _("Nog niet klaar: ik kijk later opnieuw")),
        ]

    def validate_on(self, field: Any) -> None:
        field.errors = []
        if self.outcome.data == LATER:
            WithinAYear(_l("Vul een dag na vandaag in, binnen een jaar."), first=1)(self, field)

    def validate_words(self, field: Any) -> None:
        if self.outcome.data == Outcome.NOT_KEPT and not field.data:
            raise StopValidation(_("Schrijf kort waarom het niet lukte."))


class Boxes(SelectMultipleField):
    """Tick boxes; one at least."""

    widget = ListWidget(prefix_label=False)  # type: ignore[assignment]
    option_widget = CheckboxInput()  # type: ignore[assignment]

    def pre_validate(self, form: PactForm) -> None:
        known = {choice.value for choice in self.iter_choices()}
        if not self.data or not set(self.data) <= known:
            raise StopValidation(str(_l("Kies een of meer organisaties.")))


class QuestionForm(PactForm):
    text = TextAreaField(
        _l("Wat vraag je?"), [Filled(_l("Schrijf wat je vraagt.")), AtMost(QUESTION_MOST), NoNumbersOfPeople()]
    )
    answer_by = DateField(
        _l("Antwoord graag uiterlijk op"), [WithinAYear(_l("Vul een dag na vandaag in, binnen een jaar."), first=1)]
    )
    organisations = Boxes(_l("Aan wie?"))

    def offer(self, organisations: Iterable[tuple[int, str]]) -> None:
        self.organisations.choices = [(str(id), name) for id, name in organisations]

    @property
    def chosen(self) -> list[int]:
        return [int(id) for id in self.organisations.data or []]


class AnswerForm(PactForm):
    helps = RadioField(_l("Doen jullie mee?"), [OneOf(_l("Kies of jullie meedoen."))], validate_choice=False)
    words = TextAreaField(_l("Toelichting"), [AtMost(WORDS_MOST), NoNumbersOfPeople()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helps.choices = [("yes", _("Ja, wij doen mee")), ("no", _("Nee, dit past nu niet"))]


class OutcomeForm(PactForm):
    outcome = TextAreaField(
        _l("Wat kwam ervan?"), [Filled(_l("Schrijf wat ervan kwam.")), AtMost(QUESTION_MOST), NoNumbersOfPeople()]
    )


class ButtonForm(PactForm):
    """A button and nothing else."""
