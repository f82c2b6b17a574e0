"""In a real browser, with and without script: a list with a mistake in it is sent in, mended and sent in again."""

import pytest
from playwright.sync_api import expect

from tests.tables.hands import WRITE, book, table

LIST = book(
    ["Naam", "Telefoonnummer", "Soort"],
    ["Bakkerij Zemel", "0578 12 34 56", "Bedrijf"],
    ["Voedselbank", "0578 00 00 77", "Vrijwilligersorganisatie"],
    ["Bakkerij de Korst", "geen", "=1+1"],
)


@pytest.fixture
def app_settings():
    return {"DEMO": True}


@pytest.mark.parametrize("js", [True, False], ids=["script", "no script"])
def test_a_list_is_seen_first_and_what_was_wrong_comes_back(js, open_page, tmp_path):
    page = open_page("fatma", js=js, width=390)
    page.goto("/partners")
    page.get_by_role("link", name="Lijst van partners ophalen of insturen").click()
    page.get_by_role("button", name="Bekijk wat er gebeurt").click()
    expect(page.get_by_role("link", name="Kies een bestand.")).to_be_visible()

    page.get_by_label("Kies het bestand").set_input_files({"name": "a.xlsx", "mimeType": "", "buffer": LIST})
    page.get_by_role("button", name="Bekijk wat er gebeurt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat er gaat gebeuren")
    expect(page.get_by_text("0578 00 00 08 → 0578 00 00 77")).to_be_visible()
    page.get_by_role("button", name="Neem 2 regels over").click()
    expect(page.get_by_text("De lijst is overgenomen.")).to_be_visible()

    with page.expect_download() as asked:
        page.get_by_role("link", name="LibreOffice (ODS)").click()
    rows = table(asked.value.path().read_bytes())
    assert rows[1][2:] == ["Bakkerij de Korst", "geen", "=1+1"]
    rows[1][3] = "0578 12 34 57"
    mended = tmp_path / "verbeterd.ods"
    mended.write_bytes(WRITE["ods"](rows[0], rows[1:]))

    page.get_by_role("link", name="Lijst van partners").click()
    page.get_by_label("Kies het bestand").set_input_files(mended)
    page.get_by_role("button", name="Bekijk wat er gebeurt").click()
    page.get_by_role("button", name="Neem 1 regel over").click()
    expect(page.get_by_role("row", name="Bakkerij de Korst")).to_contain_text("Nieuw")

    page.get_by_role("link", name="Lijst van partners").click()
    with page.expect_download() as asked:
        page.get_by_role("button", name="CSV").click()
    names = [row[1] for row in table(asked.value.path().read_bytes())]
    assert {"Bakkerij Zemel", "Bakkerij de Korst", "Voedselbank"} <= set(names)
