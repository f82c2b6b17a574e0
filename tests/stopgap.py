"""The people of DESIGN 7, until `pact/demo/town.py` brings the whole town. Then this file goes."""

from pact.db import db
from tests import make

ORGANISATIONS = ("voedselbank", "grip-op-de-knip", "kledingbank-de-cirkel", "gemeente-heerde", "bibliotheek")
PEOPLE = {
    "anna": ("voedselbank", "referrer"),
    "bram": ("voedselbank", "referrer"),
    "chantal": ("grip-op-de-knip", "handler"),
    "daan": ("grip-op-de-knip", "handler"),
    "els": ("kledingbank-de-cirkel", "handler"),
    "gerrit": ("gemeente-heerde", "member"),
    "hanna": ("bibliotheek", "contact_person"),
    "ivo": ("voedselbank", "member"),
    "joke": ("kledingbank-de-cirkel", "member"),
    "lia": ("voedselbank", "contact_person"),
    "fatma": ("", "coordinator"),
    "karim": ("", "administrator"),
}


def fill() -> None:
    places = {slug: make.organisation(slug) for slug in ORGANISATIONS}
    for slug, topics in (
        ("voedselbank", ["food"]),
        ("grip-op-de-knip", ["debt"]),
        ("kledingbank-de-cirkel", ["clothing"]),
    ):
        make.service(places[slug], *topics)
    for key, (slug, role) in PEOPLE.items():
        made = make.person(key)
        if slug:
            make.membership(made, places[slug], role)
        else:
            make.pact_role(made, role)
    make.pact_role(make._by_key("gerrit"), "policy_officer")
    make.membership(make._by_key("lia"), places["voedselbank"], "referrer")
    db.session.commit()
