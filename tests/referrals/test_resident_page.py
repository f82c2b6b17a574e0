"""The resident's own page: what happens, who has which data, who looked; and a stop in two taps that works at once."""

from datetime import timedelta

import pytest

from pact.audit import AuditLine
from pact.keys import DataKey
from pact.mail import Letter
from pact.referrals import clocks
from pact.referrals.models import Consent, ConsentEvent, Message, Referral
from tests import make as things
from tests.referrals.reading import Page


@pytest.fixture
def own(make, peek):
    """own("accepted") gives the reference and the path of the resident's page."""

    def build(status, **values):
        made = make.referral(status, **values)
        return made.reference, f"/i/{peek(made.reference, 'resident_token')}"

    return build


def test_the_page_tells_what_happens_and_shows_what_is_shared_behind_a_veil(own, client):
    _reference, url = own("accepted")
    page = Page(client.get(url))
    assert page.title == "Uw eigen pagina"
    for said in (
        "Voedselbank, sinds 24 november 2026. 0578 00 00 08",
        "Grip op de Knip, sinds 24 november 2026. 0578 00 00 02",
        "06 •• •• •• 66",
        "Schulden of rekeningen",
    ):
        assert said in page.words
    assert things.NOTE not in page.html
    assert things.PHONE not in page.html
    assert "99887766" not in page.html.replace(" ", "")
    assert page.links["Sluit deze pagina"].startswith("https://")
    assert "tel:0578000008" in page.links.values()
    headers = page.answer.headers
    assert (headers["Referrer-Policy"], headers["Cache-Control"]) == ("no-referrer", "no-store")
    assert headers["X-Robots-Tag"] == "noindex"
    assert "Set-Cookie" not in headers or "pact=" in headers["Set-Cookie"], "no cookie but our own"


def test_the_verb_follows_the_chosen_way_of_contact(own, client):
    for way, said in {
        "phone": "Grip op de Knip belt u vóór",
        "sms": "Grip op de Knip stuurt u een sms vóór",
        "email": "Grip op de Knip stuurt u een e-mail vóór",
        "together": "Grip op de Knip maakt een afspraak met u vóór",
        "walk_in": "U kunt langskomen bij Grip op de Knip.",
    }.items():
        _reference, url = own("accepted", contact_way=way, email="zyxella@voorbeeld.nl")
        assert said in Page(client.get(url)).words, way


def test_in_each_state_the_resident_reads_what_it_means(own, client):
    for status, said in {
        "requested": "Grip op de Knip leest dit vóór zaterdag 28 november.",
        "on_hold": "Grip op de Knip heeft nu geen plek. Zij kijken opnieuw op dinsdag 8 december.",
        "rejected": "Grip op de Knip kan u niet helpen. Uw gegevens zijn daar gesloten.",
        "completed": "Dit is klaar. U hoeft niets te doen.",
        "expired": "Dit gaat niet door. Uw gegevens zijn gesloten.",
        "cancelled": "Dit gaat niet door. Uw gegevens zijn gesloten.",
    }.items():
        _reference, url = own(status)
        page = Page(client.get(url))
        assert said in page.words, status
        assert ("Grip op de Knip, sinds" in page.words) == (status == "completed"), status


def test_the_note_opens_with_the_six_digits_and_shuts_after_five_wrong_ones(own, client, peek, town):
    reference, url = own("accepted")
    code = peek(reference, "resident_code")
    wrong = "000000" if code != "000000" else "111111"
    for typed in ("", "12345", "abcdef"):
        answer = client.post(f"{url}/toelichting", data={"code": typed})
        assert answer.status_code == 422
        assert "Vul de 6 cijfers in die op uw papier staan." in Page(answer).errors
    page = Page(client.post(f"{url}/toelichting", data={"code": f"{code[:3]} {code[3:]}"}))
    assert things.NOTE in page.words
    for _try in range(5):
        answer = client.post(f"{url}/toelichting", data={"code": wrong})
        assert "Deze code klopt niet. Kijk op uw papier, of bel ons." in Page(answer).errors
    shut = client.post(f"{url}/toelichting", data={"code": code})
    assert shut.status_code == 422, "even the right one"
    assert things.NOTE not in shut.text
    assert "De toelichting is dicht. Bel Anna de Wit" in Page(client.get(url)).words


