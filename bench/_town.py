"""A pact with as many referrals as one likes: rows laid by SQL, and some that are whole enough to be picked up.

`python bench/_town.py ROWS WAITING` fills the database of the environment and prints, as JSON, what a bench must know.
The many have random bytes where a person would stand; a list never opens those.
"""

import json
import os
import secrets
import sys
from datetime import timedelta
from typing import Any

from _floor import organisations_of
from flask import Flask, session
from flask_wtf.csrf import generate_csrf
from sqlalchemy import insert, text

from pact import create_app
from pact.dates import now
from pact.db import db
from pact.directory.models import Topic
from pact.keys import token_hash
from pact.migrations import upgrade
from pact.organisations.models import Membership, Organisation
from pact.people import sessions
from pact.people.models import Person
from pact.referrals import retention
from pact.referrals.models import Consent, Referral
from pact.referrals.vocabulary import ConsentWay, ContactWay

READER, CLAIMER = 7, 8  # people of the organisations with these numbers
BATCH = 500


def application(url: str, instance: str) -> Flask:
    os.environ.update(PACT_INSTANCE=instance, PACT_DATABASE_URL=url)
    return create_app()


def cookie_of(app: Flask, person_id: int) -> tuple[str, str]:
    """The cookie of a session in which this person signed in just now, and the CSRF token that goes with it."""
    with app.test_request_context():
        person = db.session.get(Person, person_id)
        assert person is not None
        sessions.begin(person, strong="bench")
        token = generate_csrf()
        signer: Any = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
        return f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps(dict(session))}", token


def lay(app: Flask, rows: int, waiting: int) -> list[str]:
    """Fill an empty database; gives the references that wait to be picked up."""
    upgrade(app)
    with app.app_context():
        people(max(organisations_of(rows), CLAIMER))
        indexes = list(Referral.__table__.indexes)
        for index in indexes:  # one by one at the end is many times faster
            index.drop(db.session.connection())
        many(rows)
        for index in indexes:
            index.create(db.session.connection())
        db.session.commit()
        references = [reference for _ in range(0, waiting, BATCH) for reference in some_waiting()]
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            if db.engine.dialect.name == "postgresql":
                connection.execute(text("VACUUM ANALYZE"))
        if db.engine.dialect.name == "sqlite":
            db.session.execute(text("ANALYZE"))
            db.session.commit()
    return references


def people(organisations: int) -> None:
    """Every organisation with one handler of the same number."""
    moment, numbers = now(), range(1, organisations + 1)
    db.session.execute(
        insert(Organisation),
        [{"id": n, "slug": f"stichting-{n}", "name": f"Stichting & Zonen {n}", "kind": "stichting",
          "pillar": "core_group", "joined_on": None, "suspended_at": None} for n in numbers],
    )  # fmt: skip
    db.session.execute(
        insert(Person),
        [{"id": n, "email": f"persoon{n}@example.nl", "name": f"Persoon {n} de Vries", "activated_at": moment}
         for n in numbers],
    )  # fmt: skip
    db.session.execute(insert(Membership), [{"person_id": n, "organisation_id": n, "role": "handler"} for n in numbers])
    if db.engine.dialect.name == "postgresql":
        for table in ("organisation", "person"):
            db.session.execute(text(f"SELECT setval('{table}_id_seq', {organisations})"))


