"""What the two sides fill in while a referral is under way (UX.md C8)."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, RadioField, SelectMultipleField, StringField, TextAreaField, TimeField
from wtforms.validators import Optional, StopValidation

from pact.dates import today
from pact.forms import AtMost, Filled, NoNumbersOfPeople, OneOf, PactForm
from pact.referrals import retention
from pact.referrals import vocabulary as words

SAID_MOST = 300


class ReturnForm(PactForm):
    """Send it back: one question, and room for a tip."""

    reason = RadioField(
        _l("Waarom past dit niet?"),
        choices=words.REJECT_REASONS,
        validate_choice=False,
        validators=[OneOf(_l("Kies waarom dit niet past."))],
    )
    explanation = StringField(_l("Leg kort uit"), [AtMost(SAID_MOST), NoNumbersOfPeople()])
    who_can = StringField(_l("Wie kan wel helpen?"), [AtMost(120), NoNumbersOfPeople()])

    def validate_explanation(self, field: StringField) -> None:
        if self.reason.data == "other" and not field.data:
            raise StopValidation(_("Leg kort uit waarom dit niet past."))

    @property
    def said(self) -> str:
        """What the sender reads beside the reason."""
        tip = _("Misschien kan %(who)s helpen.", who=self.who_can.data) if self.who_can.data else ""
        return " ".join(part for part in (self.explanation.data, tip) if part)


class HoldForm(PactForm):
    """The waiting list: when do we look again."""

    until = DateField(_l("Wanneer kijken jullie opnieuw?"))

    def validate_until(self, field: Any) -> None:
        latest = today() + retention.HOLD_AT_MOST
        if not isinstance(field.data, date) or not today() < field.data <= latest:
            field.errors = []  # one sentence for every way to get it wrong
            raise StopValidation(_("Vul een datum in tussen morgen en 30 dagen vanaf nu."))


class ReportForm(PactForm):
    """«Hoe staat het ervoor?»: one answer is enough."""

    report = RadioField(
        _l("Hoe staat het ervoor?"),
        choices=words.REPORTS,
        validate_choice=False,
        validators=[OneOf(_l("Kies hoe het ervoor staat."))],
    )
    barriers = SelectMultipleField(
        _l("Wat maakte het moeilijk?"), [Optional()], choices=words.BARRIERS, validate_choice=False
    )
    said = TextAreaField(_l("Wat mag de verwijzer weten?"), [AtMost(SAID_MOST), NoNumbersOfPeople()])

    @property
    def known_barriers(self) -> list[str]:
        codes = {code for code, _label in words.BARRIERS}
        return sorted(set(self.barriers.data or []) & codes)


class CancelForm(PactForm):
    reason = RadioField(
        _l("Waarom trek je dit in?"),
        choices=words.CANCEL_REASONS,
        validate_choice=False,
        validators=[OneOf(_l("Kies waarom je dit intrekt."))],
    )


class MessageForm(PactForm):
    text = TextAreaField(_l("Bericht"), [Filled(_l("Schrijf een bericht.")), AtMost(SAID_MOST), NoNumbersOfPeople()])


class HandoverForm(PactForm):
    """A moment for the talk with the three of you."""

    day = DateField(_l("Dag"))
    at = TimeField(_l("Tijd"))
    place = RadioField(_l("Waar?"), validate_choice=False, validators=[OneOf(_l("Kies waar jullie praten."))])

    def offer(self, sender: str, receiver: str) -> None:
        self.place.choices = [
            ("sender", _("Bij %(name)s", name=sender)),
            ("receiver", _("Bij %(name)s", name=receiver)),
        ]

    def validate_day(self, field: Any) -> None:
        if not isinstance(field.data, date) or field.data < today():
            field.errors = []  # one sentence, also where the day could not be read
            raise StopValidation(_("Vul een dag in, vandaag of later."))
        if field.data > today() + retention.PLAN_AT_MOST:
            raise StopValidation(_("Kies een dag binnen een jaar."))

    def validate_at(self, field: Any) -> None:
        if field.data is None:
            field.errors = []
            raise StopValidation(_("Vul een tijd in, zoals 14:30."))
