"""Tests go through the front door: a real client, database, mail server and browser; only the clock is ours."""
