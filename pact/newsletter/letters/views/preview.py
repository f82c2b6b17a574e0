"""`/nieuwsbrief/<id>/voorbeeld`: the letter wide and narrow and as text, and what is to be mended."""

from flask import Response, abort, current_app, make_response, request, url_for

from pact.access import access
from pact.headers import FRAMED
from pact.htmx import page
from pact.newsletter.letters.building import Built
from pact.newsletter.letters.views.base import Desk, bp, name_of
from pact.newsletter.views.base import by_id
from pact.people.policy import coordinator

WIDTHS = (600, 360)


@bp.get("/nieuwsbrief/<int:issue_id>/voorbeeld")
@access(coordinator)
def preview(issue_id: int) -> Response:
    desk = Desk(by_id(issue_id))
    letter = _asked(desk)
    answer = page(
        "newsletter/letters/preview.html",
        issue=desk.issue,
        desk=desk,
        letter=letter,
        widths=WIDTHS,
        choices=[
            (name_of(one.audience, one.locale), _url(".preview", issue_id, one), one == letter) for one in desk.letters
        ],
        framed=_url(".letter", issue_id, letter) if letter else "",
    )
    answer.headers["Content-Security-Policy"] = "frame-src 'self'"  # with the rest: headers.py
    return answer


@bp.get("/nieuwsbrief/<int:issue_id>/voorbeeld/brief")
@access(coordinator)
def letter(issue_id: int) -> Response:
    """What stands in the frames: the letter, with photos from here, and links that open beside this page."""
    built = _asked(Desk(by_id(issue_id))) or abort(404)
    photos = f'src="{current_app.config["BASE_URL"]}/nieuws/foto/'
    html = built.html.replace(photos, f'src="{request.script_root}/nieuws/foto/')
    answer = make_response(html.replace("<head>", '<head><base target="_blank">', 1))
    answer.headers["Content-Security-Policy"] = FRAMED
    return answer


def _asked(desk: Desk) -> Built | None:
    return desk.letter(request.args.get("uitgave"), request.args.get("brieftaal"))


def _url(endpoint: str, issue_id: int, built: Built) -> str:
    return url_for(endpoint, issue_id=issue_id, uitgave=built.audience.value, brieftaal=built.locale)
