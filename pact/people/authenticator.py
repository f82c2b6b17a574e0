"""The authenticator app and the recovery codes that replace it when the phone is gone."""

from dataclasses import dataclass

from pact.people.models import Person
from pact.people.security import engine

#: A phone's clock may be half a minute off.
SLACK = 30


@dataclass(frozen=True)
class Secret:
    """What the app needs: a picture to scan, or the same as text to type over."""

    sealed: str
    image: str
    key: str


def new_secret(person: Person, sealed: str | None = None) -> Secret:
    """A new secret, or the one that is being set up. `sealed` is encrypted and may wait in the session."""
    sealed = sealed or engine().totp_factory.generate_totp_secret()
    values = engine().totp_factory.fetch_setup_values(sealed, person)
    return Secret(sealed, values["image"], values["key"])


def is_right(person: Person, code: str, sealed: str | None = None) -> bool:
    """Whether the app shows this code now. A code is good once (SECURITY.md T10)."""
    secret = sealed or person.tf_totp_secret
    return secret is not None and engine().totp_factory.verify_totp(code, secret, person, window=SLACK)


def set_up(person: Person, sealed: str) -> None:
    person.tf_primary_method, person.tf_totp_secret = "authenticator", sealed


def remove(person: Person) -> None:
    person.tf_primary_method = person.tf_totp_secret = person.tf_last_counter = None


def new_recovery_codes(person: Person) -> list[str]:
    """Eight codes to keep on paper; the old ones stop working. They are shown this once."""
    return engine().mf_recovery_codes_util.create_recovery_codes(person)


def recovery_codes_left(person: Person) -> int:
    return len(person.mf_recovery_codes or [])


def use_recovery_code(person: Person, typed: str) -> bool:
    """Whether this is one of the person's codes; using it takes it off the list."""
    bare = typed.lower().replace("-", "")
    code = "-".join(bare[at : at + 4] for at in range(0, len(bare), 4))
    codes = engine().mf_recovery_codes_util
    return codes.check_recovery_code(person, code) and codes.delete_recovery_code(person, code)
