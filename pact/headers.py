"""Every answer carries the same few headers: only our own files run, nothing is kept, nobody may frame us."""

import secrets

from flask import Flask, Response, g, request

from pact.access import TOKEN_PATHS

POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; object-src 'none'"
)

#: What somebody looks at in a frame of our own page: it may bring its own styles, as a letter must, and does nothing.
FRAMED = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; object-src 'none'; sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox"
)


def init_headers(app: Flask) -> None:
    @app.before_request
    def choose_nonce() -> None:
        g.csp_nonce = secrets.token_urlsafe(16)

    @app.after_request
    def add_headers(answer: Response) -> Response:
        headers = answer.headers
        own = headers.get("Content-Security-Policy")  # what an answer forbids besides
        policy = POLICY.format(nonce=g.get("csp_nonce", ""))
        if own != FRAMED:
            headers["Content-Security-Policy"] = f"{policy}; {own}" if own else policy
        headers["X-Content-Type-Options"] = "nosniff"
        is_token_page = request.path.startswith(TOKEN_PATHS)
        headers["Referrer-Policy"] = "no-referrer" if is_token_page else "same-origin"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()"
        if is_token_page:
            headers["X-Robots-Tag"] = "noindex"
        if app.config["SECURE"]:
            headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        # a program keeps its own feed, to be told that it is still the same; a page with a token is kept by nobody
        is_feed = answer.mimetype == "text/calendar" or answer.status_code == 304
        if "Cache-Control" not in headers or (is_token_page and not is_feed):
            headers["Cache-Control"] = "no-store"
        return answer
