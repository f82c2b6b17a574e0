"""Who gets how far through which door: every route of the application, tried by everybody.

`tests/matrix.csv` says what must come of it; `python -m tests.matrix` prints the lines it lacks, as the application
answers now. Read them before you add them: they are the rule from then on.
"""

import csv
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from pact.covenants.models import CovenantText
from pact.dates import now
from pact.db import db
from pact.directory.hsds.taxonomies import ABOUT
from pact.directory.models import Check, Location, Scheme, Service
from pact.keys import new_token, token_hash
from pact.mail import Content, Letter
from pact.meetings.evaluations import tickets
from pact.meetings.events.models import Event
from pact.meetings.minutes.models import Minutes
from pact.meetings.models import AgendaItem, FeedKey, Invitee, Meeting, PollOption
from pact.meetings.series.planning import begin
from pact.meetings.series.rules import choices
from pact.meetings.themes import queries as themes
from pact.meetings.themes.models import ThemeSuggestion
from pact.newsletter.composing import arranging
from pact.newsletter.contributions import photos
from pact.newsletter.models import Issue, SignUp
from pact.organisations.models import Logo, MemberRole, Membership, Organisation
from pact.people.models import Invitation, PactRole, Role
from pact.references import new_reference
from pact.referrals.models import AdviceQuestion, ReceiverLink
from pact.workgroups import plans, queries, seats
from pact.workgroups.models import Part, Workgroup, WorkgroupRequest, WorkgroupTask
from tests import make
from tests.newsletter.things import stored_photo
from tests.visitors import PactClient, Town, signed_in

FILE = Path(__file__).with_name("matrix.csv")

#: Column of the file and key of the demo person; nobody is somebody who has not signed in.
WHO = {
    "anonymous": None,
    "volunteer": "anna",
    "handler": "chantal",
    "other_handler": "els",
    "contact_person": "lia",
    "coordinator": "fatma",
    "policy_officer": "gerrit",
    "ambassador": "hanna",
    "member": "ivo",
    "administrator": "karim",
}

IN, SIGN_IN, SECOND = "in", "sign-in", "second-step"

#: The state in which a route has something to do; the others get an accepted referral.
STATES = {
    "referrals.accept": "requested",
    "referrals.hold": "requested",
    "referrals.send_back": "requested",
    "referrals.reopen": "completed",
    "referrals.advice": "advice",
    "receiving.card": "requested",
    "receiving.accept": "requested",
    "receiving.send_back": "requested",
    "resident.consent": "consent_pending",
    "resident.stopped": "withdrawn",
}
WARM = ("referrals.propose_handover", "referrals.confirm_handover")


@dataclass(frozen=True)
class Door:
    """A route and a way to knock."""

    endpoint: str
    method: str
    rule: Rule

    @property
    def key(self) -> tuple[str, str]:
        return self.endpoint, self.method


def doors(app: Flask) -> list[Door]:
    """Every route and method of the application; HEAD and OPTIONS go the way of GET."""
    found = {
        (rule.endpoint, method): Door(rule.endpoint, method, rule)
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    }
    return [found[key] for key in sorted(found)]


def url_of(app: Flask, door: Door) -> str:
    """The address of a door, with things behind it that were made for this knock."""
    with app.app_context():
        values = {name: _value(name, door) for name in sorted(door.rule.arguments, key=_outer_first)}
        db.session.commit()
    with app.test_request_context():
        return app.url_for(door.endpoint, **values)


def _outer_first(name: str) -> tuple[bool, str]:
    """A meeting or an issue is made before what stands in it."""
    return name not in ("meeting_id", "issue_id"), name


