"""What an issue is called, until when one may write for it, and when it is meant to go out."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import StopValidation

from pact.dates import today
from pact.day_fields import DayField
from pact.forms import AtMost, Filled, NoNumbersOfPeople, PactForm


class IssueForm(PactForm):
    title = StringField(_l("Titel"), [Filled(_l("Vul een titel in.")), AtMost(120), NoNumbersOfPeople()])
    closes_on = DayField(_l("Bijdragen tot en met"))
    send_on = DayField(_l("Versturen op"))

    def __init__(self, *args: Any, earlier: date | None = None, **kwargs: Any) -> None:
        """`earlier` is the last day that was said before: one that went by may stay."""
        super().__init__(*args, **kwargs)
        self.earlier = earlier

    def validate_closes_on(self, field: Any) -> None:
        field.errors = []  # one sentence, also where the day could not be read
        if not isinstance(field.data, date) or not (field.data >= today() or field.data == self.earlier):
            raise StopValidation(_("Kies een dag vanaf vandaag."))

    def validate_send_on(self, field: Any) -> None:
        field.errors = []
        if not isinstance(field.data, date) or field.data < today():
            raise StopValidation(_("Kies een dag vanaf vandaag."))
        if isinstance(self.closes_on.data, date) and field.data <= self.closes_on.data:
            raise StopValidation(_("Kies een dag na de laatste dag voor bijdragen."))
