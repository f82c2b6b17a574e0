"""The receiving side: from the letter in two clicks, after signing in who it is about, and reporting back."""

import pytest

from pact.audit import AuditLine
from pact.db import db
from pact.people.models import Person
from pact.referrals.models import Message, Referral
from tests import make as things
from tests.referrals.journey import Journey
from tests.referrals.reading import Page


@pytest.fixture
def sent(sign_in, outbox):
    """Anna sent a referral; gives its reference and the path in each handler's letter."""
    journey = Journey(sign_in("anna")).until("controleren")
    journey.send()
    paths = {key: outbox.to(key)[0].links[0].removeprefix("http://localhost") for key in ("chantal", "daan")}
    outbox.clear()
    return journey.reference, paths


def subjects(letters):
    return [letter.subject for letter in letters]


def test_the_letter_leads_to_a_card_without_a_person(sent, client, traces):
    reference, paths = sent
    page = Page(client.get(paths["chantal"]))
    assert page.headings[0] == f"Doorverwijzing {reference}"
    for said in ("Anna de Wit, Voedselbank", "Schulden of rekeningen", "Nee, binnen 3 werkdagen is goed", "Nederlands"):
        assert said in page.words
    assert "Oppakken vóór zaterdag 28 november" in page.words
    assert "De naam en het telefoonnummer zie je na het inloggen." in page.words
    for canary in things.CANARIES:
        assert canary not in page.html
    headers = page.answer.headers
    assert (headers["Referrer-Policy"], headers["Cache-Control"]) == ("no-referrer", "no-store")
    assert headers["X-Robots-Tag"] == "noindex"


def test_two_clicks_pick_it_up_and_open_nothing(sent, client, town, outbox):
    """SECURITY.md T39: the link gives no session; who it is about is seen after signing in."""
    reference, paths = sent
    client.get(paths["chantal"])
    page = Page(client.post(paths["chantal"] + "/oppakken"))
    assert "Bedankt. Anna de Wit krijgt bericht." in page.words
    row = town.one(Referral, Referral.reference == reference)
    assert (row.status, row.handler_id) == ("accepted", town.chantal.id)
    assert subjects(outbox.to("anna")) == [f"{reference} is opgepakt"]
    assert client.get(page.links["Log in en bekijk de gegevens"]).location.startswith("/inloggen")
    assert client.post(paths["chantal"] + "/oppakken").status_code == 200, "pressed twice is as good as once"
    assert len(outbox.to("anna")) == 1


def test_after_signing_in_the_handler_reads_who_it_is_and_that_is_noted(sent, client, sign_in, town):
    reference, paths = sent
    client.post(paths["chantal"] + "/oppakken")
    page = Page(sign_in("chantal").get(f"/doorverwijzingen/{reference}"))
    for said in ("Zyxella Qwortema", things.PHONE, things.NOTE):
        assert said in page.words
    assert page.links["Bel"] == "tel:0699887766"
    assert "Opgepakt" in page.words
    [line] = town.all(AuditLine, AuditLine.thing == f"referral {reference}", AuditLine.action == "opened")
    assert (line.person_id, line.organisation_id) == (town.chantal.id, town.grip_op_de_knip.id)


def test_the_second_reads_who_was_first(sent, client, sign_in, town):
    reference, paths = sent
    client.post(paths["chantal"] + "/oppakken")
    said = "Chantal Vos heeft dit al opgepakt op 24 november 2026."
    assert said in Page(client.get(paths["daan"])).words
    late = client.post(paths["daan"] + "/oppakken")
    assert late.status_code == 409
    assert said in Page(late).words
    signed_in = sign_in("daan").post(f"/doorverwijzingen/{reference}/oppakken")
    assert signed_in.status_code == 409
    assert said in Page(signed_in).words
    assert town.one(Referral, Referral.reference == reference).handler_id == town.chantal.id


def test_looking_at_the_letter_s_link_changes_nothing(sent, client, town):
    reference, paths = sent
    for _time in range(10):
        client.get(paths["chantal"])
        client.head(paths["chantal"])
        client.get(paths["chantal"] + "/terugsturen")
    assert client.get(paths["chantal"] + "/oppakken").status_code == 405
    assert town.one(Referral, Referral.reference == reference).status == "requested"


def test_a_link_that_was_never_given_and_one_of_somebody_who_left_say_the_same(sent, client, app, town):
    _reference, paths = sent
    with app.app_context():
        db.session.get_one(Person, town.chantal.id).active = False
        db.session.commit()
    left, unknown = client.get(paths["chantal"]), client.get("/d/nothing-of-the-kind")
    assert left.status_code == unknown.status_code == 404
    assert Page(left).words == Page(unknown).words
    assert client.post(paths["chantal"] + "/oppakken").status_code == 404


