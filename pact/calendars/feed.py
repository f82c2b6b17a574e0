"""A calendar that programs come to fetch: published, with nobody's name or address in it (RFC 5546 3.2.1)."""

from collections.abc import Iterable

from pact.calendars.entry import TIMEZONE, block
from pact.calendars.letters import PRODUCT
from pact.calendars.lines import folded, text

__all__ = ["block", "feed"]

#: How often a program need look: most ask more often, and get a 304.
REFRESH = "PT1H"


def feed(name: str, blocks: Iterable[str]) -> bytes:
    """The whole file. `blocks` are made by `block`."""
    said = text(name)
    head = ["BEGIN:VCALENDAR", f"PRODID:{PRODUCT}", "VERSION:2.0", "METHOD:PUBLISH", f"NAME:{said}"]
    head += [f"X-WR-CALNAME:{said}", f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}", f"X-PUBLISHED-TTL:{REFRESH}", ""]
    return "".join(["\r\n".join(map(folded, head)), TIMEZONE, *blocks, "END:VCALENDAR\r\n"]).encode()
