"""Who may know of a referral, what of it they may read, and what they may do with it now (SECURITY.md C1 is the law).

Nobody outside {resident, author, handler} reads name, contact, note or messages, in any state. This file says so once;
the list, the page, the guard and the button all ask here.
"""

from enum import StrEnum

from sqlalchemy import ColumnElement, and_, false, or_

from pact.access import Actor
from pact.dates import now, today
from pact.referrals import retention
from pact.referrals.models import Referral
from pact.referrals.models.moves import OPEN
from pact.referrals.vocabulary import Status as S

SENDS = ("referrer", "handler")  # a handler refers people too
RECEIVES = ("handler",)
KNOWS = ("referrer", "handler", "contact_person")
HEARS = ("handler", "contact_person")  # of what comes in; who only refers has no part in it


class Part(StrEnum):
    """What there is to read in a referral, from harmless to private."""

    FACTS = "facts"  # reference, status, organisations, dates
    CARD = "card"  # topic, urgency, language, way of contact
    CONTENT = "content"  # name, contact, note
    MESSAGES = "messages"
    OUTCOME = "outcome"


#: In these states the author still reads the person; after a finish only the handler does, after a stop nobody.
AUTHOR_READS = frozenset(
    {S.DRAFT, S.CONSENT_PENDING, S.REQUESTED, S.ON_HOLD, S.ACCEPTED, S.REJECTED, S.CANCELLED, S.EXPIRED}
)
HANDLER_READS = frozenset({S.ACCEPTED, S.COMPLETED, S.FAILED})
#: Before the yes the receiving side learns nothing, not even that it exists.
NOT_SHARED = frozenset({S.DRAFT, S.CONSENT_PENDING, S.ERASED})


def may_refer(person: Actor | None) -> bool:
    """The rule of the pages for sending and receiving."""
    return person is not None and bool(person.organisations_as(*SENDS))


def may_know(person: Actor | None) -> bool:
    """The rule of the page of one referral: everybody who could have one, the coordinator included."""
    return person is not None and (bool(person.organisations_as(*KNOWS)) or "coordinator" in person.pact_roles)


def visible_to(person: Actor) -> ColumnElement[bool]:
    """The same rule for the lists and for one page; whatever it leaves out is a 404."""
    mine = Referral.author_id == person.id if person.organisations_as(*SENDS) else false()
    known_at, speaks_for = person.organisations_as(*KNOWS), person.organisations_as("contact_person")
    is_sent, is_asked = Referral.sent_at.is_not(None), Referral.status == S.CONSENT_PENDING
    known = or_(Referral.erased_at.is_(None), Referral.erased_at > now() - retention.COLLEAGUES_KNOW)
    ours = and_(Referral.from_organisation_id.in_(known_at), is_sent, known)
    asked_by_us = and_(Referral.from_organisation_id.in_(speaks_for), is_asked)  # that it waits, and no more
    theirs = and_(Referral.to_organisation_id.in_(person.organisations_as(*HEARS)), is_sent, known)
    picked_up = and_(
        Referral.handler_id == person.id, Referral.to_organisation_id.in_(person.organisations_as(*RECEIVES))
    )
    parts = [and_(mine, Referral.status != S.ERASED), picked_up, ours, asked_by_us, theirs]
    if "coordinator" in person.pact_roles:
        parts.append(and_(is_sent, Referral.ended_at.is_(None), Referral.due_on < today()))
    return or_(*parts)


def is_author(person: Actor, referral: Referral) -> bool:
    return person.id == referral.author_id and person.is_at(referral.from_organisation_id, *SENDS)


def is_handler(person: Actor, referral: Referral) -> bool:
    return person.id == referral.handler_id and person.is_at(referral.to_organisation_id, *RECEIVES)


def is_receiver(person: Actor, referral: Referral) -> bool:
    """A member of the receiving organisation who may pick referrals up. Never one's own: two hats are two people."""
    received = referral.sent_at is not None and person.is_at(referral.to_organisation_id, *RECEIVES)
    return received and person.id != referral.author_id


def parts_for(person: Actor, referral: Referral) -> frozenset[Part]:
    """What this person may read of this referral, which they may know of."""
    status = S(referral.status)
    parts = {Part.FACTS}
    author, handler = is_author(person, referral), is_handler(person, referral)
    colleague = is_receiver(person, referral) or person.is_at(referral.from_organisation_id, *SENDS)
    reads_card = author or (handler and status in HANDLER_READS) or (colleague and status in OPEN)
    if referral.erased_at is None and reads_card:
        parts.add(Part.CARD)
    if referral.erased_at is None and ((author and status in AUTHOR_READS) or (handler and status in HANDLER_READS)):
        parts.add(Part.CONTENT)
    if (author and status in AUTHOR_READS | HANDLER_READS) or (handler and status in HANDLER_READS):
        parts.add(Part.MESSAGES)
    if author or handler:
        parts.add(Part.OUTCOME)
    return frozenset(parts - {Part.CONTENT, Part.MESSAGES} if person.is_held else parts)


def may_read(person: Actor, referral: Referral) -> bool:
    """Whether name, contact and note are open to this person now."""
    return Part.CONTENT in parts_for(person, referral)


def may_edit(person: Actor, referral: Referral) -> bool:
    return is_author(person, referral) and referral.status == S.DRAFT


def may_answer(person: Actor, referral: Referral) -> bool:
    """Pick up, send back, or put on the waiting list."""
    return is_receiver(person, referral) and referral.status in (S.REQUESTED, S.ON_HOLD)


def may_hold(person: Actor, referral: Referral) -> bool:
    return may_answer(person, referral) and referral.held_times < 2


def may_take_over(person: Actor, referral: Referral) -> bool:
    return is_receiver(person, referral) and referral.status == S.ACCEPTED and person.id != referral.handler_id


def may_report(person: Actor, referral: Referral) -> bool:
    return is_handler(person, referral) and referral.status == S.ACCEPTED


def may_reopen(person: Actor, referral: Referral) -> bool:
    return is_handler(person, referral) and referral.can_be_reopened


def may_cancel(person: Actor, referral: Referral) -> bool:
    live = (S.CONSENT_PENDING, S.REQUESTED, S.ON_HOLD, S.ACCEPTED)
    return is_author(person, referral) and referral.status in live


def may_stop_for_resident(person: Actor, referral: Referral) -> bool:
    """On the resident's word, who has no link at hand: the author or the handler stops it for them."""
    return (is_author(person, referral) or is_handler(person, referral)) and referral.can_be_stopped


def was_stopped(person: Actor, referral: Referral) -> bool:
    return (is_author(person, referral) or is_handler(person, referral)) and referral.status == S.WITHDRAWN


def may_refer_again(person: Actor, referral: Referral) -> bool:
    """Ask another organisation for the same resident, while their data are still here."""
    asked = (S.CONSENT_PENDING, *sorted(AUTHOR_READS - NOT_SHARED))
    return is_author(person, referral) and referral.status in asked and may_read(person, referral)


def may_write(person: Actor, referral: Referral) -> bool:
    return (is_author(person, referral) or is_handler(person, referral)) and referral.status == S.ACCEPTED


def may_plan_handover(person: Actor, referral: Referral) -> bool:
    return may_write(person, referral) and referral.contact_way == "together"


def may_print_resident_page(person: Actor, referral: Referral) -> bool:
    return is_author(person, referral) and may_read(person, referral)


def may_advise(person: Actor | None) -> bool:
    return person is not None and "coordinator" in person.pact_roles
