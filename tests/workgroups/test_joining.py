"""Joining a workgroup, the answer, leaving it, and handing over the lead."""

import re
from datetime import timedelta

import pytest

from pact.audit import AuditLine
from pact.jobs import Job
from pact.workgroups.clocks import forget_requests
from pact.workgroups.models import Workgroup, WorkgroupMember, WorkgroupRequest

EVENT = "/werkgroepen/event-bijeenkomsten"


def event(town):
    return town.one(Workgroup, Workgroup.slug == "event-bijeenkomsten")


def seats(town, key, workgroup=None):
    """What this person is there now."""
    workgroup = workgroup or event(town)
    rows = town.all(
        WorkgroupMember,
        WorkgroupMember.person_id == getattr(town, key).id,
        WorkgroupMember.workgroup_id == workgroup.id,
        WorkgroupMember.ended_at.is_(None),
    )
    return [row.role for row in rows]


def asked(town, key):
    rows = town.all(WorkgroupRequest, WorkgroupRequest.person_id == getattr(town, key).id)
    return rows[-1]


def path_in(letter):
    return re.search(r"http://localhost(/\S+)", letter.body)[1]


def test_somebody_asks_the_lead_says_yes_and_both_hear_of_it(sign_in, town, outbox):
    anna, ivo = sign_in("anna"), sign_in("ivo")
    answer = anna.post(f"{EVENT}/meedoen", data={"why": "Ik help graag opbouwen."}, follow_redirects=True)
    assert "Je krijgt antwoord per e-mail." in answer.text
    assert "Trek mijn verzoek in" in answer.text
    [letter] = outbox.to("ivo")
    assert "Anna de Wit van Voedselbank wil meedoen" in letter.body
    assert "opbouwen" not in letter.body

    page = ivo.get(path_in(letter))
    assert "Ik help graag opbouwen." in page.text
    assert ivo.post(path_in(letter) + "/accepteren").status_code == 303
    assert seats(town, "anna") == ["member"]
    assert asked(town, "anna").why == ""
    assert outbox.to("anna")[-1].subject == "Je doet mee met Event/bijeenkomsten"
    assert "Joke Prins" in anna.get(EVENT).text


def test_pressed_twice_nothing_happens_twice(sign_in, town, outbox):
    anna, ivo = sign_in("anna"), sign_in("ivo")
    for _press in range(2):
        assert anna.post(f"{EVENT}/meedoen", data={}).status_code == 303
    assert len(outbox.to("ivo")) == 1
    path = path_in(outbox.to("ivo")[0])
    for _press in range(2):
        assert ivo.post(path + "/accepteren").status_code == 303
    for _press in range(2):
        assert anna.post(f"{EVENT}/uitstappen").status_code == 303
    assert seats(town, "anna") == []
    assert [letter.subject for letter in outbox.to("ivo")][1:] == ["Anna de Wit stapt uit Event/bijeenkomsten"]
    assert len(town.all(AuditLine, AuditLine.action == "workgroup_left")) == 1


def test_the_lead_says_no_with_a_word_that_is_not_kept(sign_in, town, outbox):
    path = f"{EVENT}/verzoeken/{asked(town, 'hanna').id}"
    empty = sign_in("ivo").post(path + "/afwijzen", data={"word": " "})
    assert empty.status_code == 422
    assert empty.text.count(">Schrijf kort waarom het nu niet kan.<") == 2
    assert sign_in("ivo").post(path + "/afwijzen", data={"word": "We zijn nu met genoeg."}).status_code == 303
    assert "We zijn nu met genoeg." in outbox.to("hanna")[-1].body
    assert asked(town, "hanna").status == "declined"
    assert seats(town, "hanna") == []
    assert sign_in("ivo").post(path + "/accepteren").status_code == 409  # the answer stands


def test_who_asked_can_take_it_back(sign_in, town):
    hanna = sign_in("hanna")
    hanna.post(f"{EVENT}/verzoek-intrekken")
    assert asked(town, "hanna").status == "withdrawn"
    assert asked(town, "hanna").why == ""
    assert "Ik wil meedoen" in hanna.get(EVENT).text


