"""Asking for the newsletter, changing how one gets it, and what the coordinator types for somebody on paper."""

from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, StringField
from wtforms.validators import StopValidation

from pact.dates import language, now, today
from pact.day_fields import DayField
from pact.forms import AtMost, EmailAddress, Filled, NoNumbersOfPeople, OneOf, PactForm, PublicForm
from pact.keys import keyed_hash
from pact.layout import LANGUAGES
from pact.newsletter.readers.words import EDITIONS

QUICKEST = 2.0  # seconds; a machine needs less, a person with a browser that fills in the rest does not
_EMAIL = [Filled(_l("Vul je e-mailadres in.")), EmailAddress()]


class ChoiceForm(PactForm):
    """In which language, and which of the two editions."""

    audience = RadioField(
        _l("Welke nieuwsbrief wil je?"),
        [OneOf(_l("Kies welke nieuwsbrief je wilt."))],
        choices=EDITIONS,
        validate_choice=False,
    )
    locale = RadioField(
        _l("In welke taal?"),
        [OneOf(_l("Kies een taal."))],
        choices=list(LANGUAGES.items()),
        validate_choice=False,
    )


class JoinForm(ChoiceForm, PublicForm):
    """By anybody. It knows when it was made: who sends it back at once is asked to press once more."""

    email = StringField(_l("Je e-mailadres"), _EMAIL)
    made = HiddenField()

    def validate(self, extra_validators: Any = None) -> bool:
        fine: bool = super().validate(extra_validators)
        made = _moment(self.made.data or "")
        if made is None:
            self.made.data = _stamp(now())
        if made is None or (now() - made).total_seconds() < QUICKEST:
            self.form_errors.append(_("Dat ging te snel voor ons. Druk nog een keer op de knop."))
            return False
        return fine


def join_form() -> JoinForm:
    """A fresh one, for whatever page shows `newsletter/readers/_join.html`."""
    form = JoinForm(data={"locale": language()})
    if not form.is_submitted():
        form.made.data = _stamp(now())
    return form


def _stamp(moment: datetime) -> str:
    seconds = str(moment.timestamp())
    return f"{seconds}-{keyed_hash(f'join form {seconds}')[:32]}"


def _moment(stamp: str) -> datetime | None:
    """When this form was made; None when we did not make it."""
    seconds, _sign, mark = stamp.partition("-")
    if not mark or mark != keyed_hash(f"join form {seconds}")[:32]:
        return None
    return datetime.fromtimestamp(float(seconds), now().tzinfo)


class AddressForm(PactForm):
    """A new address of a reader."""

    email = StringField(_l("Je nieuwe e-mailadres"), _EMAIL)


class EraseForm(PactForm):
    never = BooleanField(_l("Mail mij ook later nooit meer. Daarvoor onthouden wij een code van je adres."))


class PaperForm(ChoiceForm):
    """Somebody who signed a form on paper."""

    email = StringField(_l("E-mailadres"), [Filled(_l("Vul het e-mailadres in.")), EmailAddress()])
    where = StringField(
        _l("Waar ligt het formulier?"),
        [Filled(_l("Vul in waar het formulier ligt.")), AtMost(120), NoNumbersOfPeople()],
    )
    signed_on = DayField(_l("Op welke dag is het getekend?"))
    signed = BooleanField(
        _l("Op het formulier staat een handtekening, en dat deze persoon de nieuwsbrief wil."),
        [Filled(_l("Zet een vinkje. Zonder handtekening kan het niet."))],
    )

    def validate_signed_on(self, field: Any) -> None:
        field.errors = []  # one sentence, also where the day could not be read
        if not isinstance(field.data, date) or field.data > today() or field.data.year < 2000:
            raise StopValidation(_("Vul de dag in waarop het getekend is."))


class FindForm(PactForm):
    """An address to erase, typed by the coordinator: who asks by phone or by letter."""

    email = StringField(_l("E-mailadres"), [Filled(_l("Vul het e-mailadres in.")), EmailAddress()])
    never = BooleanField(_l("Nooit meer mailen: weiger dit adres ook op een lijst."))
