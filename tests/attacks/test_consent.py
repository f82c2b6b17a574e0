"""Nothing is shared without a yes to exactly these words: not through a second window, nor by pressing twice."""

from itertools import cycle
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pact.referrals.models import Consent, Referral
from tests.attacks.test_forms import UNTIRING
from tests.referrals.journey import CONSENT, RESIDENT, Journey
from tests.referrals.reading import Page

#: Every way to change something that is shared, in another window.
CHANGES = {
    "the topic": ("hulpvraag", {"topic": "food"}),
    "the haste": ("hulpvraag", {"urgent": "yes"}),
    "the recipient": ("naar-wie", {"organisation": "gemeente-heerde"}),
    "the recipient, kept for later": ("naar-wie", {"organisation": "gemeente-heerde", "later": "1"}),
    "the name": ("inwoner", {"given_name": "Iemand"}),
    "the family name": ("inwoner", {"family_name": "Anders"}),
    "the number": ("inwoner", {"phone": "06 87654321"}),
    "the way": ("inwoner", {"way": "walk_in"}),
    "the moments": ("inwoner", {"moments": ["evening"]}),
    "the language": ("inwoner", {"language": "tr"}),
    "the other language": ("inwoner", {"language": "other", "language_other": "Tigrinya"}),
    "the note": ("inwoner", {"note": "En nog iets."}),
    "the note, saved by itself": ("bewaren", RESIDENT | {"note": "En nog iets."}),
    "the name, saved by itself": ("bewaren", RESIDENT | {"given_name": "Iemand"}),
    "the note, kept for later": ("inwoner", {"note": "En nog iets.", "later": "1"}),
}


def status(town, journey):
    return town.one(Referral, Referral.reference == journey.reference).status


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("change", CHANGES)
def test_a_yes_in_an_old_window_is_no_yes_to_what_it_became(sign_in, town, outbox, change):
    journey = Journey(sign_in("anna")).until("toestemming")
    on_the_screen = journey.heard()
    step, fields = CHANGES[change]
    assert journey.go(step, **fields).status_code in (200, 303)
    answer = journey.go("toestemming", heard=on_the_screen)
    assert answer.status_code == 422
    assert "Je hebt iets veranderd. Vraag opnieuw om toestemming." in Page(answer).words
    assert Page(answer).values["says"] == [], "the question is asked anew, with nothing chosen"
    journey.send()
    row = town.one(Referral, Referral.reference == journey.reference)
    assert row.status == "draft"
    assert town.all(Consent, Consent.referral_id == row.id) == []
    assert len(outbox) == 0


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize(("change", "way"), list(zip(CHANGES, cycle(["screen", "paper", "own_phone"]), strict=False)))
def test_whatever_changes_after_the_yes_nothing_is_sent(sign_in, town, outbox, change, way):
    journey = Journey(sign_in("anna")).until("toestemming")
    assert journey.go("toestemming", says=way).status_code == 303
    step, fields = CHANGES[change]
    assert journey.go(step, **fields).status_code in (200, 303)
    assert journey.send().location.startswith("/doorverwijzen/controleren")
    assert status(town, journey) == "draft"
    assert len(outbox) == 0


@pytest.mark.engine("sqlite")
def test_a_yes_to_the_text_in_one_language_is_no_yes_in_another(sign_in, town):
    journey = Journey(sign_in("anna")).until("toestemming")
    in_dutch = journey.heard()
    answer = journey.go("toestemming", args={"tekst": "en"}, heard=in_dutch)
    assert answer.status_code == 422
    assert journey.go("toestemming", args={"tekst": "en"}).status_code == 303


@pytest.mark.engine("sqlite")
def test_a_no_counts_in_whatever_window_it_is_said(sign_in, town):
    journey = Journey(sign_in("anna")).until("toestemming")
    old = journey.heard()
    journey.go("inwoner", note="En nog iets.")
    assert journey.go("toestemming", says="no", heard=old).location == "/doorverwijzen/niets-gedeeld"
    assert status(town, journey) == "erased"


