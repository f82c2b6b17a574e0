"""Asking to join, signing, asking somebody else, answering a request, ending, and publishing a text."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import StopValidation

from pact.covenants.models import TextKind
from pact.covenants.words import ORGANISATION_KINDS
from pact.dates import today
from pact.forms import AtMost, EmailAddress, Filled, NoNumbersOfPeople, OneOf, PactForm, PhoneNumber, PublicForm

WHY_MOST, REASON_MOST, TEXT_MOST = 500, 300, 20_000


class JoinForm(PublicForm):
    """«Doe mee»: by anybody, without an account."""

    organisation_name = StringField(
        _l("Naam van je organisatie"), [Filled(_l("Vul de naam van je organisatie in.")), AtMost(120)]
    )
    kind = SelectField(
        _l("Wat voor organisatie is het?"),
        [OneOf(_l("Kies wat voor organisatie het is."))],
        choices=[("", _l("Kies")), *ORGANISATION_KINDS.items()],
        validate_choice=False,
    )
    contact_name = StringField(_l("Je naam"), [Filled(_l("Vul je naam in.")), AtMost(80)])
    email = StringField(_l("Je e-mailadres"), [Filled(_l("Vul je e-mailadres in.")), EmailAddress()])
    phone = StringField(_l("Je telefoonnummer"), [PhoneNumber(), AtMost(40)])
    why = TextAreaField(
        _l("Waarom willen jullie meedoen?"),
        [Filled(_l("Schrijf kort waarom jullie willen meedoen.")), AtMost(WHY_MOST), NoNumbersOfPeople()],
    )

    def validate_kind(self, field: SelectField) -> None:
        if not field.data:
            raise StopValidation(_("Kies wat voor organisatie het is."))


class SignForm(PactForm):
    name = StringField(_l("Je naam"), [Filled(_l("Vul je naam in.")), AtMost(80)])
    function = StringField(_l("Je functie"), [Filled(_l("Vul je functie in.")), AtMost(80)])
    authorised = BooleanField()

    def offer(self, organisation: str) -> None:
        self.organisation = organisation
        self.authorised.label.text = _("Ik mag tekenen voor %(organisation)s.", organisation=organisation)

    def validate_authorised(self, field: BooleanField) -> None:
        if not field.data:
            raise StopValidation(
                _("Zet een vinkje als je mag tekenen voor %(organisation)s.", organisation=self.organisation)
            )


class SomebodyElseForm(PactForm):
    name = StringField(_l("Wie mag wel tekenen?"), [Filled(_l("Vul de naam in.")), AtMost(80)])
    email = StringField(_l("E-mailadres"), [Filled(_l("Vul het e-mailadres in.")), EmailAddress()])


class RefuseForm(PactForm):
    reason = TextAreaField(_l("Waarom niet?"), [AtMost(REASON_MOST), NoNumbersOfPeople()])


class KindForm(PactForm):
    """Which text an organisation is asked to sign."""

    kind = RadioField(
        _l("Wat tekent deze organisatie?"), [OneOf(_l("Kies het pact of het convenant."))], validate_choice=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = {
            TextKind.PACT: _("Het pact: deze organisatie komt in de kerngroep"),
            TextKind.COVENANT: _("Het convenant: deze organisatie kiest een ambassadeur"),
        }
        self.kind.choices = [(kind.value, said[kind]) for kind in TextKind]


class AcceptForm(KindForm):
    """Also says which lead of the recruiting this is, so that one is not called again."""

    lead = SelectField(
        _l("Staat deze organisatie al in de werving?"),
        [OneOf(_l("Kies een organisatie van de lijst."))],
        validate_choice=False,
    )

    def offer(self, leads: Iterable[tuple[int, str]]) -> None:
        self.lead.choices = [("", _("Nee")), *((str(id), name) for id, name in leads)]

    @property
    def lead_id(self) -> int | None:
        return int(self.lead.data) if self.lead.data else None


class AskForm(KindForm):
    name = StringField(_l("Wie gaat tekenen?"), [Filled(_l("Vul de naam in.")), AtMost(80)])
    email = StringField(_l("E-mailadres"), [Filled(_l("Vul het e-mailadres in.")), EmailAddress()])


class DeclineForm(PactForm):
    word = TextAreaField(
        _l("Schrijf kort waarom niet"),
        [Filled(_l("Schrijf kort waarom niet.")), AtMost(REASON_MOST), NoNumbersOfPeople()],
    )


class EndForm(PactForm):
    reason = TextAreaField(
        _l("Waarom stopt het?"),
        [Filled(_l("Schrijf kort waarom het stopt.")), AtMost(REASON_MOST), NoNumbersOfPeople()],
    )


class PaperForm(PactForm):
    """What stands on the sheet of the ceremony."""

    name = StringField(_l("Wie tekende?"), [Filled(_l("Vul de naam in.")), AtMost(80)])
    function = StringField(_l("Functie"), [Filled(_l("Vul de functie in.")), AtMost(80)])
    signed_on = DateField(_l("Datum op het papier"))

    earliest: date | None = None

    def validate_signed_on(self, field: Any) -> None:
        if not isinstance(field.data, date) or field.data > today():
            field.errors = []  # one sentence, also where the day could not be read
            raise StopValidation(_("Vul de datum van het papier in, vandaag of eerder."))
        if self.earliest and field.data < self.earliest:
            raise StopValidation(_("Toen was deze tekst er nog niet. Kijk de datum na."))


class TextForm(PactForm):
    """A new version. `kind` is known by the address."""

    title = StringField(_l("Titel"), [Filled(_l("Vul een titel in.")), AtMost(120)])
    body = TextAreaField(_l("Tekst"), [Filled(_l("Schrijf de tekst.")), AtMost(TEXT_MOST), NoNumbersOfPeople()])
    annex = TextAreaField(
        _l("Bijlage: wie doet wat met gegevens"),
        [Filled(_l("Schrijf de bijlage.")), AtMost(TEXT_MOST), NoNumbersOfPeople()],
    )
