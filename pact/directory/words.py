"""Languages and working days as people say them, telephone numbers as they dial them."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

LANGUAGES = {
    "nl": _l("Nederlands"),
    "en": _l("Engels"),
    "ar": _l("Arabisch"),
    "tr": _l("Turks"),
    "pl": _l("Pools"),
    "uk": _l("Oekraïens"),
}
#: As their speakers write them.
OWN_NAMES = {
    "nl": "Nederlands",
    "en": "English",
    "ar": "العربية",
    "tr": "Türkçe",
    "pl": "Polski",
    "uk": "Українська",
}
DAYS = (
    _l("maandag"),
    _l("dinsdag"),
    _l("woensdag"),
    _l("donderdag"),
    _l("vrijdag"),
    _l("zaterdag"),
    _l("zondag"),
)


def languages_in_words(codes: list[str]) -> str:
    """«Nederlands, Engels en Arabisch»."""
    return _listed([str(LANGUAGES[code]) for code in codes if code in LANGUAGES])


def days_in_words(days: list[int]) -> str:
    """«maandag tot en met vrijdag», «dinsdag en donderdag»."""
    days = sorted(set(days))
    if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        return _("%(first)s tot en met %(last)s", first=DAYS[days[0]], last=DAYS[days[-1]])
    return _listed([str(DAYS[day]) for day in days])


def _listed(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("%(all_but_last)s en %(last)s", all_but_last=", ".join(words[:-1]), last=words[-1])


def unbroken(number: str) -> str:
    """A telephone number that stays on one line, so that it can be read off."""
    return number.replace(" ", "\N{NO-BREAK SPACE}")


def in_dutch(text: str) -> Markup:
    """What an organisation wrote about itself: Dutch, in whatever language the page is."""
    return Markup('<span lang="nl">{}</span>').format(text)


def dialled(number: str) -> Markup:
    """A telephone number to press: in a sentence, `_("Bel %(phone)s.", phone=number | dialled)`."""
    return Markup('<a href="tel:{}"><bdi>{}</bdi></a>').format(number.replace(" ", ""), number)
