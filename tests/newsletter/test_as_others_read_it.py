"""The letter that a real mail server caught, read by programs that others wrote: its headers, its two parts, and the
signature under it. Nothing of pact takes part in the reading."""

import base64
import json
import subprocess
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import mailparser
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from flask import Flask

from pact.db import db
from pact.jobs import Job
from pact.newsletter.models import Delivery, Reader
from tests.mailserver import MailServer
from tests.newsletter.sent import order

pytestmark = pytest.mark.usefixtures("only_our_readers")

ROOT = Path(__file__).resolve().parents[2]
DOMAIN, SELECTOR = "example.org", "brief2026"


@pytest.fixture
def key(tmp_path: Path) -> rsa.RSAPrivateKey:
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = made.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (tmp_path / "dkim.pem").write_bytes(pem)
    return made


def public(key: rsa.RSAPrivateKey) -> str:
    """What the operator puts in the name service."""
    spki = serialization.PublicFormat.SubjectPublicKeyInfo
    der = key.public_key().public_bytes(serialization.Encoding.DER, spki)
    return f"v=DKIM1; k=rsa; p={base64.b64encode(der).decode()}"


def verified(message: bytes, txt: str) -> list[dict[str, str]]:
    command = ["node", "tests/newsletter/dkim.cjs", f"{SELECTOR}._domainkey.{DOMAIN}", txt]
    done = subprocess.run(command, cwd=ROOT, input=message, capture_output=True, check=True, timeout=60)
    said: list[dict[str, str]] = json.loads(done.stdout)
    return said


def test_a_parser_of_others_finds_every_header_and_both_parts(
    app: Flask, make: Any, deliver: Callable[[], int], smtp_server: MailServer
) -> None:
    for number in range(3):
        make.reader(f"lezer{number}@example.org")
    with app.app_context():
        newest = db.select(Reader).order_by(Reader.id.desc()).limit(3)  # the town has readers of its own
        readers = {reader.email: reader.token for reader in db.session.scalars(newest)}
    order(app, make)
    deliver()
    ids = set()
    for address, token in readers.items():
        [caught] = smtp_server.to(address)
        read = mailparser.parse_from_bytes(caught.raw)
        headers = {name.lower(): value for name, value in read.headers.items()}
        link = f"http://localhost/nieuws/uitschrijven/{token}"
        assert headers["list-unsubscribe"] == f"<{link}>"
        assert headers["list-unsubscribe-post"] == "List-Unsubscribe=One-Click"
        assert headers["list-id"].startswith("<")
        assert headers["list-id"].endswith(".localhost>")
        assert headers["auto-submitted"] == "auto-generated"
        assert headers["precedence"] == "bulk"
        assert read.to == [("", address)]
        assert read.subject == "Hulp gezocht in het café"
        assert parsedate_to_datetime(headers["date"]).tzinfo is not None
        [text], [html] = read.text_plain, read.text_html
        assert "café" in text
        assert link in text
        assert "\n.Een punt vooraan." in text.replace("\r\n", "\n")
        assert f'href="{link}"' in html
        assert not read.defects
        assert not read.has_defects
        assert not [line for line in caught.raw.split(b"\r\n") if len(line) > 998]
        caught.raw.decode("ascii")
        ids.add(read.message_id)
    assert len(ids) == len(readers)


@pytest.mark.engine("sqlite")
def test_a_verifier_of_others_finds_the_signature_good_and_a_changed_letter_bad(
    app: Flask,
    make: Any,
    deliver: Callable[[], int],
    smtp_server: MailServer,
    key: rsa.RSAPrivateKey,
    tmp_path: Path,
) -> None:
    app.config.update(
        DKIM_KEY=str(tmp_path / "dkim.pem"),
        DKIM_SELECTOR=SELECTOR,
        DKIM_DOMAIN=DOMAIN,
        MAIL_SENDER=f"post@{DOMAIN}",
    )
    make.reader("lezer@example.org")
    order(app, make)
    deliver()
    [caught] = smtp_server.to("lezer@example.org")
    [said] = verified(caught.raw, public(key))
    assert (said["result"], said["domain"], said["selector"]) == ("pass", DOMAIN, SELECTOR), said["why"]
    signed = {name.strip().lower() for name in said["signs"].split(":")}
    assert {"from", "to", "subject", "date", "message-id", "mime-version", "content-type"} <= signed
    assert {"list-id", "list-unsubscribe", "list-unsubscribe-post"} <= signed, "RFC 8058 4 wants these signed"
    for old, new in (
        (b"Hulp", b"Geld"),
        (b"List-Unsubscribe-Post: ", b"List-Unsubscribe-Post: X"),
        (b"To: <l", b"To: <k"),
    ):
        assert old in caught.raw
        [forged] = verified(caught.raw.replace(old, new), public(key))
        assert forged["result"] == "fail"


@pytest.mark.engine("sqlite")
def test_without_the_key_that_was_promised_nothing_leaves_and_nobody_fails(
    app: Flask, make: Any, deliver: Callable[[], int], smtp_server: MailServer, tmp_path: Path
) -> None:
    app.config.update(DKIM_KEY=str(tmp_path / "gone.pem"))
    make.reader("lezer@example.org")
    order(app, make)
    deliver()
    assert smtp_server.to("lezer@example.org") == []
    with app.app_context():
        assert set(db.session.scalars(db.select(Delivery.state))) == {"queued"}
        assert db.session.scalars(db.select(Job.done_at).where(Job.kind == "newsletter-lane")).all().count(None) == 1
