"""What the list of the social map is made of: the fields of the form of a service, each a column with a Dutch name."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from pact.directory import opening
from pact.directory.forms import ANSWERS_WITHIN, ServiceForm, with_scheme
from pact.directory.models import Topic
from pact.directory.opening import NotHours
from pact.directory.topics import TOPICS
from pact.directory.words import DAYS, LANGUAGES
from pact.organisations.villages import VILLAGES
from pact.tables.columns import BadCell, Column, Normal, Words, a_date, by_rules, rules_of, yes_or_no

TOPIC_WORDS = Words(
    TOPICS,
    {
        "eten": Topic.FOOD,
        "voedsel": Topic.FOOD,
        "schulden": Topic.DEBT,
        "geld": Topic.DEBT,
        "post": Topic.PAPERWORK,
        "formulieren": Topic.PAPERWORK,
        "wonen": Topic.HOUSING,
        "kinderen": Topic.CHILDREN,
        "nieuwkomers": Topic.NEWCOMERS,
        "anders": Topic.OTHER,
    },
)
LANGUAGE_WORDS = Words(list(LANGUAGES.items()))
VILLAGE_WORDS = Words([(name, name) for name in VILLAGES])
DAY_WORDS = Words(
    [(str(number), day) for number, day in enumerate(DAYS)],
    {short: str(number) for number, short in enumerate(("ma", "di", "wo", "do", "vr", "za", "zo"))},
)


def _as_on_form(name: str) -> Normal:
    return by_rules(rules_of(ServiceForm, name))


def _hours(text: str) -> str:
    """Written as the form writes them."""
    try:
        return opening.typed(opening.parse(text))
    except NotHours as error:
        raise BadCell(_("Schrijf de tijden zoals 9–12 of 9.30–12, 13–16.")) from error


def _url(text: str) -> str:
    return _as_on_form("url")(with_scheme(text) or "")


def _post_code(text: str) -> str:
    return _as_on_form("post_code")(text).upper()


def _workdays(text: str) -> str:
    if not ANSWERS_WITHIN.fullmatch(text):
        raise BadCell(_("Vul een getal in van 1 tot en met 30."))
    return text


def _topics(text: str) -> str:
    found = TOPIC_WORDS.some(_l("Kies uit de onderwerpen van «Wie doet wat»."))(text)
    return _as_on_form("topics")(found)


def _column(key: str, header: str, normal: Normal | None = None, *also: str, **more: Any) -> Column:
    return Column(key, header, normal or _as_on_form(key), also=also, **more)


_LIST = _l("Met een puntkomma ertussen.")
_HOURS = _l("Bijvoorbeeld 9–12 of 9.30–12, 13–16.")
_YES = _l("Ja of nee.")

COLUMNS = (
    _column("id", "Code", lambda text: text, hint=_l("Van een dienst die er al is. Laat leeg bij een nieuwe.")),
    _column(
        "organisation",
        "Organisatie",
        lambda text: text,
        "partner",
        "aanbieder",
        hint=_l("Verplicht. De naam of de code van een partner die meedoet."),
        must_stand=True,
    ),
    _column(
        "name", "Wat bied je aan?", None, "naam", "dienst", "aanbod", "naam dienst", hint=_l("Verplicht."),
        must_stand=True, needed=True,
    ),
    _column(
        "summary", "In één korte zin", None, "samenvatting", "korte omschrijving", needed=True,
        hint=_l("Verplicht bij een nieuwe dienst."),
    ),
    _column("description", "Meer uitleg", None, "omschrijving", "beschrijving", "uitleg", lines=True),
    _column("alert", "Wat moet iemand nu weten?", None, "let op"),
    _column(
        "topics", "Waarbij help je?", _topics, "onderwerpen", "onderwerp", "thema", needed=True,
        hint=_l("Verplicht bij een nieuwe dienst. De onderwerpen van «Wie doet wat», met een puntkomma ertussen."),
    ),
    _column("conditions", "Voor wie?", None, "voorwaarden", "doelgroep", lines=True),
    _column("costs", "Wat kost het?", None, "kosten", "prijs"),
    _column("documents", "Wat neemt iemand mee?", None, "meenemen", "documenten"),
    _column(
        "languages", "In welke talen?", LANGUAGE_WORDS.some(_l("Kies uit Nederlands, Engels, Arabisch, Turks, Pools "
        "en Oekraïens.")), "talen", "taal", hint=_LIST, empty="nl",
    ),
    _column(
        "villages", "Voor welke dorpen?", VILLAGE_WORDS.some(_l("Kies uit de dorpen van de gemeente.")), "dorpen",
        "dorp", "werkgebied", hint=_l("Met een puntkomma ertussen. Leeg is voor alle dorpen."),
    ),
    *(
        _column(f"hours_{number}", f"Open op {day}", _hours, day, hint=_HOURS)
        for number, day in enumerate(
            ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
        )
    ),
    _column(
        "working_days", "Bereikbaar op", DAY_WORDS.some(_l("Kies uit de dagen van de week.")), "werkdagen", "dagen",
        hint=_LIST,
    ),
    _column("phone", "Telefoonnummer", None, "telefoon", "tel", hint=_l("Maak van deze kolom tekst. Anders "
        "verdwijnt de eerste nul.")),
    _column("email", "E-mailadres", None, "e-mail", "mail", "mailadres"),
    _column("url", "Website", _url, "site", "internet", "webadres"),
    _column("place", "Naam van de plek", None, "plek", "locatie", "gebouw"),
    _column("address", "Straat en nummer", None, "adres", "straat"),
    _column("post_code", "Postcode", _post_code),
    _column("city", "Plaats", None, "woonplaats"),
    _column(
        "is_confidential", "Dit adres is geheim", yes_or_no, "geheim", "geheim adres",
        hint=_l("Ja of nee. Een geheim adres halen wij nooit op. Laat het leeg, dan blijft het zoals het is."),
        empty="nee",
    ),
    _column("takes_referrals", "Neemt doorverwijzingen aan", yes_or_no, "doorverwijzingen", hint=_YES, empty="ja"),
    _column("answers_within", "Pakt het op binnen (werkdagen)", _workdays, "werkdagen reactie",
        hint=_l("Een getal van 1 tot en met 30."), empty="2"),
    _column("paused_from", "Pauze vanaf", a_date, hint=_l("Een datum zoals 26-11-2026.")),
    _column("paused_until", "Pauze tot en met", a_date, hint=_l("Een datum zoals 26-11-2026.")),
    _column("is_offered", "Wordt nog aangeboden", yes_or_no, "aangeboden", "actief", hint=_YES, empty="ja"),
)  # fmt: skip
#: The columns that say where it is; of a secret place they stay empty.
WHERE = ("place", "address", "post_code", "city")
