"""The tables brought up to date. Flask-Migrate is bound here by who migrates, never by a server that only answers."""

from pathlib import Path

import flask_migrate
from flask import Flask

import pact
from pact.db import db

FOLDER = Path(__file__).resolve().parent.parent / "migrations"


def create_app() -> Flask:
    """The application for Flask's own command: `flask --app pact.migrations db upgrade`."""
    return bind(pact.create_app())


def bind(app: Flask) -> Flask:
    flask_migrate.Migrate(app, db, directory=str(FOLDER), render_as_batch=True, compare_type=True)
    return app


def upgrade(app: Flask) -> None:
    """Bring the database of this application to the newest revision."""
    with bind(app).app_context():
        flask_migrate.upgrade()
