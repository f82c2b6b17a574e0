"""What is said to run on both databases is there to run."""

from tests import engines, towns


def test_every_file_that_is_named_is_there() -> None:
    assert [file for file in engines.FILES if not (towns.ROOT / file).exists()] == []
    assert len(set(engines.FILES)) == len(engines.FILES)
