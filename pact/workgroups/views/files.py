"""The files of a workgroup: the list, adding one, its versions, reading it, taking it away and back again."""

from typing import Any

from flask import Response, flash, make_response, redirect, url_for
from flask_babel import gettext as _

from pact import audit
from pact.access import access, me, require, signed_in
from pact.db import ask_first, db, find_or_404
from pact.extensions import limiter
from pact.files import accepting, serving
from pact.files.accepting import ANY, Accepted
from pact.files.refusals import Refused
from pact.forms import PactForm, complain
from pact.htmx import page
from pact.once import is_repeat
from pact.workgroups import files, policy
from pact.workgroups.forms import FileForm, VersionForm
from pact.workgroups.models import Workgroup, WorkgroupFile, WorkgroupMember
from pact.workgroups.views.base import bp, by_slug, open_by_slug, own_seat

OFTEN = "60 per hour"


@bp.get("/werkgroepen/<slug>/bestanden")
@access(signed_in)
def list_files(slug: str) -> Response:
    workgroup = by_slug(slug)
    seat = own_seat(workgroup)
    require(policy.may_read_files(me, seat))
    may_remove = policy.may_remove_files(me, seat) and workgroup.is_open
    rows = files.listed(workgroup.id)
    return page(
        "workgroups/files.html",
        workgroup=workgroup,
        rows=[row for row in rows if row.removed_at is None],
        removed=[row for row in rows if row.removed_at is not None] if may_remove else [],
        may_add=policy.may_add_files(me, seat) and workgroup.is_open,
    )


@bp.route("/werkgroepen/<slug>/bestanden/nieuw", methods=["GET", "POST"])
@access(signed_in)
@limiter.limit(OFTEN, methods=["POST"])
def add_file(slug: str) -> Response:
    ask_first(lambda: _to_add(slug))
    form = FileForm()
    accepted = _accepted(form) if form.is_submitted() else None  # before anybody has to wait for us
    workgroup, seat = _to_add(slug)
    if form.validate_on_submit() and accepted is not None:
        if is_repeat(accepted.mark):
            return back_to_files(slug, _("Het bestand staat op de lijst."))
        try:
            files.add(workgroup, form.title.data, accepted, _shelf(seat), me)
        except Refused as refusal:
            db.session.rollback()
            complain(form.file, str(refusal.sentence))
        else:
            audit.record("file_added", workgroup.thing, me, organisation_id=_shelf(seat), kind=accepted.kind)
            db.session.commit()
            return back_to_files(slug, _("Het bestand staat op de lijst."))
    return _form_page("workgroups/add_file.html", form, workgroup=open_by_slug(slug))


@bp.get("/werkgroepen/<slug>/bestanden/<int:file_id>")
@access(signed_in)
def show_file(slug: str, file_id: int) -> Response:
    workgroup = by_slug(slug)
    seat = own_seat(workgroup)
    require(policy.may_read_files(me, seat))
    file = _file(workgroup, file_id)
    versions = files.versions(file.id)
    return page(
        "workgroups/file.html",
        workgroup=workgroup,
        file=file,
        latest=versions[0],
        older=versions[1:],
        may_add=policy.may_add_files(me, seat) and workgroup.is_open,
        may_remove=policy.may_remove_files(me, seat) and workgroup.is_open,
    )


@bp.route("/werkgroepen/<slug>/bestanden/<int:file_id>/nieuwe-versie", methods=["GET", "POST"])
@access(signed_in)
@limiter.limit(OFTEN, methods=["POST"])
def add_version(slug: str, file_id: int) -> Response:
    ask_first(lambda: _file(_to_add(slug)[0], file_id))
    form = VersionForm()
    accepted = _accepted(form) if form.is_submitted() else None
    workgroup, seat = _to_add(slug)
    file = _file(workgroup, file_id)
    if form.validate_on_submit() and accepted is not None:
        if is_repeat(accepted.mark):
            return back_to_file(slug, file_id, _("De nieuwe versie staat erbij."))
        try:
            number = files.add_version(file, accepted, _shelf(seat), me)
        except Refused as refusal:
            db.session.rollback()
            complain(form.file, str(refusal.sentence))
        else:
            audit.record("file_version", workgroup.thing, me, organisation_id=_shelf(seat), number=number)
            db.session.commit()
            return back_to_file(slug, file_id, _("De nieuwe versie staat erbij."))
    return _form_page("workgroups/add_version.html", form, workgroup=workgroup, file=file)


