"""Filters and pages of a large social map: the database finds what somebody who reads everything would find."""

import random
import re
from datetime import datetime, time

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from pact.dates import HERE, is_holiday, local, now, today
from pact.db import db
from pact.directory import entries
from pact.directory.entries import Asked
from pact.directory.models import Schedule, Service, ServiceStatus, Topic
from pact.organisations.models import Organisation
from pact.organisations.villages import VILLAGES
from tests.directory import many

LOADED = (selectinload(Service.topics), selectinload(Service.schedules), selectinload(Service.organisation))
#: A Tuesday morning, a Thursday at closing time, Christmas Day.
MOMENTS = [(2026, 11, 24, 9), (2026, 11, 26, 17), (2026, 12, 25, 10)]


def read_everything(asked):
    """Who offers what, as somebody would find it who opens every entry."""
    found = set()
    for service in db.session.scalars(select(Service).options(*LOADED)):
        here = local(now())
        is_open = not is_holiday(today()) and any(
            one.weekday == here.weekday()
            and one.closes_at > here.time()
            and (one.valid_from is None or one.valid_from <= today())
            and (one.valid_until is None or today() <= one.valid_until)
            for one in service.schedules
        )
        if (
            service.status == ServiceStatus.ACTIVE
            and service.organisation.is_active
            and (asked.topic is None or asked.topic in {one.topic for one in service.topics})
            and (asked.village is None or not service.villages or asked.village in service.villages)
            and (asked.language is None or asked.language in service.languages)
            and (not asked.open_today or (is_open and not service.is_paused))
        ):
            found.add(service.id)
    return found


def walk(asked):
    """All pages one after the other, as organisations with what they offer."""
    after, shown = None, []
    for _page in range(200):
        found, after = entries.paged(None, asked, after)
        shown += found
        if after is None:
            return shown
    raise AssertionError("the pages never end")


@pytest.mark.parametrize("moment", MOMENTS)
def test_every_filter_finds_what_a_reader_of_everything_finds(app, clock, moment):
    clock.move_to(datetime(*moment, tzinfo=HERE))
    dice = random.Random(repr(moment))
    with app.test_request_context():
        services = list(db.session.scalars(select(Service)))
        for service in services:
            if dice.random() < 0.5:
                day = dice.randrange(7)
                until = today() if dice.random() < 0.2 else None
                db.session.add(
                    Schedule(
                        service_id=service.id, weekday=day, opens_at=time(9), closes_at=time(17), valid_until=until
                    )
                )
        db.session.flush()
        for _try in range(25):
            asked = Asked(
                topic=dice.choice([None, *Topic]),
                village=dice.choice([None, *VILLAGES]),
                language=dice.choice([None, None, "nl", "en", "ar", "pl"]),
                open_today=dice.random() < 0.5,
            )
            assert {offer.id for entry in walk(asked) for offer in entry.offers} == read_everything(asked), asked


def pages_hold_everything_once(app, services):
    with app.app_context():
        many.build(services)
    with app.test_request_context():
        shown = walk(Asked())
        slugs = [entry.slug for entry in shown]
        assert len(slugs) == len(set(slugs))
        assert {offer.id for entry in shown for offer in entry.offers} == read_everything(Asked())
        order = select(Organisation.slug).order_by(Organisation.name, Organisation.id)
        assert slugs == [slug for slug in db.session.scalars(order) if slug in set(slugs)]


def test_the_pages_hold_every_organisation_once_and_in_order(app):
    pages_hold_everything_once(app, 90)


def test_a_page_leads_to_the_next_and_keeps_the_filters(app, client):
    with app.app_context():
        many.build(90)
    first = client.get("/wie-doet-wat?dorp=Heerde&taal=nl")
    assert "Terug naar het begin" not in first.text
    assert "Bijzondere bijstand" in first.text
    [link] = re.findall(r'href="(/wie-doet-wat\?[^"]*na=[^"]*)"', first.text)
    assert "dorp=Heerde" in link
    second = client.get(link.replace("&amp;", "&"))
    assert "Terug naar het begin" in second.text
    names = [set(re.findall(r'class="pact-card__title"><a href="([^"]+)"', page.text)) for page in (first, second)]
    assert len(names[0]) == entries.PAGE
    assert names[1]
    assert not names[0] & names[1]
    assert "Dit was alles." in client.get("/wie-doet-wat?na=bestaat-niet").text


@pytest.mark.proof
def test_three_thousand_services_cost_no_more_questions_than_sixteen(app, client, count_queries):
    where = ("/wie-doet-wat", "/wie-doet-wat?dorp=Heerde&onderwerp=food", "/wie-doet-wat?zoek=kleding+voor+kinderen")
    few = []
    for url in where:
        with count_queries() as queries:
            client.get(url)
        few.append(len(queries))
    pages_hold_everything_once(app, 3000)
    for url, before in zip(where, few, strict=True):
        with count_queries() as queries:
            assert client.get(url).status_code == 200
        assert len(queries) <= max(before, 5)
    assert "Gratis kleding" in client.get("/wie-doet-wat?zoek=gratis+kleding").text
