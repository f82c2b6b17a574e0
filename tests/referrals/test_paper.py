"""On paper: the words to sign, and the resident's own page with its link, its code and a square for the telephone."""

import re

from tests.referrals.journey import Journey
from tests.referrals.reading import Page


def test_the_words_to_sign_are_the_words_on_the_screen(sign_in, peek):
    journey = Journey(sign_in("anna")).until("toestemming")
    screen, paper = Page(journey.look("toestemming")), Page(journey.look("toestemming/papier"))
    start, end = "Mogen wij uw gegevens doorgeven?", "Vindt u dit goed?"
    words = screen.words[screen.words.index(start) : screen.words.index(end) + len(end)]
    assert words in paper.words
    for said in (
        "Ja, dat is goed",
        "Nee, liever niet",
        "Naam",
        "Datum",
        "Handtekening",
        "Handtekening vrijwilliger",
    ):
        assert said in paper.words
    assert paper.html.count("pact-box") >= 2
    link = f"http://localhost/i/{peek(journey.reference, 'resident_token')}"
    assert link in paper.words
    assert "<svg" in paper.html
    assert "nl-button" not in re.sub(r'<div class="pact-buttons.*?</div>', "", paper.html, flags=re.S)


def test_in_english_where_the_resident_reads_english(sign_in):
    journey = Journey(sign_in("anna")).until("toestemming")
    paper = Page(journey.look("toestemming/papier", tekst="en"))
    assert "May we pass on your details?" in paper.words
    assert "Mogen wij" not in paper.words, "never a second language in silence"


def test_a_yes_on_paper_is_sent_and_the_own_page_is_printed_with_its_code(sign_in, peek, outbox, client):
    anna = sign_in("anna")
    journey = Journey(anna).until("controleren", says="paper")
    sent = Page(anna.get(journey.send().location))
    paper = Page(anna.get(sent.links["Print de pagina voor de inwoner"]))
    token, code = peek(journey.reference, "resident_token"), peek(journey.reference, "resident_code")
    assert f"http://localhost/i/{token}" in paper.words
    assert f"Uw code voor de toelichting: {code}" in paper.words
    assert paper.title == "Uw eigen pagina"
    assert client.get(f"/i/{token}").status_code == 200
    assert {letter.to for letter in outbox} == {"chantal@example.nl", "daan@example.nl"}, "paper is no letter"


def test_only_the_author_prints_it(sign_in, make, refresh_limits):
    made = make.referral("accepted")
    for key, status in (("anna", 200), ("bram", 403), ("chantal", 403), ("lia", 403), ("els", 404)):
        assert sign_in(key).get(f"/doorverwijzingen/{made.reference}/papier").status_code == status, key
