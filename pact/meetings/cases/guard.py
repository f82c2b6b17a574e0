"""What in a text could tell who it is about: some of it is refused, of the rest the writer is asked to look again.

Refused is what has no other use than to find somebody: numbers, addresses, a day of birth. Asked about is what may be a
name or a detail that only one person here has. A rule must be easy to say; a word that is only rare is no reason, or
nobody would read the questions any more.
"""

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path

from pact.forms import DATE, EMAIL, as_typed_by_hand, holds_bsn, holds_iban, phone_digits


class Found(StrEnum):
    """What a text holds that it must not."""

    BSN = "bsn"
    IBAN = "iban"
    PHONE = "phone"
    EMAIL = "email"
    BIRTHDAY = "birthday"
    POSTCODE = "postcode"
    ADDRESS = "address"
    NUMBER = "number"


FIRST_NAMES = frozenset(Path(__file__).with_name("first_names.txt").read_text(encoding="utf-8").split())


def any_of(words: str) -> str:
    """One of these words, as part of a pattern. Each word is a pattern itself."""
    return "(?:" + "|".join(words.split()) + ")"


MONTH = any_of(
    r"""jan(?:uari)? feb(?:ruari)? maart mrt apr(?:il)? mei juni? juli? aug(?:ustus)? sept?(?:ember)? okt(?:ober)?
    nov(?:ember)? dec(?:ember)?"""
)
DAY = rf"\b(?:[0-3]?\d[-./ ][01]?\d(?:[-./ ](?:\d\d)?\d\d)?|[0-3]?\d {MONTH}\b\.?(?: (?:19|20)\d\d)?)(?!\d)"
BIRTH = any_of(r"geboren geboortedatum geboortedag geb jarig verjaart verjaardag")
BORN = re.compile(rf"\b{BIRTH}\b\.?[^.!?\n]{{0,25}}?{DAY}", re.IGNORECASE)
OLD_DATE = re.compile(rf"\b(?:[0-3]?\d[-./ ][01]?\d[-./ ]|[0-3]?\d {MONTH}\b\.? )(?:19\d\d|200\d)\b", re.IGNORECASE)

PHONE = re.compile(r"(?<![\w])(?:\+|00?)[1-9](?:[\s().\-/]{0,3}\d){7,13}(?!\d)")
LONG_NUMBER = re.compile(r"(?<![\d,.€])\d{7,}(?!\d)")
UNITS = any_of("eu km kg cm mm ml kw mb gb")
POSTCODE = re.compile(rf"(?<!\d)[1-9]\d{{3}}(?! ?(?i:{UNITS})\b)(?: ?[A-Z]{{2}}|[a-z]{{2}})(?![A-Za-z])")

#: What a street ends in: these words mean little else, so a small letter does not hide them …
SURELY = any_of("straat straatje laan laantje plein pleintje gracht singel dreef steeg plantsoen kade")
#: … and these are also ends of ordinary words, so they count with a capital.
MAYBE = any_of(
    """weg dijk hof pad park erf markt baan ring wal kamp veld berg brink allee boulevard haven akker weide horst enk
    es"""
)
#: What is counted, after a number that is no house.
COUNTED = any_of(
    """keer maal jaar jaren maand week weken dag uur uren kind mens person gezin euro huis huizen woning bewoner
    procent % om\\b tot\\b of\\b"""
)
HOUSE = rf" (?!(?:19|20)\d\d\b)\d{{1,4}}[a-zA-Z]{{0,2}}(?!\w)(?! ?{COUNTED})"
ADDRESS = re.compile(
    rf"\b(?i:\w{{2,}}{SURELY}){HOUSE}|\b(?!Onderweg|Halverwege|Snelweg)[A-Z][\w’'-]+{MAYBE}{HOUSE}"
    rf"|\b(?:[A-Z][\w’'-]+ ){{1,3}}(?i:{SURELY}|{MAYBE}){HOUSE}|(?i:\bhuisnummer|\bop nummer|\bpostbus) \d"
)

