"""What is asked about an organisation: what it tells about itself, who is invited, and in which roles."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import DateField, HiddenField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from pact.dates import today
from pact.forms import AtMost, EmailAddress, Filled, NoNumbersOfPeople, OneOf, PactForm, PhoneNumber
from pact.organisations.models import ClosingKind, MemberRole, Organisation
from pact.organisations.queries import OrganisationRow
from pact.organisations.vocabulary import CLOSING_REASONS, CLOSINGS, SECTORS

ABOUT_MOST = 600
#: What stands in a list before anybody chose.
CHOOSE = _l("Maak een keuze")
VILLAGES_MOST = 12
#: A page on the web, as people write it; `https://` may be left out.
WEBSITE = re.compile(r"(?:https?://)?(?:[\w-]{1,63}\.){1,8}[a-zA-Z]{2,63}(?:/[^\s<>\"']*)?", re.IGNORECASE)

ROLE_LABELS = {
    MemberRole.REFERRER: _l("Verwijzer: helpt inwoners naar andere organisaties"),
    MemberRole.HANDLER: _l("Behandelaar: pakt doorverwijzingen op"),
    MemberRole.CONTACT_PERSON: _l("Contactpersoon: regelt wie er meedoet"),
    MemberRole.AMBASSADOR: _l("Ambassadeur: vertelt collega's over het pact"),
    MemberRole.MEMBER: _l("Lid: leest mee met alle partners"),
}
SHORT_LABELS = {
    MemberRole.REFERRER: _l("Verwijzer"),
    MemberRole.HANDLER: _l("Behandelaar"),
    MemberRole.CONTACT_PERSON: _l("Contactpersoon"),
    MemberRole.AMBASSADOR: _l("Ambassadeur"),
    MemberRole.MEMBER: _l("Lid"),
}


class RolesField(SelectMultipleField):
    """Tick boxes; a role that may not be given is not on the list and therefore refused."""

    widget = ListWidget(prefix_label=False)  # type: ignore[assignment]
    option_widget = CheckboxInput()  # type: ignore[assignment]

    def pre_validate(self, form: PactForm) -> None:
        allowed = {choice.value for choice in self.iter_choices()}
        if not self.data or not set(self.data) <= allowed:
            raise StopValidation(str(_l("Kies een of meer rollen.")))


class RolesForm(PactForm):
    roles = RolesField(_l("Wat gaat deze persoon doen?"))

    def offer(self, roles: Iterable[MemberRole]) -> None:
        self.roles.choices = [SelectChoice(role.value, str(ROLE_LABELS[role])) for role in roles]

    def chosen(self) -> set[MemberRole]:
        return {MemberRole(value) for value in self.roles.data or []}


class InviteForm(RolesForm):
    name = StringField(_l("Naam"), [Filled(_l("Vul de naam in.")), AtMost(80)])
    email = StringField(_l("E-mailadres"), [Filled(_l("Vul het e-mailadres in.")), EmailAddress()])
    roles = RolesField(_l("Wat gaat deze persoon doen?"))  # again, so that it comes last on the page and in the errors


class ConfirmForm(PactForm):
    """A button and nothing else."""


class PartnerForm(PactForm):
    """What an organisation tells about itself; most of it is public."""

    TOLD = ("name", "kind", "sector", "about", "phone", "email", "website", "address", "opening_hours")

    name = StringField(_l("Naam"), [Filled(_l("Vul de naam van de organisatie in.")), AtMost(120)])
    kind = StringField(_l("Wat voor organisatie?"), [Filled(_l("Vul in wat voor organisatie het is.")), AtMost(60)])
    sector = SelectField(
        _l("Waar werken jullie aan?"),
        choices=[("", CHOOSE), *SECTORS],
        validate_choice=False,
        validators=[Filled(_l("Kies waar jullie aan werken.")), OneOf(_l("Kies waar jullie aan werken."))],
    )
    villages = StringField(_l("Voor welke dorpen?"), [AtMost(200)])
    about = TextAreaField(_l("Over de organisatie"), [AtMost(ABOUT_MOST), NoNumbersOfPeople()])
    phone = StringField(_l("Telefoonnummer"), [Filled(_l("Vul het telefoonnummer in.")), PhoneNumber(), AtMost(40)])
    email = StringField(_l("E-mailadres"), [Filled(_l("Vul het e-mailadres in.")), EmailAddress()])
    website = StringField(_l("Website"), [AtMost(200)])
    address = StringField(_l("Adres"), [AtMost(200), NoNumbersOfPeople()])
    opening_hours = StringField(_l("Open"), [AtMost(200), NoNumbersOfPeople()])
    version = HiddenField()

    @classmethod
    def of(cls, organisation: Organisation) -> "PartnerForm":
        """As it is now, or as it was just typed."""
        told = {name: getattr(organisation, name) for name in cls.TOLD}
        return cls(data=told | {"villages": ", ".join(organisation.villages), "version": organisation.version})

    def validate_villages(self, field: Any) -> None:
        if len(self.known_villages) > VILLAGES_MOST:
            raise StopValidation(_("Noem er hooguit %(most)s.", most=VILLAGES_MOST))

    def validate_website(self, field: Any) -> None:
        if field.data and not self.is_website(field.data):
            raise StopValidation(_("Vul een website in zoals www.voorbeeld.nl."))

    @staticmethod
    def is_website(text: str) -> bool:
        return WEBSITE.fullmatch(text) is not None

    @property
    def known_villages(self) -> list[str]:
        """Their names, each once, in the order in which they were typed."""
        typed = re.split(r"[,;]", self.villages.data or "")
        return list(dict.fromkeys(name.strip() for name in typed if name.strip()))

    def fill(self, organisation: Organisation) -> None:
        for name in self.TOLD:
            setattr(organisation, name, self[name].data or "")
        if organisation.website and "://" not in organisation.website:
            organisation.website = f"https://{organisation.website}"
        organisation.villages = self.known_villages


class LogoForm(PactForm):
    """A picture, and what it shows for who does not see it."""

    file = FileField(_l("Bestand"))
    description = StringField(
        _l("Wat laat het logo zien?"), [Filled(_l("Schrijf in een paar woorden wat het logo laat zien.")), AtMost(150)]
    )


class MergeForm(PactForm):
    """Which partner stays when two are one."""

    met = SelectField(
        _l("Welke blijft?"),
        validate_choice=False,
        validators=[Filled(_l("Kies welke organisatie blijft.")), OneOf(_l("Kies welke organisatie blijft."))],
    )

    def offer(self, partners: Iterable[OrganisationRow]) -> None:
        self.met.choices = [("", CHOOSE), *((one.slug, one.name) for one in partners)]


class CloseForm(PactForm):
    """An organisation stops: for how long, why, and since when if it is for good."""

    kind = RadioField(
        _l("Wat gebeurt er?"), choices=CLOSINGS, validate_choice=False, validators=[OneOf(_l("Kies wat er gebeurt."))]
    )
    left_on = DateField(_l("Vertrokken op"))
    reason = RadioField(
        _l("Waarom?"), choices=CLOSING_REASONS, validate_choice=False, validators=[OneOf(_l("Kies waarom."))]
    )
    words = TextAreaField(_l("Toelichting"), [AtMost(300), NoNumbersOfPeople()])

    def validate_left_on(self, field: Any) -> None:
        field.errors = []  # one sentence, also where the day could not be read
        if self.kind.data != ClosingKind.LEFT:
            field.data = None
        elif not isinstance(field.data, date) or not today() - timedelta(days=365) <= field.data <= today():
            raise StopValidation(_("Vul een datum in, vandaag of eerder."))

    def validate_words(self, field: Any) -> None:
        if self.reason.data == "other" and not field.data:
            raise StopValidation(_("Leg kort uit waarom."))
