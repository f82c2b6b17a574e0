"""What a letter tells one person's calendar: come (REQUEST), or it is called off (CANCEL).

One attendee a letter, so that nobody reads who else is invited; the organiser is the address that the letter comes
from (RFC 6047), because answers of calendars go there. `icalendar` reads what is written here in the tests; writing it
ourselves keeps letters and feeds the same, and two hundred of them cheap.
"""

from collections.abc import Sequence
from dataclasses import replace

from flask import current_app

from pact.calendars.entry import TIMEZONE, Entry, block
from pact.calendars.lines import mailto, parameter
from pact.dates import now

PRODUCT = "-//Samen Rondkomen//pact//NL"


def invitation(
    entries: Sequence[Entry], to_name: str, to_email: str, *, partstat: str = "NEEDS-ACTION", asks: bool = True
) -> str:
    """An appointment, or a series: its rule first, then those that differ. Said again with a higher sequence it moves.

    `partstat` is what this person answered before; `asks` whether an answer is expected at all.
    """
    return _letter("REQUEST", entries, _attendee(to_name, to_email, partstat.upper(), asks))


def cancellation(entries: Sequence[Entry], to_name: str, to_email: str) -> str:
    """The same appointments are called off. Nothing is asked."""
    gone = [replace(entry, is_cancelled=True) for entry in entries]
    return _letter("CANCEL", gone, _attendee(to_name, to_email, "", asks=False))


def _attendee(name: str, email: str, partstat: str, asks: bool) -> str:
    said = [f"CN={parameter(name or email)}", "CUTYPE=INDIVIDUAL", "ROLE=REQ-PARTICIPANT"]
    said += [f"PARTSTAT={partstat}"] if partstat else []
    said += ["RSVP=TRUE"] if asks else []
    return f"ATTENDEE;{';'.join(said)}:{mailto(email)}"


def _letter(method: str, entries: Sequence[Entry], attendee: str) -> str:
    name, sender = current_app.config["PACT_NAME"], current_app.config["MAIL_SENDER"]
    organizer = f"ORGANIZER;CN={parameter(name)}:{mailto(sender)}"
    stamp = now()
    head = f"BEGIN:VCALENDAR\r\nPRODID:{PRODUCT}\r\nVERSION:2.0\r\nMETHOD:{method}\r\n"
    return (
        f"{head}{TIMEZONE}{''.join(block(one, organizer, attendee, stamp=stamp) for one in entries)}END:VCALENDAR\r\n"
    )
