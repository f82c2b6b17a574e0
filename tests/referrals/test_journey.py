"""From «Waarbij is hulp nodig?» to «De doorverwijzing is verstuurd», without script, and what may go otherwise."""

import re

import pytest

from pact.referrals.models import AdviceQuestion, Consent, Referral, Tip
from tests import make as things
from tests.referrals.journey import STEPS, Journey
from tests.referrals.reading import Page


def test_a_volunteer_refers_somebody_in_five_steps_and_a_check(sign_in, town, outbox):
    anna = sign_in("anna")
    journey = Journey(anna)
    titles = [
        "Stap 1 van 5: Hulpvraag – Nieuwe doorverwijzing – Samen Rondkomen",
        "Stap 2 van 5: Naar wie? – Nieuwe doorverwijzing – Samen Rondkomen",
        "Stap 3 van 5: Over wie gaat het? – Nieuwe doorverwijzing – Samen Rondkomen",
        "Stap 4 van 5: Vraag om toestemming – Nieuwe doorverwijzing – Samen Rondkomen",
    ]
    for step, title in zip(STEPS, titles, strict=True):
        page = Page(journey.look(step))
        assert page.title == title
        assert page.answer.headers["Cache-Control"] == "no-store"
        assert journey.go(step).status_code == 303
    check = Page(journey.look("controleren"))
    assert check.headings[0] == "Controleer en verstuur"
    for said in ("Zyxella Qwortema", things.PHONE, things.NOTE, "Grip op de Knip", "Schulden of rekeningen"):
        assert said in check.words
    assert "Ja, zelf gezegd op 24 november 2026, tekst in het Nederlands" in check.words
    assert len(outbox) == 0
    sent = journey.send()
    assert sent.location == f"/doorverwijzingen/{journey.reference}/verstuurd"
    assert Page(anna.get(sent.location)).headings[0] == "De doorverwijzing is verstuurd"
    row = town.one(Referral, Referral.reference == journey.reference)
    assert (row.status, row.author_id, row.sent_at is not None) == ("requested", town.anna.id, True)
    assert sorted(letter.to for letter in outbox) == ["chantal@example.nl", "daan@example.nl"]


def test_the_yes_is_kept_with_the_exact_words_it_was_said_to(sign_in, town, peek):
    journey = Journey(sign_in("anna")).until("controleren", language="en", says="paper")
    row = town.one(Referral, Referral.reference == journey.reference)
    [consent] = town.all(Consent, Consent.referral_id == row.id)
    assert (consent.text_id, consent.text_version, consent.language) == ("referral-handover", "1", "en")
    assert (consent.direction, consent.way, consent.receipt_channel) == ("ltr", "paper", "paper")
    assert consent.asked_by_id == town.anna.id
    assert consent.recipient_name == "Grip op de Knip"
    assert consent.data_items == ["name", "phone", "preferred_time", "language", "topic", "note"]
    assert len(consent.text_sha256) == 64
    assert consent.understood_at is not None
    assert consent.token_hash == row.resident_token_hash
    shown = Page(journey.look("toestemming")).words
    said = peek(journey.reference, "consents")
    assert said
    assert "Zyxella Qwortema" in shown
    assert b"Zyxella" not in consent.rendered_sealed


def test_however_often_one_presses_it_is_sent_once(sign_in, town, outbox):
    anna = sign_in("anna")
    journey = Journey(anna).until("controleren")
    first = journey.send()
    for _press in range(3):
        again = journey.send()
        assert again.status_code == 303
        assert again.location == first.location
    assert "Deze doorverwijzing is al verstuurd." in Page(anna.get(first.location)).words
    assert journey.look("inwoner").location == first.location, "back in the browser leads to what was sent"
    assert len(outbox) == 2
    assert len(town.all(Referral, Referral.reference == journey.reference)) == 1


