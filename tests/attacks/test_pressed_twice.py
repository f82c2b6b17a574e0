"""The same form at the same moment, from two windows or two taps: one thing is made, and nobody reads of an error."""

import re
import threading

from pact.referrals.models import Referral
from tests.referrals.journey import NEED


def test_a_first_step_sent_four_times_at_once_makes_one_draft(sign_in, town):
    page = sign_in("anna").get("/doorverwijzen/hulpvraag").text
    reference = re.search(r'name="reference"[^>]*value="([^"]+)"', page)[1]
    answers = []
    start = threading.Barrier(4)

    def press(browser):
        start.wait()
        answers.append(browser.post("/doorverwijzen/hulpvraag", data=NEED | {"reference": reference}))

    threads = [threading.Thread(target=press, args=[sign_in("anna")]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {(answer.status_code, answer.location) for answer in answers} == {
        (303, f"/doorverwijzen/naar-wie?concept={reference}")
    }
    assert len(town.all(Referral, Referral.reference == reference)) == 1
