"""Who is invited: whole groups, people one by one, and others by their e-mail address."""

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField, TextAreaField
from wtforms.validators import Optional, StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from pact.dates import today
from pact.day_fields import DayField
from pact.db import AnyRow
from pact.forms import EMAIL, LINE_ENDS, AtMost, PactForm, complain, tidy

MOST = 500


class Guest(NamedTuple):
    """Somebody without an account, as typed."""

    name: str
    email: str


class Choices(SelectMultipleField):
    """Boxes to tick; one that is not offered is not taken."""

    widget: Any = ListWidget(prefix_label=False)
    option_widget: Any = CheckboxInput()

    def __init__(self, label: Any = None, **options: Any) -> None:
        super().__init__(label, validate_choice=False, **options)

    @property
    def chosen(self) -> list[str]:
        offered = {str(value) for value, _label in self.choices}
        return [value for value in self.data or [] if value in offered]


class InviteForm(PactForm):
    groups = Choices(_l("Wie nodig je uit?"))
    people = Choices(_l("Mensen"))
    guests = TextAreaField(_l("Anderen"), [AtMost(8000)])
    answer_until = DayField(_l("Antwoord uiterlijk op"), [Optional()])

    def offer(self, groups: Iterable[tuple[str, str]], people: Iterable[AnyRow]) -> None:
        self.groups.choices = list(groups)
        self.people.choices = [(str(one.id), f"{one.name} ({one.place})") for one in people]

    def validate_guests(self, field: Any) -> None:
        wrong = [line for line in _lines(field.data) if _guest(line) is None]
        if wrong:
            raise StopValidation(_("Hier ontbreekt een e-mailadres: «%(line)s».", line=wrong[0][:80]))
        if len(_lines(field.data)) > MOST:
            raise StopValidation(_("Nodig niet meer dan %(most)s mensen uit.", most=MOST))

    @property
    def typed_guests(self) -> list[Guest]:
        return [guest for guest in map(_guest, _lines(self.guests.data)) if guest is not None]

    def answers_in_time(self, latest: Any) -> bool:
        """Whether the last day to answer lies between today and the day itself."""
        day = self.answer_until.data
        if day is None or self.answer_until.errors:
            return not self.answer_until.errors
        if not today() <= day <= (latest or today() + timedelta(days=366)):
            complain(self.answer_until, _("Kies een dag vanaf vandaag, en vóór de bijeenkomst."))
            return False
        return True


def _lines(text: str | None) -> list[str]:
    found = (tidy(line) or "" for line in LINE_ENDS.sub("\n", (text or "").replace(";", "\n")).split("\n"))
    return [line for line in found if line]


def _guest(line: str) -> Guest | None:
    """«Ria Bakker, ria@voorbeeld.nl», «Ria <ria@voorbeeld.nl>» or the address alone; None without an address."""
    found = re.search(r"[^\s<>,()\"]+@[^\s<>,()\"]+", line)
    if found is None or not EMAIL.fullmatch(found[0]) or len(found[0]) > 254:
        return None
    name = re.sub(r"[<>(),\"]+", " ", line.replace(found[0], " "))
    return Guest(" ".join(name.split())[:120] or found[0].partition("@")[0][:120], found[0].lower())
