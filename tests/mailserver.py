"""A real mail server on this machine that keeps what it gets and answers as a test tells it to."""

import asyncio
import email
import email.policy
import socket
from collections import defaultdict
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

YES = "250 OK"


@dataclass(frozen=True)
class Received:
    """One message as the server got it."""

    to: str
    sender: str
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        parsed = email.message_from_bytes(self.raw, policy=email.policy.default)
        assert isinstance(parsed, EmailMessage)
        return parsed

    @property
    def id(self) -> str:
        return str(self.message["Message-ID"])

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])

    @property
    def body(self) -> str:
        part = self.message.get_body(("plain",))
        return str(part.get_content()) if part else ""


class MailServer:
    """`messages` is what it took. `answers[address]` is a list of replies to give first, one a try: «451 later».

    `answers["*"]` counts for every address; `on_data=True` gives them after the message instead of at RCPT.
    """

    def __init__(self) -> None:
        self.messages: list[Received] = []
        self.answers: dict[str, list[str]] = defaultdict(list)
        self.on_data = False
        self.delay = 0.0
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self._controller: Controller | None = None

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def start(self) -> None:
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, ready_timeout=60)
        self._controller.start()

    def stop(self) -> None:
        """Down: connections are refused until `start`."""
        if self._controller:
            self._controller.stop()
            self._controller = None

    def to(self, address: str) -> list[Received]:
        return [message for message in self.messages if message.to == address]

    def _next_answer(self, address: str) -> str:
        for key in (address, "*"):
            if self.answers[key]:
                return self.answers[key].pop(0)
        return YES

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[Any]
    ) -> str:
        answer = YES if self.on_data else self._next_answer(address)
        if answer == YES:
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.delay:
            await asyncio.sleep(self.delay)
        answer = self._next_answer(envelope.rcpt_tos[0]) if self.on_data else YES
        if answer == YES:
            for address in envelope.rcpt_tos:
                self.messages.append(Received(address, str(envelope.mail_from), bytes(envelope.content or b"")))
        return answer
