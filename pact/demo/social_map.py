"""What the demo town's social map tells besides names: hours, places, costs, conditions, schemes. All invented."""

from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from pact.dates import today
from pact.db import db
from pact.directory import index, opening
from pact.directory.models import Location, Schedule, Scheme, Service
from pact.directory.models import Topic as T
from pact.organisations.models import Organisation


class Details(NamedTuple):
    """More about a service. `hours` is «days hours» per line; `checked` how many days ago somebody said it is true."""

    description: str
    conditions: str
    costs: str = "Gratis"
    documents: str = ""
    hours: str = ""
    villages: tuple[str, ...] = ()
    checked: int | None = 20
    alert: str = ""
    place: str = ""
    hidden_place: str = ""


DETAILS = {
    "Meedoen op school": Details(
        "Voor schoolspullen, een fiets, een laptop, de schoolreis of een zwemles. Je krijgt geen geld; wij betalen de "
        "rekening of geven de spullen.",
        "Kinderen van 4 tot 18 jaar. Het gezin heeft een laag inkomen.",
        documents="Een loonstrook of een brief over de uitkering", hours="0,3 9-12", place="Schoolbankpad 1",
    ),
    "Hulp met je administratie": Details(
        "Een vrijwilliger komt thuis of je komt langs. Samen maken jullie de post open, betalen jullie rekeningen en "
        "maken jullie een overzicht van inkomsten en uitgaven.",
        "Iedereen met zorgen over geld, schulden of papieren.",
        documents="Alle post, ook de enveloppen die nog dicht zijn", hours="0-3 9-16", place="Beursjesplein 2",
    ),
    "Noodhulp van de kerken": Details(
        "Is er vandaag geen geld voor eten of voor iets dat niet kan wachten? De kerken helpen een keer, ook als je "
        "niet gelooft.",
        "Iedereen in nood, van welk geloof ook.",
        hours="1,4 10-12", hidden_place="Achterom 33", checked=40,
    ),
    "Hulp bij de huur": Details(
        "Bel zodra de huur niet lukt. Wij maken een afspraak over betalen in delen, zodat je in je huis kunt blijven.",
        "Huurders van Triada.", documents="Je laatste brief over de huur", hours="0-4 8.30-16.30",
        place="Voordeurlaan 4", villages=("Heerde", "Wapenveld"),
    ),
    "Gratis kleding": Details(
        "Kom kijken en passen. Er is kleding voor baby's, kinderen en volwassenen, met jassen en schoenen.",
        "Wie weinig geld heeft. Je hoeft niets te bewijzen.",
        hours="1,3 13-16\n5 10-12", place="Knoopsgatsteeg 5", alert="Er zijn nu veel warme jassen.",
    ),
    "Een gift in moeilijke tijden": Details(
        "Een gift voor brandstof, een kapotte wasmachine of een kerstpakket.",
        "Inwoners van Heerde en Veessen.", hours="2 9-12", villages=("Heerde", "Veessen"), checked=260,
    ),
    "Begeleiding van nieuwkomers": Details(
        "Hulp bij brieven, bij inburgeren, bij de huisarts en bij school. Er is vaak iemand die je taal spreekt.",
        "Vluchtelingen en mensen die kort in Nederland wonen.", hours="0,1,3 9-17", place="Welkomstpad 7",
    ),
    "Voedselpakket": Details(
        "Elke donderdag haal je een pakket met brood, groente en boodschappen. In Wapenveld brengen wij het rond.",
        "Wie na de vaste lasten weinig geld over heeft. Wij rekenen het samen uit.",
        documents="Een overzicht van inkomsten en vaste lasten", hours="3 13-17", place="Broodkruimelpad 8",
    ),
    "Schuldhulp van de gemeente": Details(
        "Een plan om van schulden af te komen. De deurwaarder moet dan wachten. Je praat met een vaste persoon.",
        "Inwoners van 18 jaar en ouder, ook als je een eigen zaak hebt.",
        documents="Je identiteitsbewijs en de brieven over schulden", hours="0-4 9-12.30", place="Raadhuisdreef 9",
    ),
    "Regelingen voor een laag inkomen": Details(
        "Wij kijken welke toeslag, uitkering of regeling je kunt krijgen en vullen de aanvraag samen in.",
        "Inwoners met een laag inkomen.", documents="Je identiteitsbewijs", hours="0-4 9-12.30",
        place="Raadhuisdreef 9",
    ),
    "Taalhuis": Details(
        "Oefen met spreken, lezen en schrijven, of leer werken met computer, internet en DigiD.",
        "Iedereen die beter Nederlands of met de computer wil leren werken.", hours="0-4 10-18\n5 10-14",
        place="Boekenlegger 10", checked=35,
    ),
    "Op weg naar werk": Details(
        "Een gesprek over wat je kunt en wilt, hulp bij solliciteren, of een plek om het te proberen.",
        "Iedereen die werk zoekt, ook met een beperking.", hours="0-4 8.30-17", place="Werkplaatsring 11",
    ),
    "Praktijkondersteuner": Details(
        "Een gesprek als je slecht slaapt, somber bent, veel piekert of stress hebt, ook als het door geld komt.",
        "Patiënten van de praktijk.", costs="Gratis: het gaat niet van het eigen risico af", hours="0-4 8-17",
        place="Pleisterplaats 12", checked=200,
    ),
    "Afspraken over betalen": Details(
        "Kiespijn en geen geld? Bel toch. Wij spreken af hoe je betaalt, voordat de behandeling begint.",
        "Patiënten van de praktijk.", costs="De behandeling kost geld; de afspraak over betalen niet", hours="0-3 8-17",
        place="Flosdraad 13",
    ),
    "Brugfunctionaris": Details(
        "Loop binnen bij de brugfunctionaris. Zij kent de potjes voor gymkleren, de schoolreis en de overblijf.",
        "Ouders van kinderen op school.", hours="0-4 8-16", villages=("Heerde", "Vorchten"), place="Krijtstreep 14",
    ),
    "Meesporten zonder zorgen": Details(
        "Voetbal, gym of turnen. Wij regelen de contributie, de schoenen en het shirt. Niemand hoeft het te weten.",
        "Kinderen tot 18 jaar uit een gezin met weinig geld.", hours="0-4 18-22\n5 9-17", place="Middenstip 15",
        checked=None,
    ),
}  # fmt: skip


