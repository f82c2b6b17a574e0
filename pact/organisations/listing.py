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

from pact import audit
from pact.access import Actor
from pact.db import db
from pact.forms import Filled
from pact.organisations.forms import VILLAGES_MOST, PartnerForm
from pact.organisations.models import Organisation, Pillar, Sector
from pact.organisations.naming import SLUG, TAKEN, numbered, slug_of
from pact.organisations.vocabulary import SECTORS
from pact.tables.columns import BadCell, Column, Words, by_rules, heading, rules_of, split
from pact.tables.plan import Line, Plan, Verdict
from pact.tables.reading import Table

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
        PILLAR_WORDS.one(_l("Vul in: Kerngroep of Convenant."), Pillar.SIGNATORY),
        _l("Kerngroep of Convenant. Leeg is Convenant."),
    ),
    Column(
        "sector",
        "Sector",
        SECTOR_WORDS.one(_l("Kies een sector uit de lijst op de pagina."), Sector.OTHER),
        _l("Voeding, Kleding, Schulden, Wonen, Zorg, Onderwijs, Kerk en geloof, Sport en cultuur, Werk en inkomen, "
        "Overheid, Bedrijf of Anders."),
        also=("branche",),
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
HEADERS = [column.header for column in COLUMNS]
LABELS = {column.key: column.header for column in COLUMNS}


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
    lines = []
    for number, cells in table.rows:
        line = Line(number, cells)
        given = {c.key: c.tidied(cells[head.places[c.key]]) for c in COLUMNS if c.key in head.places}
        _work_out(line, given, partners, seen)
        lines.append(line)
    return Plan(table.headers, head.unknown, lines)


def _work_out(line: Line, given: dict[str, str], partners: Partners, seen: dict[str, int]) -> None:
    code, line.name = given.pop("slug", ""), given["name"][:120]
    known = partners.by_slug.get(code) if code else partners.named(line.name)
    line.values = _values(line, given | ({} if known else {"slug": code}), known)
    name = line.values.get("name", line.name).casefold()
    for what in (name, f"code {known.slug if known else code}"):
        if what in seen and what != "code ":
            line.refuse(_("Deze partner staat ook op regel %(number)s.", number=seen[what]))
            return
    if known is not None and not known.is_active:
        line.refuse(_("Deze partner doet nu niet mee. Laat die eerst weer meedoen."))
    other = partners.named(name)
    if other is not None and other.is_active and (known is None or other.slug != known.slug):
        line.refuse(_("Er is al een partner met deze naam."))
    if line.reasons:
        line.refuse()
        line.values = {}
        return
    seen |= {name: line.number, f"code {known.slug if known else code}": line.number}
    line.target = known.slug if known else ""
    if known is None:
        line.verdict = Verdict.NEW
    elif line.values:
        line.verdict = Verdict.CHANGED
        line.changes = [(LABELS[key], known.cells[key], value) for key, value in line.values.items()]


def _values(line: Line, given: dict[str, str], known: Known | None) -> dict[str, str]:
    """What each cell says, as far as it is news. What already stands so is not judged again."""
    found = {}
    for column in COLUMNS:
        if column.key not in given:
            continue
        text = given[column.key]
        if known is not None and text == known.cells[column.key]:
            continue
        try:
            value = column.normal(text)
        except BadCell as error:
            line.reasons.append(f"{column.header}: {error}")
            continue
        if (known is None and value) or (known is not None and value != known.cells[column.key]):
            found[column.key] = value
    return found


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
        slug = line.values.get("slug") or numbered(slug_of(line.values["name"]), taken)
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
