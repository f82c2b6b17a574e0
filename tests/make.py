"""What a test needs beside the demo town, with good defaults: `make.person(...)`, `make.referral(status="accepted")`.

Plain functions that add to the session and flush; the fixture `make` gives each a context and a commit of its own and
returns the row's values. Nobody here exists.
"""

from collections.abc import Callable, Iterable
from datetime import date, time, timedelta
from itertools import count
from typing import Any

from flask import Flask
from sqlalchemy import Row, select

from pact.ambassadors.models import Asked, Pledge, Question
from pact.covenants import joining
from pact.covenants.models import Agreement, Covenant, CovenantLink, CovenantText, JoinRequest, Lead, Purpose, Stage
from pact.dates import now, today
from pact.db import db
from pact.directory.models import Service, ServiceTopic, Topic
from pact.files.accepting import Accepted
from pact.keys import DataKey, token_hash
from pact.marketplace.models import Kind, Notice
from pact.meetings.cases import queries as cases
from pact.meetings.cases.models import Case, Lesson, Look
from pact.meetings.evaluations import answers, tickets
from pact.meetings.evaluations.models import Evaluation
from pact.meetings.events.models import Event, Registration
from pact.meetings.minutes import actions
from pact.meetings.minutes.models import Amendment, Decision, Minutes, Phase
from pact.meetings.minutes.numbers import decide
from pact.meetings.models import AgendaItem, Answer, Attendance, DatePoll, Invitee, Meeting
from pact.meetings.polls.opening import open_poll
from pact.meetings.themes import ballots
from pact.meetings.themes.models import Theme, ThemePoll
from pact.organisations.models import MemberRole, Membership, Organisation, Pillar
from pact.people.models import PactRole, Person, Role
from pact.referrals import retention
from pact.referrals.models import Consent, Referral
from pact.referrals.vocabulary import ConsentWay, ContactWay
from pact.tables import uploads
from pact.tables.plan import Line, Plan, Verdict
from pact.tables.uploads import Upload
from pact.wall_clock import When
from pact.workgroups import files
from pact.workgroups.models import Workgroup, WorkgroupFile, WorkgroupMember, WorkgroupTask
from tests.newsletter.things import article, call, contribution, issue, reader

__all__ = ["article", "call", "contribution", "issue", "reader"]  # they stand with the tests of the newsletter

_number = count(1)

GIVEN_NAME, FAMILY_NAME, PHONE, NOTE = (
    "Zyxella",
    "Qwortema",
    "06 99 88 77 66",
    "Zyx zoekt winterjassen voor de kinderen.",
)
#: What must never be found where it does not belong.
CANARIES = (GIVEN_NAME, FAMILY_NAME, "99 88 77 66", "99887766", "winterjassen")


def person(key: str | None = None, *, name: str | None = None, activated: bool = True, **values: Any) -> Person:
    """Somebody with an account, without any role."""
    key = key or f"iemand{next(_number)}"
    made = Person(email=f"{key}@example.nl", name=name or f"{key.capitalize()} de Vries", **values)
    made.activated_at = now() if activated else None
    db.session.add(made)
    db.session.flush()
    return made


def organisation(slug: str | None = None, *, name: str | None = None, **values: Any) -> Organisation:
    slug = slug or f"stichting-{next(_number)}"
    values = {
        "kind": "stichting",
        "pillar": Pillar.CORE_GROUP,
        "phone": "0578 00 00 00",
        "email": f"{slug}@example.nl",
    } | values
    made = Organisation(slug=slug, name=name or slug.replace("-", " ").capitalize(), **values)
    db.session.add(made)
    db.session.flush()
    return made


def membership(person: Any, organisation: Any, role: MemberRole | str) -> Membership:
    made = Membership(person_id=person.id, organisation_id=organisation.id, role=MemberRole(role))
    db.session.add(made)
    db.session.flush()
    return made


