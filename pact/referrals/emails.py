"""Who is told what about a referral. A letter holds a reference, dates and a link; never a resident, never a need.

Each function is named after what happened. Letters go into the outbox in the transaction of the deed.
"""

from typing import Any

from flask import current_app
from flask_babel import force_locale

from pact import dates
from pact.db import db
from pact.keys import new_token, token_hash
from pact.layout import LANGUAGES
from pact.links import absolute_url
from pact.mail import cancel_letters_about, post
from pact.organisations.addressees import people_at, people_with
from pact.organisations.models import Organisation
from pact.people.models import Person
from pact.referrals import consent_text, ics
from pact.referrals.models import AdviceQuestion, Handover, ReceiverLink, Referral
from pact.referrals.resident_view import own_page_link

FOLDER = "referrals/emails"


def _to_person(person: Person, template: str, referral: Referral | None = None, **context: Any) -> None:
    if not person.active:
        return
    if referral is not None:
        context.setdefault("reference", referral.reference)
        context.setdefault("link", _page_of(referral))
    about = referral.thing if referral else ""
    calendar = str(context.pop("calendar", ""))
    post(person.email, f"{FOLDER}/{template}.txt", locale=person.locale, about=about, calendar=calendar, **context)


def _page_of(referral: Referral) -> str:
    return absolute_url("referrals.show", reference=referral.reference)


def _in(person: Person, words: object, *args: object) -> str:
    with force_locale(person.locale):
        return str(words(*args)) if callable(words) else str(words)


def receiver(referral: Referral) -> Organisation:
    """The receiving organisation of a referral that was sent."""
    if referral.to_organisation is None:
        raise ValueError("not addressed yet")
    return referral.to_organisation


# -- to the receiving side -------------------------------------------------------------------------------------


def _link_for(referral: Referral, person: Person) -> str:
    token = new_token()
    db.session.add(ReceiverLink(token_hash=token_hash(token), referral_id=referral.id, person_id=person.id))
    return absolute_url("receiving.card", token=token)


def tell_receivers(referral: Referral) -> None:
    """A new referral: every handler of the receiving organisation gets a link of their own."""
    for person in people_at(receiver(referral).id, "handler"):
        _to_person(
            person,
            "new",
            referral,
            name=person.first_name,
            before=_in(person, dates.short, referral.answer_before),
            organisation=receiver(referral).name,
            referrer=referral.author.name,
            phone=referral.author.phone or referral.from_organisation.phone,
            link=_link_for(referral, person),
        )


def remind_receivers(referral: Referral) -> None:
    """The last day is tomorrow (or today, when there is haste)."""
    is_today = referral.due_on is not None and referral.due_on <= dates.today()
    for person in people_at(receiver(referral).id, "handler"):
        _to_person(person, "reminder", referral, today=is_today, link=_link_for(referral, person))


def tell_backup(referral: Referral) -> None:
    """Nobody picked it up: the receiving organisation's contact persons and the coordinator hear, by reference only."""
    backups = [*people_at(receiver(referral).id, "contact_person"), *people_with("coordinator")]
    for person in {person.id: person for person in backups}.values():
        sent, before = _in(person, dates.short, referral.sent_at), _in(person, dates.short, referral.answer_before)
        _to_person(person, "overdue_bare", referral, sent=sent, before=before)


def tell_receivers_it_stopped(referral: Referral) -> None:
    """The resident stopped it. Who had opened it hears at once; before that, everybody who got the letter."""
    for person in _who_knows(referral):
        _to_person(person, "stopped", referral)


def tell_receivers_it_was_cancelled(referral: Referral) -> None:
    for person in _who_knows(referral):
        _to_person(person, "cancelled", referral)


def tell_receivers_it_expired(referral: Referral) -> None:
    for person in _who_knows(referral):
        _to_person(person, "receiver_expired", referral)


def _who_knows(referral: Referral) -> list[Person]:
    if referral.handler is not None and referral.handler.active:
        return [referral.handler]
    if referral.sent_at is None:
        return []
    return list(people_at(receiver(referral).id, "handler"))


