"""A file is read whatever program made it, and a file that would do harm is turned away with a sentence."""

import datetime
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odf.opendocument import load as load_ods
from odf.table import Table as OdfTable
from odf.table import TableCell

from pact.forms import CONTROL
from pact.tables import reading
from pact.tables.guard import guarded, unguarded
from pact.tables.reading import NotATable
from tests.tables.hands import WRITE, book, cells_of_book, table, text_file

HEAD, ROW = ["Naam", "Over"], ["Café «Één»", "€ 5, of meer"]
ODD = [
    "=1+1",
    "+31 6 12345678",
    "@echo",
    "-2",
    "'=al met streepje",
    "''",
    "＝ook",
    "a  b   c",
    "een\ntwee",
    "0612",
    "<&>\"'",
]
#: What a cell of ours may hold: what is left of a text after the forms have tidied it.
CELL = st.text(st.characters(exclude_categories=["Cs"]), max_size=12).map(
    lambda text: CONTROL.sub("", text).replace("\r", "\n").replace("\ufffe", "").replace("\uffff", "").strip()
)


@pytest.fixture(autouse=True)
def _words(make_app, clock):
    with make_app().test_request_context():
        yield


pytestmark = pytest.mark.engine("sqlite")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_every_encoding_with_every_separator(encoding, separator):
    row = [ROW[0], f'"{ROW[1]}"']
    assert table(text_file(HEAD, row, separator=separator, encoding=encoding)) == [HEAD, ROW]


def test_excel_may_say_which_separator_it_used():
    assert table(b"sep=;\r\n" + text_file(HEAD, ["a,b", "c"])) == [HEAD, ["a,b", "c"]]


def test_a_row_keeps_its_number_where_rows_are_empty_or_hold_several_lines():
    found = reading.read(b'\xef\xbb\xbfNaam;Over\r\n"een\ntwee";x\r\n;;\r\n  ;\r\ndrie;y;;;\r\n')
    assert found.rows == [(2, ["een\ntwee", "x"]), (5, ["drie", "y"])]


def test_a_spreadsheet_says_what_a_person_reads():
    made = book(
        ["Naam", "Datum", "Getal", "Formule", "Waar", "Leeg"],
        ["A", datetime.datetime(2026, 11, 26), 2.0, "=1+1", True, None],
        [None] * 6,
        ["B", datetime.date(2026, 1, 2), 612345678, '=HYPERLINK("http://x")', False, "  "],
    )
    assert reading.read(made).rows == [
        (2, ["A", "2026-11-26", "2", "=1+1", "ja", ""]),
        (4, ["B", "2026-01-02", "612345678", '=HYPERLINK("http://x")', "nee", "  "]),
    ]


def test_of_merged_cells_the_first_has_the_text():
    made = book(["Naam", "Over"], ["A", "x"], [None, "y"])
    assert table(made) == [HEAD, ["A", "x"], ["", "y"]]


@pytest.mark.parametrize("way", WRITE)
def test_what_is_written_comes_back_the_same(way):
    headers = [f"Kolom {number}" for number in range(len(ODD))]
    assert table(WRITE[way](headers, [ODD, ODD[::-1]])) == [headers, ODD, ODD[::-1]]


@pytest.mark.parametrize("way", WRITE)
@settings(max_examples=40, deadline=None)
@given(rows=st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=5))
def test_any_text_comes_back_the_same(way, rows):
    lines = [[f"r{number}", *row] for number, row in enumerate(rows)]
    assert table(WRITE[way](["A", "B", "C", "D"], lines)) == [["A", "B", "C", "D"], *lines]


@given(CELL)
def test_the_guard_goes_on_and_off(text):
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_no_cell_that_leaves_is_a_formula():
    for row in cells_of_book(WRITE["xlsx"](["K"] * len(ODD), [ODD]))[1:]:
        assert [cell.value for cell in row] == ODD
        assert {cell.data_type for cell in row} == {"s"}
    sheet = load_ods(io.BytesIO(WRITE["ods"](["K"] * len(ODD), [ODD])))
    cells = sheet.getElementsByType(OdfTable)[0].getElementsByType(TableCell)
    assert len(cells) == 2 * len(ODD)
    assert all(cell.getAttribute("formula") is None for cell in cells)
    assert {cell.getAttribute("valuetype") for cell in cells} == {"string"}
    assert b";'=1+1" in b";" + WRITE["csv"](["K"], [["=1+1"]]).splitlines()[1]


# --- what is turned away ---------------------------------------------------------------


def packed(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


ENTITY = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">&c;'
    "</office:document-content>"
)


FOR_EVER = (
    '<o:d xmlns:o="o" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><table:table>'
    '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
    'table:number-columns-repeated="16384"><text:p>a</text:p></table:table-cell></table:table-row>'
    "</table:table></o:d>"
)


def with_entities(good, part):
    """A file that was good, with a part that unfolds."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(file, "w") as made:
        for name in old.namelist():
            text = old.read(name).decode()
            if name == part:
                begin = text.index("<", text.index("?>") + 2) if "?>" in text else 0
                text = text[:begin] + '<!DOCTYPE a [<!ENTITY b "bbb">]>' + text[begin:]
                text = text.replace("Naam", "&b;")
            made.writestr(name, text)
    return file.getvalue()


BAD = {
    "nothing at all": (b"", "leeg"),
    "only empty rows": (b"\r\n;;\r\n", "leeg"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(200), "niet lezen"),
    "a zip of something else": (packed(**{"a.txt": "a"}), "niet lezen"),
    "half a zip": (book(["Naam"])[:300], "niet lezen"),
    "an old Excel": (b"\xd0\xcf\x11\xe0" + bytes(100), "oude Excel"),
    "UTF-16 without its mark": ("Naam;Over\r\nA;B".encode("utf-16-le"), "niet lezen"),
    "a byte that Windows has not": (b"Naam\r\n\x81\x8d\xff", "niet lezen"),
    "a cell without an end": (b'Naam\r\n"' + b"a" * 200_000, "niet lezen"),
    "more than ten megabytes": (b"Naam\r\n" + b"a" * (10 * 1024 * 1024), "10 MB"),
    "more than ten thousand rows": (b"Naam\r\n" + b"a\r\n" * 10_001, "10000 regels"),
    "a zip that becomes a mountain": (packed(**{"content.xml": b" " * (101 * 1024 * 1024)}), "te groot"),
    "a zip of a thousand parts": (packed(**{f"{n}.xml": "" for n in range(1001)}), "te groot"),
    "a row repeated for ever": (packed(**{"content.xml": FOR_EVER}), "10000 regels"),
    "entities in ODS": (packed(**{"content.xml": ENTITY}), "niet lezen"),
    "entities in XLSX": (with_entities(book(["Naam"], ["A"]), "xl/worksheets/sheet1.xml"), "niet lezen"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_file_that_cannot_be_read_is_turned_away_with_a_sentence(what):
    content, said = BAD[what]
    with pytest.raises(NotATable) as turned:
        reading.read(content)
    assert said in str(turned.value)
    assert str(turned.value).endswith(".")
