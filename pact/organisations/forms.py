"""Inviting somebody, and choosing the roles of a member."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from pact.forms import AtMost, EmailAddress, Filled, PactForm
from pact.organisations.models import MemberRole

ROLE_LABELS = {
    MemberRole.REFERRER: _l("Verwijzer: helpt inwoners naar andere organisaties"),
    MemberRole.HANDLER: _l("Behandelaar: pakt doorverwijzingen op"),
    MemberRole.CONTACT_PERSON: _l("Contactpersoon: regelt wie er meedoet"),
    MemberRole.MEMBER: _l("Lid: leest mee met alle partners"),
}
SHORT_LABELS = {
    MemberRole.REFERRER: _l("Verwijzer"),
    MemberRole.HANDLER: _l("Behandelaar"),
    MemberRole.CONTACT_PERSON: _l("Contactpersoon"),
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
