"""What the resident reads about the own referral: plain words, masked data, and who looked when."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import exists, select

from pact import audit, dates
from pact.db import db
from pact.layout import LANGUAGES
from pact.links import absolute_url
from pact.organisations.models import Organisation
from pact.referrals.models import Message, Referral
from pact.referrals.sheet import Said, card_of, messages_of
from pact.referrals.vocabulary import ContactWay
from pact.referrals.vocabulary import Status as S

STAYS_AFTER_ERASING = timedelta(days=30)  # the page still says that it is erased


@dataclass(frozen=True)
class Step:
    text: str
    is_done: bool


@dataclass(frozen=True)
class OwnPage:
    """Everything on `/i/<token>` except the note."""

    steps: list[Step]
    next_step: str
    holders: list[tuple[str, str, str]]  # organisation, since when, phone
    rows: list[tuple[str, str]]
    looked: list[str]
    referrer: str
    referrer_phone: str
    receiver: str
    can_stop: bool
    is_erased: bool
    erased_on: datetime | None


@dataclass(frozen=True)
class Opened:
    """What the six digits open: the note, and what the two sides wrote to each other."""

    note: str | None
    messages: list[Said]


def own_page_link(referral: Referral, language: str = "nl") -> str:
    """The resident's link; it opens in the language they said yes in, where the site speaks it."""
    asked = language if language in LANGUAGES and language != "nl" else None
    return absolute_url("resident.show", token=referral.resident_token, taal=asked)


def opened_by_code(referral: Referral) -> Opened:
    return Opened(referral.note, messages_of(referral))


def has_more(referral: Referral) -> bool:
    """Whether there is anything behind the code."""
    if referral.erased_at is not None:
        return False
    written = exists().where(Message.referral_id == referral.id)
    return referral.note_sealed is not None or bool(db.session.scalar(select(written)))


def is_open(referral: Referral) -> bool:
    """The page lives with the referral and thirty days longer; a draft has no page yet."""
    if referral.status in (S.DRAFT, S.ERASED):
        return False
    return referral.erased_at is None or dates.now() < referral.erased_at + STAYS_AFTER_ERASING


def erased_before(referral: Referral) -> date:
    asked = referral.erasure_asked_at or dates.now()
    return dates.local(asked).date() + timedelta(days=2)


def view_of(referral: Referral) -> OwnPage:
    receiver = referral.to_organisation
    name = receiver.name if receiver else ""
    return OwnPage(
        steps=_steps(referral, name),
        next_step=_next_step(referral, name),
        holders=_holders(referral),
        rows=_rows(referral),
        looked=_looked(referral),
        referrer=referral.author.name,
        referrer_phone=referral.author.phone or referral.from_organisation.phone,
        receiver=name,
        can_stop=referral.can_be_stopped,
        is_erased=referral.erased_at is not None,
        erased_on=referral.erased_at,
    )


def _will(referral: Referral, name: str) -> str:
    """The verb follows the chosen way of contact."""
    sentences = {
        ContactWay.PHONE: _("%(name)s heeft dit gelezen en gaat u bellen", name=name),
        ContactWay.SMS: _("%(name)s heeft dit gelezen en stuurt u een sms", name=name),
        ContactWay.EMAIL: _("%(name)s heeft dit gelezen en stuurt u een e-mail", name=name),
        ContactWay.TOGETHER: _("%(name)s heeft dit gelezen en maakt een afspraak met u", name=name),
        ContactWay.WALK_IN: _("%(name)s heeft dit gelezen en verwacht u", name=name),
    }
    return sentences[ContactWay(referral.contact_way or ContactWay.PHONE)]


