"""The five steps of a new referral, as the person who refers fills them in (UX.md C1-C5)."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import Optional, StopValidation

from pact.directory.queries import Recipient
from pact.directory.topics import TOPICS
from pact.forms import (
    AtMost,
    EmailAddress,
    Filled,
    NoNumbersOfPeople,
    OneOf,
    PactForm,
    PhoneNumber,
    complain,
    is_mobile,
)
from pact.referrals import vocabulary as words
from pact.referrals.models import Referral
from pact.referrals.vocabulary import ConsentWay, ContactWay

UNKNOWN = "weet-ik-niet"
NOTE_MOST = 300


class NeedForm(PactForm):
    """Step 1: what is most needed now, and whether it can wait three days.

    `reference` is what the draft will be called, so that a form sent twice makes one draft.
    """

    reference = HiddenField()
    topic = RadioField(
        _l("Waarbij is hulp nodig?"),
        choices=[(str(code), label) for code, label in TOPICS],
        validate_choice=False,
        validators=[OneOf(_l("Kies waarbij hulp nodig is."))],
    )
    urgent = RadioField(
        _l("Is er haast bij?"),
        choices=words.URGENCIES,
        validate_choice=False,
        validators=[OneOf(_l("Kies of er haast bij is."))],
    )

    def save_to(self, draft: Referral) -> None:
        if not self.topic.errors:
            draft.topic = self.topic.data
        if not self.urgent.errors:
            draft.urgent = self.urgent.data == "yes"

    @staticmethod
    def data_of(draft: Referral) -> dict[str, object]:
        urgent = None if draft.urgent is None else ("yes" if draft.urgent else "no")
        return {"topic": draft.topic, "urgent": urgent, "reference": draft.reference}


class RecipientForm(PactForm):
    """Step 2: which organisation. Those on pause are shown beside the choices, not among them."""

    organisation = RadioField(
        _l("Naar wie wil je doorverwijzen?"), validate_choice=False, validators=[OneOf(_l("Kies een organisatie."))]
    )

    def offer(self, recipients: Sequence[Recipient]) -> None:
        unknown = (UNKNOWN, _("Ik weet het niet. Laat de coördinator meedenken"))
        self.organisation.choices = [(r.slug, r.name) for r in recipients if not r.is_paused] + [unknown]


class ResidentForm(PactForm):
    """Step 3: only what is needed to make contact."""

    given_name = StringField(_l("Voornaam"), [Filled(_l("Vul een voornaam in.")), AtMost(80)])
    family_name = StringField(_l("Achternaam"), [Optional(), AtMost(80)])
    way = RadioField(choices=words.CONTACT_WAYS, validate_choice=False)
    phone = StringField(_l("Telefoonnummer"), [PhoneNumber(), AtMost(40)])
    email = StringField(_l("E-mailadres"), [EmailAddress()])
    moments = SelectMultipleField(
        _l("Wanneer lukt contact het best?"), [Optional()], choices=words.MOMENTS, validate_choice=False
    )
    language = RadioField(
        _l("In welke taal gaat praten het best?"),
        choices=words.LANGUAGES,
        validate_choice=False,
        validators=[OneOf(_l("Kies een taal."))],
    )
    language_other = StringField(_l("Welke taal?"), [AtMost(40)])
    note = TextAreaField(validators=[AtMost(NOTE_MOST), NoNumbersOfPeople()])

    def address_to(self, organisation: str) -> None:
        """The organisation's name stands in two of the labels and in one of the sentences."""
        self.way.label.text = _("Hoe kan %(organisation)s contact maken?", organisation=organisation)
        self.note.label.text = _("Wat moet %(organisation)s nog weten?", organisation=organisation)
        said = _("Kies hoe %(organisation)s contact kan maken.", organisation=organisation)
        self.way.validators = (OneOf(said),)

    def validate_phone(self, field: StringField) -> None:
        if self.way.data in (ContactWay.PHONE, ContactWay.SMS) and not field.data:
            raise StopValidation(_("Vul een telefoonnummer in."))
        if self.way.data == ContactWay.SMS and not is_mobile(field.data):
            raise StopValidation(str(PhoneNumber.wrong))

    def validate_email(self, field: StringField) -> None:
        if self.way.data == ContactWay.EMAIL and not field.data:
            raise StopValidation(_("Vul een e-mailadres in."))

    def validate_language_other(self, field: StringField) -> None:
        if self.language.data == "other" and not field.data:
            raise StopValidation(_("Vul in welke taal."))

    def save_to(self, draft: Referral) -> None:
        """Keep what is right; a field with an error keeps what was stored before."""
        for name in ("given_name", "family_name", "phone", "email", "note"):
            if not self[name].errors:
                setattr(draft, name, self[name].data or None)
        if not self.way.errors:
            draft.contact_way = self.way.data
        if not self.language.errors:
            draft.language = self.language.data
            draft.language_other = self.language_other.data if self.language.data == "other" else None
        known = {code for code, _label in words.MOMENTS}
        draft.moments = sorted(set(self.moments.data or []) & known)

    @staticmethod
    def data_of(draft: Referral) -> dict[str, object]:
        names = ("given_name", "family_name", "phone", "email", "moments", "language", "language_other", "note")
        return {"way": draft.contact_way} | {name: getattr(draft, name) for name in names}


