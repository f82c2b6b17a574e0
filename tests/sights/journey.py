"""The five steps of a new referral, and what comes of them; help without a resident."""

from collections.abc import Callable
from typing import Any

from pact.dates import now
from pact.db import db
from pact.referrals.models import AdviceQuestion
from pact.referrals.models.reference import new_reference
from tests.referrals.journey import Journey
from tests.sights import Scene, Sight, choose, first, press, write

LONG = "Belt liever niet voor negen uur. " * 12
YES = {"says": "screen", "understood": "y", "receipt": "paper"}
CHANGED = {"given_name": "Zyxella", "way": "phone", "phone": "06 12345678", "language": "nl"}


def step(
    name: str, asked: dict[str, str] | None = None, changed: bool = False, **values: Any
) -> Callable[[Scene], str]:
    """A step of a draft of Anna's; `asked` is what was filled in at the step of the consent before."""

    def url(scene: Scene) -> str:
        reference = scene.referral("draft", **values)
        anna = scene.client("anna")
        if asked:
            heard = {"heard": Journey(anna, reference).heard()}
            assert anna.post(f"/doorverwijzen/toestemming?concept={reference}", data=asked | heard).status_code == 303
        if changed:
            assert anna.post(f"/doorverwijzen/inwoner?concept={reference}", data=CHANGED).status_code == 303
        return f"/doorverwijzen/{name}{'&' if '?' in name else '?'}concept={reference}"

    return url


def sent(scene: Scene) -> str:
    return f"/doorverwijzingen/{scene.referral()}/verstuurd"


def asked(scene: Scene) -> str:
    return f"/doorverwijzingen/{scene.referral('consent_pending')}/verstuurd"


def question(answered: bool = False) -> Callable[[Scene], str]:
    def url(scene: Scene) -> str:
        anna, voedselbank, grip, fatma = (
            getattr(scene.town, key).id for key in ("anna", "voedselbank", "grip_op_de_knip", "fatma")
        )
        with scene.app.app_context():
            made = AdviceQuestion(
                reference=new_reference(),
                asked_by_id=anna,
                organisation_id=voedselbank,
                topic="debt",
                urgent=True,
                asked_at=now(),
            )
            db.session.add(made)
            if answered:
                made.answer(grip, fatma)
            db.session.commit()
            return f"/doorverwijzen/vraag/{made.reference}"

    return url


EMPTY = {
    "given_name": None,
    "family_name": None,
    "contact_way": None,
    "phone": None,
    "note": None,
    "language": None,
    "moments": [],
}

SIGHTS = [
    Sight("stap 1", "anna", "/doorverwijzen/hulpvraag"),
    Sight("stap 1, fout", "anna", "/doorverwijzen/hulpvraag", press("Verder: naar wie?")),
    Sight("stap 1, ingevuld", "anna", step("hulpvraag")),
    Sight("stap 2", "anna", step("naar-wie", to="kledingbank", topic="clothing")),
    Sight("stap 2, haast", "anna", step("naar-wie", urgent=True)),
    Sight("stap 2, alle organisaties", "anna", step("naar-wie?toon=alle")),
    Sight(
        "stap 2, fout",
        "anna",
        lambda scene: (
            "/doorverwijzen/naar-wie?concept="
            + scene.change(scene.referral("draft"), lambda draft: setattr(draft, "to_organisation_id", None))
        ),
        press("Verder: over wie gaat het?"),
    ),
    Sight("stap 3", "anna", step("inwoner", **EMPTY)),
    Sight("stap 3, fout", "anna", step("inwoner", **EMPTY), press("Verder: toestemming vragen")),
    Sight(
        "stap 3, verkeerd ingevuld",
        "anna",
        step("inwoner"),
        first(write(phone="12", note=LONG), choose("Andere taal"), press("Verder: toestemming vragen")),
    ),
    Sight("stap 3, ingevuld", "anna", step("inwoner")),
    Sight("stap 4", "anna", step("toestemming")),
    Sight("stap 4, in het Engels", "anna", step("toestemming?tekst=en")),
    Sight("stap 4, fout", "anna", step("toestemming"), press("Verder: controleren")),
    Sight(
        "stap 4, ja zonder vinkje",
        "anna",
        step("toestemming"),
        first(choose("Ja, zegt het nu zelf", "E-mail"), press("Verder: controleren")),
    ),
    Sight("stap 4, iets veranderd", "anna", step("toestemming", YES, changed=True)),
    Sight("stap 5", "anna", step("controleren", YES)),
    Sight(
        "stap 5, eigen telefoon",
        "anna",
        step("controleren", {"says": "own_phone", "receipt": "sms"}, phone="06 12345678", note=None),
    ),
    Sight("later", "anna", step("later")),
    Sight("verstuurd", "anna", sent),
    Sight("inwoner krijgt de vraag", "anna", asked),
    Sight("niets gedeeld", "anna", step("toestemming"), first(choose("Nee"), press("Verder: controleren"))),
    Sight("vraag gesteld", "anna", question()),
    Sight("vraag beantwoord", "anna", question(answered=True)),
    Sight("vraag, coordinator", "fatma", question()),
    Sight("vraag, coordinator, fout", "fatma", question(), press("Verstuur antwoord")),
    Sight("tip", "anna", "/doorverwijzen/tip"),
    Sight("tip, fout", "anna", "/doorverwijzen/tip", press("Tel deze tip")),
    Sight("toestemming op papier", "anna", step("toestemming/papier")),
    Sight("toestemming op papier, in het Engels", "anna", step("toestemming/papier?tekst=en")),
    Sight("eigen pagina op papier", "anna", lambda scene: f"/doorverwijzingen/{scene.referral()}/papier"),
]
