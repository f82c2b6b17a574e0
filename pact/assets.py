"""Where the static files are. Their names carry a hash of their content, so browsers keep them for ever and still see every change.

`scripts/assets.py` makes the files and their manifest; `asset()` is a global in the templates: {{ asset('app.css') }}.
"""

import json
from functools import cache
from pathlib import Path

VENDOR = Path(__file__).parent / "static" / "vendor"


@cache
def manifest() -> dict[str, str]:
    """Read once: a running site keeps the names it started with."""
    try:
        names: dict[str, str] = json.loads((VENDOR / "manifest.json").read_text())
    except FileNotFoundError:
        raise RuntimeError("the static files are not made yet: run `make setup`") from None
    return names


def asset(name: str) -> str:
    """The address of a static file, by its plain name: app.css, htmx.js, pact.js, icons.svg, source-sans-3.woff2."""
    return f"/static/vendor/{manifest()[name]}"
