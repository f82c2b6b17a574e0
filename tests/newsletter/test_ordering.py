"""To order an issue freezes its letters and plans one job; to undo it leaves nothing behind."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from pact.dates import now
from pact.db import db
from pact.jobs import Job
from pact.newsletter import ordering
from pact.newsletter.letters.building import build, mark_of
from pact.newsletter.letters.readership import readers
from pact.newsletter.models import Audience, Issue, IssueLetter, Suppression
from tests.visitors import Town

pytestmark = pytest.mark.usefixtures("only_our_readers")


def jobs_of(town: Town) -> list[Any]:
    return town.all(Job, Job.kind == ordering.JOB)


def test_ordered_undone_and_ordered_again_it_leaves_once(app: Flask, make: Any, town: Town) -> None:
    fatma, made = town.fatma.id, make.issue(subject="Nieuws uit de buurt")
    make.article(made)
    make.article(made, title="Alleen voor partners", audience=Audience.PARTNERS)
    with app.app_context():
        issue = db.session.get_one(Issue, made.id)
        mark = mark_of(build(issue))
        ordering.order(issue, now() + timedelta(minutes=10), fatma)
        with pytest.raises(ordering.NotNow):
            ordering.order(issue, now(), fatma)
        db.session.commit()
    letters = town.all(IssueLetter, IssueLetter.issue_id == made.id)
    assert [(letter.audience, letter.locale) for letter in letters] == [
        ("partners", "nl"),
        ("partners", "en"),
        ("residents", "nl"),
        ("residents", "en"),
    ]
    assert "Alleen voor partners" in letters[0].text
    assert "Alleen voor partners" not in letters[2].html + letters[2].text
    with app.app_context():
        issue = db.session.get_one(Issue, made.id)
        assert mark_of(build(issue)) == mark, "the same words make the same letters"
        thing = f"{issue.id}:{issue.edition}"
        ordering.undo(issue)
        with pytest.raises(ordering.NotNow):
            ordering.undo(issue)
        db.session.commit()
        assert issue.is_open
    assert not town.all(IssueLetter, IssueLetter.issue_id == made.id)
    [job] = jobs_of(town)
    assert job.thing == thing
    assert job.done_at is not None
    with app.app_context():
        issue = db.session.get_one(Issue, made.id)
        ordering.order(issue, now(), fatma)
        db.session.commit()
        issue.began_at = now()
        with pytest.raises(ordering.NotNow):
            ordering.undo(issue)
    old, new = jobs_of(town)
    assert old.thing != new.thing
    assert new.done_at is None


def test_only_who_reads_is_counted(app: Flask, make: Any) -> None:
    make.reader("een@example.org")
    make.reader("twee@example.org")
    make.reader("three@example.org", locale="en", audience=Audience.PARTNERS)
    make.reader("nog-niet@example.org", confirmed=False)
    make.reader("weg@example.org", left_at=now())
    refused = make.reader("terug@example.org")
    with app.app_context():
        db.session.add(Suppression(email_hash=refused.email_hash, why="bounce"))
        db.session.commit()
        assert readers() == [(Audience.PARTNERS, "en", 1), (Audience.RESIDENTS, "nl", 2)]
