"""What somebody types in a title, a place or a name stays a text: in letters, calendars, tables and pages.

Documents are tried in test_minutes_on_paper.py, the writer of calendars in ground/test_calendars.py.
"""

import csv
import io
import re

import pytest
from icalendar import Calendar

from pact.meetings.models import Invitee, Meeting
from pact.workgroups.models import Workgroup

#: CRLF, a bare CR, U+2028, what separates in a calendar, formulas, markup, a template, signs that turn the reading.
CORPUS = (
    "Overleg\r\nBcc: ander@elders.example",
    "Overleg\rATTENDEE:mailto:ander@elders.example",
    "Overleg\u2028BEGIN:VALARM\u2028END:VALARM",
    'Een; twee, drie: \\n \\; "vier"',
    '=HYPERLINK("https://evil.example")',
    "+31 en @SUM(A1)",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)> & <b>vet</b>",
    "{{ 7 * 7 }} {% raise %} ${7*7}",
    "\u202eomgekeerd\u202c en \u0007 bel",
)
FORMULA = re.compile(r"^[=+\-@\t\r]")


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("text", CORPUS, ids=range(len(CORPUS)))
def test_it_stays_one_text_wherever_it_comes(text, sign_in, town, deliver, smtp_server, client):
    ivo, group = sign_in("ivo"), town.one(Workgroup, Workgroup.slug == "event-bijeenkomsten")
    what = {"title": text, "place": text, "purpose": text, "workgroup": str(group.id)}
    day = {"days-0-day": "2026-12-10", "days-0-begins": "10:00", "days-0-ends": "11:00"}
    assert ivo.post("/bijeenkomsten/nieuw", data=what | day).status_code == 303
    meeting = town.all(Meeting)[-1]
    page = f"/bijeenkomsten/{meeting.id}"
    name = re.sub(r"[,;@\s]+", " ", text)  # a line is one guest
    ivo.post(f"{page}/uitnodigen", data={"groups": f"werkgroep-{group.id}", "guests": f"{name}, ria@elders.example"})
    assert town.one(Invitee, Invitee.meeting_id == meeting.id, Invitee.email == "ria@elders.example")
    smtp_server.messages.clear()
    deliver()
    [letter] = [one for one in smtp_server.messages if one.to == "ria@elders.example"]
    assert {key.lower() for key in letter.message} & {"bcc", "cc", "attendee"} == set()
    assert meeting.title.split()[0] in letter.subject
    for part in letter.message.walk():
        if part.get_content_type() in ("text/calendar", "application/ics"):
            [event] = Calendar.from_ical(part.get_payload(decode=True)).walk("VEVENT")
            assert str(event["SUMMARY"]) == meeting.title
            assert str(event["LOCATION"]) == meeting.place
            assert str(event["ATTENDEE"]) == "mailto:ria@elders.example"
            assert not event.subcomponents
            assert "ATTACH" not in event

    for path in (
        "/bijeenkomsten",
        page,
        f"{page}/wie-komt",
        f"{page}/verslag",
        f"{page}/agenda",
        f"{page}/presentielijst",
    ):
        shown = ivo.get(path)
        assert shown.status_code == 200, path
        assert "<script>alert" not in shown.text, path
        assert "<img src=x" not in shown.text, path
        assert "49" not in re.sub(r'="[^"]*"', "", shown.text) if "7*7" in text else True, path
    table = ivo.post(f"{page}/wie-komt/exporteren", data={"als": "csv"})
    rows = list(csv.reader(io.StringIO(table.data.decode("utf-8-sig")), delimiter=";"))
    assert len({len(row) for row in rows}) == 1, "each row has all its columns and no more"
    assert not [cell for row in rows for cell in row if FORMULA.match(cell) and not cell.startswith("'")]
