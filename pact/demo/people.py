"""The invented people of the demo town: who they are, what they may do. Nobody's real name, address or number."""

from datetime import timedelta
from typing import NamedTuple

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from pact.dates import now
from pact.db import db
from pact.organisations.models import MemberRole as M
from pact.organisations.models import Membership, Organisation
from pact.people.models import PactRole, Person, Role

ADDRESS = "{key}@example.nl"


class Inhabitant(NamedTuple):
    key: str
    name: str
    organisation: str
    roles: tuple[M, ...]
    story: str | LazyString
    pact_role: Role | None = None


#: The people of DESIGN.md 7, in the order of the demo page: each has a button there.
CAST = (
    Inhabitant("anna", "Anna de Wit", "voedselbank", (M.REFERRER,),
               _l("Vrijwilliger bij de Voedselbank: verwijst door")),
    Inhabitant("bram", "Bram Kuiper", "voedselbank", (M.REFERRER,),
               _l("Vrijwilliger bij de Voedselbank: verwijst door")),
    Inhabitant("chantal", "Chantal Vos", "grip-op-de-knip", (M.HANDLER, M.REFERRER),
               _l("Pakt doorverwijzingen op bij Grip op de Knip")),
    Inhabitant("daan", "Daan Mulder", "grip-op-de-knip", (M.HANDLER, M.REFERRER),
               _l("Pakt doorverwijzingen op bij Grip op de Knip")),
    Inhabitant("els", "Els Brink", "kledingbank-de-cirkel", (M.HANDLER,),
               _l("Pakt doorverwijzingen op bij Kledingbank de Cirkel")),
    Inhabitant("fatma", "Fatma Aydin", "ido", (M.MEMBER,), _l("Coördinator van het pact"), Role.COORDINATOR),
    Inhabitant("gerrit", "Gerrit Bos", "gemeente-heerde", (M.MEMBER,),
               _l("Beleidsmedewerker van de gemeente"), Role.POLICY_OFFICER),
    Inhabitant("hanna", "Hanna Smit", "bibliotheek", (M.CONTACT_PERSON, M.AMBASSADOR, M.MEMBER),
               _l("Ambassadeur bij de bibliotheek")),
    Inhabitant("ivo", "Ivo Timmer", "triada", (M.MEMBER,), _l("Trekker van de werkgroep Event/bijeenkomsten")),
    Inhabitant("joke", "Joke Prins", "leergeld", (M.MEMBER,), _l("Lid van de werkgroep Event/bijeenkomsten")),
    Inhabitant("karim", "Karim Haddad", "gemeente-heerde", (M.MEMBER,),
               _l("Beheerder van de website"), Role.ADMINISTRATOR),
    Inhabitant("lia", "Lia Postma", "voedselbank", (M.CONTACT_PERSON, M.REFERRER),
               _l("Contactpersoon van de Voedselbank")),
)  # fmt: skip

#: Somebody picks up at every organisation that takes referrals.
OTHERS = (
    Inhabitant("mieke", "Mieke Draaijer", "leergeld", (M.HANDLER, M.CONTACT_PERSON), ""),
    Inhabitant("nico", "Nico Veen", "grip-op-de-knip", (M.CONTACT_PERSON,), ""),
    Inhabitant("olga", "Olga Winter", "ido", (M.HANDLER, M.CONTACT_PERSON), ""),
    Inhabitant("piet", "Piet Zomer", "triada", (M.HANDLER, M.CONTACT_PERSON), ""),
    Inhabitant("quinten", "Quinten Haan", "kledingbank-de-cirkel", (M.CONTACT_PERSON, M.REFERRER), ""),
    Inhabitant("riet", "Riet Molenaar", "jan-nienhuisvereniging", (M.HANDLER, M.CONTACT_PERSON), ""),
    Inhabitant("samira", "Samira Amin", "vluchtelingenwerk", (M.HANDLER, M.REFERRER, M.CONTACT_PERSON), ""),
    Inhabitant("teun", "Teun Akker", "voedselbank", (M.HANDLER,), ""),
    Inhabitant("ursula", "Ursula Berg", "gemeente-heerde", (M.HANDLER, M.CONTACT_PERSON), ""),
    Inhabitant("vera", "Vera Linde", "bibliotheek", (M.HANDLER, M.REFERRER), ""),
    Inhabitant("wim", "Wim Polder", "lucrato", (M.HANDLER, M.CONTACT_PERSON, M.AMBASSADOR), ""),
    Inhabitant("xander", "Xander Duin", "huisartsen", (M.CONTACT_PERSON, M.REFERRER), ""),
    Inhabitant("yvonne", "Yvonne Heide", "tandarts", (M.CONTACT_PERSON,), ""),
    Inhabitant("zoe", "Zoë Weide", "school", (M.CONTACT_PERSON, M.REFERRER), ""),
    Inhabitant("bas", "Bas Velden", "sportclub", (M.CONTACT_PERSON,), ""),
)


def build(organisations: dict[str, Organisation]) -> dict[str, Person]:
    """Add everyone with their roles to the session; give them back by key."""
    long_ago = now() - timedelta(days=400)
    made: dict[str, Person] = {}
    for one in (*CAST, *OTHERS):
        made[one.key] = Person(
            email=ADDRESS.format(key=one.key), name=one.name, created_at=long_ago, activated_at=long_ago
        )
    db.session.add_all(made.values())
    db.session.flush()
    for one in (*CAST, *OTHERS):
        for role in one.roles:
            organisation_id = organisations[one.organisation].id
            db.session.add(
                Membership(person_id=made[one.key].id, organisation_id=organisation_id, role=role, started_at=long_ago)
            )
        if one.pact_role:
            db.session.add(
                PactRole(
                    person_id=made[one.key].id,
                    role=one.pact_role,
                    granted_at=long_ago,
                    confirmed_by_id=made["gerrit" if one.key != "gerrit" else "karim"].id,
                    confirmed_at=long_ago,
                )
            )
    return made
