"""The words a resident says yes to: composed from exactly the data that will be shared, in a fixed, versioned text.

A wording is a template per version and language under `templates/referrals/consent/`. A new wording is a new version;
an old one is never changed, because receipts point at it. A language without a template is not offered: never a
translation by machine, and never silently another language.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import current_app, render_template
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from pact.dates import now
from pact.directory.topics import topic_in_sentence
from pact.referrals import retention, vocabulary
from pact.referrals.models import Consent, ConsentEvent, Referral
from pact.referrals.vocabulary import ConsentWay, ContactWay
from pact.referrals.vocabulary import Status as S

TEXT_ID = "referral-handover"
VERSION = "1"
FOLDER = f"referrals/consent/v{VERSION}"

#: Own name, name in the language of the page, direction. In this order the languages are offered, where a text exists.
NAMES = {
    "nl": ("Nederlands", _l("Nederlands"), "ltr"),
    "en": ("English", _l("Engels"), "ltr"),
    "ar": ("العربية", _l("Arabisch"), "rtl"),
    "tr": ("Türkçe", _l("Turks"), "ltr"),
    "pl": ("Polski", _l("Pools"), "ltr"),
    "uk": ("Українська", _l("Oekraïens"), "ltr"),
}


@dataclass(frozen=True)
class ConsentText:
    """The text as this resident hears it, and what it is made of."""

    language: str
    direction: str
    rendered: Markup
    yes: str
    no: str
    sha256: str
    data_items: list[str]
    fingerprint: str  # of these very words: a yes counts for what was on the screen, not for what it became since


@cache
def _template_file(language: str) -> Path | None:
    for folder in current_app.jinja_loader.searchpath:  # type: ignore[union-attr]
        file = Path(folder) / FOLDER / f"{language}.html"
        if file.is_file():
            return file
    return None


def languages() -> list[str]:
    """The languages this version of the text is written in."""
    return [code for code in NAMES if _template_file(code)]


def best_language(referral: Referral, wanted: str | None) -> str:
    """The language asked for, else the resident's own, else Dutch."""
    offered = languages()
    for code in (wanted, referral.language):
        if code in offered:
            return code
    return "nl"


@cache
def wording_hash(language: str) -> str:
    """Identifies the wording, without anybody's data in it."""
    file = _template_file(language)
    return hashlib.sha256(file.read_bytes()).hexdigest() if file else ""


def data_items(referral: Referral) -> list[str]:
    """The kinds of data that are shared, in the order of the text: only what is filled."""
    contact = {ContactWay.PHONE: "phone", ContactWay.SMS: "phone", ContactWay.EMAIL: "email"}
    items = ["name", contact.get(referral.contact_way or ContactWay.WALK_IN, "way_of_contact")]
    items += ["preferred_time"] if referral.moments else []
    items += ["language", "topic"]
    items += ["urgency"] if referral.urgent else []
    return items + (["note"] if referral.note else [])


def compose(referral: Referral, language: str) -> ConsentText:
    """Render the text for this referral. Needs its organisations loaded."""
    sender, recipient = referral.from_organisation, referral.to_organisation
    if recipient is None or referral.topic is None:
        raise ValueError("a recipient and a topic first")
    with force_locale(language):
        rendered = render_template(
            f"{FOLDER}/{language}.html",
            sender=sender.name,
            sender_phone=sender.phone,
            recipient=recipient.name,
            topic=topic_in_sentence(referral.topic),
            name=" ".join(part for part in (referral.given_name, referral.family_name) if part),
            contact=_contact(referral, sender.name),
            moments=[vocabulary.label(vocabulary.MOMENTS, code).lower() for code in referral.moments],
            spoken=referral.language_other or vocabulary.label(vocabulary.LANGUAGES, referral.language),
            urgent=referral.urgent,
            note=referral.note,
            no_municipality=not (sender.is_municipality or recipient.is_municipality),
            days=retention.CONTENT[S.COMPLETED].days,
        )
        yes, no = _("Ja, dat is goed"), _("Nee, liever niet")
    direction, words = NAMES[language][2], Markup(rendered)  # noqa: S704 - our template, autoescaped
    heard = referral.data_key.derive(f"heard:{language}:{rendered}").hex()
    return ConsentText(language, direction, words, yes, no, wording_hash(language), data_items(referral), heard)


def _contact(referral: Referral, sender: str) -> str:
    if referral.contact_way == ContactWay.TOGETHER:
        return _("samen met %(sender)s", sender=sender)
    if referral.contact_way == ContactWay.WALK_IN:
        return _("u komt zelf langs")
    return referral.contact or ""


def ask(referral: Referral, text: ConsentText, way: ConsentWay, by_id: int, receipt: str, understood: bool) -> Consent:
    """Record what was asked; for a yes on screen or paper, record the yes too. An earlier consent becomes void."""
    if referral.consent is not None and referral.consent.state in ("asked", "given"):
        referral.consent.happened("voided", via="web", by_id=by_id)
    recipient = referral.to_organisation
    if recipient is None:
        raise ValueError("a recipient first")
    consent = Consent(
        number=len(referral.consents) + 1,
        recipient_id=recipient.id,
        recipient_name=recipient.name,
        sender_name=referral.from_organisation.name,
        data_items=text.data_items,
        text_id=TEXT_ID,
        text_version=VERSION,
        language=text.language,
        direction=text.direction,
        text_sha256=text.sha256,
        shared_fingerprint=referral.shared_fingerprint,
        way=way,
        asked_by_id=by_id,
        asked_at=now(),
        understood_at=now() if understood else None,
        receipt_channel=receipt,
        token_hash=referral.resident_token_hash,
        expires_at=now() + retention.CONSENT_LASTS,
        events=[ConsentEvent(kind="asked", at=now(), via="web", by_id=by_id)],
    )
    referral.consents.append(consent)
    consent.rendered = str(text.rendered)
    if way in (ConsentWay.SCREEN, ConsentWay.PAPER):
        consent.give(via=str(way), by_id=by_id)
    return consent


def reword(referral: Referral, text: ConsentText) -> Consent:
    """The resident chose another language on the own phone: the record follows the words they read."""
    earlier = referral.consent
    if earlier is None:
        raise ValueError("nothing was asked yet")
    return ask(referral, text, ConsentWay.OWN_PHONE, earlier.asked_by_id, earlier.receipt_channel, False)
