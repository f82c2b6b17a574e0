"""Who stands on a photo may change their mind: the coordinator takes it away, and it stays away."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import create_engine

from pact import ledger
from pact.audit import AuditLine
from pact.dates import now
from pact.db import Base, db
from pact.files.store import StoredFile
from pact.newsletter.letters.building import build
from pact.newsletter.models import Article, Audience, Contribution, Issue, IssueLetter, TakenOut
from tests.make import Maker
from tests.newsletter.things import stored_photo
from tests.visitors import PactClient, Town

WHAT = "Roos in de tuin"


@pytest.fixture
def photo(app: Flask) -> str:
    with app.app_context():
        stored = stored_photo()
        db.session.commit()
    return stored


def sent(make: Maker, title: str = "Nieuwsbrief november", **values: Any) -> Any:
    return make.issue(title, began_at=now(), sent_at=now(), introduction="Dag allemaal.", **values)


def shown(make: Maker, issue: Any, photo: str, **values: Any) -> Any:
    return make.article(issue, "De tuin", photo_id=photo, photo_description=WHAT, **values)


def way(article: Any) -> str:
    return f"/nieuws/{article.issue_id}/foto/{article.id}/weghalen"


def test_it_is_gone_wherever_it_stood(
    app: Flask, client: PactClient, make: Maker, town: Town, sign_in: Callable[..., PactClient], photo: str
) -> None:
    issue, other = sent(make), sent(make, "Nieuwsbrief oktober")
    article, _again = shown(make, issue, photo), shown(make, other, photo)
    handed_in = make.contribution(None, photo_id=photo, photo_description=WHAT, people_agreed_at=now())
    with app.app_context():
        words = {"title": "De tuin", "text": "Mooi.", "link": "", "section": "news"}
        db.session.add(TakenOut(issue_id=issue.id, position=3, photo_id=photo, photo_description=WHAT, **words))
        db.session.commit()
    assert "Haal deze foto weg" not in client.get(f"/nieuws/{issue.id}").text
    fatma = sign_in("fatma")
    assert "Haal deze foto weg" in fatma.get(f"/nieuws/{issue.id}").text
    assert "Deze foto weghalen?" in fatma.get(way(article)).text
    assert fatma.post(way(article)).location == f"/nieuws/{issue.id}#article-{article.id}"
    assert "De foto is weg." in fatma.post(way(article), follow_redirects=True).text  # pressed twice
    for path in (f"/nieuws/{issue.id}", f"/nieuws/{other.id}", "/nieuws/atom.xml"):
        page = client.get(path).text
        assert "De tuin" in page
        assert WHAT not in page
        assert photo not in page
    assert client.get(f"/nieuws/foto/{photo}").status_code == 404
    assert town.all(StoredFile, StoredFile.id == photo) == []
    assert [row.photo_id for row in town.all(TakenOut, TakenOut.issue_id == issue.id)] == [None]
    left = town.one(Contribution, Contribution.id == handed_in.id)
    assert (left.photo_id, left.photo_description, left.people_agreed_at) == (None, "", None)
    assert left.edition == handed_in.edition + 1
    assert len(town.all(AuditLine, AuditLine.action == "photo_taken_away")) == 1
    assert (Path(app.instance_path) / "erased.ledger").read_text().split().count(f"photo:{photo}") == 1


def test_looking_takes_nothing_away(make: Maker, sign_in: Callable[..., PactClient], town: Town, photo: str) -> None:
    article = shown(make, sent(make), photo)
    fatma = sign_in("fatma")
    assert fatma.head(way(article)).status_code == 200
    assert fatma.get(way(article)).status_code == 200
    assert town.one(Article, Article.id == article.id).photo_id == photo


def test_no_browser_keeps_it_longer_than_an_hour(client: PactClient, make: Maker, photo: str) -> None:
    shown(make, sent(make), photo)
    assert client.get(f"/nieuws/foto/{photo}").headers["Cache-Control"] == "public, max-age=3600"


def test_letters_that_still_have_to_leave_are_without_it(
    app: Flask, make: Maker, sign_in: Callable[..., PactClient], photo: str
) -> None:
    issue = make.issue(subject="Nieuws", ordered_at=now(), send_at=now(), began_at=now())
    article = shown(make, issue, photo)
    with app.app_context():
        letters = build(db.session.get_one(Issue, issue.id))
        db.session.add_all(IssueLetter(issue_id=issue.id, **letter._asdict()) for letter in letters)
        db.session.commit()
        assert all(WHAT in letter.html and WHAT in letter.text for letter in letters)
    sign_in("fatma").post(way(article))
    with app.app_context():
        left = db.session.scalars(db.select(IssueLetter).where(IssueLetter.issue_id == issue.id)).all()
        assert len(left) == len(letters)
        for letter in left:
            assert "De tuin" in letter.html
            assert not re.search(f"{WHAT}|{photo}", letter.html + letter.text)


def test_what_the_partner_sent_goes_with_the_cut_that_the_coordinator_made(
    app: Flask, make: Maker, town: Town, sign_in: Callable[..., PactClient], photo: str
) -> None:
    with app.app_context():
        cut = stored_photo()
        db.session.commit()
    handed_in = make.contribution(None, photo_id=photo, photo_description=WHAT)
    article = shown(make, sent(make), cut, source=f"contribution {handed_in.id}")
    sign_in("fatma").post(way(article))
    assert town.one(Contribution, Contribution.id == handed_in.id).photo_id is None
    assert town.all(StoredFile, StoredFile.id.in_([cut, photo])) == []


def test_one_comes_back_to_the_edition_in_which_it_stood(
    make: Maker, sign_in: Callable[..., PactClient], photo: str
) -> None:
    article = shown(make, sent(make), photo, audience=Audience.PARTNERS)
    assert "uitgave=partners" in (sign_in("fatma").post(way(article)).location or "")


def test_of_an_issue_that_is_being_made_it_is_changed_with_its_article(
    make: Maker, sign_in: Callable[..., PactClient], photo: str
) -> None:
    article = shown(make, make.issue("Nieuwsbrief december"), photo)
    fatma = sign_in("fatma")
    assert "Haal deze foto weg" not in fatma.get(f"/nieuws/{article.issue_id}").text
    assert fatma.post(way(article)).status_code == 404


def test_a_backup_that_is_put_back_does_not_bring_it_back(
    app: Flask, make: Maker, town: Town, sign_in: Callable[..., PactClient], photo: str
) -> None:
    article = shown(make, sent(make), photo)
    sign_in("fatma").post(way(article))
    with app.app_context():
        db.session.add(StoredFile(id=photo, kind="jpg", size=1, content=b"x"))
        db.session.flush()
        db.session.get_one(Article, article.id).photo_id = photo
        db.session.commit()
        ledger.replay(db.session.connection())
        db.session.commit()
    assert town.one(Article, Article.id == article.id).photo_id is None
    assert town.all(StoredFile, StoredFile.id == photo) == []


@pytest.mark.engine("sqlite")
def test_a_backup_from_before_some_of_our_tables_can_be_put_back(app: Flask, photo: str) -> None:
    """Each by one migration: what was taken out came after articles."""
    before = [table for name, table in Base.metadata.tables.items() if name != TakenOut.__tablename__]
    with app.app_context(), create_engine("sqlite://").begin() as connection:
        Base.metadata.create_all(connection, tables=before)
        values = {"id": photo, "kind": "jpg", "size": 1, "content": b"", "added_at": now()}
        connection.execute(db.insert(StoredFile), values)
        ledger.add([f"photo:{photo}"])
        ledger.replay(connection)
        assert connection.execute(db.select(StoredFile.id)).all() == []
    with app.app_context(), create_engine("sqlite://").begin() as connection:
        ledger.replay(connection)  # from before there were files
