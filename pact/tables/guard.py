"""A text that a spreadsheet would calculate gets an apostrophe before it; taken off again, it is the same text.

An apostrophe that stood before such a sign already gets one more, so that what comes back is never in doubt. Only in
CSV: in XLSX and ODS a cell says itself that it is text.
"""

import re

#: What Excel, Calc or a Japanese keyboard begins a formula with; a tab or a line end would hide it.
STARTS = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def guarded(text: str) -> str:
    return f"'{text}" if STARTS.match(text) else text


def unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and STARTS.match(text) else text
