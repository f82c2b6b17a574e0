"""The calendar entry of a warm handover: one attendee a letter, and no resident anywhere in it."""

from flask_babel import gettext as _

from pact.calendars import letters
from pact.calendars.entry import Entry
from pact.dates import end_of, local, now
from pact.links import absolute_url
from pact.referrals.models import Handover, Referral
from pact.wall_clock import When


def invitation(referral: Referral, handover: Handover, name: str, email: str) -> str:
    """REQUEST for an agreed moment, CANCEL for one that does not go on; the same UID throughout."""
    begins = local(handover.starts_at)
    ends = min(local(handover.ends_at), local(end_of(begins.date())))  # an appointment is on one day
    place = referral.from_organisation if handover.at_sender else referral.to_organisation
    entry = Entry(
        uid=f"{handover.uid}@pact",
        sequence=handover.sequence,
        when=When(begins.date(), begins.time(), ends.time().replace(second=0, microsecond=0)),
        title=_("Gesprek %(reference)s", reference=referral.reference),
        changed_at=now(),
        place=", ".join(part for part in (place.name, place.address) if part) if place else "",
        url=absolute_url("referrals.show", reference=referral.reference),
        is_private=True,
    )
    if handover.cancelled_at is not None:
        return letters.cancellation([entry], name, email)
    return letters.invitation([entry], name, email, partstat="ACCEPTED", asks=False)
