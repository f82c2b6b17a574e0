"""A password, for whoever prefers one: argon2, and as slow for an unknown address as for a known one."""

from functools import lru_cache

from flask_security import hash_password, verify_password

from pact.people.models import Person


@lru_cache(maxsize=1)
def _of_nobody() -> str:
    return str(hash_password("nobody has this password"))


def matches(person: Person | None, typed: str) -> bool:
    """Whether this is the person's password; nobody's is compared too, so that the time tells nothing."""
    stored = person.password if person else None
    is_right = bool(verify_password(typed, stored or _of_nobody()))
    return is_right and stored is not None


def set_password(person: Person, typed: str) -> None:
    person.password = str(hash_password(typed))
