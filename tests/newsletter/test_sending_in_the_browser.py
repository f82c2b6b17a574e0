"""The page of a sending moves along by itself and keeps the hand on the button; one stops it, goes on, sees the end."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import update

from pact.db import db
from pact.newsletter.models import Delivery, DeliveryState
from tests.mailserver import MailServer
from tests.newsletter.postal import ordered_issue, states

pytestmark = pytest.mark.usefixtures("only_our_readers")


def test_one_looks_on_stops_and_goes_on(
    app: Flask, open_page: Callable[..., Page], smtp_server: MailServer, deliver: Callable[[], int]
) -> None:
    issue_id = ordered_issue(app, 4)
    smtp_server.answers["lezer3@example.org"] = ["451 later"]
    deliver()
    page = open_page("fatma", width=390)
    page.goto(f"/nieuwsbrief/{issue_id}/verzending")
    expect(page.get_by_text("3 van 4")).to_be_visible()
    stop = page.get_by_role("button", name="Stop de verzending")
    stop.focus()
    with app.app_context():
        last = update(Delivery).where(Delivery.state == DeliveryState.DEFERRED)
        db.session.execute(last.values(state=DeliveryState.QUEUED, next_at=None))
        db.session.commit()
    expect(page.get_by_text("Later opnieuw")).to_have_count(0)
    expect(stop).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("De rest wacht tot je verdergaat.")).to_be_visible()
    deliver()
    assert states(app, issue_id) == {"accepted": 3, "queued": 1}

    page.get_by_role("button", name="Ga verder met versturen").click()
    expect(page.get_by_text("De nieuwsbrief wordt verstuurd.")).to_be_visible()
    deliver()
    expect(page.get_by_text("De nieuwsbrief is verstuurd.")).to_be_visible()  # it saw that by itself
    expect(page.get_by_text("4 van 4")).to_be_visible()
    expect(page.get_by_role("button", name="Stop de verzending")).to_have_count(0)
