"""The villages of the municipality, as partners and services say which of them they serve. None named means all."""

from collections.abc import Collection

VILLAGES = ("Heerde", "Wapenveld", "Veessen", "Vorchten")


def serves(villages: Collection[str], village: str | None) -> bool:
    """Whether somebody who lives there can go there."""
    return village is None or not villages or village in villages
