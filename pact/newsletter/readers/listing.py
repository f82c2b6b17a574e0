"""A list of addresses of elsewhere: only with the proof of each that they asked for it, and when and how.

What a row would do is worked out from the row alone. Whether we know the address is looked at when it is carried out,
and told as a number: a list of one row must not ask us who left.
"""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from pact import audit, jobs
from pact.access import Actor
from pact.dates import today
from pact.db import db
from pact.forms import AtMost, NoNumbersOfPeople
from pact.keys import keyed_hash
from pact.layout import LANGUAGES
from pact.newsletter.models import Audience, JoinedBy, Reader, Suppression
from pact.newsletter.readers import emails
from pact.newsletter.readers.forms import FindForm
from pact.newsletter.readers.joining import proven
from pact.newsletter.readers.words import EDITIONS
from pact.tables.columns import BadCell, Column, Words, a_date, by_rules, heading, rules_of
from pact.tables.plan import Line, Plan, Verdict
from pact.tables.reading import Table
from pact.tables.rows import given, settle, take

EDITION_WORDS = Words(EDITIONS, {"inwoners": Audience.RESIDENTS, "partners": Audience.PARTNERS})
LANGUAGE_WORDS = Words(list(LANGUAGES.items()))
A_BATCH = 500
FEW = 5  # fewer than this is no number that we tell


def _day(text: str) -> str:
    day = a_date(text)
    if not day:
        raise BadCell(_("Vul de datum in waarop iemand ja zei."))
    if day > today().isoformat():
        raise BadCell(_("Deze datum is nog niet geweest."))
    return day


def _how(text: str) -> str:
    if not text:
        raise BadCell(_("Vul in hoe iemand ja zei. Zonder dat nemen wij de regel niet over."))
    return by_rules([AtMost(120), NoNumbersOfPeople()])(text)


COLUMNS = (
    Column(
        "email", "E-mailadres", by_rules(rules_of(FindForm, "email")), _l("Verplicht."),
        also=("e-mail", "mail", "email", "mailadres"), must_stand=True, needed=True,
    ),
    Column(
        "agreed_on", "Ja gezegd op", _day, _l("Verplicht. Een datum zoals 26-11-2026."),
        also=("datum", "aangemeld op", "toestemming op"), must_stand=True, needed=True,
    ),
    Column(
        "agreed_how", "Ja gezegd hoe", _how, _l("Verplicht. Bijvoorbeeld: formulier op de braderie, map 3."),
        also=("hoe", "manier", "bewijs"), must_stand=True, needed=True,
    ),
    Column(
        "audience", "Nieuwsbrief", EDITION_WORDS.one(_l("Vul in: Voor inwoners of Voor partners.")),
        _l("Voor inwoners of Voor partners. Leeg is Voor inwoners."), also=("editie",),
        empty="Voor inwoners",
    ),
    Column(
        "locale", "Taal", LANGUAGE_WORDS.one(_l("Vul in: Nederlands of English.")),
        _l("Nederlands of English. Leeg is Nederlands."), empty="Nederlands",
    ),
)  # fmt: skip


def plan(table: Table) -> Plan:
    """What this list would do, as far as its rows tell. Raises NotATable."""
    head = heading(COLUMNS, table)
    seen: dict[str, int] = {}
    lines = [Line(number, cells) for number, cells in table.rows]
    for line in lines:
        said = given(COLUMNS, head, line.cells)
        line.name = said["email"][:120]
        take(line, COLUMNS, said, None)
        address = said["email"].casefold()
        if address in seen:
            line.reasons = [_("Dit adres staat ook op regel %(number)s.", number=seen[address])]
        settle(line, COLUMNS, "", None)
        if not line.reasons:
            seen[address] = line.number
    return Plan(table.headers, head.unknown, lines)


def carry_out(found: Plan, by: Actor) -> int:
    """Write down who is new here, with the proof; tells how many. The worker writes them a letter."""
    lines = list(found.of(Verdict.NEW))
    hashes = {keyed_hash(line.values["email"]): line for line in lines}
    known = _known(list(hashes))
    made = [_reader(line, by) for hash, line in hashes.items() if hash not in known]
    for at in range(0, len(made), A_BATCH):
        some = made[at : at + A_BATCH]
        db.session.add_all(some)
        db.session.flush()
        jobs.add("newsletter-welcome", f"{min(some, key=lambda reader: reader.id).salt}:{len(some)}")
    audit.record("readers_added", "readers", by, way="list", count=len(made))
    return len(made)


def _known(hashes: list[str]) -> set[str]:
    found: set[str] = set()
    for at in range(0, len(hashes), A_BATCH):
        some = hashes[at : at + A_BATCH]
        found |= set(db.session.scalars(select(Reader.email_hash).where(Reader.email_hash.in_(some))))
        found |= set(db.session.scalars(select(Suppression.email_hash).where(Suppression.email_hash.in_(some))))
    return found


def _reader(line: Line, by: Actor) -> Reader:
    said = line.values
    told: dict[str, str | int] = {"agreed_on": said["agreed_on"], "how": said["agreed_how"]}
    audience = Audience(EDITION_WORDS.code(said["audience"]))
    return proven(said["email"], audience, LANGUAGE_WORDS.code(said["locale"]), JoinedBy.LIST, told, by.id)


def skipped(asked: int, added: int) -> str:
    """In words: a number only where it is no answer about one person."""
    number = asked - added
    if number >= FEW:
        return _("%(number)s adressen sloegen wij over: lezers die er al zijn, of die niet willen.", number=number)
    return _("Wie al lezer is of niet meer wil, sloegen wij over.")


@jobs.handles("newsletter-welcome")
def welcome(job: jobs.Job) -> None:
    """All of a batch or none: the letters and the end of the job are one transaction."""
    salt, _colon, count = job.thing.partition(":")
    first = select(Reader.id).where(Reader.salt == salt).scalar_subquery()
    wanted = select(Reader).where(Reader.id >= first, Reader.joined_by == JoinedBy.LIST)
    for reader in db.session.scalars(wanted.order_by(Reader.id).limit(int(count))):
        if reader.is_reading:
            emails.welcome(reader)
    job.done()
