"""What people type about themselves and to get in."""

import re
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, PasswordField, RadioField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import StopValidation

from pact.forms import AtMost, EmailAddress, Filled, OneOf, PactForm, PhoneNumber
from pact.layout import LANGUAGES
from pact.people.models import Role


def without_spaces(text: str | None) -> str:
    """Codes are typed and pasted with spaces and dashes in them."""
    return re.sub(r"[\s\-–]", "", text or "")


class SixDigits:
    """The shape of a code; whether it is the right one the view finds out."""

    wrong = _l("Vul de 6 cijfers in.")

    def __call__(self, form: PactForm, field: StringField) -> None:
        if not re.fullmatch(r"[0-9]{6}", field.data or ""):
            raise StopValidation(str(self.wrong))


class SignInForm(PactForm):
    email = StringField(_l("Je e-mailadres"), [Filled(_l("Vul je e-mailadres in.")), EmailAddress()])


class CodeForm(PactForm):
    code = StringField(
        _l("Code van 6 cijfers"), [Filled(_l("Vul de code uit de e-mail in.")), SixDigits()], filters=[without_spaces]
    )


class PasswordForm(PactForm):
    email = StringField(_l("Je e-mailadres"), [Filled(_l("Vul je e-mailadres in.")), EmailAddress()])
    password = PasswordField(_l("Je wachtwoord"), [Filled(_l("Vul je wachtwoord in."))])


class NewPasswordForm(PactForm):
    password = PasswordField(_l("Nieuw wachtwoord"), [Filled(_l("Vul een wachtwoord in."))])

    def validate_password(self, field: PasswordField) -> None:
        if len(field.data) < 12:
            raise StopValidation(str(_l("Maak het wachtwoord langer. Het moet 12 tekens of meer hebben.")))


class AuthenticatorForm(PactForm):
    code = StringField(
        _l("Code uit je app"), [Filled(_l("Vul de code uit je app in.")), SixDigits()], filters=[without_spaces]
    )
    trust = BooleanField(_l("Vertrouw dit apparaat 30 dagen"))


class AuthenticatorSetupForm(PactForm):
    code = StringField(
        _l("Code uit je app"), [Filled(_l("Vul de code uit je app in.")), SixDigits()], filters=[without_spaces]
    )


class RecoveryForm(PactForm):
    code = StringField(_l("Herstelcode"), [Filled(_l("Vul een herstelcode in."))], filters=[without_spaces])


class PasskeyForm(PactForm):
    """The browser fills it in with what the passkey answered."""

    credential = HiddenField()
    trust = BooleanField(_l("Vertrouw dit apparaat 30 dagen"))


class NewPasskeyForm(PactForm):
    name = StringField(
        _l("Geef de passkey een naam"),
        [Filled(_l("Geef de passkey een naam, bijvoorbeeld «telefoon».")), AtMost(40)],
        description=_l("Bijvoorbeeld «telefoon» of «laptop thuis»."),
    )
    credential = HiddenField()


class OwnForm(PactForm):
    name = StringField(_l("Je naam"), [Filled(_l("Vul je naam in.")), AtMost(80)])
    phone = StringField(_l("Je telefoonnummer (niet verplicht)"), [PhoneNumber(), AtMost(40)])
    locale = RadioField(_l("Taal"), [OneOf(_l("Kies een taal."))], choices=LANGUAGES)


class NewAddressForm(PactForm):
    email = StringField(_l("Nieuw e-mailadres"), [Filled(_l("Vul je nieuwe e-mailadres in.")), EmailAddress()])


class ConfirmForm(PactForm):
    """A button and nothing else."""


ROLE_LABELS = {
    Role.COORDINATOR: _l("Coördinator"),
    Role.POLICY_OFFICER: _l("Beleidsmedewerker"),
    Role.ADMINISTRATOR: _l("Beheerder"),
}


class ProposalForm(PactForm):
    email = StringField(_l("E-mailadres van deze persoon"), [Filled(_l("Vul een e-mailadres in.")), EmailAddress()])
    role = RadioField(_l("Welke rol?"), [OneOf(_l("Kies een rol."))], choices=[])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role.choices = [SelectChoice(role.value, str(label)) for role, label in ROLE_LABELS.items()]
