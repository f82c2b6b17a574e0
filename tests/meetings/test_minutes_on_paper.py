"""Minutes as DOCX, ODT and PDF, and the list at the door: whole whatever somebody typed, and readable aloud."""

import io
import zipfile
from datetime import timedelta

import docx
import pytest
from defusedxml import ElementTree
from odf import opendocument, teletype
from odf import text as odf_text
from openpyxl import load_workbook
from pypdf import PdfReader

from pact.dates import today
from pact.db import db
from pact.meetings.minutes import actions
from pact.meetings.minutes.models import Decision, Minutes
from pact.meetings.minutes.numbers import decide
from pact.meetings.models import AgendaItem, Invitee, Meeting
from tests.meetings.test_minutes import run_job, url

#: What people paste, and what people try.
CORPUS = (
    "Brood & beleg <b>vet</b> ]]> &amp; &#0; <!-- -->",
    "=1+1",
    '=HYPERLINK("http://x")',
    "@SUM(A1)\t-2+3",
    "{{ 7*7 }} {% raw %} ${x} #let x = 1",
    "rechts \u202eomgekeerd\u202c \u0645\u0631\u062d\u0628\u0627 links",
    "bel\x07 \x00nul \x1b[31m \x85 \x0b\x0c",
    "regel\u2028scheiding\u2029alinea",
    "\ufffe\uffff\ufdd0 \U0001fffe laatste plaatsen",
    "regel een\rregel twee\r\nregel drie",
    "lang " + "woord" * 1000,
    "kort 👩‍👩‍👧 ñ ﬁ ệ",
)


def fill(app, meeting_id, words):
    """Each in every field that a document shows; past the forms, which take the worst away already."""
    with app.app_context():
        held = db.session.get_one(Meeting, meeting_id)
        held.title, held.place = words[0][:120], words[1][:200]
        db.session.get_one(Minutes, meeting_id).guests = words[2]
        for position, word in enumerate(words, 10):
            item = AgendaItem(meeting_id=meeting_id, position=position, title=word[:160], notes=f"{word}\n\n{word}")
            db.session.add_all([item, Invitee(meeting_id=meeting_id, name=word[:120], email=f"{position}@example.nl")])
            db.session.flush()
            decide(held, item.id, word[:600], None)
            actions.agree(held, item.id, word[:200], f"p{held.made_by_id}", today(), None)
        db.session.commit()


@pytest.fixture
def held(make):
    written = make.minutes(is_sent=True)
    make.decision(of=written)
    make.action("joke", of=written)
    return written


