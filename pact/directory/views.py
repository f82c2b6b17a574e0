"""«Wie doet wat»: public, because a resident or a neighbour may look for help without us."""

from flask import Blueprint, Response, abort, g, request, url_for
from flask_babel import gettext as _

from pact.access import access, everyone
from pact.directory import policy, queries
from pact.directory.models import Topic
from pact.directory.topics import TOPICS, topic_in_sentence, topic_label
from pact.directory.words import days_in_words, dialled, languages_in_words
from pact.htmx import page_or_part

bp = Blueprint("directory", __name__)
bp.add_app_template_filter(languages_in_words)
bp.add_app_template_filter(dialled)
bp.add_app_template_filter(days_in_words)
bp.add_app_template_filter(topic_label)
bp.add_app_template_filter(topic_in_sentence)


@bp.get("/wie-doet-wat")
@access(everyone)
def index() -> Response:
    """All organisations with what they offer, or those that help with one topic."""
    asked = request.args.get("onderwerp", "")
    topic = Topic(asked) if asked in set(Topic) else None
    return page_or_part(
        "directory/index.html",
        "directory/_list.html",
        entries=queries.entries(g.person, topic),
        topic=topic,
        tabs=[
            (_("Alles"), url_for(".index"), topic is None),
            *((words, url_for(".index", onderwerp=code), code == topic) for code, words in TOPICS),
        ],
    )


@bp.get("/wie-doet-wat/<slug>")
@access(everyone)
def show(slug: str) -> Response:
    entry = next(iter(queries.entries(g.person, slug=slug)), None)
    if entry is None:
        abort(404)
    recipient = queries.recipient_by_slug(slug)
    return page_or_part(
        "directory/show.html",
        "directory/_entry.html",
        entry=entry,
        recipient=recipient,
        may_refer=policy.may_refer(g.person) and recipient is not None and not recipient.is_paused,
    )
