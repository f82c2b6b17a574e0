"""Every setting, its default and why it exists. This file is the only reader of the environment.

A developer or a demo needs to set nothing: secrets are made once and kept in the instance folder.
Production refuses to start with a secret missing, too short, or made by the demo (SECURITY.md T43).
"""

import base64
import json
import os
import secrets
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from jinja2 import StrictUndefined

from pact.db import engine_options

SECRET_NAMES = ("SECRET_KEY", "SECURITY_PASSWORD_SALT", "TOTP_SECRET", "RECOVERY_CODES_KEY", "KEYS")


#: The same everywhere: limits and manners that no operator should have to think about.
FIXED: dict[str, Any] = {
    # A shared machine at a counter is the normal case, so a session is short and never outlives a day's work.
    "PERMANENT_SESSION_LIFETIME": timedelta(hours=12),
    "IDLE_LIMIT": timedelta(minutes=30),
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "SESSION_REFRESH_EACH_REQUEST": False,
    "MAX_CONTENT_LENGTH": 12 * 1024 * 1024,
    "MAX_FORM_MEMORY_SIZE": 500_000,
    "MAX_FORM_PARTS": 200,
    "WTF_CSRF_TIME_LIMIT": None,  # a draft may lie open all morning; the token ends with the session
    "BABEL_DEFAULT_LOCALE": "nl",
    "BABEL_DEFAULT_TIMEZONE": "Europe/Amsterdam",
    "RATELIMIT_STRATEGY": "sliding-window-counter",
    "RATELIMIT_HEADERS_ENABLED": False,
    # Redis away: each process counts for itself, so limits hold loosely and nobody is shut out.
    "RATELIMIT_IN_MEMORY_FALLBACK_ENABLED": True,
}


class SettingsError(Exception):
    """A setting is missing or unsafe; the message says which and what to do."""


def instance_path() -> str:
    """The folder for what this installation makes itself: `instance` beside the code, or PACT_INSTANCE."""
    chosen = os.environ.get("PACT_INSTANCE")
    return str(Path(chosen).resolve() if chosen else Path(__file__).resolve().parent.parent / "instance")


def load(app: Flask, overrides: Mapping[str, Any]) -> None:
    """Give the application its settings. Raises SettingsError when production would run unsafely."""
    Path(app.instance_path).mkdir(parents=True, exist_ok=True)
    app.config.update(settings(os.environ, Path(app.instance_path)))
    app.config.update(overrides)
    app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", engine_options(app.config["SQLALCHEMY_DATABASE_URI"]))
    app.config.update(mail_settings(app.config["MAIL_URL"]))
    app.jinja_env.undefined = StrictUndefined


def settings(environ: Mapping[str, str], instance: Path) -> dict[str, Any]:
    """Give the Flask configuration for this environment.

    `instance` is the folder for what this installation makes itself (database, secrets, acknowledgements).
    Raises SettingsError when production would run unsafely.
    """
    env = environ.get("PACT_ENV", "development")
    production = env == "production"
    demo = environ.get("PACT_DEMO") == "1"
    if production and demo:
        raise SettingsError(
            "PACT_DEMO=1 in productie: de demo laat iedereen zonder code binnen. Zet een van de twee uit."
        )
    port = environ.get("PACT_PORT", "5000")
    base_url = environ.get("PACT_BASE_URL", f"http://localhost:{port}").rstrip("/")
    host = urlsplit(base_url).hostname or "localhost"
    secret = _secrets(environ, instance, production)
    return FIXED | {
        "ENV_NAME": env,
        "DEMO": demo,
        # Who we are. Another municipality changes these, and the 16 palette variables of theme.css.
        "PACT_NAME": environ.get("PACT_NAME", "Samen Rondkomen"),
        "PACT_PHONE": environ.get("PACT_PHONE", "0578 00 00 00"),
        "PACT_HELP_NAME": environ.get("PACT_HELP_NAME", "Fatma"),
        "PROVINCE": environ.get("PACT_PROVINCE", "Gelderland"),  # HSDS wants it with every address
        "API_LIMIT": environ.get("PACT_API_LIMIT", "120 per minute"),
        "NEWSLETTER_WEEKS": int(environ.get("PACT_NEWSLETTER_WEEKS", "5")),
        "NEUTRAL_SITE": environ.get("PACT_NEUTRAL_SITE", "https://www.buienradar.nl/"),
        # Letters are built from this address only, never from a Host header (SECURITY.md T12).
        "BASE_URL": base_url,
        "HOST": environ.get("PACT_HOST", "127.0.0.1"),  # where `pact demo run` listens
        "PORT": int(port),
        "SECURE": base_url.startswith("https://"),
        "TRUSTED_HOSTS": [host, *([] if production else ["localhost", "127.0.0.1"])],
        "SQLALCHEMY_DATABASE_URI": environ.get("PACT_DATABASE_URL", f"sqlite:///{instance / 'pact.db'}"),
        "REDIS_URL": environ.get("PACT_REDIS_URL", ""),
        "HUEY_FILE": str(instance / "huey.db"),
        "ACK_FILE": str(instance / "delivered.acks"),
        # Without a mail server the demo keeps its letters in /demo/post.
        "MAIL_URL": environ.get("PACT_MAIL_URL", "" if demo else "smtp://localhost:25"),
        # Where answers of calendars and letters that come back arrive; without it only links are answered.
        "INBOX_URL": environ.get("PACT_INBOX_URL", ""),
        # Shared with a mail service that tells which newsletters came back; without it nobody is heard.
        "BOUNCE_SECRET": environ.get("PACT_BOUNCE_SECRET", ""),
        "MAIL_SENDER": environ.get("PACT_MAIL_SENDER", "post@samenrondkomen.example.nl"),
        # The newsletter: how fast, how many at once, and who signs it.
        "NEWSLETTER_CONNECTIONS": max(1, int(environ.get("PACT_NEWSLETTER_CONNECTIONS", "4"))),
        "NEWSLETTER_LANES": max(1, int(environ.get("PACT_NEWSLETTER_LANES", "1"))),
        "NEWSLETTER_RATE": float(environ.get("PACT_NEWSLETTER_RATE", "0")),
        "NEWSLETTER_WINDOW": _window(environ.get("PACT_NEWSLETTER_WINDOW", "")),
        "DKIM_KEY": environ.get("PACT_DKIM_KEY", ""),
        "DKIM_SELECTOR": environ.get("PACT_DKIM_SELECTOR", "pact"),
        "DKIM_DOMAIN": environ.get("PACT_DKIM_DOMAIN", ""),
        "RESIDENT_SENDER_NAME": environ.get("PACT_RESIDENT_SENDER_NAME", "Gemeente, bericht voor u"),
        "SMS_URL": environ.get("PACT_SMS_URL", ""),
        "KEYS": _key_ring(secret["KEYS"]),
        "SECRET_KEY": secret["SECRET_KEY"],
        "PROXIES": int(environ.get("PACT_PROXIES", "0")),
        "SESSION_COOKIE_NAME": "__Host-pact" if base_url.startswith("https://") else "pact",
        "SESSION_COOKIE_SECURE": base_url.startswith("https://"),
        "RATELIMIT_STORAGE_URI": environ.get("PACT_REDIS_URL") or "memory://",
        "SECURITY_PASSWORD_SALT": secret["SECURITY_PASSWORD_SALT"],
        "SECURITY_TOTP_SECRETS": {"1": secret["TOTP_SECRET"]},
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_KEYS": [secret["RECOVERY_CODES_KEY"]],
        "FAULT": environ.get("PACT_FAULT", ""),  # only the fault tests set this: «point#n» ends the process there
    }