def _value(name: str, door: Door) -> Any:
    room = door.endpoint.partition(".")[0]
    if door.endpoint in ("directory.scheme", "directory.edit_scheme"):
        return "bijzondere-bijstand"
    if room == "workgroups":
        return _workgroups(name)
    if room in ("cases", "evaluations", "themes"):
        return _around_meetings(name, door.endpoint)
    if room == "meetings" or door.endpoint == "feeds.meeting":
        return _meetings(name)
    if room == "polls":
        return _polls(name)
    if room == "replies" and name != "token":
        return _replies(name)
    if room == "events":
        return _events(name)
    if room == "minutes":
        return _minutes(name, door.endpoint)
    if door.endpoint == "directory.remove_scheme":
        return _scheme()
    if room == "series":
        return _series(name)
    if room == "sending":
        return make.issue(ordered_at=now(), send_at=now(), began_at=now()).id
    if room == "letters":
        return make.article(make.issue()).issue_id
    if room == "composing":
        return _composing(name)
    if door.endpoint == "archive.take_photo_away":
        return _sent_photo(name)
    if name == "slug" and room == "feeds":
        return "event-bijeenkomsten"
    if name == "slug":
        return {"directory": "grip-op-de-knip", "ambassadors": "bibliotheek"}.get(room, "voedselbank")
    if name == "sha256":
        return _logo()
    if room == "ambassadors":
        return _ambassadors_value(name, door.endpoint)
    if room == "contributions" or name == "issue_id":
        return _newsletter(name, door.endpoint)
    if room == "marketplace":
        return make.notice().id
    if name == "filename":
        return "js/pact.js"
    if room == "hsds":
        return _open_id(door.endpoint)
    if name == "service_id":
        place = db.session.scalars(select(Organisation).where(Organisation.slug == "grip-op-de-knip")).one()
        return make.service(place).id
    if name == "person_id":
        return _colleague(activated=door.endpoint != "organisations.invite_again")
    if name == "reference":
        return _reference(door.endpoint)
    if name == "token":
        return _token(room, door.endpoint)
    if room == "readers" and name == "id":
        return make.upload("readers").id
    if room == "reports":
        return "csv"
    if name == "kind":
        return "covenant"
    if room == "covenants":
        return _covenants_id(door.endpoint)
    if room == "agreements":
        return make.agreement().id
    if room == "recruiting":
        return make.join_request().id if door.endpoint.endswith("_request") else make.lead().id
    if door.endpoint.endswith("_list"):
        return make.upload("services" if room == "directory" else "organisations").id
    if door.endpoint == "people.confirm_role":
        return _grant(Role.COORDINATOR)
    if door.endpoint == "people.end_role":
        return _grant(Role.POLICY_OFFICER)
    if room == "demo":
        return _letter()
    return 1


def _around_meetings(name: str, endpoint: str) -> Any:
    """A case of Chantal's, an evaluation of Ivo's meeting, a poll of Fatma's; of one kind all belong together."""
    if name == "lesson_id":
        return make.lesson().id
    if name == "case_id":  # on the meeting that was made just before
        return make.case(db.session.scalars(select(Meeting).order_by(Meeting.id.desc())).first()).id
    if endpoint.startswith("cases."):
        return make.meeting("chantal", days=3).id
    if endpoint.startswith("evaluations."):
        made = make.evaluation("chantal", "anna", by="ivo")
        if name == "token":
            return tickets.link_for(made, "iemand@example.nl").rpartition("/")[2]
        return made.meeting_id
    if name == "token":
        voter = themes.voter_of(make.theme_poll("anna").id, make._by_key("anna").id)
        return voter.token if voter else ""
    if name == "suggestion_id":  # of the poll that was made just before
        last = select(func.max(ThemeSuggestion.poll_id)).scalar_subquery()
        return db.session.scalars(select(ThemeSuggestion.id).where(ThemeSuggestion.poll_id == last)).one()
    poll = make.theme_poll("anna", "hanna", "ivo")
    db.session.add(ThemeSuggestion(poll_id=poll.id, text="Een idee"))
    db.session.flush()
    return poll.id


def _ambassadors_value(name: str, endpoint: str) -> Any:
    if name == "step":
        return "poster"
    if name == "person_id":
        another = make.person()
        make.membership(
            another, db.session.scalars(select(Organisation).filter_by(slug="bibliotheek")).one(), "ambassador"
        )
        return another.id
    if endpoint == "ambassadors.follow_up":
        return make.pledge().id
    question = make.question()
    return question.id if endpoint == "ambassadors.question" else question.asked[0].id


def _open_id(endpoint: str) -> str:
    """An id in the open data."""
    open_places = select(Location.id).where(Location.is_confidential.is_(False))
    rows = {"hsds.offer": select(Service.id), "hsds.organisation": select(Organisation.uuid), "hsds.place": open_places}
    if endpoint in rows:
        return db.session.scalars(rows[endpoint]).first() or ""
    return ABOUT.id if endpoint == "hsds.taxonomy" else ABOUT.term_id("food")