def test_the_resident_reads_who_looked(own, client, sign_in):
    reference, url = own("accepted")
    assert "Wie heeft gekeken?" not in Page(client.get(url)).words
    sign_in("chantal").get(f"/doorverwijzingen/{reference}")
    sign_in("bram").get(f"/doorverwijzingen/{reference}")
    words = Page(client.get(url)).words
    assert "Op 24 november heeft iemand van Grip op de Knip uw gegevens bekeken" in words
    assert "iemand van Voedselbank" not in words, "a colleague who sees no person has not looked"
    sign_in("anna").get(f"/doorverwijzingen/{reference}")
    assert "Op 24 november heeft iemand van Voedselbank uw gegevens bekeken" in Page(client.get(url)).words


def test_two_taps_stop_it_and_both_sides_lose_everything_at_once(own, client, sign_in, town, outbox):
    reference, url = own("accepted")
    chantal, anna = sign_in("chantal"), sign_in("anna")
    page = f"/doorverwijzingen/{reference}"
    assert "Zyxella" in chantal.get(page).text
    assert chantal.get(f"{page}/open").status_code == 204
    first = Page(client.get(url))
    second = Page(client.get(first.links["Stop met delen"]))
    assert second.headings[0] == "Wilt u echt stoppen?"
    assert "Zyxella" in chantal.get(page).text, "looking at the question changes nothing"
    answer = client.post(f"{url}/stoppen")
    assert Page(client.get(answer.location)).headings[0] == "U bent gestopt"
    closed = chantal.get(f"{page}/open", part=True)
    assert closed.status_code == 410
    assert "Staat er iets op papier? Vernietig dat." in closed.text
    for reader in (chantal, anna, sign_in("daan")):
        for part in (False, True):
            text = reader.get(page, part=part).text
            assert not [word for word in things.CANARIES if word in text]
    assert [letter.subject for letter in outbox.to("chantal")] == [f"Stop met {reference}"]
    assert [letter.subject for letter in outbox.to("anna")] == [f"{reference} is gestopt"]
    client.post(f"{url}/stoppen")
    assert len(outbox.to("chantal")) == 1, "pressing twice is as good as once"
    assert chantal.post(f"{page}/stand", data={"report": "helped"}).status_code == 403
    assert chantal.post(f"{page}/bericht", data={"text": "Toch nog even"}).status_code == 403
    assert "U bent gestopt" in Page(client.get(f"{url}/gestopt")).words
    assert "Uw gegevens zijn gewist op 24 november 2026." in Page(client.get(url)).words


def test_after_a_stop_the_bytes_are_gone(own, client, sign_in, town, traces, deliver):
    """Not only the words, which were never written in clear: what was sealed, and the key it was sealed with."""
    reference, url = own("accepted", email="zyxella@voorbeeld.nl")
    sign_in("anna").post(f"/doorverwijzingen/{reference}/bericht", data={"text": "Zwaluwnest Kwispelstaart Wolkbreuk"})
    chantal = sign_in("chantal")
    chantal.get(f"/doorverwijzingen/{reference}")
    row = town.one(Referral, Referral.reference == reference)
    key = town.one(DataKey, DataKey.id == row.data_key_id)
    sealed = [value for name, value in row._mapping.items() if name.endswith("_sealed") and value]
    sealed += [message.text_sealed for message in town.all(Message, Message.referral_id == row.id)]
    sealed += [consent.rendered_sealed for consent in town.all(Consent, Consent.referral_id == row.id)]
    assert len(sealed) == 7
    assert key.wrapped
    assert traces.of([key.wrapped]), "the search finds what is there"
    client.post(f"{url}/stoppen")
    waiting = town.all(Letter, Letter.about == f"referral {reference}", Letter.cancelled_at.is_not(None))
    assert all(letter.sealed is None for letter in waiting)
    canaries = [
        *things.CANARIES,
        things.PHONE,
        things.NOTE,
        "zyxella@voorbeeld.nl",
        "Zwaluwnest",
        "Kwispelstaart",
        "Wolkbreuk",
        "vindt het goed",
    ]
    assert len(canaries) >= 10
    assert traces.of([*canaries, key.wrapped, *sealed], client, chantal) == []
    deliver()
    assert traces.of([*canaries, key.wrapped, *sealed], client, chantal) == []


