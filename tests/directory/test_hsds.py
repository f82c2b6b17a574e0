"""The open data keeps to the published schemas of HSDS 3.1, and tells nothing that the site does not."""

import json

import pytest
from sqlalchemy import select, update

from pact.dates import now
from pact.db import db
from pact.directory.hsds.openapi import LISTS
from pact.directory.models import Location, Service, ServiceStatus
from pact.organisations.models import Organisation
from tests.directory import hsds_town
from tests.directory.hsds_schemas import SCHEMAS, needs_schemas, page_validator, validator

API = "/api/hsds"


@pytest.fixture
def app_settings():
    return {"RATELIMIT_ENABLED": False}


def whole(client, name, **asked):
    """Every record of a list, page by page, as the answers say that there are more."""
    found, number = [], 1
    while True:
        page = client.get(f"{API}/{name}", query_string=asked | {"page": number}).json
        found += page["contents"]
        if page["last_page"]:
            assert len(found) == page["total_items"]
            return found
        number += 1


def check_everything(client, per_page):
    """Each list in each way of asking, and each thing by itself."""
    for name, (thing, more) in LISTS.items():
        check = page_validator(thing)
        for way in ("", "full", "minimal"):
            if way and way not in more:
                continue
            asked = {"per_page": per_page} | ({way: "true"} if way else {})
            page = client.get(f"{API}/{name}", query_string=asked)
            assert page.mimetype == "application/json"
            check.validate(page.json)
            assert page.json["contents"]
        one = validator(thing)
        for record in client.get(f"{API}/{name}?per_page=5").json["contents"]:
            one.validate(client.get(f"{API}/{name}/{record['id']}").json)
    check = page_validator("service")
    for number in range(1, 10_000):
        page = client.get(f"{API}/services", query_string={"full": "true", "per_page": 100, "page": number}).json
        check.validate(page)
        if page["last_page"]:
            return number
    return 0


@needs_schemas
def test_every_answer_about_the_demo_town_is_valid(client):
    check_everything(client, 50)


@needs_schemas
def test_every_answer_about_two_hundred_odd_services_is_valid(app, client):
    with app.app_context():
        hsds_town.lay(200)
    assert check_everything(client, 40) == 2


@needs_schemas
@pytest.mark.proof
@pytest.mark.engine("sqlite")
def test_every_answer_about_five_thousand_services_is_valid(app, client):
    with app.app_context():
        hsds_town.lay(5000)
    assert check_everything(client, 500) > 35


def test_what_is_hidden_leaves_by_no_door(app, client, town):
    with app.app_context():
        hsds_town.lay(60)
        people = [*db.session.scalars(select(Organisation.email).where(Organisation.email != ""))]
    ido = town.one(Location, Location.is_confidential, Location.address == "Achterom 33")
    secret = [hsds_town.SECRET_STREET, hsds_town.SECRET_NOTE, hsds_town.SECRET_MAIL, "Achterom 33", ido.id, *people]
    secret += [town.lia.name, town.fatma.name, "Gerechtvaardigd belang"]
    said = ""
    for name in LISTS:
        for way in ({}, {"full": "true"}, {"format": "ndjson", "full": "true"}, {"search": "verborgenpad"}):
            said += client.get(f"{API}/{name}", query_string=way).text
    for service in town.all(Service):
        said += client.get(f"{API}/services/{service.id}").text
    assert [word for word in secret if word in said] == []
    assert client.get(f"{API}/service_at_locations/{ido.id}").status_code == 404


def test_what_is_not_offered_is_not_there(app, client, town):
    with app.app_context():
        db.session.execute(
            update(Service).where(Service.name == "Gratis kleding").values(status=ServiceStatus.INACTIVE)
        )
        db.session.execute(update(Organisation).where(Organisation.slug == "lucrato").values(suspended_at=now()))
        db.session.commit()
    gone = town.one(Service, Service.name == "Gratis kleding")
    names = {record["name"] for record in whole(client, "services", per_page=5)}
    assert "Voedselpakket" in names
    assert not names & {"Gratis kleding", "Op weg naar werk"}
    assert client.get(f"{API}/services/{gone.id}").status_code == 404
    assert client.get(f"{API}/organizations/{town.lucrato.uuid}").status_code == 404


def test_a_pause_is_told(client, town):
    paused = town.one(Service, Service.name == "Een gift in moeilijke tijden")
    assert client.get(f"{API}/services/{paused.id}").json["status"] == "temporarily closed"