def test_a_first_step_sent_twice_makes_one_draft(sign_in, town):
    anna = sign_in("anna")
    form = Page(anna.get("/doorverwijzen/hulpvraag")).values
    before = len(town.all(Referral))
    answers = [
        anna.post("/doorverwijzen/hulpvraag", data={"reference": form["reference"][0], "topic": "debt", "urgent": "no"})
        for _press in range(3)
    ]
    assert len({answer.location for answer in answers}) == 1
    assert len(town.all(Referral)) == before + 1


def test_a_draft_is_its_author_s_alone(sign_in, make, refresh_limits):
    made = make.referral("draft")
    for key in ("bram", "lia", "chantal"):
        other = sign_in(key)
        for step in (*STEPS, "controleren", "later", "toestemming/papier"):
            url = f"/doorverwijzen/{step}?concept={made.reference}"
            assert other.get(url).status_code == 404, f"{key} at {step}"
        for step in (*STEPS, "controleren", "bewaren", "weggooien"):
            url = f"/doorverwijzen/{step}?concept={made.reference}"
            assert other.post(url, data={"topic": "food", "urgent": "no"}).status_code == 404, f"{key} at {step}"
        assert other.get(f"/doorverwijzingen/{made.reference}").status_code == 404


def test_foreign_unknown_and_erased_get_the_same_page(sign_in, make, town, refresh_limits):
    erased = make.referral("erased")
    foreign = make.referral("requested", author="zoe", to="triada", handler="piet")
    pending = make.referral("consent_pending")
    draft = make.referral("draft", author="zoe")
    chantal = sign_in("chantal")
    pages = {
        chantal.get(f"/doorverwijzingen/{reference}").text.replace(reference, "SR-XXXXXX")
        for reference in (erased.reference, foreign.reference, pending.reference, draft.reference, "SR-222222")
    }
    pages = {without_nonce(page) for page in pages}
    assert len(pages) == 1
    assert sign_in("anna").get(f"/doorverwijzingen/{erased.reference}").status_code == 404


def without_nonce(html):
    html = re.sub(r'nonce="[^"]+"', "", html)
    html = re.sub(r'(X-CSRFToken": ")[^"]+|(csrf_token" value=")[^"]+', "", html)
    return re.sub(r'data-session-ends="\d+"', "", html)


def test_every_change_on_the_check_page_comes_back_to_it_at_once(sign_in):
    journey = Journey(sign_in("anna")).until("controleren")
    check = Page(journey.look("controleren"))
    changes = {name: url for name, url in check.links.items() if name.startswith("Wijzig ")}
    assert sorted(changes) == [
        "Wijzig haast",
        "Wijzig naam",
        "Wijzig naar wie",
        "Wijzig taal",
        "Wijzig telefoonnummer",
        "Wijzig toelichting",
        "Wijzig toestemming",
        "Wijzig waarbij hulp nodig is",
    ]
    for name, url in changes.items():
        step = url.partition("?")[0].rpartition("/")[2]
        heard = {"heard": journey.heard()} if step == "toestemming" else {}
        answer = journey.client.post(url, data=STEPS[step] | heard)
        assert answer.location.startswith("/doorverwijzen/controleren"), name
        assert journey.client.get(answer.location).status_code == 200, f"{name}: nothing changed, so the yes stands"


@pytest.mark.parametrize(
    ("step", "change"),
    [
        ("naar-wie", {"organisation": "gemeente-heerde"}),
        ("inwoner", {"given_name": "Iemand"}),
        ("inwoner", {"phone": "06 12345678"}),
        ("inwoner", {"note": ""}),
    ],
)
def test_whoever_changes_what_is_shared_asks_again(sign_in, town, outbox, step, change):
    journey = Journey(sign_in("anna")).until("controleren")
    journey.go(step, args={"terug": "controleren"}, **change)
    answer = journey.look("controleren")
    assert answer.location.startswith("/doorverwijzen/toestemming")
    assert "Je hebt iets veranderd. Vraag opnieuw om toestemming." in Page(journey.client.get(answer.location)).words
    journey.send()
    assert town.one(Referral, Referral.reference == journey.reference).status == "draft"
    assert len(outbox) == 0
    journey.go("toestemming")
    assert journey.send().location.endswith("/verstuurd")