def test_letters_under_way_are_called_back_by_a_stop(own, client, clock, deliver, outbox, town, app):
    reference, url = own("requested")
    clock.shift(timedelta(days=2))
    with app.app_context():
        clocks.run_all()
    client.post(f"{url}/stoppen")
    letters = town.all(Letter, Letter.about == f"referral {reference}")
    reminders = [letter for letter in letters if letter.template.endswith("reminder.txt")]
    assert len(reminders) == 2
    assert all(letter.cancelled_at is not None and letter.sealed is None for letter in reminders)
    told = [letter for letter in letters if letter.cancelled_at is None]
    assert {letter.template.rpartition("/")[2] for letter in told} == {"stopped.txt", "sender_stopped.txt"}


def test_a_receipt_without_a_person_stays(own, client, town):
    reference, url = own("accepted")
    client.post(f"{url}/stoppen")
    row = town.one(Referral, Referral.reference == reference)
    [consent] = town.all(Consent, Consent.referral_id == row.id)
    assert consent.rendered_sealed is None
    assert (consent.text_version, consent.language, consent.way) == ("1", "nl", "screen")
    kinds = [event.kind for event in town.all(ConsentEvent, ConsentEvent.consent_id == consent.id)]
    assert kinds[-2:] == ["given", "withdrawn"]


def test_an_unknown_and_an_expired_link_say_the_same(own, client, clock):
    _reference, url = own("accepted")
    client.post(f"{url}/stoppen")
    clock.shift(timedelta(days=29))
    assert "Uw gegevens zijn gewist" in Page(client.get(url)).words
    clock.shift(timedelta(days=2))
    expired, unknown = client.get(url), client.get("/i/0000000000000000000000")
    assert expired.status_code == unknown.status_code == 404
    assert Page(expired).words == Page(unknown).words
    assert "Deze link werkt niet meer. Bel 0578 00 00 00. Dan helpen wij u verder." in Page(unknown).words
    for deed in ("stoppen", "wissen", "toelichting", "toestemming"):
        assert client.post(f"{url}/{deed}").status_code == 404, deed


def test_a_draft_has_no_page_yet(own, client):
    assert client.get(own("draft")[1]).status_code == 404


def test_looking_changes_nothing_however_often(own, client, town):
    reference, url = own("accepted")
    before = town.one(Referral, Referral.reference == reference)
    lines = len(town.all(AuditLine))
    for _time in range(5):
        for path in ("", "/stoppen", "/gestopt", "/toestemming", "?taal=en"):
            client.get(url + path)
            client.head(url + path)
    for path in ("/toelichting", "/wissen"):
        assert client.get(url + path).status_code == 405
    client.post(f"{url}/wissen")
    client.post(f"{url}/toestemming", data={"answer": "no"})
    assert town.one(Referral, Referral.reference == reference) == before
    assert len(town.all(AuditLine)) == lines


def test_in_english_the_answers_stay_and_the_language_is_a_link(own, client):
    _reference, url = own("accepted")
    page = Page(client.get(url))
    english = Page(client.get(page.links["English"]))
    assert english.title == "Your own page"
    assert '<html lang="en"' in english.html
    assert "Stop sharing" in english.links
    assert "Nederlands" in english.links


def test_everything_can_be_erased_also_what_names_nobody(own, client, town, deliver, clock):
    reference, url = own("accepted")
    client.post(f"{url}/stoppen")
    client.post(f"{url}/wissen")
    assert "Wij wissen alles vóór 26 november 2026." in Page(client.get(f"{url}/gestopt")).words
    clock.shift(timedelta(minutes=15))
    deliver()
    row = town.one(Referral, Referral.reference == reference)
    assert (row.topic, row.urgent, row.contact_way, row.language, row.moments) == (None, None, None, None, [])
    assert row.status == "withdrawn"


def test_on_the_resident_s_word_either_side_can_stop_it(own, sign_in, town):
    for key in ("anna", "chantal"):
        reference, _url = own("accepted")
        visitor = sign_in(key)
        assert "Wil de inwoner echt stoppen?" in Page(visitor.get(f"/doorverwijzingen/{reference}/stoppen")).headings
        assert visitor.post(f"/doorverwijzingen/{reference}/stoppen").status_code == 303
        assert town.one(Referral, Referral.reference == reference).status == "withdrawn"
    reference, _url = own("accepted")
    for key, status in (("bram", 403), ("daan", 403), ("nico", 403), ("fatma", 403), ("karim", 403)):
        assert sign_in(key).post(f"/doorverwijzingen/{reference}/stoppen").status_code == status, key
