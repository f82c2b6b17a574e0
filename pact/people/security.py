"""Flask-Security underneath: password hashes, authenticator and recovery codes, trusted devices, the session.

Its own pages stay shut (docs/decisions/0005): they answer a mistake with 200, ask for a password we do not have, show
recovery codes twice, and also take tokens from the address. Our views use its engines.
"""

from datetime import timedelta
from typing import cast

from flask import Flask, current_app
from flask_login.utils import _user_context_processor
from flask_security import RoleMixin, Security, SQLAlchemyUserDatastore
from flask_security.totp import Totp
from passlib.totp import TotpMatch  # type: ignore[import-untyped]

from pact.db import db
from pact.people import sessions
from pact.people.models import Person, WebAuthn

NUMBER_OF_RECOVERY_CODES = 8


class NoRole(RoleMixin):
    """Flask-Security asks for roles of its own; ours are dated rows that are read per request."""


class PactTotp(Totp):
    """Remembers the last code of a person, so that one looked over the shoulder cannot be used again."""

    def get_last_counter(self, user: Person) -> int | None:  # type: ignore[override]
        return user.tf_last_counter

    def set_last_counter(self, user: Person, tmatch: TotpMatch) -> None:  # type: ignore[override]
        user.tf_last_counter = tmatch.counter


def init_security(app: Flask) -> None:
    app.config.update(
        SECURITY_PASSWORD_SCHEMES=["argon2"],
        SECURITY_PASSWORD_LENGTH_MIN=12,
        SECURITY_JOIN_USER_ROLES=False,
        SECURITY_TWO_FACTOR=True,
        SECURITY_TWO_FACTOR_ENABLED_METHODS=["authenticator"],
        SECURITY_TWO_FACTOR_RESCUE_EMAIL=False,
        SECURITY_TWO_FACTOR_ALWAYS_VALIDATE=False,
        SECURITY_TWO_FACTOR_LOGIN_VALIDITY=timedelta(days=30),
        SECURITY_TWO_FACTOR_VALIDITY_COOKIE_NAME="__Host-toestel" if app.config["SECURE"] else "toestel",
        # Lax: the link in a letter opens our page from the mail program, and must find the trust too.
        SECURITY_TWO_FACTOR_VALIDITY_COOKIE={"httponly": True, "secure": app.config["SECURE"], "samesite": "Lax"},
        SECURITY_TOTP_ISSUER=app.config["PACT_NAME"],
        SECURITY_MULTI_FACTOR_RECOVERY_CODES=True,
        SECURITY_MULTI_FACTOR_RECOVERY_CODES_N=NUMBER_OF_RECOVERY_CODES,
        SECURITY_EMAIL_VALIDATOR_ARGS={"check_deliverability": False},
        SECURITY_RETURN_GENERIC_RESPONSES=True,
        SECURITY_CLI_USERS_NAME=None,
        SECURITY_CLI_ROLES_NAME=None,
    )
    made = Security(
        app, SQLAlchemyUserDatastore(db, Person, NoRole, WebAuthn), register_blueprint=False, totp_cls=PactTotp
    )
    # Who asks is read once per request by our own door; the libraries would each read the person again.
    made.principal.identity_loaders.clear()
    app.template_context_processors[None].remove(_user_context_processor)
    app.context_processor(lambda: {"session_ends": sessions.seconds_left()})


def engine() -> Security:
    return cast(Security, current_app.extensions["security"])