def _workgroups(name: str) -> Any:
    """The workgroup that Ivo leads; somebody in it, or who asks to be."""
    group = db.session.scalars(select(Workgroup).where(Workgroup.slug == "event-bijeenkomsten")).one()
    if name == "slug":
        _seat_again(group)
        return group.slug
    if name == "task_id":
        task = WorkgroupTask(workgroup_id=group.id, what="Koffie regelen")
        db.session.add(task)
        db.session.flush()
        return task.id
    if name == "number":
        return 1
    if name == "plan_id":
        return plans.make(group.id, "event", now().date(), make._by_key("ivo").id).id
    if name == "file_id":
        return make.workgroup_file(group).id
    someone = make.person()
    place = db.session.scalars(select(Organisation.id).where(Organisation.slug == "voedselbank")).one()
    db.session.add(Membership(person_id=someone.id, organisation_id=place, role=MemberRole.MEMBER))
    if name == "person_id":
        seats.take(group.id, someone.id, place, None)
        return someone.id
    asked = WorkgroupRequest(workgroup_id=group.id, person_id=someone.id, organisation_id=place)
    db.session.add(asked)
    db.session.flush()
    return asked.id


def _meetings(name: str) -> Any:
    """The coming one of the core group, to which the contact person and the policy officer are invited."""
    coming = select(Meeting.id).where(Meeting.title == "Kerngroepoverleg", Meeting.starts_at > now())
    meeting_id = db.session.scalars(coming).one()
    if name == "meeting_id":
        return meeting_id
    return db.session.scalars(select(Invitee.id).where(Invitee.meeting_id == meeting_id).order_by(Invitee.id)).first()


def _polls(name: str) -> Any:
    """A poll of Ivo's, to which Lia and Gerrit are asked. The meeting is made first, then one asks for its last day."""
    if name == "option_id":
        return db.session.scalars(select(PollOption.id).order_by(PollOption.id.desc())).first()
    poll = make.poll("lia", "gerrit", by="ivo")
    if name == "meeting_id":
        return poll.meeting_id
    return db.session.scalars(select(Invitee).where(Invitee.meeting_id == poll.meeting_id)).first().token


def _minutes(name: str, endpoint: str) -> Any:
    """Of a meeting of the workgroup that Ivo leads: to write, or sent round; the meeting is made first."""
    if name == "meeting_id":
        made = make.minutes(is_sent=endpoint in ("minutes.read", "minutes.document", "minutes.propose"))
        return made.meeting_id
    if name == "way":
        return "docx"
    if name == "token":
        made = make.minutes(is_sent=True)
        return db.session.scalars(select(Invitee).where(Invitee.meeting_id == made.meeting_id)).first().token
    if name == "decision_id":
        return make.decision().id
    if name == "task_id":
        return make.action("chantal").id
    last = db.session.scalars(select(Minutes.meeting_id).order_by(Minutes.meeting_id.desc())).first()
    if name == "item_id":
        return db.session.scalars(select(AgendaItem.id).where(AgendaItem.meeting_id == last)).first()
    return make.amendment(last or 0).id


def _events(name: str) -> Any:
    """A public page of the workgroup that Ivo leads, and somebody who comes to the one of this knock."""
    last = select(Event).order_by(Event.meeting_id.desc())
    event = db.session.scalars(last).first() if name == "registration_id" else make.event()
    assert event is not None
    if name == "slug":
        return event.slug
    if name == "meeting_id":
        return event.meeting_id
    registration = make.registration(event)
    return registration.token if name == "token" else registration.id


def _composing(name: str) -> int:
    """An issue with an article in it; then the article, or one that was taken out, of the issue of this knock."""
    if name == "issue_id":
        made: int = make.issue().id
        return made
    issue = db.session.scalars(select(Issue).order_by(Issue.id.desc())).first()
    article = make.article(issue)
    return arranging.take_out(article).id if name == "taken_out_id" else article.id


def _sent_photo(name: str) -> int:
    """An issue that went out; then the article in it, with its photo."""
    if name == "issue_id":
        made: int = make.issue(ordered_at=now(), send_at=now(), began_at=now(), sent_at=now()).id
        return made
    issue = db.session.scalars(select(Issue).order_by(Issue.id.desc())).first()
    return int(make.article(issue, photo_id=stored_photo()).id)


def _seat_again(group: Workgroup) -> None:
    """Who knocked on the way out."""
    for key, place, part in (("ivo", "triada", Part.LEAD), ("gerrit", "gemeente-heerde", Part.MEMBER)):
        somebody = make._by_key(key)
        if queries.seat_of(group.id, somebody.id) is None:
            id = db.session.scalars(select(Organisation.id).where(Organisation.slug == place)).one()
            seats.take(group.id, somebody.id, id, None, part)