def pact_role(person: Any, role: Role | str, confirmed: bool = True) -> PactRole:
    made = PactRole(person_id=person.id, role=Role(role), confirmed_at=now() if confirmed else None)
    db.session.add(made)
    db.session.flush()
    return made


def service(organisation: Any, *topics: Topic | str, **values: Any) -> Service:
    values = {
        "name": "Hulp",
        "summary": "Hulp bij wat u nodig heeft.",
        "languages": ["nl"],
        "working_days": [0, 1, 2],
    } | values
    made = Service(organisation_id=organisation.id, **values)
    made.topics = [ServiceTopic(topic=Topic(topic)) for topic in topics or (Topic.DEBT,)]
    db.session.add(made)
    db.session.flush()
    return made


def upload(purpose: str, *, person: str = "fatma") -> Upload:
    """A list that this person sent in: one row of it cannot be taken over, the others are not there."""
    headers = {
        "organisations": ["Naam", "Telefoonnummer"],
        "services": ["Organisatie", "Naam"],
        "readers": ["E-mailadres", "Ja gezegd op"],
    }[purpose]
    refused = Line(2, ["Bakkerij", "geen"], "Bakkerij", Verdict.REFUSED, reasons=["Fout."])
    return uploads.keep(purpose, Plan(headers, ["Kleur"], [refused]), _by_key(person))


def handler(organisation: Any, key: str | None = None) -> Person:
    """Somebody who picks up referrals at this organisation."""
    made = person(key)
    membership(made, organisation, MemberRole.HANDLER)
    return made


def join_request(**values: Any) -> JoinRequest:
    """«Doe mee», asked by an organisation that is not here yet."""
    values = {
        "organisation_name": f"Bakkerij {next(_number)}",
        "kind": "Bedrijf",
        "contact_name": "Dries Krent",
        "email": "dries@example.nl",
        "why": "Wij willen meedoen.",
    } | values
    made = JoinRequest(**values)
    db.session.add(made)
    db.session.flush()
    return made


def lead(stage: str = "lead", *, days: int = 0, **values: Any) -> Lead:
    """A lead of Fatma's, walked to this stage by its own verbs; we look again in so many days."""
    values = {"name": f"Slagerij {next(_number)}", "contact_name": "Wout Worst", "phone": "0578 00 00 21"} | values
    made, by = Lead(**values), _by_key("fatma").id
    made.begin(today() + timedelta(days=days), by)
    if stage != "lead":
        made.go_to(Stage(stage), today() + timedelta(days=days), by)
    db.session.add(made)
    db.session.flush()
    return made


def agreement(*slugs: str, signed: bool = False, **values: Any) -> Agreement:
    """An agreement between these partners, for a year, signed by all of them or by none."""
    values = {
        "title": "Te late huur",
        "subject": "Meldingen van te laat betaalde huur, om snel hulp te bieden.",
        "ground": "Wet gemeentelijke schuldhulpverlening, artikel 3.",
        "body": "Wij delen meldingen.",
        "starts_on": today() - timedelta(days=30),
        "ends_on": today() + timedelta(days=335),
    } | values
    made = Agreement(**values)
    names = slugs or ("voedselbank", "triada")
    ids = db.session.scalars(select(Organisation.id).where(Organisation.slug.in_(names)))
    made.between(set(ids))
    db.session.add(made)
    db.session.flush()
    for party in made.parties if signed else ():
        party.sign("Piet Zomer", "directeur", today() - timedelta(days=30), None)
    db.session.flush()
    return made


def covenant(status: str = "asked", *, at: str = "voedselbank", kind: str = "covenant") -> Covenant:
    """A covenant of this organisation, walked to `status` by its own verbs."""
    text = db.session.scalars(select(CovenantText).where(CovenantText.kind == kind)).first()
    made = Covenant()
    made.organisation = db.session.scalars(select(Organisation).where(Organisation.slug == at)).one()
    assert text is not None
    made.text = text
    db.session.add(made)
    db.session.flush()
    if status == "declined":
        made.decline("Dit past niet.")
    elif status != "asked":
        made.sign("Sjoerd Tekenaar", "voorzitter")
    if status in ("countersigned", "ended", "lapsed"):
        made.countersign(None)
    if status == "ended":
        made.end(None, "De vereniging is opgeheven.")
    if status == "lapsed":
        made.lapse()
    if status in ("ended", "lapsed"):
        joining.part_ways(made)
    db.session.flush()
    return made


