"""The social map of one village on paper: who helps with what, when and where, and a code to the page that is newer."""

from collections import defaultdict

from flask import Response, abort, g, request

from pact.access import access, everyone
from pact.dates import today
from pact.directory import entries, hits
from pact.directory.entries import Asked, Entry, Offer
from pact.directory.models import Topic
from pact.directory.topics import TOPICS
from pact.directory.views.blueprint import bp
from pact.directory.villages import VILLAGES
from pact.htmx import page
from pact.links import absolute_url
from pact.qr import qr_code


@bp.get("/wie-doet-wat/print")
@access(everyone)
def on_paper() -> Response:
    """A4, one or two pages, by topic; a service stands under its first topic only."""
    village = request.args.get("dorp", VILLAGES[0])
    if village not in VILLAGES:
        abort(404)
    found = entries.listed(g.person, Asked(village=village))
    entries.fill([offer for entry in found for offer in entry.offers])
    link = f"{absolute_url('directory.index')}?dorp={village}"
    return page(
        "directory/print.html",
        village=village,
        chapters=_by_topic(found),
        schemes=hits.schemes(g.person),
        link=link,
        qr=qr_code(link),
        printed_on=today(),
    )


def _by_topic(found: list[Entry]) -> list[tuple[str, list[tuple[Entry, Offer]]]]:
    chapters: dict[Topic, list[tuple[Entry, Offer]]] = defaultdict(list)
    for entry in found:
        for offer in entry.offers:
            if not offer.is_paused:
                chapters[next(iter(offer.topics), Topic.OTHER)].append((entry, offer))
    return [(str(words), chapters[topic]) for topic, words in TOPICS if chapters[topic]]
