"""Forty invented referrals in every state and of every age, walked there by the same verbs the pages use.

A story is told from the beginning; where days pass in it, all that happened before becomes that much older.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import inspect
from sqlalchemy.orm import object_mapper

from pact.dates import now, today
from pact.db import Base, db
from pact.demo.people import CAST, OTHERS
from pact.directory.models import Topic as T
from pact.organisations.models import Organisation
from pact.people.models import Person
from pact.referrals import consent_text
from pact.referrals.models import Message, Referral
from pact.referrals.vocabulary import ConsentWay
from pact.referrals.vocabulary import ContactWay as W

AT = {one.key: one.organisation for one in (*CAST, *OTHERS)}


class Story(NamedTuple):
    """One referral. In `steps` a number is days that pass; «accept:chantal» is a step with its detail."""

    author: str
    to: str
    topic: T
    resident: str
    contact: str
    steps: str
    way: W = W.PHONE
    language: str = "nl"
    urgent: bool = False
    note: str = ""
    moments: tuple[str, ...] = ()


GRIP, CLOTHES, FOOD, SCHOOL = "grip-op-de-knip", "kledingbank-de-cirkel", "voedselbank", "leergeld"
CHURCH, HOUSE, NEW, TOWN = "ido", "triada", "vluchtelingenwerk", "gemeente-heerde"
LIBRARY, WORK = "bibliotheek", "lucrato"

STORIES = (
    # concepts: nothing was shared
    Story("anna", GRIP, T.DEBT, "Sem", "06 00 00 00 01", "", note="Krijgt veel brieven en maakt ze niet meer open."),
    Story("anna", CLOTHES, T.CLOTHING, "Fleur", "06 00 00 00 02", "5"),
    Story("bram", SCHOOL, T.CHILDREN, "Noor", "06 00 00 00 03", "2", way=W.SMS),
    Story("samira", TOWN, T.PAPERWORK, "Yusuf", "06 00 00 00 04", "1", language="ar"),
    # the question is on the resident's own phone
    Story("anna", CHURCH, T.LISTENING, "Greet", "06 00 00 00 05", "ask", way=W.SMS),
    Story("bram", GRIP, T.DEBT, "Kees", "kees@example.nl", "ask 3", way=W.EMAIL),
    Story("zoe", SCHOOL, T.CHILDREN, "Marta", "06 00 00 00 07", "ask 6", way=W.SMS, language="pl"),
    # sent, nobody picked it up yet
    Story("anna", GRIP, T.DEBT, "Henk", "06 00 00 00 08", "yes send", note="Belt liever niet voor negen uur.",
          moments=("morning", "afternoon")),
    Story("bram", GRIP, T.PAPERWORK, "Ingrid", "06 00 00 00 09", "yes send 1", language="nl-simple"),
    Story("anna", GRIP, T.DEBT, "Joost", "06 00 00 00 10", "yes send", urgent=True,
          note="Het licht gaat er morgen af."),
    Story("zoe", GRIP, T.DEBT, "Karin", "06 00 00 00 11", "yes send 6"),
    Story("lia", GRIP, T.PAPERWORK, "Leo", "", "yes send 3", way=W.TOGETHER),
    Story("quinten", FOOD, T.FOOD, "Mila", "06 00 00 00 13", "yes send 2", language="uk"),
    Story("anna", CLOTHES, T.CLOTHING, "Nadia", "06 00 00 00 14", "yes send 1", language="ar",
          note="Schoenen, maat 34."),
    Story("vera", NEW, T.NEWCOMERS, "Omar", "omar@example.nl", "yes send 10", way=W.EMAIL, language="en"),
    # on a waiting list
    Story("anna", CLOTHES, T.CHILDREN, "Petra", "06 00 00 00 16", "yes send 2 hold:els 3"),
    Story("bram", GRIP, T.DEBT, "Ruben", "06 00 00 00 17", "yes send 1 hold:daan 5"),
    Story("chantal", HOUSE, T.HOUSING, "Saskia", "06 00 00 00 18", "yes send 3 hold:piet 9 hold:piet 2"),
    # picked up, no contact yet
    Story("anna", GRIP, T.DEBT, "Tom", "06 00 00 00 19", "yes send 1 accept:chantal 1"),
    Story("bram", GRIP, T.DEBT, "Uma", "06 00 00 00 20", "yes send 2 accept:daan 8", language="tr"),
    Story("bram", CLOTHES, T.CLOTHING, "Vincent", "06 00 00 00 21", "yes send 1 accept:els"),
    Story("anna", GRIP, T.PAPERWORK, "Willem", "", "yes send 2 accept:chantal 1", way=W.TOGETHER,
          note="Wil dat ik er de eerste keer bij ben."),
    # picked up, contact made
    Story("anna", GRIP, T.DEBT, "Xenia", "06 00 00 00 23", "yes send 1 accept:chantal 2 contact say:busy 12",
          language="en"),
    Story("lia", GRIP, T.DEBT, "Youssef", "06 00 00 00 24", "yes send 2 accept:daan 1 contact 35", language="ar"),
    Story("anna", CLOTHES, T.CLOTHING, "Zita", "", "yes send 1 accept:els 3 contact 4", way=W.WALK_IN),
    Story("xander", CHURCH, T.LISTENING, "Adriaan", "06 00 00 00 26", "yes send 2 accept:olga 2 contact 20"),
    Story("daan", TOWN, T.DEBT, "Bianca", "06 00 00 00 27", "yes send 4 accept:ursula 3 contact 70"),
    Story("chantal", FOOD, T.FOOD, "Carlo", "06 00 00 00 28", "yes send accept:teun 1 contact 6", language="pl"),
    # sent back
    Story("anna", GRIP, T.DEBT, "Dirk", "06 00 00 00 29", "yes send 2 reject:chantal:not_our_work 3"),
    Story("bram", WORK, T.OTHER, "Evelien", "06 00 00 00 30", "yes send 4 reject:wim:outside_area 20"),
    Story("zoe", CLOTHES, T.CHILDREN, "Farid", "06 00 00 00 31", "yes send 1 reject:els:no_capacity 1"),
    # finished
    Story("anna", GRIP, T.DEBT, "Gijs", "06 00 00 00 32", "yes send 1 accept:chantal 2 contact 20 complete:helped 4"),
    Story("anna", CLOTHES, T.CLOTHING, "Hilda", "06 00 00 00 33",
          "yes send 2 accept:els 1 contact 7 complete:helped 18"),
    Story("bram", GRIP, T.PAPERWORK, "Iris", "06 00 00 00 34",
          "yes send 1 accept:daan 1 contact 9 complete:advice_was_enough 60"),
    Story("vera", TOWN, T.PAPERWORK, "Jamal", "06 00 00 00 35",
          "yes send 3 accept:ursula 4 contact 30 complete:partly_helped 120", language="ar"),
    # it did not work out
    Story("bram", GRIP, T.DEBT, "Klaas", "06 00 00 00 36", "yes send 2 accept:daan 15 fail:not_reached 5"),
    Story("samira", HOUSE, T.HOUSING, "Lena", "06 00 00 00 37",
          "yes send 1 accept:piet 3 contact 10 fail:not_wanted 2"),
    # stopped on the way
    Story("anna", GRIP, T.DEBT, "Mo", "06 00 00 00 38", "yes send 1 cancel:mistake 2"),
    Story("bram", CLOTHES, T.CLOTHING, "Nel", "06 00 00 00 39", "yes send 2 accept:els 2 withdraw 3"),
    Story("zoe", NEW, T.NEWCOMERS, "Olena", "06 00 00 00 40", "yes send 14 expire 5", language="uk"),
)  # fmt: skip

SAID = {"busy": "We zagen elkaar gisteren. We gaan samen de brieven langs. Dank voor het doorverwijzen."}
BARRIERS = {"partly_helped": ["waiting_time"], "not_reached": ["reachability"]}


def build(people: dict[str, Person], organisations: dict[str, Organisation]) -> None:
    """Add the referrals to the session."""
    for story in STORIES:
        for row in _Telling(story, people, organisations).tell():
            db.session.add(row)


class _Telling:
    """A story while it is told: the referral, and what was said about it."""

    def __init__(self, story: Story, people: dict[str, Person], organisations: dict[str, Organisation]) -> None:
        self.story, self.people = story, people
        self.author = people[story.author]
        self.referral = Referral.start(self.author.id, organisations[AT[story.author]].id)
        self.referral.author = self.author
        self.referral.from_organisation = organisations[AT[story.author]]
        self.referral.to_organisation = organisations[story.to]
        self.referral.to_organisation_id = organisations[story.to].id
        self.messages: list[Message] = []
        self._fill()

    def _fill(self) -> None:
        story, referral = self.story, self.referral
        referral.topic, referral.urgent, referral.language = story.topic, story.urgent, story.language
        referral.contact_way, referral.moments = story.way, list(story.moments)
        referral.given_name, referral.note = story.resident, story.note
        if story.way == W.EMAIL:
            referral.email = story.contact
        elif story.contact:
            referral.phone = story.contact

    def tell(self) -> list[Base]:
        for step in self.story.steps.split():
            verb, *details = step.split(":")
            if verb.isdigit():
                self._let_pass(timedelta(days=int(verb)))
            else:
                self._step(verb)(*details)
        if self.referral.content_until and self.referral.content_until < now():
            self.referral.erase()  # the clock has been by
        return [self.referral, *self.messages]

    def _step(self, verb: str) -> Callable[..., None]:
        step: Callable[..., None] = getattr(self, f"_{verb}")
        return step

    def _let_pass(self, time: timedelta) -> None:
        """All that happened so far is that much longer ago."""
        consents = self.referral.consents
        events = [event for consent in consents for event in consent.events]
        moves = inspect(self.referral).attrs.moves.history.added  # they are only ever added to, so not read otherwise
        for row in (self.referral, *moves, *consents, *events, *self.messages):
            for column in object_mapper(row).column_attrs:
                value = getattr(row, column.key)
                if isinstance(value, date | datetime):
                    setattr(row, column.key, value - time)

    # -- the steps, by the names they have in a story

    def _record(self, way: ConsentWay) -> None:
        text = consent_text.compose(self.referral, consent_text.best_language(self.referral, None))
        consent_text.ask(self.referral, text, way, self.author.id, receipt="paper", understood=True)

    def _yes(self) -> None:
        self._record(ConsentWay.SCREEN)

    def _ask(self) -> None:
        self._record(ConsentWay.OWN_PHONE)
        self.referral.ask_resident(self.author.id)

    def _send(self) -> None:
        self.referral.send(self.author.id)

    def _accept(self, who: str) -> None:
        self.referral.accept(self.people[who].id)

    def _hold(self, who: str) -> None:
        self.referral.hold(self.people[who].id, today() + timedelta(days=21))

    def _reject(self, who: str, reason: str) -> None:
        self.referral.reject(self.people[who].id, reason)

    def _contact(self) -> None:
        self.referral.note_contact()

    def _say(self, what: str) -> None:
        self.messages.append(Message.write(self.referral, self._handler_id, False, SAID[what]))

    def _complete(self, outcome: str) -> None:
        self.referral.complete(self._handler_id, outcome, BARRIERS.get(outcome, []))

    def _fail(self, reason: str) -> None:
        self.referral.fail(self._handler_id, reason, BARRIERS.get(reason, []))

    def _cancel(self, reason: str) -> None:
        self.referral.cancel(self.author.id, reason)

    def _withdraw(self) -> None:
        self.referral.withdraw()

    def _expire(self) -> None:
        self.referral.expire()

    @property
    def _handler_id(self) -> int:
        if self.referral.handler_id is None:
            raise ValueError("nobody picked it up yet")
        return self.referral.handler_id
