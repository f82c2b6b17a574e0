"""What is asked of a series: how often, until when, which of its days; and other times for what is still to come."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import takewhile
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, RadioField, StringField
from wtforms.validators import Optional, StopValidation

from pact.day_fields import ClockField, DayField
from pact.forms import AtMost, OneOf, PactForm, complain
from pact.meetings.forms.days import FARTHEST
from pact.meetings.forms.inviting import Choices
from pact.meetings.forms.planning import OnlineLink
from pact.meetings.models import Meeting, MeetingSeries
from pact.meetings.series import rules
from pact.meetings.series.planning import is_on_the_clock
from pact.wall_clock import When, no_such_time

COUNT, DAY = "count", "day"


class SeriesForm(PactForm):
    rule = RadioField(_l("Hoe vaak?"), validate_choice=False, validators=[OneOf(_l("Kies hoe vaak."))])
    until = RadioField(
        _l("Tot wanneer?"),
        choices=[(COUNT, _l("Een aantal keer")), (DAY, _l("Tot en met een dag"))],
        validate_choice=False,
        validators=[OneOf(_l("Kies tot wanneer."))],
    )
    count = IntegerField(_l("Hoeveel keer?"))
    last_on = DayField(_l("Laatste dag"), [Optional()])
    kept = Choices(_l("Ook op deze dagen"))

    def offer(self, first: date) -> None:
        self.rule.choices = [(choice.rule, choice.words) for choice in rules.choices(first)]

    def validate_count(self, field: Any) -> None:
        """Also what is no number; and only when a number is asked."""
        field.errors = []
        if self.until.data == COUNT and (field.data is None or not 2 <= field.data <= rules.MOST):
            raise StopValidation(_("Vul een aantal in van 2 tot en met %(most)s.", most=rules.MOST))

    def days(self, first: date) -> list[date]:
        """All days of the rule, the first one too; empty with a sentence at the field that is wrong."""
        if self.until.data == DAY:
            return self._until_day(first)
        return rules.first_days(self.rule.data, first, self.count.data)

    def _until_day(self, first: date) -> list[date]:
        last = self.last_on.data
        if last is None or not first < last <= first + FARTHEST:
            self.last_on.errors = (_("Vul een datum in na de eerste keer, niet later dan over drie jaar."),)
            return []
        found = list(takewhile(lambda day: day <= last, rules.first_days(self.rule.data, first, rules.MOST + 1)))
        if len(found) < 2:
            complain(self.last_on, _("Tot die dag is het maar één keer. Kies een latere dag."))
        elif len(found) > rules.MOST:
            complain(self.last_on, _("Dat is vaker dan %(most)s keer. Kies een eerdere dag.", most=rules.MOST))
        else:
            return found
        return []

    def offer_days(self, whens: Iterable[When]) -> None:
        """All but the first, which is there already."""
        self.kept.choices = [(when.day.isoformat(), when.in_words) for when in whens]

    def kept_days(self, whens: Sequence[When]) -> list[date]:
        """The chosen ones; empty with a sentence when that cannot be."""
        chosen = [when for when in whens if when.day.isoformat() in self.kept.chosen]
        wrong = [when.day for when in chosen if not is_on_the_clock(when)]
        if wrong:
            complain(self.kept, no_such_time(wrong[0]))
        elif not chosen:
            complain(self.kept, _("Kies minstens één dag."))
        return [] if wrong else [when.day for when in chosen]


class RearrangeForm(PactForm):
    """Of all that is still to come."""

    begins = ClockField(_l("Van"), [Optional()])
    ends = ClockField(_l("Tot"), [Optional()])
    place = StringField(_l("Waar?"), [AtMost(200)])
    online_url = StringField(_l("Link om online mee te doen"), [AtMost(300), OnlineLink()])
    edition = HiddenField()

    def fits(self, meetings: Iterable[Meeting]) -> bool:
        """Whether the clock on the wall says those times on each of the days."""
        begins, ends = self.begins.data, self.ends.data
        if self.begins.errors or self.ends.errors:
            return False
        if begins is None:
            complain(self.begins, _("Vul in hoe laat het begint."))
        elif ends and ends <= begins:
            complain(self.ends, _("De eindtijd is vroeger dan de begintijd. Pas een van de twee aan."))
        else:
            days = [meeting.day for meeting in meetings if meeting.day]
            gone = [day for day in days if not is_on_the_clock(When(day, begins, ends))]
            if not gone:
                return True
            complain(self.begins, no_such_time(gone[0]))
        return False


def told(series: MeetingSeries, first: Meeting) -> dict[str, Any]:
    """What stands in the form at first: how it is for the next one."""
    return {
        "begins": first.begins,
        "ends": first.ends,
        "place": first.place,
        "online_url": first.online_url,
        "edition": str(series.edition),
    }