def test_no_erases_everything_that_was_typed(sign_in, town, traces, outbox):
    """SECURITY.md D3: the words are nowhere, and the bytes they were sealed in are gone too."""
    anna = sign_in("anna")
    journey = Journey(anna).until("toestemming")
    before = town.one(Referral, Referral.reference == journey.reference)
    answer = journey.go("toestemming", says="no", understood=None, receipt=None)
    page = Page(anna.get(answer.location))
    assert page.headings[0] == "Dat is goed. Er wordt niets gedeeld."
    assert "Alles wat je net hebt ingevuld, is gewist." in page.words
    assert "Beursjesplein 2, Heerde" in page.words, "where the resident may go themselves"
    row = town.one(Referral, Referral.reference == journey.reference)
    assert (row.status, row.note_sealed, row.topic, row.to_organisation_id) == ("erased", None, None, None)
    assert len(outbox) == 0
    assert before.note_sealed
    assert traces.of([*things.CANARIES, before.note_sealed, before.phone_sealed], anna) == []
    assert journey.look("inwoner").status_code == 404


def test_a_number_of_a_person_is_neither_kept_nor_logged(sign_in, traces):
    anna = sign_in("anna")
    journey = Journey(anna).until("inwoner")
    for refused in ("111222333", "NL91ABNA0417164300"):
        assert journey.go("inwoner", note=f"Het is {refused}.").status_code == 422
        part = anna.post(journey.url("bewaren"), data={"given_name": "Iemand", "note": f"Het is {refused}."}, part=True)
        assert part.status_code == 200
    assert traces.of(["111222333", "NL91ABNA0417164300"], anna) == []
    assert Page(journey.look("inwoner")).values["note"] == [""]


def test_what_changes_on_the_page_is_saved_by_itself(sign_in):
    journey = Journey(sign_in("anna")).until("inwoner")
    answer = journey.client.post(journey.url("bewaren"), data={"given_name": "Zyxella", "phone": "12"}, part=True)
    assert "Bewaard om 10:00" in answer.text
    kept = Page(journey.look("inwoner")).values
    assert (kept["given_name"], kept["phone"]) == (["Zyxella"], [""])


def test_a_draft_is_found_under_today_and_can_be_thrown_away(sign_in, town, traces):
    anna = sign_in("anna")
    journey = Journey(anna).until("toestemming")
    today = Page(anna.get("/vandaag"))
    assert journey.reference in today.html
    assert "Zyxella" not in today.words
    assert anna.post(journey.url("weggooien")).status_code == 303
    assert town.one(Referral, Referral.reference == journey.reference).status == "erased"
    assert traces.of(things.CANARIES, anna) == []


def test_who_does_not_know_asks_the_coordinator_without_a_resident(sign_in, town, outbox, traces):
    anna = sign_in("anna")
    journey = Journey(anna).until("naar-wie")
    answer = journey.go("naar-wie", organisation="weet-ik-niet")
    question = town.one(AdviceQuestion, AdviceQuestion.asked_by_id == town.anna.id)
    assert answer.location == f"/doorverwijzen/vraag/{question.reference}"
    assert town.one(Referral, Referral.reference == journey.reference).status == "erased"
    [letter] = outbox.to("fatma")
    assert "Schulden" not in letter.subject + letter.body
    fatma = sign_in("fatma")
    assert "Schulden of rekeningen" in Page(fatma.get(answer.location)).words
    assert fatma.post(answer.location, data={}).status_code == 422
    assert fatma.post(answer.location, data={"organisation": "triada"}).status_code == 303
    [reply] = outbox.to("anna")
    assert "De coördinator denkt aan Woonstichting Triada." in reply.body
    assert "Woonstichting Triada" in Page(anna.get(answer.location)).words
    assert anna.post(answer.location, data={"organisation": "triada"}).status_code == 403


