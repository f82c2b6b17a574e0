"""What a contact person fills in about a service or a scheme, and what a visitor says about a mistake."""

import re
from datetime import date
from typing import Any, cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from wtforms import BooleanField, DateField, HiddenField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import Optional, StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from pact.directory import opening
from pact.directory.opening import NotHours
from pact.directory.topics import TOPICS
from pact.directory.words import DAYS, LANGUAGES
from pact.forms import AtMost, EmailAddress, Filled, NoNumbersOfPeople, PactForm, PhoneNumber, PublicForm
from pact.organisations.villages import VILLAGES

ANSWERS_WITHIN = re.compile(r"[1-9]|[12]\d|30")
URL = re.compile(r"https?://[^\s/?#@]+\.[^\s/?#@]{2,}(?:[/?#]\S*)?")


class ConfirmForm(PactForm):
    """A button and nothing else."""


class WrongForm(PublicForm):
    """By anybody, without a name."""

    text = TextAreaField(
        _l("Wat klopt er niet?"), [Filled(_l("Schrijf wat er niet klopt.")), AtMost(500), NoNumbersOfPeople()]
    )


class Ticks(SelectMultipleField):
    """Boxes to tick, of which some or none; what is not on the list is refused."""

    widget = ListWidget(prefix_label=False)  # type: ignore[assignment]
    option_widget = CheckboxInput()  # type: ignore[assignment]

    def pre_validate(self, form: PactForm) -> None:
        allowed = {str(choice.value) for choice in self.iter_choices()}
        if not {str(value) for value in self.data or []} <= allowed:
            raise StopValidation(str(_l("Kies uit wat er staat.")))


class WebAddress:
    def __call__(self, form: PactForm, field: StringField) -> None:
        if field.data and (len(field.data) > 300 or not URL.fullmatch(field.data)):
            raise StopValidation(_("Vul een webadres in zoals https://www.voorbeeld.nl."))


class PostCode:
    def __call__(self, form: PactForm, field: StringField) -> None:
        if field.data and not re.fullmatch(r"[1-9]\d{3} ?[A-Za-z]{2}", field.data):
            raise StopValidation(_("Vul een postcode in zoals 8181 AB."))


class Hours:
    def __call__(self, form: PactForm, field: StringField) -> None:
        try:
            opening.parse(field.data or "")
        except NotHours as error:
            raise StopValidation(_("Schrijf de tijden zoals 9–12 of 9.30–12, 13–16.")) from error


def with_scheme(text: str | None) -> str | None:
    """People write «www.voorbeeld.nl»."""
    return f"https://{text}" if text and "://" not in text else text


def comes_second(form: "SchemeForm | ServiceForm", version: int) -> bool:
    """Whether somebody saved since this form was opened. A form that does not say from when it is, is taken as new."""
    return str(form.version.data) != str(version)


def hours_of(day: LazyString) -> Any:
    return StringField(day, [AtMost(60), Hours()])


class SchemeForm(PactForm):
    name = StringField(_l("Naam van de regeling"), [Filled(_l("Vul de naam in.")), AtMost(120)])
    gives = TextAreaField(_l("Wat krijg je?"), [Filled(_l("Vul in wat iemand krijgt.")), AtMost(300)])
    for_whom = TextAreaField(_l("Voor wie?"), [Filled(_l("Vul in voor wie het is.")), AtMost(300)])
    conditions = TextAreaField(_l("Voorwaarden"), [AtMost(500)])
    where_to_ask = TextAreaField(_l("Waar vraag je het aan?"), [AtMost(300)])
    url = StringField(_l("Website"), [WebAddress()], filters=[with_scheme])
    topics = Ticks(_l("Waarbij helpt het?"), [Filled(_l("Kies waarbij het helpt."))], choices=TOPICS)
    version = HiddenField()


class ServiceForm(PactForm):
    """All of a service on one page, in the order in which it is read."""

    name = StringField(_l("Wat bied je aan?"), [Filled(_l("Vul in wat je aanbiedt.")), AtMost(120)])
    summary = StringField(_l("In één korte zin"), [Filled(_l("Vul een korte zin in.")), AtMost(120)])
    description = TextAreaField(_l("Meer uitleg"), [AtMost(2000), NoNumbersOfPeople()])
    alert = StringField(_l("Wat moet iemand nu weten?"), [AtMost(200)])
    topics = Ticks(_l("Waarbij help je?"), [Filled(_l("Kies waarbij je helpt."))], choices=TOPICS)
    conditions = TextAreaField(_l("Voor wie?"), [AtMost(500)])
    costs = StringField(_l("Wat kost het?"), [AtMost(200)])
    documents = StringField(_l("Wat neemt iemand mee?"), [AtMost(300)])
    languages = Ticks(_l("In welke talen?"), [Filled(_l("Kies een of meer talen."))], choices=list(LANGUAGES.items()))
    villages = Ticks(_l("Voor welke dorpen?"), choices=[(name, name) for name in VILLAGES])
    hours_0, hours_1, hours_2, hours_3, hours_4, hours_5, hours_6 = (hours_of(day) for day in DAYS)
    working_days = Ticks(_l("Op welke dagen ben je bereikbaar?"), choices=[(str(n), day) for n, day in enumerate(DAYS)])
    phone = StringField(_l("Telefoonnummer"), [AtMost(40), PhoneNumber()])
    email = StringField(_l("E-mailadres"), [EmailAddress()])
    url = StringField(_l("Website"), [WebAddress()], filters=[with_scheme])
    place = StringField(_l("Naam van de plek"), [AtMost(120)])
    address = StringField(_l("Straat en nummer"), [AtMost(200)])
    post_code = StringField(_l("Postcode"), [PostCode()])
    city = StringField(_l("Plaats"), [AtMost(60)])
    is_confidential = BooleanField(_l("Dit adres is geheim"))
    takes_referrals = BooleanField(_l("Wij nemen doorverwijzingen aan"))
    answers_within = StringField(_l("Binnen hoeveel werkdagen pak je iets op?"))
    paused_from = DateField(_l("Pauze vanaf"), [Optional()])
    paused_until = DateField(_l("Pauze tot en met"), [Optional()])
    is_offered = BooleanField(_l("Wij bieden dit nog aan"))
    version = HiddenField()

    def validate_answers_within(self, field: StringField) -> None:
        if not ANSWERS_WITHIN.fullmatch(field.data or ""):
            raise StopValidation(_("Vul een getal in van 1 tot en met 30."))

    def validate_paused_from(self, field: DateField) -> None:
        _is_a_date(field)

    def validate_paused_until(self, field: DateField) -> None:
        _is_a_date(field)
        begins = self.paused_from.data
        if isinstance(field.data, date) and isinstance(begins, date) and field.data < begins:
            raise StopValidation(_("De pauze eindigt voor hij begint. Kijk de datums na."))

    @property
    def hours(self) -> list[StringField]:
        """The fields of the week, Monday first."""
        return [self[f"hours_{weekday}"] for weekday in range(7)]


def _is_a_date(field: DateField) -> None:
    if field.process_errors:
        cast(Any, field).errors = []  # one sentence for every way to get it wrong
        raise StopValidation(_("Vul een datum in zoals 26-11-2026."))
