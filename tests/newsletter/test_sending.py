"""An issue leaves: each reader gets it once, in order, with what a mail program needs to let them leave again."""

import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import dkim
import mailparser
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from flask import Flask

from pact.config import mail_settings
from pact.db import db
from pact.mail import mailer
from pact.newsletter.models import Issue, Reader
from pact.newsletter.sending.message_ids import delivery_of
from tests.mailserver import MailServer
from tests.newsletter.postal import PipeliningServer, ordered_issue, states
from tests.towns import ROOT
from tests.visitors import Outbox, Town

pytestmark = pytest.mark.usefixtures("only_our_readers")


@pytest.fixture(params=[PipeliningServer, MailServer], ids=["pipelining", "a word at a time"])
def smtp_server(app: Flask, request: pytest.FixtureRequest) -> Iterator[MailServer]:
    server: MailServer = request.param()
    server.start()
    app.config.update(MAIL_URL=server.url, **mail_settings(server.url))
    mailer.init_app(app)
    yield server
    server.stop()


def test_each_reader_gets_it_once_and_can_leave_in_one_click(
    app: Flask, town: Town, smtp_server: MailServer, deliver: Callable[[], int], outbox: Outbox
) -> None:
    issue_id = ordered_issue(app, 30)
    deliver()
    got = Counter(message.to for message in smtp_server.messages if message.to.startswith("lezer"))
    assert got == Counter(f"lezer{number}@example.org" for number in range(30))
    assert states(app, issue_id) == {"accepted": 30}
    assert town.one(Issue, Issue.id == issue_id).sent_at is not None
    report = [letter for letter in outbox.to("fatma") if letter.template.endswith("sending/emails/sent.txt")]
    assert len(report) == 1
    assert "30" in report[0].body

    for number in (0, 29):
        received = smtp_server.to(f"lezer{number}@example.org")[0]
        with app.app_context():
            reader = db.session.get(Reader, delivery_of(received.id.strip("<>").partition("@")[0]).reader_id)
            assert reader.email == f"lezer{number}@example.org"
            token = reader.token
        mail = mailparser.parse_from_bytes(received.raw)
        assert mail.subject == "Nieuws: café"
        assert mail.to == [("", f"lezer{number}@example.org")]
        assert mail.headers["List-Unsubscribe"] == f"<http://localhost/nieuws/uitschrijven/{token}>"
        assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert mail.headers["Auto-Submitted"] == "auto-generated"
        assert mail.headers["List-Id"].endswith("localhost>")
        assert mail.headers["Date"]
        assert f"https://pact.example/nieuws/uitschrijven/{token}" in mail.text_plain[0]
        assert f"https://pact.example/nieuws/voorkeuren/{token}" in mail.text_html[0]
        assert "\n.een regel die met een punt begint" in mail.text_plain[0].replace("\r", "")
        assert "Ga mee naar het café." in mail.text_html[0]
        assert max(map(len, received.raw.partition(b"\r\n\r\n")[2].split(b"\r\n"))) <= 78


#: The public key as a name server gives it, whatever is asked; what mailauth makes of the message on its input.
MAILAUTH = """
const { dkimVerify } = require('mailauth/lib/dkim/verify');
const [record] = process.argv.slice(1);
const chunks = [];
process.stdin.on('data', chunk => chunks.push(chunk)).on('end', async () => {
  const made = await dkimVerify(Buffer.concat(chunks), { resolver: async () => [[record]] });
  console.log(made.results.map(one => one.status.result + ' ' + one.signingDomain).join());
});
"""


def test_a_signed_message_is_believed_by_two_programs_of_other_people(
    app: Flask, smtp_server: MailServer, deliver: Callable[[], int], tmp_path: Path
) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    (tmp_path / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.TraditionalOpenSSL,
            serialization.NoEncryption(),
        )
    )
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    record = "v=DKIM1; k=rsa; p=" + "".join(public.decode().splitlines()[1:-1])
    app.config.update(DKIM_KEY=str(tmp_path / "key.pem"), DKIM_SELECTOR="pact", DKIM_DOMAIN="")
    ordered_issue(app, 2)
    deliver()
    raw = smtp_server.to("lezer1@example.org")[0].raw
    assert b".een regel die met een punt begint" in raw
    asked = []

    def name_server(name: bytes, timeout: int = 5) -> bytes:
        asked.append(name)
        return record.encode()

    assert dkim.verify(raw, dnsfunc=name_server)
    assert asked == [b"pact._domainkey.samenrondkomen.example.nl."]
    assert not dkim.verify(raw.replace(b"uitschrijven", b"uitgeschreven", 1), dnsfunc=name_server)
    said = subprocess.run(["node", "-e", MAILAUTH, record], input=raw, capture_output=True, cwd=ROOT, check=True)
    assert said.stdout.decode().strip() == "pass samenrondkomen.example.nl"
