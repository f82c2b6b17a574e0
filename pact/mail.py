"""Letters: written as rows in the transaction of the deed, delivered afterwards by the worker, each once.

No commit, no letter; mail server down, no letter lost. A letter's address and words are encrypted; they are wiped
when it has left (the demo keeps them for its mailbox), and a letter to a resident dies with the record it is about.
`Message-ID` is fixed per row, so that the one letter whose receipt we cannot know is recognised as the same.
"""

import json
import os
import smtplib
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from flask import current_app
from flask_babel import force_locale
from flask_mail import Mail, Message
from sqlalchemy import ForeignKey, String, select, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pact import jobs
from pact.dates import now
from pact.db import Base, db
from pact.jobs import Job, fault
from pact.keys import DataKey, new_token, open_with_ring, seal_with_ring
from pact.mail_lines import WholeMessage

mailer = Mail()


@dataclass(frozen=True)
class Content:
    """What the postman needs: where to, and what it says.

    `calendar` is a complete iCalendar text, `html` the same words once more for who reads no plain text, `leave_url`
    where one click ends letters of this kind (RFC 8058).
    """

    to: str
    subject: str
    body: str
    calendar: str = ""
    html: str = ""
    leave_url: str = ""


class Letter(Base):
    """An e-mail or text message. `sent_at`, `failed_at`, `cancelled_at` are facts; without them it still has to go."""

    __tablename__ = "letter"

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(String(40), unique=True)
    channel: Mapped[str] = mapped_column(String(10))  # email, sms
    template: Mapped[str] = mapped_column(String(80))
    to_resident: Mapped[bool] = mapped_column(default=False)
    about: Mapped[str] = mapped_column(String(60), index=True, default="")
    sealed: Mapped[bytes | None]
    data_key_id: Mapped[str | None] = mapped_column(ForeignKey("data_key.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    sending_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    bounced_at: Mapped[datetime | None]  # it left, and a mail server further on sent it back
    bounce: Mapped[str | None] = mapped_column(String(10))  # hard: nobody lives there; soft: not now

    data_key: Mapped[DataKey | None] = relationship(lazy="joined")

    @property
    def _place(self) -> str:
        return f"letter:{self.message_id}:content:v1"

    @property
    def content(self) -> Content | None:
        """What it says, or None when that is wiped or its key is destroyed."""
        if self.sealed is None or (self.data_key and self.data_key.wrapped is None):
            return None
        opened = (
            self.data_key.open(self.sealed, self._place) if self.data_key else open_with_ring(self.sealed, self._place)
        )
        return Content(**json.loads(opened))

    @content.setter
    def content(self, content: Content) -> None:
        plain = json.dumps(asdict(content)).encode()
        self.sealed = self.data_key.seal(plain, self._place) if self.data_key else seal_with_ring(plain, self._place)

    def come_back(self, hard: bool) -> bool:
        """A mail server says that it did not arrive; tells whether that is news."""
        if self.bounced_at is not None:
            return False
        self.bounced_at, self.bounce = now(), "hard" if hard else "soft"
        return True

    @property
    def is_open(self) -> bool:
        return not (self.sent_at or self.failed_at or self.cancelled_at)


#: What rooms do when a letter did not reach this address, in the transaction in which we learn it. They register here.
WhenLost = Callable[[Letter, str], None]
WHEN_LOST: list[WhenLost] = []


def when_lost(deed: WhenLost) -> WhenLost:
    WHEN_LOST.append(deed)
    return deed


def tell_lost(letter: Letter, address: str) -> None:
    for deed in WHEN_LOST:
        deed(letter, address)


def post(
    to: str,
    template: str,
    *,
    locale: str = "nl",
    channel: str = "email",
    about: str = "",
    data_key: DataKey | None = None,
    calendar: str = "",
    html: str = "",
    leave_url: str = "",
    **context: object,
) -> Letter:
    """Write a letter and its job in the current transaction.

    The template's first line is the subject, the rest after a blank line the body. `data_key` marks a letter to a
    resident: it is encrypted under, and erased with, the record it is about.
    """
    with force_locale(locale):
        # not through Flask: what stands around a page (menu, address of this page) is not there in a job
        words = current_app.jinja_env.get_template(template).render(context)
    subject, _, body = words.partition("\n\n")
    letter = Letter(
        message_id=new_token(), channel=channel, template=template, about=about, to_resident=data_key is not None
    )
    letter.data_key = data_key
    letter.content = Content(to, subject.strip(), body.strip() + "\n", calendar, html, leave_url)
    db.session.add(letter)
    jobs.add("deliver", letter.message_id)
    return letter


def cancel_letters_about(thing: str, *, to_residents_only: bool = False) -> None:
    """Call back every letter about this thing that has not left."""
    waiting = update(Letter).where(Letter.about == thing, Letter.sent_at.is_(None), Letter.failed_at.is_(None))
    if to_residents_only:
        waiting = waiting.where(Letter.to_resident)
    db.session.execute(waiting.values(cancelled_at=now(), sealed=None))


@jobs.handles("deliver")
def deliver(job: Job) -> None:
    """Send one letter. Trouble that passes is raised, so the job comes back; a refused address ends the letter."""
    letter = db.session.scalar(select(Letter).where(Letter.message_id == job.thing))
    content = letter.content if letter else None
    if letter is None or not letter.is_open or content is None:
        job.done()
        return
    if letter.sending_at is None or not acknowledged(letter):
        letter.sending_at = now()
        db.session.commit()
        fault("before-send")
        try:
            _send(letter, content)
        except (smtplib.SMTPException, OSError) as error:
            if not (_is_final(error) or job.is_last_try):
                raise
            letter.failed_at = now()
            tell_lost(letter, content.to)
            job.trouble = type(error).__name__
            job.done()
            return
        fault("after-send")
        acknowledge(letter)
        fault("after-ack")
    letter.sent_at = now()
    if not current_app.config["DEMO"]:
        letter.sealed = None
    job.done()
    fault("before-commit")
    db.session.commit()
    fault("after-commit")


def _send(letter: Letter, content: Content) -> None:
    if letter.channel == "sms":
        _send_sms(content)
    elif current_app.config["MAIL_URL"]:
        mailer.send(message(letter, content))


def _send_sms(content: Content) -> None:
    url: str = current_app.config["SMS_URL"]
    if not url:
        return  # the demo: the mailbox shows it
    asked = urllib.request.Request(  # noqa: S310 - the address is a setting, not something a person typed
        url, json.dumps({"to": content.to, "text": content.body}).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(asked, timeout=20):  # noqa: S310
        pass


def message(letter: Letter, content: Content) -> Message:
    """The letter as the mail server gets it."""
    sender = current_app.config["RESIDENT_SENDER_NAME" if letter.to_resident else "PACT_NAME"]
    built = WholeMessage(
        content.subject, [content.to], content.body, sender=(sender, current_app.config["MAIL_SENDER"])
    )
    built.msgId = f"<{letter.message_id}@{urlsplit(current_app.config['BASE_URL']).hostname}>"
    built.date = letter.created_at.timestamp()
    built.extra_headers = {"Auto-Submitted": "auto-generated"}
    if content.html:
        built.html = content.html
    if content.leave_url:
        built.extra_headers["List-Unsubscribe"] = f"<{content.leave_url}>"
        built.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    if content.calendar:
        # Both: Outlook and Gmail take for an invitation only what stands beside the words as another way to say the
        # same (RFC 6047 2.4, METHOD as in the calendar itself); other programs have something to click on.
        kind = "CANCEL" if "\r\nMETHOD:CANCEL\r\n" in content.calendar else "REQUEST"
        built.alts[f"calendar; method={kind}"] = content.calendar
        built.attach("afspraak.ics", "application/ics", content.calendar.encode())
    return built


def _is_final(error: Exception) -> bool:
    """Whether the server said «never» to this letter. A refusal to talk at all says nothing about the letter."""
    codes: list[int] = []
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
    elif isinstance(error, (smtplib.SMTPSenderRefused, smtplib.SMTPDataError)):
        codes = [error.smtp_code]
    return bool(codes) and all(code >= 500 for code in codes)


def acknowledge(letter: Letter) -> None:
    """Note the mail server's yes in one write, before the database knows: this survives a worker killed in between."""
    file = os.open(current_app.config["ACK_FILE"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(file, f"{letter.message_id}\n".encode())
    finally:
        os.close(file)


def acknowledged(letter: Letter) -> bool:
    """Whether an earlier try that never came back had already got the mail server's yes."""
    with suppress(FileNotFoundError):
        return letter.message_id in Path(current_app.config["ACK_FILE"]).read_text().splitlines()
    return False