@pytest.mark.engine("sqlite")
def test_the_yes_for_one_resident_is_not_taken_for_another(sign_in, town):
    anna = sign_in("anna")
    one, other = Journey(anna).until("toestemming"), Journey(anna).until("toestemming")
    assert other.go("toestemming", heard=one.heard()).status_code == 422
    assert status(town, other) == "draft"


@pytest.mark.engine("sqlite")
def test_while_the_resident_reads_on_the_own_phone_nothing_can_be_changed(sign_in, town, outbox):
    journey = Journey(sign_in("anna")).until("toestemming", email="zyxella@voorbeeld.nl")
    assert journey.go("toestemming", says="own_phone", receipt="email", understood=None).status_code == 303
    journey.send()
    assert status(town, journey) == "consent_pending"
    before = town.one(Referral, Referral.reference == journey.reference)
    for step, fields in (*CHANGES.values(), ("toestemming", CONSENT), ("weggooien", {})):
        assert journey.go(step, **fields).status_code == 303, step
        assert journey.send().status_code == 303
    assert town.one(Referral, Referral.reference == journey.reference) == before
    assert [letter.to for letter in outbox] == ["zyxella@voorbeeld.nl"]


@pytest.mark.engine("sqlite")
def test_who_refers_on_asks_anew_and_gets_no_number_that_was_not_shared(sign_in, make, town, outbox):
    """The resident wanted to be mailed; the number only served the own page, and the handler never saw it."""
    shared = make.referral("accepted", contact_way="email", email="zyxella@voorbeeld.nl", phone="06 99 88 77 66")
    chantal = sign_in("chantal")
    assert "99 88 77 66" not in chantal.get(f"/doorverwijzingen/{shared.reference}").text
    answer = chantal.post(f"/doorverwijzingen/{shared.reference}/stand", data={"report": "elsewhere"})
    draft = parse_qs(urlsplit(answer.location).query)["concept"][0]
    journey = Journey(chantal, draft)
    journey.go("hulpvraag")
    journey.go("naar-wie", organisation="triada")
    for step in ("inwoner", "toestemming", "toestemming/papier"):
        page = journey.look(step).text
        assert "zyxella@voorbeeld.nl" in page
        assert "99 88 77 66" not in page, step
    outbox.clear()
    journey.send()
    assert status(town, journey) == "draft"
    assert len(outbox) == 0


STEPS = st.sampled_from(
    [*CHANGES.values(), ("toestemming", {}), ("toestemming", {"says": "paper"}), ("controleren", {})]
)


def walk(sign_in, town, times):
    """Any order of steps; once it is sent, what is there is what the resident said yes to."""
    anna = sign_in("anna")

    @settings(UNTIRING, max_examples=times)
    @given(st.lists(STEPS, max_size=12))
    def at_random(steps):
        journey = Journey(anna).until("toestemming")
        agreed = False
        for step, fields in steps:
            before = town.one(Referral, Referral.reference == journey.reference)
            if before.status != "draft":
                break
            if step == "controleren":
                journey.send()
                assert (status(town, journey) == "requested") is agreed
            elif step == "toestemming":
                agreed = journey.go(step, **fields).status_code == 303
            else:
                said = journey.look("toestemming").text.partition('id="consent-text"')[2].partition("</div>")[0]
                journey.go(step, **fields)
                now = journey.look("toestemming").text.partition('id="consent-text"')[2].partition("</div>")[0]
                agreed = agreed and said == now

    at_random()


@pytest.mark.engine("sqlite")
def test_in_whatever_order_one_goes_only_what_was_agreed_to_is_sent(sign_in, town):
    walk(sign_in, town, 12)


@pytest.mark.proof
@pytest.mark.engine("sqlite")
def test_in_hundreds_of_orders_only_what_was_agreed_to_is_sent(sign_in, town):
    walk(sign_in, town, 400)
