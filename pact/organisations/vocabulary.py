"""The words of this room: codes for the machine, Dutch for people, in fixed order."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from pact.organisations.models import ClosingKind, MemberRole, Sector

Choices = list[tuple[str, LazyString]]

SECTORS: Choices = [
    (Sector.FOOD, _l("Voeding")),
    (Sector.CLOTHING, _l("Kleding")),
    (Sector.DEBT, _l("Schulden")),
    (Sector.HOUSING, _l("Wonen")),
    (Sector.CARE, _l("Zorg")),
    (Sector.EDUCATION, _l("Onderwijs")),
    (Sector.FAITH, _l("Kerk en geloof")),
    (Sector.LEISURE, _l("Sport en cultuur")),
    (Sector.WORK, _l("Werk en inkomen")),
    (Sector.GOVERNMENT, _l("Overheid")),
    (Sector.COMPANY, _l("Bedrijf")),
    (Sector.OTHER, _l("Anders")),
]
SECTOR_LABELS = dict(SECTORS)

#: How an organisation stops taking part. Put together with another is no choice on this form.
CLOSINGS: Choices = [
    (ClosingKind.SUSPENDED, _l("Een tijdje stilzetten")),
    (ClosingKind.LEFT, _l("Vertrekt uit het pact")),
]
CLOSING_LABELS = {
    ClosingKind.SUSPENDED: _l("Stilgezet"),
    ClosingKind.LEFT: _l("Vertrokken"),
    ClosingKind.MERGED: _l("Samengevoegd"),
}
CLOSING_REASONS: Choices = [
    ("own_wish", _l("De organisatie wil dit zelf")),
    ("nobody", _l("Er is niemand meer die het doet")),
    ("ended", _l("De organisatie bestaat niet meer")),
    ("agreement", _l("Een afspraak is niet nagekomen")),
    ("incident", _l("Er is iets misgegaan met gegevens")),
    ("other", _l("Iets anders")),
]

#: What an organisation lacks while nobody holds this role.
LACKS = {
    MemberRole.CONTACT_PERSON: _l("Geen contactpersoon"),
    MemberRole.HANDLER: _l("Niemand pakt doorverwijzingen op"),
    MemberRole.AMBASSADOR: _l("Geen ambassadeur"),
}