def covenant_link(covenant: Any, purpose: str = "sign", *, person: str = "lia") -> str:
    """The secret of a link about this covenant, for a person of the town."""
    somebody = _by_key(person)
    covenant = db.session.get_one(Covenant, covenant.id)
    link, token = CovenantLink.make(covenant, Purpose(purpose), somebody.name, somebody.email, somebody.id)
    db.session.add(link)
    db.session.flush()
    return token


def pledge(*, at: str = "bibliotheek", **values: Any) -> Pledge:
    """What this organisation promised, to look back on in ten days."""
    place = db.session.scalars(select(Organisation.id).where(Organisation.slug == at)).one()
    values = {
        "text": f"Wij leggen {next(_number)} folders neer.",
        "follow_up_on": today() + timedelta(days=10),
    } | values
    made = Pledge(organisation_id=place, **values)
    db.session.add(made)
    db.session.flush()
    return made


def question(*at: str, **values: Any) -> Question:
    """What the coordinator asked these organisations."""
    values = {"text": f"Wie helpt op dag {next(_number)}?", "answer_by": today() + timedelta(days=14)} | values
    made = Question(**values)
    places = select(Organisation).where(Organisation.slug.in_(at or ("bibliotheek",))).order_by(Organisation.id)
    made.asked = [Asked(organisation=place) for place in db.session.scalars(places)]
    db.session.add(made)
    db.session.flush()
    return made


def notice(*, by: str = "lia", at: str = "voedselbank", **values: Any) -> Notice:
    """Something on the marketplace, placed by this person of the town."""
    place = db.session.scalars(select(Organisation.id).where(Organisation.slug == at)).one()
    values = {
        "kind": Kind.ASKED,
        "title": f"Kratten gezocht, nummer {next(_number)}",
        "text": "Wij zoeken kratten voor de pakketten.",
        "ends_on": today() + timedelta(days=30),
    } | values
    made = Notice(organisation_id=place, placed_by_id=_by_key(by).id, **values)
    db.session.add(made)
    db.session.flush()
    return made


def workgroup(*people: str, name: str | None = None) -> Workgroup:
    """A workgroup in which these people of the town sit, the first as its lead, for the place they mostly work for."""
    number = next(_number)
    made = Workgroup(slug=f"werkgroep-{number}", name=name or f"Werkgroep {number}", purpose="Doet iets samen.")
    db.session.add(made)
    db.session.flush()
    for role, somebody in zip(["lead", *["member"] * len(people)], map(_by_key, people), strict=False):
        home = db.session.scalars(
            select(Membership.organisation_id).where(Membership.person_id == somebody.id).order_by(Membership.id)
        ).first()
        db.session.add(WorkgroupMember(workgroup_id=made.id, person_id=somebody.id, organisation_id=home, role=role))
    db.session.flush()
    return made


def workgroup_file(workgroup: Any, title: str = "Draaiboek", *, by: str = "ivo", size: int = 2000) -> WorkgroupFile:
    """A PDF of this many bytes, sent in for the place that this person mostly works for."""
    somebody = _by_key(by)
    home = db.session.scalars(
        select(Membership.organisation_id).where(Membership.person_id == somebody.id).order_by(Membership.id)
    ).first()
    sent = Accepted("pdf", b"%PDF-1.7\n" + b" " * (size - 9))
    made = files.add(workgroup, title, sent, home, somebody)
    db.session.flush()
    return made


