"""Issues of the newsletter in the demo town: one that was sent a month ago, and articles in the one being made."""

from datetime import timedelta

from sqlalchemy import select

from pact.dates import local, now, today
from pact.db import db
from pact.newsletter import articles, rhythm
from pact.newsletter.letters.building import build as build_letters
from pact.newsletter.models import (
    Audience,
    Delivery,
    DeliveryState,
    Issue,
    IssueLetter,
    Kind,
    Reader,
    Section,
)
from pact.organisations.models import Organisation
from pact.people.models import Person

#: Section, whose it is, for whom, title and text; all invented.
SENT = (
    (Section.NEWS, "kledingbank-de-cirkel", None, "De kledingbank is verhuisd",
     "Je vindt ons nu aan de Knoopsgatsteeg.\n\nOpen op dinsdag en donderdag. Passen kan zonder afspraak."),
    (Section.NEWS, "bibliotheek", None, "Samen formulieren invullen",
     "Elke woensdag zitten er vrijwilligers klaar.\n\n- Neem je brief mee\n- Neem je DigiD mee\n- Koffie is er al"),
    (Section.MEETINGS, None, None, "Soep en verhalen in het dorpshuis",
     "Op deze avond hoor je wie er helpt. Je hoeft niets mee te nemen."),
    (Section.PARTNERS, "tandarts", None, "Een tandarts doet mee",
     "Ook in de stoel bij de tandarts kun je zeggen dat het moeilijk gaat."),
    (Section.DECISIONS, None, Audience.PARTNERS, "Wij komen vier keer per jaar bij elkaar",
     "Dat spraken wij af in het laatste overleg. De data staan in de agenda."),
)  # fmt: skip
BEING_MADE = (
    (Section.NEWS, "voedselbank", None, "Rond de feestdagen extra pakketten",
     "In de laatste week van december delen wij twee keer uit.\n\nKen je iemand voor wie dat goed komt? Bel ons."),
    (Section.NEWS, "leergeld", Audience.PARTNERS, "Folders voor scholen",
     "De nieuwe folders liggen klaar. Haal ze op, of vraag om een doos."),
)  # fmt: skip
SUBJECT = "Warm de winter door"
INTRODUCTION = "Het wordt kouder. In deze brief lees je waar je terecht kunt, en wat er te doen is."


def build_sent(people: dict[str, Person], partners: dict[str, Organisation]) -> None:
    """Add the one of last month, which every reader of then got."""
    sent_at = now() - timedelta(days=30)
    sent = Issue(title=rhythm.title_of(Kind.NEWSLETTER, local(sent_at).date()), made_by_id=people["fatma"].id)
    sent.subject, sent.introduction = "De kledingbank is verhuisd", "Dit gebeurde er de afgelopen weken in het pact."
    sent.closes_on, sent.send_on = today() - timedelta(days=37), today() - timedelta(days=30)
    sent.made_at = sent.called_at = sent_at - timedelta(days=14)
    sent.ordered_at, sent.ordered_by_id = sent_at - timedelta(minutes=20), people["fatma"].id
    sent.send_at = sent.began_at = sent_at - timedelta(minutes=10)
    sent.sent_at = sent_at
    db.session.add(sent)
    db.session.flush()
    _fill(sent, SENT, partners)
    db.session.flush()
    letters = {}
    for built in build_letters(sent):
        letters[built.audience, built.locale] = IssueLetter(issue_id=sent.id, **built._asdict())
    db.session.add_all(letters.values())
    db.session.flush()
    for reader in db.session.scalars(select(Reader).where(Reader.confirmed_at < sent_at)):
        letter = letters[reader.audience, reader.locale]
        state = DeliveryState.ACCEPTED
        delivery = Delivery(issue_id=sent.id, letter_id=letter.id, reader_id=reader.id, state=state, ended_at=sent_at)
        db.session.add(delivery)


def go_on(partners: dict[str, Organisation]) -> None:
    """The one for which contributions were called for gets its words, and more articles."""
    made = db.session.scalars(select(Issue).where(Issue.ordered_at.is_(None)).order_by(Issue.id)).one()
    made.subject, made.introduction = SUBJECT, INTRODUCTION
    _fill(made, BEING_MADE, partners)
    db.session.flush()


def _fill(
    issue: Issue,
    told: tuple[tuple[Section, str | None, Audience | None, str, str], ...],
    partners: dict[str, Organisation],
) -> None:
    for section, slug, audience, title, text in told:
        of = partners[slug].id if slug else None
        articles.add(issue, title, section, text=text, audience=audience, organisation_id=of)
