"""Letters about contributions: to the people who can write for an organisation, else to its own address."""

from typing import Any

from pact.links import absolute_url
from pact.mail import post
from pact.newsletter.contributions import queries
from pact.newsletter.models import Call, Contribution, Kind
from pact.people.models import Person

FOLDER = "newsletter/contributions/emails/"


def call(of: Call, *, is_reminder: bool = False) -> None:
    """The link is the organisation's: whoever of them opens it sees what was handed in."""
    _tell(
        of.organisation_id,
        of.organisation.email,
        FOLDER + "asked.txt",
        of.issue.thing,
        organisation=of.organisation.name,
        is_reminder=is_reminder,
        is_yearly=of.issue.kind == Kind.YEARLY,
        closes_on=of.issue.closes_on,
        url=absolute_url("contributions.by_link", token=of.token),
    )


def returned(contribution: Contribution, to: Person | Call) -> None:
    """To who wrote it; what came by the link goes back by the link."""
    told: dict[str, Any] = {
        "title": contribution.title,
        "suggestion": contribution.suggestion,
        "closes_on": contribution.issue.closes_on if contribution.issue else None,
    }
    about = contribution.issue.thing if contribution.issue else contribution.thing
    if isinstance(to, Person):
        url = absolute_url("contributions.own_text", contribution_id=str(contribution.id))
        told |= {"name": to.first_name, "url": url}
        post(to.email, FOLDER + "returned.txt", locale=to.locale, about=about, **told)
        return
    organisation, url = contribution.organisation, absolute_url("contributions.by_link", token=to.token)
    _tell(organisation.id, organisation.email, FOLDER + "returned.txt", about, url=url, **told)


def _tell(organisation_id: int, email: str, template: str, about: str, **told: Any) -> None:
    people = queries.writers_at(organisation_id)
    for person in people:
        post(person.email, template, locale=person.locale, about=about, name=person.first_name, **told)
    if not people and email:
        post(email, template, about=about, name="", **told)
