"""Letters to who registered for an event. Whoever has a place gets it in their calendar; who waits does not."""

from dataclasses import replace

from flask_babel import force_locale
from flask_babel import gettext as _

from pact.calendars import letters
from pact.calendars.entry import Entry
from pact.links import absolute_url
from pact.mail import post
from pact.meetings.entries import entry_of
from pact.meetings.events.models import KEPT, UNCONFIRMED_KEPT, Event, Registration
from pact.meetings.events.words import people_in_words
from pact.meetings.models import Meeting

FOLDER = "meetings/events/emails/"


def entry(event: Event, *, for_everybody: bool = False) -> Entry:
    """The event as calendars know it. The online link is for who has a place, not for who reads the public page.

    One of a series stands by itself: who registers for it knows nothing of the others.
    """
    meeting = event.meeting
    made = entry_of(meeting, absolute_url("events.show", slug=event.slug))
    if meeting.slot_on:
        made = replace(made, slot=None, uid=f"{meeting.uid}-{meeting.slot_on:%Y%m%d}@pact")
    return replace(made, online_url="") if for_everybody else made


def ask_to_confirm(registration: Registration, event: Event) -> None:
    _to(registration, event, "confirm")


def tell_already(registration: Registration, event: Event) -> None:
    """Somebody filled in this address again: nothing changed, and the link is here."""
    _to(registration, event, "already")


def welcome(registration: Registration, event: Event) -> None:
    """There is a place, or one waits."""
    _to(registration, event, "waiting" if registration.is_waiting else "welcome")


def tell_of_place(registration: Registration, event: Event) -> None:
    """From the waiting list."""
    _to(registration, event, "place")


def tell_cancelled(registration: Registration, event: Event) -> None:
    """Written before they are taken off the list: who waited has nothing in the calendar."""
    _to(registration, event, "cancelled", calls_off=registration.comes)


def remind(registration: Registration, event: Event) -> None:
    _to(registration, event, "reminder")


def tell_moved(registration: Registration, event: Event) -> None:
    _to(registration, event, "moved")


def tell_called_off(registration: Registration, event: Event) -> None:
    _to(registration, event, "called_off", calls_off=registration.comes)


def thank(registration: Registration, event: Event, evaluation_url: str) -> None:
    _to(registration, event, "thanks", has_calendar=False, evaluation_url=evaluation_url)


def _to(
    registration: Registration,
    event: Event,
    template: str,
    *,
    calls_off: bool = False,
    has_calendar: bool = True,
    evaluation_url: str = "",
) -> None:
    meeting = event.meeting
    with force_locale(registration.locale):  # what is put in words here, too
        post(
            registration.email,
            f"{FOLDER}{template}.txt",
            locale=registration.locale,
            about=event.thing,
            calendar=_calendar(registration, event, calls_off) if has_calendar else "",
            name=registration.name,
            what=_what(registration, meeting),
            held_on=meeting.day,
            people=people_in_words(registration.seats),
            reason=meeting.reason,
            hours=int(UNCONFIRMED_KEPT.total_seconds() // 3600),
            days=KEPT.days,
            evaluation_url=evaluation_url,
            url=absolute_url("events.own", token=registration.token),
        )


def _what(registration: Registration, meeting: Meeting) -> str:
    """What, when, where; and the online link for who has a place."""
    online = _("Online meedoen:") + f" {meeting.online_url}" if registration.comes and meeting.online_url else ""
    when = meeting.when.in_words if meeting.when else ""
    return "\n".join(filter(None, (meeting.title, when, meeting.place, online)))


def _calendar(registration: Registration, event: Event, calls_off: bool) -> str:
    """Their answer is known, so none is asked."""
    if event.meeting.when is None:
        return ""
    if calls_off:
        return letters.cancellation([entry(event)], registration.name, registration.email)
    if not registration.comes:
        return ""
    return letters.invitation([entry(event)], registration.name, registration.email, partstat="ACCEPTED", asks=False)