PARTICLES = r"(?:(?:van|de|den|der|ter|ten|te|'t|’t|el|al|ben|ould|von)\s+){0,3}"
NAME = r"[A-ZÀ-ÖØ-ÞŁŚŻÇŞİ][\w’'-]*[a-zà-öø-ÿłśżçşı][\w’'-]*"
TITLES = any_of(
    r"""meneer mijnheer mevrouw mevr\.? mw\.? dhr\.? mnr\.? de\sheer familie fam\.? oom tante buurvrouw buurman moeder
    vader dochter zoon zoontje dochtertje broer zus vriend vriendin partner echtgenoot man vrouw opa oma cliënt cliënte
    juf meester dokter dr\.? heet heten heette genaamd genoemd bijgenaamd naam naam\sis namen\szijn
    noemen\swe\s(?:haar|hem) noem\s(?:haar|hem) voornaam achternaam"""
)
AFTER_A_TITLE = re.compile(rf"\b(?i:{TITLES}):?\s+(?P<word>(?i:{PARTICLES}){NAME})")
INITIALS = re.compile(rf"(?<!\w)(?P<word>(?:[A-Z]\.\s?){{1,4}}(?i:{PARTICLES}){NAME})")
WITH_PARTICLE = re.compile(rf"(?P<word>\b{NAME} (?:van (?:der|den|de|’t|'t)|ter|ten|el|al|ben|de) {NAME})")
SENTENCE_START = re.compile(r"(?:^|[.!?:;\n»«\"“(]\s*)$")
WORD = re.compile(rf"(?<![\w’'-]){NAME}(?! [\w-]*(?:vereniging|stichting|fonds|school)\b)")
#: After «mevrouw» and the like stands sometimes a word that begins a sentence, or an organisation.
NO_NAMES = """
De Het Een Dit Dat Deze Die Zij Ze Hij Wij We Je Jij Ik Er Nu Toen Daar Hier Wat Wie Waar Hoe Kan Mag Moet Wil Heeft Is
Was Ook Maar En Of Als Bij In Op Met Voor Na Om Van Geen Niet Door Wel Sinds Zonder Volgens Voedselbank Kledingbank
Gemeente Leergeld Nederland Nederlands Nederlandse Nederlander
"""
NO_NAME = frozenset(NO_NAMES.split())

SOMEBODY = any_of("iemand man vrouw jongen meisje moeder vader zoon dochter kind kinderen weduwe weduwnaar opa oma")
AGE = re.compile(
    rf"\b(?:\d{{1,3}}[- ]?jarige?|\d{{1,3}} jaar oud|geboren in (?:19|20)\d\d"
    rf"|(?:hij|zij|ze|die|{SOMEBODY}) (?:is|was|wordt) (?:net |bijna |nu )?\d{{1,2}}(?= jaar\b)"
    rf"|{SOMEBODY} van \d{{1,2}}(?! ?(?:euro|maand|week|weken|%)))\b",
    re.IGNORECASE,
)
MANY_CHILDREN = re.compile(
    r"\b(?:[5-9]|1\d|vijf|zes|zeven|acht|negen|tien|elf|twaalf) (?:\w+ )?kinderen\b|\b(?:twee|drie|vier)ling\b",
    re.IGNORECASE,
)
ONLY_ONE = re.compile(
    r"\b(?:de enige|het enige (?:gezin|huis)|als enige|enigste)\b[^.!?\n]{0,40}"
    r"\b(?:dorp|straat|buurt|gemeente|wijk|school|kerk|stad)\b",
    re.IGNORECASE,
)
WORK = re.compile(
    rf"\b(?:werkt|werkte|werkzaam|in dienst|school|leerling)(?: nu| vroeger)? (?:bij|van|op) (?:de |het )?{NAME}"
    rf"|\b(?:eigenaar van|basisschool|school) (?:de |het )?{NAME}"
    r"|\b(?:oud-?|ex-?)?(?:burgemeester|wethouder|raadslid|dominee|pastoor|imam|notaris|schoolhoofd)\b"
)
STREET = re.compile(rf"\b[A-Z][\w’'-]+{SURELY}\b|\b[A-Z][\w’'-]+ (?:[Ss]traat|[Ll]aan|[Pp]lein)\b")
PLATE = re.compile(r"\b(?=[A-Z0-9-]*\d)(?=[A-Z0-9-]*[A-Z])[A-Z0-9]{1,3}-[A-Z0-9]{2,3}-[A-Z0-9]{1,3}\b")
#: SECURITY.md D2: about health and religion one asks whether it is needed here.
HEALTH_OR_FAITH = re.compile(
    r"\b"
    + any_of(
        r"""kanker hiv aids borderline psychose psychotisch schizofren\w+ bipolair autis\w+ adhd add ptss depressie\w*
        depressief dement\w* alzheimer parkinson epilep\w+ reuma verslav\w+ verslaafd alcoholist\w* moslim\w*
        islamitisch\w* jood joods\w* katholiek\w* gereformeerd\w* hervormd\w* hindoe\w* jehova\w* zwanger abortus homo
        lesbisch\w* transgender"""
    )
    + r"\b",
    re.IGNORECASE,
)


