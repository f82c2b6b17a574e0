"""A mail server refused an address for good: who keeps readers hears it, in the same transaction."""

from collections.abc import Callable
from typing import NamedTuple

from pact.smtp.replies import Reply

#: Said without a closer word, these speak of the address; 552 (full) and 554 (we do not want this) never do.
NOBODY_THERE = (550, 551, 553)


class Loss(NamedTuple):
    """`is_hard`: nobody lives there. Otherwise the server did not want this message."""

    reader_id: int
    issue_id: int
    code: str
    is_hard: bool


WhenLost = Callable[[Loss], None]
WHEN_LOST: list[WhenLost] = []


def when_lost(deed: WhenLost) -> WhenLost:
    """Register what is to be done. It commits nothing."""
    WHEN_LOST.append(deed)
    return deed


def is_about_address(verb: str, reply: Reply) -> bool:
    """The server says in so many words that it means this address (RFC 3463, 3.2)."""
    return verb == "RCPT" and reply.enhanced.startswith("5.1.")


def tell(reader_id: int, issue_id: int, verb: str, reply: Reply) -> None:
    says_no_more = verb == "RCPT" and not reply.enhanced and reply.code in NOBODY_THERE
    is_hard = is_about_address(verb, reply) or says_no_more
    loss = Loss(reader_id, issue_id, str(reply.code), is_hard)
    for deed in WHEN_LOST:
        deed(loss)
