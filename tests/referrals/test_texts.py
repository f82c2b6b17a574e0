"""All texts of UX.md C1-C9, written out in texts.csv, compared literally with what is rendered.

`[organisatie]`, `[naam]`, `[telefoon]`, `[toelichting]`, `[kenmerk]` and `[link]` stand for what this referral has.
"""

import csv
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from pact.db import db
from pact.referrals import emails
from pact.referrals.models import Referral
from pact.referrals.sheet import LOADED
from tests import make as things
from tests.referrals.journey import Journey
from tests.referrals.reading import Page, squeezed
from tests.visitors import Outbox, Town, signed_in

pytestmark = pytest.mark.engine("sqlite")

TEXTS = list(csv.DictReader((Path(__file__).parent / "texts.csv").read_text().splitlines()))
MOST = 50  # characters of a subject, as UX.md F2 counts: with the reference of four characters that stands there


class Rendered:
    """What was rendered at each step, as words; `missing` compares with the table."""

    def __init__(self) -> None:
        self.said: dict[str, str] = {}
        self.names = {
            "[organisatie]": "Grip op de Knip",
            "[naam]": f"{things.GIVEN_NAME} {things.FAMILY_NAME}",
            "[telefoon]": things.PHONE,
            "[toelichting]": things.NOTE,
        }

    def page(self, step: str, answer) -> Page:
        page = Page(answer)
        self.said[step] = " | ".join([page.words, page.title, *page.attributes])
        return page

    def letter(self, step: str, letter, reference: str) -> None:
        body = re.sub(r"https?://\S+?(?=[.,]?(\s|$))", "[link]", letter.body)
        self.said[step] = squeezed(f"{letter.subject} | {body}").replace(reference, "[kenmerk]")

    def missing(self, *prefixes: str) -> list[str]:
        wanted = [row for row in TEXTS if row["step"].startswith(prefixes)]
        assert wanted
        return [
            f"{row['step']}: {row['text']}"
            for row in wanted
            if self._filled(row["text"]) not in self.said.get(row["step"], "")
        ]

    def _filled(self, text: str) -> str:
        for name, value in self.names.items():
            text = text.replace(name, value)
        return text


@pytest.fixture
def rendered() -> Rendered:
    return Rendered()


def test_the_frame_and_the_first_two_steps(sign_in, rendered):
    anna = sign_in("anna")
    rendered.page("C1", anna.get("/doorverwijzen/hulpvraag"))
    wrong = anna.post("/doorverwijzen/hulpvraag", data={})
    rendered.page("C1 wrong", wrong)
    rendered.page("frame wrong", wrong)
    journey = Journey(anna)
    journey.go("hulpvraag")
    rendered.page("C2", journey.look("naar-wie"))
    rendered.page("frame", journey.look("naar-wie"))
    rendered.page("C2 wrong", journey.go("naar-wie", organisation=None))
    journey.go("hulpvraag", urgent="yes", topic="other")
    rendered.page("C2 urgent", journey.look("naar-wie"))
    rendered.page("C2 paused", journey.look("naar-wie"))
    later = anna.post(journey.url("naar-wie"), data={"later": "1"})
    rendered.page("frame later", anna.get(later.location))
    rendered.page("frame saved", anna.post(journey.url("bewaren"), data={}, part=True))
    journey.until("controleren").send()
    rendered.page("frame again", anna.get(journey.send().location))
    assert rendered.missing("frame", "C1", "C2") == []


def test_the_third_step(sign_in, rendered):
    journey = Journey(sign_in("anna")).until("inwoner")
    rendered.page("C3", journey.look("inwoner"))
    rendered.page("C3 empty", journey.client.post(journey.url("inwoner"), data={}))
    for step, fields in {
        "C3 phone": {"phone": None},
        "C3 phone wrong": {"phone": "112 en nog wat"},
        "C3 email": {"way": "email"},
        "C3 email wrong": {"way": "email", "email": "geen adres"},
        "C3 language": {"language": "other"},
        "C3 long": {"note": "x" * 301},
        "C3 bsn": {"note": "Het is 111222333."},
        "C3 iban": {"note": "Het is NL91ABNA0417164300."},
    }.items():
        rendered.page(step, journey.go("inwoner", **fields))
    assert rendered.missing("C3") == []


