"""What a meeting talks about: a row for each item, moved by buttons and never by dragging alone."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, Form, FormField, HiddenField, IntegerField, StringField
from wtforms.validators import Optional, StopValidation

from pact.forms import AtMost, NoNumbersOfPeople, PactForm, on_one_line

MOST_ITEMS = 40


class ItemRow(Form):
    id = HiddenField()
    title = StringField(_l("Onderwerp"), [AtMost(160), NoNumbersOfPeople()], filters=[on_one_line])
    presenter = StringField(_l("Wie?"), [AtMost(80)], filters=[on_one_line])
    duration = IntegerField(_l("Minuten"), [Optional()])

    def validate_duration(self, field: Any) -> None:
        field.errors = []
        if any(field.raw_data or []) and (field.data is None or not 1 <= field.data <= 480):
            raise StopValidation(_("Vul een aantal minuten in van 1 tot en met 480."))


class AgendaForm(PactForm):
    items = FieldList(FormField(ItemRow), _l("Agenda"), max_entries=MOST_ITEMS)
    edition = HiddenField()

    @property
    def rows(self) -> list[ItemRow]:
        return [entry.form for entry in self.items.entries]

    def add_row(self) -> None:
        if len(self.items.entries) < MOST_ITEMS:
            self.items.append_entry()
