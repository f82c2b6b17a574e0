"""The application as a WSGI server finds it: `granian --interface wsgi wsgi:app` or `gunicorn wsgi:app`."""

from pact import create_app

app = create_app()
