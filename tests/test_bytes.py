"""What a visit weighs: pages travel compressed, and stay within the bytes that a phone far from a mast can bear."""

import gzip
import re
from typing import Any

from werkzeug.test import TestResponse

FIRST_VIEW = 60_000  # the page with its styles and scripts, without the font
FIFTY_ROWS = 6_000
PACKED = {"Accept-Encoding": "gzip"}


def weight_of(visitor: Any, page: TestResponse) -> int:
    """The page and every file it names, as they travel."""
    words = gzip.decompress(page.data).decode()
    files = set(re.findall(r'(?:href|src)="(/static/[^"#]+)', words))
    assert len(files) >= 3, "the styles, htmx and our own script"
    total = len(page.data)
    for file in files:
        with visitor.get(file, headers=PACKED) as answer:
            assert answer.headers["Content-Encoding"] == "gzip"
            total += len(answer.data)
    return total


def test_a_first_view_fits_in_sixty_kilobytes(client, sign_in):
    anna = sign_in("anna")
    for visitor, path in ((client, "/over"), (anna, "/vandaag"), (anna, "/doorverwijzen/hulpvraag")):
        page = visitor.get(path, headers=PACKED)
        assert page.status_code == 200
        assert weight_of(visitor, page) <= FIRST_VIEW, path


def test_fifty_rows_fit_in_six_kilobytes(sign_in, make):
    for _ in range(51):
        make.referral()
    page = sign_in("chantal").get("/doorverwijzingen?toon=gekregen", headers=PACKED)
    assert gzip.decompress(page.data).count(b"pact-row__main") == 50
    assert len(page.data) <= FIFTY_ROWS


def test_who_does_not_ask_for_compression_gets_none(client):
    plain = client.get("/over")
    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in plain.headers["Vary"]
    refused = client.get("/over", headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in refused.headers


def test_the_length_of_a_page_does_not_tell_what_is_in_it(sign_in):
    """BREACH: the same page again has another length."""
    anna = sign_in("anna")
    lengths = {len(anna.get("/mijn-gegevens", headers=PACKED).data) for _ in range(12)}
    assert len(lengths) > 3
    assert max(lengths) - min(lengths) <= 150
