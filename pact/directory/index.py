"""Keeping the index of the search true: after every change of an entry, and once a day for all of them.

A name counts most, a condition least. An address is in it nowhere, confidential or not.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import cache

from flask_babel import force_locale
from flask_babel.speaklater import LazyString
from sqlalchemy import delete, insert, select

from pact import jobs
from pact.db import db
from pact.directory.models import Scheme, Service, ServiceStatus, ServiceTopic, Term, Topic
from pact.directory.stem import stems
from pact.directory.topics import TOPICS
from pact.directory.words import LANGUAGES
from pact.jobs import Job
from pact.organisations.models import Organisation

#: Texts, each with what its words weigh.
Weighed = list[tuple[str, int]]
AT_ONCE = 500

NAME, SUMMARY, TOPIC, ORGANISATION, TEXT, MARGIN = 12, 8, 5, 6, 3, 1


def _weighed(parts: Weighed) -> dict[str, int]:
    """Each word with the weight of the most telling place it stands in."""
    found: dict[str, int] = {}
    for text, weight in parts:
        for word in stems(text):
            found[word] = max(found.get(word, 0), weight)
    return found


@cache
def _dutch(words: LazyString) -> str:
    """A word of ours, as it stands in the index: in Dutch, whoever changes an entry in whatever language."""
    with force_locale("nl"):
        return str(words)


def _words_of_topics(topics: list[Topic]) -> str:
    labels = dict(TOPICS)
    return " ".join(_dutch(labels[topic]) for topic in topics if topic != Topic.OTHER)


def _words_of_languages(codes: list[str]) -> str:
    return " ".join(_dutch(LANGUAGES[code]) for code in codes if code in LANGUAGES and code != "nl")


def _parts_of_service(service: Service, organisation: Organisation, topics: list[Topic]) -> Weighed:
    """What this service can be found by; nothing when it is not offered now."""
    if service.status != ServiceStatus.ACTIVE or not organisation.is_active:
        return []
    return [
        (service.name, NAME),
        (service.summary, SUMMARY),
        (_words_of_topics(topics), TOPIC),
        (organisation.name, ORGANISATION),
        (service.description, TEXT),
        (f"{service.conditions} {service.costs} {organisation.kind}", MARGIN),
        (f"{_words_of_languages(service.languages)} {' '.join(service.villages)}", MARGIN),
    ]


def _parts_of_scheme(scheme: Scheme) -> Weighed:
    return [
        (scheme.name, NAME),
        (scheme.gives, SUMMARY),
        (_words_of_topics([Topic(topic) for topic in scheme.topics]), MARGIN),
        (scheme.for_whom, TEXT),
        (scheme.conditions, MARGIN),
    ]


def _forget(things: Iterable[str]) -> None:
    """Past the objects of the session: of a list of thousands each would be looked at."""
    left = list(things)
    for begin in range(0, len(left), AT_ONCE):
        gone = delete(Term).where(Term.entry.in_(left[begin : begin + AT_ONCE]))
        db.session.execute(gone, execution_options={"synchronize_session": False})


def _write(entries: Mapping[str, Weighed]) -> None:
    rows = [
        {"entry": entry, "word": word, "weight": weight}
        for entry, parts in entries.items()
        for word, weight in _weighed(parts).items()
    ]
    if rows:
        db.session.execute(insert(Term), rows)


def forget(entry: Service | Scheme) -> None:
    _forget([entry.thing])


def note_service(service: Service, organisation: Organisation, topics: list[Topic]) -> None:
    note_services([(service, organisation, topics)])


def note_services(services: Iterable[tuple[Service, Organisation, list[Topic]]]) -> None:
    """Write down anew what these can be found by."""
    entries = {one[0].thing: _parts_of_service(*one) for one in services}
    _forget(entries)
    _write(entries)


def note_scheme(scheme: Scheme) -> None:
    forget(scheme)
    _write({scheme.thing: _parts_of_scheme(scheme)})


def rebuild() -> None:
    """The whole index anew, with what other rooms changed: the names of organisations, and who left."""
    db.session.flush()
    topics: dict[str, list[Topic]] = {}
    for service_id, topic in db.session.execute(select(ServiceTopic.service_id, ServiceTopic.topic)):
        topics.setdefault(service_id, []).append(Topic(topic))
    both = select(Service, Organisation).join(Organisation, Organisation.id == Service.organisation_id)
    entries = {
        service.thing: _parts_of_service(service, place, topics.get(service.id, []))
        for service, place in db.session.execute(both)
    }
    standing = select(Scheme).join(Organisation, Organisation.id == Scheme.organisation_id)
    for scheme in db.session.scalars(standing.where(Organisation.suspended_at.is_(None))):
        entries[scheme.thing] = _parts_of_scheme(scheme)
    db.session.execute(delete(Term))
    _write(entries)


@jobs.recurs("rebuild_directory_index", every=timedelta(days=1))
def rebuild_daily(job: Job) -> None:
    rebuild()
    job.done()