def meeting(
    *people: str, workgroup: Any = None, by: str = "fatma", days: int = 14, begins: str = "10:00", **values: Any
) -> Meeting:
    """An announced meeting in `days` days, to which these people of the town are invited."""
    made = Meeting(
        title=values.pop("title", f"Overleg {next(_number)}"),
        workgroup_id=workgroup.id if workgroup else None,
        made_by_id=_by_key(by).id,
        **values,
    )
    start = time.fromisoformat(begins)
    made.arrange(When(today() + timedelta(days=days), start, start.replace(hour=start.hour + 1)), "Dorpshuis", "")
    made.announce()
    db.session.add(made)
    db.session.flush()
    for somebody in map(_by_key, people):
        db.session.add(
            Invitee(
                meeting_id=made.id,
                person_id=somebody.id,
                name=somebody.name,
                email=somebody.email,
                invited_at=now(),
            )
        )
    for position, title in enumerate(("Opening", "Wat speelt er?", "Rondvraag")):
        db.session.add(AgendaItem(meeting_id=made.id, position=position, title=title))
    db.session.flush()
    return made


CASE = "Een ouder spaart de koelkast leeg."


def case(at: Any = None, *, by: str = "chantal", lessons: int = 0, **values: str) -> Case:
    """A case that Chantal brings to a meeting in three days, with so many lessons."""
    where = at or meeting("chantal", "joke", days=3)
    told = {"topic": Topic.DEBT, "situation": CASE, "tried": "Een brief.", "question": "Wie weet raad?"} | values
    made = Case(meeting_id=where.id, made_by_id=_by_key(by).id, data_key=DataKey.make())
    made.tell(Topic(told["topic"]), told["situation"], told["tried"], told["question"])
    made.item_id = cases.place_on_agenda(where).id
    db.session.add(made)
    db.session.flush()
    for look in list(Look)[:lessons]:
        db.session.add(Lesson(case_id=made.id, topic=made.topic, look=look, text="Vraag eerder om hulp."))
    db.session.flush()
    return made


def lesson(**values: Any) -> Lesson:
    made = case(lessons=1, **values)
    return db.session.scalars(select(Lesson).where(Lesson.case_id == made.id)).one()


def evaluation(*people: str, answered: int = 0, closed: bool = False, **values: Any) -> Evaluation:
    """Of a meeting yesterday to which these people came; with so many answers."""
    where = meeting(*(people or ("chantal", "joke")), **({"days": -1} | values))
    for row in db.session.query(Invitee).filter_by(meeting_id=where.id):
        row.answer = Answer.ACCEPTED
    made = tickets.open_for(where.id)
    for number in range(answered):
        answers.keep(made, 1 + number % 5, f"Les {number}", f"Beter {number}")
    if closed:
        db.session.flush()
        answers.close(made)
    db.session.flush()
    return made


def theme_poll(*people: str, by: str = "fatma", days: int = 10, counted: bool = False, **values: Any) -> ThemePoll:
    """A poll with three themes, for these people of the town."""
    made = ThemePoll(
        question=values.pop("question", "Welk thema kies je?"),
        last_day=today() + timedelta(days=days),
        asked_by_id=_by_key(by).id,
        themes=[Theme(title=title) for title in ("Energie", "Toeslagen", "Schaamte")],
        **values,
    )
    ballots.ask(made, [_by_key(key).id for key in people or ("anna", "hanna", "ivo")])
    if counted:
        ballots.count(made)
    db.session.flush()
    return made


def poll(
    *people: str,
    guests: Iterable[str] = (),
    whens: Iterable[When | str] = ("2027-01-14 10:00", "2027-01-15", "2027-01-21 19:00"),
    until: date = date(2027, 1, 7),
    **values: Any,
) -> DatePoll:
    """A meeting without a day, for which these people of the town and these others are asked to choose one.

    A day is «2027-01-14 10:00», for an hour, or «2027-01-15» as a whole.
    """
    made = meeting(*people, **values)
    made.arrange(None, "Dorpshuis", "")
    for name in guests:
        address = f"{name.lower().replace(' ', '.')}@elders.example"
        db.session.add(Invitee(meeting_id=made.id, name=name, email=address, invited_at=now()))
    poll = open_poll(made, [_when(said) if isinstance(said, str) else said for said in whens], until)
    db.session.flush()
    return poll


