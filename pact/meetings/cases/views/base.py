"""The blueprint of cases, finding a meeting to bring one to, and finding one."""

from flask import Blueprint
from sqlalchemy.orm import joinedload

from pact.access import me
from pact.dates import month
from pact.db import find_or_404
from pact.meetings.cases import policy
from pact.meetings.cases.models import Case
from pact.meetings.cases.words import look_question
from pact.meetings.models import Meeting

bp = Blueprint("cases", __name__)
bp.add_app_template_filter(month, "month_in_words")
bp.add_app_template_filter(look_question)


def meeting_of(meeting_id: int) -> Meeting:
    return find_or_404(Meeting, Meeting.id == meeting_id, policy.takes_part_in(me))


def find(meeting_id: int, case_id: int) -> Case:
    return find_or_404(
        Case,
        Case.id == case_id,
        Case.meeting_id == meeting_id,
        policy.visible_to(me),
        options=(joinedload(Case.meeting),),
    )
