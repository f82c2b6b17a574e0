"""Every page of the application in every state that looks different: who sees it, where, and what they did last.

`tests/test_accessibility.py` looks at each of them. To look yourself: `LOOK=/tmp/look` before pytest leaves a picture
of each at three widths.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import select

from pact.db import db
from pact.keys import new_token, token_hash
from pact.referrals.models import ReceiverLink, Referral
from tests import make
from tests.visitors import Outbox, PactClient, Town, signed_in

Do = Callable[[Page], None]


@dataclass(frozen=True)
class Sight:
    """One page in one state. `url` may need a scene to be laid first; `then` is what the visitor does there."""

    name: str
    who: str | None
    url: "str | Callable[[Scene], str]"
    then: Do | None = None
    strong: bool = True


class Scene:
    """What stands behind the pages: referrals in the state one asks for, links, letters. Each call makes its own."""

    def __init__(self, app: Flask) -> None:
        self.app, self.town, self.outbox = app, Town(app), Outbox(app)

    def client(self, key: str) -> PactClient:
        browser = self.app.test_client()
        assert isinstance(browser, PactClient)
        with browser.session_transaction() as session:
            session.update(signed_in(getattr(self.town, key)))
        return browser

    def referral(self, status: str = "requested", **values: Any) -> str:
        """Its reference."""
        with self.app.app_context():
            reference: str = make.referral(status, **values).reference
            db.session.commit()
        return reference

    def change(self, reference: str, deed: Callable[[Referral], Any]) -> str:
        with self.app.app_context():
            deed(db.session.scalars(select(Referral).where(Referral.reference == reference)).one())
            db.session.commit()
        return reference

    def secret(self, reference: str, of: Callable[[Referral], str] = lambda referral: referral.resident_token) -> str:
        with self.app.app_context():
            return of(db.session.scalars(select(Referral).where(Referral.reference == reference)).one())

    def letter_link(self, reference: str, person_key: str) -> str:
        """The token in the letter of this person about this referral."""
        token, person = new_token(), getattr(self.town, person_key)
        with self.app.app_context():
            found = db.session.scalars(select(Referral.id).where(Referral.reference == reference)).one()
            db.session.add(ReceiverLink(token_hash=token_hash(token), referral_id=found, person_id=person.id))
            db.session.commit()
        return token


# --- what somebody does on a page, in the words that stand there -----------------------


def press(*names: str) -> Do:
    """Press these buttons, one page after the other."""

    def do(page: Page) -> None:
        for name in names:
            with page.expect_navigation():
                page.get_by_role("button", name=name, exact=True).first.click()

    return do


def choose(*names: str) -> Do:
    """Choose these options."""

    def do(page: Page) -> None:
        for name in names:
            page.get_by_label(name, exact=True).first.check()

    return do


def write(**fields: str) -> Do:
    """Fill fields by the name they are sent under."""

    def do(page: Page) -> None:
        for name, text in fields.items():
            page.locator(f"[name={name}]").first.fill(text)

    return do


def unfold(name: str) -> Do:
    return lambda page: page.locator("summary").filter(has_text=name).first.click()


def first(*deeds: Do) -> Do:
    """One after the other."""

    def do(page: Page) -> None:
        for deed in deeds:
            deed(page)

    return do