def _when(said: str) -> When:
    day, _space, clock = said.partition(" ")
    begins = time.fromisoformat(clock) if clock else None
    return When(date.fromisoformat(day), begins, begins.replace(hour=begins.hour + 1) if begins else None)


def event(meeting: Any = None, *, places: int | None = None, published: bool = True, **values: Any) -> Event:
    """The public page of a meeting of Ivo's workgroup, or of this one."""
    group = db.session.scalars(select(Workgroup).where(Workgroup.slug == "event-bijeenkomsten")).one()
    held = meeting or globals()["meeting"](workgroup=group, by="ivo", title=f"Avond {next(_number)}")
    made = Event(
        meeting=db.session.get_one(Meeting, held.id),
        slug=f"avond-{held.id}",
        introduction="Wij praten over rondkomen.\n\n## Wat kun je verwachten\n- Soep\n- Een verhaal",
        places=places,
        **values,
    )
    if published:
        made.publish()
    db.session.add(made)
    db.session.flush()
    return made


def registration(event: Any, status: str = "comes", **values: Any) -> Registration:
    """Somebody who comes, waits, cancelled, or did not confirm yet («asked»)."""
    number = next(_number)
    values = {"name": f"Bezoeker {number}", "email": f"bezoeker{number}@example.nl"} | values
    made = Registration(meeting_id=event.meeting_id, **values)
    if status != "asked":
        made.confirm(has_place=status != "waits")
    if status == "cancelled":
        made.cancel()
    db.session.add(made)
    db.session.flush()
    return made


def minutes(*people: str, is_sent: bool = False, workgroup: Any = None, **values: Any) -> Minutes:
    """Of a meeting of yesterday, called by Ivo, to which Ivo and Joke came."""
    held = meeting(*(people or ("ivo", "joke")), workgroup=workgroup or _event_group(), by="ivo", days=-1)
    for invitee in db.session.scalars(select(Invitee).where(Invitee.meeting_id == held.id)):
        invitee.attendance = Attendance.PRESENT
    made = Minutes(meeting_id=held.id, **values)
    made.status = Phase.DRAFT
    if is_sent:
        made.send(today() + timedelta(days=7), _by_key("ivo").id)
    db.session.add(made)
    db.session.flush()
    return made


def _event_group() -> Workgroup:
    return db.session.scalars(select(Workgroup).where(Workgroup.slug == "event-bijeenkomsten")).one()


def _item(meeting_id: int) -> int:
    found: int = db.session.scalars(select(AgendaItem.id).where(AgendaItem.meeting_id == meeting_id)).first() or 0
    return found


def decision(text: str = "Wij huren een zaal.", *, is_sent: bool = True, of: Any = None) -> Decision:
    """One of minutes that were sent round."""
    held = db.session.get_one(Meeting, (of or minutes(is_sent=is_sent)).meeting_id)
    return decide(held, _item(held.id), text, None)


def action(person: str, *, days: int = 5, is_sent: bool = True, of: Any = None) -> WorkgroupTask:
    """What this person agreed to do, in so many days."""
    held = db.session.get_one(Meeting, (of or minutes(is_sent=is_sent)).meeting_id)
    due_on = today() + timedelta(days=days)
    return actions.agree(held, _item(held.id), f"Actie {next(_number)}", f"p{_by_key(person).id}", due_on, None)


def amendment(meeting_id: int, text: str = "Dit moet anders.") -> Amendment:
    seat = db.session.scalars(select(Invitee.id).where(Invitee.meeting_id == meeting_id)).first()
    made = Amendment(meeting_id=meeting_id, agenda_item_id=_item(meeting_id), invitee_id=seat, text=text)
    db.session.add(made)
    db.session.flush()
    return made


