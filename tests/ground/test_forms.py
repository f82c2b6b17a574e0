"""A burgerservicenummer or a bank account is refused however it is typed; a telephone number is not taken for one."""

import random

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form, StringField

from pact.forms import EmailAddress, NoNumbersOfPeople, PhoneNumber, holds_bsn, holds_iban, phone_digits, tidy

dice = random.Random(20261124)
SEPARATORS = ("", " ", ".", "-")


def a_bsn() -> str:
    while True:
        digits = [dice.randrange(10) for _ in range(8)]
        last = sum(d * w for d, w in zip(digits, range(9, 1, -1), strict=True)) % 11
        if last < 10 and digits[0] and len(set(digits)) > 2:
            return "".join(map(str, [*digits, last]))


def an_iban() -> str:
    body = dice.choice(["ABNA", "INGB", "RABO", "TRIO"]) + "".join(str(dice.randrange(10)) for _ in range(10))
    turned = "".join(str(int(sign, 36)) for sign in body + "NL00")
    return f"NL{98 - int(turned) % 97:02d}{body}"


def spread(number: str, separator: str, groups: tuple[int, ...]) -> str:
    parts, at = [], 0
    for size in groups:
        parts.append(number[at : at + size])
        at += size
    return separator.join([*parts, number[at:]] if number[at:] else parts)


AROUND = ("{}", "Zijn nummer is {}.", "bsn:{}", "Belt over {}, graag snel", "({})", "nr.{} van de man")
BSNS = [
    dice.choice(AROUND).format(
        spread(a_bsn(), dice.choice(SEPARATORS), dice.choice([(3, 3, 3), (4, 2, 3), (2, 2, 2, 3)]))
    )
    for _ in range(200)
]
IBANS = [dice.choice(AROUND).format(spread(an_iban(), dice.choice(["", " ", "-"]), (4, 4, 4, 4))) for _ in range(200)]
IBANS += [text.lower() for text in IBANS[:50]]


def a_phone_number() -> str:
    rest = "".join(str(dice.randrange(10)) for _ in range(8))
    area = dice.choice([("06", rest), ("0578", rest[:6]), ("010", rest[:7]), ("+31 6", rest), ("0031 6", rest)])
    shape = dice.choice(["{}{}", "{}-{}", "{} {}"])
    digits = area[1]
    if dice.random() < 0.6:
        digits = " ".join(digits[n : n + 2] for n in range(0, len(digits), 2))
    return shape.format(area[0], digits)


def test_every_bsn_is_found_however_it_is_typed() -> None:
    assert [text for text in BSNS if not holds_bsn(text)] == []


def test_every_bank_account_is_found_however_it_is_typed() -> None:
    assert [text for text in IBANS if not holds_iban(text)] == []


def test_hardly_any_telephone_number_is_taken_for_a_bsn() -> None:
    numbers = [dice.choice(AROUND).format(a_phone_number()) for _ in range(5000)]
    wrong = [text for text in numbers if holds_bsn(text) or holds_iban(text)]
    assert len(wrong) < 50, wrong[:10]


@pytest.mark.parametrize(
    "text",
    [
        "KvK 12345678",
        "Komt op 12-05-2026 om 14.30 uur",
        "Kenmerk SR-7K2MPX",
        "8181 AB Heerde, nummer 12",
        "Heeft 3 kinderen van 4, 7 en 11 jaar",
        "000000000",
        "111111111",
        "Bel 0578 00 00 00 of 06 99 88 77 66",
        "Ruim 1.250,50 euro te laat",
        "",
    ],
)
def test_what_looks_like_a_number_of_a_person_but_is_none_may_stay(text: str) -> None:
    assert not holds_bsn(text)
    assert not holds_iban(text)


def test_the_refused_number_is_repeated_in_no_message() -> None:
    class Note(Form):
        text = StringField(validators=[NoNumbersOfPeople()])

    bsn, iban = a_bsn(), an_iban()
    for typed in (f"Zijn bsn is {bsn}", f"Rekening {iban}"):
        form = Note(MultiDict({"text": typed}))
        assert not form.validate()
        (said,) = form.text.errors
        assert said.endswith(".")
        assert bsn not in said
        assert iban not in said
        assert form.text.data == typed, "what was typed stays"


@pytest.mark.parametrize(
    ("typed", "dialled"),
    [
        ("0612345678", "+31612345678"),
        ("06-12345678", "+31612345678"),
        ("06 12 34 56 78", "+31612345678"),
        ("(0578) 12 34 56", "+31578123456"),
        ("+31 (0)6 1234 5678", "+31612345678"),
        ("0031612345678", "+31612345678"),
        ("+48 601 234 567", "+48601234567"),
        ("06.1234.5678", "+31612345678"),
    ],
)
def test_a_telephone_number_is_understood_however_it_is_typed(typed: str, dialled: str) -> None:
    assert phone_digits(typed) == dialled


@pytest.mark.parametrize(
    "typed", ["", "12345678", "061234567", "06123456789", "geen", "+31", "+0612345678", "06 123 abc 78"]
)
def test_what_cannot_be_dialled_is_no_telephone_number(typed: str) -> None:
    assert phone_digits(typed) is None


@pytest.mark.parametrize("check", [PhoneNumber(), EmailAddress()])
def test_an_empty_optional_field_is_no_mistake(check: object) -> None:
    class Contact(Form):
        value = StringField(validators=[check])

    assert Contact(MultiDict({"value": ""})).validate()


@pytest.mark.parametrize("typed", ["naam@voorbeeld.nl", "a.b+c@sub.voorbeeld.co.uk", "n'aam@voorbeeld.nl", "X@Y.NL"])
def test_an_ordinary_address_is_taken(typed: str) -> None:
    class Contact(Form):
        value = StringField(validators=[EmailAddress()])

    assert Contact(MultiDict({"value": typed})).validate()


@pytest.mark.parametrize(
    "typed",
    [
        "naam",
        "naam@",
        "@voorbeeld.nl",
        "naam@voorbeeld",
        "a b@c.nl",
        "a@b.nl,c@d.nl",
        "a@b.nl\nBcc: x@y.nl",
        "a" * 250 + "@b.nl",
    ],
)
def test_what_is_no_address_is_refused_with_a_sentence(typed: str) -> None:
    class Contact(Form):
        value = StringField(validators=[EmailAddress()])

    form = Contact(MultiDict({"value": typed}))
    assert not form.validate()
    assert form.value.errors[0] == "Vul een e-mailadres in zoals naam@voorbeeld.nl."


def test_characters_nobody_can_see_are_taken_out() -> None:
    assert tidy("  Tru\x00us\x07 \ud800") == "Truus"
    assert tidy("regel 1\nregel 2\ttab") == "regel 1\nregel 2\ttab"
    assert tidy(None) is None


def test_a_hostile_text_is_judged_in_no_time() -> None:
    import time

    began = time.process_time()
    for hostile in ("1 " * 50_000, "NL00" + "A" * 100_000, "1-" * 50_000, "NL00 " * 20_000, "a@" * 50_000):
        holds_bsn(hostile)
        holds_iban(hostile)
        phone_digits(hostile)
    assert time.process_time() - began < 5
