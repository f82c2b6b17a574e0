"""A lead, what was done with it, the letter that invites. A next date is never in the past."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from pact.covenants.models import LEAD_MOVES, Lead, Stage
from pact.covenants.models.lead import PLANNED
from pact.covenants.recruiting import letter
from pact.covenants.recruiting.words import stage_named
from pact.covenants.words import ORGANISATION_KINDS
from pact.dates import today, working_days_after
from pact.forms import AtMost, EmailAddress, Filled, NoNumbersOfPeople, OneOf, PactForm, PhoneNumber
from pact.organisations.models import Sector
from pact.organisations.villages import VILLAGES
from pact.organisations.vocabulary import SECTORS

WORDS_MOST = 300
FARTHEST = timedelta(days=731)
#: What is proposed for the next time, in working days.
SOON, AFTER_A_LETTER = 5, 10


def check_next(field: Any, earliest: date | None = None) -> None:
    """One sentence, also where the day could not be read."""
    field.errors = []
    if not isinstance(field.data, date) or field.data < (earliest or today()):
        raise StopValidation(_("Kies een datum na vandaag.") if earliest else _("Kies een datum, vandaag of later."))
    if field.data > today() + FARTHEST:
        raise StopValidation(_("Kies een datum binnen twee jaar."))


class Villages(SelectMultipleField):
    """Tick boxes; what is not on the list is left out."""

    widget = ListWidget(prefix_label=False)  # type: ignore[assignment]
    option_widget = CheckboxInput()  # type: ignore[assignment]

    def pre_validate(self, form: PactForm) -> None:
        self.data = [name for name in self.data or [] if name in VILLAGES]


class LeadForm(PactForm):
    """Who it is and whom to call. The date is for a new lead, and to choose another."""

    TOLD = ("name", "kind", "sector", "villages", "contact_name", "phone", "email", "address")

    name = StringField(_l("Naam van de organisatie"), [Filled(_l("Vul de naam van de organisatie in.")), AtMost(120)])
    kind = SelectField(
        _l("Wat voor organisatie is het?"),
        [OneOf(_l("Kies wat voor organisatie het is."))],
        choices=[("", _l("Weet ik nog niet")), *ORGANISATION_KINDS.items()],
        validate_choice=False,
    )
    sector = SelectField(
        _l("Waar werken ze aan?"),
        [OneOf(_l("Kies waar ze aan werken."))],
        choices=list(SECTORS),
        default=Sector.OTHER.value,
        validate_choice=False,
    )
    villages = Villages(_l("Voor welke dorpen?"), choices=[(name, name) for name in VILLAGES])
    contact_name = StringField(_l("Wie bel je daar?"), [AtMost(80)])
    phone = StringField(_l("Telefoonnummer"), [PhoneNumber(), AtMost(40)])
    email = StringField(_l("E-mailadres"), [EmailAddress()])
    address = StringField(_l("Adres voor een brief"), [AtMost(200), NoNumbersOfPeople()])
    next_on = DateField(_l("Wanneer kijk je weer?"))
    words = TextAreaField(_l("Waarom deze organisatie?"), [AtMost(WORDS_MOST), NoNumbersOfPeople()])
    version = HiddenField()

    @classmethod
    def of(cls, lead: Lead) -> "LeadForm":
        """As it is now, or as it was just typed."""
        told = {name: getattr(lead, name) for name in cls.TOLD}
        made = cls(data=told | {"next_on": lead.next_on, "version": lead.edition})
        made.is_planned = lead.is_open
        made.before = lead.next_on
        return made

    is_planned = True
    before: date | None = None

    def validate_next_on(self, field: Any) -> None:
        if not self.is_planned:
            field.errors, field.data = [], None
        elif field.data is None or field.data != self.before:  # one that stood there may have passed
            check_next(field)

    def fill(self, lead: Lead) -> None:
        for name in self.TOLD:
            setattr(lead, name, self[name].data or ([] if name == "villages" else ""))
        lead.learn()


class CalledForm(PactForm):
    """«Gebeld, volgende keer op …»: one tap, because a day is proposed."""

    next_on = DateField(_l("Volgende keer"))
    words = TextAreaField(_l("Wat is er gezegd?"), [AtMost(WORDS_MOST), NoNumbersOfPeople()])

    @classmethod
    def proposed(cls, lead_id: int | None = None) -> "CalledForm":
        """On a list each has its own: two fields of one page never share an id."""
        made = cls(data={"next_on": working_days_after(today(), SOON)})
        if lead_id is not None:
            made.next_on.id = f"next_on-{lead_id}"
        return made

    def validate_next_on(self, field: Any) -> None:
        check_next(field)


class StepForm(PactForm):
    """To another stage. «Getekend» is no choice: the covenant says so."""

    to = RadioField(_l("Waar staat het nu?"), [OneOf(_l("Kies waar het nu staat."))], validate_choice=False)
    next_on = DateField(_l("Wanneer kijk je weer?"))
    words = TextAreaField(_l("Wat is er gezegd?"), [AtMost(WORDS_MOST), NoNumbersOfPeople()])

    def offer(self, lead: Lead) -> "StepForm":
        stages = [stage for stage in Stage if stage in LEAD_MOVES[Stage(lead.status)] and stage != Stage.SIGNED]
        self.to.choices = [SelectChoice(stage.value, stage_named(stage)) for stage in stages]
        for name in ("next_on", "words"):  # the form to note a call stands on the same page
            self[name].id = f"step-{name}"
        return self

    def validate_next_on(self, field: Any) -> None:
        if self.to.data == Stage.LATER:
            check_next(field, today() + timedelta(days=1))
        elif self.to.data in PLANNED:
            check_next(field)
        else:
            field.errors, field.data = [], None


class LetterForm(PactForm):
    """Send the letter as it was just read."""

    next_on = DateField(_l("Wanneer kijk je weer?"))
    number = HiddenField()

    def validate_next_on(self, field: Any) -> None:
        check_next(field)


class InvitationForm(PactForm):
    """The words of the letter, with blanks."""

    subject = StringField(_l("Onderwerp"), [Filled(_l("Vul een onderwerp in.")), AtMost(120)])
    body = TextAreaField(_l("Brief"), [Filled(_l("Schrijf de brief.")), AtMost(4000), NoNumbersOfPeople()])

    def validate_subject(self, field: StringField) -> None:
        self._known_blanks(field)

    def validate_body(self, field: TextAreaField) -> None:
        self._known_blanks(field)
        if letter.LINK not in letter.blanks(field.data):
            raise StopValidation(_("Zet {link} in de brief. Daar staat hoe ze mee kunnen doen."))

    def _known_blanks(self, field: Any) -> None:
        wrong: Iterable[str] = letter.unknown(field.data)
        for blank in wrong:
            raise StopValidation(
                _("{%(blank)s} ken ik niet. Kies uit: %(known)s.", blank=blank, known=letter.known_in_words())
            )
        if letter.has_loose_brace(field.data):
            raise StopValidation(_("Er staat een losse { of }. Haal die weg of maak het af."))
