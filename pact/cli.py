"""The command `pact`."""

from flask import Flask


def init_commands(app: Flask) -> None:
    pass


def main() -> None:
    pass
