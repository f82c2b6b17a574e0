"""Where the static files are. Their names carry a hash of their content, so browsers may keep them.

`scripts/assets.py` makes the files and their manifest; `asset()` is a global in the templates: {{ asset('app.css') }}.
"""

import json
from functools import cache
from pathlib import Path

from flask import request

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
    # By hand: a page with forty icons would spend a millisecond in url_for().
    root = request.script_root if request else ""
    return f"{root}/static/vendor/{manifest()[name]}"
