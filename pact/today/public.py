"""What everyone may read: what the pact is, what happens with data, how the site is made for all, where to get help."""

from datetime import timedelta

from flask import g, redirect, render_template, url_for
from werkzeug.wrappers import Response

from pact.access import access, everyone
from pact.covenants.models.lead import CONTACT_KEPT, SLEEPS
from pact.covenants.models.request import FORGOTTEN_AFTER
from pact.db import db
from pact.marketplace.clocks import REPLIES_FORGOTTEN_AFTER
from pact.meetings import needs
from pact.meetings.cases.models import KEPT_AT_MOST, READABLE_AFTER, READABLE_BEFORE
from pact.meetings.evaluations import clocks as evaluation_clocks
from pact.meetings.evaluations.models import ENOUGH
from pact.meetings.events import queries as events
from pact.meetings.events.models import KEPT as REGISTRATION_KEPT
from pact.meetings.events.models import UNCONFIRMED_KEPT
from pact.meetings.minutes.clocks import MINUTES_KEPT
from pact.meetings.polls import queries as poll_queries
from pact.meetings.replies import clocks as reply_clocks
from pact.newsletter.contributions.clocks import KEPT as CONTRIBUTION_KEPT
from pact.newsletter.readers.clocks import ADDRESS_KEPT, LEFT_KEPT
from pact.newsletter.readers.joining import UNCONFIRMED_KEPT as READER_UNCONFIRMED_KEPT
from pact.organisations.models import Organisation, Pillar
from pact.referrals import retention
from pact.referrals.vocabulary import Status
from pact.today.views import bp

__all__ = ["bp"]

#: In the order in which they happen; what was never sent and what leaves at once have sentences of their own.
KEPT = (
    Status.DRAFT,
    Status.CONSENT_PENDING,
    Status.REJECTED,
    Status.CANCELLED,
    Status.EXPIRED,
    Status.COMPLETED,
    Status.FAILED,
)


@bp.get("/")
@access(everyone)
def start() -> Response | str:
    """Who is signed in goes on with their work; a visitor reads what this is."""
    return redirect(url_for("today.show")) if g.person else about()


@bp.get("/over")
@access(everyone)
def about() -> str:
    partners = db.session.execute(
        db.select(Organisation.slug, Organisation.name, Organisation.pillar)
        .where(Organisation.suspended_at.is_(None), Organisation.joined_on.is_not(None))
        .order_by(Organisation.name)
    ).all()
    return render_template(
        "today/about.html",
        core_group=[one for one in partners if one.pillar == Pillar.CORE_GROUP],
        signatories=[one for one in partners if one.pillar == Pillar.SIGNATORY],
        events=events.coming(most=3),
    )


@bp.get("/privacy")
@access(everyone)
def privacy() -> str:
    """The periods come from the table that the clocks obey, so the page cannot promise something else."""
    return render_template(
        "today/privacy.html",
        kept=[retention.CONTENT[status] for status in KEPT],
        asked_days=FORGOTTEN_AFTER.days,
        reply_days=REPLIES_FORGOTTEN_AFTER.days,
        poll_days=poll_queries.KEPT.days,
        needs_days=needs.KEPT.days,
        attendance_months=reply_clocks.ATTENDANCE_KEPT.days // 30,
        contribution_months=CONTRIBUTION_KEPT.days // 30,
        minutes_years=MINUTES_KEPT.days // 365,
        event_days={
            "unconfirmed": UNCONFIRMED_KEPT.days,
            "needs": needs.KEPT.days,
            "registration": REGISTRATION_KEPT.days,
        },
        evaluation={"enough": ENOUGH, "months": evaluation_clocks.KEPT.days // 30},
        case={
            "before": READABLE_BEFORE.days,
            "after": READABLE_AFTER // timedelta(hours=1),
            "most": KEPT_AT_MOST.days,
        },
        reader_kept={
            "hours": int(READER_UNCONFIRMED_KEPT.total_seconds() // 3600),
            "days": ADDRESS_KEPT.days,
            "months": LEFT_KEPT.days // 30,
        },
        lead_days={stage.value: kept.days for stage, kept in CONTACT_KEPT.items()} | {"idle": SLEEPS.days},
    )


@bp.get("/toegankelijkheid")
@access(everyone)
def accessibility() -> str:
    return render_template("today/accessibility.html")


@bp.get("/help")
@access(everyone)
def help() -> str:
    return render_template("today/help.html")