def refused(text: str) -> list[Found]:
    """What stands here that is kept nowhere, each kind once. What it says is repeated by nobody."""
    plain = as_typed_by_hand(text)
    without_dates = DATE.sub("-", plain)
    tests: dict[Found, Callable[[], bool]] = {
        Found.IBAN: lambda: holds_iban(text),
        Found.BSN: lambda: holds_bsn(text),
        Found.PHONE: lambda: any(phone_digits(hit[0]) for hit in PHONE.finditer(without_dates)),
        Found.EMAIL: lambda: EMAIL.search(plain) is not None,
        Found.BIRTHDAY: lambda: bool(BORN.search(plain) or OLD_DATE.search(plain)),
        Found.POSTCODE: lambda: POSTCODE.search(plain) is not None,
        Found.ADDRESS: lambda: ADDRESS.search(plain) is not None,
        Found.NUMBER: lambda: LONG_NUMBER.search(plain) is not None,
    }
    found = [kind for kind, holds in tests.items() if holds()]
    if len(found) > 1 and Found.NUMBER in found:
        found.remove(Found.NUMBER)  # it was one of the others
    return found


def doubts(text: str) -> list[str]:
    """The words here that may tell who it is about, in their order, each once. For the writer's own eyes."""
    plain = as_typed_by_hand(text)
    hits = sorted({*_names(plain), *_details(plain)})
    kept: list[tuple[int, str]] = []
    for start, words in hits:
        inside = any(at <= start < at + len(other) for at, other in kept)
        if not inside and words not in [other for _at, other in kept]:
            kept.append((start, words))
    return [words for _start, words in kept]


def _names(text: str) -> Iterator[tuple[int, str]]:
    for pattern in (AFTER_A_TITLE, INITIALS, WITH_PARTICLE):
        for hit in pattern.finditer(text):
            words = hit["word"]
            first, last = words.split()[0], words.split()[-1]
            if last in NO_NAME or first in NO_NAME or (pattern is WITH_PARTICLE and _begins(text, hit.start("word"))):
                continue
            yield hit.start("word"), words
    for hit in WORD.finditer(text):
        name = re.sub(r"(?:['’]s|s['’]|['’])$", "", hit[0])
        if name in FIRST_NAMES or (name.endswith("s") and name[:-1] in FIRST_NAMES):
            yield hit.start(), hit[0]


def _begins(text: str, at: int) -> bool:
    """Whether a capital stands there only because a sentence begins, and the word is no first name."""
    return SENTENCE_START.search(text[:at]) is not None and text[at:].split()[0] not in FIRST_NAMES


def _details(text: str) -> Iterator[tuple[int, str]]:
    for pattern in (AGE, MANY_CHILDREN, ONLY_ONE, WORK, STREET, PLATE, HEALTH_OR_FAITH, DATE):
        for hit in pattern.finditer(text):
            yield hit.start(), hit[0]
