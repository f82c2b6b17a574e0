"""The letter that invites: read first, then mailed or printed; a blank nobody knows never goes out."""

from datetime import date

from pact.covenants.models import InvitationText, Lead, LeadStep

WORDS = {"subject": "Dag {organisatie}", "body": "Beste {naam},\n\nKom erbij: {link}\n\n{coordinator}", "once": "m"}


def steps(town, lead):
    return [(row.kind, row.stage) for row in town.all(LeadStep, LeadStep.lead_id == lead.id)]


def test_a_letter_is_read_before_it_goes_and_goes_once(sign_in, town, make, outbox):
    lead, fatma = make.lead(name="Slagerij {naam}", email="wout@example.nl"), sign_in("fatma")
    page = fatma.get(f"/werving/{lead.id}/brief").text
    assert "Doet Slagerij {naam} mee met Samen Rondkomen?" in page  # braces in a name are no blank
    assert "Beste Wout Worst," in page
    assert not len(outbox)
    said = {"next_on": "2026-12-08", "number": "0", "way": "mail", "once": "x"}
    for _ in range(2):
        assert fatma.post(f"/werving/{lead.id}/brief", data=said).location == f"/werving/{lead.id}"
    [letter] = outbox.to("wout@example.nl")
    assert letter.subject == "Doet Slagerij {naam} mee met Samen Rondkomen?"
    for words in ("Beste Wout Worst,", "/doe-mee", "Fatma Aydin", "Wil je geen brief of telefoontje meer?", "/privacy"):
        assert words in letter.body
    assert steps(town, lead) == [("made", "lead"), ("mailed", "approached")]
    assert town.one(Lead, Lead.id == lead.id).next_on == date(2026, 12, 8)


def test_on_paper_it_has_the_address_and_printing_changes_nothing(sign_in, town, make, outbox):
    lead, fatma = make.lead(contact_name="", address="Worststraat 1, 8181 AA Heerde"), sign_in("fatma")
    page = fatma.get(f"/werving/{lead.id}/brief/papier").text
    assert f"{lead.name}<br>Worststraat 1<br>8181 AA Heerde</address>" in page
    assert f"Beste mensen van {lead.name}," in page
    assert "24 november 2026" in page
    assert steps(town, lead) == [("made", "lead")]
    said = {"next_on": "2026-12-08", "number": "0", "way": "paper"}
    assert fatma.post(f"/werving/{lead.id}/brief", data=said).status_code == 303
    assert steps(town, lead)[-1] == ("written", "approached")
    assert not len(outbox)


def test_what_is_wrong_with_a_letter_is_said_and_nothing_goes(sign_in, town, make, outbox):
    lead, fatma = make.lead(), sign_in("fatma")
    said = {"next_on": "2026-12-08", "number": "0", "way": "mail"}
    wrong = [
        (said, "Er is geen e-mailadres. Zet het er eerst bij."),
        (said | {"next_on": "2026-11-01"}, "Kies een datum, vandaag of later."),
        (said | {"number": "7"}, "De brief is net veranderd."),
    ]
    for data, words in wrong:
        page = fatma.post(f"/werving/{lead.id}/brief", data=data)
        assert page.status_code == 422
        assert page.text.count(words) == 2, words
    gone = make.lead("declined", email="nee@example.nl")
    assert fatma.post(f"/werving/{gone.id}/brief", data=said).status_code == 303  # nobody who said no gets a letter
    assert not len(outbox)
    assert steps(town, lead) == [("made", "lead")]


def test_the_words_are_kept_in_versions_and_the_newest_goes_out(sign_in, town, make, outbox):
    fatma = sign_in("fatma")
    for _ in range(2):
        assert fatma.post("/werving/brief", data=WORDS).status_code == 303
    fatma.post("/werving/brief", data=WORDS | {"subject": "Hallo {organisatie}", "once": "n"})
    assert [(row.number, row.subject) for row in town.all(InvitationText)] == [
        (1, "Dag {organisatie}"),
        (2, "Hallo {organisatie}"),
    ]
    assert "Versie 2, 24 november 2026" in fatma.get("/werving/brief").text
    lead = make.lead(name="Slagerij Worst", email="wout@example.nl")
    fatma.post(f"/werving/{lead.id}/brief", data={"next_on": "2026-12-08", "number": "2", "way": "mail"})
    assert outbox.to("wout@example.nl")[0].subject == "Hallo Slagerij Worst"


def test_a_blank_that_nobody_knows_is_refused(sign_in, town):
    fatma = sign_in("fatma")
    wrong = [
        ("subject", "Dag {mevrouw}", "{mevrouw} ken ik niet. Kies uit: {organisatie}, "),
        ("subject", "", "Vul een onderwerp in."),
        ("body", "Dag {naam}", "Zet {link} in de brief."),
        ("body", "Dag {naam, kijk op {link}", "Er staat een losse { of }."),
        ("body", "{link} " + "x" * 4000, "Maak de tekst korter."),
    ]
    for field, typed, said in wrong:
        page = fatma.post("/werving/brief", data=WORDS | {field: typed})
        assert page.status_code == 422
        assert page.text.count(said) == 2, typed
    assert not town.all(InvitationText)
