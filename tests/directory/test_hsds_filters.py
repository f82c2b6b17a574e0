"""Filters and pages of the open data agree with somebody who reads all rows and picks by hand."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from pact.dates import now
from pact.db import db
from pact.directory import search
from pact.directory.hsds.taxonomies import ABOUT, SECTOR, TOPIC_BY_ID
from pact.directory.models import Location, Service, ServiceTopic, Term
from pact.organisations.models import Organisation, Sector
from tests.directory import hsds_town

WORDS = ("brood", "kledng", "fiets", "soep", "dienst", "qwxzv")


@pytest.fixture
def app_settings():
    return {"RATELIMIT_ENABLED": False}


@pytest.fixture
def reader(app, client):
    """Everything there is, read once, as somebody has it who looks at every row."""
    with app.app_context():
        hsds_town.lay(120)
        both = select(Service, Organisation).join(Organisation, Organisation.id == Service.organisation_id)
        rows = [
            SimpleNamespace(
                id=service.id,
                is_offered=service.status == "active" and organisation.suspended_at is None,
                organisation=organisation.uuid,
                changed=max(service.modified_at, organisation.modified_at),
            )
            for service, organisation in db.session.execute(both)
        ]
        topics: dict[str, set[str]] = {}
        for service_id, topic in db.session.execute(select(ServiceTopic.service_id, ServiceTopic.topic)):
            topics.setdefault(service_id, set()).add(topic)
        places = [(one.id, one.service_id) for one in db.session.scalars(select(Location)) if not one.is_confidential]
        terms: dict[str, set[str]] = {}
        for entry, word in db.session.execute(select(Term.entry, Term.word)):
            terms.setdefault(entry, set()).add(word)
    return SimpleNamespace(
        client=client,
        rows=rows,
        topics=topics,
        places=places,
        terms=terms,
        known={w for t in terms.values() for w in t},
    )


def fits(reader, row, asked):
    topics = reader.topics.get(row.id, set())
    if not row.is_offered:
        return False
    if "taxonomy_term_id" in asked and TOPIC_BY_ID.get(asked["taxonomy_term_id"], "none") not in topics:
        return False
    if "taxonomy_id" in asked and not (asked["taxonomy_id"] == ABOUT.id and topics):
        return False
    if "organization_id" in asked and row.organisation != asked["organization_id"]:
        return False
    if "modified_after" in asked and row.changed < asked["modified_after"]:
        return False
    if "search" in asked:
        stands = reader.terms.get(f"service {row.id}", set())
        return all(stands & meant.keys() for meant in search.expand(asked["search"], reader.known))
    return True


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_page_holds_what_somebody_would_pick_by_hand(reader, data):
    asked = data.draw(
        st.fixed_dictionaries(
            {},
            optional={
                "taxonomy_term_id": st.sampled_from([*TOPIC_BY_ID, SECTOR.term_id("food"), "niets"]),
                "taxonomy_id": st.sampled_from([ABOUT.id, SECTOR.id, "niets"]),
                "organization_id": st.sampled_from([*sorted({row.organisation for row in reader.rows}), "niets"]),
                "modified_after": st.integers(0, 2000).map(lambda hours: now() - timedelta(hours=hours)),
                "search": st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(" ".join),
            },
        )
    )
    per_page, number = data.draw(st.integers(1, 40)), data.draw(st.integers(1, 6))
    way = data.draw(st.sampled_from(["", "full", "minimal"]))
    name = data.draw(st.sampled_from(["services", "service_at_locations"]))
    in_address = {key: value if isinstance(value, str) else value.isoformat() for key, value in asked.items()}
    in_address |= {"per_page": per_page, "page": number} | ({way: "true"} if way else {})
    found = reader.client.get(f"/api/hsds/{name}", query_string=in_address).json

    wanted = {row.id for row in reader.rows if fits(reader, row, asked)}
    if name == "service_at_locations":
        wanted = {id for id, service_id in reader.places if service_id in wanted}
    page = sorted(wanted)[(number - 1) * per_page : number * per_page]
    pages = -(-len(wanted) // per_page)
    assert [record["id"] for record in found.pop("contents")] == page
    assert found == {
        "total_items": len(wanted),
        "total_pages": pages,
        "page_number": number,
        "size": len(page),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not page,
    }


def test_all_in_one_stream_is_all_in_pages(reader):
    for name in ("services", "service_at_locations", "organizations"):
        lines = reader.client.get(f"/api/hsds/{name}?format=ndjson&full=true").text.splitlines()
        page = reader.client.get(f"/api/hsds/{name}?per_page=100&full=true").json
        assert len(lines) == page["total_items"]
        assert reader.client.get(f"/api/hsds/{name}?format=ndjson").mimetype == "application/x-ndjson"
    assert page["total_items"] > 20
    terms = reader.client.get("/api/hsds/taxonomy_terms", query_string={"taxonomy_id": SECTOR.id}).json
    assert terms["total_items"] == 12


def test_organisations_are_found_by_their_sector_and_their_words(app, client, town):
    with app.app_context():
        hsds_town.lay(40)
    standing = [one for one in town.all(Organisation) if one.suspended_at is None]

    def found(**asked):
        page = client.get("/api/hsds/organizations", query_string=asked | {"per_page": 500}).json
        return {record["id"] for record in page["contents"]}

    for sector in Sector:
        assert found(taxonomy_term_id=SECTOR.term_id(sector)) == {one.uuid for one in standing if one.sector == sector}
    assert found(taxonomy_id=SECTOR.id) == found() == {one.uuid for one in standing}
    assert found(taxonomy_id=ABOUT.id) == found(taxonomy_term_id=ABOUT.term_id("food")) == found(search="%_") == set()
    said = {one.uuid for one in standing if "stichting" in f"{one.name} {one.kind} {one.about}".lower()}
    assert found(search=" stichting ") == said
