"""The fifteen organisations of the demo town and what they offer. The names of the pact's partners are those of the
public documents; telephone numbers, streets, offers and pauses are invented."""

from datetime import date, timedelta
from typing import NamedTuple

from pact.dates import today
from pact.db import db
from pact.directory.models import Service, ServiceTopic
from pact.directory.models import Topic as T
from pact.organisations.models import Organisation, Pillar, Sector

WEEK = (0, 1, 2, 3, 4)
BASIS = "Gerechtvaardigd belang: hulp geven aan wie daarom vraagt."
PUBLIC_TASK = "Publieke taak: hulp bij schulden en ondersteuning van inwoners."


class Partner(NamedTuple):
    slug: str
    name: str
    kind: str
    phone: str
    address: str
    opening_hours: str
    pillar: Pillar = Pillar.CORE_GROUP


class Offering(NamedTuple):
    by: str
    name: str
    summary: str
    topics: tuple[T, ...]
    languages: tuple[str, ...] = ("nl",)
    days: tuple[int, ...] = WEEK
    answers_within: int = 2
    takes_referrals: bool = True
    is_paused: bool = False


PARTNERS = (
    Partner("leergeld", "Stichting Leergeld", "Stichting", "0578 00 00 01",
            "Schoolbankpad 1, Heerde", "Ma en do 9–12 uur"),
    Partner("grip-op-de-knip", "Grip op de Knip", "Vrijwilligersorganisatie", "0578 00 00 02",
            "Beursjesplein 2, Heerde", "Ma–do 9–16 uur"),
    Partner("ido", "IDO (Interkerkelijk Diaconaal Overleg)", "Kerken", "0578 00 00 03",
            "Klokkenstoelweg 3, Heerde", "Di en vr 10–12 uur"),
    Partner("triada", "Woonstichting Triada", "Woningcorporatie", "0578 00 00 04",
            "Voordeurlaan 4, Heerde", "Ma–vr 8.30–16.30 uur"),
    Partner("kledingbank-de-cirkel", "Kledingbank de Cirkel", "Vrijwilligersorganisatie", "0578 00 00 05",
            "Knoopsgatsteeg 5, Heerde", "Di en do 13–16 uur, za 10–12 uur"),
    Partner("jan-nienhuisvereniging", "Jan Nienhuisvereniging", "Vereniging", "0578 00 00 06",
            "Kerstpakkethof 6, Heerde", "Wo 9–12 uur"),
    Partner("vluchtelingenwerk", "Vluchtelingenwerk", "Maatschappelijke organisatie", "0578 00 00 07",
            "Welkomstpad 7, Heerde", "Ma, di en do 9–17 uur"),
    Partner("voedselbank", "Voedselbank", "Vrijwilligersorganisatie", "0578 00 00 08",
            "Broodkruimelpad 8, Heerde", "Do 13–17 uur, bellen: ma–vr 9–12 uur"),
    Partner("gemeente-heerde", "Gemeente Heerde", "Gemeente", "0578 00 00 09",
            "Raadhuisdreef 9, Heerde", "Ma–vr 9–12.30 uur"),
    Partner("bibliotheek", "Bibliotheek", "Bibliotheek", "0578 00 00 10", "Boekenlegger 10, Heerde",
            "Ma–vr 10–18 uur, za 10–14 uur", Pillar.SIGNATORY),
    Partner("lucrato", "Lucrato", "Bedrijf", "0578 00 00 11", "Werkplaatsring 11, Heerde", "Ma–vr 8.30–17 uur",
            Pillar.SIGNATORY),
    Partner("huisartsen", "Huisartsenpraktijk De Wachtkamer", "Zorg", "0578 00 00 12", "Pleisterplaats 12, Heerde",
            "Ma–vr 8–17 uur", Pillar.SIGNATORY),
    Partner("tandarts", "Tandartspraktijk De Kies", "Zorg", "0578 00 00 13", "Flosdraad 13, Heerde",
            "Ma–do 8–17 uur", Pillar.SIGNATORY),
    Partner("school", "Basisschool De Bontekoe", "Onderwijs", "0578 00 00 14", "Krijtstreep 14, Heerde",
            "Ma–vr 8–16 uur", Pillar.SIGNATORY),
    Partner("sportclub", "Sportclub De Doordrijvers", "Vereniging", "0578 00 00 15", "Middenstip 15, Heerde",
            "Ma–vr 18–22 uur, za 9–17 uur", Pillar.SIGNATORY),
)  # fmt: skip

#: Where each is at work; the rest is in more than one part of life.
SECTORS = {
    "leergeld": Sector.EDUCATION, "grip-op-de-knip": Sector.DEBT, "ido": Sector.FAITH, "triada": Sector.HOUSING,
    "kledingbank-de-cirkel": Sector.CLOTHING, "voedselbank": Sector.FOOD, "gemeente-heerde": Sector.GOVERNMENT,
    "bibliotheek": Sector.LEISURE, "lucrato": Sector.WORK, "huisartsen": Sector.CARE, "tandarts": Sector.CARE,
    "school": Sector.EDUCATION, "sportclub": Sector.LEISURE,
}  # fmt: skip
ABOUT = {
    "voedselbank": "Wij geven elke week een pakket met eten aan mensen die te weinig geld hebben. Vrijwilligers "
    "pakken de kratten in en brengen ze rond als dat nodig is.",
    "kledingbank-de-cirkel": "Bij ons zoek je gratis kleding uit voor jezelf en je kinderen. Alles is schoon en heel.",
}