def xml_of(content):
    """Every part of a zipped document, read as XML."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert parts.testzip() is None
        return {name: ElementTree.fromstring(parts.read(name)) for name in parts.namelist() if name.endswith(".xml")}


@pytest.mark.parametrize("first", [0, 5, 8])
def test_a_document_stays_whole_whatever_somebody_typed(app, sign_in, held, first):
    words = [word.replace("\x00", "") for word in CORPUS[first:] + CORPUS[:first]]  # no database keeps that
    fill(app, held.meeting_id, words)
    ivo, row = sign_in("ivo"), type("Row", (), {"id": held.meeting_id})
    as_docx, as_odt, as_pdf = (ivo.get(url(row, f".{way}")) for way in ("docx", "odt", "pdf"))
    for answer in (as_docx, as_odt, as_pdf):
        assert answer.status_code == 200
        assert "\n" not in answer.headers["Content-Disposition"]
    paper = docx.Document(io.BytesIO(as_docx.data))
    assert len([one for one in paper.paragraphs if one.style.name == "Heading 2"]) == 3 + len(words)
    assert xml_of(as_docx.data)
    assert opendocument.load(io.BytesIO(as_odt.data)).text.getElementsByType(odf_text.H)
    assert xml_of(as_odt.data)
    assert PdfReader(io.BytesIO(as_pdf.data)).pages
    text = "\n".join(one.text for one in paper.paragraphs)
    for word in words:
        assert word in text or not word.isprintable()
    read = ivo.get(url(row, "/bekijken")).text
    assert "<b>vet" not in read
    assert "{{ 7*7 }}" in read
    for path in ("/besluiten/lijst", "/acties/lijst"):
        sheet = load_workbook(io.BytesIO(ivo.post(path, data={"als": "xlsx"}).data)).active
        assert "f" not in {cell.data_type for line in sheet.iter_rows() for cell in line}
        assert "\n=1+1" not in ivo.post(path, data={"als": "csv"}).text


def test_the_three_kinds_say_the_same_in_dutch(sign_in, make, town, held):
    item = town.all(AgendaItem, AgendaItem.meeting_id == held.meeting_id)[1]
    ivo, row = sign_in("ivo"), type("Row", (), {"id": held.meeting_id})
    as_docx = docx.Document(io.BytesIO(ivo.get(url(row, ".docx?taal=en")).data))
    assert as_docx.core_properties.language == "nl"
    assert "nl-NL" in as_docx.styles.element.xml
    tables = [cell.text for table in as_docx.tables for line in table.rows for cell in line.cells]
    in_docx = "\n".join([one.text for one in as_docx.paragraphs] + tables)
    as_odt = opendocument.load(io.BytesIO(ivo.get(url(row, ".odt")).data))
    in_odt = teletype.extractText(as_odt.text)
    as_pdf = PdfReader(io.BytesIO(ivo.get(url(row, ".pdf")).data))
    in_pdf = "\n".join(page.extract_text() for page in as_pdf.pages)
    assert as_pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert as_pdf.trailer["/Root"]["/Lang"] == "nl"
    for said in ("Ivo Timmer", item.title, "Wij huren een zaal.", "Joke Prins", "Vóór wanneer"):
        for there in (in_docx, in_odt, in_pdf):
            assert said in there
    assert ivo.get(url(row, ".exe")).status_code == 404


def test_who_has_the_link_takes_the_document_along(client, outbox, sign_in, make):
    written = make.minutes()
    row = type("Row", (), {"id": written.meeting_id})
    sign_in("ivo").post(url(row, "/versturen"), data={"how": "final"})
    link = outbox.to("joke")[0].links[0].removeprefix("http://localhost")
    assert client.get(f"{link}/verslag.pdf").data.startswith(b"%PDF")
    assert client.get(f"{link}/verslag.exe").status_code == 404


def test_the_list_at_the_door_has_a_place_for_each_and_for_who_comes_along(sign_in, held):
    ivo, page = sign_in("ivo"), f"/bijeenkomsten/{held.meeting_id}/presentielijst"
    assert ivo.get(page).text.count("<tr>") == 1 + 2 + 6
    assert "Joke Prins" in PdfReader(io.BytesIO(ivo.get(f"{page}.pdf").data)).pages[0].extract_text()


def test_time_forgets_who_was_there_and_then_what_was_said(app, town, held, clock):
    with app.app_context():
        item = db.session.scalars(db.select(AgendaItem).where(AgendaItem.meeting_id == held.meeting_id)).first()
        item.notes = "Lang overlegd."
        db.session.get_one(Minutes, held.meeting_id).guests = "Saar"
        db.session.commit()
    clock.shift(timedelta(days=732))
    for kind in ("settle-minutes", "forget-minutes", "meeting-replies"):
        run_job(app, kind)
    minutes, items = [Minutes.meeting_id == held.meeting_id], [AgendaItem.meeting_id == held.meeting_id]
    assert town.one(Minutes, *minutes).status == "final"  # nobody proposed anything
    assert town.one(Minutes, *minutes).guests == ""
    assert not town.all(Invitee, Invitee.meeting_id == held.meeting_id)
    assert town.all(AgendaItem, *items)[0].notes
    clock.shift(timedelta(days=5 * 366))
    run_job(app, "forget-minutes")
    assert not town.all(AgendaItem, *items)[0].notes
    assert town.one(Decision, Decision.meeting_id == held.meeting_id).text  # stays in the register