@bp.get("/werkgroepen/<slug>/bestanden/<int:file_id>/versie/<int:number>")
@access(signed_in)
def download_file(slug: str, file_id: int, number: int) -> Response:
    workgroup = by_slug(slug)
    require(policy.may_read_files(me, own_seat(workgroup)))
    file = _file(workgroup, file_id)
    return serving.download(files.stored_id(file.id, number), file.title)


@bp.post("/werkgroepen/<slug>/bestanden/<int:file_id>/weg")
@access(signed_in)
def remove_file(slug: str, file_id: int) -> Response:
    workgroup = _to_remove(slug)
    file = find_or_404(WorkgroupFile, WorkgroupFile.id == file_id, WorkgroupFile.workgroup_id == workgroup.id)
    if file.removed_at is None:  # else it was pressed twice
        file.remove(me.id)
        audit.record("file_removed", workgroup.thing, me)
        db.session.commit()
    return back_to_files(slug, _("Het bestand is weg. Was dat een vergissing? Zet het binnen een dag terug."))


@bp.post("/werkgroepen/<slug>/bestanden/<int:file_id>/terug")
@access(signed_in)
def put_file_back(slug: str, file_id: int) -> Response:
    workgroup = _to_remove(slug)
    file = find_or_404(WorkgroupFile, WorkgroupFile.id == file_id, WorkgroupFile.workgroup_id == workgroup.id)
    if file.removed_at is not None:
        file.put_back()
        audit.record("file_put_back", workgroup.thing, me)
        db.session.commit()
    return back_to_files(slug, _("Het bestand staat weer op de lijst."))


# -- what these share ------------------------------------------------------------------------------------------------


def _to_add(slug: str) -> tuple[Workgroup, WorkgroupMember | None]:
    workgroup = open_by_slug(slug)
    seat = own_seat(workgroup)
    require(policy.may_add_files(me, seat))
    return workgroup, seat


def _to_remove(slug: str) -> Workgroup:
    workgroup = open_by_slug(slug)
    require(policy.may_remove_files(me, own_seat(workgroup)))
    return workgroup


def _file(workgroup: Workgroup, file_id: int) -> WorkgroupFile:
    here = WorkgroupFile.workgroup_id == workgroup.id
    return find_or_404(WorkgroupFile, WorkgroupFile.id == file_id, here, WorkgroupFile.removed_at.is_(None))


def _shelf(seat: WorkgroupMember | None) -> int | None:
    """Whose room a file takes: of the partner somebody sits there for. The coordinator sits there for the pact."""
    return seat.organisation_id if seat is not None else None


def _accepted(form: FileForm | VersionForm) -> Accepted | None:
    """The file, looked through; or none, and the form will say why."""
    try:
        return accepting.accept(form.file.data, ANY)
    except Refused as refusal:
        form.refusal = str(refusal.sentence)
        return None


def _form_page(template: str, form: PactForm, **shown: Any) -> Response:
    status = 422 if form.errors else 200
    return page(template, status, form=form, accept=accepting.endings(ANY), **shown)


def back_to_files(slug: str, words: str) -> Response:
    flash(words, "positive")
    return make_response(redirect(url_for("workgroups.list_files", slug=slug), 303))


def back_to_file(slug: str, file_id: int, words: str) -> Response:
    flash(words, "positive")
    return make_response(redirect(url_for("workgroups.show_file", slug=slug, file_id=file_id), 303))
