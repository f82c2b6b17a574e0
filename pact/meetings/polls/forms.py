"""What is asked in a date poll: yes, if need be or no for each day; one more day; until when one can answer."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField
from wtforms.validators import StopValidation

from pact.dates import now, today
from pact.day_fields import DayField
from pact.forms import AtMost, NoNumbersOfPeople, PactForm, PublicForm, complain
from pact.meetings.forms.days import DayRow, DayRows
from pact.meetings.models import Preference
from pact.meetings.polls.counting import Count
from pact.wall_clock import When

SAID = {Preference.YES: _l("Ja"), Preference.IF_NEED_BE: _l("Als het moet"), Preference.NO: _l("Nee")}
NOTE_MOST = 200


class PreferenceField(RadioField):
    """One day. It may be left open: what is said of the others is kept all the same."""

    def __init__(self, label: Any = None, **options: Any) -> None:
        super().__init__(label, choices=list(SAID.items()), validate_choice=False, **options)

    def pre_validate(self, form: Any) -> None:
        if self.data and self.data not in set(Preference):
            self.data = None
            raise StopValidation(_("Kies Ja, Als het moet of Nee."))


class AnswerForm(PublicForm):
    """The fields of the days are those of the poll: see `answer_form`."""

    note = TextAreaField(_l("Wil je er iets bij zeggen?"), [AtMost(NOTE_MOST), NoNumbersOfPeople()])

    @property
    def said(self) -> dict[int, Preference]:
        """By the id of the day; what was left open is not in it."""
        found = {field.name: field.data for field in self if isinstance(field, PreferenceField)}
        return {int(name.partition("_")[2]): Preference(said) for name, said in found.items() if said}

    def say_yes_to_all(self) -> None:
        for field in self:
            if isinstance(field, PreferenceField):
                field.data = Preference.YES.value


def answer_form(days: Iterable[Count], said: Mapping[int, str], note: str) -> AnswerForm:
    """A question for each day, with what was answered before."""
    fields = {f"day_{day.id}": PreferenceField(day.when.in_words) for day in days}
    kind: type[AnswerForm] = type("DaysForm", (AnswerForm,), fields)
    return kind(data={f"day_{option_id}": preference for option_id, preference in said.items()} | {"note": note})


def trouble_with_deadline(answer_until: date, days: Collection[date]) -> str:
    """Why nobody can answer until that day, in a sentence; nothing if they can. `days` are the days of the poll."""
    first = min((day for day in days if day >= today()), default=None)
    if answer_until < today():
        return _("Kies een dag die nog komt.")
    if first is not None and answer_until > first:
        return _("Op die dag is de eerste datum al geweest. Kies een vroegere dag.")
    return ""


class DeadlineForm(PactForm):
    answer_until = DayField(_l("Antwoorden kan tot en met"))

    def fits(self, days: Collection[date]) -> bool:
        """Whether the last day to answer lies between today and the first of the days."""
        day = self.answer_until.data if any(self.answer_until.raw_data or []) else None
        if self.answer_until.errors:
            return False
        trouble = _("Vul een datum in, zoals 14 januari 2027.") if day is None else trouble_with_deadline(day, days)
        if trouble:
            complain(self.answer_until, trouble)
        return not trouble


class NewDayForm(DeadlineForm):
    """One more day. It may need more time to answer, and gives it to a poll that was over."""

    when = DayRows(_l("Welke datum komt erbij?"), most=1)

    @property
    def row(self) -> DayRow:
        return self.when.rows[0]

    def new_day(self, there: Collection[When]) -> When | None:
        """What was typed, or None with a sentence."""
        when = self.row.when()
        if when in there:
            complain(self.row.day, _("Deze datum staat er al."))
        elif when and not when.is_whole_day and when.starts_at <= now():
            complain(self.row.begins, _("Deze tijd is al voorbij. Kies een tijd die nog komt."))
        elif when and self.fits([when.day, *(one.day for one in there)]):
            return when
        return None
