"""A test to oneself first, then to everybody; until it leaves it can be taken back."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import update

from pact.audit import AuditLine
from pact.db import db
from pact.jobs import Job
from pact.newsletter.models import Article, Audience, Issue, IssueLetter
from tests.visitors import Outbox, PactClient, Town

pytestmark = pytest.mark.usefixtures("only_our_readers")

SignIn = Callable[..., PactClient]


def ready(make: Any, **values: Any) -> tuple[Any, str]:
    """An issue with one article for everybody, one reader, and the address of its last step."""
    issue = make.issue(**{"subject": "Nieuws uit de buurt"} | values)
    make.article(issue)
    make.reader("lezer@example.org")
    return issue, f"/nieuwsbrief/{issue.id}/versturen"


def change(app: Any, model: Any, id: int, **values: Any) -> None:
    with app.app_context():
        db.session.execute(update(model).where(model.id == id).values(**values))
        db.session.commit()


def is_ordered(town: Town, issue: Any) -> bool:
    return bool(town.all(Issue, Issue.id == issue.id, Issue.ordered_at.is_not(None)))


def first_article(town: Town, issue: Any) -> int:
    id: int = town.all(Article, Article.issue_id == issue.id)[0].id
    return id


def test_from_a_test_to_oneself_to_the_order_and_back(
    app: Any, make: Any, sign_in: SignIn, town: Town, outbox: Outbox
) -> None:
    issue, url = ready(make)
    fatma = sign_in("fatma")
    page = fatma.get(url).text
    assert "Verstuur naar 1 mens<" in page
    refused = fatma.post(url, data={"when": "nu"})
    assert refused.status_code == 422
    assert "Stuur eerst een test naar jezelf." in refused.text
    assert not is_ordered(town, issue)

    for _press in "twice":
        fatma.post(f"{url}/test", data={"once": "een"})
    tests = [letter for letter in outbox.to("fatma") if letter.template == "newsletter/letters/emails/test.txt"]
    assert len(tests) == 4
    assert tests[0].subject == "Test, Voor partners, Nederlands: Nieuws uit de buurt"
    assert "De kledingbank is verhuisd" in tests[0].body
    assert "Je hebt deze versie getest" in fatma.get(url).text

    change(app, Article, first_article(town, issue), text="Ook op zaterdag open.")
    assert "Na je test is er iets veranderd." in fatma.get(url).text
    assert fatma.post(url, data={"when": "nu"}).status_code == 422
    fatma.post(f"{url}/test", data={"once": "twee"})

    for _press in "twice":
        assert fatma.post(url, data={"when": "nu"}).status_code == 303
    assert len(town.all(IssueLetter, IssueLetter.issue_id == issue.id)) == 4
    [job] = town.all(Job, Job.kind == "newsletter")
    waiting = fatma.get(url).text
    assert re.search(r"Gaat weg om \d\d:\d\d", waiting)
    assert "De brief gaat naar 1 mens." in waiting

    for _press in "twice":
        assert fatma.post(f"{url}/niet").status_code == 303
    assert not is_ordered(town, issue)
    assert not town.all(IssueLetter, IssueLetter.issue_id == issue.id)
    assert "Verstuur naar 1 mens<" in fatma.get(url).text
    done = [line.action for line in town.all(AuditLine, AuditLine.thing == f"issue {issue.id}")]
    assert done == ["newsletter_tested", "newsletter_tested", "newsletter_ordered", "newsletter_undone"]

    fatma.post(url, data={"when": "nu"})
    change(app, Issue, issue.id, began_at=datetime.now(UTC))
    assert fatma.get(url).location == f"/nieuwsbrief/{issue.id}/verzending"
    assert fatma.post(f"{url}/niet").location == url
    assert town.all(IssueLetter)


def test_a_real_letter_has_the_words_twice(make: Any, sign_in: SignIn, deliver: Any, smtp_server: Any) -> None:
    issue, url = ready(make)
    make.article(issue, title="Zonder spaties", text="é" * 900)
    sign_in("fatma").post(f"{url}/test")
    deliver()
    letter = next(one.message for one in smtp_server.to("fatma@example.nl") if one.subject.startswith("Test, "))
    kinds = [part.get_content_type() for part in letter.walk() if not part.is_multipart()]
    assert kinds == ["text/plain", "text/html"]
    for part in letter.walk():
        if not part.is_multipart():
            assert "De kledingbank is verhuisd" in part.get_payload(decode=True).decode()


def test_what_must_be_mended_stands_in_the_way(app: Any, make: Any, sign_in: SignIn, town: Town) -> None:
    issue, url = ready(make, subject="")
    fatma = sign_in("fatma")
    fatma.post(f"{url}/test")
    refused = fatma.post(url, data={"when": "nu"})
    assert refused.status_code == 422
    assert "Los eerst op wat hieronder staat." in refused.text
    assert f"/nieuwsbrief/{issue.id}/samenstellen#subject" in refused.text
    assert not is_ordered(town, issue)


def test_the_day_and_time_are_on_the_clock_of_the_wall(make: Any, sign_in: SignIn, town: Town) -> None:
    made, url = ready(make)
    fatma = sign_in("fatma")
    fatma.post(f"{url}/test")
    wrong = {
        ("", ""): ["Vul een datum in, zoals 14 januari 2027.", "Vul een tijd in, zoals 10:30."],
        ("gisteren", "10:30"): ["Vul een datum in, zoals 14 januari 2027."],
        ("2020-01-01", "10:30"): ["Kies een datum vanaf vandaag, niet later dan over een jaar."],
        ("2027-03-28", "02:30"): ["gaat om 02:00 uur de zomertijd in"],
        ("2026-11-24", "00:00"): ["Kies een tijd die minstens 10 minuten verder is."],
    }
    for (day, clock), sentences in wrong.items():
        answer = fatma.post(url, data={"when": "later", "day": day, "clock": clock})
        assert answer.status_code == 422, (day, clock)
        for sentence in sentences:
            assert sentence in answer.text, (day, clock)
        assert f'value="{day}"' in answer.text or not day
    assert fatma.post(url, data={"when": "ooit"}).status_code == 422
    assert fatma.post(url, data={"when": "later", "day": "28 maart 2027", "clock": "9"}).status_code == 303
    [issue] = town.all(Issue, Issue.id == made.id)
    assert issue.send_at == datetime(2027, 3, 28, 7, 0, tzinfo=UTC), "summer time began that night"
    assert "Gaat weg op zondag 28 maart 2027 om 09:00" in fatma.get(url).text


def test_to_more_than_fifty_one_shows_again_who_one_is(
    app: Any, make: Any, sign_in: SignIn, town: Town, clock: time_machine.Traveller
) -> None:
    issue, url = ready(make)
    make.article(issue, title="Alleen voor partners", audience=Audience.PARTNERS)
    for number in range(50):
        make.reader(f"lezer{number}@example.org", audience=Audience.PARTNERS)
    fatma = sign_in("fatma")
    fatma.post(f"{url}/test")
    clock.shift(timedelta(minutes=20))
    answer = fatma.post(url, data={"when": "later", "day": "2026-12-24", "clock": "10:00"})
    assert "/bevestig" in answer.location or "verder=" in answer.location
    assert not is_ordered(town, issue)
    chosen = fatma.get(f"{url}?when=later&day=2026-12-24&clock=10:00").text
    assert 'value="2026-12-24"' in chosen
    assert "Verstuur naar 51 mensen" in chosen
    change(app, Article, first_article(town, issue), audience="partners")
    page = fatma.get(url).text
    assert "Zij krijgen geen brief." in page
    assert "Verstuur naar 50 mensen" in page


def test_only_the_coordinator_comes_here(make: Any, sign_in: SignIn, client: PactClient) -> None:
    issue, url = ready(make)
    frame = f"/nieuwsbrief/{issue.id}/voorbeeld/brief"
    for address in (url, f"/nieuwsbrief/{issue.id}/voorbeeld", frame):
        assert sign_in("ivo").get(address).status_code == 403
        assert client.get(address).status_code == 302
    fatma = sign_in("fatma")
    policy = fatma.get(frame).headers["Content-Security-Policy"]
    assert "script-src" not in policy
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert fatma.get("/nieuwsbrief/999/versturen").status_code == 404
    assert fatma.get(f"{frame}?uitgave=iets&brieftaal=xx").status_code == 200
