"""A poll about theme meetings: all tick what they like, nobody sees what another ticked, and all hear the outcome."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from pact.dates import today
from pact.db import db
from pact.meetings.themes.models import Theme, ThemePoll, ThemeSuggestion, ThemeTick, ThemeVoter
from pact.people.models import Person

ASKED = {
    "question": "Welke themabijeenkomsten wil je?",
    "themes-0-title": "Energie",
    "themes-0-sentence": "Wat helpt tegen een hoge rekening?",
    "themes-1-title": "Toeslagen",
    "themes-2-title": "Schaamte",
    "themes-3-title": "",
    "audience": ["pact"],
    "once": "een-merk",
}


@pytest.fixture
def ask(sign_in):
    def send(key="fatma", **typed):
        data = ASKED | {"last_day": (today() + timedelta(days=10)).isoformat()} | typed
        return sign_in(key).post("/themapeilingen/nieuw", data=data)

    return send


@pytest.fixture
def poll(make):
    return make.theme_poll("anna", "hanna", "ivo")


@pytest.fixture
def ids(poll, town):
    return {theme.title: str(theme.id) for theme in town.all(Theme, Theme.poll_id == poll.id)}


def vote(client, poll, *ids, **typed):
    return client.post(f"/themapeilingen/{poll.id}/stem", data={"themes": list(ids)} | typed)


def link(letter):
    return letter.links[0].removeprefix("http://localhost")


def test_the_coordinator_asks_everybody_at_the_partners(ask, town, deliver, outbox):
    """Loomio #7301."""
    for _ in range(2):
        assert ask().status_code == 303
    poll = town.all(ThemePoll)[-1]
    assert [theme.title for theme in town.all(Theme, Theme.poll_id == poll.id)] == ["Energie", "Toeslagen", "Schaamte"]
    deliver()
    letters = [letter for letter in outbox if letter.template.endswith("themes/emails/asked.txt")]
    assert len(letters) == poll.asked > 20
    assert len({letter.to for letter in letters}) == len({link(letter) for letter in letters}) == poll.asked


def test_a_lead_asks_their_own_workgroup_and_nobody_else(ask, make, town, sign_in):
    group, other = make.workgroup("joke", "anna"), make.workgroup("ivo")
    assert ask("joke", audience=[str(group.id)]).status_code == 303
    assert town.all(ThemePoll)[-1].asked == 2
    for audience in (["pact"], [str(other.id)], []):
        answer = ask("joke", audience=audience, once="anders")
        assert answer.status_code == 422
        assert answer.text.count("Kies aan wie je het vraagt.") == 2
    assert ask("anna").status_code == 403


WRONG = [
    ({"question": ""}, "Vul je vraag in."),
    ({"themes-2-title": ""}, "Vul minstens drie thema&#39;s in."),
    ({"themes-2-title": "energie"}, "Elk thema staat er één keer."),
    ({"themes-3-sentence": "Een zin zonder thema"}, "Vul ook het thema in."),
    ({"themes-0-title": "x" * 81}, "Maak de tekst korter. Je hebt 81 tekens. Er passen er 80 in."),
    ({"themes-0-sentence": "111222333"}, "Haal het burgerservicenummer weg. Dat mogen wij niet bewaren."),
    ({"last_day": "2020-01-01"}, "Kies een dag na vandaag, binnen 60 dagen."),
    ({"last_day": "morgen"}, "Kies een dag na vandaag, binnen 60 dagen."),
]


def test_what_is_wrong_is_said_at_its_field(ask, town):
    before = len(town.all(ThemePoll))
    for typed, sentence in WRONG:
        page = ask(**typed)
        assert page.status_code == 422, sentence
        assert page.text.count(sentence) == 2, sentence
        assert 'value="Toeslagen"' in page.text
    assert len(town.all(ThemePoll)) == before
    more = ask(more="1").text
    assert 'name="themes-4-title"' in more
    assert len(town.all(ThemePoll)) == before


def test_one_votes_by_link_and_changes_it_until_the_last_day(poll, ids, deliver, outbox, client, town, clock):
    deliver()
    url = link(*(one for one in outbox.to("anna") if "/themapeiling/" in one.body))
    page = client.get(url)
    assert page.status_code == 200
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert client.post(url, data={"themes": [ids["Energie"], ids["Schaamte"]]}).status_code == 303
    assert client.post(url, data={"themes": [ids["Toeslagen"]]}).status_code == 303
    own = ThemeTick.theme_id.in_([int(id) for id in ids.values()])
    assert [str(row.theme_id) for row in town.all(ThemeTick, own)] == [ids["Toeslagen"]]
    assert f'value="{ids["Toeslagen"]}" checked' in client.get(url).text
    clock.shift(timedelta(days=11))
    assert client.post(url, data={"themes": [ids["Energie"]]}).status_code == 410
    assert client.get("/themapeiling/geen-link").status_code == 404


