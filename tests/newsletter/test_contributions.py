"""From «vraag om een bijdrage» to «neem over»: asked, answered by link or signed in, declined, reminded, sent back."""

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from pact.audit import AuditLine
from pact.dates import now
from pact.extensions import limiter
from pact.files.store import StoredFile
from pact.keys import derived_token
from pact.newsletter.models import Article, Call, Contribution, Issue
from pact.organisations.models import Organisation
from tests.attacks.fuzz import ODD, quote
from tests.files import papers

ASKED = "newsletter/contributions/emails/asked.txt"
RETURNED = "newsletter/contributions/emails/returned.txt"
WORDS = {"title": "Open dag", "text": "Kom kijken.\r\nEr is soep."}


def asked(outbox):
    """Who got the letter, each once."""
    return sorted(letter.to for letter in outbox if letter.template == ASKED)


@pytest.fixture
def link(app):
    """Where the letter of a call leads."""

    def of(call, more=""):
        with app.app_context():
            return f"/bijdrage/{derived_token(call.salt)}{more}"

    return of


def photo(kind="JPEG", name="foto.jpg", size=(2400, 1800)):
    return BytesIO(papers.picture(kind, size=size)), name


def texts(town, issue):
    return town.all(Contribution, Contribution.issue_id == issue.id)


@pytest.fixture
def issue(make):
    return make.issue()


def test_all_are_asked_at_one_press_and_nobody_twice(issue, sign_in, town, outbox, deliver, make):
    fatma, where = sign_in("fatma"), f"/nieuwsbrief/{issue.id}/bijdragen"
    make.call(issue, "bibliotheek", declined_at=issue.made_at)
    page = fatma.get(where).text
    count = len(town.all(Organisation, Organisation.joined_on.is_not(None))) - 1
    assert f"Vraag {count} organisaties om een bijdrage" in page
    assert "Deze keer niets" in page
    for _press in range(2):
        assert fatma.post(f"{where}/vragen").location == where
    assert len(town.all(Call, Call.issue_id == issue.id)) == count + 1
    assert not asked(outbox)  # the worker writes them
    deliver()
    told = asked(outbox)
    assert "lia@example.nl" in told
    assert "wim@example.nl" in told
    assert "hanna@example.nl" not in told
    assert "anna@example.nl" not in told  # neither contact person nor ambassador
    assert len(told) == len(set(told))
    assert town.one(AuditLine, AuditLine.action == "contributions_asked").facts == f'{{"organisations": {count}}}'
    assert "Nog niet" in fatma.get(where).text


def test_one_is_asked_apart_and_without_people_at_its_own_address(issue, sign_in, town, outbox, deliver, make):
    lonely = make.organisation("eenzaam", name="Stichting Eenzaam", joined_on=issue.closes_on)
    nobody = make.organisation("onbereikbaar", joined_on=issue.closes_on, email="")
    fatma = sign_in("fatma")
    for place in (lonely, nobody):
        fatma.post(f"/nieuwsbrief/{issue.id}/bijdragen/vragen", data={"organisation": place.id})
    deliver()
    assert asked(outbox) == ["eenzaam@example.nl"]
    letter = outbox.to("eenzaam@example.nl")[0]
    assert "Heeft Stichting Eenzaam nieuws" in letter.body
    assert "Er is geen contactpersoon en geen e-mailadres." in fatma.get(f"/nieuwsbrief/{issue.id}/bijdragen").text
    call = town.one(Call, Call.issue_id == issue.id)
    assert (call.organisation_id, letter.links[0].rpartition("/")[2] != "") == (lonely.id, True)


