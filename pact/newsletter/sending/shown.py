"""A demo without a mail server: what would have left is shown in the mailbox of the demo."""

from collections.abc import Sequence

from flask import current_app
from sqlalchemy import select

from pact.dates import now
from pact.db import AnyRow, db
from pact.keys import deriving, new_token, opening
from pact.links import absolute_url
from pact.mail import Content, Letter
from pact.newsletter.letters.marks import READER
from pact.newsletter.models import IssueLetter
from pact.newsletter.models.reader import address_place


def show(issue_id: int, rows: Sequence[AnyRow]) -> None:
    """Add a letter for each of these deliveries, as its reader would have it."""
    if not current_app.config["DEMO"]:
        return
    wanted = select(IssueLetter).where(IssueLetter.issue_id == issue_id)
    letters = {letter.id: letter for letter in db.session.scalars(wanted)}
    opened, token_of = opening(), deriving()
    for row in rows:
        letter, token = letters[row.letter_id], token_of(row.salt)
        shown = Letter(message_id=new_token(), channel="email", template="newsletter", about=f"issue {issue_id}")
        shown.content = Content(
            opened(row.email_sealed, address_place(row.salt)).decode(),
            letter.subject,
            letter.text.replace(READER, token),
            html=letter.html.replace(READER, token),
            leave_url=absolute_url("readers.leave", token=token),
        )
        shown.sent_at = now()
        db.session.add(shown)
