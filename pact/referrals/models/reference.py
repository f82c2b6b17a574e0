"""What a referral is called: «SR-7K2MPX». Random, so that it tells nothing; it is a name, never a secret."""

import re
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no 0 O, 1 I L, U: read over the phone without a doubt
REFERENCE = re.compile(f"SR-[{ALPHABET}]{{6}}")


def new_reference() -> str:
    return "SR-" + "".join(secrets.choice(ALPHABET) for _ in range(6))