def _newsletter(name: str, endpoint: str) -> Any:
    """An issue that is being made, and what was handed in for it; by link, the call comes after the text."""
    last = db.session.scalars(select(Issue).order_by(Issue.id.desc())).first()
    with_a_text = endpoint.endswith(("rewrite", "adopt"))
    if name == "contribution_id":
        by_itself = with_a_text or ".own" in endpoint
        at = "voedselbank" if ".own" in endpoint else "bibliotheek"
        return make.contribution(make.issue() if by_itself else last, at).id
    if name == "mark":
        return photos.mark_of(stored_photo())
    if name == "token":
        return make.call(last if with_a_text else make.issue()).token
    return make.issue().id


def _covenants_id(endpoint: str) -> int:
    if endpoint == "covenants.text":
        found: int = db.session.scalars(select(CovenantText.id)).first() or 0
        return found
    if endpoint.endswith("_request"):
        return make.join_request().id
    status = {"covenants.countersign": "signed", "covenants.end": "countersigned", "covenants.confirm": "lapsed"}
    status["covenants.copy"] = "countersigned"
    return make.covenant(status.get(endpoint, "asked")).id


def _scheme() -> str:
    place = db.session.scalars(select(Organisation).where(Organisation.slug == "gemeente-heerde")).one()
    made = Scheme(slug=f"regeling-{new_token()[:8]}", name="Regeling", gives="Geld", for_whom="Iedereen")
    made.organisation_id = place.id
    db.session.add(made)
    return made.slug


def _logo() -> str:
    place = db.session.scalars(select(Organisation).where(Organisation.slug == "voedselbank")).one()
    logo = Logo(organisation_id=place.id, description="Een appel")
    logo.show(b"RIFF", 1, 1)
    db.session.merge(logo)
    return logo.sha256


def _letter() -> int:
    letter = Letter(message_id=new_token(), channel="email", template="people/emails/code.txt")
    letter.content = Content("anna@example.nl", "Je code", "Dit is een brief.\n")
    db.session.add(letter)
    db.session.flush()
    return letter.id


def _colleague(activated: bool) -> int:
    someone = make.person(activated=activated)
    place = db.session.scalars(select(Organisation).where(Organisation.slug == "voedselbank")).one()
    make.membership(someone, place, "referrer")
    return someone.id


def _grant(role: Role) -> int:
    grant = PactRole(person_id=make.person().id, role=role, granted_by_id=make._by_key("gerrit").id)
    db.session.add(grant)
    db.session.flush()
    return grant.id


def _referral(endpoint: str) -> Any:
    way = "together" if endpoint in WARM else "phone"
    return make.referral(STATES.get(endpoint, "accepted"), contact_way=way)


def _reference(endpoint: str) -> str:
    if endpoint == "referrals.advice":
        asker = make._by_key("anna")
        place = db.session.scalars(
            select(Membership.organisation_id).where(Membership.person_id == asker.id).order_by(Membership.id)
        ).first()
        question = AdviceQuestion(
            reference=new_reference("VR"), asked_by_id=asker.id, organisation_id=place, topic="debt", urgent=False
        )
        db.session.add(question)
        db.session.flush()
        return question.reference
    made: str = _referral(endpoint).reference
    return made


def _token(room: str, endpoint: str) -> str:
    if room == "resident":
        if endpoint == "resident.stopped":
            referral = _referral("resident.show")
            token: str = referral.resident_token
            referral.withdraw()
            return token
        made: str = _referral(endpoint).resident_token
        return made
    if room == "covenants":
        if endpoint == "covenants.confirm_by_link":
            return make.covenant_link(make.covenant("lapsed"), "confirm")
        return make.covenant_link(make.covenant("signed" if endpoint == "covenants.copy_by_link" else "asked"))
    if room == "replies":
        return _invited()
    if room == "readers":
        return _reader(endpoint)
    if room == "feeds":
        return _feed()
    token = new_token()
    if room == "receiving":
        db.session.add(
            ReceiverLink(
                token_hash=token_hash(token), referral_id=_referral(endpoint).id, person_id=make._by_key("chantal").id
            )
        )
    elif room == "directory":
        return _check()
    elif endpoint == "people.invitation":
        invited = make.person(activated=False)
        db.session.add(
            Invitation(person_id=invited.id, token_hash=token_hash(token), expires_at=now() + timedelta(days=7))
        )
    db.session.flush()
    return token


def _reader(endpoint: str) -> str:
    """The secret of a reader; of somebody who still has to say yes."""
    if not endpoint.startswith("readers.confirm"):
        return make.reader(f"{new_token()[:8]}@elders.example").token
    row = SignUp(f"{new_token()[:8]}@elders.example", lettered_at=now())
    row.proof = "{}"
    db.session.add(row)
    db.session.flush()
    return row.token


