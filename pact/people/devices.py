"""A trusted device: a browser on which this person's second factor was shown, and need not be for thirty days.

The cookie is signed and names the account's `fs_uniquifier`, so ending all sessions ends all trust as well.
"""

from flask import Response, current_app
from flask_security.tf_plugin import generate_tf_validity_token, tf_set_validity_token_cookie, tf_verify_validity_token

from pact.people.models import Person


def is_trusted(person: Person) -> bool:
    return bool(tf_verify_validity_token(person.fs_uniquifier))


def trust(answer: Response, person: Person) -> Response:
    """Let this browser skip the second step for thirty days."""
    return tf_set_validity_token_cookie(answer, generate_tf_validity_token(person.fs_uniquifier))


def forget(answer: Response) -> Response:
    answer.delete_cookie(current_app.config["SECURITY_TWO_FACTOR_VALIDITY_COOKIE_NAME"])
    return answer
