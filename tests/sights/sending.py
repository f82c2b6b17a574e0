"""An issue on its way: while it leaves, stopped, when the mail server does not answer, and what came of it."""

from datetime import timedelta
from typing import Any

from pact.dates import now
from pact.db import db
from pact.newsletter.models import Audience, Delivery, DeliveryState, IssueLetter
from tests import make
from tests.sights import Scene, Sight

STATES = {
    DeliveryState.ACCEPTED: 40,
    DeliveryState.QUEUED: 20,
    DeliveryState.DEFERRED: 2,
    DeliveryState.CANCELLED: 1,
}
ENDED = {DeliveryState.ACCEPTED: 60, DeliveryState.FAILED: 3, DeliveryState.CANCELLED: 1}


def issue(scene: Scene, states: dict[DeliveryState, int], **values: Any) -> str:
    with scene.app.app_context():
        began = now() - timedelta(minutes=4)
        made = make.issue(ordered_at=began, send_at=began, began_at=began, **values)
        letter = IssueLetter(issue_id=made.id, audience=Audience.RESIDENTS, locale="nl", subject="S", html="", text="")
        db.session.add(letter)
        db.session.flush()
        troubles = {DeliveryState.FAILED: "550", DeliveryState.DEFERRED: "451"}
        for state, number in states.items():
            for _ in range(number):
                db.session.add(
                    Delivery(issue_id=made.id, letter_id=letter.id, state=state, trouble=troubles.get(state),
                             next_at=now() + timedelta(minutes=5) if state == DeliveryState.DEFERRED else None)
                )  # fmt: skip
        db.session.commit()
        return f"/nieuwsbrief/{made.id}/verzending"


SIGHTS = [
    Sight("verzending, bezig", "fatma", lambda scene: issue(scene, STATES)),
    Sight("verzending, gestopt", "fatma", lambda scene: issue(scene, STATES, stopped_at=now())),
    Sight("verzending, mailserver weg", "fatma", lambda scene: issue(scene, STATES, paused_at=now(), trouble="554")),
    Sight("verzending, verslag", "fatma", lambda scene: issue(scene, ENDED, sent_at=now())),
]
