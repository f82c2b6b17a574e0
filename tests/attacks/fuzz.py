"""What a hostile or a careless person types: forms that are filled in well, but for a few fields."""

from typing import Any

from hypothesis import strategies as st

from tests.matrix import Door

#: A right answer to every question of the application, by the name of its field.
RIGHT: dict[str, list[str]] = {
    "annex": ["Wie doet wat met gegevens."],
    "answer": ["yes", "no"],
    "at": ["14:30"],
    "authorised": ["y"],
    "barriers": ["language", "costs"],
    "body": ["## Kop\n- een\n- twee"],
    "change": ["1"],
    "code": ["123456"],
    "contact_name": ["Dries Krent"],
    "credential": ["{}", '{"rawId": "AAAA", "id": "AAAA", "type": "public-key", "response": {}}'],
    "day": ["2026-12-01"],
    "email": ["iemand.anders@example.nl"],
    "explanation": ["Wij doen dit niet meer."],
    "family_name": ["Qwortema"],
    "function": ["voorzitter"],
    "given_name": ["Zyxella"],
    "homepage": [""],
    "kind": ["covenant", "pact", "Bedrijf"],
    "language": ["nl", "other"],
    "language_other": ["Tigrinya"],
    "locale": ["nl", "en"],
    "moments": ["morning"],
    "name": ["Iemand Anders"],
    "note": ["Belt liever na tienen."],
    "organisation": ["grip-op-de-knip", "weet-ik-niet", "triada"],
    "organisation_name": ["Bakkerij De Krent"],
    "password": ["een lang wachtwoord"],
    "person": ["anna"],
    "phone": ["06 12345678"],
    "place": ["sender", "receiver"],
    "reason": ["no_capacity", "mistake", "other"],
    "receipt": ["paper", "sms"],
    "reference": ["SR-234567"],
    "report": ["in_contact", "helped", "not_reached", "elsewhere"],
    "role": ["coordinator", "policy_officer"],
    "roles": ["referrer", "handler"],
    "said": ["Er is een afspraak."],
    "says": ["screen", "paper", "own_phone", "no"],
    "signed_on": ["2026-11-20"],
    "text": ["Ik bel morgen."],
    "title": ["Pact Samen Rondkomen"],
    "topic": ["debt", "food"],
    "trust": ["y"],
    "understood": ["y"],
    "until": ["2026-12-08"],
    "urgent": ["yes", "no"],
    "way": ["phone", "sms", "email", "together", "walk_in"],
    "who_can": ["De bibliotheek"],
    "why": ["Wij willen meedoen."],
    "word": ["Het past nu niet."],
}
ODD = [
    b"",
    b" ",
    b"\x00",
    b"nul\x00 in the middle",
    b"\xff\xfe\xc3\x28",  # no UTF-8
    b"\xed\xa0\x80\xed\xbf\xbf",  # lone surrogates
    "\u202eev\u202c \u200f\u200d\u2066\u2069".encode(),
    "\u2028regel\u2029\u0085\u000b".encode(),
    "👩‍👩‍👧‍👦🏳️‍🌈".encode() * 20,
    "ﷺ٠١٢٣٤٥٦٧٨٩０１２３".encode(),
    b"naam\r\nBcc: ander@example.nl\r\n\r\nBEGIN:VCALENDAR",
    b"<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}{% x %}%s%(x)s",
    b"' OR 1=1; --",
    b"../../../../etc/passwd",
    b"%00%0d%0a",
    b"-1",
    b"9" * 400,
    b"1e309",
    b"NaN",
    b"2026-02-30",
    b"9999-12-31",
    b"0001-01-01",
    b"23:59:59.999999",
    b"24:00",
    b"{}",
    b"[[1]]",
    b'{"rawId": 5}',
    b"true",
    b"a@b.nl",
    b"undisclosed:a(b)@\xc3\xa9\xc3\xa9n.nl",
    b"112233445566778899 111222333 NL91ABNA0417164300",
    b"a" * 100_000,
]

typed = st.one_of(
    st.sampled_from(ODD),
    st.text(max_size=30).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.binary(max_size=30),
)

#: What has one right answer is not drawn, and what is drawn is said once: drawing took as long as the requests.
ALWAYS = {name: right[0].encode() for name, right in RIGHT.items()}
CHOICES = {name: st.sampled_from(right) for name, right in RIGHT.items() if len(right) > 1}
names = st.sampled_from(sorted(RIGHT))
odd_names, lost_names = st.lists(names, max_size=4, unique=True), st.lists(names, max_size=2, unique=True)
doubles = st.lists(st.tuples(names, typed), max_size=2)
strangers = st.lists(st.tuples(st.just("status"), typed), max_size=1)


def quote(value: bytes) -> bytes:
    return b"".join(b"%%%02X" % byte for byte in value)


@st.composite
def body(draw: Any) -> bytes:
    """A form of which most is right: some fields odd, some missing, some twice, some that do not exist."""
    fields = ALWAYS | {name: draw(choice).encode() for name, choice in CHOICES.items()}
    for name in draw(odd_names):
        fields[name] = draw(typed)
    for name in draw(lost_names):
        fields.pop(name, None)
    pairs = [*fields.items(), *draw(doubles), *draw(strangers)]
    return b"&".join(name.encode() + b"=" + quote(value) for name, value in pairs)


def takes(door: Door) -> bool:
    """Everything that takes a form, but what would empty the demo or end the visit."""
    return door.method == "POST" and door.endpoint not in ("demo.start_anew", "people.sign_out")
