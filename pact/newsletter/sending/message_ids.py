"""The name of each message, the same at every try: nobody guesses it, and a report that names it finds its delivery."""

import base64
import hmac
import re

from flask import current_app
from sqlalchemy import select

from pact.db import db
from pact.newsletter.models import Delivery, Issue

SHAPE = re.compile(r"n(\d{1,10})-[\w-]{22}")


def key_of(salt: str) -> bytes:
    """What the names of one issue are made with."""
    secret: str = current_app.config["SECRET_KEY"]
    return hmac.digest(secret.encode(), b"pact newsletter message " + salt.encode(), "sha256")


def named(key: bytes, delivery_id: int) -> str:
    """What stands before the @, with the key of its issue."""
    made = hmac.digest(key, b"%d" % delivery_id, "sha256")[:16]
    return f"n{delivery_id}-{base64.urlsafe_b64encode(made)[:22].decode()}"


def message_id(salt: str, delivery_id: int) -> str:
    """The same, for one message: at most 40 signs, letters, digits, «-» and «_»."""
    return named(key_of(salt), delivery_id)


def delivery_of(name: str) -> Delivery | None:
    """The delivery of the message with this name (what stands before the @), if we ever gave it."""
    found = SHAPE.fullmatch(name)
    if found is None or int(found[1]) >= 2**31:
        return None
    wanted = select(Delivery, Issue.salt).join(Issue, Issue.id == Delivery.issue_id)
    row = db.session.execute(wanted.where(Delivery.id == int(found[1]))).one_or_none()
    if row is None or not hmac.compare_digest(message_id(row.salt, row.Delivery.id), name):
        return None
    delivery: Delivery = row.Delivery
    return delivery
