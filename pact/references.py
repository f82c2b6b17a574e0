"""What people call a thing over the telephone: «SR-7K2MPX». Random, so it tells nothing; a name, never a secret."""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no 0 O, 1 I L, U: read over the phone without a doubt
LENGTH = 6


def new_reference(prefix: str) -> str:
    """«SR» gives «SR-7K2MPX»."""
    return f"{prefix}-" + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