def test_a_text_with_a_photo_comes_in_by_the_link_once_and_can_be_changed(client, town, make, issue, link):
    call = make.call(issue)
    form = client.get(link(call)).text
    assert "Stuur in" in form
    assert "Schrijf geen namen van inwoners" in form
    given = WORDS | {"once": "a" * 20, "description": "Soep in een grote pan", "people": "agreed"}
    for _press in range(2):
        sent = client.post(link(call, "/tekst"), data=given | {"photo": photo()})
        assert sent.location == link(call)
    [text] = texts(town, issue)
    assert (text.text, text.call_id, text.person_id) == ("Kom kijken.\nEr is soep.", call.id, None)
    assert text.people_agreed_at is not None
    [stored] = town.all(StoredFile, StoredFile.id == text.photo_id)
    assert (stored.kind, stored.organisation_id) == ("jpg", call.organisation_id)
    page = client.get(link(call)).text
    assert "Open dag" in page
    address = page.partition('class="pact-photo" src="')[2].partition('"')[0]
    picture = Image.open(BytesIO(client.get(address).data))
    assert (picture.format, picture.size) == ("JPEG", (1200, 900))
    assert not picture.getexif()
    assert client.get(address[:-1] + "x").status_code == 404
    change = link(call, f"/tekst/{text.id}")
    mark = address.rpartition("/")[2]
    assert mark in client.get(change).text
    client.post(change, data=WORDS | {"title": "Open avond", "kept": mark, "without": "y"})
    [text] = texts(town, issue)
    assert (text.title, text.photo_id, text.people_agreed_at, text.photo_description) == ("Open avond", None, None, "")
    client.post(link(call, "/tekst"), data=WORDS | {"title": "Nog iets"})
    assert len(texts(town, issue)) == 2


def test_a_mistake_elsewhere_keeps_what_was_typed_and_the_photo(client, town, make, issue, link):
    call = make.call(issue)
    wrong = {"title": "x" * 61, "text": "Bel 111222333.", "description": "", "photo": photo("PNG", "foto.png")}
    answer = client.post(link(call, "/tekst"), data=wrong)
    assert answer.status_code == 422
    for sentence in (
        "Maak de tekst korter. Je hebt 61 tekens.",
        "Haal het burgerservicenummer weg.",
        "Schrijf wat er op de foto staat.",
        "Zeg of er mensen op de foto staan.",
    ):
        assert sentence in answer.text
    assert "x" * 61 in answer.text
    mark = answer.text.partition('name="kept" value="')[2].partition('"')[0]
    assert mark
    assert not texts(town, issue)
    done = client.post(
        link(call, "/tekst"),
        data=WORDS | {"kept": mark, "description": "Een pan soep", "people": "no", "once": "b" * 20},
    )
    assert done.status_code == 303
    [text] = texts(town, issue)
    assert text.photo_id == mark.partition("-")[0]
    assert text.people_agreed_at is None
    forged = client.post(link(call, "/tekst"), data=WORDS | {"kept": f"{text.photo_id}-{'0' * 32}", "title": "Vals"})
    assert forged.status_code == 303
    assert texts(town, issue)[-1].photo_id is None


def test_a_file_that_is_no_photo_is_refused_with_a_sentence(client, town, make, issue, link):
    call = make.call(issue)
    for content in (papers.pdf(), b"<svg onload=alert(1)>", b"\xff\xd8\xff and no more"):
        answer = client.post(link(call, "/tekst"), data=WORDS | {"photo": (BytesIO(content), "foto.jpg")})
        assert answer.status_code == 422
        assert "bestand" in answer.text
        assert "Kom kijken." in answer.text
    assert not texts(town, issue)


def test_nothing_this_time_is_an_answer_and_something_after_all_too(client, town, make, issue, sign_in, link):
    call = make.call(issue)
    for _press in range(2):
        assert client.post(link(call, "/niets")).location == link(call)
    assert town.one(Call, Call.id == call.id).declined_at is not None
    assert "deze keer niets" in client.get(link(call)).text
    client.post(link(call, "/tekst"), data=WORDS)
    assert town.one(Call, Call.id == call.id).declined_at is None
    client.post(link(call, "/niets"))
    assert town.one(Call, Call.id == call.id).declined_at is None
    assert "Binnen" in sign_in("fatma").get(f"/nieuwsbrief/{issue.id}/bijdragen").text


def test_a_link_of_nobody_and_of_an_issue_that_is_ready(client, make, issue, link):
    call = make.call(make.issue(ordered_at=issue.made_at, send_at=issue.made_at))
    assert client.get("/bijdrage/verzonnen").status_code == 404
    assert "Deze link werkt niet" in client.get("/bijdrage/verzonnen").text
    assert "Insturen kan niet meer" in client.get(link(call)).text
    assert client.get(link(call, "/tekst")).status_code == 200
    for way in ("/tekst", "/niets"):
        assert client.post(link(call, way), data=WORDS).status_code == 409
    elsewhere = make.contribution(issue)
    assert client.get(link(call, f"/tekst/{elsewhere.id}")).status_code == 404