def test_asking_the_resident(sign_in, rendered, make_app, clock):
    journey = Journey(sign_in("anna")).until("toestemming")
    rendered.page("C4", journey.look("toestemming"))
    rendered.page("C4 en", journey.look("toestemming", tekst="en"))
    rendered.page("C4 empty", journey.client.post(journey.url("toestemming"), data={}))
    rendered.page("C4 tick", journey.go("toestemming", understood=None))
    rendered.page("C4 email", journey.go("toestemming", receipt="email"))
    rendered.page("C4 paper", journey.look("toestemming/papier"))
    refused = journey.go("toestemming", says="no")
    rendered.page("C4 no", journey.client.get(refused.location))
    with_sms = make_app(SMS_URL="http://localhost/sms").test_client()
    with with_sms.session_transaction() as session:
        session.update(signed_in(Town(with_sms.application).anna))
    journey = Journey(with_sms).until("toestemming", phone="0578 69 94 94")
    rendered.page("C4 sms", journey.go("toestemming", receipt="sms"))
    assert rendered.missing("C4") == []


def test_the_municipality_is_named_when_it_reads_along(sign_in):
    journey = Journey(sign_in("anna")).until("toestemming", organisation="gemeente-heerde")
    words = Page(journey.look("toestemming")).words
    assert "Alleen Voedselbank en Gemeente Heerde." in words
    assert "Ook de gemeente niet." not in words


def test_only_the_rows_that_are_filled_are_in_the_text(sign_in):
    fields = {"note": "", "moments": [], "family_name": ""}
    words = Page(Journey(sign_in("anna")).until("toestemming", **fields).look("toestemming")).words
    assert "uw naam Zyxella hoe zij u bereiken" in words
    assert "deze zin" not in words
    assert "wanneer contact het best lukt" not in words


def test_check_and_confirmation(sign_in, rendered):
    anna = sign_in("anna")
    journey = Journey(anna).until("controleren")
    rendered.page("C5", journey.look("controleren"))
    journey.go("inwoner", note="")
    rendered.page("C5 changed", anna.get(journey.look("controleren").location))
    journey.go("toestemming")
    rendered.page("C5 without note", journey.look("controleren"))
    rendered.page("C6", anna.get(journey.send().location))
    rendered.said["C6"] = rendered.said["C6"].replace(journey.reference, "[kenmerk]")
    asked = {"says": "own_phone", "receipt": "email", "email": "zyxella@voorbeeld.nl"}
    journey = Journey(anna).until("controleren", **asked)
    rendered.page("C5 own phone", journey.look("controleren"))
    sent = anna.get(journey.send().location)
    rendered.page("C5 asked", sent)
    rendered.said["C5 asked"] += rendered.page("sheet", anna.get(f"/doorverwijzingen/{journey.reference}")).words
    assert rendered.missing("C5", "C6") == []


def test_letters(app, sign_in, rendered, outbox, clock, deliver, make):
    anna = sign_in("anna")
    journey = Journey(anna).until("controleren", receipt="email", email="zyxella@voorbeeld.nl")
    journey.send()
    ref = journey.reference
    rendered.letter("C7 new", outbox.to("chantal")[-1], ref)
    rendered.letter("C7 resident e-mail", outbox.to("zyxella@voorbeeld.nl")[-1], ref)
    clock.shift(timedelta(days=2))
    deliver()
    rendered.letter("C7 reminder", _about(outbox.to("chantal"), ref), ref)
    clock.shift(timedelta(days=5))
    deliver()
    rendered.letter("C7 overdue", _about(outbox.to("anna"), ref), ref)
    chantal = sign_in("chantal")
    chantal.post(f"/doorverwijzingen/{ref}/oppakken")
    rendered.letter("C7 accepted", _about(outbox.to("anna"), ref), ref)
    rendered.letter("C7 resident news", outbox.to("zyxella@voorbeeld.nl")[-1], ref)
    chantal.post(f"/doorverwijzingen/{ref}/stand", data={"report": "helped"})
    rendered.letter("C7 result", _about(outbox.to("anna"), ref), ref)
    back = make.referral("requested").reference
    chantal.post(f"/doorverwijzingen/{back}/terugsturen", data={"reason": "no_capacity"})
    rendered.letter("C7 returned", _about(outbox.to("anna"), back), back)
    stopped = make.referral("accepted").reference
    sign_in("anna").post(f"/doorverwijzingen/{stopped}/stoppen")
    rendered.letter("C7 stopped", _about(outbox.to("chantal"), stopped), stopped)
    rendered.said["C7 resident sms"] = _sms(make, app, outbox)
    assert rendered.missing("C7") == []


def _about(letters, reference):
    return [letter for letter in letters if reference in letter.subject][-1]


def _sms(make, app, outbox: Outbox) -> str:
    """A text message goes to the resident of a referral whose receipt channel is sms, when it is picked up too."""
    made = make.referral("requested")
    outbox.clear()
    with app.app_context():
        emails.give_resident_page(db.session.get_one(Referral, made.id))
        db.session.commit()
    return re.sub(r"https?://\S+", "[link]", outbox[-1].body).strip()


