"""«Wie doet wat»: public, because a resident or a neighbour may look for help without us."""

from typing import Any

from flask import Response, abort, g, make_response, redirect, request, url_for
from flask_babel import gettext as _

from pact.access import access, everyone
from pact.directory import entries, hits, policy, queries
from pact.directory.entries import Asked
from pact.directory.models import Scheme, Topic
from pact.directory.topics import TOPICS
from pact.directory.views.blueprint import bp
from pact.directory.words import LANGUAGES
from pact.forms import on_one_line
from pact.htmx import page_or_part
from pact.organisations import notes
from pact.organisations.merging import successor_of
from pact.organisations.models import Organisation
from pact.organisations.villages import VILLAGES

LONGEST = 200  # of a question; what is longer is not read further


def asked() -> Asked:
    """What the address asks for; what it does not know, it does not ask."""
    topic, village, language = (request.args.get(name, "") for name in ("onderwerp", "dorp", "spreekt"))
    return Asked(
        topic=Topic(topic) if topic in set(Topic) else None,
        village=village if village in VILLAGES else None,
        language=language if language in LANGUAGES else None,
        open_today=request.args.get("open") == "vandaag",
        words=(on_one_line(request.args.get("zoek")) or "")[:LONGEST],
    )


def in_address(wanted: Asked) -> dict[str, Any]:
    """The other way round: only what is asked stands in the address."""
    values = {
        "zoek": wanted.words,
        "onderwerp": wanted.topic,
        "dorp": wanted.village,
        "spreekt": wanted.language,
        "open": "vandaag" if wanted.open_today else "",
    }
    return {name: value for name, value in values.items() if value}


def _to(wanted: Asked, **changed: Any) -> str:
    """This list with one filter changed."""
    return url_for(".index", **in_address(wanted._replace(**changed)))


@bp.get("/wie-doet-wat")
@access(everyone)
def index() -> Response:
    """All organisations with what they offer, those that fit the filters, or the answers to a question."""
    wanted, after = asked(), request.args.get("na")
    shown, following = ([], None) if wanted.words else entries.paged(g.person, wanted, after)
    return page_or_part(
        "directory/index.html",
        "directory/_list.html",
        asked=wanted,
        hits=hits.found(g.person, wanted) if wanted.words else [],
        entries=shown,
        is_further=bool(after),
        further=url_for(".index", **in_address(wanted), na=following) if following else "",
        beginning=url_for(".index", **in_address(wanted)),
        schemes=[] if wanted.words or after else hits.schemes(g.person, wanted),
        topics=[
            (_("Alles"), _to(wanted, topic=None), wanted.topic is None),
            *((words, _to(wanted, topic=code), code == wanted.topic) for code, words in TOPICS),
        ],
        villages=[
            (_("Alle dorpen"), _to(wanted, village=None), wanted.village is None),
            *((name, _to(wanted, village=name), name == wanted.village) for name in VILLAGES),
        ],
        languages=[
            (_("Alle talen"), _to(wanted, language=None), wanted.language is None),
            *((words, _to(wanted, language=code), code == wanted.language) for code, words in LANGUAGES.items()),
        ],
        opening=[
            (_("Alle dagen"), _to(wanted, open_today=False), not wanted.open_today),
            (_("Vandaag open"), _to(wanted, open_today=True), wanted.open_today),
        ],
        paper=VILLAGES,
        kept=in_address(wanted._replace(words="")),
    )


@bp.get("/wie-doet-wat/<slug>")
@access(everyone)
def show(slug: str) -> Response:
    entry = entries.one(g.person, slug)
    if entry is None:
        kept = successor_of(slug)  # two partners that became one
        return make_response(redirect(url_for(".show", slug=kept), 301)) if kept else abort(404)
    recipient = queries.recipient_by_slug(slug)
    return page_or_part(
        "directory/show.html",
        "directory/_entry.html",
        entry=entry,
        notes=notes.about([entry.organisation_id]).get(entry.organisation_id, []),
        schemes=hits.schemes(g.person, which=Organisation.slug == slug),
        recipient=recipient,
        may_edit=policy.may_edit(g.person, entry.organisation_id),
        may_refer=policy.may_refer(g.person) and recipient is not None and not recipient.is_paused,
    )


@bp.get("/wie-doet-wat/regelingen/<slug>")
@access(everyone)
def scheme(slug: str) -> Response:
    found = next(iter(hits.schemes(g.person, which=Scheme.slug == slug)), None)
    if found is None:
        abort(404)
    return page_or_part(
        "directory/scheme.html",
        "directory/_scheme.html",
        scheme=found,
        is_stale=entries.is_stale(found.assured_on),
    )