def test_a_tip_is_counted_and_names_nobody(sign_in, town):
    anna = sign_in("anna")
    assert "Kies waarover je een tip gaf." in Page(anna.post("/doorverwijzen/tip", data={})).errors
    assert anna.post("/doorverwijzen/tip", data={"topic": "food"}).status_code == 303
    [tip] = town.all(Tip)
    assert set(tip._mapping) == {"id", "organisation_id", "about_organisation_id", "topic", "given_on"}
    assert (tip.topic, str(tip.given_on)) == ("food", "2026-11-01"), "the month is enough to count"


def test_the_same_resident_is_referred_on_in_four_screens_without_typing_anything_again(sign_in, make, town, outbox):
    earlier = make.referral("rejected")
    anna = sign_in("anna")
    again = anna.post(f"/doorverwijzingen/{earlier.reference}/nog-iemand")
    journey = Journey(anna, again.location.rpartition("=")[2])
    screens = [again.location]
    for step in ("hulpvraag", "naar-wie", "toestemming"):
        page = Page(anna.get(screens[-1]))
        assert page.answer.status_code == 200
        assert not {"given_name", "phone", "note"} & set(page.values), "nothing is asked twice"
        answer = journey.go(step, **({"organisation": "triada"} if step == "naar-wie" else {}))
        screens.append(answer.location)
    check = Page(anna.get(screens[-1]))
    assert len(screens) == 4
    assert things.NOTE in check.words
    assert journey.send().location.endswith("/verstuurd")
    row = town.one(Referral, Referral.reference == journey.reference)
    assert (row.follows_id, row.status) == (earlier.id, "requested")
    assert [letter.to for letter in outbox] == ["piet@example.nl"]


def test_a_new_recipient_needs_a_new_yes(sign_in, make, town, outbox):
    earlier = make.referral("rejected")
    anna = sign_in("anna")
    journey = Journey(anna, anna.post(f"/doorverwijzingen/{earlier.reference}/nog-iemand").location.rpartition("=")[2])
    journey.go("hulpvraag")
    journey.go("naar-wie", organisation="triada")
    assert journey.look("controleren").location.startswith("/doorverwijzen/toestemming")
    assert journey.send().location.startswith("/doorverwijzen/controleren")
    assert town.one(Referral, Referral.reference == journey.reference).status == "draft"
    assert len(outbox) == 0


def test_from_the_directory_the_organisation_is_already_chosen(sign_in):
    journey = Journey(sign_in("anna"))
    answer = journey.go("hulpvraag", args={"naar": "triada"}, topic="housing")
    assert Page(journey.client.get(answer.location)).values["organisation"] == ["triada"]


def test_an_organisation_on_pause_is_told_but_cannot_be_chosen(sign_in):
    journey = Journey(sign_in("anna"))
    journey.go("hulpvraag", topic="other")
    page = Page(journey.look("naar-wie"))
    said = "Jan Nienhuisvereniging neemt nu geen nieuwe mensen aan. Bel voor overleg: 0578 00 00 06."
    assert said in page.words
    assert 'value="jan-nienhuisvereniging"' not in page.html
    assert Page(journey.look("naar-wie", toon="alle")).html.count('type="radio"') > page.html.count('type="radio"')


def test_haste_asks_to_ring_as_well(sign_in):
    journey = Journey(sign_in("anna"))
    journey.go("hulpvraag", urgent="yes")
    said = "Bel ook even. Dan weet je zeker dat iemand het ziet. Is iemand in gevaar? Bel 112."
    assert said in Page(journey.look("naar-wie")).words


def test_only_who_refers_gets_in(sign_in, client):
    for key in ("fatma", "gerrit", "hanna", "karim", "nico"):
        assert sign_in(key).get("/doorverwijzen/hulpvraag").status_code == 403, key
    assert client.get("/doorverwijzen/hulpvraag").location.startswith("/inloggen")
