"""The letter of an issue, to who makes it: word for word what a reader would get."""

from flask_babel import force_locale
from flask_babel import gettext as _

from pact import mail
from pact.layout import LANGUAGES
from pact.newsletter.letters.building import Built
from pact.newsletter.models import Issue
from pact.newsletter.words import AUDIENCES


def send_test(issue: Issue, built: Built, to: str, locale: str) -> None:
    """Before the subject stands which edition and language it is."""
    with force_locale(locale):
        which = _(
            "Test, %(edition)s, %(language)s", edition=AUDIENCES[built.audience], language=LANGUAGES[built.locale]
        )
    mail.post(
        to,
        "newsletter/letters/emails/test.txt",
        locale=built.locale,
        about=issue.thing,
        html=built.html,
        subject=f"{which}: {built.subject or issue.title}",
        text=built.text,
    )
