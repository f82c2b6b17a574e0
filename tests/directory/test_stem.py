"""Dutch words cut to their stem: forms of one word become the same, and different words stay apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pact.directory.stem import stem, stems, words

ALIKE = [
    ("schuld", "schulden"),
    ("rekening", "rekeningen"),
    ("formulier", "formulieren"),
    ("brief", "brieven"),
    ("huis", "huizen"),
    ("boom", "bomen"),
    ("toeslag", "toeslagen"),
    ("fiets", "fietsen", "fietsje", "fietsjes"),
    ("kaart", "kaartje", "kaarten"),
    ("pakket", "pakketten", "pakketje"),
    ("vrijwilliger", "vrijwilligers"),
    ("vluchteling", "vluchtelingen"),
    ("mogelijk", "mogelijke", "mogelijkheid", "mogelijkheden"),
    ("inburgering", "inburgeringen"),
    ("klas", "klassen"),
]


@pytest.mark.parametrize("forms", ALIKE, ids=lambda forms: forms[0])
def test_forms_of_one_word_have_one_stem(forms):
    assert len({stem(form) for form in forms}) == 1, {form: stem(form) for form in forms}


def test_different_words_stay_apart():
    apart = ["huur", "huis", "hout", "kind", "kin", "kast", "kas", "bank", "baan", "brief", "broek", "brood", "eten"]
    assert len({stem(word) for word in apart}) == len(apart)


def test_accents_capitals_and_signs_do_not_count():
    assert stems("Één CRÈCHE, in Oekraïne!") == stems("creche oekraine")


def test_words_that_say_nothing_are_left_out():
    assert words("Waar kan ik hulp vinden voor mijn kind?") == ["kind"]


@given(st.text(max_size=60))
def test_no_text_breaks_it(text):
    assert all(word and len(word) <= 40 for word in stems(text))
    assert stems(text) == stems(text.upper().lower())