def referral(
    status: str = "requested",
    *,
    author: str = "anna",
    to: str = "grip-op-de-knip",
    handler: str = "chantal",
    consent: bool = True,
    **values: Any,
) -> Referral:
    """A referral of Anna's to Grip op de Knip, walked to `status` by its own verbs; Chantal picks it up.

    `author` and `handler` are keys of demo people, `to` a slug; `values` are fields of the referral.
    """
    writer, picks_up = _by_key(author), _by_key(handler)
    home = db.session.scalars(
        select(Membership).where(Membership.person_id == writer.id).order_by(Membership.id)
    ).first()
    assert home is not None
    receiver = db.session.scalars(select(Organisation).where(Organisation.slug.startswith(to))).one()
    made = Referral.start(writer.id, home.organisation_id)
    fields: dict[str, Any] = {
        "topic": Topic.DEBT,
        "urgent": False,
        "contact_way": ContactWay.PHONE,
        "moments": ["morning"],
        "language": "nl",
        "given_name": GIVEN_NAME,
        "family_name": FAMILY_NAME,
        "phone": PHONE,
        "note": NOTE,
    }
    for name, value in (fields | values).items():
        setattr(made, name, value)
    made.to_organisation_id = receiver.id
    db.session.add(made)
    db.session.flush()
    if consent and status not in ("draft", "erased"):
        ask(made, receiver, writer.id, given=status != "consent_pending")
    _walk(made, status, writer.id, picks_up.id)
    db.session.flush()
    return made


def ask(referral: Referral, receiver: Organisation, by_id: int, *, given: bool = True) -> Consent:
    """The resident is asked, on the spot, and says yes."""
    made = Consent(
        number=len(referral.consents) + 1,
        recipient_id=receiver.id,
        recipient_name=receiver.name,
        sender_name="Voedselbank",
        data_items=["name", "phone", "topic", "note"],
        text_id="handover",
        text_version="1",
        language="nl",
        direction="ltr",
        text_sha256="0" * 64,
        shared_fingerprint=referral.shared_fingerprint,
        way=ConsentWay.SCREEN,
        asked_by_id=by_id,
        receipt_channel="sms",
        token_hash=token_hash(referral.resident_token),
        expires_at=now() + retention.CONSENT_LASTS,
    )
    referral.consents.append(made)
    made.rendered = f"{GIVEN_NAME} {FAMILY_NAME} vindt het goed."
    db.session.flush()
    if given:
        made.give("screen", by_id)
    return made


def _walk(made: Referral, status: str, writer: int, picks_up: int) -> None:
    if status == "draft":
        return
    if status == "erased":
        made.discard(writer)
        return
    if status == "consent_pending":
        made.ask_resident(writer)
        return
    made.send(writer)
    if status in ("accepted", "completed", "failed"):
        made.accept(picks_up)
    last: dict[str, Callable[[], None]] = {
        "on_hold": lambda: made.hold(picks_up, today() + timedelta(days=14)),
        "rejected": lambda: made.reject(picks_up, "no_capacity"),
        "completed": lambda: made.complete(picks_up, "helped", []),
        "failed": lambda: made.fail(picks_up, "not_reached", ["reachability"]),
        "cancelled": lambda: made.cancel(writer, "mistake"),
        "withdrawn": made.withdraw,
        "expired": made.expire,
    }
    if status in last:
        last[status]()


def _by_key(key: str) -> Person:
    return db.session.scalars(select(Person).where(Person.email == f"{key}@example.nl")).one()


class Maker:
    """The functions above as a test calls them: each opens a context, commits, and gives back the row's values."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def __getattr__(self, name: str) -> Callable[..., Row[Any]]:
        function = globals().get(name)
        if name.startswith("_") or not callable(function):
            raise AttributeError(name)

        def made_and_committed(*args: Any, **values: Any) -> Row[Any]:
            with self._app.app_context():
                made = function(*args, **values)
                db.session.commit()
                table = type(made).__table__
                [key] = table.primary_key
                return db.session.execute(select(table).where(key == getattr(made, key.name))).one()

        return made_and_committed
