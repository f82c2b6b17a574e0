"""Anna's five steps, as the browser sends them: each step is a form with an answer, and everything can be changed."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests import make as things
from tests.referrals.reading import Page
from tests.visitors import PactClient

NEED = {"topic": "debt", "urgent": "no"}
RECIPIENT = {"organisation": "grip-op-de-knip"}
RESIDENT = {
    "given_name": things.GIVEN_NAME,
    "family_name": things.FAMILY_NAME,
    "way": "phone",
    "phone": things.PHONE,
    "moments": ["morning"],
    "language": "nl",
    "note": things.NOTE,
}
CONSENT = {"says": "screen", "understood": "y", "receipt": "paper"}

STEPS = {
    "hulpvraag": NEED,
    "naar-wie": RECIPIENT,
    "inwoner": RESIDENT,
    "toestemming": CONSENT,
}


class Journey:
    """One new referral in the making: journey.go("hulpvraag", urgent="yes"), journey.until("controleren"), .send()."""

    def __init__(self, client: PactClient, reference: str = "") -> None:
        self.client, self.reference = client, reference

    def url(self, step: str, **args: str) -> str:
        asked = ({"concept": self.reference} if self.reference else {}) | args
        return f"/doorverwijzen/{step}" + ("?" + "&".join(f"{k}={v}" for k, v in asked.items()) if asked else "")

    def look(self, step: str, **args: str) -> Any:
        return self.client.get(self.url(step, **args))

    def go(self, step: str, args: dict[str, str] | None = None, **changes: Any) -> Any:
        """Send the form of this step, filled in rightly but for `changes` (None leaves a field out)."""
        hidden = self._heard(args) if step == "toestemming" else {}
        data = {name: value for name, value in (hidden | STEPS.get(step, {}) | changes).items() if value is not None}
        if step == "toestemming":
            data.setdefault("heard", self.heard(**(args or {})))
        answer = self.client.post(self.url(step, **(args or {})), data=data)
        if answer.status_code == 303 and not self.reference:
            self.reference = parse_qs(urlsplit(answer.location).query).get("concept", [""])[0]
        return answer

    def heard(self, **args: str) -> str:
        """What names the text that is on the screen at step 4; nothing when there is none."""
        found = re.search(r'name="heard"[^>]*value="(\w+)"', self.look("toestemming", **args).text)
        return found[1] if found else ""

    def _heard(self, args: dict[str, str] | None) -> dict[str, str]:
        """Which words were on the screen: the form says so itself."""
        found = Page(self.look("toestemming", **(args or {}))).values.get("heard")
        return {"heard": found[0]} if found else {}

    def until(self, last: str, **changes: Any) -> "Journey":
        """Do the steps before `last`; a change goes to the step that has such a field."""
        for step, fields in STEPS.items():
            if step == last:
                break
            mine = {name: value for name, value in changes.items() if name in fields or (step, name) in EXTRA}
            answer = self.go(step, **mine)
            assert answer.status_code == 303, f"{step}: {answer.status_code}"
        return self

    def send(self) -> Any:
        return self.client.post(self.url("controleren"))


EXTRA = {("inwoner", "email"), ("inwoner", "language_other")}