def nudge_handler(referral: Referral, template: str) -> None:
    """`nudge`, `monthly`, `close_asked` or `review`: asks for a sign of life."""
    for person in _who_knows(referral):
        _to_person(person, template, referral)


def tell_earlier_handler(referral: Referral, earlier: Person, handler: str) -> None:
    _to_person(earlier, "taken_over", referral, handler=handler)


# -- to the sender ---------------------------------------------------------------------------------------------


def tell_sender(referral: Referral, template: str, **context: Any) -> None:
    """The sender hears of every move: `template` names which."""
    organisation = referral.to_organisation
    context.setdefault("organisation", organisation.name if organisation else "")
    context.setdefault("phone", organisation.phone if organisation else "")
    context.setdefault("handler", referral.handler.name if referral.handler else "")
    _to_person(referral.author, template, referral, **context)


def tell_sender_of_hold(referral: Referral) -> None:
    tell_sender(referral, "on_hold", until=_in(referral.author, dates.in_words, referral.due_on))


def tell_sender_of_consent(referral: Referral) -> None:
    tell_sender(referral, "consent_given", before=_in(referral.author, dates.in_words, referral.answer_before))


def tell_of_message(referral: Referral, by_id: int) -> None:
    """The other side has something to read."""
    for person in (referral.author, referral.handler):
        if person is not None and person.id != by_id:
            _to_person(person, "message", referral)


def tell_of_handover(referral: Referral, handover: Handover, what: str, by_id: int | None = None) -> None:
    """`proposed` to the other side; `confirmed` and `cancelled` to both, with a calendar entry that names nobody."""
    for person in (referral.author, referral.handler):
        if person is None or (what == "proposed" and person.id == by_id):
            continue
        calendar = (
            "" if what == "proposed" else _in(person, ics.invitation, referral, handover, person.name, person.email)
        )
        when = {"date": _in(person, dates.short, handover.starts_at), "time": dates.clock(handover.starts_at)}
        _to_person(person, f"handover_{what}", referral, calendar=calendar, **when)


# -- to the coordinator and back -------------------------------------------------------------------------------


def ask_coordinators(question: AdviceQuestion, organisation: str) -> None:
    for person in people_with("coordinator"):
        link = absolute_url("referrals.advice", reference=question.reference)
        _to_person(person, "advice_asked", reference=question.reference, organisation=organisation, link=link)


def answer_asker(question: AdviceQuestion, suggestion: Organisation) -> None:
    link = absolute_url("referrals.need", naar=suggestion.slug)
    context: dict[str, Any] = {"organisation": suggestion.name, "phone": suggestion.phone, "link": link}
    _to_person(question.asked_by, "advice_answered", reference=question.reference, **context)


# -- to the resident: no topic, no organisation, no name in subject, sender or text -----------------------------


def _to_resident(referral: Referral, template: str, **context: Any) -> None:
    consent = referral.consent
    if consent is None or consent.receipt_channel == "paper":
        return
    sms = consent.receipt_channel == "sms"
    to = referral.phone if sms else referral.email
    if to is None:
        return
    plain, link = own_page_link(referral), own_page_link(referral, consent.language)
    post(
        to,
        f"{FOLDER}/{template}.txt",
        locale=consent.language if consent.language in LANGUAGES else "nl",
        channel="sms" if sms else "email",
        about=referral.thing,
        data_key=referral.data_key,
        sms=sms,
        link=link.removeprefix("https://") if sms else link,  # a telephone knows; the message must fit in 160
        phone=current_app.config["PACT_PHONE"],
        languages=[(consent_text.NAMES[code][0], f"{plain}?taal={code}") for code in consent_text.languages()],
        **context,
    )


def give_resident_page(referral: Referral) -> None:
    """The resident's own page, by the way they chose; on paper the volunteer prints it."""
    _to_resident(referral, "resident_page")


def ask_resident(referral: Referral) -> None:
    """The question itself, for who wants to read on the own phone."""
    _to_resident(referral, "resident_question")


def tell_resident_news(referral: Referral) -> None:
    _to_resident(referral, "resident_news")


def call_back_letters(referral: Referral) -> None:
    """What has not left stays: after a stop nothing more goes out under the old state."""
    cancel_letters_about(referral.thing)
