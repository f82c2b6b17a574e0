"""Every page in every state: axe and the HTML checker find nothing, and on the narrowest phone nothing has to be moved
sideways. `tests/sights/` lists the pages; one that is not there fails the last test.
"""

import os
import re
from pathlib import Path

import pytest
from flask import abort

from pact.access import access, everyone
from tests.sights import (
    Scene,
    ambassadors,
    archive,
    composing,
    contributions,
    covenants,
    events,
    journey,
    letters,
    lists,
    marketplace,
    meetings,
    minutes,
    people,
    polls,
    public,
    readers,
    recruiting,
    referrals,
    replies,
    reports,
    resident,
    sending,
    themes,
    workgroups,
)

#: A desktop, a phone, the narrowest that WCAG asks for.
WIDTHS = (1280, 390, 320)
ROOMS = {
    "public pages": public.SIGHTS,
    "getting in": people.GETTING_IN,
    "one's own account": people.ACCOUNT,
    "organisations": people.ORGANISATIONS,
    "covenants": covenants.SIGHTS,
    "ambassadors": ambassadors.SIGHTS,
    "the archive of the newsletter": archive.SIGHTS,
    "the marketplace": marketplace.SIGHTS,
    "recruiting": recruiting.SIGHTS,
    "agreements": recruiting.AGREEMENTS,
    "lists in and out": lists.SIGHTS,
    "workgroups": workgroups.SIGHTS,
    "meetings": meetings.SIGHTS,
    "who comes": replies.SIGHTS,
    "minutes": minutes.SIGHTS,
    "themes": themes.SIGHTS,
    "date polls": polls.SIGHTS,
    "events": events.SIGHTS,
    "putting an issue together": composing.SIGHTS,
    "readers of the newsletter": readers.SIGHTS,
    "the newsletter as it is written": contributions.SIGHTS,
    "the letter of an issue": letters.SIGHTS,
    "reports": reports.SIGHTS,
    "sending": sending.SIGHTS,
    "the journey": journey.SIGHTS,
    "one referral": referrals.SHEETS,
    "lists": referrals.LISTS,
    "the link in a letter": referrals.LETTERS,
    "the resident": resident.SIGHTS,
}
#: What axe does not see: a page wider than the screen, and text squeezed into a column of letters.
ODD = """() => {
  const found = [];
  const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (over > 0) found.push(`${over} pixels too wide`);
  for (const part of document.querySelectorAll("main :is(p, li, dd, dt, h1, h2, h3, label, legend)")) {
    const { width, height } = part.getBoundingClientRect();
    if (part.checkVisibility() && !part.closest(".pact-hidden") && width && height > 8 * width)
      found.push(`squeezed: ${part.textContent.trim().slice(0, 40)}`);
  }
  return found;
}"""
#: What answers a GET with something that is no page.
NO_PAGE = {"health.alive", "health.ready", "health.robots_txt", "health.security_txt", "static", "demo.source"}
NO_PAGE |= {"covenants.copy", "covenants.copy_by_link", "covenants.signing_sheet_as_pdf", "directory.on_paper_as_pdf"}
NO_PAGE |= {"organisations.logo", "events.calendar", "replies.as_calendar"}
NO_PAGE |= {"feeds.meeting", "feeds.personal", "feeds.of_workgroup"}
NO_PAGE |= {"minutes.document", "minutes.document_by_link", "minutes.attendance_pdf"}
NO_PAGE |= {"ambassadors.explanation_as_pdf", "ambassadors.poster_as_pdf"}
FILES = {f"{room}.{view}_list" for room in ("organisations", "directory", "readers") for view in ("example", "refused")}
NO_PAGE |= {"reports.sheet"}
NO_PAGE |= {"workgroups.download_file"}
NO_PAGE |= {"archive.feed", "newsletter.photo", "sending.standing"}
NO_PAGE |= {"contributions.photo"}
NO_PAGE |= {"letters.letter", "demo.formatted"}  # of a mail program: test_letters_in_the_browser.py


#: Where a deed leads: seen as the end of another sight.
REACHED_ON_THE_WAY = {
    "directory.check_list",
    "people.sign_in_code",
    "referrals.nothing_shared",
    "referrals.watch",
    "resident.consent",
    "resident.stopped",
    "today.start",
}


@pytest.fixture
def app(make_app, clock):
    """As in the demo, with a door behind which any error can be asked for."""
    made = make_app(DEMO=True, RATELIMIT_ENABLED=False)
    made.add_url_rule("/fout/<int:code>", "fail", access(everyone)(lambda code: abort(code)))
    return made


