"""The villages of the municipality, as a service says which of them it serves. None named means all of them."""

from collections.abc import Collection

VILLAGES = ("Heerde", "Wapenveld", "Veessen", "Vorchten")


def serves(villages: Collection[str], village: str | None) -> bool:
    """Whether somebody who lives there can go there."""
    return village is None or not villages or village in villages
