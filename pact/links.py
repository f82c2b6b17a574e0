"""Addresses for letters and printed pages: built from the configured address only, never from a request's headers."""

from flask import current_app


def absolute_url(endpoint: str, **values: str | None) -> str:
    """The full address of a page of ours, also outside a request (SECURITY.md T12)."""
    path = current_app.url_map.bind("", url_scheme="http").build(endpoint, values)
    return f"{current_app.config['BASE_URL']}{path}"
