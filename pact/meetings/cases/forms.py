"""Bringing a case, and writing what was learned. What could tell who it is about is refused, or asked about."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from wtforms import BooleanField, Field, Form, HiddenField, RadioField, TextAreaField
from wtforms.validators import StopValidation

from pact.directory.topics import TOPICS
from pact.forms import AtMost, Filled, OneOf, PactForm, complain
from pact.meetings.cases import guard
from pact.meetings.cases.models import Look
from pact.meetings.cases.words import REFUSED

MOST = 600


class TellsNobody:
    """No number, address or day by which somebody can be found. What it says is repeated in no message and no log."""

    def __call__(self, form: Form, field: Field) -> None:
        found = guard.refused(field.data or "")
        if found:
            raise StopValidation(" ".join(str(REFUSED[kind]) for kind in found))


def told(label: LazyString, empty: LazyString | None = None) -> TextAreaField:
    checks = [*([Filled(empty)] if empty else []), AtMost(MOST), TellsNobody()]
    return TextAreaField(label, checks)


class GuardedForm(PactForm):
    """A form whose texts may hold a name: then the writer is asked to look, and says that they did."""

    checked = BooleanField(_l("Ik heb gecontroleerd dat niemand te herkennen is"))

    @property
    def texts(self) -> list[Field]:
        return [field for field in self if isinstance(field, TextAreaField)]

    @property
    def doubts(self) -> list[str]:
        return list(dict.fromkeys(words for field in self.texts for words in guard.doubts(field.data or "")))

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        if not super().validate(*args, **kwargs):
            return False
        if self.doubts and not self.checked.data:
            complain(self.checked, _("Kijk deze woorden na. Zet daarna een vinkje."))
            return False
        return True


class CaseForm(GuardedForm):
    topic = RadioField(
        _l("Waar gaat het over?"),
        [OneOf(_l("Kies waar het over gaat."))],
        choices=[(topic.value, label) for topic, label in TOPICS],
        validate_choice=False,
    )
    situation = told(_l("Wat speelt er?"), _l("Schrijf wat er speelt."))
    tried = told(_l("Wat is geprobeerd?"))
    question = told(_l("Wat is je vraag?"), _l("Schrijf je vraag aan de anderen."))
    edition = HiddenField()


class LessonsForm(GuardedForm):
    """One box for each look; an empty one says nothing."""

    schemes = told(_l("Welke regelingen kunnen helpen?"))
    approach = told(_l("Was de bejegening steunend?"))
    unusual = told(_l("Is er een ongewone oplossing?"))
    policy = told(_l("Komt dit vaker voor, en moet er beleid komen?"))
    editions = HiddenField()

    def by_look(self) -> dict[Look, str]:
        return {look: self[look.value].data or "" for look in Look}
