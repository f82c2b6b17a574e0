"""Putting an issue together: its words, its articles in order, out and back, frozen, and two who do it at once."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import update

from pact.audit import AuditLine
from pact.dates import now
from pact.db import db
from pact.files import store
from pact.files.refusals import FULL
from pact.files.store import StoredFile
from pact.newsletter.models import Article, Contribution, Issue, TakenOut
from pact.newsletter.models.taken_out import BACK_WITHIN
from tests.files import papers
from tests.meetings.test_injection import CORPUS

ARTICLE = {"title": "De bus rijdt weer", "text": "Elke dinsdag.", "section": "news", "audience": ""}


@pytest.fixture
def issue(make):
    return make.issue()


@pytest.fixture
def path(issue):
    return f"/nieuwsbrief/{issue.id}/samenstellen"


@pytest.fixture
def fatma(sign_in):
    return sign_in("fatma")


def titles(browser, path):
    """In the order of the page."""
    page = browser.get(path).text
    return re.findall(r'row__title" lang="nl">([^<]+)<', page.partition('id="offers"')[0])


def mark(browser, path):
    return re.search(r'name="edition" type="hidden" value="([^"]+)"', browser.get(path).text)[1]


def test_subject_and_introduction_are_kept_and_too_much_is_not(fatma, town, issue, path):
    said = {"subject": "Warm de winter door", "introduction": "Goed nieuws.\r\n\r\nLees mee.", "edition": ""}
    for _press in range(2):
        said["edition"] = said["edition"] or mark(fatma, path)
        assert fatma.post(path, data=said).location == path
    kept = town.one(Issue, Issue.id == issue.id)
    assert (kept.subject, kept.introduction) == ("Warm de winter door", "Goed nieuws.\n\nLees mee.")
    assert len(town.all(AuditLine, AuditLine.action == "issue_words")) == 1
    wrong = fatma.post(path, data=said | {"subject": "x" * 121, "introduction": "BSN 111222333"})
    assert wrong.status_code == 422
    assert "Je hebt 121 tekens. Er passen er 120 in." in wrong.text
    assert "Haal het burgerservicenummer weg." in wrong.text
    assert "x" * 121 in wrong.text
    assert town.one(Issue, Issue.id == issue.id).subject == "Warm de winter door"


def test_two_coordinators_at_once_lose_no_words(fatma, make, town, issue, path):
    article = make.article(issue)
    one, other = f"{path}/{article.id}", path
    first, second = mark(fatma, one), mark(fatma, other)
    assert fatma.post(one, data=ARTICLE | {"edition": first}).location == path
    late = fatma.post(one, data=ARTICLE | {"title": "Anders", "edition": first})
    assert late.status_code == 409
    assert "Iemand anders heeft dit net veranderd." in late.text
    assert fatma.post(other, data={"subject": "Een", "edition": second}).status_code == 303, (
        "another article is no race"
    )
    assert fatma.post(other, data={"subject": "Twee", "edition": second}).status_code == 409
    assert town.one(Article, Article.id == article.id).title == ARTICLE["title"]
    assert town.one(Issue, Issue.id == issue.id).subject == "Een"


def test_one_writes_a_piece_with_a_photo_that_is_made_small(fatma, town, issue, path, client):
    def sent():
        camera = Image.Exif()
        camera[0x010E] = "Broodkruimelpad 8"
        photo = papers.picture("PNG", (2400, 1800), "RGBA", exif=camera)
        return {"photo": (BytesIO(photo), "IMG_0042.png"), "photo_description": "Een rij bij de bus", "once": "a" * 20}

    for _press in range(2):
        assert fatma.post(f"{path}/schrijf", data=ARTICLE | sent()).location == path
    [article] = town.all(Article, Article.issue_id == issue.id)
    assert (article.title, article.section, article.audience, article.source) == (ARTICLE["title"], "news", None, None)
    photo = client.get(f"/nieuws/foto/{article.photo_id}")
    assert photo.mimetype == "image/jpeg"
    assert b"Broodkruimelpad" not in photo.data
    drawn = Image.open(BytesIO(photo.data))
    assert (drawn.size, drawn.getpixel((5, 5))) == ((1200, 900), (255, 255, 255))
    assert "Met foto" in fatma.get(path).text

    edit = f"{path}/{article.id}"
    page = fatma.get(edit).text
    assert 'alt="Een rij bij de bus"' in page
    changed = ARTICLE | {"edition": mark(fatma, edit), "audience": "partners", "photo_description": "De bus"}
    assert fatma.post(edit, data=changed).location == path
    kept = town.one(Article, Article.id == article.id)
    assert (kept.audience, kept.photo_description, kept.photo_id) == ("partners", "De bus", article.photo_id)
    fatma.post(edit, data=changed | {"edition": mark(fatma, edit), "without_photo": "y"})
    kept = town.one(Article, Article.id == article.id)
    assert (kept.photo_id, kept.photo_description) == (None, "")
    assert client.get(f"/nieuws/foto/{article.photo_id}").status_code == 404


@pytest.mark.engine("sqlite")
def test_what_is_wrong_with_a_piece_is_said_beside_it(fatma, town, path):
    before = len(town.all(StoredFile))
    photo = {"photo": (BytesIO(papers.picture("JPEG")), "bus.jpg")}
    empty = fatma.post(f"{path}/schrijf", data={"section": "?", "audience": "iedereen", **photo})
    assert empty.status_code == 422
    for sentence in (
        "Vul een titel in.",
        "Vul een tekst in.",
        "Kies een deel.",
        "Kies voor wie het is.",
        "Vul in wat je op de foto ziet.",
        "Kies de foto opnieuw.",
    ):
        assert sentence in empty.text
    not_a_photo = fatma.post(f"{path}/schrijf", data=ARTICLE | {"photo": (BytesIO(papers.pdf()), "bus.jpg")})
    assert not_a_photo.status_code == 422
    assert "Dit soort bestand kan hier niet. Kies PNG of JPG." in not_a_photo.text
    assert ARTICLE["title"] in not_a_photo.text
    assert len(town.all(StoredFile)) == before


@pytest.mark.engine("sqlite")
def test_without_room_for_the_photo_nothing_is_written(app, fatma, make, town, issue, path):
    article = make.article(issue, "Zo staat het er")
    with app.app_context():
        db.session.add(StoredFile(kind="jpg", size=store.QUOTA, content=b"vol"))
        db.session.commit()
    for where in (f"{path}/schrijf", f"{path}/{article.id}"):
        photo = {"photo": (BytesIO(papers.picture("JPEG")), "bus.jpg"), "photo_description": "Een bus"}
        edition = {"edition": mark(fatma, f"{path}/{article.id}")}
        answer = fatma.post(where, data=ARTICLE | photo | edition)
        assert answer.status_code == 422
        assert str(FULL) in answer.text
        assert ARTICLE["title"] in answer.text
    assert [row.title for row in town.all(Article, Article.issue_id == issue.id)] == ["Zo staat het er"]


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "http://www.voorbeeld.nl",
        "https:alert(1)",
        "//evil.example",
        "https://evil.example/\"onclick='alert(1)",
        "mailto:iemand@voorbeeld.nl",
        "https://localhost@evil.example",
    ],
)
def test_no_other_link_than_https(fatma, town, issue, path, link):
    answer = fatma.post(f"{path}/schrijf", data=ARTICLE | {"link": link})
    assert answer.status_code == 422
    assert "Vul een link in die begint met https://." in answer.text
    assert not town.all(Article, Article.issue_id == issue.id)


@pytest.mark.engine("sqlite")
def test_what_somebody_types_stays_a_text(fatma, town, issue, path):
    for text in CORPUS:
        sent = ARTICLE | {"title": text, "text": text, "link": "https://www.voorbeeld.nl/a?b=1&c=2#d"}
        assert fatma.post(f"{path}/schrijf", data=sent).status_code == 303
    pages = [fatma.get(path).text]
    pages += [fatma.get(f"{path}/{row.id}").text for row in town.all(Article, Article.issue_id == issue.id)]
    for page in pages:
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "\u202eomgekeerd" not in page


def test_articles_move_within_their_section_and_not_further(app, fatma, make, town, issue, path):
    ids = {name: make.article(issue, name).id for name in ("Een", "Twee", "Drie")}
    with app.app_context():  # whatever happened once, nobody stays stuck
        db.session.execute(update(Article).where(Article.issue_id == issue.id).values(position=1))
        db.session.commit()
    make.article(issue, "Avond", section="meetings")
    make.article(issue, "Vier")
    assert titles(fatma, path) == ["Een", "Twee", "Drie", "Vier", "Avond"]

    def press(name, way):
        answer = fatma.post(f"{path}/{ids[name]}/verplaats", data={"naar": way})
        assert answer.location.startswith(f"{path}?verplaatst={ids[name]}&naar={way}")
        return fatma.get(answer.location).text

    assert "Verplaatst. Plek 2 van 4 in «Nieuws van partners»." in re.sub(r"\s+", " ", press("Drie", "up"))
    assert "bovenaan" in press("Drie", "up")
    assert titles(fatma, path) == ["Drie", "Een", "Twee", "Vier", "Avond"]
    said = press("Drie", "up")
    assert "Dit stuk staat nu bovenaan" in said
    assert "Verplaatst." not in said
    press("Twee", "down")
    assert "onderaan" in press("Twee", "down")
    assert titles(fatma, path) == ["Drie", "Een", "Vier", "Twee", "Avond"]

    sent = ARTICLE | {"title": "Een", "section": "meetings", "edition": mark(fatma, f"{path}/{ids['Een']}")}
    fatma.post(f"{path}/{ids['Een']}", data=sent)
    assert titles(fatma, path) == ["Drie", "Vier", "Twee", "Avond", "Een"], "in another section it comes last"
    part = fatma.post(f"{path}/{ids['Een']}/verplaats", data={"naar": "up"}, part=True)
    assert part.text.strip().startswith('<div id="articles">')
    assert 'autofocus aria-describedby="moved">Omlaag' in re.sub(r"\s+", " ", part.text)


def test_what_was_taken_out_can_come_back_where_it_stood(fatma, make, town, issue, path, clock, deliver):
    given = make.contribution(issue, taken_at=now())
    first = make.article(issue, "Eerste", source=f"contribution {given.id}")
    make.article(issue, "Tweede")
    for _press in range(2):
        fatma.post(f"{path}/{first.id}/weg")
    assert "Het stuk is eruit." in fatma.get(path).text
    here = Contribution.id == given.id
    assert town.one(Contribution, here).taken_at is None, "who looks at contributions can take it over again"
    [out] = town.all(TakenOut)
    for _press in range(2):
        assert fatma.post(f"{path}/terug/{out.id}").status_code == 303
    assert titles(fatma, path)[:2] == ["Eerste", "Tweede"]
    [back] = town.all(Article, Article.title == "Eerste")
    assert (back.position, back.source, back.text) == (first.position, first.source, first.text)
    assert town.one(Contribution, here).taken_at
    assert not town.all(TakenOut)

    fatma.post(f"{path}/{back.id}/weg")
    make.article(issue, "Eerste, opnieuw", source=first.source)
    fatma.post(f"{path}/terug/{town.one(TakenOut).id}")
    assert len(town.all(Article, Article.source == first.source)) == 1, "nothing stands in an issue twice"

    fatma.post(f"{path}/{town.one(Article, Article.title == 'Tweede').id}/weg")
    clock.shift(BACK_WITHIN + timedelta(hours=1))
    deliver()
    assert not town.all(TakenOut)


@pytest.mark.parametrize("fact", ["ordered_at", "discarded_at"])
def test_an_issue_that_is_ordered_changes_no_more(app, fatma, make, town, issue, path, fact):
    article = make.article(issue)
    with app.app_context():
        out = make_taken_out(issue)
        setattr(db.session.get_one(Issue, issue.id), fact, now())
        db.session.commit()
    status = 409 if fact == "ordered_at" else 404
    before = (town.all(Article), town.one(Issue, Issue.id == issue.id), town.all(TakenOut))
    deeds = {
        path: {"subject": "Nog even"},
        f"{path}/erbij": {"what": "event 1"},
        f"{path}/teksten": {},
        f"{path}/schrijf": ARTICLE,
        f"{path}/{article.id}": ARTICLE,
        f"{path}/{article.id}/verplaats": {"naar": "up"},
        f"{path}/{article.id}/weg": {},
        f"{path}/terug/{out}": {},
    }
    for where, sent in deeds.items():
        answer = fatma.post(where, data=sent)
        assert answer.status_code == status, where
        assert status == 404 or "kan niets meer veranderen." in answer.text
    assert before == (town.all(Article), town.one(Issue, Issue.id == issue.id), town.all(TakenOut))
    if status == 409:
        page = fatma.get(path).text.partition("<main")[2].partition("</main>")[0]
        assert "kan niets meer veranderen." in page
        assert "<button" not in page
        assert f'id="article-{article.id}"' in page


def make_taken_out(issue):
    out = TakenOut(issue_id=issue.id, position=9, section="news", title="Weg", text="", link="", photo_description="")
    db.session.add(out)
    db.session.flush()
    return out.id


def test_an_article_of_another_issue_is_not_there(fatma, make, town, path):
    other = make.issue("Nieuwsbrief januari")
    theirs = make.article(other)
    for where in (f"{path}/{theirs.id}", f"{path}/{theirs.id}/verplaats"):
        assert fatma.post(where, data=ARTICLE).status_code == 404
    fatma.post(f"{path}/{theirs.id}/weg")
    fatma.post(f"/nieuwsbrief/{other.id}/samenstellen/{theirs.id}/weg")
    assert fatma.post(f"{path}/terug/{town.one(TakenOut).id}").status_code == 404


def test_the_page_costs_the_same_for_one_and_for_thirty(fatma, make, issue, path, count_queries):
    make.article(issue)
    fatma.get(path)
    with count_queries() as few:
        assert fatma.get(path).status_code == 200
    for number in range(30):
        make.article(issue, f"Stuk {number}", organisation_id=1)
        make.notice()
    with count_queries() as many:
        assert fatma.get(path).status_code == 200
    assert len(few) == len(many)
    assert len(many) <= 7, (
        "who asks, the issue, its articles, what was taken out, what was handed in, since when, what is offered"
    )
