"""The libraries the rooms share, made once and bound to the application in one place."""

from types import ModuleType

from flask import Flask
from flask_babel import Babel
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from pact.assets import VENDOR
from pact.db import db
from pact.layout import choose_language
from pact.mail import mailer

babel = Babel()
csrf = CSRFProtect()
limiter = Limiter(get_remote_address)

YEAR = 31536000


def init_extensions(app: Flask, *_rooms: ModuleType) -> None:
    """Bind them. Rooms are named here to be imported: tables for the migrations, handlers for the worker."""
    db.init_app(app)
    babel.init_app(app, locale_selector=choose_language)
    csrf.init_app(app)
    limiter.init_app(app)
    mailer.init_app(app)
    # Fingerprinted files never change, so a browser asks once; WhiteNoise answers before Flask wakes up.
    files = WhiteNoise(app.wsgi_app, max_age=YEAR, immutable_file_test=lambda path, url: True)
    files.add_files(str(VENDOR), prefix="static/vendor/")
    app.wsgi_app = files  # type: ignore[method-assign]
    if app.config["PROXIES"]:
        count = app.config["PROXIES"]
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=0)  # type: ignore[method-assign]
