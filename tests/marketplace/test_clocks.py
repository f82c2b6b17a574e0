"""Three days before the end its placer hears of it; answers are forgotten after ninety days, the rest after a year."""

from datetime import timedelta

from pact.dates import now, today
from pact.marketplace.models import Notice, Reply


def reminded(outbox):
    return [letter for letter in outbox if letter.template == "marketplace/emails/ending.txt"]


def test_reminded_once_and_again_after_prolonging(sign_in, make, clock, deliver, outbox, town):
    notice = make.notice(by="riet", at="jan-nienhuisvereniging", ends_on=today() + timedelta(days=5))

    def to_riet():
        return [letter for letter in reminded(outbox) if letter.to == "riet@example.nl"]

    deliver()
    assert not to_riet()
    clock.shift(timedelta(days=2))
    deliver()
    clock.shift(timedelta(days=1))
    deliver()
    [letter] = to_riet()
    assert "Verleng het." in letter.body
    sign_in("riet").post(f"/marktplaats/{notice.id}/verlengen")
    clock.shift(timedelta(days=28))
    deliver()
    [_first, second] = to_riet()
    assert "Verleng het." not in second.body


def test_what_is_closed_needs_no_reminder(sign_in, make, clock, deliver, outbox):
    notice = make.notice(by="riet", at="jan-nienhuisvereniging", ends_on=today() + timedelta(days=3))
    sign_in("riet").post(f"/marktplaats/{notice.id}/weghalen", data={"ending": "worked"})
    deliver()
    assert not [letter for letter in reminded(outbox) if letter.to == "riet@example.nl"]


def test_forgotten_in_time(sign_in, make, clock, deliver, town):
    notice = make.notice(ends_on=today() + timedelta(days=1))
    sign_in("hanna").post(f"/marktplaats/{notice.id}/antwoord", data={"text": "Wij hebben er een."})
    ours = (Reply.notice_id == notice.id, Notice.id == notice.id)
    began = now()
    for days, replies, notices in ((90, 1, 1), (93, 0, 1), (365, 0, 1), (368, 0, 0)):
        clock.move_to(began + timedelta(days=days))
        deliver()
        assert (len(town.all(Reply, ours[0])), len(town.all(Notice, ours[1]))) == (replies, notices), days
