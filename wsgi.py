"""The application as a WSGI server finds it: `granian --interface wsgi wsgi:app` or `gunicorn wsgi:app`.

What is made while loading stays for good: the collector of garbage need not look at it, now or at any later round.
"""

import gc

gc.disable()

from pact import create_app  # noqa: E402

app = create_app()

gc.freeze()
gc.enable()
