"""Keeping one's own entry: the list of what there is, and a form for each service."""

from flask import Response, flash, make_response, redirect, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.exc import StaleDataError

from pact import audit, once
from pact.access import access, me
from pact.db import db, find_or_404
from pact.directory import index, policy, upkeep
from pact.directory.forms import ServiceForm, comes_second
from pact.directory.models import Scheme, Service, ServiceStatus
from pact.directory.views.blueprint import bp
from pact.htmx import page
from pact.organisations.models import Organisation

LOADED = (selectinload(Service.topics), selectinload(Service.locations), selectinload(Service.schedules))


def the_organisation(slug: str) -> Organisation:
    return find_or_404(Organisation, Organisation.slug == slug, policy.kept_by(me), policy.visible_to(me))


@bp.get("/wie-doet-wat/<slug>/wijzigen")
@access(policy.edits)
def edit_entry(slug: str) -> Response:
    """Everything of this organisation, also what it no longer offers."""
    organisation = the_organisation(slug)
    services = select(Service.id, Service.name, Service.status, Service.assured_on).order_by(Service.name)
    schemes = select(Scheme.slug, Scheme.name, Scheme.assured_on).order_by(Scheme.name)
    return page(
        "directory/edit_entry.html",
        organisation=organisation,
        services=db.session.execute(services.where(Service.organisation_id == organisation.id)).all(),
        schemes=db.session.execute(schemes.where(Scheme.organisation_id == organisation.id)).all(),
        inactive=ServiceStatus.INACTIVE,
        may_add_schemes=policy.keeps_schemes(me),
    )


@bp.route("/wie-doet-wat/<slug>/nieuw", methods=["GET", "POST"])
@access(policy.edits)
def new_service(slug: str) -> Response:
    organisation = the_organisation(slug)
    form = ServiceForm(data={"languages": ["nl"], "answers_within": "2", "is_offered": True})
    if form.validate_on_submit():
        if not once.is_repeat():
            service = Service(organisation_id=organisation.id, topics=[], locations=[], schedules=[])
            db.session.add(service)
            _save(service, organisation, form, "service_added")
        return saved(slug)
    return edit_page(form, organisation, is_new=True)


@bp.route("/wie-doet-wat/<slug>/wijzigen/<service_id>", methods=["GET", "POST"])
@access(policy.edits)
def edit_service(slug: str, service_id: str) -> Response:
    organisation = the_organisation(slug)
    service = find_or_404(Service, Service.id == service_id, Service.organisation_id == organisation.id, options=LOADED)
    form = ServiceForm(data=upkeep.as_typed(service))
    if form.validate_on_submit():
        if not once.is_repeat():
            if comes_second(form, service.version):
                raise StaleDataError
            _save(service, organisation, form, "service_changed")
        return saved(slug)
    return edit_page(form, organisation, is_new=False)


def _save(service: Service, organisation: Organisation, form: ServiceForm, deed: str) -> None:
    upkeep.change(service, form)
    db.session.flush()
    index.note_service(service, organisation, [one.topic for one in service.topics])
    audit.record(deed, service.thing, me, organisation_id=organisation.id)
    db.session.commit()


def edit_page(form: ServiceForm, organisation: Organisation, *, is_new: bool) -> Response:
    status = 422 if form.errors else 200
    return page("directory/edit_service.html", status, form=form, organisation=organisation, is_new=is_new)


def saved(slug: str) -> Response:
    flash(_("Bewaard. Het staat nu zo op Wie doet wat."), "positive")
    return make_response(redirect(url_for(".edit_entry", slug=slug), 303))
