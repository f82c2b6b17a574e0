"""Three questions; two of them may stay empty."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField

from pact.forms import AtMost, NoNumbersOfPeople, OneOf, PublicForm
from pact.meetings.evaluations.words import WORTH

MOST = 300


class AnswerForm(PublicForm):
    worth = RadioField(
        _l("Was deze bijeenkomst de moeite waard?"),
        [OneOf(_l("Kies wat je van de bijeenkomst vond."))],
        choices=[(str(worth), label) for worth, label in WORTH.items()],
        validate_choice=False,
    )
    takes_along = TextAreaField(_l("Wat neem je mee?"), [AtMost(MOST), NoNumbersOfPeople()])
    better = TextAreaField(_l("Wat kan beter?"), [AtMost(MOST), NoNumbersOfPeople()])
