"""The words of a referral: codes for the machine (after FHIR SDOH Clinical Care), Dutch for people, in fixed order."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

Choices = list[tuple[str, LazyString]]


class Status(StrEnum):
    DRAFT = "draft"
    CONSENT_PENDING = "consent_pending"
    REQUESTED = "requested"
    ON_HOLD = "on_hold"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    ERASED = "erased"


#: Label, colour of the badge, icon: word and icon always go together.
STATUS_LABELS: dict[str, tuple[LazyString, str, str]] = {
    Status.DRAFT: (_l("Concept"), "neutral", "pencil"),
    Status.CONSENT_PENDING: (_l("Wacht op toestemming"), "warning", "clock"),
    Status.REQUESTED: (_l("Verstuurd"), "info", "send"),
    Status.ON_HOLD: (_l("Wachtlijst"), "warning", "clock"),
    Status.ACCEPTED: (_l("Opgepakt"), "positive", "check"),
    Status.REJECTED: (_l("Teruggestuurd"), "warning", "arrow-back-up"),
    Status.COMPLETED: (_l("Afgerond"), "neutral", "check"),
    Status.FAILED: (_l("Niet gelukt"), "neutral", "x"),
    Status.CANCELLED: (_l("Ingetrokken"), "neutral", "x"),
    Status.WITHDRAWN: (_l("Gestopt door inwoner"), "neutral", "hand-stop"),
    Status.EXPIRED: (_l("Verlopen"), "neutral", "clock"),
    Status.ERASED: (_l("Gewist"), "neutral", "trash"),
}
CONTACTED_LABEL = (_l("Contact gelegd"), "positive", "messages")

#: Steps of the history that are no change of status.
STEPS = {
    "taken_over": _l("Overgenomen door een collega"),
    "renewed": _l("Langer op de wachtlijst"),
    "reopened": _l("Weer opgepakt"),
    "refused": _l("De inwoner zei nee"),
}


class ContactWay(StrEnum):
    PHONE = "phone"
    SMS = "sms"
    EMAIL = "email"
    TOGETHER = "together"
    WALK_IN = "walk_in"


CONTACT_WAYS: Choices = [
    (ContactWay.PHONE, _l("Bellen")),
    (ContactWay.SMS, _l("Sms")),
    (ContactWay.EMAIL, _l("E-mail")),
    (ContactWay.TOGETHER, _l("Samen met mij erbij (warme overdracht)")),
    (ContactWay.WALK_IN, _l("De inwoner komt zelf langs")),
]
MOMENTS: Choices = [("morning", _l("Ochtend")), ("afternoon", _l("Middag")), ("evening", _l("Avond"))]
LANGUAGES: Choices = [
    ("nl", _l("Nederlands")),
    ("nl-simple", _l("Makkelijk Nederlands")),
    ("en", _l("Engels")),
    ("ar", _l("Arabisch")),
    ("tr", _l("Turks")),
    ("pl", _l("Pools")),
    ("uk", _l("Oekraïens")),
    ("other", _l("Andere taal")),
]
URGENCIES: Choices = [("no", _l("Nee, binnen 3 werkdagen is goed")), ("yes", _l("Ja, vandaag of morgen"))]


class ConsentWay(StrEnum):
    """How the resident says yes. ISO 27560: collection method."""

    SCREEN = "screen"
    PAPER = "paper"
    OWN_PHONE = "own_phone"
    NO = "no"


CONSENT_WAYS: Choices = [
    (ConsentWay.SCREEN, _l("Ja, zegt het nu zelf")),
    (ConsentWay.PAPER, _l("Ja, met een handtekening op papier")),
    (ConsentWay.OWN_PHONE, _l("Wil eerst zelf lezen, op de eigen telefoon")),
    (ConsentWay.NO, _l("Nee")),
]
CONSENT_SAID = {
    ConsentWay.SCREEN: _l("Ja, zelf gezegd op %(date)s, tekst in het %(language)s"),
    ConsentWay.PAPER: _l("Ja, op papier getekend op %(date)s, tekst in het %(language)s"),
    ConsentWay.OWN_PHONE: _l("De inwoner leest en kiest zelf, op de eigen telefoon"),
}
RECEIPTS: Choices = [("sms", _l("Sms")), ("email", _l("E-mail")), ("paper", _l("Op papier met QR-code"))]

REJECT_REASONS: Choices = [
    ("not_our_work", _l("Wij doen dit niet")),
    ("no_capacity", _l("Wij hebben nu geen plek")),
    ("outside_area", _l("Buiten ons gebied")),
    ("information_missing", _l("Ik mis informatie")),
    ("other", _l("Iets anders")),
]
#: No answer on a form: the receiving organisation takes no part any more (organisations/closings.py).
GIVEN_BACK = "partner_closed"
#: «Hoe staat het ervoor?»: what the handler reports, and the move it makes.
REPORTS: Choices = [
    ("in_contact", _l("We hebben contact, we zijn bezig")),
    ("helped", _l("Klaar: we hebben geholpen")),
    ("not_wanted", _l("Klaar: inwoner wil geen hulp")),
    ("not_reached", _l("We krijgen geen contact (3 keer geprobeerd)")),
    ("elsewhere", _l("Iemand anders moet verder helpen")),
]
OUTCOMES: Choices = [
    ("helped", _l("Geholpen")),
    ("partly_helped", _l("Deels geholpen")),
    ("referred_on", _l("Iemand anders helpt verder")),
    ("advice_was_enough", _l("Advies was genoeg")),
]
FAIL_REASONS: Choices = [
    ("not_reached", _l("Geen contact gekregen")),
    ("not_wanted", _l("De inwoner wil geen hulp")),
    ("not_eligible", _l("Komt niet in aanmerking")),
    ("moved", _l("Verhuisd")),
    ("other", _l("Iets anders")),
]
BARRIERS: Choices = [
    ("language", _l("Taal")),
    ("reachability", _l("Moeilijk te bereiken")),
    ("transport", _l("Vervoer")),
    ("shame", _l("Schaamte")),
    ("paperwork", _l("Te veel papieren")),
    ("costs", _l("Kosten")),
    ("waiting_time", _l("Te lang wachten")),
]
CANCEL_REASONS: Choices = [
    ("not_needed", _l("Het is niet meer nodig")),
    ("resident_declined", _l("De inwoner wil het niet meer")),
    ("mistake", _l("Het was een vergissing")),
    ("chosen_elsewhere", _l("Ik kies een andere organisatie")),
]


def label(choices: Choices, code: str | None) -> str:
    """The Dutch (or English) words of a code."""
    return next((str(words) for value, words in choices if value == code), "")
