"""An answer of the coordinator, and a tip that is only counted."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField

from pact.directory.topics import TOPICS
from pact.forms import OneOf, PactForm


class AdviceForm(PactForm):
    organisation = RadioField(
        _l("Wie kan helpen?"), validate_choice=False, validators=[OneOf(_l("Kies een organisatie."))]
    )


class TipForm(PactForm):
    """A leaflet or a number was given: about what. Nothing about whom."""

    topic = RadioField(
        _l("Waarover gaf je een tip?"),
        choices=[(str(code), label) for code, label in TOPICS],
        validate_choice=False,
        validators=[OneOf(_l("Kies waarover je een tip gaf."))],
    )
