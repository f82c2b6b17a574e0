"""Who signed what in the demo town: most of them long ago, some just now, one not yet, one no more."""

from datetime import date, datetime, timedelta

from pact.covenants import emails, joining, standard_texts
from pact.covenants.models import Covenant, CovenantText, JoinRequest, TextKind
from pact.dates import now, start_of
from pact.db import db
from pact.organisations.models import Organisation, Pillar
from pact.people.models import Person

CEREMONY = {TextKind.PACT: date(2023, 12, 4), TextKind.COVENANT: date(2025, 3, 18)}

#: Who signed and still stands by it, and as what. The others stand below, each with a story.
SIGNED = {
    "leergeld": ("Mieke Draaijer", "voorzitter"),
    "grip-op-de-knip": ("Nico Veen", "voorzitter"),
    "ido": ("Olga Winter", "secretaris"),
    "triada": ("Piet Zomer", "directeur"),
    "kledingbank-de-cirkel": ("Quinten Haan", "voorzitter"),
    "jan-nienhuisvereniging": ("Riet Molenaar", "penningmeester"),
    "vluchtelingenwerk": ("Samira Amin", "teamleider"),
    "voedselbank": ("Lia Postma", "secretaris"),
    "gemeente-heerde": ("Ursula Berg", "wethouder"),
    "bibliotheek": ("Hanna Smit", "vestigingsmanager"),
    "lucrato": ("Wim Polder", "teamleider"),
    "huisartsen": ("Xander Duin", "praktijkhouder"),
}


def build(people: dict[str, Person], organisations: dict[str, Organisation]) -> None:
    """Add texts, covenants and a request to the session."""
    texts = {kind: _text(kind, people["fatma"].id) for kind in TextKind}
    db.session.add_all(texts.values())
    coordinator = people["fatma"].id
    for slug, (name, function) in SIGNED.items():
        kind = TextKind.PACT if organisations[slug].pillar == Pillar.CORE_GROUP else TextKind.COVENANT
        _signed(organisations[slug], texts[kind], name, function, coordinator)
    _that_lapsed(organisations["tandarts"], texts[TextKind.COVENANT], coordinator)
    _to_countersign(organisations["school"], texts[TextKind.COVENANT], coordinator)
    _that_ended_and_is_asked_again(organisations["sportclub"], texts[TextKind.COVENANT], people)
    db.session.add(
        JoinRequest(
            organisation_name="Bakkerij De Krent",
            kind="Bedrijf",
            contact_name="Dries Krent",
            email="dries@example.nl",
            phone="0578 00 00 16",
            why="Wij zien klanten die elke week minder kopen. Wij weten niet wie hen kan helpen.",
            asked_at=now() - timedelta(days=2),
        )
    )
    db.session.flush()


def _text(kind: TextKind, by_id: int) -> CovenantText:
    made = CovenantText.publish(
        kind, 1, standard_texts.TITLES[kind], standard_texts.BODIES[kind], standard_texts.ANNEXES[kind], by_id
    )
    made.published_at = start_of(CEREMONY[kind])
    return made


def _signed(organisation: Organisation, text: CovenantText, name: str, function: str, by_id: int) -> Covenant:
    """At the ceremony, on paper; last confirmed a month ago, so that the clock keeps quiet for long."""
    day = CEREMONY[TextKind(text.kind)]
    made = _asked(organisation, text, start_of(day), by_id)
    made.register_paper(name, function, day, by_id)
    made.countersign(by_id)
    made.signed_at = made.countersigned_at = start_of(day)
    made.confirm(None)
    made.confirmed_at = now() - timedelta(days=30)
    return made


def _asked(organisation: Organisation, text: CovenantText, at: datetime, by_id: int) -> Covenant:
    made = Covenant(asked_by_id=by_id, asked_at=at)
    made.organisation, made.text = organisation, text
    db.session.add(made)
    db.session.flush()
    return made


def _that_lapsed(organisation: Organisation, text: CovenantText, by_id: int) -> None:
    made = _signed(organisation, text, "Yvonne Heide", "tandarts", by_id)
    made.confirmed_at = None
    made.confirmation_asked_at = now() - timedelta(days=70)
    made.lapse()
    joining.part_ways(made)
    made.lapsed_at = now() - timedelta(days=9)


def _to_countersign(organisation: Organisation, text: CovenantText, by_id: int) -> None:
    """Signed yesterday by its own link."""
    organisation.joined_on = None
    link, _token = joining.ask_to_sign(organisation, text, "Zoë Weide", "zoe@example.nl", by_id)
    link.covenant.asked_at = now() - timedelta(days=6)
    link.covenant.sign("Zoë Weide", "directeur")


def _that_ended_and_is_asked_again(organisation: Organisation, text: CovenantText, people: dict[str, Person]) -> None:
    coordinator = people["fatma"].id
    before = _signed(organisation, text, "Bas Velden", "penningmeester", coordinator)
    before.confirmed_at = None
    before.end(coordinator, "Het oude bestuur stopte. Niemand kon het werk overnemen.")
    joining.part_ways(before)
    before.ended_at = now() - timedelta(days=200)
    link, token = joining.ask_to_sign(organisation, text, people["bas"].name, people["bas"].email, coordinator)
    emails.ask_to_sign(link, token)