def _invited() -> str:
    """The secret of somebody who is invited."""
    return _guest(make.meeting().id).token


def _replies(name: str) -> int:
    """A meeting of Fatma's, to which a handler and a contact person are invited; then a guest of it."""
    if name == "invitee_id":
        return _guest(db.session.scalars(select(Invitee.meeting_id).order_by(Invitee.id.desc())).first() or 0).id
    meeting: int = make.meeting("chantal", "lia", "fatma").id
    return meeting


def _guest(meeting_id: int) -> Invitee:
    guest = Invitee(meeting_id=meeting_id, name="Gast Visser", email=f"{new_token()[:8]}@elders.example")
    db.session.add(guest)
    db.session.flush()
    return guest


def _check() -> str:
    """The secret of a question «klopt dit nog?» to somebody who may answer it."""
    nico = make._by_key("nico")
    place = db.session.scalars(select(Organisation.id).where(Organisation.slug == "grip-op-de-knip")).one()
    check, token = Check.make(place, nico.id, new_token()[:6])
    db.session.add(check)
    db.session.flush()
    return token


def _series(name: str) -> int:
    """A meeting of the workgroup that Ivo leads, to which Lia is asked; a series of two if that is asked."""
    group = db.session.scalars(select(Workgroup).where(Workgroup.slug == "event-bijeenkomsten")).one()
    meeting = make.meeting("lia", by="ivo", workgroup=group)
    if name == "meeting_id":
        return meeting.id
    assert meeting.day is not None
    rule = choices(meeting.day)[0].rule
    return begin(meeting, rule, [meeting.day + timedelta(days=7)], make._by_key("ivo").id).id


def _feed() -> str:
    """The secret of Joke's feed."""
    joke = make._by_key("joke")
    key = db.session.get(FeedKey, joke.id) or FeedKey(person_id=joke.id)
    db.session.add(key)
    db.session.flush()
    return key.token


def verdict(answer: TestResponse) -> str:
    """How far somebody got. A form that is not filled in well was entered all the same."""
    if answer.status_code in (403, 404, 410) or answer.status_code >= 500:
        return str(answer.status_code)
    if answer.status_code == 302:  # the door's own; views say 303
        for path, name in (("/inloggen", SIGN_IN), ("/tweede-stap", SECOND)):
            if answer.location.startswith(path):
                return name
    return IN


def visitor(app: Flask, town: Town, key: str | None) -> FlaskClient:
    client = app.test_client()
    if key:
        with client.session_transaction() as session:
            session.update(signed_in(getattr(town, key)))
    return client


def knock(app: Flask, town: Town, door: Door, key: str | None) -> str:
    client = visitor(app, town, key)
    assert isinstance(client, PactClient)
    url = url_of(app, door)
    answer = client.open(url, method=door.method, csrf=door.method != "GET")
    answer.close()  # a file is open until then
    return verdict(answer)


def rows() -> dict[tuple[str, str], dict[str, str]]:
    """What the file says."""
    if not FILE.exists():
        return {}
    with FILE.open(newline="") as file:
        return {(row["endpoint"], row["method"]): row for row in csv.DictReader(file)}


def missing(app: Flask, town: Town) -> Iterator[list[str]]:
    known = rows()
    for door in doors(app):
        if door.key not in known:
            yield [*door.key, *(knock(app, town, door, key) for key in WHO.values())]


def main(build: Callable[[str, Path], Flask]) -> None:
    from tests import towns

    with tempfile.TemporaryDirectory() as folder:
        run = Path(folder)
        database = towns.lay(run, "sqlite", run)
        app = build(database.url, towns.make_instance(run / "instance"))
        out = csv.writer(sys.stdout, lineterminator="\n")
        if not FILE.exists():
            out.writerow(["endpoint", "method", *WHO])
        out.writerows(missing(app, Town(app)))


def build_app(url: str, instance: Path) -> Flask:
    import os

    from pact import create_app

    os.environ["PACT_INSTANCE"] = str(instance)
    app = create_app({"TESTING": True, "WAKE_WORKER": False, "MAIL_URL": "", "SQLALCHEMY_DATABASE_URI": url} | SETTINGS)
    app.test_client_class = PactClient
    return app


#: Everything is registered, and knocking on every door is not taken for an attack.
SETTINGS = {"DEMO": True, "RATELIMIT_ENABLED": False, "BASE_URL": "http://localhost"}

if __name__ == "__main__":
    import time_machine

    from tests.towns import MOMENT

    with time_machine.travel(MOMENT, tick=True):
        main(build_app)