def _next_step(referral: Referral, name: str) -> str:
    status, before = referral.status, dates.in_words(referral.answer_before)
    if status == S.REQUESTED:
        return _("%(name)s leest dit vóór %(date)s.", name=name, date=before)
    if status == S.ON_HOLD:
        return _(
            "%(name)s heeft nu geen plek. Zij kijken opnieuw op %(date)s.",
            name=name,
            date=dates.in_words(referral.due_on),
        )
    if status == S.ACCEPTED and referral.contacted_at is None:
        sentences = {
            ContactWay.PHONE: _("%(name)s belt u vóór %(date)s.", name=name, date=before),
            ContactWay.SMS: _("%(name)s stuurt u een sms vóór %(date)s.", name=name, date=before),
            ContactWay.EMAIL: _("%(name)s stuurt u een e-mail vóór %(date)s.", name=name, date=before),
            ContactWay.TOGETHER: _("%(name)s maakt een afspraak met u vóór %(date)s.", name=name, date=before),
            ContactWay.WALK_IN: _("U kunt langskomen bij %(name)s.", name=name),
        }
        return sentences[ContactWay(referral.contact_way or ContactWay.PHONE)]
    if status == S.ACCEPTED:
        return _("%(name)s helpt u verder.", name=name)
    if status == S.REJECTED:
        return _("%(name)s kan u niet helpen. Uw gegevens zijn daar gesloten.", name=name)
    if status == S.WITHDRAWN:
        return _("U bent gestopt.")
    if status in (S.EXPIRED, S.CANCELLED):
        return _("Dit gaat niet door. Uw gegevens zijn gesloten.")
    return _("Dit is klaar. U hoeft niets te doen.")


def _steps(referral: Referral, name: str) -> list[Step]:
    given = referral.consent.given_at if referral.consent else None
    steps = [Step(_("U heeft ja gezegd (%(date)s)", date=dates.short(given)), True)] if given else []
    picked_up = referral.accepted_at is not None
    steps.append(Step(_will(referral, name) if picked_up else _("%(name)s krijgt bericht", name=name), picked_up))
    steps.append(Step(_("Dit is klaar"), referral.ended_at is not None))
    return steps


def _holders(referral: Referral) -> list[tuple[str, str, str]]:
    """Organisation, since when, phone. After a stop or an erasing: nobody."""
    if referral.erased_at is not None:
        return []
    sender, receiver = referral.from_organisation, referral.to_organisation
    found = [(sender.name, dates.full(referral.created_at), sender.phone)]
    if receiver and referral.accepted_at and referral.status in (S.ACCEPTED, S.COMPLETED, S.FAILED):
        found.append((receiver.name, dates.full(referral.accepted_at), receiver.phone))
    return found


def _rows(referral: Referral) -> list[tuple[str, str]]:
    """The same data as in the consent text, masked: somebody else may look along."""
    if referral.erased_at is not None:
        return []
    card = card_of(referral)
    name = " ".join(part for part in (referral.given_name, referral.family_name) if part)
    rows = [(_("Uw naam"), name), (_("Hoe zij u bereiken"), masked(referral.contact) or card.way)]
    rows += [(_("Wanneer contact het best lukt"), ", ".join(card.moments))] if card.moments else []
    rows += [(_("Uw taal"), referral.language_other or card.language), (_("Waar u hulp bij wilt"), card.topic)]
    return rows


def masked(contact: str | None) -> str:
    """«06 •• •• •• 78» and «a•••@…»: enough to recognise one's own, too little for who looks along."""
    if not contact:
        return ""
    if "@" in contact:
        return f"{contact[0]}•••@…"
    digits = "".join(c for c in contact if c.isdigit())
    return f"{digits[:2]} •• •• •• {digits[-2:]}"


def _looked(referral: Referral) -> list[str]:
    """«Op 21 november heeft iemand van … uw gegevens bekeken»: every opening on either side, newest first."""
    names: dict[int | None, str] = {}
    said = []
    for line in reversed(audit.lines_about(referral.thing, "opened")):
        if line.organisation_id not in names:
            organisation = db.session.get(Organisation, line.organisation_id) if line.organisation_id else None
            names[line.organisation_id] = organisation.name if organisation else ""
        who = names[line.organisation_id]
        said.append(_("Op %(date)s heeft iemand van %(name)s uw gegevens bekeken", date=dates.short(line.at), name=who))
    return list(dict.fromkeys(said))