def many(rows: int) -> None:
    """Half of them open, half ended, spread over organisations, topics and four years."""
    on_sqlite = db.engine.dialect.name == "sqlite"
    if on_sqlite:
        numbers = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) SELECT i FROM n"
        moment, day = "datetime('now', '-' || ({0}) || ' minutes') || '.000000'", "date('now', ({0}) || ' days')"
        noise = "randomblob({0})"
    else:
        numbers = f"SELECT generate_series(1, {rows}) AS i"
        moment, day = "now() - ({0}) * interval '1 minute'", "CURRENT_DATE + CAST({0} AS integer)"
        noise = "substring(decode(repeat(md5(CAST(i AS text)), 20), 'hex') FROM 1 FOR {0})"
    key = "'b' || substr('0000000000000000000000000000000' || i, -31)" if on_sqlite else "'b' || lpad(i::text, 31, '0')"
    wide = "substr('0000000000' || i, -{0})" if on_sqlite else "lpad(i::text, {0}, '0')"
    town = organisations_of(rows)
    sent = moment.format(f"({rows} - i) * 2 + 60")
    topics = " ".join(f"WHEN {n} THEN '{topic.value}'" for n, topic in enumerate(Topic))
    columns: dict[str, str] = {
        "id": "i",
        "reference": f"'SR-' || {wide.format(8)}",
        "status": "CASE WHEN i / {town} % 2 = 0 THEN 'completed' WHEN i % 3 = 0 THEN 'requested' ELSE 'accepted' END",
        "version": "1",
        "author_id": "(CAST(i AS BIGINT) * 7919) % {town} + 1",
        "from_organisation_id": "(CAST(i AS BIGINT) * 7919) % {town} + 1",
        "to_organisation_id": "i % {town} + 1",
        "handler_id": "CASE WHEN i / {town} % 2 = 1 AND i % 3 = 0 THEN NULL ELSE i % {town} + 1 END",
        "topic": f"CASE i % {len(Topic)} {topics} END",
        "urgent": "i % 10 = 0",
        "contact_way": "'phone'",
        "moments": "'[\"morning\"]'",
        "language": "'nl'",
        "data_key_id": key,
        "given_name_sealed": noise.format(40),
        "family_name_sealed": noise.format(42),
        "phone_sealed": noise.format(40),
        "note_sealed": noise.format(200),
        "created_at": sent,
        "edited_at": sent,
        "sent_at": sent,
        "accepted_at": f"CASE WHEN i / {{town}} % 2 = 1 AND i % 3 = 0 THEN NULL ELSE {sent} END",
        "due_on": day.format("i % 30 - 3"),
        "held_times": "0",
        "ended_at": f"CASE WHEN i / {{town}} % 2 = 0 THEN {sent} END",
        "barriers": "'[]'",
        "resident_token_hash": f"'{'0' * 54}' || {wide.format(10)}",
        "code_tries": "0",
    }
    values = ", ".join(value.replace("{town}", str(town)) for value in columns.values())
    db.session.execute(
        text(
            "INSERT INTO data_key (id, wrapped, wrapped_with, created_at) "
            f"SELECT {key}, {noise.format(62)}, 1, {sent} FROM ({numbers}) AS numbers"
        )
    )
    db.session.execute(text(f"INSERT INTO referral ({', '.join(columns)}) SELECT {values} FROM ({numbers}) AS numbers"))
    if not on_sqlite:
        db.session.execute(text(f"SELECT setval('referral_id_seq', {rows})"))


def some_waiting() -> list[str]:
    """Referrals with a real key and a real yes, sent to the claimer's organisation."""
    made = [whole() for _ in range(BATCH)]
    db.session.add_all(made)
    db.session.commit()
    references = [one.reference for one in made]
    db.session.expunge_all()
    return references


def whole() -> Referral:
    """As a volunteer would leave it: consent given on paper, so that one letter goes out when it is picked up."""
    one = Referral.start(READER, READER)
    one.reference = f"SR-W{secrets.token_hex(4)}"  # never one of the many
    one.topic, one.urgent, one.contact_way, one.language = Topic.DEBT, False, ContactWay.PHONE, "nl"
    one.to_organisation_id, one.moments = CLAIMER, ["morning"]
    one.given_name, one.family_name, one.phone = "Zyxella", "Qwortema", "06 99 88 77 66"
    one.note = "Zoekt hulp bij de post."
    asked = Consent(
        number=1, recipient_id=CLAIMER, recipient_name="Stichting", sender_name="Stichting", data_items=["name"],
        text_id="handover", text_version="1", language="nl", direction="ltr", text_sha256="0" * 64,
        shared_fingerprint=one.shared_fingerprint, way=ConsentWay.PAPER, asked_by_id=READER, receipt_channel="paper",
        token_hash=token_hash(one.resident_token), expires_at=now() + retention.CONSENT_LASTS,
    )  # fmt: skip
    one.consents.append(asked)
    asked.give("paper", READER)
    one.send(READER)
    one.sent_at = now() - timedelta(hours=1)
    return one


def main() -> None:
    rows, waiting = map(int, sys.argv[1:])
    app = application(os.environ["PACT_DATABASE_URL"], os.environ["PACT_INSTANCE"])
    print(json.dumps(lay(app, rows, waiting)))


if __name__ == "__main__":
    main()
