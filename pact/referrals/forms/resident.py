"""What a resident fills in: an answer, or six digits."""

import re

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField
from wtforms.validators import StopValidation

from pact.forms import OneOf, PactForm


class AnswerForm(PactForm):
    """Yes and no look alike and neither is chosen beforehand."""

    answer = RadioField(
        _l("Vindt u dit goed?"),
        choices=[("yes", _l("Ja, dat is goed")), ("no", _l("Nee, liever niet"))],
        validate_choice=False,
        validators=[OneOf(_l("Kies ja of nee."))],
    )


class CodeForm(PactForm):
    code = StringField(_l("Code van 6 cijfers"))

    def validate_code(self, field: StringField) -> None:
        if not re.fullmatch(r"\d{6}", (field.data or "").replace(" ", "")):
            raise StopValidation(_("Vul de 6 cijfers in die op uw papier staan."))
