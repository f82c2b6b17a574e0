"""Saying whether one comes: the same form by link, on the site and for who writes an answer down."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, StringField, TextAreaField

from pact.forms import AtMost, NoNumbersOfPeople, OneOf, PublicForm
from pact.meetings.models import Answer

NOTE_MOST, NEEDS_MOST = 200, 300
COMES = (Answer.ACCEPTED, Answer.TENTATIVE)


class AnswerForm(PublicForm):
    answer = RadioField(_l("Kom je?"), [OneOf(_l("Kies of je komt."))], validate_choice=False)
    plus_one = BooleanField(_l("Ik neem iemand mee"))
    needs = TextAreaField(_l("Moeten we ergens rekening mee houden?"), [AtMost(NEEDS_MOST), NoNumbersOfPeople()])
    wipes_needs = BooleanField(_l("Wis wat ik eerder doorgaf"))
    note = StringField(_l("Wil je er iets bij zeggen?"), [AtMost(NOTE_MOST), NoNumbersOfPeople()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answer.choices = [
            (Answer.ACCEPTED.value, _l("Ik kom")),
            (Answer.TENTATIVE.value, _l("Misschien")),
            (Answer.DECLINED.value, _l("Ik kom niet")),
        ]

    @property
    def said(self) -> Answer:
        return Answer(self.answer.data)

    @property
    def brings_somebody(self) -> bool:
        return self.said == Answer.ACCEPTED and bool(self.plus_one.data)

    @property
    def told_needs(self) -> str:
        return (self.needs.data or "") if self.said in COMES else ""


class WrittenDownForm(AnswerForm):
    """What somebody heard on the phone, in words about another."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answer.choices = [
            (Answer.ACCEPTED.value, _l("Komt")),
            (Answer.TENTATIVE.value, _l("Komt misschien")),
            (Answer.DECLINED.value, _l("Komt niet")),
        ]
