"""Lines of iCalendar: what stands in one can never end it (SECURITY.md T30)."""

from urllib.parse import quote

#: Characters no calendar shows: they go. A line end of whatever kind is said as one.
_UNSEEN = [*range(9), *range(11, 32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF]
_TEXT: dict[int, str | None] = dict.fromkeys([*_UNSEEN, *range(0xD800, 0xE000)])
_TEXT |= {ord(end): "\\n" for end in "\n\r\x0b\x0c\x85\u2028\u2029"}
_TEXT |= {ord(sign): f"\\{sign}" for sign in "\\;,"}
_PARAMETER: dict[int, str | None] = {sign: " " for sign, said in _TEXT.items() if said == "\\n"}
_PARAMETER |= {sign: None for sign, said in _TEXT.items() if said is None} | {ord('"'): "'"}

ALLOWED_IN_ADDRESS = ":/?#[]@!$&'()*+,;=%~"
OCTETS = 75


def text(value: str) -> str:
    """A text as a value."""
    return value.replace("\r\n", "\n").translate(_TEXT)


def parameter(value: str) -> str:
    """A text as a parameter, between quotation marks, which cannot stand in it."""
    return f'"{value.translate(_PARAMETER).strip()}"'


def address(url: str) -> str:
    """A web address as a value; nothing for what is none."""
    if not url:
        return ""
    said = "".join(url.split()).translate(_PARAMETER)
    return quote(said, safe=ALLOWED_IN_ADDRESS) if said.lower().startswith(("https://", "http://")) else ""


def mailto(email: str) -> str:
    return "mailto:" + quote(email.strip(), safe="@+!$&*=/?^{|}~'`#.-_")


def folded(line: str) -> str:
    """At most 75 octets a line, never in the middle of a character; what follows begins with a space."""
    rest, parts = line.encode("utf-8", "ignore"), []
    while len(rest) > OCTETS:
        cut = OCTETS
        while rest[cut] & 0xC0 == 0x80:
            cut -= 1
        parts.append(rest[:cut])
        rest = b" " + rest[cut:]
    return b"\r\n".join([*parts, rest]).decode()