def test_who_lost_their_account_has_no_link_any_more(poll, deliver, outbox, client, app, town):
    deliver()
    url = link(*(one for one in outbox.to("anna") if "/themapeiling/" in one.body))
    with app.app_context():
        db.session.get_one(Person, town.anna.id).revoke()
        db.session.commit()
    assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    "typed", [{}, {"themes": ["999999"]}, {"themes": ["x"]}, {"suggestion": "x" * 121, "themes": []}]
)
def test_an_empty_or_strange_vote_is_no_vote(poll, sign_in, town, typed):
    assert sign_in("anna").post(f"/themapeilingen/{poll.id}/stem", data=typed).status_code == 422
    assert town.one(ThemeVoter, ThemeVoter.poll_id == poll.id, ThemeVoter.voted_on.is_not(None)) is None


def test_only_who_was_asked_votes_and_sees_the_poll(poll, ids, sign_in):
    assert vote(sign_in("els"), poll, ids["Energie"]).status_code == 404
    assert sign_in("els").get(f"/themapeilingen/{poll.id}").status_code == 404
    assert vote(sign_in("fatma"), poll, ids["Energie"]).status_code == 403, "the coordinator looks, and was not asked"


def test_nobody_sees_a_count_before_the_end_not_even_who_asked(poll, ids, sign_in):
    vote(sign_in("anna"), poll, ids["Energie"])
    for key in ("anna", "fatma"):
        page = sign_in(key).get(f"/themapeilingen/{poll.id}").text
        assert "1 van de 3 heeft gestemd." in page
        assert "<meter" not in page


def test_a_tick_names_nobody_and_is_gone_when_it_is_counted(poll, ids, sign_in, town, app, clock, deliver):
    vote(sign_in("anna"), poll, ids["Energie"], suggestion="Zyxvoedsel")
    voter = town.one(ThemeVoter, ThemeVoter.poll_id == poll.id, ThemeVoter.person_id == town.anna.id)
    tick = town.one(ThemeTick, ThemeTick.theme_id == int(ids["Energie"]))
    assert tick.ballot not in (voter.salt, voter.token_hash)
    with app.app_context():
        for table in ("theme_tick", "theme_suggestion"):
            for row in db.session.execute(text(f"SELECT * FROM {table}")).mappings():
                assert not {voter.salt, voter.token_hash} & {str(value) for value in row.values()}
    clock.shift(timedelta(days=11))
    deliver()
    assert town.one(ThemeTick, ThemeTick.theme_id == int(ids["Energie"])) is None
    assert town.one(Theme, Theme.id == int(ids["Energie"])).votes == 1
    assert town.one(ThemeSuggestion, ThemeSuggestion.poll_id == poll.id).ballot is None
    assert town.one(ThemePoll, ThemePoll.id == poll.id).voted == 1


def test_a_suggestion_becomes_a_theme_that_late_voters_see(poll, ids, sign_in, town, outbox, deliver):
    anna, fatma = sign_in("anna"), sign_in("fatma")
    vote(anna, poll, ids["Energie"], suggestion="Laaggeletterd")
    vote(anna, poll, ids["Energie"], suggestion="Laaggeletterdheid")
    [idea] = town.all(ThemeSuggestion, ThemeSuggestion.poll_id == poll.id)
    assert idea.text == "Laaggeletterdheid"
    assert "Laaggeletterdheid" not in sign_in("ivo").get(f"/themapeilingen/{poll.id}").text
    deliver()
    outbox.clear()
    page = f"/themapeilingen/{poll.id}/ideeen/{idea.id}"
    assert sign_in("ivo").get(page).status_code == 403
    assert 'value="Laaggeletterdheid"' in fatma.get(page).text
    assert fatma.post(page, data={"title": ""}).status_code == 422
    for _ in range(2):
        assert fatma.post(page, data={"title": "Laaggeletterdheid", "sentence": "Wat helpt?"}).status_code == 303
    assert len(town.all(Theme, Theme.poll_id == poll.id)) == 4
    assert "Laaggeletterdheid" in sign_in("ivo").get(f"/themapeilingen/{poll.id}").text
    deliver()
    assert len(outbox) == 0, "those who voted are not bothered"
    vote(anna, poll, ids["Energie"], suggestion="Nog iets")
    assert len(town.all(ThemeSuggestion, ThemeSuggestion.poll_id == poll.id)) == 1, "one for each"


