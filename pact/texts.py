"""The texts of templates: each is looked up once per language and then kept, because a page says some forty.

`{{ _("…") }}` means the same as ever. A text with blanks is filled in anew each time, and what goes in is escaped.
"""

from typing import Any

from flask_babel import get_locale, get_translations
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

_kept: dict[tuple[str, str], Markup] = {}


@pass_context
def translate(context: Context, text: str, **blanks: Any) -> str:
    # A page says in `locale` what it speaks; a letter and a macro must ask.
    key = (context.get("locale") or str(get_locale()), text)
    said = _kept.get(key)
    if said is None:
        found = Markup(get_translations().ugettext(text))  # noqa: S704 - our own words, from a template or a catalogue
        said = _kept[key] = found
    if not context.eval_ctx.autoescape:
        return str(said) % blanks
    return said % blanks if blanks or "%" in said else said
