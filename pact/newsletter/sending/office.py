"""What a lane needs to send an issue: the server, the letters ready to be poured, and who each delivery goes to."""

from urllib.parse import urlsplit

from flask import current_app
from sqlalchemy import select

from pact.db import AnyRow, db
from pact.keys import CannotOpen, deriving, opening
from pact.newsletter.models import Issue, IssueLetter
from pact.newsletter.models.reader import address_place
from pact.newsletter.sending import message_ids, signatures
from pact.newsletter.sending.messages import CannotWriteTo, Message, Mould
from pact.smtp.opening import Away, Opened, Server, open_to
from pact.smtp.talk import Parcel


class Office:
    """For one turn of a lane. Once ordered, letters lose a photo at most: from the next turn on."""

    def __init__(self, issue_id: int) -> None:
        self._server = Server.of(current_app.config["MAIL_URL"])
        self._our_name = urlsplit(current_app.config["BASE_URL"]).hostname or "localhost"
        self._sender: str = current_app.config["MAIL_SENDER"]
        self._key = message_ids.key_of(db.session.scalars(select(Issue.salt).where(Issue.id == issue_id)).one())
        sign = signatures.of_settings()
        letters = db.session.scalars(select(IssueLetter).where(IssueLetter.issue_id == issue_id))
        self._moulds = {letter.id: Mould(letter, sign) for letter in letters}
        self._open, self._token = opening(), deriving()
        self._envelopes: dict[int, bytes] = {}

    def open(self) -> Opened:
        """Raises Away."""
        opened = open_to(self._server, self._our_name)
        sender = self._sender.encode("ascii", "replace")
        for id, mould in self._moulds.items():
            size = b" SIZE=%d" % mould.size if opened.largest else b""
            self._envelopes[id] = b"MAIL FROM:<%b>%b\r\n" % (sender, size)
        return opened

    def message(self, row: AnyRow) -> Message:
        """Raises CannotWriteTo, CannotOpen."""
        email = self._open(row.email_sealed, address_place(row.salt)).decode()
        return self._moulds[row.letter_id].pour(email, message_ids.named(self._key, row.id), self._token(row.salt))

    def parcel(self, row: AnyRow) -> Parcel | None:
        """None: there is no writing to this address. Raises Away when we lack the key to it: the issue waits."""
        try:
            to, text = self.message(row)
        except CannotWriteTo:
            return None
        except CannotOpen as error:
            raise Away("keys") from error
        return Parcel(row.id, self._envelopes[row.letter_id], b"RCPT TO:<%b>\r\n" % to, text)
