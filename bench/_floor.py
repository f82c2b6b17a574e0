"""Floor (b) of the speed goals: what usual good practice costs with the same libraries and nothing of pact.

A signed session, one indexed keyset query by SQLAlchemy Core, fifty rows through an autoescaping Jinja template; on
granian with two workers of one blocking thread. A goal is a ratio to this page, measured in the same run.
"""

import os

from flask import Flask, render_template, request, session
from jinja2 import DictLoader
from sqlalchemy import (
    BigInteger,
    Column,
    Engine,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    create_engine,
    event,
    select,
    text,
    tuple_,
)

PAGE = 50
ORGANISATIONS = 200
VISITOR = 7

post = Table(
    "post",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("to_org", Integer, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("status", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("from_name", Text, nullable=False),
)
Index("ix_post_inbox", post.c.to_org, post.c.created.desc(), post.c.id.desc())

LIST = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Inbox</title><link rel="stylesheet" href="/style.css"></head>
<body><nav><a href="/">Home</a> <a href="/inbox">Inbox</a></nav><main><h1>Inbox</h1>
<table><thead><tr><th>Subject</th><th>From</th><th>Status</th><th>Date</th></tr></thead><tbody>
{% for row in rows %}<tr id="r{{ row.id }}"><td><a href="/inbox/{{ row.id }}">{{ row.subject }}</a></td>
<td>{{ row.from_name }}</td><td>{{ row.status }}</td><td><time>{{ row.created }}</time></td></tr>
{% endfor %}</tbody></table>
{% if rows %}<a href="?before={{ rows[-1].created }}-{{ rows[-1].id }}">Older</a>{% endif %}</main></body></html>"""


def organisations_of(rows: int) -> int:
    """As many as leave each some hundred rows, so that every page is full."""
    return max(1, min(ORGANISATIONS, rows // 104))


def fill(url: str, rows: int) -> None:
    """The floor's own table, with as many rows and organisations as pact's."""
    engine = connect(url)
    post.metadata.create_all(engine)
    numbers = (
        f"SELECT generate_series(1, {rows}) AS i"
        if engine.dialect.name == "postgresql"
        else f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) SELECT i FROM n"
    )
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO post (id, to_org, created, status, subject, body, from_name) "
                f"SELECT i, (i % {organisations_of(rows)}) + 1, 1700000000 + CAST(i AS BIGINT) * 37, "
                "CASE i % 4 WHEN 0 THEN 'sent' WHEN 1 THEN 'seen' WHEN 2 THEN 'accepted' ELSE 'closed' END, "
                "'Referral ' || i || ' <help> & support', :body, 'Person ' || (i % 977) "
                f"FROM ({numbers}) AS numbers"
            ),
            {"body": "Housing and debt advice, urgent. " * 6},
        )
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE post"))
    engine.dispose()


def connect(url: str) -> Engine:
    engine = create_engine(url, pool_size=5)
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def prepare(connection, _entry):
            for setting in ("journal_mode=WAL", "synchronous=NORMAL", "mmap_size=268435456", "cache_size=-65536"):
                connection.execute(f"PRAGMA {setting}")

    return engine


def create_app() -> Flask:
    app = Flask(__name__)
    app.secret_key = "only-for-the-bench"
    app.jinja_loader = DictLoader({"list.html": LIST})
    engine = connect(os.environ["BENCH_DATABASE_URL"])
    columns = (post.c.id, post.c.subject, post.c.from_name, post.c.status, post.c.created)

    @app.get("/hello")
    def hello():
        return "hello\n"

    @app.get("/enter")
    def enter():
        session["organisation"] = VISITOR
        return "in\n"

    @app.get("/inbox")
    def inbox():
        wanted = select(*columns).where(post.c.to_org == session["organisation"])
        before = request.args.get("before")
        if before:
            wanted = wanted.where(tuple_(post.c.created, post.c.id) < tuple_(*map(int, before.split("-"))))
        with engine.connect() as connection:
            rows = connection.execute(wanted.order_by(post.c.created.desc(), post.c.id.desc()).limit(PAGE)).all()
        return render_template("list.html", rows=rows)

    return app
