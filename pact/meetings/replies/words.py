"""Answers in words."""

from flask_babel import gettext as _

from pact.meetings.models import Answer, AnsweredBy


def answer_badge(answer: Answer, is_waiting: bool) -> tuple[str, str, str]:
    """The words, the kind of the badge, its sign."""
    if is_waiting:
        return _("Op de wachtlijst"), "warning", "clock"
    return {
        Answer.ACCEPTED: (_("Komt"), "positive", ""),
        Answer.TENTATIVE: (_("Komt misschien"), "info", "help-circle"),
        Answer.DECLINED: (_("Komt niet"), "neutral", "x"),
        Answer.NEEDS_ACTION: (_("Nog geen antwoord"), "neutral", "clock"),
    }[answer]


def way_words() -> dict[str | None, str]:
    """Which way an answer came, for all rows of a list."""
    return {
        None: "",
        AnsweredBy.LINK: _("via de e-mail"),
        AnsweredBy.CALENDAR: _("via de agenda"),
        AnsweredBy.SITE: _("op de site"),
        AnsweredBy.OTHER: _("opgeschreven door een ander"),
    }