class Rule(NamedTuple):
    slug: str
    name: str
    gives: str
    for_whom: str
    conditions: str
    topics: tuple[T, ...] = (T.OTHER,)
    where_to_ask: str = "Bij de gemeente, aan de balie of met een formulier"
    checked: int | None = 30


SCHEMES = (
    Rule("individuele-inkomenstoeslag", "Individuele inkomenstoeslag",
         "Elk jaar een bedrag om vrij te besteden",
         "Wie drie jaar of langer een laag inkomen heeft en weinig kans op meer",
         "Je bent 21 jaar of ouder en krijgt nog geen AOW. Je hebt weinig spaargeld."),
    Rule("bijzondere-bijstand", "Bijzondere bijstand",
         "Geld voor kosten die echt nodig zijn, zoals een bril, een wasmachine of een matras",
         "Wie een laag inkomen heeft",
         "Vraag het aan voordat je het koopt.", (T.OTHER, T.HOUSING)),
    Rule("meedoen-regeling", "Meedoen-regeling",
         "Een bedrag voor sport, muziekles, een uitje, de bibliotheek of een abonnement op internet",
         "Volwassenen en kinderen in een gezin met een laag inkomen",
         "Je inkomen is niet hoger dan 120% van de bijstand.", (T.CHILDREN, T.OTHER)),
    Rule("kwijtschelding-gemeentelijke-belastingen", "Kwijtschelding van gemeentelijke belastingen",
         "Je hoeft de afvalstoffenheffing en de rioolheffing niet te betalen",
         "Wie een inkomen op bijstandsniveau heeft",
         "Vraag het binnen drie maanden na de aanslag aan.", (T.DEBT,)),
    Rule("collectieve-zorgverzekering", "Collectieve zorgverzekering",
         "Een zorgverzekering waarbij de gemeente meebetaalt, ook aan de bril, de tandarts en het eigen risico",
         "Wie een laag inkomen heeft", "Overstappen kan in december.", (T.OTHER,)),
    Rule("energietoeslag", "Noodfonds energie",
         "Hulp bij een hoge rekening voor gas en stroom",
         "Wie veel van het inkomen kwijt is aan energie", "Je hebt een eigen contract voor gas of stroom.",
         (T.DEBT, T.HOUSING), checked=240),
    Rule("kindpakket", "Kindpakket",
         "Bonnen voor kleding en schoenen, schoolspullen en zwemles",
         "Gezinnen met kinderen tot 18 jaar en een laag inkomen", "", (T.CHILDREN, T.CLOTHING)),
    Rule("individuele-studietoeslag", "Studietoeslag",
         "Elke maand geld naast de studiefinanciering", "Studenten die door een beperking niet kunnen bijverdienen",
         "Je krijgt studiefinanciering."),
)  # fmt: skip


def build(partners: dict[str, Organisation]) -> None:
    """Fill in the services that stand already, add the schemes, and make the index of the search."""
    db.session.flush()
    both = selectinload(Service.locations), selectinload(Service.schedules)
    for service in db.session.scalars(select(Service).options(*both)):
        _tell(service, DETAILS[service.name])
    for rule in SCHEMES:
        db.session.add(_scheme(rule, partners["gemeente-heerde"]))
    index.rebuild()


def _tell(service: Service, details: Details) -> None:
    for name in ("description", "conditions", "costs", "documents", "alert"):
        setattr(service, name, getattr(details, name))
    service.villages = list(details.villages)
    service.assured_on = _days_ago(details.checked)
    for address, is_confidential in ((details.place, False), (details.hidden_place, True)):
        if address:
            service.locations.append(
                Location(address=address, post_code="8181 XX", city="Heerde", is_confidential=is_confidential)
            )
    for line in details.hours.splitlines():
        days, _, hours = line.partition(" ")
        for weekday in _weekdays(days):
            for opens, closes in opening.parse(hours):
                service.schedules.append(Schedule(weekday=weekday, opens_at=opens, closes_at=closes))


def _weekdays(days: str) -> list[int]:
    first, to, last = days.partition("-")
    return list(range(int(first), int(last) + 1)) if to else [int(day) for day in days.split(",")]


def _days_ago(days: int | None) -> date | None:
    return None if days is None else today() - timedelta(days=days)


def _scheme(rule: Rule, organisation: Organisation) -> Scheme:
    return Scheme(
        slug=rule.slug,
        organisation_id=organisation.id,
        name=rule.name,
        gives=rule.gives,
        for_whom=rule.for_whom,
        conditions=rule.conditions,
        where_to_ask=rule.where_to_ask,
        topics=[topic.value for topic in rule.topics],
        assured_on=_days_ago(rule.checked),
    )
