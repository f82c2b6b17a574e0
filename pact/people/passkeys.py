"""Passkeys: a key that stays in a phone, laptop or stick, and opens with a finger, a face or a pin.

A passkey counts as two factors, so it must say that it saw its owner (user verification). A challenge is used once.
"""

import json
import secrets
from typing import Any
from urllib.parse import urlsplit

import webauthn
from flask import current_app, request, session
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, options_to_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from pact.dates import now
from pact.db import db
from pact.people.models import Person, WebAuthn

CHALLENGE = "passkey"


def _site() -> str:
    """The name a passkey is bound to. The door only lets our own hosts through (TRUSTED_HOSTS)."""
    return urlsplit(request.host_url).hostname or ""


def _origin() -> str:
    return request.host_url.rstrip("/")


def _new_challenge() -> bytes:
    challenge = secrets.token_bytes(32)
    session[CHALLENGE] = bytes_to_base64url(challenge)
    return challenge


def _take_challenge() -> bytes | None:
    taken: str | None = session.pop(CHALLENGE, None)
    return base64url_to_bytes(taken) if taken else None


def options_to_make(person: Person, handle: str) -> str:
    """What the browser needs to make a passkey for this person. Any kind will do: in the device, a phone, a stick."""
    made = webauthn.generate_registration_options(
        rp_id=_site(),
        rp_name=current_app.config["PACT_NAME"],
        user_id=handle.encode(),
        user_name=person.email,
        user_display_name=person.name,
        challenge=_new_challenge(),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=key.credential_id) for key in person.webauthn],
    )
    return options_to_json(made)


def options_to_use(person: Person | None = None) -> str:
    """What the browser needs to ask for a passkey: of this person, or of whoever sits there."""
    made = webauthn.generate_authentication_options(
        rp_id=_site(),
        challenge=_new_challenge(),
        allow_credentials=[PublicKeyCredentialDescriptor(id=key.credential_id) for key in person.webauthn]
        if person
        else None,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json(made)


def make(person: Person, answer: str, name: str) -> WebAuthn | None:
    """Add the passkey the browser made, or give None when its answer does not hold."""
    challenge = _take_challenge()
    if challenge is None:
        return None
    try:
        seen = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=_site(),
            expected_origin=_origin(),
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError):
        return None
    if db.session.scalar(select(WebAuthn.id).where(WebAuthn.credential_id == seen.credential_id)) is not None:
        return None
    made = WebAuthn(
        credential_id=seen.credential_id,
        public_key=seen.credential_public_key,
        sign_count=seen.sign_count,
        backup_state=seen.credential_backed_up,
        device_type=seen.credential_device_type.value,
        name=name,
        usage="first",
    )
    person.webauthn.append(made)
    return made


def use(answer: str) -> Person | None:
    """The person whose passkey answered, or None when it is unknown, foreign, or somebody else's challenge."""
    challenge = _take_challenge()
    key = _find(answer) if challenge else None
    if challenge is None or key is None or not key.person.active or key.person.activated_at is None:
        return None
    try:
        seen = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=_site(),
            expected_origin=_origin(),
            credential_public_key=key.public_key,
            credential_current_sign_count=key.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError):
        return None
    key.sign_count, key.lastuse_datetime = seen.new_sign_count, now()
    return key.person


def _find(answer: str) -> WebAuthn | None:
    try:
        said: Any = json.loads(answer)
        credential_id = base64url_to_bytes(said["rawId"])
    except (ValueError, KeyError, TypeError):
        return None
    wanted = select(WebAuthn).where(WebAuthn.credential_id == credential_id).options(joinedload(WebAuthn.person))
    return db.session.scalar(wanted)
