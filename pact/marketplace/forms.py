"""Placing a notice, answering one, closing one."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import StopValidation

from pact.dates import today
from pact.forms import AtMost, Filled, NoNumbersOfPeople, OneOf, PactForm
from pact.marketplace.models import AT_MOST, Ending
from pact.marketplace.words import KINDS

TITLE_MOST, TEXT_MOST = 80, 600


class NoticeForm(PactForm):
    kind = RadioField(
        _l("Vraag je iets, of bied je iets aan?"),
        [OneOf(_l("Kies of je iets vraagt of aanbiedt."))],
        choices=list(KINDS.items()),
        validate_choice=False,
    )
    organisation = SelectField(_l("Namens wie?"), validate_choice=False)
    title = StringField(_l("Titel"), [Filled(_l("Vul een titel in.")), AtMost(TITLE_MOST), NoNumbersOfPeople()])
    text = TextAreaField(
        _l("Waar gaat het om?"),
        [Filled(_l("Schrijf waar het om gaat.")), AtMost(TEXT_MOST), NoNumbersOfPeople()],
    )
    ends_on = DateField(_l("Tot en met welke dag?"))

    def offer(self, organisations: Iterable[tuple[int, str]]) -> None:
        """The organisations one works for; of one there is nothing to choose."""
        self.organisation.choices = [(str(id), name) for id, name in organisations]

    @property
    def organisation_id(self) -> int:
        return int(self.organisation.data)

    def validate_organisation(self, field: Any) -> None:
        known = [value for value, _name in field.choices]
        if len(known) == 1:
            field.data = known[0]
        if field.data not in known:
            raise StopValidation(_("Kies namens wie je dit plaatst."))

    def validate_ends_on(self, field: Any) -> None:
        field.errors = []  # one sentence, also where the day could not be read
        if not isinstance(field.data, date) or not today() < field.data <= today() + AT_MOST:
            raise StopValidation(_("Kies een dag na vandaag, binnen %(days)s dagen.", days=AT_MOST.days))


class ReplyForm(PactForm):
    text = TextAreaField(
        _l("Je antwoord"), [Filled(_l("Schrijf je antwoord.")), AtMost(TEXT_MOST), NoNumbersOfPeople()]
    )
    shows_address = BooleanField(_l("Geef mijn e-mailadres en telefoonnummer door"))


class CloseForm(PactForm):
    ending = RadioField(
        _l("Waarom haal je het weg?"), [OneOf(_l("Kies waarom je het weghaalt."))], validate_choice=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ending.choices = [
            (Ending.WORKED.value, _("Het is gelukt")),
            (Ending.NOT_NEEDED.value, _("Het is niet meer nodig")),
        ]
