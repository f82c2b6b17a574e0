"""Letters that come back: a mail server further on tells that it could not deliver one (RFC 3464).

The report names our letter by its Message-ID, a random name that only the letter's reader and the servers on its way
ever saw. It is noted on the letter, and whoever wrote it is told in the same transaction (`mail.when_lost`).
"""

import re
from email.message import Message
from urllib.parse import urlsplit

from flask import current_app
from sqlalchemy import select

from pact.db import db
from pact.inbox.arrivals import Arrival, reads
from pact.mail import Letter, tell_lost

MESSAGE_ID = re.compile(r"^message-id:\s*<([\w-]{1,40})@([^<>\s]{1,253})>", re.IGNORECASE | re.MULTILINE)


@reads
def read(arrival: Arrival) -> bool:
    """Takes every report about a letter of ours; only «failed» is news, «delayed» comes again or does not."""
    if not arrival.is_report:
        return False
    letter = _letter(arrival)
    if letter is None:
        return False
    for recipient in recipients(arrival):
        if str(recipient.get("Action", "")).strip().casefold() == "failed":
            status = str(recipient.get("Status", "")).strip()
            if letter.come_back(hard=status.startswith("5")):
                for address in _addresses(recipient):
                    tell_lost(letter, address)
            break
    return True


def _letter(arrival: Arrival) -> Letter | None:
    name = named_in(arrival)
    return db.session.scalar(select(Letter).where(Letter.message_id == name)) if name else None


def named_in(arrival: Arrival) -> str:
    """What stands before the @ in the Message-ID of the message of ours that a report is about; else nothing."""
    ours = urlsplit(current_app.config["BASE_URL"]).hostname
    for head in arrival.originals():
        found = MESSAGE_ID.search(head)
        if found and found[2].casefold() == ours:
            return found[1]
    return ""


def recipients(arrival: Arrival) -> list[Message]:
    """What the report says of each address: groups of headers."""
    return [group for group in arrival.groups("message/delivery-status") if group.get("Action")]


def _addresses(recipient: Message) -> set[str]:
    """The address as we wrote it, and the one it was passed on to."""
    found = set()
    for name in ("Original-Recipient", "Final-Recipient"):
        _kind, _, address = str(recipient.get(name, "")).partition(";")
        if "@" in address:
            found.add(address.strip().strip("<>").casefold())
    return found
