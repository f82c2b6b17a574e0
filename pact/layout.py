"""What stands around every page: the menu of this person's roles, the help line, the language, the demo banner."""

from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from flask import Flask, current_app, g, has_request_context, request, url_for
from flask_babel import gettext as _
from werkzeug.routing import BuildError

from pact import dates
from pact.access import SAFE_METHODS, Actor
from pact.assets import asset
from pact.files.sizes import file_size
from pact.keys import new_token
from pact.texts import translate

LANGUAGES = {"nl": "Nederlands", "en": "English"}
LANGUAGE_COOKIE = "taal"
MENU_MOST = 7  # UX.md B1


class MenuItem(NamedTuple):
    label: str
    url: str
    is_current: bool


def choose_language() -> str:
    """The language of this answer: asked for in the address, chosen before, the person's own, or Dutch."""
    if not has_request_context():
        return "nl"
    person: Actor | None = g.get("person")
    for wanted in (request.args.get("taal"), request.cookies.get(LANGUAGE_COOKIE), person.locale if person else None):
        if wanted in LANGUAGES:
            return wanted
    return "nl"


def menu_for(person: Actor | None, language: str) -> list[MenuItem]:
    """UX.md B1: at most seven items, the same words as the page's heading, only what this person can use."""
    groups: set[str] = set()
    if person is not None:
        groups = set(person.pact_roles).union({"anyone"}, *person.roles_at.values())
    return [
        MenuItem(label, url, _is_here(url)) for label, url in _items(frozenset(groups), language, request.script_root)
    ]


@lru_cache(maxsize=256)
def _items(roles: frozenset[str], _language: str, _root: str) -> tuple[tuple[str, str], ...]:
    """Made once for each set of roles, in the language of this moment."""
    if not roles:
        items = [(_("Over het pact"), "today.about"), (_("Wie doet wat"), "directory.index")]
        items.append((_("Nieuws"), "archive.index"))
        items.append((_("Doe mee"), "covenants.join"))
    else:
        items = [(_("Vandaag"), "today.show")]
        if roles & {"referrer", "handler"}:
            items.append((_("Doorverwijzingen"), "referrals.index"))
        if "contact_person" in roles:
            items.append((_("Mijn organisatie"), "organisations.own"))
        if "ambassador" in roles:
            items.append((_("Ambassadeur"), "ambassadors.own"))
        if roles & {"coordinator", "administrator"}:
            items.append((_("Partners"), "organisations.index"))
        if "coordinator" in roles:
            items.append((_("Nieuwsbrief"), "newsletter.index"))
        items.append((_("Bijeenkomsten"), "meetings.index"))
        if roles & {"coordinator", "member"}:
            items.append((_("Werkgroepen"), "workgroups.index"))
        if "member" in roles and len(items) < MENU_MOST - 1:
            items.append((_("Acties"), "minutes.actions_page"))
        items.append((_("Wie doet wat"), "directory.index"))
    return tuple(_with_urls(items))


def _with_urls(items: list[tuple[str, str]]) -> list[tuple[str, str]]:
    found = []
    for label, endpoint in items:
        try:
            found.append((label, url_for(endpoint)))
        except BuildError:  # a room that is not built yet has no place in the menu
            continue
    return found


@lru_cache(maxsize=16)
def _help_line(_language: str, name: str, phone: str) -> str:
    return _("Bel %(name)s, %(phone)s (ma–vr 9–12 uur)", name=name, phone=phone)


def _is_here(url: str) -> bool:
    return request.path == url or (url != "/" and request.path.startswith(url + "/"))


def init_layout(app: Flask) -> None:
    app.jinja_env.globals.update(asset=asset, new_token=new_token, _=translate, gettext=translate)
    app.jinja_env.filters.update(
        in_words=dates.in_words,
        short_date=dates.short,
        full_date=dates.full,
        clock_time=dates.clock,
        day_after=dates.day_after,
        file_size=file_size,
    )

    @app.context_processor
    def around_every_page() -> dict[str, Any]:
        if not has_request_context():  # the worker writes a letter: there is no page around it
            return {"pact_name": current_app.config["PACT_NAME"]}
        person: Actor | None = g.get("person")
        locale, config = dates.language(), current_app.config
        return {
            "person": person,
            "menu": menu_for(person, locale),
            "demo": config["DEMO"],
            "csp_nonce": g.get("csp_nonce", ""),
            "locale": locale,
            "text_direction": "ltr",
            "pact_name": config["PACT_NAME"],
            "pact_phone": config["PACT_PHONE"],
            "leave_to": config["NEUTRAL_SITE"],
            "help_line": _help_line(locale, config["PACT_HELP_NAME"], config["PACT_PHONE"]),
            "other_languages": [(c, n, _same_page_in(c)) for c, n in LANGUAGES.items() if c != locale],
        }

    @app.after_request
    def remember_language(answer: Any) -> Any:
        wanted = request.args.get("taal")
        if wanted in LANGUAGES:
            secure = app.config["SECURE"]
            answer.set_cookie(LANGUAGE_COOKIE, wanted, max_age=31536000, samesite="Lax", secure=secure, httponly=True)
        return answer


def _same_page_in(code: str) -> str:
    """This page in another language, with all that was asked of it."""
    asked = [(name, value) for name, value in request.args.items(multi=True) if name != "taal"]
    # «/\\elsewhere» is another site to a browser
    path = quote("/" + _page_to_go_to().lstrip("/\\"))
    return f"{request.script_root}{path}?{urlencode([*asked, ('taal', code)])}"


def _page_to_go_to() -> str:
    """This page. A form that stands on another page and comes back with errors: the page it stands on."""
    path, rule = request.path, request.url_rule
    if request.method in SAFE_METHODS or rule is None or "GET" in (rule.methods or ()):
        return path
    pages = current_app.create_url_adapter(request)
    while path and pages is not None and not pages.test(path, "GET"):
        path = path.rpartition("/")[0]
    return path
