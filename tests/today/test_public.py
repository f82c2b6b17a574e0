"""The pages everybody may read."""

from datetime import timedelta

import pytest

from pact.meetings.cases.models import KEPT_AT_MOST, READABLE_AFTER
from pact.meetings.evaluations.clocks import KEPT as EVALUATION_KEPT
from pact.referrals import retention
from pact.today.public import KEPT


@pytest.mark.parametrize("path", ["/", "/over", "/privacy", "/toegankelijkheid", "/help"])
def test_a_visitor_reads_it_in_one_heading(client, path):
    page = client.get(path)
    assert page.status_code == 200
    assert page.text.count("<h1") == 1


def test_who_is_signed_in_goes_from_the_front_page_to_their_work(sign_in):
    assert sign_in("anna").get("/").location == "/vandaag"


def test_the_front_page_names_who_takes_part(client):
    page = client.get("/").text
    assert "Voedselbank" in page
    assert "Lucrato" in page


def test_the_privacy_page_promises_what_the_clocks_do(client):
    page = client.get("/privacy").text
    for status in KEPT:
        keep = retention.CONTENT[status]
        assert f"<dt>{keep.what}</dt>\n    <dd><strong>{keep.days} dagen</strong>" in page
    assert f"{READABLE_AFTER // timedelta(hours=1)} uur na de bijeenkomst" in page
    assert f"nooit langer dan {KEPT_AT_MOST.days} dagen" in page
    assert f"Na {EVALUATION_KEPT.days // 30} maanden wissen wij ze" in page
