"""Recruiting: every open lead has a next date, the week's calls stand on one list, and the covenant says who signed."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from sqlalchemy.exc import IntegrityError

from pact.covenants.models import LEAD_MOVES, Covenant, JoinRequest, Lead, LeadStep, Stage
from pact.covenants.models.lead import NoNextDate
from pact.dates import now, today
from pact.db import db
from pact.organisations.models import Organisation
from pact.states import IllegalMove
from tests import make as things
from tests.covenants.hands import latest

#: The town's clock stands at Tuesday 24 November 2026.
TUESDAY = date(2026, 11, 24)
NEW = {
    "name": "Kapper De Krul",
    "kind": "Bedrijf",
    "sector": "company",
    "villages": ["Veessen", "Atlantis"],
    "contact_name": "Kees Kam",
    "phone": "0578 00 00 40",
    "email": "kees@example.nl",
    "next_on": "2026-11-26",
    "words": "Praat met iedereen.",
    "once": "een-merk",
}


def of(town, id):
    return town.one(Lead, Lead.id == id)


def steps(town, id):
    return [(row.kind, row.stage, row.next_on) for row in town.all(LeadStep, LeadStep.lead_id == id)]


# -- the moves -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("stage", "to"), [*product(Stage, Stage)])
def test_only_the_moves_of_the_table_are_made(stage, to):
    lead = Lead(name="x", status=stage, steps=[])
    if to in LEAD_MOVES[stage]:
        lead.go_to(to, today(), None)
        assert lead.status == to
        assert (lead.next_on is None) == (to in (Stage.SIGNED, Stage.DECLINED))
    else:
        with pytest.raises(IllegalMove):
            lead.go_to(to, today(), None)


def test_an_open_lead_without_a_next_date_is_refused_by_the_model_and_by_the_database(app):
    with app.app_context():
        for wrong in (None, today() - timedelta(days=1)):
            with pytest.raises(NoNextDate):
                Lead(name="x", status=Stage.LEAD, steps=[]).go_to(Stage.TALKING, wrong, None)
        db.session.add(Lead(name="x", status=Stage.TALKING))
        with pytest.raises(IntegrityError):
            db.session.flush()


# -- a new one -----------------------------------------------------------------------------------------------------


def test_a_new_lead_stands_on_the_list_and_in_the_trail_once(sign_in, town):
    fatma = sign_in("fatma")
    answers = [fatma.post("/werving/nieuw", data=NEW).status_code for _ in range(2)]
    assert answers == [303, 303]
    [made] = town.all(Lead, Lead.name == "Kapper De Krul")
    assert (made.status, made.next_on, made.villages) == ("lead", date(2026, 11, 26), ["Veessen"])
    assert steps(town, made.id) == [("made", "lead", date(2026, 11, 26))]
    assert "Kapper De Krul" in fatma.get("/werving").text
    page = fatma.get(f"/werving/{made.id}").text
    for said in ('href="tel:0578000040"', "Praat met iedereen.", "Fatma", "26 november 2026"):
        assert said in page


WRONG = [
    ("name", "", "Vul de naam van de organisatie in."),
    ("name", "Bibliotheek", "Bibliotheek doet al mee."),
    ("name", "apotheek de vijzel", "Deze organisatie staat al in de werving."),
    ("kind", "Onzin", "Kies wat voor organisatie het is."),
    ("sector", "", "Kies waar ze aan werken."),
    ("phone", "bel maar", "Vul een telefoonnummer in zoals"),
    ("email", "kees", "Vul een e-mailadres in zoals naam@voorbeeld.nl."),
    ("next_on", "", "Kies een datum, vandaag of later."),
    ("next_on", "2026-11-23", "Kies een datum, vandaag of later."),
    ("next_on", "2029-01-01", "Kies een datum binnen twee jaar."),
    ("words", "Mevrouw 111222333 komt vaak.", "Haal het burgerservicenummer weg."),
]


def test_what_is_not_right_is_said_at_the_field_and_the_rest_stays(sign_in, town):
    before, fatma = len(town.all(Lead)), sign_in("fatma")
    for field, typed, said in WRONG:
        page = fatma.post("/werving/nieuw", data=NEW | {field: typed})
        assert page.status_code == 422, (field, typed)
        assert page.text.count(said) == 2, (field, typed)  # above, and at the field
        assert "Kees Kam" in page.text
    assert len(town.all(Lead)) == before


def test_a_white_spot_and_a_partner_that_left_fill_in_what_is_known(sign_in, make):
    fatma = sign_in("fatma")
    page = fatma.get("/werving/nieuw?sector=work&dorp=Veessen").text
    assert '<option selected value="work">' in page
    assert 'checked="checked"' in page or 'value="Veessen" checked' in page
    assert "Tandartspraktijk De Kies" in fatma.get("/werving/nieuw?partner=tandarts").text
    assert "/werving/nieuw?partner=tandarts" in fatma.get("/partners/tandarts/convenant").text
    assert fatma.get("/werving/nieuw?sector=onzin&dorp=Atlantis&partner=niemand").status_code == 200


def test_of_two_who_change_a_lead_the_second_reads_that_somebody_was_first(sign_in, town, make):
    lead, fatma = make.lead("talking", days=1), sign_in("fatma")
    first = NEW | {"name": lead.name, "version": str(lead.edition), "once": "a"}
    assert fatma.post(f"/werving/{lead.id}/wijzigen", data=first).status_code == 303
    assert of(town, lead.id).contact_name == "Kees Kam"
    assert steps(town, lead.id)[-1] == ("planned", "talking", date(2026, 11, 26))
    assert fatma.post(f"/werving/{lead.id}/wijzigen", data=first | {"once": "b"}).status_code == 409


# -- calls and steps -----------------------------------------------------------------------------------------------


def test_the_call_list_holds_this_week_and_what_is_late_oldest_first(sign_in, make, clock):
    late = make.lead("talking", name="Te Laat BV")
    clock.shift(timedelta(days=1))
    for name, days, stage in (("Zondag BV", 4, "later"), ("Maandag BV", 5, "lead"), ("Nee BV", 0, "declined")):
        make.lead(stage, name=name, days=days)
    page = sign_in("fatma").get("/werving/bellijst").text
    assert 0 < page.index("Te Laat BV") < page.index("Zondag BV")
    assert "Maandag BV" not in page
    assert "Nee BV" not in page
    assert f'href="/werving/{late.id}"' in page
    assert "Laatst: In gesprek, 24 november, door Fatma" in page
    paper = sign_in("fatma").get("/werving/bellijst/print").text
    assert paper.index("Te Laat BV") < paper.index("Zondag BV")


def test_one_tap_says_called_and_proposes_the_next_day_once(sign_in, town, make):
    lead, fatma = make.lead(), sign_in("fatma")
    said = {"next_on": "2026-12-01", "list": "1", "once": "x"}
    assert 'value="2026-12-01"' in fatma.get("/werving/bellijst").text  # five working days on
    for _ in range(2):
        assert fatma.post(f"/werving/{lead.id}/gebeld", data=said).location == "/werving/bellijst"
    assert steps(town, lead.id)[1:] == [("called", "approached", date(2026, 12, 1))]
    assert lead.name not in fatma.get("/werving/bellijst").text.partition("<h1")[2]


def test_a_call_without_a_next_date_is_refused_with_what_was_typed(sign_in, town, make):
    lead, fatma = make.lead(), sign_in("fatma")
    for typed in ("", "gisteren", "2026-11-23"):
        page = fatma.post(f"/werving/{lead.id}/gebeld", data={"next_on": typed, "words": "Zij denken na."})
        assert page.status_code == 422
        assert page.text.count("Kies een datum, vandaag of later.") == 2
        assert "Zij denken na." in page.text
    assert len(steps(town, lead.id)) == 1


WRONG_STEPS = [
    ("", "2026-12-01", "Kies waar het nu staat."),
    ("signed", "2026-12-01", "Kies waar het nu staat."),
    ("talking", "", "Kies een datum, vandaag of later."),
    ("later", "", "Kies een datum na vandaag."),
    ("later", "2026-11-24", "Kies een datum na vandaag."),
]


def test_a_step_needs_a_place_to_go_and_a_date(sign_in, town, make):
    lead, fatma = make.lead(), sign_in("fatma")
    for to, day, said in WRONG_STEPS:
        page = fatma.post(f"/werving/{lead.id}/stap", data={"to": to, "next_on": day})
        assert page.status_code == 422
        assert page.text.count(said) == 2, (to, day)
    assert of(town, lead.id).status == "lead"


def test_a_no_needs_no_date_and_leaves_the_call_list(sign_in, town, make):
    lead, fatma = make.lead(), sign_in("fatma")
    assert fatma.post(f"/werving/{lead.id}/stap", data={"to": "declined", "words": "Te druk."}).status_code == 303
    assert (of(town, lead.id).status, of(town, lead.id).next_on) == ("declined", None)
    assert lead.name in fatma.get("/werving?fase=declined").text
    assert fatma.post(f"/werving/{lead.id}/gebeld", data={"next_on": "2026-12-01"}).status_code == 303
    assert len(steps(town, lead.id)) == 2  # there is nothing to call about any more


def test_leads_are_the_coordinators_alone_and_the_figures_are_for_who_answers_to_the_council(sign_in, make):
    lead, fatma = make.lead(), sign_in("fatma")
    figures = ("/werving/groei", "/werving/witte-vlekken")
    for path in ("/werving", "/werving/bellijst", f"/werving/{lead.id}", f"/werving/{lead.id}/brief", *figures):
        answers = {key: sign_in(key).get(path).status_code for key in ("anna", "lia", "gerrit")}
        reads = 200 if path in figures else 403
        assert answers == {"anna": 403, "lia": 403, "gerrit": reads}, path
    assert fatma.get(f"/werving/{lead.id + 1000}").status_code == 404


def test_the_coordinator_finds_it_under_partners(sign_in):
    assert 'href="/werving"' in sign_in("fatma").get("/partners").text
    assert 'href="/werving"' not in sign_in("karim").get("/partners").text


# -- one truth -----------------------------------------------------------------------------------------------------


def test_joining_and_signing_move_the_lead_and_nobody_else_does(sign_in, town, make):
    """The name in the request is another than on our list: the coordinator says that they are one."""
    lead = make.lead("talking", name="Slagerij Worst")
    request, fatma = make.join_request(organisation_name="Worst en Zonen"), sign_in("fatma")
    page = fatma.get(f"/partners/aanmeldingen/{request.id}").text
    assert "Slagerij Worst" in page
    said = {"kind": "covenant", "lead": str(lead.id)}
    fatma.post(f"/partners/aanmeldingen/{request.id}/accepteren", data=said)
    joined = town.one(Organisation, Organisation.name == "Worst en Zonen")
    asked = of(town, lead.id)
    assert (asked.status, asked.organisation_id, asked.request_id) == ("asked", joined.id, request.id)
    assert asked.next_on > TUESDAY
    covenant = latest(town, Covenant)
    fatma.post(
        f"/convenanten/{covenant.id}/papier",
        data={"name": "Wout Worst", "function": "eigenaar", "signed_on": "2026-11-24"},
    )
    assert of(town, lead.id).status == "asked"  # only one side signed
    for _ in range(2):
        fatma.post(f"/convenanten/{covenant.id}/ook-tekenen")
    signed = of(town, lead.id)
    assert (signed.status, signed.next_on) == ("signed", None)
    assert [kind for kind, stage, _day in steps(town, lead.id) if stage == "signed"] == ["moved"]


def test_a_request_is_proposed_with_the_lead_of_the_same_name(sign_in, town, make):
    lead = make.lead("approached", name="Slagerij Worst")
    request = make.join_request(organisation_name="slagerij worst")
    page = sign_in("fatma").get(f"/partners/aanmeldingen/{request.id}").text
    assert f'<option selected value="{lead.id}">' in page
    wrong = {"kind": "covenant", "lead": "999999"}
    answer = sign_in("fatma").post(f"/partners/aanmeldingen/{request.id}/accepteren", data=wrong)
    assert answer.status_code == 422
    assert answer.text.count("Kies een organisatie van de lijst.") == 2


def test_who_wants_to_join_can_be_called_first_and_is_one_lead(sign_in, town, make):
    request, fatma = make.join_request(organisation_name="Slagerij Worst"), sign_in("fatma")
    places = {fatma.post(f"/partners/aanmeldingen/{request.id}/werving").location for _ in range(2)}
    [made] = town.all(Lead, Lead.request_id == request.id)
    assert places == {f"/werving/{made.id}"}
    assert (made.status, made.contact_name, made.email) == ("talking", "Dries Krent", "dries@example.nl")
    assert "Slagerij Worst" in fatma.get("/werving/bellijst").text
    fatma.post(f"/partners/aanmeldingen/{request.id}/afwijzen", data={"word": "Wij zitten vol."})
    assert of(town, made.id).status == "declined"


def test_a_refusal_and_a_question_taken_back_are_told_to_the_lead(sign_in, client, town, make, app):
    leads = {}
    for slug in ("bibliotheek", "lucrato"):
        covenant = make.covenant("asked", at=slug)
        leads[slug] = (covenant, make.lead("asked", name=f"Lead {slug}", organisation_id=covenant.organisation_id))
    covenant, refused = leads["bibliotheek"]
    with app.app_context():
        token = things.covenant_link(covenant)
        db.session.commit()
    client.post(f"/convenant/{token}/nee", data={"reason": "Te druk."})
    assert of(town, refused.id).status == "declined"
    covenant, back = leads["lucrato"]
    sign_in("fatma").post(f"/convenanten/{covenant.id}/stoppen", data={"reason": "Verkeerde persoon."})
    assert of(town, back.id).status == "talking"
    assert of(town, back.id).next_on > TUESDAY


def test_asking_a_partner_that_is_here_already_moves_its_lead(sign_in, town):
    """The dentist let it lapse and stands on the list again; asked, and then simply confirmed after all."""
    fatma = sign_in("fatma")
    fatma.post("/werving/nieuw", data=NEW | {"name": "Tandartspraktijk De Kies"})
    lead = town.one(Lead, Lead.name == "Tandartspraktijk De Kies")
    assert lead.organisation_id == town.tandarts.id
    said = {"kind": "covenant", "name": "Yvonne Heide", "email": "yvonne@example.nl"}
    fatma.post("/partners/tandarts/convenant/vragen", data=said)
    assert of(town, lead.id).status == "asked"


def test_merged_partners_keep_their_lead(sign_in, town, make):
    gone = make.organisation("grip-op-knip", name="Grip op Knip")
    lead = make.lead("talking", organisation_id=gone.id)
    sign_in("fatma").post("/partners/grip-op-knip/samenvoegen", data={"met": "tandarts"})
    assert of(town, lead.id).organisation_id == town.tandarts.id


# -- clocks --------------------------------------------------------------------------------------------------------


def test_later_comes_back_by_itself_on_its_day(town, make, deliver, clock):
    lead = make.lead("talking")
    with_date = date(2026, 12, 24)
    later = make.lead("lead", name="Straks BV")
    clock.shift(timedelta(seconds=1))
    sign_later(make, later.id, with_date)
    clock.move_to(datetime(2026, 12, 23, 9, tzinfo=UTC))
    deliver()
    assert of(town, later.id).status == "later"
    clock.move_to(datetime(2026, 12, 24, 9, tzinfo=UTC))
    deliver()
    back = of(town, later.id)
    assert (back.status, back.next_on) == ("lead", with_date)
    assert of(town, lead.id).status == "talking"


def sign_later(make, id, day):
    with make._app.app_context():
        lead = db.session.get_one(Lead, id)
        assert lead is not None
        db.session.refresh(lead, ["steps"])
        lead.go_to(Stage.LATER, day, None)
        db.session.commit()


def test_whom_to_call_is_wiped_when_nobody_needs_it(town, make, deliver, clock):
    start, told = now(), {"email": "wout@example.nl", "address": "Worststraat 1"}
    kept = {"signed": 90, "declined": 365, "talking": 730}
    leads = {stage: make.lead(stage, **told) for stage in kept}
    for stage, days in kept.items():
        clock.move_to(start + timedelta(days=days, hours=-1))
        deliver()
        assert of(town, leads[stage].id).contact_name == "Wout Worst"
        clock.move_to(start + timedelta(days=days, hours=25))
        deliver()
        gone = of(town, leads[stage].id)
        assert (gone.contact_name, gone.phone, gone.email, gone.address) == ("", "", "", "")
        assert gone.forgotten_at is not None
        assert gone.name == leads[stage].name


def test_whom_to_call_is_wiped_at_once_when_somebody_asks(sign_in, town, make):
    lead, fatma = make.lead("talking"), sign_in("fatma")
    fatma.post(f"/werving/{lead.id}/gebeld", data={"next_on": "2026-12-01", "words": "Wout is op reis."})
    for _ in range(2):
        assert fatma.post(f"/werving/{lead.id}/wissen").status_code == 303
    page = fatma.get(f"/werving/{lead.id}").text
    assert "Wout" not in page
    assert "is gewist" in page


def test_the_lists_cost_the_same_for_one_and_for_thirty(sign_in, make, count_queries):
    fatma = sign_in("fatma")
    paths = ("/werving", "/werving/bellijst", "/werving/witte-vlekken")
    counts = []
    for more in (1, 30):
        for _ in range(more):
            make.lead("talking")
        for path in paths:
            fatma.get(path)
            with count_queries() as asked:
                assert fatma.get(path).status_code == 200
            counts.append(len(asked))
    assert counts[:3] == counts[3:]
    assert max(counts) <= 5


def test_a_request_that_was_declined_makes_no_lead(sign_in, town, make):
    request, fatma = make.join_request(organisation_name="Slagerij Worst"), sign_in("fatma")
    fatma.post(f"/partners/aanmeldingen/{request.id}/afwijzen", data={"word": "Wij zitten vol."})
    assert town.one(JoinRequest, JoinRequest.id == request.id).status == "declined"
    answer = fatma.post(f"/partners/aanmeldingen/{request.id}/werving")
    assert answer.location == f"/partners/aanmeldingen/{request.id}"
    assert not town.all(Lead, Lead.name == "Slagerij Worst")


def test_who_said_no_and_now_asks_to_join_is_called_today(sign_in, town, make):
    lead = make.lead("declined", name="Slagerij Worst")
    request, fatma = make.join_request(organisation_name="Slagerij Worst"), sign_in("fatma")
    assert fatma.post(f"/partners/aanmeldingen/{request.id}/werving").location == f"/werving/{lead.id}"
    back = of(town, lead.id)
    assert (back.status, back.next_on, back.request_id) == ("talking", TUESDAY, request.id)


def test_the_policy_officer_finds_the_figures_on_the_first_page(sign_in):
    page = sign_in("gerrit").get("/vandaag").text
    assert 'href="/werving/groei"' in page
    assert 'href="/werving/witte-vlekken"' in page
    assert "/werving/groei" not in sign_in("anna").get("/vandaag").text


def test_who_says_yes_on_the_telephone_gets_a_link_and_what_we_knew_goes_along(sign_in, town, make, outbox):
    lead = make.lead("talking", name="Slagerij Worst", sector="company", villages=["Veessen"])
    path, fatma = f"/werving/{lead.id}/tekenen", sign_in("fatma")
    assert 'value="Wout Worst"' in fatma.get(path).text
    assert fatma.post(path, data={"name": "", "email": "wout"}).status_code == 422
    assert not town.all(Organisation, Organisation.name == "Slagerij Worst")
    said = {"kind": "covenant", "name": "Wout Worst", "email": "wout@example.nl"}
    for _ in range(2):
        assert fatma.post(path, data=said).location == f"/werving/{lead.id}"
    [made] = town.all(Organisation, Organisation.name == "Slagerij Worst")
    assert (made.sector, made.villages, made.joined_on) == ("company", ["Veessen"], None)
    assert (of(town, lead.id).status, of(town, lead.id).organisation_id) == ("asked", made.id)
    assert len(outbox.to("wout@example.nl")) == 1
    assert fatma.get(path).location == f"/partners/{made.slug}/convenant/vragen"