def test_a_machine_gets_the_same_answer_and_hands_nothing_in(client, town, make, issue, link):
    call = make.call(issue)
    assert client.post(link(call, "/tekst"), data=WORDS | {"homepage": "x"}).location == link(call)
    assert not texts(town, issue)


def test_only_who_gave_no_answer_is_reminded_and_not_twice_in_a_week(
    issue, sign_in, town, outbox, deliver, make, clock, client, link
):
    silent, answered = make.call(issue, "voedselbank"), make.call(issue, "bibliotheek")
    gone = make.call(issue, "school", declined_at=issue.made_at)
    client.post(link(answered, "/tekst"), data=WORDS)
    where = f"/nieuwsbrief/{issue.id}/bijdragen"
    assert "Herinner 1 organisatie<" in sign_in("fatma").get(where).text
    for _press in range(2):
        sign_in("fatma").post(f"{where}/herinneren")
    deliver()
    assert asked(outbox) == ["lia@example.nl"]
    assert outbox.to("lia")[0].subject == "Nog even: heb je iets voor de nieuwsbrief?"
    clock.shift(timedelta(days=4))  # three days before it closes
    deliver()
    assert asked(outbox) == ["lia@example.nl"]  # by hand this week is once
    clock.shift(timedelta(days=4))
    sign_in("fatma").post(f"{where}/herinneren", data={"organisation": silent.organisation_id})
    sign_in("fatma").post(f"{where}/herinneren", data={"organisation": gone.organisation_id})
    deliver()
    assert asked(outbox) == ["lia@example.nl", "lia@example.nl"]


def test_three_days_before_the_clock_reminds_once(issue, outbox, deliver, make, clock, town):
    make.call(issue, "voedselbank")
    make.call(issue, "school", declined_at=issue.made_at)
    deliver()
    assert not asked(outbox)
    for _day in range(7):
        clock.shift(timedelta(days=1))
        deliver()
    assert asked(outbox) == ["lia@example.nl"]
    line = town.one(AuditLine, AuditLine.action == "contributions_reminded")
    assert (line.origin, line.thing) == ("clock", f"issue {issue.id}")


def test_the_yearly_update_asks_for_a_text_about_the_year(make, client, deliver, outbox, sign_in, town):
    yearly = make.issue("Jaarbericht 2026", kind="yearly")
    fatma = sign_in("fatma")
    fatma.post(f"/nieuwsbrief/{yearly.id}/bijdragen/vragen")
    deliver()
    letter = outbox.to("lia")[0]
    assert letter.subject == "Schrijf mee aan het jaarbericht"
    form = client.get(letter.links[0].partition("localhost")[2]).text
    assert "Wat deed jullie organisatie dit jaar?" in form
    lia, where = sign_in("lia"), f"/nieuwsbrief/bericht?uitgave={yearly.id}"
    assert f'href="{where}"' in lia.get("/vandaag").text
    assert "Wat deed jullie organisatie dit jaar?" in lia.get(where).text
    lia.post(where, data=WORDS)
    assert len(texts(town, yearly)) == 1
    assert where not in lia.get("/vandaag").text


def test_somebody_of_a_partner_sends_something_that_nobody_asked_for(sign_in, make, town, issue):
    for one in town.all(Issue, Issue.id != issue.id, Issue.ordered_at.is_(None)):
        sign_in("fatma").post(f"/nieuwsbrief/{one.id}/weggooien")
    anna, call = sign_in("anna"), make.call(issue, "voedselbank")
    assert "Stuur een bericht voor de nieuwsbrief" in anna.get("/vandaag").text
    for _press in range(2):
        assert anna.post("/nieuwsbrief/bericht", data=WORDS | {"once": "c" * 20}).location == "/nieuwsbrief/bericht"
    text = texts(town, issue)[-1]
    assert (text.call_id, text.person_id, text.organisation_id) == (call.id, town.anna.id, town.voedselbank.id)
    assert "Open dag" in sign_in("lia").get("/nieuwsbrief/bericht").text  # a colleague
    where = f"/nieuwsbrief/bericht/{text.id}"
    assert sign_in("lia").post(where, data=WORDS | {"title": "Open huis"}).status_code == 303
    assert town.one(Contribution, Contribution.id == text.id).title == "Open huis"
    assert sign_in("hanna").get(where).status_code == 404
    assert anna.post("/nieuwsbrief/bericht", data={"title": ""}).status_code == 422


