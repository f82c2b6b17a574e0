"""The calendar entry of a warm handover: RFC 5545, one attendee a letter, and no resident anywhere in it."""

from datetime import timedelta
from typing import TYPE_CHECKING

from flask import current_app
from flask_babel import gettext as _

from pact.dates import local, now
from pact.late import late
from pact.links import absolute_url
from pact.referrals.models import Handover, Referral

if TYPE_CHECKING:
    import icalendar
else:
    icalendar = late("icalendar")


def invitation(referral: Referral, handover: Handover, to: str) -> str:
    """REQUEST for an agreed moment, CANCEL for one that does not go on; the same UID throughout."""
    cancelled = handover.cancelled_at is not None
    event = icalendar.Event()
    event.add("uid", f"{handover.uid}@pact")
    event.add("sequence", handover.sequence)
    event.add("dtstamp", now())
    event.add("dtstart", local(handover.starts_at))
    event.add("dtend", local(handover.ends_at))
    event.add("summary", _("Gesprek %(reference)s", reference=referral.reference))
    place = referral.from_organisation if handover.at_sender else referral.to_organisation
    event.add("location", ", ".join(part for part in (place.name, place.address) if part) if place else "")
    event.add("url", absolute_url("referrals.show", reference=referral.reference))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    organizer = icalendar.vCalAddress(f"mailto:{current_app.config['MAIL_SENDER']}")
    organizer.params["cn"] = icalendar.vText(current_app.config["PACT_NAME"])
    event["organizer"] = organizer
    attendee = icalendar.vCalAddress(f"mailto:{to}")
    attendee.params["role"], attendee.params["partstat"] = (
        icalendar.vText("REQ-PARTICIPANT"),
        icalendar.vText("ACCEPTED"),
    )
    event.add("attendee", attendee, encode=False)
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Samen Rondkomen//pact//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "REQUEST")
    day = local(handover.starts_at).date()
    calendar.add_component(
        icalendar.Timezone.from_tzid(
            "Europe/Amsterdam", first_date=day - timedelta(days=365), last_date=day + timedelta(days=365)
        )
    )
    calendar.add_component(event)
    return str(calendar.to_ical(), "utf-8")
