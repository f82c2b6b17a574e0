"""Who visits the application in a test: a client that keeps CSRF on, the people of the town, and their letters."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Flask, g
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import Row, func, select
from werkzeug.test import TestResponse

from pact import jobs
from pact.dates import now
from pact.db import db
from pact.keys import new_token
from pact.mail import Letter
from pact.organisations.models import Organisation
from pact.people.models import Person


class PactClient(FlaskClient):
    """A browser without JavaScript. `post` brings the CSRF token along; `part=True` asks as htmx does."""

    person: Any = None

    def open(self, *args: Any, part: bool = False, csrf: bool = False, **kwargs: Any) -> TestResponse:
        headers = dict(kwargs.pop("headers", None) or {})
        if part:
            headers |= {"HX-Request": "true", "HX-Request-Type": "partial"}
        if csrf:
            headers["X-CSRFToken"] = self._token()
        return super().open(*args, headers=headers, **kwargs)

    def post(self, *args: Any, csrf: bool = True, **kwargs: Any) -> TestResponse:
        return super().post(*args, csrf=csrf, **kwargs)

    def _token(self) -> str:
        with self.session_transaction() as session:
            raw = session.setdefault("csrf_token", new_token())
        signer = URLSafeTimedSerializer(self.application.secret_key or "", salt="wtf-csrf-token")
        signed = signer.dumps(raw)
        return signed.decode() if isinstance(signed, bytes) else signed


class Town:
    """The people and organisations of the demo town by their key: `town.anna.id`, `town.voedselbank.slug`.

    An organisation is found by the beginning of its slug: `town.kledingbank`.

    What one gets is a row as it was when asked, not an object of the application's session.
    """

    def __init__(self, app: Flask) -> None:
        self._app = app

    def __getattr__(self, key: str) -> Row[Any]:
        if key.startswith("_"):
            raise AttributeError(key)
        return self.person(key) or self.organisation(key.replace("_", "-")) or self._unknown(key)

    def person(self, key: str) -> Row[Any] | None:
        with self._app.app_context():
            return db.session.execute(select(Person.__table__).where(Person.email == f"{key}@example.nl")).one_or_none()

    def organisation(self, slug: str) -> Row[Any] | None:
        table = Organisation.__table__
        with self._app.app_context():
            begins = select(table).where(table.c.slug.startswith(slug, autoescape=True))
            return db.session.execute(begins.order_by(func.length(table.c.slug))).first()

    def _unknown(self, key: str) -> Row[Any]:
        raise AttributeError(f"nobody and nothing in the demo town is called «{key}»")

    def one(self, model: Any, *conditions: Any) -> Row[Any] | None:
        """The first row of a table that meets the conditions, as it is now."""
        rows = self.all(model, *conditions)
        return rows[0] if rows else None

    def all(self, model: Any, *conditions: Any) -> list[Row[Any]]:
        """The rows of a table that meet the conditions, in the order in which they were made."""
        with self._app.app_context():
            wanted = select(model.__table__).where(*conditions).order_by(*model.__table__.primary_key)
            return list(db.session.execute(wanted).all())


def signed_in(person: Row[Any], *, strong: bool = True) -> dict[str, Any]:
    """What stands in the session of somebody who has signed in just now."""
    moment = now()
    stands = {
        "_user_id": person.fs_uniquifier,
        "_fresh": True,
        "_permanent": True,
        "fs_cc": "set",
        "fs_paa": int(moment.timestamp()),
        "seen_at": int(moment.timestamp()),
        "since": int(moment.timestamp()),
    }
    return stands | ({"strong": "test"} if strong else {})


@dataclass(frozen=True)
class Post:
    """A letter as somebody reads it."""

    id: int
    to: str
    subject: str
    body: str
    calendar: str
    channel: str
    template: str
    about: str
    created_at: datetime

    @property
    def links(self) -> list[str]:
        return [word.strip("<>().,") for word in self.body.split() if word.startswith(("http://", "https://", "<http"))]


class Outbox:
    """The letters written since the test began, oldest first; read anew each time it is asked.

    It remembers what it has seen, because a letter is wiped when it leaves; `deliver` looks first.
    """

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._seen: dict[int, Post] = {}
        with app.app_context():
            self._begin = db.session.scalar(select(func.max(Letter.id))) or 0

    def look(self) -> list[Post]:
        with self._app.app_context():
            for letter in db.session.scalars(select(Letter).where(Letter.id > self._begin).order_by(Letter.id)):
                content = letter.content
                if content is not None and letter.id not in self._seen:
                    self._seen[letter.id] = Post(
                        letter.id,
                        content.to,
                        content.subject,
                        content.body,
                        content.calendar,
                        letter.channel,
                        letter.template,
                        letter.about,
                        letter.created_at,
                    )
        return [self._seen[id] for id in sorted(self._seen)]

    def to(self, address: str) -> list[Post]:
        """The letters to one address, or to a person of the town by key."""
        wanted = address if "@" in address or address.startswith(("0", "+")) else f"{address}@example.nl"
        return [letter for letter in self.look() if letter.to == wanted]

    def clear(self) -> None:
        """Forget what was written so far."""
        self.look()
        self._begin = max([self._begin, *self._seen])
        self._seen.clear()

    def __getitem__(self, index: int) -> Post:
        return self.look()[index]

    def __iter__(self) -> Iterator[Post]:
        return iter(self.look())

    def __len__(self) -> int:
        return len(self.look())


def deliver(app: Flask, outbox: Outbox) -> int:
    """Do every job that is due, recurring ones too, until nothing is; tells how many were done."""
    done = 0
    for _round in range(50):
        outbox.look()
        with app.app_context():
            count = jobs.run_due()
        done += count
        if not count:
            return done
    raise AssertionError("jobs keep making jobs")


def no_context_left() -> bool:
    """Whether a test left an application context open, in which a forgotten commit would seem to work."""
    return not g
