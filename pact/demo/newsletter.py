"""A newsletter that is being made: some partners wrote, one has nothing this time, some said nothing yet."""

from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from werkzeug.datastructures import FileStorage

from pact.dates import now
from pact.db import db
from pact.files import store
from pact.late import late
from pact.newsletter import articles, rhythm
from pact.newsletter.contributions import photos
from pact.newsletter.models import Call, Contribution, Issue, Kind
from pact.organisations.models import Organisation
from pact.people.models import Person

if TYPE_CHECKING:
    from PIL import Image, ImageDraw
else:
    Image, ImageDraw = late("PIL.Image"), late("PIL.ImageDraw")

#: Of which partner, its title and its text.
TEXTS = (
    ("bibliotheek", "Taalcafé zoekt hulp",
     "Elke dinsdag om tien uur drinken wij koffie en oefenen wij Nederlands.\n\n"
     "Wij zoeken mensen die willen helpen. Je hoeft geen leraar te zijn. Kom een keer kijken."),
    ("kledingbank-de-cirkel", "Warme jassen welkom",
     "De rekken met jassen raken leeg. Heb je er een over?\n\n- schoon en heel\n- ook voor kinderen\n\n"
     "Breng haar op woensdagochtend."),
    ("triada", "Spreekuur over huur",
     "Kun je de huur niet betalen? Wacht niet. Op donderdagmiddag zitten wij klaar in het wijkgebouw."),
)  # fmt: skip
SILENT = ("leergeld", "sportclub", "tandarts")


def build(people: dict[str, Person], partners: dict[str, Organisation]) -> None:
    fatma = people["fatma"].id
    issue = Issue(
        kind=Kind.NEWSLETTER,
        **rhythm.suggest(Kind.NEWSLETTER)._asdict(),
        made_by_id=fatma,
        made_at=now() - timedelta(days=10),
        called_at=now() - timedelta(days=9),
    )
    db.session.add(issue)
    db.session.flush()
    written = {}
    for slug, title, text in TEXTS:
        made = Contribution(
            issue_id=issue.id,
            call_id=_call(issue, partners[slug]).id,
            organisation_id=partners[slug].id,
            title=title,
            text=text,
            handed_in_at=now() - timedelta(days=5),
            changed_at=now() - timedelta(days=5),
        )
        written[slug] = made
    jackets = written["kledingbank-de-cirkel"]
    kept = store.keep(photos.small(FileStorage(_rack(), "rek.png")), jackets.organisation_id, None)
    jackets.photo_id, jackets.photo_description = kept.id, "Een rek met drie gekleurde jassen"
    db.session.add_all(written.values())
    db.session.flush()
    articles.take(written["bibliotheek"], issue)
    written["triada"].send_back(
        "Kun je de huur niet betalen? Kom dan langs. Op donderdag van twee tot vier zitten wij in het wijkgebouw."
    )
    for slug in SILENT:  # they were reminded last week, so the clock leaves them alone
        _call(issue, partners[slug]).reminded_at = now() - timedelta(days=8)
    _call(issue, partners["school"]).declined_at = now() - timedelta(days=6)
    db.session.flush()


def _call(issue: Issue, partner: Organisation) -> Call:
    made = Call(issue_id=issue.id, organisation_id=partner.id, asked_at=now() - timedelta(days=9))
    db.session.add(made)
    db.session.flush()
    return made


def _rack() -> BytesIO:
    """A photo that nobody took."""
    picture = Image.new("RGB", (800, 500), "#f4efe4")
    pen = ImageDraw.Draw(picture)
    pen.line((60, 80, 740, 80), fill="#5b4a3a", width=14)
    for left, colour in ((120, "#0f5c69"), (320, "#c2571a"), (520, "#3b6e3b")):
        pen.line((left + 70, 80, left + 70, 130), fill="#5b4a3a", width=8)
        pen.rounded_rectangle((left, 130, left + 140, 400), 30, fill=colour)
        pen.line((left + 70, 140, left + 70, 390), fill="#f4efe4", width=5)
    file = BytesIO()
    picture.save(file, "PNG")
    file.seek(0)
    return file
