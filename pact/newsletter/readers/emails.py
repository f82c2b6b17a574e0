"""Letters to who asked for the newsletter. Each says the way out, and lets a mail program take it with one click."""

from flask import current_app

from pact.links import absolute_url
from pact.mail import post
from pact.newsletter.models import Reader, SignUp

FOLDER = "newsletter/readers/emails/"


def ask_to_confirm(sign_up: SignUp, hours: int) -> None:
    leave = absolute_url("readers.leave", token=sign_up.token)
    post(
        sign_up.email,
        FOLDER + ("address.txt" if sign_up.reader_id else "confirm.txt"),
        locale=sign_up.locale,
        about=sign_up.thing,
        leave_url=leave,
        name=current_app.config["PACT_NAME"],
        url=absolute_url("readers.confirm", token=sign_up.token),
        stop_url=leave,
        hours=hours,
    )


def tell_already(reader: Reader) -> None:
    """Somebody filled in the address of who reads it already: perhaps to change something."""
    _to(reader, "already.txt")


def welcome(reader: Reader) -> None:
    """To who was added by us, from paper or from a list."""
    _to(reader, "welcome.txt")


def _to(reader: Reader, template: str) -> None:
    leave = absolute_url("readers.leave", token=reader.token)
    post(
        reader.email,
        FOLDER + template,
        locale=reader.locale,
        about=reader.thing,
        leave_url=leave,
        name=current_app.config["PACT_NAME"],
        url=absolute_url("readers.preferences", token=reader.token),
        stop_url=leave,
    )