@pytest.fixture
def visitors(open_page, live_server):
    """visitors(sight) is the browser of whoever sees this; nobody's forgets who it was before."""
    known = {}

    def browser_of(sight):
        who = (sight.who, sight.strong)
        if who not in known:
            known[who] = open_page()
            if sight.who:
                live_server.sign_in(known[who].context, sight.who, strong=sight.strong)
        elif sight.who is None:
            known[who].context.clear_cookies()
        known[who].set_viewport_size({"width": WIDTHS[0], "height": 900})
        return known[who]

    return browser_of


def visit(page, url, then):
    """Go there, do it, and give the HTML of the page one ends on, as the server sent it."""
    answers = []

    def note(answer):
        answers.append(answer)

    page.on("response", note)
    page.goto(url)
    if then:
        then(page)
        page.wait_for_load_state("networkidle")  # a form first asks whether there is a line, and then goes
    page.remove_listener("response", note)
    pages = [a for a in answers if a.request.is_navigation_request() and a.frame == page.main_frame]
    return [a for a in pages if a.status not in (302, 303)][-1].text()


def keep_picture(page, name, width):
    """For who wants to look: LOOK=folder, and SIGHT=a word of the name for a few of them."""
    if folder := os.environ.get("LOOK"):
        file = Path(folder) / f"{re.sub(r'[^a-z0-9]+', '-', name.lower())}-{width}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=file, full_page=True)


def look_at(room, visitors, app, axe, vnu, widths_of):
    """What is wrong with the pages of this room; axe reads the page at the widths that `widths_of(number)` gives."""
    scene, found, sources = Scene(app), [], {}
    for number, sight in enumerate(ROOMS[room]):
        if os.environ.get("SIGHT", "") not in sight.name:
            continue
        page = visitors(sight)
        url = sight.url if isinstance(sight.url, str) else sight.url(scene)
        sources[sight.name] = visit(page, url, sight.then)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            seen = page.evaluate(ODD) + (axe(page) if width in widths_of(number) else [])
            found += [f"{sight.name} at {width}: {fault}" for fault in seen]
            keep_picture(page, sight.name, width)
    return found + vnu(sources)


@pytest.mark.pages
@pytest.mark.parametrize("room", ROOMS)
def test_every_page_is_for_everybody(room, visitors, app, axe, vnu):
    """Axe reads each page at one of the widths, in turn; the long test reads all of them at all widths."""
    assert look_at(room, visitors, app, axe, vnu, lambda number: [WIDTHS[number % 3]]) == []


@pytest.mark.proof
@pytest.mark.parametrize("room", ROOMS)
def test_every_page_is_for_everybody_at_every_width(room, visitors, app, axe, vnu):
    assert look_at(room, visitors, app, axe, vnu, lambda number: WIDTHS) == []


@pytest.mark.engine("sqlite")
def test_the_parts_that_htmx_brings_are_good_html_too(app, sign_in, vnu, clock):
    """A part stands in a page; here in the smallest there is."""
    scene = Scene(app)
    asked = {
        "a referral for its handler": ("chantal", f"/doorverwijzingen/{scene.referral('accepted')}"),
        "a referral for its author": ("anna", f"/doorverwijzingen/{scene.referral('rejected')}"),
        "a referral for a receiver": ("chantal", f"/doorverwijzingen/{scene.referral()}"),
        "a list": ("chantal", "/doorverwijzingen?toon=gekregen"),
        "an empty list": ("riet", "/doorverwijzingen?toon=verstuurd"),
        "what was closed": ("chantal", f"/doorverwijzingen/{scene.referral('withdrawn')}/open"),
        "the directory": ("anna", "/wie-doet-wat"),
        "an entry": ("anna", "/wie-doet-wat/grip-op-de-knip"),
        "an error": ("anna", "/wie-doet-wat/bestaat-niet"),
    }
    parts = {name: sign_in(who).get(url, part=True).text for name, (who, url) in asked.items()}
    draft = scene.referral("draft")
    parts["what was kept"] = sign_in("anna").post(f"/doorverwijzen/bewaren?concept={draft}", part=True).text
    assert not [name for name, html in parts.items() if "<html" in html]
    page = '<!doctype html><html lang="nl"><head><title>Deel</title></head><body>{}{}</body></html>'
    around = {name: page.format("" if "<h1" in html else "<h1>Deel</h1>", html) for name, html in parts.items()}
    assert vnu(around) == []


@pytest.mark.engine("sqlite")
def test_no_page_is_forgotten(app):
    """Each address that shows a page is looked at in one state at least."""
    scene, addresses, seen = Scene(app), app.url_map.bind("localhost"), set()
    for sight in [sight for sights in ROOMS.values() for sight in sights]:
        url = sight.url if isinstance(sight.url, str) else sight.url(scene)
        seen.add(addresses.match(re.split("[?#]", url)[0], method="GET")[0])
    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    pages -= {endpoint for endpoint in pages if endpoint.startswith("hsds.")} | FILES  # for machines; spreadsheets
    assert pages - seen - NO_PAGE == REACHED_ON_THE_WAY
