"""What people complained of elsewhere about meetings (FIELD.md A8 to A13): each has a test here that names it."""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
COMPLAINTS = {
    "hitobito_jubla #49": "an invitation was not mailed, and nobody knew",
    "hitobito #616": "no way to say that one does not come, with a word why",
    "hitobito #606": "no calendar of one's own, with a link that can be renewed",
    "hitobito #1687": "no calendar of a group",
    "hitobito #311": "no minutes on a meeting",
    "hitobito #3053": "nobody saw which letter came back",
    "hitobito #4046": "everybody read every answer",
    "hitobito_sac_cas #2299": "what is sensitive was not wiped",
    "Indico #7094": "a reminder was not counted from the meeting",
    "Indico #6804": "who had answered was reminded",
    "Indico #7093": "a letter could not be looked at before it went",
    "Indico #6315": "an answer of a calendar went nowhere",
    "Indico minutes": "of two who wrote minutes one lost their text",
    "Rallly #1924": "a changed appointment came as a second one",
    "Rallly whole days": "a whole day moved by a day in another time zone",
    "Rallly #1635": "nobody heard that all had answered; a date that everybody refused could be chosen",
    "Rallly #1206": "the invitation showed everybody's address",
    "Rallly #108": "one date could not be asked",
    "Rallly #31": "nobody could be added later",
    "Loomio #4495": "who took part by e-mail got no invitation",
    "Loomio #6113": "who had voted was reminded",
    "Loomio #3962": "who was undecided was not reminded",
    "Loomio #7301": "members could not say what they want to meet about",
    "cal.diy #29706": "a cancellation that was none: the appointment stayed",
    "ical4j #423": "METHOD stood inside the event",
    "ical.net #494": "a change had another UID, or no higher SEQUENCE",
    "calich #201": "a typo reset everybody's answer",
    "LibreBooking #1673": "a published calendar named who comes",
    "moodle-mod_booking #1107": "what was published could not be cancelled",
    "rdv-service-public #1662": "Outlook showed no buttons without an attendee",
    "chapter #436": "who was on the waiting list got a yes or no to click",
    "Decidim #2862": "minutes had no draft, no amendments and no end",
    "Decidim #2841": "meetings were in no calendar",
    "OpenProject series": "meetings that come back had no agenda of their own",
    "OpenProject #22989": "what was not finished did not come along to the next meeting",
    "programminghistorian #1476": "decisions and actions could not be found",
}


@cache
def docstrings() -> dict[str, str]:
    """What each test says it is about."""
    found = {}
    for file in ROOT.rglob("test_*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                found[f"{file.stem}::{node.name}"] = ast.get_docstring(node) or ""
    return found


@pytest.mark.parametrize("name", COMPLAINTS)
def test_each_complaint_has_a_test_that_names_it(name: str) -> None:
    assert [test for test, said in docstrings().items() if name in said], COMPLAINTS[name]
