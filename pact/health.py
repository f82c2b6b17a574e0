"""What machines ask: does the process live, is it ready, whom to tell about a leak. No versions and no counts."""

from datetime import timedelta
from pathlib import Path

from flask import Blueprint, Response, current_app
from sqlalchemy import select

from pact.access import access, everyone
from pact.dates import now
from pact.db import db
from pact.jobs import Job

bp = Blueprint("health", __name__)

QUEUE_MAY_WAIT = timedelta(minutes=5)
BACKUP_MAY_AGE = timedelta(hours=26)
SECURITY_TXT_LASTS = timedelta(days=182)


@bp.get("/gezond")
@access(everyone)
def alive() -> Response:
    return _plain("ok")


@bp.get("/klaar")
@access(everyone)
def ready() -> tuple[Response, int]:
    """503 when the work piles up or the backup is old. A database that does not answer gives 503 by itself."""
    if is_queue_stuck() or is_backup_late():
        return _plain("niet klaar"), 503
    return _plain("ok"), 200


def is_queue_stuck() -> bool:
    waiting = select(Job.id).where(Job.done_at.is_(None), Job.gave_up_at.is_(None))
    return db.session.scalar(waiting.where(Job.due_at < now() - QUEUE_MAY_WAIT).limit(1)) is not None


def backup_stamp() -> Path:
    """A file as old as the last backup that came to its end."""
    return Path(current_app.instance_path) / "last-backup"


def is_backup_late() -> bool:
    """Only once a backup was ever made: a demo has none to be late with."""
    try:
        made = backup_stamp().stat().st_mtime
    except FileNotFoundError:
        return False
    return now().timestamp() - made > BACKUP_MAY_AGE.total_seconds()


@bp.get("/.well-known/security.txt")
@access(everyone)
def security_txt() -> Response:
    """RFC 9116. The end date moves along with the month, so that caches agree and it never runs out."""
    expires = (now().replace(day=1, hour=0, minute=0, second=0, microsecond=0) + SECURITY_TXT_LASTS).isoformat()
    base = current_app.config["BASE_URL"]
    return _plain(
        f"Contact: mailto:{current_app.config['MAIL_SENDER']}\n"
        f"Expires: {expires.replace('+00:00', 'Z')}\n"
        "Preferred-Languages: nl, en\n"
        f"Canonical: {base}/.well-known/security.txt"
    )


@bp.get("/robots.txt")
@access(everyone)
def robots_txt() -> Response:
    """Search engines may read what is public. Links with a token are kept out by their own header."""
    return _plain("User-agent: *\nDisallow: /demo\nDisallow: /inloggen")


def _plain(text: str) -> Response:
    return Response(text + "\n", mimetype="text/plain")
