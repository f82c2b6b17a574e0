"""Forms check the shape of what was typed and say in plain Dutch how to mend it; models check the sense.

What was typed stays on the screen. A burgerservicenummer or a bank account is refused here, before anything stores or
logs it.
"""

import re
import unicodedata
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from flask_wtf import FlaskForm
from wtforms import Field, Form, StringField, TextAreaField
from wtforms.validators import StopValidation

EMAIL = re.compile(r"[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[\w-]{1,63}\.){1,8}[\w-]{2,63}")
NINE_DIGITS = re.compile(r"(?<!\d)(?<!\d[ .-])\d(?:[ .-]?\d){7,8}(?![ .-]?\d)")
DATE = re.compile(r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])[-./ ](?:0?[1-9]|1[0-2])[-./ ](?:19|20)\d\d(?!\d)")
IBAN = re.compile(r"(?<![A-Z0-9])[A-Z]{2}\d{2}(?:[ .-]?[A-Z0-9]){11,30}", re.IGNORECASE)
#: Signs nobody can see: control characters, those that turn the reading direction of what comes after, and the two
#: that are no characters at all: a document with one of them cannot be opened.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
LINE_ENDS = re.compile(r"[\t\r\n\u2028\u2029]+")


class PactForm(FlaskForm):
    """The base of every form: CSRF, Dutch messages, and text without control characters."""

    class Meta(FlaskForm.Meta):
        def bind_field(self, form: Form, unbound_field: Any, options: dict[str, Any]) -> Field:
            filters = unbound_field.kwargs.get("filters", [])
            if isinstance(unbound_field.field_class, type) and issubclass(unbound_field.field_class, StringField):
                several = issubclass(unbound_field.field_class, TextAreaField)
                filters = [tidy if several else on_one_line, *filters]
            bound: Field = unbound_field.bind(form=form, filters=filters, **options)
            return bound


class PublicForm(PactForm):
    """A form for everybody: with a field that nobody sees. Who fills it in is a machine, and gets the same answer."""

    homepage = StringField(_l("Laat dit veld leeg"))

    @property
    def is_from_a_machine(self) -> bool:
        return bool(self.homepage.data)


def tidy(text: str | None) -> str | None:
    """Without spaces around it and without characters nobody can see."""
    return CONTROL.sub("", text).strip() if isinstance(text, str) else text


def on_one_line(text: str | None) -> str | None:
    """What a browser makes of a field of one line; a line end in a name would end the subject of a letter."""
    return tidy(LINE_ENDS.sub(" ", text)) if isinstance(text, str) else text


class Filled:
    """A field that must have something in it, with its own sentence."""

    field_flags = {"required": True}

    def __init__(self, message: str | LazyString) -> None:
        self.message = message

    def __call__(self, form: Form, field: Field) -> None:
        if not field.data or (isinstance(field.data, str) and not field.data.strip()):
            raise StopValidation(self.message)


class OneOf:
    """A choice that must be made; a choice that is not on the list counts as none."""

    field_flags = {"required": True}

    def __init__(self, message: str | LazyString) -> None:
        self.message = message

    def __call__(self, form: Form, field: Any) -> None:
        if field.data not in {choice.value for choice in field.iter_choices()}:
            field.errors = []
            raise StopValidation(self.message)


class OfTheList(OneOf):
    """A choice of which one is made already: to a browser it is no field that must be filled."""

    field_flags: dict[str, bool] = {}


class AtMost:
    """A text of at most so many characters; the sentence says how many there are now."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, form: Form, field: Field) -> None:
        count = len((field.data or "").replace("\r\n", "\n"))
        if count > self.most:
            said = _(
                "Maak de tekst korter. Je hebt %(count)s tekens. Er passen er %(most)s in.", count=count, most=self.most
            )
            raise StopValidation(said)  # what comes after looks into the text, and need not in a whole book


class PhoneNumber:
    """A Dutch or foreign number however people write it; kept as typed."""

    wrong = _l("Vul een telefoonnummer in zoals 06 12345678 of +48 601 234 567.")

    def __call__(self, form: Form, field: Field) -> None:
        if field.data and phone_digits(field.data) is None:
            raise StopValidation(str(self.wrong))


class EmailAddress:
    wrong = _l("Vul een e-mailadres in zoals naam@voorbeeld.nl.")

    def __call__(self, form: Form, field: Field) -> None:
        if field.data and (len(field.data) > 254 or not EMAIL.fullmatch(field.data)):
            raise StopValidation(str(self.wrong))


class NoNumbersOfPeople:
    """No burgerservicenummer and no bank account in a text. The refused value is repeated in no message and no log."""

    def __call__(self, form: Form, field: Field) -> None:
        if holds_iban(field.data or ""):
            raise StopValidation(_("Haal het rekeningnummer weg. Dat is hier niet nodig."))
        if holds_bsn(field.data or ""):
            raise StopValidation(_("Haal het burgerservicenummer weg. Dat mogen wij niet bewaren."))


def phone_digits(text: str) -> str | None:
    """«+31612345678» for anything that can be dialled, else None. Takes spaces, dashes, brackets, 0031, +31 (0)6."""
    bare = re.sub(r"[\s().\-/]", "", text.replace("(0)", ""))
    bare = re.sub(r"^00", "+", bare)
    if re.fullmatch(r"0[1-9]\d{8}", bare):
        return "+31" + bare[1:]
    if bare.startswith("+31"):
        return bare if re.fullmatch(r"\+31[1-9]\d{8}", bare) else None
    return bare if re.fullmatch(r"\+[1-9]\d{6,14}", bare) else None


def is_mobile(text: str) -> bool:
    """Whether a text message can reach it: a Dutch mobile number, or any foreign one."""
    digits = phone_digits(text)
    return digits is not None and (digits.startswith("+316") or not digits.startswith("+31"))


def as_typed_by_hand(text: str) -> str:
    """Pasted text has other spaces, other digits and signs nobody sees between them: here it has not."""
    plain = unicodedata.normalize("NFKC", re.sub("[\u200b-\u200d\u2060\ufeff\u00ad]", "", text))
    return re.sub(r"(?<=\w)(?:[^\S\n]{1,3}|/)(?=\w)", " ", plain)


def holds_bsn(text: str) -> bool:
    """Nine digits (or eight) that pass the eleven-test. A telephone number has ten digits or a leading zero."""
    for found in NINE_DIGITS.findall(DATE.sub("-", as_typed_by_hand(text))):
        digits = re.sub(r"\D", "", found).zfill(9)
        total = sum(int(d) * weight for d, weight in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
        if total and total % 11 == 0 and len(set(digits)) > 1:
            return True
    return False


def holds_iban(text: str) -> bool:
    """A bank account number that passes the mod-97 test."""
    for found in IBAN.findall(as_typed_by_hand(text)):
        bare = re.sub(r"[^A-Za-z0-9]", "", found).upper()
        for end in range(len(bare), 14, -1):
            turned = bare[4:end] + bare[:4]
            if int("".join(str(int(c, 36)) for c in turned)) % 97 == 1:
                return True
    return False


def complain(field: Field, sentence: str) -> None:
    """Add an error that only the whole form could find."""
    field.errors = (*field.errors, sentence)
