"""`/nieuws/retour`: a mail service tells which letters came back. Signed with a secret of both, or it is not there."""

import hashlib
import hmac

from flask import Response, abort, current_app, make_response, request

from pact.access import access, everyone
from pact.db import db
from pact.extensions import csrf, limiter
from pact.forms import EMAIL
from pact.newsletter.readers import losses
from pact.newsletter.readers.losses import Loss
from pact.newsletter.readers.views.base import bp
from pact.newsletter.sending.message_ids import delivery_of

MOST_BYTES = 10_000


@bp.post("/nieuws/retour")
@csrf.exempt  # type: ignore[untyped-decorator]  # a machine has no cookie; it signs what it says
@access(everyone, abroad=True)
@limiter.limit("600 per minute")
def returned() -> Response:
    """`{"message_id": "<…>", "kind": "hard"}`, or with "email"; `X-Signature` is the HMAC-SHA256 of the body."""
    secret: str = current_app.config["BOUNCE_SECRET"]
    if not secret:
        abort(404)
    if (request.content_length or 0) > MOST_BYTES:
        abort(413)
    body = request.get_data()
    right = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    said = request.headers.get("X-Signature", "").removeprefix("sha256=")
    if not hmac.compare_digest(right.encode(), said.encode()):
        abort(403)
    told = request.get_json(force=True, silent=True)
    if not isinstance(told, dict) or told.get("kind") not in list(Loss):
        abort(400)
    message_id, email = told.get("message_id"), told.get("email")
    if isinstance(message_id, str):
        delivery = delivery_of(message_id.strip().strip("<>").partition("@")[0])
        if delivery is not None:
            losses.bounced(delivery.id, told["kind"])
    elif isinstance(email, str) and EMAIL.fullmatch(email):
        losses.bounced_address(email, told["kind"])
    db.session.commit()
    return make_response("", 204)
