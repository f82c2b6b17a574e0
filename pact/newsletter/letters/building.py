"""An issue as letters: one for each edition and language, the same for all who read it but for their mark.

Built from the articles and nothing else: no clock, no counter and no asset, so that the same words give the same
letter, and `mark_of` tells whether a letter is the one that was tried.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from flask import current_app
from flask_babel import force_locale

from pact.late import late
from pact.layout import LANGUAGES
from pact.newsletter.editions import in_edition
from pact.newsletter.letters.content import Content, articles_of, content_of, names_of
from pact.newsletter.letters.palette import palettes
from pact.newsletter.letters.plain import plain_of
from pact.newsletter.models import Audience, Issue

if TYPE_CHECKING:
    import mrml
else:
    mrml = late("mrml")

LOCALES = tuple(LANGUAGES)
#: What is no text: comments, styles and tags. Between blocks, and in a text where a space stands, a line may end.
TAGS = re.compile(r"(<!--.*?-->|<style\b.*?</style>|<[^>]*>)", re.DOTALL)
BLOCK = re.compile(r"^<(?:table|tr|td|div|p|h[1-3]|ul|li)\b")
LONG = re.compile(r"(.{160}\S*) ")
TEMPLATE = "newsletter/letters/letter.mjml"


class Built(NamedTuple):
    """A letter as it would leave now; `letters.marks.READER` stands where the reader's token comes."""

    audience: Audience
    locale: str
    subject: str
    html: str
    text: str


def build(issue: Issue) -> list[Built]:
    """For each edition in which something stands, in each language; whether anyone reads it is not asked here."""
    articles = articles_of(issue)
    names = names_of(articles)
    letters = []
    for audience in Audience:
        chosen = in_edition(articles, audience)
        for locale in LOCALES if chosen else ():
            with force_locale(locale):
                content = content_of(issue, audience, chosen, names, locale)
                letters.append(Built(audience, locale, content.subject, html_of(content), plain_of(content)))
    return letters


def html_of(content: Content) -> str:
    """In the language of this moment."""
    light, dark = palettes()
    source = current_app.jinja_env.get_template(TEMPLATE).render(letter=content, light=light, dark=dark)
    # without this mrml adds a link to a host of fonts
    return in_lines(mrml.to_html(source, None, mrml.RenderOptions(fonts={})).content)


def in_lines(html: str) -> str:
    """Cut where a line end means nothing: no mail server takes a line of more than 998 signs."""
    parts = TAGS.split(html)
    return "".join(
        BLOCK.sub(r"\n\g<0>", part) if number % 2 else LONG.sub("\\1\n", part) for number, part in enumerate(parts)
    )


def mark_of(letters: Sequence[Built]) -> str:
    """One fingerprint of all of them, word for word."""
    return hashlib.sha256(json.dumps([list(letter) for letter in letters]).encode()).hexdigest()
