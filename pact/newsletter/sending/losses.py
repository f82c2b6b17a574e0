"""A mail server refused an address for good: who keeps readers hears it, in the same transaction."""

from collections.abc import Callable
from typing import NamedTuple

from pact.smtp.replies import Reply

#: Codes that speak of the address itself; 552 (full) and 554 (we do not want this) do not.
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


def tell(reader_id: int, issue_id: int, reply: Reply) -> None:
    is_about_policy = reply.enhanced.startswith("5.7.")
    loss = Loss(reader_id, issue_id, str(reply.code), reply.code in NOBODY_THERE and not is_about_policy)
    for deed in WHEN_LOST:
        deed(loss)
