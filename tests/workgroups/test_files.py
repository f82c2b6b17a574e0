"""Files of a workgroup: added, read, given a next version, taken away and back, refused with a sentence, counted."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from pact.audit import AuditLine
from pact.db import db
from pact.files import store
from pact.files.accepting import Accepted
from pact.files.store import StoredFile
from pact.workgroups.models import WorkgroupFile, WorkgroupFileVersion
from tests.files import papers
from tests.files.hostile import corpus
from tests.workgroups.test_joining import EVENT, event

FILES = f"{EVENT}/bestanden"
TITLE = "Verslag van maart"
OURS = {"Sec-Fetch-Site": "same-origin"}


def send(browser, content=None, where=f"{FILES}/nieuw", name="Verslag (3) van Piet.docx", headers=None, **words):
    """As a browser does: first what was typed, then the file."""
    parts = [f'form-data; name="{key}"\r\n\r\n{value}'.encode() for key, value in ({"title": TITLE} | words).items()]
    if content is not None:
        parts.append(f'form-data; name="file"; filename="{name}"\r\n\r\n'.encode() + content)
    body = b"".join(b"--mark\r\nContent-Disposition: " + part + b"\r\n" for part in parts) + b"--mark--\r\n"
    return browser.post(where, data=body, content_type="multipart/form-data; boundary=mark", headers=headers or {})


def rows(town, title=TITLE):
    return town.all(WorkgroupFile, WorkgroupFile.title == title)


def versions(town, file):
    return town.all(WorkgroupFileVersion, WorkgroupFileVersion.file_id == file.id)


def stored(town):
    return town.all(StoredFile, StoredFile.added_by_id == town.joke.id)


def test_a_member_adds_a_file_and_another_reads_it(sign_in, town):
    joke, ivo = sign_in("joke"), sign_in("ivo")
    before, sent = len(stored(town)), papers.docx()
    for _press in range(2):
        assert send(joke, sent, once="a" * 20).location == FILES
    [file] = rows(town)
    assert len(stored(town)) == before + 1
    page = ivo.get(FILES).text
    assert "Verslag van maart" in page
    assert "DOCX · 37 kB · Joke Prins · 24 november" in page
    assert "Piet" not in page
    answer = ivo.get(f"{FILES}/{file.id}/versie/1")
    assert answer.data == sent
    assert answer.headers["Content-Disposition"] == 'attachment; filename="verslag-van-maart.docx"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].endswith("; sandbox")
    assert answer.headers["Cache-Control"] == "no-store"
    line = town.one(AuditLine, AuditLine.action == "file_added")
    assert (line.person_id, line.organisation_id) == (town.joke.id, town.leergeld.id)
    assert "Verslag" not in line.facts


def test_a_next_version_stands_beside_the_older_ones(sign_in, town):
    joke = sign_in("joke")
    send(joke, papers.docx("Eerste"))
    [file] = rows(town)
    where = f"{FILES}/{file.id}/nieuwe-versie"
    for content in (papers.pdf(), papers.pdf(), papers.picture("JPEG")):
        assert send(joke, content, where, once="b" * 20).location == f"{FILES}/{file.id}"  # the same one counts once
    assert [one.number for one in versions(town, file)] == [1, 2, 3]
    page = joke.get(f"{FILES}/{file.id}").text
    assert "Eerdere versies" in page
    assert page.index("Versie 2") < page.index("Versie 1")
    assert joke.get(f"{FILES}/{file.id}/versie/2").mimetype == "application/pdf"
    assert Image.open(BytesIO(joke.get(f"{FILES}/{file.id}/versie/3").data)).format == "JPEG"
    assert joke.get(f"{FILES}/{file.id}/versie/4").status_code == 404
    assert joke.get(f"{FILES}/{file.id}/versie/99999999999").status_code == 404


def test_the_lead_takes_it_away_and_a_day_later_it_is_gone(sign_in, town, clock, deliver):
    joke, ivo = sign_in("joke"), sign_in("ivo")
    send(joke, papers.pdf())
    [file] = rows(town)
    kept = versions(town, file)[0].stored_id
    assert "Vraag het aan de trekker." in joke.get(f"{FILES}/{file.id}").text
    assert joke.post(f"{FILES}/{file.id}/weg").status_code == 403
    for _press in range(2):
        assert ivo.post(f"{FILES}/{file.id}/weg").location == FILES
    assert joke.get(f"{FILES}/{file.id}/versie/1").status_code == 404
    assert "Verslag van maart" not in joke.get(FILES).text
    assert "Weggehaald" in ivo.get(FILES).text
    ivo.post(f"{FILES}/{file.id}/terug")
    assert joke.get(f"{FILES}/{file.id}/versie/1").status_code == 200
    ivo.post(f"{FILES}/{file.id}/weg")
    clock.shift(timedelta(hours=23))
    deliver()
    assert rows(town)
    clock.shift(timedelta(hours=2))
    deliver()
    assert not rows(town)
    assert not town.all(StoredFile, StoredFile.id == kept)
    assert sign_in("ivo").post(f"{FILES}/{file.id}/terug").status_code == 404


def test_a_file_to_which_nothing_points_goes_after_a_day(app, sign_in, town, clock, deliver):
    send(sign_in("joke"), papers.pdf())
    with app.app_context():
        orphan = store.keep(Accepted("pdf", b"%PDF-"), None, town.joke.id).id
        db.session.commit()
    clock.shift(timedelta(hours=25))
    deliver()
    assert not town.all(StoredFile, StoredFile.id == orphan)
    assert len(stored(town)) == 3  # two of the demo town, and the one above


@pytest.mark.parametrize(("key", "status"), [("fatma", 200), ("gerrit", 200), ("quinten", 403), ("karim", 403)])
def test_who_may_read(sign_in, town, key, status):
    file = town.all(WorkgroupFile)[0]
    browser = sign_in(key)
    for path in ("", "/nieuw", f"/{file.id}", f"/{file.id}/versie/1", f"/{file.id}/nieuwe-versie"):
        assert browser.get(FILES + path).status_code == status, path
    assert ("Bestanden van de werkgroep" in browser.get(EVENT).text) == (status == 200)
    if status == 403:
        assert send(browser, papers.pdf()).status_code == 403
        assert browser.post(f"{FILES}/{file.id}/weg").status_code == 403
    elsewhere = "/werkgroepen/samen-onder-een-dak/bestanden"
    assert sign_in("quinten").get(f"{elsewhere}/{file.id}/versie/1").status_code == 404
    assert sign_in("quinten").post(f"{elsewhere}/{file.id}/weg").status_code == 404


def test_when_a_workgroup_ended_its_files_are_read_and_no_more(sign_in, town):
    file, fatma = town.all(WorkgroupFile)[0], sign_in("fatma")
    fatma.post(f"{EVENT}/stoppen", data={"reason": "Klaar."})
    assert fatma.get(f"{FILES}/{file.id}/versie/1").status_code == 200
    assert "Zet een bestand erbij" not in fatma.get(FILES).text
    assert send(fatma, papers.pdf()).status_code == 404
    assert fatma.post(f"{FILES}/{file.id}/weg").status_code == 404


@pytest.mark.parametrize(
    ("content", "words", "sentence"),
    [
        (None, {}, "Kies een bestand."),
        (b"", {}, "Dit soort bestand kan hier niet. Kies PDF, DOCX, ODT, PNG of JPG."),
        (b"%PDF-" + b"x" * 10_500_000, {}, "Dit bestand is te groot. Het mag hooguit 10 MB zijn."),
        (papers.pdf(), {"title": ""}, "Schrijf in een paar woorden wat het is."),
        (papers.pdf(), {"title": "Bel 111222333"}, "Haal het burgerservicenummer weg. Dat mogen wij niet bewaren."),
        (papers.pdf(), {"title": "x" * 121}, "Maak de tekst korter. Je hebt 121 tekens. Er passen er 120 in."),
    ],
)  # fmt: skip
def test_a_mistake_has_its_own_sentence_and_the_words_stay(sign_in, town, content, words, sentence):
    before = len(stored(town))
    answer = send(sign_in("joke"), content, **words)
    assert answer.status_code == 422
    assert answer.text.count(f">{sentence}<") == 2
    if not words:
        assert 'value="Verslag van maart"' in answer.text
    assert len(stored(town)) == before


@pytest.mark.engine("sqlite")
def test_of_the_hostile_corpus_nothing_is_stored(sign_in, town):
    """SECURITY.md T33; what each is refused for stands in tests/files."""
    fatma, before = sign_in("fatma"), len(town.all(StoredFile))
    for number, (name, content) in enumerate(corpus().items()):
        if number % 3 == 0:
            answer = send(fatma, content, name="../../etc/passwd.html")
            assert answer.status_code == 422, name
    assert len(town.all(StoredFile)) == before


def test_a_request_that_is_far_too_large_keeps_what_was_typed(sign_in, town):
    joke = sign_in("joke")
    answer = send(joke, b"%PDF-" + b"x" * 13_000_000, headers=OURS, title="Verslag <van> maart")
    assert answer.status_code == 413
    assert "Dit bestand is te groot" in answer.text
    assert 'name="title" value="Verslag &lt;van&gt; maart"' in answer.text
    again = joke.post(f"{FILES}/nieuw", data={"title": "Verslag van maart"})
    assert again.status_code == 422
    assert ">Kies een bestand.<" in again.text


def test_an_organisation_has_so_much_room_also_when_two_send_at_once(app, make, sign_in, town, monkeypatch):
    sent = papers.pdf()
    with app.app_context():
        taken = store.room_taken(town.leergeld.id)
    monkeypatch.setattr(store, "QUOTA", taken + 2 * len(sent))
    browsers = [sign_in("joke") for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda browser: send(browser, sent).status_code, browsers))
    assert sorted(answers) == [303, 303, 422, 422]
    assert len(rows(town)) == 2
    full = send(sign_in("joke"), sent)
    assert (
        ">Er is geen plek meer: jouw organisatie heeft hier 500 MB aan bestanden. Haal er eerst een weg.<" in full.text
    )
    assert send(sign_in("fatma"), sent).status_code == 303  # the pact's own room


def test_a_merged_partner_takes_its_files_along(app, make, sign_in, town):
    gone = make.organisation("grip-op-knip", name="Grip op Knip")
    with app.app_context():
        kept = store.keep(Accepted("pdf", b"%PDF-"), gone.id, None).id
        db.session.commit()
    sign_in("fatma").post("/partners/grip-op-knip/samenvoegen", data={"met": "grip-op-de-knip"})
    assert town.one(StoredFile, StoredFile.id == kept).organisation_id == town.grip_op_de_knip.id


def test_the_list_costs_the_same_for_few_and_for_many(app, make, sign_in, town, count_queries):
    ivo = sign_in("ivo")
    for path in (FILES, f"{FILES}/{town.all(WorkgroupFile)[0].id}"):
        ivo.get(path)
        with count_queries() as few:
            ivo.get(path)
        for number in range(20):
            make.workgroup_file(event(town), f"Stuk {number}")
        with count_queries() as many:
            assert ivo.get(path).status_code == 200
        assert len(few) == len(many) <= 5
        assert not [
            query for query in many if "stored_file.content" in query
        ]  # a list never reads the files themselves