def test_sent_back_with_a_reason_from_the_letter(sent, client, sign_in, town, outbox):
    reference, paths = sent
    url = paths["chantal"] + "/terugsturen"
    assert Page(client.post(url, data={})).errors == {"Kies waarom dit niet past.": "reason-0"}
    other = Page(client.post(url, data={"reason": "other", "who_can": "Triada"}))
    assert other.errors == {"Leg kort uit waarom dit niet past.": "explanation"}
    assert other.values["who_can"] == ["Triada"]
    assert (
        "rekeningnummer"
        in Page(client.post(url, data={"reason": "no_capacity", "explanation": "NL91ABNA0417164300"})).words
    )
    page = Page(client.post(url, data={"reason": "outside_area", "who_can": "Triada"}))
    assert "De gegevens zijn voor jullie weer gesloten." in page.words
    row = town.one(Referral, Referral.reference == reference)
    assert (row.status, row.reason) == ("rejected", "outside_area")
    assert subjects(outbox.to("anna")) == [f"{reference} is teruggestuurd"]
    anna = Page(sign_in("anna").get(f"/doorverwijzingen/{reference}"))
    assert "Buiten ons gebied" in anna.words
    assert "Misschien kan Triada helpen." in anna.words
    assert "Nog iemand vragen voor deze inwoner" in anna.words
    assert client.get(paths["daan"]).status_code == 410
    assert "Zyxella" not in sign_in("chantal").get(f"/doorverwijzingen/{reference}").text


def test_a_colleague_takes_over_and_the_one_before_reads_nothing_more(make, sign_in, town, outbox):
    made = make.referral("accepted")
    url = f"/doorverwijzingen/{made.reference}"
    daan, chantal = sign_in("daan"), sign_in("chantal")
    before = Page(daan.get(url))
    assert "Chantal Vos heeft dit opgepakt en leest de gegevens." in before.words
    assert "Zyxella" not in before.html
    assert daan.post(f"{url}/overnemen").status_code == 303
    assert "Zyxella Qwortema" in Page(daan.get(url)).words
    assert "Zyxella" not in chantal.get(url).text
    assert chantal.get(f"{url}/open").status_code == 410
    assert subjects(outbox.to("chantal")) == [f"{made.reference} is overgenomen"]
    assert "Contactpersoon: Daan Mulder." in outbox.to("anna")[0].body
    actions = [line.action for line in town.all(AuditLine, AuditLine.thing == f"referral {made.reference}")]
    assert actions[:2] == ["taken_over", "opened"]
    assert daan.post(f"{url}/overnemen").status_code == 303, "a second press"
    assert len(outbox.to("chantal")) == 1, "one does not take over from oneself"
    assert sign_in("els").post(f"{url}/overnemen").status_code == 404


REPORTS = [
    ("in_contact", "accepted", None, None, "er is contact"),
    ("helped", "completed", "helped", None, "is afgerond"),
    ("not_wanted", "failed", None, "not_wanted", "is afgerond"),
    ("not_reached", "failed", None, "not_reached", "is afgerond"),
    ("elsewhere", "completed", "referred_on", None, "is afgerond"),
]


def test_each_answer_to_how_it_is_going_makes_its_move_and_the_sender_hears(make, sign_in, town, outbox):
    chantal = sign_in("chantal")
    for report, status, outcome, reason, said in REPORTS:
        made = make.referral("accepted")
        outbox.clear()
        data = {"report": report, "barriers": ["transport", "nonsense"], "said": "We spraken elkaar."}
        answer = chantal.post(f"/doorverwijzingen/{made.reference}/stand", data=data)
        assert answer.status_code == 303, report
        row = town.one(Referral, Referral.id == made.id)
        assert (row.status, row.outcome, row.reason) == (status, outcome, reason), report
        assert row.barriers == ([] if report == "in_contact" else ["transport"]), report
        [letter] = outbox.to("anna")
        assert said in letter.subject, report
        assert "spraken" not in letter.body, "what is said is read on the page, never in a letter"
        assert (row.contacted_at is not None) == (report == "in_contact")


def test_without_an_answer_nothing_moves(make, sign_in, town):
    made = make.referral("accepted")
    page = Page(sign_in("chantal").post(f"/doorverwijzingen/{made.reference}/stand", data={"said": "Bijna klaar."}))
    assert page.errors == {"Kies hoe het ervoor staat.": "report-0"}
    assert page.values["said"] == ["Bijna klaar."]
    assert town.one(Referral, Referral.id == made.id).status == "accepted"
    assert town.all(Message, Message.referral_id == made.id) == []


