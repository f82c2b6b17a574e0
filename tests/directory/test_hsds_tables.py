"""The open data as tables: what the published datapackage allows, every row in its place, and no formula."""

import csv
import io
import json
import re
import zipfile
from datetime import date, datetime, time
from uuid import UUID

import pytest

from pact.directory.models import Service
from tests.directory import hsds_town
from tests.directory.hsds_schemas import PUBLISHED, needs_schemas

READ = {"date": date.fromisoformat, "datetime": datetime.fromisoformat, "time": time.fromisoformat, "number": float}


@pytest.fixture
def package(app, client):
    with app.app_context():
        hsds_town.lay(80)
    answer = client.get("/api/hsds/datapackage.zip")
    assert answer.headers["ETag"] == client.get("/api/hsds/datapackage.zip").headers["ETag"]
    return zipfile.ZipFile(io.BytesIO(answer.data))


@needs_schemas
def test_the_tables_are_those_of_the_published_package(package):
    published = {one["name"]: one for one in json.loads((PUBLISHED / "datapackage.json").read_text())["resources"]}
    ours = json.loads(package.read("datapackage.json"))
    assert ours["profile"] == "tabular-data-package"
    keys: dict[str, set[str]] = {}
    rows = {}
    for resource in ours["resources"]:
        theirs = published[resource["name"]]
        assert resource["path"] == theirs["path"]
        fields = {field["name"]: field for field in theirs["schema"]["fields"]}
        named = [field["name"] for field in resource["schema"]["fields"]]
        needed = {name for name, field in fields.items() if field["constraints"]["required"]}
        assert needed <= set(named) <= set(fields)
        for field in resource["schema"]["fields"]:
            said = fields[field["name"]]
            assert {key: said[key] for key in ("type", "format", "constraints") if key in said} == {
                key: value for key, value in field.items() if key != "name"
            }, field
        for key in resource["schema"].get("foreignKeys", []):
            assert key in theirs["schema"]["foreignKeys"]
        table = list(csv.DictReader(io.StringIO(package.read(resource["path"]).decode(), newline="")))
        rows[resource["name"]] = (resource, table)
        keys[resource["name"]] = {row["id"] for row in table}
        assert len(keys[resource["name"]]) == len(table)
        for row in table:
            for field in resource["schema"]["fields"]:
                value = row[field["name"]]
                assert value or not field["constraints"]["required"], (resource["name"], field)
                assert not value or value in field["constraints"].get("enum", [value])
                if value:
                    READ.get(field["type"], str)(value)
                    assert field.get("format") != "uuid" or UUID(value)
    for resource, table in rows.values():
        for key in resource["schema"].get("foreignKeys", []):
            pointed = {row[key["fields"]] for row in table} - {""}
            assert pointed <= keys[key["reference"]["resource"]], (resource["name"], key)


def test_no_cell_is_a_formula_and_nothing_hidden_is_in_it(package, town):
    said = b"".join(package.read(name) for name in package.namelist()).decode()
    for secret in (hsds_town.SECRET_STREET, hsds_town.SECRET_NOTE, hsds_town.SECRET_MAIL, "Achterom 33"):
        assert secret not in said
    names = {row["id"]: row["name"] for row in csv.DictReader(io.StringIO(package.read("services.csv").decode()))}
    assert len(names) > 60
    guarded: list[str] = []
    for name in package.namelist():
        if name.endswith(".csv"):
            cells = [cell for row in csv.reader(io.StringIO(package.read(name).decode(), newline="")) for cell in row]
            wrong = [cell for cell in cells if re.match(r"[=@\t\r]|[+-](?![\d ().\-/]+$)", cell)]
            assert not wrong
            guarded += [cell for cell in cells if cell.startswith("'=")]
    assert guarded
    kept = {one.id: one.name for one in town.all(Service)}
    assert all(kept[id] == name for id, name in names.items())
