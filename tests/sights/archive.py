"""What was sent of the newsletter: the archive, an issue in each edition, the figures."""

from datetime import timedelta

from pact.dates import now
from pact.db import db
from pact.newsletter.models import Audience, Section
from tests import make
from tests.newsletter.things import stored_photo
from tests.sights import Scene, Sight


def issue(scene: Scene) -> str:
    with scene.app.app_context():
        made = make.issue("Nieuwsbrief november", began_at=now() - timedelta(days=3), introduction="Dag allemaal.")
        make.article(made, text="Kom langs:\n\n- elke dag\n- ook zaterdag", link="https://example.org/plein")
        make.article(made, "Wij besloten dit", audience=Audience.PARTNERS, section=Section.DECISIONS)
        make.article(made, "Kom eten", audience=Audience.RESIDENTS)
        id = made.id
        db.session.commit()
    return f"/nieuws/{id}"


def photo(scene: Scene) -> str:
    with scene.app.app_context():
        made = make.issue("Nieuwsbrief november", began_at=now() - timedelta(days=3), introduction="Dag allemaal.")
        shown = make.article(made, "De tuin", photo_id=stored_photo(), photo_description="Een groen vlak")
        path = f"/nieuws/{made.id}/foto/{shown.id}/weghalen"
        db.session.commit()
    return path


def with_photo(scene: Scene) -> str:
    return photo(scene).partition("/foto")[0]


def partners(scene: Scene) -> str:
    return f"{issue(scene)}?uitgave=partners"


def archive(scene: Scene) -> str:
    issue(scene)
    return "/nieuws"


def figures(scene: Scene) -> str:
    issue(scene)
    return "/nieuwsbrief/cijfers"


SIGHTS = [
    Sight("nieuws", None, archive),
    Sight("een nieuwsbrief", None, issue),
    Sight("een nieuwsbrief, voor partners", "hanna", partners),
    Sight("een nieuwsbrief met een foto", "fatma", with_photo),
    Sight("een foto weghalen", "fatma", photo),
    Sight("nieuwsbrief in cijfers", "fatma", figures),
]
