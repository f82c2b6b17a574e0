"""A PDF can be read aloud, shows what people typed as words only, and is refused when it is not accessible."""

import shutil
import subprocess
import sys

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from pact import pdf
from tests.papers import Paper

SHEET = """
#import "/pdf/house.typ": *
#show: house
#title()
= #data.chapter
#for words in data.lines { par(words) }
#in-language("nl", [Altijd Nederlands])
#if "code" in data { qr(data.code, data.told) }
"""
KNOWN = {"title": "Een blad", "chapter": "Kop", "lines": ["Een regel."], "language": "nl"}


@pytest.fixture
def sheet(tmp_path, monkeypatch):
    """A sheet of our own beside the house style."""
    shutil.copytree(pdf.TEMPLATES / "pdf", tmp_path / "pdf")
    (tmp_path / "sheet.typ").write_text(SHEET)
    monkeypatch.setattr(pdf, "TEMPLATES", tmp_path)


@pytest.fixture
def write(app, sheet):
    def made(**data):
        with app.app_context():
            return Paper(pdf.write("sheet.typ", **KNOWN | data))

    return made


@pytest.mark.engine("sqlite")
def test_it_has_tags_a_title_a_language_and_a_claim(write):
    paper = write()
    assert paper.is_tagged
    assert paper.says_universal
    assert (paper.title, paper.language) == ("Een blad", "nl")
    assert {"Title", "H1", "P"} <= set(paper.tags)
    assert "1 / 1" in paper.text


@pytest.mark.engine("sqlite")
def test_what_people_typed_stays_words(write):
    typed = '#panic("x") $x^2$ *vet* _schuin_ #eval("1+1") #read("/pdf/house.typ") "] } \\ // /* <label> @wie'
    assert typed in write(lines=[typed]).words


@pytest.mark.engine("sqlite")
def test_every_language_that_residents_read_can_be_printed(write):
    lines = ["Łódź, żółć", "İstanbul’da ığdır", "Київ, ґанок, їжа", "مرحبا"]
    for language in ("nl", "en", "tr", "pl", "uk", "ar"):
        paper = write(lines=lines, language=language)
        assert paper.language == language
        assert "?" not in paper.text
        assert set("".join(lines)) <= set(paper.text)  # where the font changes, the reader of the test says some twice


@pytest.mark.engine("sqlite")
def test_a_letter_that_no_font_has_does_not_stop_the_printing(write):
    assert "Hoera ? en ½, fi, ?" in write(lines=["Hoera 🎉 en ½, ﬁ, 中\x07\u202e"]).words


@pytest.mark.engine("sqlite")
def test_an_image_without_words_is_refused(write):
    square = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>'
    assert write(code=square, told="Een vierkant").images_told == ["Een vierkant"]
    with pytest.raises(typst.TypstError, match="PDF/UA-1 error: missing alt text"):
        write(code=square, told=None)


def test_the_server_starts_without_it():
    code = "import sys, pact.pdf; from pact import create_app; print(type(sys.modules['typst']).__name__)"
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert said.strip() == "_LazyModule"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_whatever_is_typed_can_be_printed(typed):
    known = {"title": f"Blad {typed}", "author": typed, "direction": "ltr", "made_on": [2026, 11, 24], "foot": typed}
    source = b'#import "/pdf/house.typ": *\n#show: house\n#title()\n#data.lines.join()'
    pdf.compiled(source, KNOWN | known | {"lines": [typed, typed[::-1]]})