def test_only_who_did_not_vote_is_reminded_and_once(poll, ids, sign_in, outbox, deliver, clock):
    """Loomio #6113: somebody who voted was reminded all the same."""
    vote(sign_in("anna"), poll, ids["Energie"])
    deliver()
    outbox.clear()
    clock.shift(timedelta(days=7))
    deliver()
    clock.shift(timedelta(hours=13))
    deliver()
    reminders = [letter.to for letter in outbox if letter.template.endswith("themes/emails/reminder.txt")]
    assert sorted(reminders) == ["hanna@example.nl", "ivo@example.nl"]


def test_the_outcome_is_told_to_all_who_were_asked_and_leads_to_a_meeting(
    poll, ids, sign_in, town, outbox, deliver, clock
):
    for key, titles in (("anna", ("Energie", "Schaamte")), ("hanna", ("Schaamte",))):
        vote(sign_in(key), poll, *[ids[title] for title in titles])
    clock.shift(timedelta(days=11))
    deliver()
    counted = [letter for letter in outbox.to("fatma") if letter.template.endswith("counted.txt")]
    assert [letter.links for letter in counted] == [[f"http://localhost/themapeilingen/{poll.id}"]]
    outbox.clear()
    fatma, page = sign_in("fatma"), f"/themapeilingen/{poll.id}/uitkomst"
    assert sign_in("anna").get(page).status_code == 403
    assert fatma.post(page, data={"outcome": ""}).status_code == 422
    assert town.one(ThemePoll, ThemePoll.id == poll.id).outcome_at is None, "an outcome must be said"
    for _ in range(2):
        assert fatma.post(page, data={"outcome": "Wij doen een avond over schaamte."}).status_code == 303
    deliver()
    assert sorted(letter.to for letter in outbox) == [f"{key}@example.nl" for key in ("anna", "hanna", "ivo")]
    assert all("Wij doen een avond over schaamte." in letter.body for letter in outbox)
    shown = sign_in("els").get(f"/themapeilingen/{poll.id}").text
    assert "Wij doen een avond over schaamte." in shown, "what is done with it is for every partner"
    assert shown.index(">Schaamte<") < shown.index(">Energie<"), "the most wanted first"
    assert "/bijeenkomsten/nieuw?titel=Schaamte" in shown
    assert 'value="Schaamte"' in fatma.get("/bijeenkomsten/nieuw?titel=Schaamte").text


def test_an_outcome_before_the_end_closes_the_poll(poll, ids, sign_in, town, deliver, outbox, client):
    vote(sign_in("anna"), poll, ids["Energie"])
    deliver()
    url = link(*(one for one in outbox.to("hanna") if "/themapeiling/" in one.body))
    sign_in("fatma").post(f"/themapeilingen/{poll.id}/uitkomst", data={"outcome": "Energie, in maart."})
    assert town.one(Theme, Theme.id == int(ids["Energie"])).votes == 1
    assert "Energie, in maart." in client.get(url).text
    assert client.post(url, data={"themes": [ids["Energie"]]}).status_code == 200
    assert town.one(Theme, Theme.id == int(ids["Energie"])).votes == 1


def test_who_was_asked_is_forgotten_two_weeks_after_the_outcome(poll, sign_in, town, clock, deliver):
    sign_in("fatma").post(f"/themapeilingen/{poll.id}/uitkomst", data={"outcome": "Later."})
    clock.shift(timedelta(days=15))
    deliver()
    assert town.all(ThemeVoter, ThemeVoter.poll_id == poll.id) == []
    assert sign_in("anna").get(f"/themapeilingen/{poll.id}").status_code == 200


def test_the_next_poll_is_asked_too_when_the_voters_of_the_last_one_are_forgotten(
    ask, make, town, clock, deliver, outbox
):
    """SQLite gives the numbers of rows that are gone to new ones."""
    group = make.workgroup("joke", "anna")
    for year in range(3):
        clock.shift(timedelta(days=130))
        deliver()
        assert not town.all(ThemeVoter)
        assert ask("joke", audience=[str(group.id)], once=f"peiling {year}").status_code == 303
        deliver()
    assert len([letter for letter in outbox.to("anna") if letter.template.endswith("themes/emails/asked.txt")]) == 3


def test_the_list_costs_the_same_for_one_and_for_thirty(make, sign_in, count_queries):
    anna = sign_in("anna")
    make.theme_poll("anna")
    anna.get("/themapeilingen")
    with count_queries() as few:
        anna.get("/themapeilingen")
    for _ in range(10):
        make.theme_poll("anna")
    with count_queries() as many:
        anna.get("/themapeilingen")
    assert len(few) == len(many) <= 5