class ConsentForm(PactForm):
    """Step 4: what the resident says, and how the resident gets the own page. Nothing is chosen beforehand.

    `heard` is the fingerprint of the text that was on the screen.
    """

    heard = HiddenField()
    says = RadioField(
        _l("Wat zegt de inwoner?"),
        choices=words.CONSENT_WAYS,
        validate_choice=False,
        validators=[OneOf(_l("Kies wat de inwoner zegt."))],
    )
    understood = BooleanField(
        _l("Ik heb de tekst laten lezen of voorgelezen. De inwoner begrijpt het en zegt ja."),
        validators=[],
    )
    receipt = RadioField(
        _l("Hoe krijgt de inwoner de eigen pagina?"), choices=words.RECEIPTS, validate_choice=False, validators=[]
    )

    def offer_sms(self, possible: bool) -> None:
        """Without a gateway for text messages nobody is offered one."""
        self.receipt.choices = [choice for choice in words.RECEIPTS if possible or choice[0] != "sms"]

    @property
    def is_no(self) -> bool:
        return bool(self.says.data == ConsentWay.NO)

    def check_against(self, draft: Referral, text: str) -> bool:
        """Validate, with what the draft holds: a text message needs a mobile number, an e-mail an address.

        `text` is the fingerprint of the words as they are now: changed in another window, they are read anew.
        """
        fine = bool(self.validate())
        if self.is_no:
            return fine
        if not self.says.errors and self.heard.data != text:
            self.says.data, self.understood.data = None, False
            complain(self.says, _("Je hebt iets veranderd. Vraag opnieuw om toestemming."))
            return False
        if self.says.data in (ConsentWay.SCREEN, ConsentWay.PAPER) and not self.understood.data:
            complain(self.understood, _("Zet een vinkje als dit klopt. Klopt het niet? Kies dan ‘Nee’."))
        if self.receipt.data not in {code for code, _label in self.receipt.choices}:
            complain(self.receipt, _("Kies hoe de inwoner de eigen pagina krijgt."))
        elif self.receipt.data == "sms" and not (draft.phone and is_mobile(draft.phone)):
            complain(self.receipt, _("Voor een sms is een mobiel nummer nodig. Vul het in bij stap 3, of kies papier."))
        elif self.receipt.data == "email" and not draft.email:
            complain(
                self.receipt, _("Voor een e-mail is een e-mailadres nodig. Vul het in bij stap 3, of kies papier.")
            )
        return fine and not self.errors
