"""Deeds with more than one door (a page, a mailed link, the resident, the clock): the verb, who is told, the trail.

A deed never commits; the view or the job that does it commits once, last.
"""

from pact import audit
from pact.access import Actor
from pact.organisations.closings import is_open
from pact.referrals import emails, queries
from pact.referrals.models import Message, Referral
from pact.referrals.vocabulary import GIVEN_BACK, Status
from pact.states import IllegalMove


def ask(referral: Referral, by: Actor) -> None:
    """Send the question to the resident's own phone."""
    if not is_open(referral.to_organisation_id):
        raise IllegalMove(referral, Status.CONSENT_PENDING)
    referral.ask_resident(by.id)
    emails.ask_resident(referral)
    audit.record("asked_resident", referral.thing, by, organisation_id=referral.from_organisation_id)


def send(referral: Referral, by: Actor | None, via: str = "web") -> None:
    """Hand it over. Raises ConsentMissing without a valid yes for exactly this recipient and these data, and
    IllegalMove when that recipient takes no part any more."""
    if not is_open(referral.to_organisation_id):
        raise IllegalMove(referral, Status.REQUESTED)
    referral.send(by.id if by else None, via)
    emails.tell_receivers(referral)
    if by is None:
        emails.tell_sender_of_consent(referral)
    else:
        emails.give_resident_page(referral)
    audit.record("sent", referral.thing, by, organisation_id=referral.from_organisation_id, origin=via)


def accept(referral: Referral, by: Actor, via: str = "web") -> None:
    """A named handler's claim. Raises IllegalMove when somebody was first."""
    referral.accept(by.id, via)
    emails.tell_sender(referral, "accepted", handler=by.name)
    emails.tell_resident_news(referral)
    audit.record("accepted", referral.thing, by, organisation_id=referral.to_organisation_id, origin=via)


def reject(referral: Referral, by: Actor, reason: str, explanation: str, via: str = "web") -> Message | None:
    """Send it back, with a reason and perhaps a few words for the sender."""
    referral.reject(by.id, reason, via)
    message = Message.write(referral, by.id, False, explanation) if explanation else None
    emails.tell_sender(referral, "returned")
    emails.tell_resident_news(referral)
    audit.record("rejected", referral.thing, by, organisation_id=referral.to_organisation_id, origin=via, reason=reason)
    return message


def give_back(referral: Referral, by: Actor) -> None:
    """The receiving organisation takes no part any more: its sender chooses again, and the resident hears."""
    cancel_handover(referral, by)
    if referral.status == Status.CONSENT_PENDING:  # the resident was asked about somebody who will not be there
        emails.call_back_letters(referral)
        referral.cancel(by.id, GIVEN_BACK)
    else:
        referral.give_back(by.id)
    emails.tell_sender(referral, "given_back")
    emails.tell_resident_news(referral)
    audit.record("given_back", referral.thing, by, organisation_id=referral.to_organisation_id)


def withdraw(referral: Referral, by: Actor | None = None, via: str = "resident") -> None:
    """The resident stops it: letters under way are called back, both sides are told, what is private is destroyed."""
    emails.call_back_letters(referral)
    cancel_handover(referral, by, via)
    emails.tell_receivers_it_stopped(referral)
    emails.tell_sender(referral, "sender_stopped")
    referral.withdraw()
    audit.record("withdrawn", referral.thing, by, origin=via)


def cancel_handover(referral: Referral, by: Actor | None, via: str = "web") -> None:
    """The talk does not go on; calendars that have it take it out."""
    handover = queries.handover_of(referral.id)
    if handover is not None:
        was_in_calendars = handover.sequence > 0
        handover.cancel()
        if was_in_calendars:
            emails.tell_of_handover(referral, handover, "cancelled")
        audit.record("handover_cancelled", referral.thing, by, origin=via)
