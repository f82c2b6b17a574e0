"""What a referral is called: «SR-7K2MPX»."""

import re

from pact import references

REFERENCE = re.compile(f"SR-[{references.ALPHABET}]{{{references.LENGTH}}}")


def new_reference() -> str:
    return references.new_reference("SR")
