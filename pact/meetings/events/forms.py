"""What an event says of itself, registering for one, changing that, and who walks in at the door."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import StopValidation

from pact.forms import AtMost, EmailAddress, Filled, NoNumbersOfPeople, OfTheList, PactForm, PublicForm
from pact.meetings.events.models import MOST_SEATS
from pact.meetings.events.words import people_in_words

INTRODUCTION_MOST, FOR_WHOM_MOST, NEEDS_MOST = 3000, 300, 300
PLACES_MOST = 2000


class EventForm(PactForm):
    introduction = TextAreaField(
        _l("Waar gaat het over?"),
        [Filled(_l("Schrijf waar de bijeenkomst over gaat.")), AtMost(INTRODUCTION_MOST), NoNumbersOfPeople()],
    )
    for_whom = StringField(_l("Voor wie is het?"), [AtMost(FOR_WHOM_MOST), NoNumbersOfPeople()])
    places = StringField(_l("Hoeveel mensen kunnen zich aanmelden?"))
    registration_until = DateField(_l("Tot en met welke dag kan dat?"))
    shows_programme = BooleanField(_l("Zet het programma op de pagina"))
    edition = HiddenField()

    held_on: date | None = None

    @property
    def number(self) -> int | None:
        return int(self.places.data) if self.places.data else None

    def validate_places(self, field: StringField) -> None:
        said = field.data or ""
        if said and not (said.isascii() and said.isdigit() and len(said) <= 4 and 1 <= int(said) <= PLACES_MOST):
            raise StopValidation(_("Vul een getal in van 1 tot en met %(most)s, of laat het leeg.", most=PLACES_MOST))

    def validate_registration_until(self, field: Any) -> None:
        typed = "".join(field.raw_data or ()).strip()
        field.errors = []  # one sentence, also where the day could not be read
        if not typed:
            return
        if not isinstance(field.data, date) or (self.held_on and field.data > self.held_on):
            raise StopValidation(_("Kies een dag tot en met de dag van de bijeenkomst, of laat het leeg."))


class SeatsField(SelectField):
    """With how many somebody comes."""

    def __init__(self, label: Any = None, **options: Any) -> None:
        super().__init__(label, [OfTheList(_l("Kies met hoeveel je komt."))], validate_choice=False, **options)

    def iter_choices(self) -> Any:
        self.choices = [(str(count), people_in_words(count)) for count in range(1, MOST_SEATS + 1)]
        return super().iter_choices()


class ChangeForm(PactForm):
    """What somebody may still change about a registration: not the address, that is what the link was sent to."""

    name = StringField(_l("Je naam"), [Filled(_l("Vul je naam in.")), AtMost(80), NoNumbersOfPeople()])
    seats = SeatsField(_l("Met hoeveel kom je?"))
    organisation = StringField(_l("Je organisatie"), [AtMost(120), NoNumbersOfPeople()])
    needs = TextAreaField(_l("Moeten wij ergens rekening mee houden?"), [AtMost(NEEDS_MOST), NoNumbersOfPeople()])


class RegisterForm(ChangeForm, PublicForm):
    """By anybody, without an account."""

    email = StringField(_l("Je e-mailadres"), [Filled(_l("Vul je e-mailadres in.")), EmailAddress()])


class WalkInForm(PactForm):
    """Somebody at the door who is not on the list."""

    name = StringField(_l("Naam"), [Filled(_l("Vul een naam in.")), AtMost(80), NoNumbersOfPeople()])
    seats = SeatsField(_l("Met hoeveel?"))
