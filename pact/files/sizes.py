"""How large a file is, in words: «340 kB», «1,2 MB»."""

from babel.numbers import format_decimal

from pact.dates import language


def file_size(size: int) -> str:
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{format_decimal(round(size / 1_000_000, 1), locale=language())} MB"
