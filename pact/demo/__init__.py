"""The demo: an invented town to try everything in. It does not exist unless PACT_DEMO=1, and never in production."""

from flask import Flask


def init_demo(app: Flask) -> None:
    """Open the demo's own pages, only where the demo is on."""
