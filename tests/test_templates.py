"""Every template parses and is used, runs nothing of its own, and works without JavaScript."""

import ast
import re
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import nodes

from tests.towns import ROOT

FOLDER = ROOT / "pact" / "templates"
ALL = sorted(path for path in FOLDER.rglob("*") if path.is_file())
HTML = [path for path in ALL if path.suffix == ".html"]
#: Found by their name at run time: by their status, or by the language of a consent.
BY_NAME = ("errors/", "referrals/consent/")


def name_of(path: Path) -> str:
    return str(path.relative_to(FOLDER))


def elements(text: str) -> list[tuple[str, str]]:
    """Tag and attributes of each start tag; Jinja inside is kept as text."""
    bare = re.sub(r"{#.*?#}", "", text, flags=re.S)
    shielded = re.sub(
        r"({{.*?}}|{%.*?%})", lambda found: found[0].replace(">", "›").replace("<", "‹"), bare, flags=re.S
    )
    return re.findall(r"<([a-zA-Z][\w-]*)((?:\s[^<>]*)?)>", shielded)


@pytest.mark.engine("sqlite")
def test_every_template_parses(app: Flask) -> None:
    for path in ALL:
        app.jinja_env.get_template(name_of(path))


def test_every_template_is_used_by_somebody() -> None:
    said = " ".join(path.read_text() for path in ALL)
    code: list[str] = []
    for file in (ROOT / "pact").rglob("*.py"):
        code += [
            node.value
            for node in ast.walk(ast.parse(file.read_text()))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
    words = " ".join(code)
    stems = set(re.findall(r"[a-z_]+", words))
    orphans = []
    for path in ALL:
        name = name_of(path)
        letter = path.suffix == ".txt" and path.stem in stems
        if name not in said and name not in words and not letter and not name.startswith(BY_NAME):
            orphans.append(name)
    assert not orphans, f"nobody uses {orphans}"


@pytest.mark.parametrize("path", HTML, ids=name_of)
def test_a_template_runs_nothing_of_its_own(path: Path) -> None:
    text = path.read_text()
    assert "|safe" not in text.replace(" ", ""), "what people type is never trusted"
    for tag, attributes in elements(text):
        assert not re.search(r"\sstyle\s*=", attributes), f"inline style on <{tag}>"
        assert not re.search(r"\son[a-z]+\s*=", attributes), f"a handler on <{tag}>"
        assert not re.search(r"\s(?:data-)?hx-on", attributes), f"hx-on on <{tag}>"
        assert not re.search(r"\shx-", attributes), f"write data-hx-… on <{tag}>"
        assert "javascript:" not in attributes
        assert not re.search(r"\b(?:src|href|action)=[\"']https?://", attributes), f"another host in <{tag}>"
        if tag == "script":
            assert "nonce" in attributes, "a script carries the nonce"


@pytest.mark.parametrize("path", HTML, ids=name_of)
def test_what_htmx_does_works_without_it_too(path: Path) -> None:
    text = path.read_text()
    for tag, attributes in elements(text):
        if re.search(r"data-hx-get", attributes) and tag == "a":
            assert "href=" in attributes, f"an htmx link without href: {attributes}"
        if re.search(r"data-hx-(post|put|patch|delete)", attributes):
            assert tag in ("form", "button", "input", "output"), f"<{tag}> posts"
            if tag == "form":
                assert "action=" in attributes
                assert re.search(r"method=[\"']post", attributes, re.I)
            else:
                stands_in_form = "<form" in text or 'extends "referrals/journey/_frame.html"' in text
                assert "formaction=" in attributes or stands_in_form
        if re.search(r"data-hx-(put|patch|delete)", attributes):
            pytest.fail("a browser without htmx can only get and post")


@pytest.mark.parametrize("path", HTML, ids=name_of)
def test_every_form_that_posts_brings_its_token(path: Path) -> None:
    if name_of(path) == "demo/index.html":
        return  # its one form signs in invented people, and scripts post it too (DESIGN 7)
    for form in re.findall(r"<form\b.*?</form>", path.read_text(), flags=re.S):
        if re.search(r"method=[\"']post", form, re.I):
            brings = re.search(r"csrf_token|hidden_tag|csrf\(|open_form", form)
            assert brings, f"{name_of(path)}: a form without a CSRF token"


@pytest.mark.engine("sqlite")
def test_pages_extend_and_parts_do_not(app: Flask) -> None:
    wrong = []
    for path in HTML:
        source = path.read_text()
        extends = list(app.jinja_env.parse(source).find_all(nodes.Extends))
        name = path.name
        if name.startswith("_") and extends and name != "_frame.html":
            wrong.append(f"{name_of(path)} is a part and extends")
        is_frame = path.parent == FOLDER or "consent/" in name_of(path)
        if not name.startswith("_") and not extends and not is_frame:
            wrong.append(f"{name_of(path)} is a page and extends nothing")
    assert not wrong, wrong


def test_a_letter_begins_with_its_subject_and_an_empty_line() -> None:
    for path in ALL:
        if path.suffix == ".txt":
            lines = re.sub(r"\A({#.*?#}\s*)+", "", path.read_text(), flags=re.S).splitlines()
            assert len(lines) > 2, path
            assert lines[0].strip(), path
            assert not lines[1].strip(), f"{path}: an empty line after the subject"


def test_logical_css_only() -> None:
    """Arabic turns the page round; left and right do not turn with it (UX.md F2 row 13)."""
    wrong = []
    for path in (ROOT / "pact" / "static" / "css").rglob("*.css"):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if re.search(
                r"(margin|padding|border)-(left|right)\b|text-align:\s*(left|right)|float:\s*(left|right)", line
            ):
                wrong.append(f"{path.name}:{number}: {line.strip()}")
    assert not wrong, wrong
