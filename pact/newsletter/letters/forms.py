"""When an issue leaves: as soon as it can, or at a day and a time that are still to come."""

from datetime import datetime, timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import Optional

from pact.dates import now, today
from pact.day_fields import ClockField, DayField
from pact.forms import OfTheList, PactForm, complain
from pact.newsletter.ordering import TO_UNDO
from pact.wall_clock import NoSuchTime, moment_of, no_such_time

NOW, LATER = "nu", "later"
FARTHEST = timedelta(days=366)


class SendForm(PactForm):
    when = RadioField(
        _l("Wanneer gaat de brief weg?"),
        choices=[(NOW, _l("Over 10 minuten")), (LATER, _l("Op een dag en tijd die je kiest"))],
        default=NOW,
        validate_choice=False,
        validators=[OfTheList(_l("Kies wanneer de brief weggaat."))],
    )
    day = DayField(_l("Datum"), [Optional()])
    clock = ClockField(_l("Tijd"), [Optional()])

    def moment(self) -> datetime | None:
        """When it leaves, or None with a sentence at the field that is wrong."""
        if self.when.data == NOW:
            return now() + TO_UNDO
        day, clock = self.day.data, self.clock.data
        if day is None and not self.day.errors:
            complain(self.day, _("Vul een datum in, zoals 14 januari 2027."))
        if clock is None and not self.clock.errors:
            complain(self.clock, _("Vul een tijd in, zoals 10:30."))
        if day is None or clock is None:
            return None
        if not today() <= day <= today() + FARTHEST:
            complain(self.day, _("Kies een datum vanaf vandaag, niet later dan over een jaar."))
            return None
        try:
            moment = moment_of(day, clock)
        except NoSuchTime:
            complain(self.clock, no_such_time(day))
            return None
        if moment < now() + TO_UNDO:
            complain(self.clock, _("Kies een tijd die minstens 10 minuten verder is."))
            return None
        return moment
