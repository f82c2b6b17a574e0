"""The subject with the introduction, one article, and what is ticked to come in."""

import re
from collections.abc import Sequence
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import StopValidation

from pact.forms import AtMost, Filled, NoNumbersOfPeople, OfTheList, PactForm
from pact.newsletter.composing.offers import Offer
from pact.newsletter.models import Audience, Section
from pact.newsletter.words import AUDIENCES, SECTIONS

SUBJECT_MOST, SUBJECT_WANTED, INTRODUCTION_MOST = 120, 50, 1500
TITLE_MOST, TEXT_MOST, LINK_MOST, DESCRIPTION_MOST = 120, 3000, 300, 200
BOTH = ""
LINK = re.compile(r"https://(?:[\w-]{1,63}\.)+[a-z]{2,63}(?::\d{1,5})?(?:[/?#][^\s<>\"'\\^`{|}]*)?", re.IGNORECASE)


class WordsForm(PactForm):
    """What stands above the articles. An issue that is being made may still lack both."""

    subject = StringField(_l("Onderwerp"), [AtMost(SUBJECT_MOST), NoNumbersOfPeople()])
    introduction = TextAreaField(_l("Inleiding"), [AtMost(INTRODUCTION_MOST), NoNumbersOfPeople()])
    edition = HiddenField()


class ArticleForm(PactForm):
    """The photo was looked through before the form is: that takes no lock."""

    refusal = ""

    title = StringField(_l("Titel"), [Filled(_l("Vul een titel in.")), AtMost(TITLE_MOST), NoNumbersOfPeople()])
    text = TextAreaField(_l("Tekst"), [Filled(_l("Vul een tekst in.")), AtMost(TEXT_MOST), NoNumbersOfPeople()])
    link = StringField(_l("Link"), [AtMost(LINK_MOST)])
    photo = FileField(_l("Foto"))
    photo_description = StringField(_l("Wat zie je op de foto?"), [AtMost(DESCRIPTION_MOST), NoNumbersOfPeople()])
    without_photo = BooleanField(_l("Haal de foto weg"))
    section = RadioField(_l("In welk deel?"), validate_choice=False, validators=[OfTheList(_l("Kies een deel."))])
    audience = RadioField(
        _l("Voor wie?"), validate_choice=False, validators=[OfTheList(_l("Kies voor wie het is."))], default=BOTH
    )
    edition = HiddenField()

    has_photo = False  # one that stands there already

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.section.choices = [(section.value, name) for section, name in SECTIONS.items()]
        editions = [(audience.value, name) for audience, name in AUDIENCES.items()]
        self.audience.choices = [(BOTH, _l("Voor iedereen")), *editions]

    def validate_link(self, field: Any) -> None:
        ours = f"{current_app.config['BASE_URL']}/"
        if field.data and not (field.data.startswith(ours) or LINK.fullmatch(field.data)):
            raise StopValidation(_("Vul een link in die begint met https://."))

    def validate_photo(self, field: Any) -> None:
        if self.refusal:
            raise StopValidation(self.refusal)

    def validate_photo_description(self, field: Any) -> None:
        if self.keeps_photo and not field.data:
            raise StopValidation(_("Vul in wat je op de foto ziet. Dat wordt voorgelezen."))

    @property
    def brings_photo(self) -> bool:
        return bool(getattr(self.photo.data, "filename", ""))

    @property
    def keeps_photo(self) -> bool:
        return self.brings_photo or (self.has_photo and not self.without_photo.data)

    @property
    def words(self) -> dict[str, Any]:
        """As an article keeps them, without the section and the photo."""
        return {
            "title": self.title.data,
            "text": (self.text.data or "").replace("\r\n", "\n"),
            "link": self.link.data or "",
            "audience": Audience(self.audience.data) if self.audience.data else None,
            "photo_description": (self.photo_description.data or "") if self.keeps_photo else "",
        }

    @property
    def chosen_section(self) -> Section:
        return Section(self.section.data)


class OffersForm(PactForm):
    what = SelectMultipleField(_l("Wat zet je erbij?"), validate_choice=False)

    offers: Sequence[Offer] = ()

    @property
    def chosen(self) -> list[Offer]:
        return [offer for offer in self.offers if offer.source in (self.what.data or ())]

    def validate_what(self, field: Any) -> None:
        if not self.chosen:
            raise StopValidation(_("Kies wat je erbij wilt zetten."))