def _window(text: str) -> tuple[int, int] | None:
    """«10000/3600»: at most so many messages in so many seconds."""
    if not text:
        return None
    count, _, seconds = text.partition("/")
    if not (count.isdigit() and seconds.isdigit() and int(count) and int(seconds)):
        raise SettingsError("PACT_NEWSLETTER_WINDOW heeft de vorm «10000/3600»: aantal berichten, aantal seconden.")
    return int(count), int(seconds)


def mail_settings(url: str) -> dict[str, object]:
    """Flask-Mail's settings from `smtp://user:password@host:port` (`smtps://` for TLS from the start)."""
    parts = urlsplit(url or "smtp://localhost:25")
    return {
        "MAIL_SERVER": parts.hostname,
        "MAIL_PORT": parts.port or 25,
        "MAIL_USERNAME": parts.username,
        "MAIL_PASSWORD": parts.password,
        "MAIL_USE_SSL": parts.scheme == "smtps",
        "MAIL_USE_TLS": parts.scheme == "smtp" and bool(parts.username),
        "MAIL_SUPPRESS_SEND": False,
    }


def _secrets(environ: Mapping[str, str], instance: Path, production: bool) -> dict[str, str]:
    given = {name: environ.get(f"PACT_{name.removeprefix('SECURITY_')}", "") for name in SECRET_NAMES}
    if production:
        for name, value in given.items():
            if len(value) < 32:
                raise SettingsError(f"PACT_{name.removeprefix('SECURITY_')} ontbreekt of is korter dan 32 tekens.")
        demo = instance / "secrets.json"
        if demo.exists() and set(json.loads(demo.read_text()).values()) & set(given.values()):
            raise SettingsError(f"Een geheim uit {demo.name} is van de demo. Maak voor productie nieuwe geheimen.")
        return given
    made = _made_once(instance / "secrets.json")
    return {name: value or made[name] for name, value in given.items()}


def _made_once(file: Path) -> dict[str, str]:
    """Secrets of a developer's machine: made at the first start, so that sessions and letters survive a restart."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        made = {name: secrets.token_urlsafe(48) for name in SECRET_NAMES}
        made["KEYS"] = "1:" + base64.b64encode(secrets.token_bytes(32)).decode()
        made["RECOVERY_CODES_KEY"] = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
        draft = file.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(made))
        try:
            os.link(draft, file)  # two processes may start at once: one wins, both read the winner
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    loaded: dict[str, str] = json.loads(file.read_text())
    return loaded


def _key_ring(text: str) -> dict[int, bytes]:
    """«2:base64,1:base64» as {2: key, 1: key}: the first is used for new data, the others still open old data."""
    ring: dict[int, bytes] = {}
    for part in text.split(","):
        number, _, encoded = part.strip().partition(":")
        key = base64.b64decode(encoded)
        if not number.isdigit() or not 0 < int(number) < 256 or len(key) != 32:
            raise SettingsError("PACT_KEYS heeft de vorm «2:sleutel,1:sleutel»; elke sleutel is base64 van 32 bytes.")
        ring[int(number)] = key
    return ring
