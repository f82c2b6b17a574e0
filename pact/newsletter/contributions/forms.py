"""A text for the newsletter with perhaps a photo; a suggestion for it; whom to ask."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import StopValidation

from pact.forms import AtMost, Filled, NoNumbersOfPeople, PactForm, PublicForm
from pact.newsletter.models import Kind

TITLE_MOST, TEXT_MOST, DESCRIPTION_MOST = 60, 900, 150


def line_ends(text: str | None) -> str | None:
    """As we count them, and as the column holds them."""
    return text.replace("\r\n", "\n") if text else text


class ContributionForm(PublicForm):
    organisation = SelectField(_l("Namens wie?"), validate_choice=False)
    title = StringField(_l("Titel"), [Filled(_l("Vul een titel in.")), AtMost(TITLE_MOST), NoNumbersOfPeople()])
    text = TextAreaField(
        _l("Tekst"),
        [Filled(_l("Schrijf je tekst.")), AtMost(TEXT_MOST), NoNumbersOfPeople()],
        filters=[line_ends],
    )
    kept = HiddenField()  # the mark of a photo that came in before
    photo = FileField(_l("Foto"))
    without = BooleanField(_l("Toch geen foto"))
    description = StringField(_l("Wat zie je op de foto?"))
    people = RadioField(_l("Staan er mensen op de foto?"), validate_choice=False)

    refusal = ""  # why the photo is not taken
    has_photo = False  # a new one, or the one that was kept

    def __init__(self, *args: Any, kind: Kind = Kind.NEWSLETTER, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people.choices = [("no", _("Nee")), ("agreed", _("Ja, en zij vinden het goed"))]
        if kind == Kind.YEARLY:
            self.text.label.text = _("Wat deed jullie organisatie dit jaar?")

    def offer(self, organisations: Iterable[tuple[int, str]]) -> None:
        """The organisations one works for; of one there is nothing to choose."""
        self.organisation.choices = [(str(id), name) for id, name in organisations]

    def validate_organisation(self, field: Any) -> None:
        known = [value for value, _name in field.choices or []]
        if len(known) == 1:
            field.data = known[0]
        if known and field.data not in known:
            raise StopValidation(_("Kies namens wie je dit schrijft."))

    def validate_photo(self, field: Any) -> None:
        if self.refusal:
            raise StopValidation(self.refusal)

    def validate_description(self, field: Any) -> None:
        """Read aloud in the place of the photo."""
        if self.has_photo:
            for rule in (Filled(_l("Schrijf wat er op de foto staat.")), AtMost(DESCRIPTION_MOST), NoNumbersOfPeople()):
                rule(self, field)

    def validate_people(self, field: Any) -> None:
        field.errors = []
        if self.has_photo and field.data not in ("no", "agreed"):
            raise StopValidation(_("Zeg of er mensen op de foto staan."))


class ReviewForm(PactForm):
    """A deed of the coordinator, about the words that stood on the page."""

    edition = HiddenField()


class SuggestionForm(ReviewForm):
    suggestion = TextAreaField(
        _l("Jouw voorstel"),
        [Filled(_l("Schrijf je voorstel.")), AtMost(TEXT_MOST), NoNumbersOfPeople()],
        filters=[line_ends],
    )
