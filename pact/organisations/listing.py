"""The list of partners as a file: what it is made of, what a list that is sent in would do, and doing it.

A row is a partner we have when it has its code, or else its name. A column that is not in the file changes nothing; an
empty cell empties. Of a new partner only the name must be there: it fills in the rest itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from pact import audit, slugs
from pact.access import Actor
from pact.db import db
from pact.forms import Filled
from pact.organisations.forms import VILLAGES_MOST, PartnerForm
from pact.organisations.models import Organisation, Pillar, Sector
from pact.organisations.naming import SLUG, TAKEN, slug_of
from pact.organisations.vocabulary import SECTORS
from pact.tables.columns import BadCell, Column, Words, by_rules, heading, rules_of, split
from pact.tables.plan import Line, Plan, Verdict
from pact.tables.reading import Table
from pact.tables.rows import given, settle, take

PILLAR_WORDS = Words([(Pillar.CORE_GROUP, _l("Kerngroep")), (Pillar.SIGNATORY, _l("Convenant"))])
SECTOR_WORDS = Words(SECTORS)


def _rules(name: str) -> list[Any]:
    """Those of the form, but for «vul dit in»: that is for the partner itself."""
    return [rule for rule in rules_of(PartnerForm, name) if not isinstance(rule, Filled)]


def _code(text: str) -> str:
    if text and (not SLUG.fullmatch(text) or len(text) > 60 or text in TAKEN):
        raise BadCell(_("Laat de code leeg of gebruik de code uit de export."))
    return text


def _villages(text: str) -> str:
    names = list(dict.fromkeys(name.strip() for part in split(text) for name in part.split(",") if name.strip()))
    if len(names) > VILLAGES_MOST:
        raise BadCell(_("Noem er hooguit %(most)s.", most=VILLAGES_MOST))
    return by_rules(_rules("villages"))("; ".join(names))


def _website(text: str) -> str:
    if text and not PartnerForm.is_website(text):
        raise BadCell(_("Vul een website in zoals www.voorbeeld.nl."))
    return by_rules(_rules("website"))(f"https://{text}" if text and "://" not in text else text)


COLUMNS = (
    Column("slug", "Code", _code, _l("Van een partner die er al is. Laat leeg bij een nieuwe.")),
    Column(
        "name",
        "Naam",
        by_rules(rules_of(PartnerForm, "name")),
        _l("Verplicht."),
        also=("organisatie", "naam organisatie", "partner", "stichting", "vereniging"),
        must_stand=True,
        needed=True,
    ),
    Column(
        "kind",
        "Soort",
        by_rules(_rules("kind")),
        _l("Bijvoorbeeld: stichting, school of bedrijf."),
        also=("soort organisatie", "type"),
    ),
    Column(
        "pillar",
        "Pijler",
        PILLAR_WORDS.one(_l("Vul in: Kerngroep of Convenant.")),
        _l("Kerngroep of Convenant. Leeg is Convenant."),
        empty=Pillar.SIGNATORY,
    ),
    Column(
        "sector",
        "Sector",
        SECTOR_WORDS.one(_l("Kies een sector uit de lijst op de pagina.")),
        _l("Voeding, Kleding, Schulden, Wonen, Zorg of Onderwijs. Of: Kerk en geloof, Sport en cultuur, "
        "Werk en inkomen, Overheid, Bedrijf of Anders."),
        also=("branche",),
        empty=Sector.OTHER,
    ),
    Column(
        "villages",
        "Dorpen",
        _villages,
        _l("Met een puntkomma ertussen. Leeg is voor iedereen."),
        also=("dorp", "werkgebied", "kernen"),
    ),
    Column("about", "Over de organisatie", by_rules(_rules("about")), also=("over", "omschrijving"), lines=True),
    Column(
        "phone",
        "Telefoonnummer",
        by_rules(_rules("phone")),
        _l("Maak van deze kolom tekst. Anders verdwijnt de eerste nul."),
        also=("telefoon", "tel", "telnr", "telefoonnr", "mobiel"),
    ),
    Column("email", "E-mailadres", by_rules(_rules("email")), also=("e-mail", "mail", "mailadres", "email adres")),
    Column("website", "Website", _website, also=("site", "url", "internet", "webadres")),
    Column("address", "Adres", by_rules(_rules("address")), also=("bezoekadres",)),
    Column("opening_hours", "Open", by_rules(_rules("opening_hours")), also=("openingstijden",)),
)  # fmt: skip


class Known(NamedTuple):
    """A partner as the list says it."""

    slug: str
    is_active: bool
    cells: dict[str, str]


def as_cells(organisation: Organisation) -> dict[str, str]:
    told = {name: getattr(organisation, name) for name in ("slug", *PartnerForm.TOLD)}
    told |= {
        "pillar": PILLAR_WORDS.labels[organisation.pillar],
        "sector": SECTOR_WORDS.labels[organisation.sector],
        "villages": "; ".join(organisation.villages),
    }
    return {column.key: column.tidied(told[column.key]) for column in COLUMNS}


def exported() -> Iterator[list[str]]:
    """The partners that take part, by name."""
    wanted = select(Organisation).where(Organisation.suspended_at.is_(None)).order_by(Organisation.name)
    for organisation in db.session.scalars(wanted.execution_options(yield_per=500)):
        yield list(as_cells(organisation).values())


class Partners:
    """The partners as they are now, found by code and by name."""

    def __init__(self) -> None:
        self.by_slug: dict[str, Known] = {}
        self.by_name: dict[str, list[Known]] = defaultdict(list)
        for organisation in db.session.scalars(select(Organisation).execution_options(yield_per=500)):
            known = Known(organisation.slug, organisation.is_active, as_cells(organisation))
            self.by_slug[known.slug] = known
            self.by_name[known.cells["name"].casefold()].append(known)

    def named(self, name: str) -> Known | None:
        """One that takes part, else one that stopped."""
        return next(iter(sorted(self.by_name.get(name.casefold(), ()), key=lambda known: not known.is_active)), None)


def plan(table: Table) -> Plan:
    """What this list would do. Raises NotATable."""
    head = heading(COLUMNS, table)
    partners = Partners()
    seen: dict[str, int] = {}
    lines = [Line(number, cells) for number, cells in table.rows]
    for line in lines:
        _work_out(line, given(COLUMNS, head, line.cells), partners, seen)
    return Plan(table.headers, head.unknown, lines)


def _work_out(line: Line, said: dict[str, str], partners: Partners, seen: dict[str, int]) -> None:
    code, line.name = said.get("slug", ""), said["name"][:120]
    known = partners.by_slug.get(code) if code else partners.named(line.name)
    if known is not None:
        said.pop("slug", None)
    take(line, COLUMNS, said, known.cells if known else None)
    name = line.values.get("name", line.name).casefold()
    here = {f"name {name}", f"code {known.slug if known else code}"} - {"code ", "name "}
    for what in here & seen.keys():
        line.reasons = [_("Deze partner staat ook op regel %(number)s.", number=seen[what])]
    if known is not None and not known.is_active:
        line.reasons.append(_("Deze partner doet nu niet mee. Laat die eerst weer meedoen."))
    other = partners.named(name)
    if other is not None and other.is_active and (known is None or other.slug != known.slug):
        line.reasons.append(_("Er is al een partner met deze naam."))
    settle(line, COLUMNS, known.slug if known else "", known.cells if known else None)
    if not line.reasons:
        seen |= dict.fromkeys(here, line.number)


def carry_out(found: Plan, by: Actor) -> None:
    """Write down the new and the changed ones."""
    slugs = [line.target for line in found.of(Verdict.CHANGED)]
    wanted = select(Organisation).where(Organisation.slug.in_(slugs))
    changed = {one.slug: one for one in db.session.scalars(wanted)}
    for line in found.of(Verdict.CHANGED):
        _write(changed[line.target], line.values)
        audit.record("organisation_edited", changed[line.target].thing, by, way="list")
    made = list(_made(found.of(Verdict.NEW)))
    db.session.add_all(made)
    db.session.flush()
    for organisation in made:
        audit.record("organisation_added", organisation.thing, by, organisation_id=organisation.id, way="list")


def _made(lines: Iterable[Line]) -> Iterator[Organisation]:
    """New partners; all addresses are known beforehand, so that a thousand names are not asked one by one."""
    taken = {*db.session.scalars(select(Organisation.slug)), *TAKEN}
    for line in lines:
        slug = line.values.get("slug") or slugs.free(slug_of(line.values["name"]), taken)
        taken.add(slug)
        made = Organisation(slug=slug, kind="", pillar=Pillar.SIGNATORY)
        _write(made, {key: value for key, value in line.values.items() if key != "slug"})
        yield made


def _write(organisation: Organisation, values: dict[str, str]) -> None:
    for key, value in values.items():
        if key == "villages":
            organisation.villages = split(value)
        elif key == "pillar":
            organisation.pillar = Pillar(PILLAR_WORDS.code(value))
        elif key == "sector":
            organisation.sector = Sector(SECTOR_WORDS.code(value))
        else:
            setattr(organisation, key, value)