def test_without_an_issue_it_waits_for_the_next_one(sign_in, town):
    fatma = sign_in("fatma")
    for one in town.all(Issue, Issue.ordered_at.is_(None), Issue.discarded_at.is_(None)):
        fatma.post(f"/nieuwsbrief/{one.id}/weggooien")
    waiting = len(town.all(Contribution, Contribution.issue_id.is_(None), Contribution.left_out_at.is_(None)))
    sign_in("hanna").post("/nieuwsbrief/bericht", data=WORDS)
    assert f"{waiting + 1} tekst" in fatma.get("/nieuwsbrief").text
    fatma.post(
        "/nieuwsbrief/nieuw", data={"title": "Nieuwsbrief mei", "closes_on": "2026-12-08", "send_on": "2026-12-15"}
    )
    made = town.one(Issue, Issue.title == "Nieuwsbrief mei")
    assert len(texts(town, made)) == waiting + 1


def test_the_coordinator_takes_sends_back_and_leaves_out(issue, sign_in, town, make, client, deliver, outbox, link):
    fatma = sign_in("fatma")
    call = make.call(issue)
    client.post(link(call, "/tekst"), data=WORDS)
    [text] = texts(town, issue)
    where = f"/nieuwsbrief/{issue.id}/bijdragen/{text.id}"
    page = fatma.get(where).text
    assert "Neem over" in page
    assert fatma.post(f"{where}/terugsturen", data={"edition": text.edition, "suggestion": ""}).status_code == 422
    told = {"edition": text.edition, "suggestion": "Kom kijken. De soep is klaar."}
    for _press in range(2):
        assert fatma.post(f"{where}/terugsturen", data=told).status_code == 303
    deliver()
    letters = [letter for letter in outbox.to("hanna") if letter.template == RETURNED]
    assert len(letters) == 1
    assert "De soep is klaar." in letters[0].body
    assert letters[0].links[0].endswith(link(call))
    assert "De coördinator doet een voorstel" in client.get(link(call)).text
    assert "De soep is klaar." in client.get(link(call, f"/tekst/{text.id}")).text
    client.post(link(call, f"/tekst/{text.id}/voorstel"))
    [text] = texts(town, issue)
    assert (text.text, text.returned_at) == ("Kom kijken. De soep is klaar.", None)

    old = fatma.post(f"{where}/overnemen", data={"edition": text.edition - 1})
    assert old.location == where
    assert "Er is net iets veranderd" in fatma.get(where).text
    fatma.post(f"{where}/weglaten", data={"edition": text.edition})
    assert "Zet hem terug" in fatma.get(where).text
    fatma.post(f"{where}/terugzetten")
    [text] = texts(town, issue)
    for _press in range(2):
        assert fatma.post(f"{where}/overnemen", data={"edition": text.edition}).status_code == 303
    [article] = town.all(Article, Article.issue_id == issue.id)
    assert (article.title, article.text) == ("Open dag", "Kom kijken. De soep is klaar.")
    assert client.post(link(call, f"/tekst/{text.id}"), data=WORDS).status_code == 409
    assert "Deze tekst komt in de nieuwsbrief." in client.get(link(call)).text


def test_what_comes_from_somebody_goes_back_to_them(issue, sign_in, town, make, deliver, outbox):
    text = make.contribution(issue, "voedselbank", person_id=town.anna.id)
    fatma, anna = sign_in("fatma"), sign_in("anna")
    told = {"edition": text.edition, "suggestion": "Elke dinsdag om elf uur."}
    fatma.post(f"/nieuwsbrief/{issue.id}/bijdragen/{text.id}/terugsturen", data=told)
    deliver()
    letter = outbox.to("anna")[0]
    path = letter.links[0].partition("localhost")[2]
    assert "Elke dinsdag om elf uur." in anna.get(path).text
    assert anna.post(f"{path}/voorstel").location == "/nieuwsbrief/bericht"
    assert town.one(Contribution, Contribution.id == text.id).text == "Elke dinsdag om elf uur."


