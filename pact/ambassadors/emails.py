"""Letters to ambassadors and to who looks for one. What was asked or promised stands on the page, not in a letter."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import force_locale

from pact.ambassadors.models import Asked, Pledge, Question
from pact.dates import in_words
from pact.links import absolute_url
from pact.mail import post
from pact.organisations.addressees import contact_persons, coordinators, people_at
from pact.organisations.models import MemberRole, Organisation
from pact.people.models import Person

FOLDER = "ambassadors/emails/"


def tell_named(person: Person, organisation: Organisation, by: str) -> None:
    """To somebody with an account."""
    url = absolute_url("ambassadors.of_partner", slug=organisation.slug)
    _to(person, "named", person.thing, organisation=organisation.name, by=by, url=url)


def invite(person: Person, organisation: Organisation, by: str, token: str) -> None:
    """To somebody without one: the link that makes it."""
    post(
        person.email,
        FOLDER + "invitation.txt",
        locale=person.locale,
        about=f"invitation of {person.thing}",
        name=person.first_name,
        organisation=organisation.name,
        by=by,
        url=absolute_url("people.invitation", token=token),
    )


def ask_who_is_next(organisation: Organisation) -> None:
    """To the contact persons; where there is none, the coordinator must do."""
    url = absolute_url("ambassadors.name", slug=organisation.slug)
    for person in contact_persons(organisation.id) or coordinators():
        _to(person, "who_is_next", organisation.thing, organisation=organisation.name, url=url)


def tell_of_meeting(person_name: str, organisation: Organisation, on: date) -> None:
    """To the coordinator."""
    url = absolute_url("ambassadors.of_partner", slug=organisation.slug)
    said = {"who": person_name, "organisation": organisation.name, "url": url}
    for person in coordinators():
        _to(person, "meeting", organisation.thing, date=day_for(person, on), **said)


def remind_of_pledge(pledge: Pledge) -> None:
    url = absolute_url("ambassadors.follow_up", id=str(pledge.id))
    for person in acting_for(pledge.organisation_id):
        _to(person, "pledge", pledge.thing, organisation=pledge.organisation.name, url=url)


def ask(asked: Asked, question: Question) -> None:
    url = absolute_url("ambassadors.answer", id=str(asked.id))
    for person in acting_for(asked.organisation_id):
        said = {"organisation": asked.organisation.name, "date": day_for(person, question.answer_by)}
        _to(person, "question", question.thing, url=url, **said)


def tell_of_answer(asked: Asked) -> None:
    """To the coordinator."""
    url = absolute_url("ambassadors.question", id=str(asked.question_id))
    for person in coordinators():
        _to(person, "answer", asked.question.thing, organisation=asked.organisation.name, url=url)


def tell_outcome(question: Question, answers: Iterable[Asked]) -> None:
    """To everybody who was asked: nobody answers for nothing."""
    for asked in answers:
        url = absolute_url("ambassadors.answer", id=str(asked.id))
        for person in acting_for(asked.organisation_id):
            _to(person, "outcome", question.thing, url=url)


def acting_for(organisation_id: int) -> Iterable[Person]:
    """Its ambassadors, else its contact persons."""
    return people_at(organisation_id, MemberRole.AMBASSADOR) or contact_persons(organisation_id)


def day_for(person: Person, day: date) -> str:
    """As this person says it."""
    with force_locale(person.locale):
        return in_words(day)


def _to(person: Person, template: str, about: str, **said: Any) -> None:
    post(person.email, f"{FOLDER}{template}.txt", locale=person.locale, about=about, name=person.first_name, **said)