def test_somebody_else_must_help_on_starts_a_new_referral_that_asks_for_a_new_yes(make, sign_in, town):
    made = make.referral("accepted")
    chantal = sign_in("chantal")
    answer = chantal.post(f"/doorverwijzingen/{made.reference}/stand", data={"report": "elsewhere"})
    journey = Journey(chantal, answer.location.rpartition("=")[2])
    draft = town.one(Referral, Referral.reference == journey.reference)
    assert (draft.status, draft.author_id, draft.follows_id) == ("draft", town.chantal.id, made.id)
    assert draft.from_organisation_id == town.grip_op_de_knip.id
    journey.go("hulpvraag", topic="housing")
    journey.go("naar-wie", organisation="triada")
    assert journey.look("controleren").location.startswith("/doorverwijzen/toestemming")


def test_words_go_both_ways_and_no_letter_holds_them(make, sign_in, outbox):
    made = make.referral("accepted")
    url, anna, chantal = f"/doorverwijzingen/{made.reference}", sign_in("anna"), sign_in("chantal")
    assert Page(anna.post(f"{url}/bericht", data={"text": " "})).errors == {"Schrijf een bericht.": "text"}
    too_long = Page(anna.post(f"{url}/bericht", data={"text": "x" * 301}))
    assert too_long.errors == {"Maak de tekst korter. Je hebt 301 tekens. Er passen er 300 in.": "text"}
    assert too_long.values["text"] == ["x" * 301]
    anna.post(f"{url}/bericht", data={"text": "Vergeet de winterjassen niet."})
    chantal.post(f"{url}/bericht", data={"text": "Morgen bel ik."})
    assert [letter.subject for letter in outbox] == [f"Er is een bericht bij {made.reference}"] * 2
    assert [letter.to for letter in outbox] == ["chantal@example.nl", "anna@example.nl"]
    assert not any("winterjassen" in letter.body or "Morgen" in letter.body for letter in outbox)
    for reader in (anna, chantal):
        words = Page(reader.get(url)).words
        assert "Vergeet de winterjassen niet." in words
        assert "Morgen bel ik." in words
    for key in ("bram", "daan", "lia", "nico"):
        assert "winterjassen" not in sign_in(key).get(url).text, key
        assert sign_in(key).post(f"{url}/bericht", data={"text": "Hallo"}).status_code == 403, key


def test_taking_it_back_ends_the_receiver_s_access_at_once(make, sign_in, town, outbox):
    made = make.referral("accepted")
    url, anna, chantal = f"/doorverwijzingen/{made.reference}", sign_in("anna"), sign_in("chantal")
    assert "Zyxella" in chantal.get(url).text
    assert Page(anna.post(f"{url}/intrekken", data={})).errors == {"Kies waarom je dit intrekt.": "reason-0"}
    assert anna.post(f"{url}/intrekken", data={"reason": "mistake"}).status_code == 303
    assert "Zyxella" not in chantal.get(url).text
    assert chantal.get(f"{url}/open").status_code == 410
    for deed in ("stand", "bericht", "overnemen", "oppakken"):
        answer = chantal.post(f"{url}/{deed}", data={"report": "helped", "text": "Hallo"})
        assert answer.status_code in (403, 409), deed
    assert subjects(outbox.to("chantal")) == [f"{made.reference} is ingetrokken"]
    assert "Zyxella Qwortema" in Page(anna.get(url)).words, "seven days, to ask somebody else"
    assert chantal.post(f"{url}/intrekken", data={"reason": "mistake"}).status_code == 403


def test_what_waits_for_whom_stands_under_today(sent, client, sign_in):
    reference, paths = sent
    assert reference in Page(sign_in("chantal").get("/vandaag")).words
    client.post(paths["chantal"] + "/oppakken")
    anna = Page(sign_in("anna").get("/vandaag")).words
    assert reference in anna
    assert "Opgepakt" in anna
    assert reference not in Page(sign_in("daan").get("/vandaag")).words, "it is Chantal's now"
    for toon in ("gekregen", "verstuurd"):
        page = sign_in("chantal" if toon == "gekregen" else "anna").get(f"/doorverwijzingen?toon={toon}")
        assert reference in page.text
        assert "Zyxella" not in page.text


def test_one_s_own_referral_is_picked_up_by_somebody_else(sign_in, make, town, outbox):
    """Two hats are two people: who refers from one organisation and handles at the other cannot do both."""
    make.person("dubbel")
    make.membership(town.dubbel, town.voedselbank, "referrer")
    make.membership(town.dubbel, town.grip_op_de_knip, "handler")
    made = make.referral("requested", author="dubbel")
    url = f"/doorverwijzingen/{made.reference}"
    for deed in ("oppakken", "terugsturen", "wachtlijst"):
        assert sign_in("dubbel").post(f"{url}/{deed}", data={"reason": "other"}).status_code == 403, deed
    assert sign_in("daan").post(f"{url}/oppakken").status_code == 303
    assert sign_in("dubbel").post(f"{url}/overnemen").status_code == 403
