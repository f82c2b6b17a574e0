"""A burgerservicenummer or a bank account is refused however it was pasted; a date or a telephone number never is."""

from datetime import date, timedelta

import pytest

from pact.forms import holds_bsn, holds_iban
from tests.referrals.journey import Journey

BSN = (
    "111222333", "111 222 333", "111.222.333", "111-222-333", "111/222/333", "111\u00a0222\u00a0333", "111  222  333",
    "1 1 1 2 2 2 3 3 3", "１１１２２２３３３", "bsn:111222333!", "111\u200b222\u200b333", "111\u2009222\u2009333",
    "(111222333)", "geboren 12-05-1980, 111222333", "111222333, 06 12345678", "111\u00ad222333",
)  # fmt: skip
ACCOUNTS = (
    "NL91 ABNA 0417 1643 00",
    "NL91\u00a0ABNA\u00a00417\u00a01643\u00a000",
    "nl91abna0417164300", "ＮＬ91ABNA0417164300",
    "NL91-ABNA-0417-1643-00", "NL91  ABNA  0417  1643  00", "NL91\u200bABNA0417164300",
)  # fmt: skip


@pytest.mark.engine("sqlite")
def test_however_it_is_pasted_it_is_refused_and_not_kept(sign_in, traces):
    anna = sign_in("anna")
    journey = Journey(anna).until("inwoner")
    for number in (*BSN, *ACCOUNTS):
        assert journey.go("inwoner", note=f"Let op: {number}.").status_code == 422, number
        journey.go("bewaren", given_name="Eva", note=f"Let op: {number}.")
    assert 'value="Eva"' in journey.look("inwoner").text
    assert "Let op" not in journey.look("inwoner").text


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("book", ["ﷺ" * 400_000, "NL91ABNA0417164300 " * 50_000], ids=["ligatures", "accounts"])
def test_a_whole_book_is_too_long_and_is_not_read(sign_in, book):
    """SECURITY.md T34: the length is looked at first, and nothing looks into what is too long."""
    answer = Journey(sign_in("anna")).until("inwoner").go("inwoner", note=book)
    assert answer.status_code == 422
    assert "Maak de tekst korter." in answer.text
    assert "Haal het rekeningnummer weg." not in answer.text


@pytest.mark.parametrize("shape", ["%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d %m %Y", "Kom %d-%m-%Y 9 uur", "%d-%m-%Y."])
def test_no_date_is_taken_for_a_number_of_a_person(shape):
    days = [date(2026, 1, 1) + timedelta(days) for days in range(800)]
    assert [text for day in days if holds_bsn(text := day.strftime(shape))] == []


@pytest.mark.parametrize(
    "text", ["06 12345678 of 0578 123456", "06-12345678 / 0578-123456", "+31 6 12345678", "0031612345678", "8181 AB 12"]
)
def test_a_telephone_number_is_no_number_of_a_person(text):
    assert not holds_bsn(text)
    assert not holds_iban(text)