def test_any_site_may_ask_and_nothing_is_sent_twice(client):
    first = client.get(f"{API}/services")
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert first.headers["Cache-Control"] == "public, max-age=300"
    assert "Set-Cookie" not in first.headers
    again = client.get(f"{API}/services", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    small = client.get(f"{API}/services", headers={"Accept-Encoding": "gzip"})
    assert (small.headers["Content-Encoding"], small.headers["ETag"]) == ("gzip", first.headers["ETag"])
    asks_first = client.options(f"{API}/services")
    assert "If-None-Match" in asks_first.headers["Access-Control-Allow-Headers"]


def test_a_member_who_looks_keeps_no_session_alive_by_it(sign_in, clock):
    browser = sign_in("fatma")
    clock.shift(300)
    assert "Set-Cookie" not in browser.get(f"{API}/services").headers


@pytest.mark.parametrize(
    ("asked", "code", "said"),
    [
        ("/services?page=0", 400, "page: een getal van 1 tot en met 1000000."),
        ("/services?page=1e9", 400, "page: "),
        ("/services?per_page=-1", 400, "per_page: "),
        ("/services?modified_after=gisteren", 400, "modified_after: een moment zoals 2026-11-24T09:00:00Z."),
        ("/services?modified_after=0001-01-01T00:00:00%2B23:59", 400, "modified_after: "),
        ("/services?full=misschien", 400, "full: true of false."),
        ("/services?format=xml", 400, "format: json of ndjson."),
        ("/services?postcode=8181AB", 400, "postcode: dit kan hier niet."),
        ("/services/geen-id", 404, ""),
        ("/taxonomies/geen-id", 404, ""),
        ("/bestaat-niet", 404, ""),
        ("/services/%00", 404, ""),
    ],
)
def test_a_wrong_question_is_answered_in_json(client, asked, code, said):
    answer = client.get(f"{API}{asked}")
    assert (answer.status_code, answer.mimetype) == (code, "application/problem+json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert json.loads(answer.data)["status"] == code
    assert said in json.loads(answer.data).get("detail", "")


def test_nobody_writes_here(client):
    answer = client.post(f"{API}/services")
    assert (answer.status_code, answer.mimetype) == (405, "application/problem+json")


def test_a_moment_is_read_in_every_way_it_is_written(client):
    for written in ("2026-11-24T10:00:00+01:00", "2026-11-24T10:00:00%2B01:00", "2026-11-24T09:00:00Z", "2026-11-01"):
        assert client.get(f"{API}/services?modified_after={written}").json["total_items"] > 0, written


def test_whoever_asks_too_often_is_told_when_to_come_back(make_app, clock):
    client = make_app(API_LIMIT="3 per minute").test_client()
    codes = [client.get(f"{API}/{name}").status_code for name in ("services", "", "taxonomies", "services")]
    assert codes == [200, 200, 200, 429]
    answer = client.get(f"{API}/services")
    assert (answer.mimetype, answer.headers["Retry-After"]) == ("application/problem+json", "60")


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_for_one_and_for_thirty(app, client, count_queries, name):
    with app.app_context():
        hsds_town.lay(60)
    client.get(f"{API}/{name}?full=true")
    with count_queries() as one:
        client.get(f"{API}/{name}?full=true&per_page=1")
    with count_queries() as thirty:
        client.get(f"{API}/{name}?full=true&per_page=30")
    assert len(one) == len(thirty) <= 5


def test_the_profile_and_the_description_are_where_the_api_says(client):
    said = client.get(f"{API}/").json
    assert said["version"] == "3.1.3"
    profile = client.get(said["profile"].removeprefix("http://localhost"))
    assert "CC0" in profile.text
    assert "wie-doet-wat/open-data" in client.get("/wie-doet-wat").text
    described = client.get(said["openapi_url"].removeprefix("http://localhost")).json
    for path in described["paths"]:
        if "{" not in path:
            assert client.get(API + path).status_code == 200
    assert API in profile.text


@needs_schemas
def test_the_description_names_the_published_parameters_only(client):
    published = json.loads((SCHEMAS / "openapi.json").read_text())
    ours = client.get(f"{API}/openapi.json").json
    for path, told in ours["paths"].items():
        theirs = published["paths"][path]["get"].get("parameters") or []
        known = {one.get("name") or one["$ref"].rpartition("/")[2] for one in theirs}
        asked = {one["$ref"].rpartition("/")[2] for one in told["get"].get("parameters", [])}
        assert asked <= known, path