def test_subjects_are_short_and_a_text_message_fits(make_app, clock):
    """UX.md F2, line 21: a subject of at most 50 characters, a message of at most 160 in the alphabet of telephones."""
    app = make_app(BASE_URL="https://samenrondkomen.nl", DEMO=True)
    outbox = Outbox(app)
    with app.app_context():
        clock.shift(timedelta(days=-61))  # so that a limit falls in September, the longest month in words
        for language in ("nl", "en"):
            made = things.referral("requested")
            made.consents[-1].language = language
            db.session.commit()
            referral = db.session.scalars(select(Referral).where(Referral.id == made.id).options(*LOADED)).one()
            emails.give_resident_page(referral)
            emails.ask_resident(referral)
            emails.tell_resident_news(referral)
            emails.tell_receivers(referral)
            db.session.commit()
    templates = (Path(app.root_path) / "templates/referrals/emails").glob("*.txt")  # new.txt is in the outbox
    subjects = {letter.subject for letter in outbox} | {_subject_of(file) for file in templates}
    too_long = [subject for subject in subjects if len(re.sub(r"SR-(....)..", r"SR-\1", subject)) > MOST]
    assert too_long == []
    messages = [letter.body.strip() for letter in outbox if letter.channel == "sms"]
    assert len(messages) == 6
    for message in messages:
        assert len(message) <= 160, f"{len(message)}: {message}"
        assert all(character in GSM_7 for character in message)


GSM_7 = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)


def _subject_of(file: Path) -> str:
    """The subject of a template, with the longest that can stand in its places."""
    line = file.read_text().partition("\n")[0]
    found = re.search(r"_\('(.*?)'", line)
    words = found.group(1) if found else line
    longest = {"reference": "SR-7K2MPX", "time": "14:30", "date": "23 september", "organisation": ""}
    return words % longest


def test_the_receiving_side(sign_in, rendered, outbox, client, make):
    journey = Journey(sign_in("anna")).until("controleren")
    journey.send()
    mine, colleague = (outbox.to(key)[-1].links[0].removeprefix("http://localhost") for key in ("chantal", "daan"))
    rendered.page("C8 card", client.get(mine))
    rendered.said["C8 card"] = rendered.said["C8 card"].replace(journey.reference, "[kenmerk]")
    rendered.page("C8 return", client.get(mine + "/terugsturen"))
    rendered.page("C8 return wrong", client.post(mine + "/terugsturen", data={}))
    rendered.page("C8 accepted", client.post(mine + "/oppakken"))
    rendered.page("C8 second", client.get(colleague))
    chantal = sign_in("chantal")
    rendered.page("C8 sheet", chantal.get(f"/doorverwijzingen/{journey.reference}"))
    rendered.page("C8 sheet wrong", chantal.post(f"/doorverwijzingen/{journey.reference}/stand", data={}))
    other = make.referral("requested")
    back = chantal.post(f"/doorverwijzingen/{other.reference}/terugsturen", data={"reason": "no_capacity"})
    rendered.page("C8 returned", back)
    mailed = make.referral("accepted", contact_way="email", email="zyxella@voorbeeld.nl")
    rendered.page("C8 sheet e-mail", chantal.get(f"/doorverwijzingen/{mailed.reference}"))
    assert rendered.missing("C8") == []


def test_the_resident_s_page_in_dutch_and_english(rendered, client, make, peek):
    page = _page_of(make, peek)
    rendered.page("C9", client.get(page("accepted")))
    mailed = page("accepted", contact_way="email", email="zyxella@voorbeeld.nl")
    rendered.page("C9 e-mail", client.get(mailed))
    url = page("accepted")
    rendered.page("C9 stop", client.get(f"{url}/stoppen"))
    client.post(f"{url}/stoppen")
    rendered.page("C9 stopped", client.get(f"{url}/gestopt"))
    client.post(f"{url}/wissen")
    rendered.page("C9 erasing", client.get(f"{url}/gestopt"))
    rendered.page("C9 gone", client.get("/i/unknown"))
    url = page("accepted")
    rendered.page("C9 en", client.get(f"{url}?taal=en"))
    rendered.page("C9 en stop", client.get(f"{url}/stoppen?taal=en"))
    client.post(f"{url}/stoppen?taal=en")
    rendered.page("C9 en stopped", client.get(f"{url}/gestopt?taal=en"))
    assert rendered.missing("C9") == []


def _page_of(make, peek) -> Callable[..., str]:
    return lambda status, **values: f"/i/{peek(make.referral(status, **values).reference, 'resident_token')}"
