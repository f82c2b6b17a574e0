"""What somebody may not eat, or needs to come in: sealed, because it says something of their health or faith."""

from pact.keys import CannotOpen, open_with_ring, seal_with_ring
from pact.meetings.models import Invitee


def keep(invitee: Invitee, text: str) -> None:
    invitee.needs_sealed = seal_with_ring(text.encode(), _place(invitee.id)) if text else None


def opened(invitee_id: int, sealed: bytes | None) -> str:
    """Nothing, too, when its key is no longer there."""
    if sealed is None:
        return ""
    try:
        return open_with_ring(sealed, _place(invitee_id)).decode()
    except CannotOpen:
        return ""


def _place(invitee_id: int) -> str:
    return f"invitee:{invitee_id}:needs:v1"