def test_odd_words_are_refused_or_kept_and_break_nothing(issue, sign_in, client, make, link, monkeypatch):
    monkeypatch.setattr(limiter, "enabled", False)
    text, call, fatma = make.contribution(issue), make.call(issue), sign_in("fatma")
    own, where = sign_in("hanna"), f"/nieuwsbrief/{issue.id}/bijdragen"
    right = {"title": b"Soep", "text": b"Kom langs.", "description": b"Soep", "people": b"no", "kept": b""}
    kind = "application/x-www-form-urlencoded"
    for odd in ODD:
        for names in (right, ["title"], ["kept"]):
            given = right | dict.fromkeys(names, odd)
            sent = "&".join(f"{key}={quote(value).decode()}" for key, value in given.items())
            assert client.post(link(call, "/tekst"), data=sent, content_type=kind).status_code in (303, 422), odd
    for odd in ODD[::6]:
        given = quote(odd).decode()
        sent = f"organisation={given}&edition={given}&suggestion={given}&title=Soep&text=Soep"
        assert own.post("/nieuwsbrief/bericht", data=sent, content_type=kind).status_code in (303, 422), odd
        for path in ("vragen", "herinneren", f"{text.id}/overnemen", f"{text.id}/terugsturen"):
            assert fatma.post(f"{where}/{path}", data=sent, content_type=kind).status_code in (303, 422), (path, odd)


def test_others_may_not(issue, sign_in, make, client):
    text = make.contribution(issue)
    for who in ("hanna", "karim", "gerrit"):
        for path in ("/nieuwsbrief", "/nieuwsbrief/nieuw", f"/nieuwsbrief/{issue.id}/bijdragen/{text.id}"):
            assert sign_in(who).get(path).status_code == 403
    assert client.get("/nieuwsbrief/bericht").status_code == 302


def test_the_list_costs_the_same_for_one_and_for_thirty(issue, sign_in, make, count_queries):
    fatma = sign_in("fatma")
    paths = ("/nieuwsbrief", f"/nieuwsbrief/{issue.id}/bijdragen", "/vandaag")
    make.contribution(issue)
    few, many = {}, {}
    for costs in (few, many):
        for path in paths:
            fatma.get(path)
            with count_queries() as queries:
                assert fatma.get(path).status_code == 200
            costs[path] = len(queries)
        for _more in range(30 if costs is few else 0):
            make.issue()
            make.contribution(issue)
            make.call(issue, make.organisation(joined_on=issue.closes_on).slug)
    assert few == many
    assert max(few.values()) <= 6


def test_who_is_signed_in_says_nothing_this_time_as_well(issue, make, sign_in, town):
    call, other = make.call(issue, "bibliotheek"), make.call(issue, "triada")
    hanna = sign_in("hanna")
    assert "Deze keer niets" in hanna.get(f"/nieuwsbrief/bericht?uitgave={issue.id}").text
    for _press in range(2):
        assert hanna.post(f"/nieuwsbrief/bericht/niets/{issue.id}").status_code == 303
    assert town.one(Call, Call.id == call.id).declined_at is not None
    assert town.one(Call, Call.id == other.id).declined_at is None, "nobody speaks for another"


def test_a_text_that_came_in_is_no_nothing(issue, make, sign_in, town):
    call = make.call(issue, "bibliotheek")
    make.contribution(issue, "bibliotheek")
    sign_in("hanna").post(f"/nieuwsbrief/bericht/niets/{issue.id}")
    assert town.one(Call, Call.id == call.id).declined_at is None


def test_an_issue_that_stands_still_stands_on_the_board(make, sign_in):
    made = make.issue("Nieuwsbrief die stilstaat", ordered_at=now(), send_at=now(), began_at=now(), paused_at=now())
    page = sign_in("fatma").get("/vandaag").text
    assert "Nieuwsbrief die stilstaat" in page
    assert "Staat even stil" in page
    assert f"/nieuwsbrief/{made.id}/versturen" in page


def test_what_came_along_from_an_earlier_issue_goes_back_by_a_link_of_this_one(
    issue, make, sign_in, town, outbox, client
):
    text = make.contribution(issue, "bibliotheek")  # by link; its call stayed with the issue before
    where = f"/nieuwsbrief/{issue.id}/bijdragen/{text.id}"
    sign_in("fatma").post(f"{where}/terugsturen", data={"edition": text.edition, "suggestion": "Elke dinsdag om elf."})
    [letter, *_others] = [letter for letter in outbox if letter.template == RETURNED]
    [address] = [link for link in letter.links if "/bijdrage/" in link]
    page = client.get(address.removeprefix("http://localhost")).text
    assert "Taalcafé zoekt hulp" in page
