"""What other rooms say about a partner beside its name, for everybody to read: that it has an ambassador, for example.

They stand to the right of this room and register here, as with closings. Each is asked once for a whole list.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping

#: Which of these organisations they have something to say about, and what.
Speaker = Callable[[Collection[int]], Mapping[int, str]]
SPEAKERS: list[Speaker] = []


def speaks(speaker: Speaker) -> Speaker:
    """Register what a room says about partners."""
    SPEAKERS.append(speaker)
    return speaker


def about(organisation_ids: Collection[int]) -> Mapping[int, list[str]]:
    """A sentence per room, by organisation. No organisations, no questions."""
    found: dict[int, list[str]] = defaultdict(list)
    for speaker in SPEAKERS if organisation_ids else ():
        for organisation_id, sentence in speaker(organisation_ids).items():
            found[organisation_id].append(sentence)
    return found