OFFERINGS = (
    Offering("leergeld", "Meedoen op school", "Betaalt schoolspullen, een fiets of een laptop voor kinderen",
             (T.CHILDREN,), days=(0, 3), answers_within=3),
    Offering("grip-op-de-knip", "Hulp met je administratie", "Ordent samen rekeningen en zoekt regelingen",
             (T.DEBT, T.PAPERWORK), languages=("nl", "en"), days=(0, 1, 2, 3)),
    Offering("ido", "Noodhulp van de kerken", "Helpt eenmalig als er geen geld voor eten is",
             (T.FOOD, T.DEBT, T.LISTENING), days=(1, 4), answers_within=3),
    Offering("triada", "Hulp bij de huur", "Denkt mee bij huurachterstand en regelt betalen in delen",
             (T.HOUSING, T.DEBT), languages=("nl", "en")),
    Offering("kledingbank-de-cirkel", "Gratis kleding", "Geeft kleding en schoenen, voor groot en klein",
             (T.CLOTHING, T.CHILDREN), languages=("nl", "en", "ar"), days=(1, 3, 5)),
    Offering("jan-nienhuisvereniging", "Een gift in moeilijke tijden",
             "Geeft kleine giften, brandstof en kerstpakketten",
             (T.FOOD, T.OTHER), days=(2,), answers_within=5, is_paused=True),
    Offering("vluchtelingenwerk", "Begeleiding van nieuwkomers", "Helpt met inburgeren, formulieren en de weg vinden",
             (T.NEWCOMERS, T.PAPERWORK), languages=("nl", "en", "ar", "tr", "uk"), days=(0, 1, 3)),
    Offering("voedselbank", "Voedselpakket", "Geeft elke week een pakket met eten",
             (T.FOOD,), languages=("nl", "en", "pl"), answers_within=1),
    Offering("gemeente-heerde", "Schuldhulp van de gemeente", "Maakt een plan voor schulden en stopt incasso",
             (T.DEBT, T.HOUSING), languages=("nl", "en")),
    Offering("gemeente-heerde", "Regelingen voor een laag inkomen",
             "Zoekt uit op welke toeslag of regeling iemand recht heeft",
             (T.PAPERWORK, T.OTHER), languages=("nl", "en")),
    Offering("bibliotheek", "Taalhuis", "Oefent Nederlands, lezen en werken met de computer",
             (T.NEWCOMERS, T.PAPERWORK, T.LISTENING), languages=("nl", "en", "ar", "pl", "uk")),
    Offering("lucrato", "Op weg naar werk", "Zoekt samen naar werk of een opleiding",
             (T.OTHER,), languages=("nl", "pl"), answers_within=3),
    Offering("huisartsen", "Praktijkondersteuner", "Luistert en denkt mee als zorgen ziek maken",
             (T.LISTENING,), takes_referrals=False),
    Offering("tandarts", "Afspraken over betalen", "Maakt afspraken als een rekening te hoog is",
             (T.DEBT,), days=(0, 1, 2, 3), takes_referrals=False),
    Offering("school", "Brugfunctionaris", "Helpt ouders met spullen, uitjes en formulieren",
             (T.CHILDREN,), takes_referrals=False),
    Offering("sportclub", "Meesporten zonder zorgen", "Regelt contributie en kleding voor kinderen die willen sporten",
             (T.CHILDREN,), days=(0, 1, 2, 3, 4, 5), takes_referrals=False),
)  # fmt: skip


def build() -> dict[str, Organisation]:
    """Add the organisations and their services to the session; give them back by slug."""
    made = {partner.slug: _organisation(partner) for partner in PARTNERS}
    db.session.add_all(made.values())
    db.session.flush()
    for offering in OFFERINGS:
        db.session.add(_service(offering, made[offering.by]))
    return made


def _organisation(partner: Partner) -> Organisation:
    return Organisation(
        slug=partner.slug,
        name=partner.name,
        kind=partner.kind,
        pillar=partner.pillar,
        sector=SECTORS.get(partner.slug, Sector.OTHER),
        villages=["Heerde", "Wapenveld", "Veessen", "Vorchten"] if partner.pillar == Pillar.CORE_GROUP else [],
        about=ABOUT.get(partner.slug, ""),
        is_municipality=partner.slug == "gemeente-heerde",
        email=f"{partner.slug}@example.nl",
        phone=partner.phone,
        address=partner.address,
        opening_hours=partner.opening_hours,
        joined_on=date(2023, 12, 4) if partner.pillar == Pillar.CORE_GROUP else date(2025, 3, 18),
        receiver_basis=PUBLIC_TASK if partner.slug == "gemeente-heerde" else BASIS,
    )


def _service(offering: Offering, by: Organisation) -> Service:
    return Service(
        organisation_id=by.id,
        name=offering.name,
        summary=offering.summary,
        languages=list(offering.languages),
        working_days=list(offering.days),
        answers_within=offering.answers_within,
        takes_referrals=offering.takes_referrals,
        paused_from=today() - timedelta(days=5) if offering.is_paused else None,
        paused_until=today() + timedelta(days=60) if offering.is_paused else None,
        topics=[ServiceTopic(topic=topic) for topic in offering.topics],
    )
