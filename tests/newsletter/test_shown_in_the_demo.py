"""In a demo without a mail server the newsletter lies in the mailbox of the demo, as HTML and as it would be sent."""

import pytest

from pact.mail import Letter
from tests.newsletter.postal import ordered_issue

pytestmark = pytest.mark.usefixtures("only_our_readers")


@pytest.fixture
def app_settings():
    return {"DEMO": True}


def test_the_mailbox_of_the_demo_shows_the_letter_of_each_reader(app, town, deliver, client):
    issue_id = ordered_issue(app, 3)
    deliver()
    shown = town.all(Letter, Letter.about == f"issue {issue_id}", Letter.template == "newsletter")
    assert len(shown) == 3
    page = client.get(f"/demo/post/{shown[0].id}").text
    assert "lezer" in page
    source = client.get(f"/demo/post/{shown[0].id}.eml").text
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in source
    assert "LezerLezer" not in source
