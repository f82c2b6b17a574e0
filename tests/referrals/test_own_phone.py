"""The resident reads the question on the own phone. Until the yes the receiver learns nothing, not even that it is."""

import pytest

from pact.referrals.models import Consent, ConsentEvent, Referral
from tests import make as things
from tests.referrals.journey import Journey
from tests.referrals.reading import Page

OWN_PHONE = {"says": "own_phone", "understood": None, "receipt": "email", "email": "zyxella@voorbeeld.nl"}


@pytest.fixture
def asked(sign_in, outbox):
    """Anna asked the resident; gives the journey, and the path of the resident's page from the letter."""
    journey = Journey(sign_in("anna")).until("controleren", **OWN_PHONE)
    check = Page(journey.look("controleren"))
    assert "Stuur de vraag naar de inwoner" in check.words
    assert "Verstuur de doorverwijzing" not in check.words
    journey.send()
    [letter] = outbox
    return journey, letter


def path_of(letter):
    return letter.links[0].removeprefix("http://localhost")


def test_the_question_goes_to_the_resident_and_to_nobody_else(asked, sign_in, town, client):
    journey, letter = asked
    assert (letter.to, letter.subject) == ("zyxella@voorbeeld.nl", "Uw eigen pagina")
    assert "Op deze pagina staat een vraag voor u" in letter.body
    said = Page(journey.client.get(f"/doorverwijzingen/{journey.reference}/verstuurd"))
    assert said.headings[0] == "De inwoner krijgt nu de vraag"
    assert "Grip op de Knip krijgt pas bericht als de inwoner ja zegt." in said.words
    for key in ("chantal", "daan", "nico", "fatma", "bram"):
        other = sign_in(key)
        assert other.get(f"/doorverwijzingen/{journey.reference}").status_code == 404, key
        for page in ("/vandaag", "/doorverwijzingen?toon=gekregen", "/doorverwijzingen?toon=verstuurd"):
            assert journey.reference not in other.get(page).text, f"{key} reads of it on {page}"
    assert "Wacht op toestemming" in Page(journey.client.get(f"/doorverwijzingen/{journey.reference}")).words


def test_nothing_is_chosen_beforehand_and_an_empty_answer_shares_nothing(asked, client, town, outbox):
    journey, letter = asked
    page = Page(client.get(path_of(letter), follow_redirects=True))
    assert page.values["answer"] == []
    assert "Mogen wij uw gegevens doorgeven?" in page.headings
    assert "Zyxella Qwortema" in page.words
    for data in ({}, {"answer": ""}, {"answer": "perhaps"}):
        answer = client.post(path_of(letter) + "/toestemming", data=data)
        assert answer.status_code == 422
        assert "Kies ja of nee." in Page(answer).errors
    for _time in range(5):
        client.get(path_of(letter))
        client.head(path_of(letter) + "/toestemming")
    assert town.one(Referral, Referral.reference == journey.reference).status == "consent_pending"
    assert len(outbox) == 1


def test_a_yes_hands_it_over_and_both_sides_hear(asked, client, town, outbox):
    journey, letter = asked
    answer = client.post(path_of(letter) + "/toestemming", data={"answer": "yes"})
    assert answer.location == path_of(letter)
    assert Page(client.get(answer.location)).headings[0] == "Uw eigen pagina"
    row = town.one(Referral, Referral.reference == journey.reference)
    assert row.status == "requested"
    [consent] = town.all(Consent, Consent.referral_id == row.id)
    events = town.all(ConsentEvent, ConsentEvent.consent_id == consent.id)
    assert [(event.kind, event.via, event.by_id) for event in events] == [
        ("asked", "web", town.anna.id),
        ("given", "own_phone", None),
    ]
    assert [letter.subject for letter in outbox.to("anna")] == [f"{journey.reference} is verstuurd"]
    assert len(outbox.to("chantal")) == len(outbox.to("daan")) == 1
    client.post(path_of(letter) + "/toestemming", data={"answer": "yes"})
    client.post(path_of(letter) + "/toestemming", data={"answer": "no"})
    assert town.one(Referral, Referral.reference == journey.reference).status == "requested"
    assert len(outbox.to("chantal")) == 1


def test_a_yes_to_english_words_is_kept_as_a_yes_to_english_words(asked, client, town):
    journey, letter = asked
    page = Page(client.get(path_of(letter) + "/toestemming?taal=en"))
    assert "May we pass on your details?" in page.headings
    client.post(path_of(letter) + "/toestemming?taal=en", data={"answer": "yes"})
    row = town.one(Referral, Referral.reference == journey.reference)
    consents = town.all(Consent, Consent.referral_id == row.id)
    assert [consent.language for consent in consents] == ["nl", "en"]
    assert row.status == "requested"


def test_a_no_erases_everything_and_the_receiver_never_hears(asked, client, town, outbox, traces):
    journey, letter = asked
    outbox.look()
    answer = client.post(path_of(letter) + "/toestemming", data={"answer": "no"})
    assert "Alles over u is gewist. Wij helpen u gewoon verder, net als nu." in Page(answer).words
    row = town.one(Referral, Referral.reference == journey.reference)
    assert (row.status, row.note_sealed, row.topic) == ("cancelled", None, None)
    assert traces.of([*things.CANARIES, "zyxella@voorbeeld.nl"], journey.client, client) == []
    assert outbox.to("chantal") == outbox.to("daan") == []
    assert [letter.subject for letter in outbox.to("anna")] == [f"{journey.reference} is gestopt"]


def test_the_sender_can_take_the_question_back(asked, client, town, outbox):
    journey, letter = asked
    url = f"/doorverwijzingen/{journey.reference}/intrekken"
    assert journey.client.post(url, data={"reason": "mistake"}).status_code == 303
    assert client.post(path_of(letter) + "/toestemming", data={"answer": "yes"}).status_code == 303
    assert town.one(Referral, Referral.reference == journey.reference).status == "cancelled"
    assert outbox.to("chantal") == []


def test_by_text_message_where_there_is_a_gateway(make_app, clock):
    from tests.visitors import Outbox, Town, signed_in

    app = make_app(DEMO=True)
    client, outbox = app.test_client(), Outbox(app)
    with client.session_transaction() as session:
        session.update(signed_in(Town(app).anna))
    Journey(client).until("controleren", says="own_phone", understood=None, receipt="sms").send()
    [message] = outbox
    assert (message.channel, message.to) == ("sms", things.PHONE)
    assert message.body.startswith("Lees rustig en kies zelf: http://localhost/i/")
