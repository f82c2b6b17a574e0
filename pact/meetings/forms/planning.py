"""What and when; and why not after all."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional, StopValidation

from pact.db import AnyRow
from pact.forms import AtMost, Filled, NoNumbersOfPeople, OfTheList, PactForm
from pact.meetings.forms.days import DayRow, DayRows, days_of
from pact.wall_clock import When

MOST_DAYS = 8
MOST_PEOPLE = 500
WHOLE_PACT = "pact"


class OnlineLink:
    """An address of a meeting on the web: https, or nothing."""

    def __call__(self, form: Any, field: Any) -> None:
        try:
            parts = urlsplit(field.data or "")
        except ValueError:
            parts = urlsplit("")
        if field.data and not (parts.scheme == "https" and parts.hostname and not set(field.data) & set(" <>\"'\\")):
            raise StopValidation(_("Vul een link in die begint met https://."))


class WhatForm(PactForm):
    """What and where, for planning and for changing."""

    title = StringField(_l("Titel"), [Filled(_l("Vul een titel in.")), AtMost(120), NoNumbersOfPeople()])
    purpose = TextAreaField(_l("Waar gaat het over?"), [AtMost(1000), NoNumbersOfPeople()])
    place = StringField(_l("Waar?"), [AtMost(200)])
    online_url = StringField(_l("Link om online mee te doen"), [AtMost(300), OnlineLink()])
    capacity = IntegerField(_l("Hoeveel mensen kunnen er komen?"), [Optional()])

    def validate_capacity(self, field: Any) -> None:
        field.errors = []
        if any(field.raw_data or []) and (field.data is None or not 1 <= field.data <= MOST_PEOPLE):
            raise StopValidation(_("Vul een aantal in van 1 tot en met %(most)s.", most=MOST_PEOPLE))


class PlanForm(WhatForm):
    """One day makes it a meeting; several let everybody say which suits them."""

    workgroup = SelectField(
        _l("Voor wie?"), validate_choice=False, validators=[OfTheList(_l("Kies voor wie de bijeenkomst is."))]
    )
    days = DayRows(_l("Wanneer?"), most=MOST_DAYS)

    def offer(self, workgroups: Iterable[AnyRow], whole_pact: bool) -> None:
        self.workgroup.choices = [(str(row.id), row.name) for row in workgroups]
        if whole_pact:
            self.workgroup.choices.insert(0, (WHOLE_PACT, _("Het hele pact")))

    @property
    def workgroups(self) -> set[str]:
        return {value for value, _name in self.workgroup.choices}

    @property
    def workgroup_id(self) -> int | None:
        return None if self.workgroup.data == WHOLE_PACT else int(self.workgroup.data)

    def chosen_days(self) -> list[When]:
        """The days, by time; empty when one of them is wrong."""
        return days_of(self.days.rows) or []


class EditForm(WhatForm):
    """The same for a meeting that is announced; one day at most."""

    when = DayRows(_l("Wanneer?"), most=1)
    edition = HiddenField()

    @property
    def row(self) -> DayRow:
        return self.when.rows[0]


class CallOffForm(PactForm):
    reason = TextAreaField(
        _l("Waarom gaat het niet door?"),
        [Filled(_l("Schrijf kort waarom het niet doorgaat.")), AtMost(300), NoNumbersOfPeople()],
    )