def test_a_request_that_nobody_answers_is_wiped_after_ninety_days(town, app, clock):
    for days, status in ((88, "open"), (2, "withdrawn")):
        clock.shift(timedelta(days=days))
        with app.app_context():
            forget_requests(Job(kind="forget-workgroup-requests", thing="now"))
        assert asked(town, "hanna").status == status
    assert asked(town, "hanna").why == ""


@pytest.mark.parametrize("key", ["anna", "joke", "gerrit", "quinten"])
def test_only_the_lead_and_the_coordinator_read_and_answer_a_request(sign_in, town, key):
    path = f"{EVENT}/verzoeken/{asked(town, 'hanna').id}"
    browser = sign_in(key)
    assert browser.get(path).status_code == 404
    assert browser.post(path + "/accepteren").status_code == 404
    assert browser.post(f"{EVENT}/trekker", data={"member": town.joke.id}).status_code == 403
    assert browser.post(f"{EVENT}/leden/{town.ivo.id}/weg").status_code == 403
    assert "Willen meedoen" not in browser.get(EVENT).text
    assert sign_in("fatma").get(path).status_code == 200


def test_a_request_is_found_under_its_own_workgroup_only(sign_in, town):
    assert (
        sign_in("quinten").get(f"/werkgroepen/samen-onder-een-dak/verzoeken/{asked(town, 'hanna').id}").status_code
        == 404
    )


def test_the_lead_is_handed_over_and_stays_as_a_member(sign_in, town, outbox):
    ivo = sign_in("ivo")
    wrong = ivo.post(f"{EVENT}/trekker", data={"member": town.anna.id})
    assert wrong.status_code == 422
    assert wrong.text.count(">Kies wie trekker wordt.<") == 2
    assert ivo.post(f"{EVENT}/trekker", data={"member": town.joke.id}).status_code == 303
    assert (seats(town, "joke"), seats(town, "ivo")) == (["lead"], ["member"])
    assert outbox.to("joke")[-1].subject == "Je bent trekker van Event/bijeenkomsten"
    assert ivo.get(f"{EVENT}/trekker").status_code == 403


def test_a_group_whose_lead_leaves_says_so_and_the_coordinator_answers(sign_in, outbox):
    sign_in("ivo").post(f"{EVENT}/uitstappen")
    assert outbox.to("fatma")[-1].subject == "Ivo Timmer stapt uit Event/bijeenkomsten"
    assert "Geen trekker" in sign_in("joke").get(EVENT).text
    sign_in("anna").post(f"{EVENT}/meedoen", data={})
    assert outbox.to("fatma")[-1].subject == "Iemand wil meedoen met Event/bijeenkomsten"


def test_somebody_with_two_organisations_says_for_which(sign_in, town, make):
    make.membership(town.anna, town.kledingbank, "member")
    anna = sign_in("anna")
    empty = anna.post(f"{EVENT}/meedoen", data={})
    assert empty.status_code == 422
    assert empty.text.count(">Kies voor welke organisatie je meedoet.<") == 2
    foreign = anna.post(f"{EVENT}/meedoen", data={"place": town.triada.id, "why": "Blijft staan."})
    assert foreign.status_code == 422
    assert "Blijft staan." in foreign.text
    assert anna.post(f"{EVENT}/meedoen", data={"place": town.kledingbank.id}).status_code == 303
    assert asked(town, "anna").organisation_id == town.kledingbank.id


def test_no_number_of_a_person_goes_into_a_request(sign_in, town):
    answer = sign_in("anna").post(f"{EVENT}/meedoen", data={"why": "Ken je 111222333?"})
    assert answer.status_code == 422
    assert not town.all(WorkgroupRequest, WorkgroupRequest.person_id == town.anna.id)


def test_who_is_in_it_is_for_its_members_and_the_rest_reads_organisations(client, sign_in):
    assert "Joke Prins" in sign_in("gerrit").get(EVENT).text
    other = sign_in("anna").get(EVENT).text
    assert "Joke Prins" not in other
    assert "Trekker: Ivo Timmer (Woonstichting Triada)." in other
    public = client.get(EVENT).text
    assert "Ivo Timmer" not in public
    assert "Jan Nienhuisvereniging" in public
