"""Asking, voting, adding a suggestion as a theme, and saying what is done with it."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, Form, FormField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import StopValidation

from pact.dates import today
from pact.day_fields import DayField
from pact.db import AnyRow
from pact.forms import AtMost, Filled, NoNumbersOfPeople, PactForm, PublicForm, complain, on_one_line
from pact.meetings.themes.models import Theme

FEWEST, MOST, AT_FIRST = 3, 10, 4
USUALLY, LONGEST = timedelta(days=14), timedelta(days=60)
EVERYBODY = "pact"


class ThemeRow(Form):
    """One theme. Typed text is tidied here, because a row is no form of its own."""

    title = StringField(_l("Thema"), [AtMost(80), NoNumbersOfPeople()], filters=[on_one_line])
    sentence = StringField(_l("In één zin"), [AtMost(200), NoNumbersOfPeople()], filters=[on_one_line])


class AskForm(PactForm):
    question = StringField(_l("Je vraag"), [Filled(_l("Vul je vraag in.")), AtMost(160), NoNumbersOfPeople()])
    themes = FieldList(FormField(ThemeRow), min_entries=AT_FIRST, max_entries=MOST)
    audience = SelectMultipleField(_l("Aan wie vraag je het?"), validate_choice=False)
    last_day = DayField(_l("Tot en met welke dag?"))

    def offer(self, workgroups: Iterable[AnyRow], everybody: bool) -> None:
        self.audience.choices = [(str(row.id), row.name) for row in workgroups]
        if everybody:
            self.audience.choices.insert(0, (EVERYBODY, _("Iedereen bij de partners")))

    def add_row(self) -> None:
        if len(self.themes) < MOST:
            self.themes.append_entry()

    @property
    def given(self) -> list[tuple[str, str]]:
        rows = [(row.form.title.data or "", row.form.sentence.data or "") for row in self.themes]
        return [(title, sentence) for title, sentence in rows if title or sentence]

    @property
    def workgroup_ids(self) -> list[int] | None:
        """The workgroups to ask; none means everybody."""
        return None if EVERYBODY in self.audience.data else [int(id) for id in self.audience.data]

    def validate_audience(self, field: Any) -> None:
        known = {value for value, _name in field.choices}
        if not field.data or not set(field.data) <= known:
            raise StopValidation(_("Kies aan wie je het vraagt."))

    def validate_last_day(self, field: Any) -> None:
        field.errors = []
        if field.data is None or not today() < field.data <= today() + LONGEST:
            raise StopValidation(_("Kies een dag na vandaag, binnen %(days)s dagen.", days=LONGEST.days))

    def validate_themes(self, field: Any) -> None:
        """Three at least, each once; what is wrong stands at a row, and the list counts as wrong with it."""
        first = self.themes[0].form.title
        titles = [title.casefold() for title, _sentence in self.given]
        nameless = [row.form.title for row in self.themes if row.form.sentence.data and not row.form.title.data]
        for title in nameless:
            complain(title, _("Vul ook het thema in."))
        if len(titles) < FEWEST:
            complain(first, _("Vul minstens drie thema's in."))
        elif len(set(titles)) < len(titles):
            complain(first, _("Elk thema staat er één keer."))
        field.errors = [row.form.errors for row in self.themes if row.form.errors]


class VoteForm(PublicForm):
    """Tick as many as one likes; or suggest something else."""

    themes = SelectMultipleField(_l("Welke thema's wil je?"), validate_choice=False)
    suggestion = StringField(_l("Een ander idee"), [AtMost(120), NoNumbersOfPeople()])

    def offer(self, themes: Iterable[Theme]) -> None:
        self.themes.choices = [(str(theme.id), theme.title) for theme in themes]

    @property
    def theme_ids(self) -> list[int]:
        return [int(id) for id in dict.fromkeys(self.themes.data)]

    def validate_themes(self, field: Any) -> None:
        known = {value for value, _title in field.choices}
        if not set(field.data or []) <= known or not (field.data or (self.suggestion.data or "").strip()):
            raise StopValidation(_("Kies een of meer thema's, of schrijf een ander idee op."))


class AddForm(PactForm):
    title = StringField(_l("Thema"), [Filled(_l("Vul het thema in.")), AtMost(80), NoNumbersOfPeople()])
    sentence = StringField(_l("In één zin"), [AtMost(200), NoNumbersOfPeople()])


class OutcomeForm(PactForm):
    outcome = TextAreaField(
        _l("Wat doen we hiermee?"),
        [Filled(_l("Schrijf wat jullie hiermee doen.")), AtMost(1000), NoNumbersOfPeople()],
    )
