"""pact: the site on which a local anti-poverty pact does its work. This file is its table of contents."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask


def create_app(overrides: dict[str, Any] | None = None) -> "Flask":
    """Build the application: settings, extensions, the door, the rooms, errors, commands.

    What it needs is imported here, so that `pact --help` need not wait for it.
    """
    from flask import Flask

    from pact import access, cli, compression, config, errors, extensions, headers, health, heard, layout, links, models
    from pact.ambassadors.views import bp as ambassadors
    from pact.covenants.agreements.views import bp as agreements
    from pact.covenants.recruiting.views import bp as recruiting
    from pact.covenants.views import bp as covenants
    from pact.demo import views as demo
    from pact.directory.views import bp as directory
    from pact.directory.views import feed
    from pact.marketplace.views import bp as marketplace
    from pact.meetings.cases.views import bp as cases
    from pact.meetings.evaluations.views import bp as evaluations
    from pact.meetings.events.views import bp as events
    from pact.meetings.minutes.views import bp as minutes
    from pact.meetings.polls.views import bp as polls
    from pact.meetings.replies.views import bp as replies
    from pact.meetings.themes.views import bp as themes
    from pact.meetings.views import blueprints as meetings
    from pact.newsletter.views import blueprints as newsletter
    from pact.organisations import actors
    from pact.organisations.views import bp as organisations
    from pact.people import security
    from pact.people.policy import needs_strong
    from pact.people.views import bp as people
    from pact.referrals.views import blueprints as referrals
    from pact.reports.views import bp as reports
    from pact.today.public import bp as today
    from pact.workgroups.views import bp as workgroups

    app = Flask(__name__, instance_path=config.instance_path())
    config.load(app, overrides or {})

    extensions.init_extensions(app, models, heard)
    links.init_links(app)
    compression.init_compression(app)
    headers.init_headers(app)
    access.init_door(app, actors.current_actor, needs_strong)
    layout.init_layout(app)
    errors.init_errors(app)

    app.register_blueprint(health.bp)
    network = (covenants, recruiting, agreements, ambassadors, marketplace, workgroups, directory, feed.bp)
    for room in (
        people,
        organisations,
        *network,
        *meetings,
        replies,
        polls,
        events,
        minutes,
        themes,
        evaluations,
        cases,
        *referrals,
        *newsletter,
        reports,
        today,
    ):
        app.register_blueprint(room)
    security.init_security(app)
    demo.init_demo(app)
    cli.init_commands(app)
    access.mark_static(app)
    return app
