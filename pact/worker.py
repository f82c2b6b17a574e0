"""The worker: one process beside the website that sends letters and watches the time limits.

One thread is enough, and kind to SQLite. What waited while it was away is done first. SIGINT lets the running job end;
after anything harsher the job's lease runs out and it is done again.
"""

import logging

import click
from flask import Flask, current_app

from pact import jobs


def work() -> None:
    logging.getLogger("huey").setLevel(logging.WARNING)
    waited = 0
    while done := jobs.run_due():
        waited += done
    if waited:
        click.echo(f"{waited} taken gedaan die lagen te wachten.", err=True)
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    # A letter is woken at once; the file is asked for news at least once a second.
    jobs.huey_of(app).create_consumer(workers=1, periodic=True, initial_delay=0.1, max_delay=1.0).run()
