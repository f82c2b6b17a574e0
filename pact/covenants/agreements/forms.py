"""What an agreement says, between whom it is, and until when."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from pact.covenants.forms import TEXT_MOST
from pact.covenants.models import Agreement
from pact.dates import today
from pact.forms import AtMost, Filled, NoNumbersOfPeople, PactForm

FIRST, LONGEST = date(2000, 1, 1), timedelta(days=3653)


class Parties(SelectMultipleField):
    """Tick boxes; who is not on the list is left out."""

    widget = ListWidget(prefix_label=False)  # type: ignore[assignment]
    option_widget = CheckboxInput()  # type: ignore[assignment]

    def pre_validate(self, form: PactForm) -> None:
        offered = {choice.value for choice in self.iter_choices()}
        self.data = [id for id in dict.fromkeys(self.data or []) if id in offered]


class AgreementForm(PactForm):
    SAID = ("title", "subject", "ground", "body", "annex", "starts_on", "ends_on")

    title = StringField(_l("Titel"), [Filled(_l("Vul een titel in.")), AtMost(120)])
    subject = TextAreaField(
        _l("Welke gegevens, en waarvoor?"),
        [Filled(_l("Schrijf welke gegevens, en waarvoor.")), AtMost(300), NoNumbersOfPeople()],
    )
    ground = StringField(_l("Waarom mag het?"), [Filled(_l("Schrijf welke wet of regel het toestaat.")), AtMost(200)])
    parties = Parties(_l("Tussen welke organisaties?"))
    starts_on = DateField(_l("Eerste dag"))
    ends_on = DateField(_l("Laatste dag"))
    body = TextAreaField(_l("Tekst"), [Filled(_l("Schrijf de tekst.")), AtMost(TEXT_MOST), NoNumbersOfPeople()])
    annex = TextAreaField(_l("Bijlage: wie doet wat met gegevens"), [AtMost(TEXT_MOST), NoNumbersOfPeople()])
    version = HiddenField()

    @classmethod
    def of(cls, agreement: Agreement, partners: Iterable[tuple[int, str]]) -> "AgreementForm":
        """As it is now, or as it was just typed."""
        said: dict[str, Any] = {name: getattr(agreement, name) for name in cls.SAID}
        said |= {"parties": [str(party.organisation_id) for party in agreement.parties], "version": agreement.edition}
        made = cls(data=said)
        made.offer(partners)
        return made

    def offer(self, partners: Iterable[tuple[int, str]]) -> None:
        self.parties.choices = [SelectChoice(str(id), name) for id, name in partners]

    def validate_parties(self, field: Any) -> None:
        field.errors = []
        if len(field.data or []) < 2:
            raise StopValidation(_("Kies minstens twee organisaties."))

    def validate_starts_on(self, field: Any) -> None:
        field.errors = []  # one sentence, also where the day could not be read
        if not isinstance(field.data, date) or not FIRST <= field.data <= today() + LONGEST:
            raise StopValidation(_("Vul de eerste dag in."))

    def validate_ends_on(self, field: Any) -> None:
        """Obligatory: an agreement without an end is never looked at again."""
        field.errors = []
        if not isinstance(field.data, date) or not today() < field.data <= today() + LONGEST:
            raise StopValidation(_("Kies een laatste dag na vandaag, binnen tien jaar."))
        if isinstance(self.starts_on.data, date) and field.data <= self.starts_on.data:
            raise StopValidation(_("De laatste dag komt na de eerste dag."))

    def fill(self, agreement: Agreement) -> None:
        for name in self.SAID:
            said = self[name].data
            setattr(agreement, name, said.replace("\r\n", "\n") if isinstance(said, str) else said or "")
        agreement.between({int(id) for id in self.parties.data or []})
