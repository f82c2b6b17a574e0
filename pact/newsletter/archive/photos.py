"""Who stands on a photo may change their mind, also when the issue was sent: then it is gone everywhere, for good.

A letter holds no photo but its address, so that it is gone from letters in a mailbox too; a backup does not bring it
back. What a mail program or a reader kept of it is not in our hands, and the page says so.
"""

from sqlalchemy import Connection, delete, update

from pact import ledger
from pact.db import db
from pact.files.store import StoredFile
from pact.newsletter.models import Article, Contribution, TakenOut


def take_away(stored_id: str) -> None:
    """From every article that shows it, from what the partner handed in, and the file itself."""
    erase(db.session.connection(), [stored_id])
    ledger.note(f"photo:{stored_id}")


@ledger.replays("photo", Article)
def erase(connection: Connection, stored_ids: list[str]) -> None:
    for model in (Article, Contribution, TakenOut):
        shown = update(model).where(model.photo_id.in_(stored_ids))
        connection.execute(shown.values(photo_id=None, photo_description=""))
    connection.execute(delete(StoredFile).where(StoredFile.id.in_(stored_ids)))
