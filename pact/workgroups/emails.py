"""Letters about a workgroup: who wants to join, the answer, who came, left or leads, and that it ended."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from pact.links import absolute_url
from pact.mail import post
from pact.people.models import Person
from pact.workgroups.models import Workgroup, WorkgroupRequest

FOLDER = "workgroups/emails/"


def tell_of_request(request: WorkgroupRequest, workgroup: Workgroup, people: Iterable[Person]) -> None:
    url = absolute_url("workgroups.show_request", slug=workgroup.slug, id=str(request.id))
    who = {"name": request.person.name, "organisation": request.organisation.name}
    for person in people:
        _to(person, "request", workgroup, who=who["name"], organisation=who["organisation"], url=url)


def tell_accepted(person: Person, workgroup: Workgroup) -> None:
    _to(person, "accepted", workgroup)


def tell_declined(person: Person, workgroup: Workgroup, word: str) -> None:
    _to(person, "declined", workgroup, word=word)


def tell_added(person: Person, workgroup: Workgroup, by: str) -> None:
    _to(person, "added", workgroup, by=by)


def tell_lead(person: Person, workgroup: Workgroup, by: str) -> None:
    _to(person, "lead", workgroup, by=by)


def tell_left(who: str, workgroup: Workgroup, people: Iterable[Person]) -> None:
    for person in people:
        _to(person, "left", workgroup, who=who)


def tell_taken_out(person: Person, workgroup: Workgroup, by: str) -> None:
    _to(person, "taken_out", workgroup, by=by)


def tell_task(person: Person, workgroup: Workgroup, what: str, due_on: date | None, by: str) -> None:
    url = absolute_url("workgroups.tasks", slug=workgroup.slug)
    _to(person, "task", workgroup, what=what, due_on=due_on, by=by, url=url)


def tell_ended(people: Iterable[Person], workgroup: Workgroup) -> None:
    for person in people:
        _to(person, "ended", workgroup, reason=workgroup.reason)


def _to(person: Person, template: str, workgroup: Workgroup, **said: Any) -> None:
    said = {"url": absolute_url("workgroups.show", slug=workgroup.slug)} | said
    post(
        person.email,
        f"{FOLDER}{template}.txt",
        locale=person.locale,
        about=workgroup.thing,
        name=person.first_name,
        workgroup=workgroup.name,
        **said,
    )
