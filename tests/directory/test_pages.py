"""«Wie doet wat», as everybody reads it."""

import pytest
from sqlalchemy import update

from pact.dates import now
from pact.db import db
from pact.directory.models import Topic
from pact.directory.topics import TOPICS
from pact.organisations.models import Organisation


def test_everybody_reads_who_does_what(client):
    page = client.get("/wie-doet-wat")
    assert page.status_code == 200
    for words in ("Grip op de Knip", "Hulp met je administratie", "0578 00 00 02", "maandag tot en met donderdag"):
        assert words in page.text


def test_a_topic_leaves_only_who_helps_with_it(client):
    page = client.get("/wie-doet-wat?onderwerp=clothing")
    assert "Kledingbank de Cirkel" in page.text
    assert "Voedselbank" not in page.text


def test_a_topic_that_does_not_exist_shows_all(client):
    assert "Voedselbank" in client.get("/wie-doet-wat?onderwerp=goud").text


def test_htmx_gets_only_the_list(client):
    part = client.get("/wie-doet-wat?onderwerp=food", part=True)
    assert part.text.strip().startswith("<section")
    assert "HX-Request" in part.headers["Vary"]


def test_a_paused_organisation_says_so_and_may_be_called(client):
    page = client.get("/wie-doet-wat/jan-nienhuisvereniging").text
    assert "Jan Nienhuisvereniging neemt nu geen nieuwe mensen aan." in page
    assert 'Bel voor overleg: <a href="tel:0578000006"><bdi>0578 00 00 06</bdi></a>' in page


def test_only_who_refers_may_start_a_referral_here(client, sign_in):
    where = "/wie-doet-wat/grip-op-de-knip"
    assert "Verwijs iemand hierheen" not in client.get(where).text
    assert "Verwijs iemand hierheen" not in sign_in("gerrit").get(where).text
    assert "Verwijs iemand hierheen" in sign_in("anna").get(where).text


def test_nobody_is_sent_to_an_organisation_that_is_paused_or_takes_none(sign_in):
    for slug in ("jan-nienhuisvereniging", "tandarts"):
        assert "Verwijs iemand hierheen" not in sign_in("anna").get(f"/wie-doet-wat/{slug}").text


def test_an_organisation_that_is_suspended_is_gone(app, client):
    with app.app_context():
        db.session.execute(update(Organisation).where(Organisation.slug == "lucrato").values(suspended_at=now()))
        db.session.commit()
    assert client.get("/wie-doet-wat/lucrato").status_code == 404
    assert "Lucrato" not in client.get("/wie-doet-wat").text


@pytest.mark.parametrize("topic", list(Topic))
def test_every_topic_has_its_words(topic):
    assert topic in dict(TOPICS)


def test_the_list_costs_the_same_for_one_topic_and_for_all(client, count_queries):
    with count_queries() as one:
        client.get("/wie-doet-wat?onderwerp=clothing")
    with count_queries() as all_of_them:
        client.get("/wie-doet-wat")
    assert len(one) == len(all_of_them) <= 5
