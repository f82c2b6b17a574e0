"""«Vandaag»: what you must do first, then what you sent, then what you began. A block without rows is left out."""

from flask import Blueprint, Response, make_response, render_template

from pact.access import access, me, signed_in
from pact.dates import today
from pact.meetings.minutes.models.decision import reference_of
from pact.meetings.minutes.policy import takes_part
from pact.newsletter.policy import contributor
from pact.organisations.policy import reads_all
from pact.organisations.vocabulary import LACKS
from pact.referrals.policy import SENDS, may_advise
from pact.referrals.rows import badges_of, words_of_rows
from pact.today import queries
from pact.wall_clock import When

bp = Blueprint("today", __name__)


@bp.get("/vandaag")
@access(signed_in)
def show() -> Response:
    return make_response(
        render_template(
            "today/show.html",
            to_do=queries.to_do(me),
            sent=queries.sent(me),
            drafts=queries.drafts(me),
            tasks=queries.tasks(me),
            stuck=queries.stuck(me),
            lacking=queries.lacking(me),
            calls=queries.calls(me),
            board=queries.board(me),
            lacks=LACKS,
            questions=queries.questions(me),
            steps=queries.steps(me),
            asked=queries.asked(me),
            pledges=queries.pledges(me),
            succession=queries.succession(me),
            refers=bool(me.organisations_as(*SENDS)),
            coordinates=may_advise(me),
            contributes=contributor(me),
            reads_figures=reads_all(me),
            today=today(),
            takes_part=takes_part(me),
            reference_of=reference_of,
            When=When,
            badges_of=badges_of,
            **words_of_rows(),
        )
    )
