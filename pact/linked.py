"""A row with a link of its own that every letter to somebody can say again.

The token is made from the row's salt and the secret of the server; only its hash is stored, to find the row by.
"""

from typing import Any, TypedDict

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from pact.keys import derived_token, new_token, token_hash


class Link(TypedDict):
    """What a row keeps of its link."""

    salt: str
    token_hash: str


def new_link() -> Link:
    """For rows that are written many at once, past `Linked`."""
    salt = new_token()
    return {"salt": salt, "token_hash": token_hash(derived_token(salt))}


class Linked:
    """Mixin: a new row has its link before anything else, so that what is sealed can be sealed by its salt."""

    salt: Mapped[str] = mapped_column(String(40))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)

    def __init__(self, **values: Any) -> None:
        self.renew_link()
        super().__init__(**values)

    @property
    def token(self) -> str:
        """What stands in the link: made anew each time it is said, and stored nowhere."""
        return derived_token(self.salt)

    def renew_link(self) -> None:
        """The link that was leads nowhere from now on."""
        link = new_link()
        self.salt, self.token_hash = link["salt"], link["token_hash"]
