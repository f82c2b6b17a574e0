"""What happens to a covenant after it was asked: countersigned, typed over from paper, confirmed, ended, asked anew."""

from flask import Response, flash, make_response, redirect, url_for
from flask_babel import gettext as _

from pact import audit
from pact.access import access, me, require, signed_in
from pact.covenants import emails, joining, policy, queries
from pact.covenants.forms import EndForm, PaperForm
from pact.covenants.models import Covenant, Status
from pact.covenants.recruiting import settling
from pact.covenants.views.blueprint import bp
from pact.dates import local
from pact.db import db, find_or_404
from pact.htmx import page
from pact.states import IllegalMove


def find(id: int) -> Covenant:
    return find_or_404(Covenant, Covenant.id == id, policy.visible_to(me), options=queries.LOADED)


def to_partner(covenant: Covenant) -> Response:
    return make_response(redirect(url_for(".of_partner", slug=covenant.organisation.slug), 303))


def note(action: str, covenant: Covenant) -> None:
    audit.record(action, covenant.thing, me, organisation_id=covenant.organisation_id)


@bp.post("/convenanten/<int:id>/ook-tekenen")
@access(policy.coordinator)
def countersign(id: int) -> Response:
    """From here the organisation takes part. What this version replaces comes to an end."""
    covenant = find(id)
    if covenant.status != Status.COUNTERSIGNED:  # a second press gets the same answer
        for older in queries.replaced_by(covenant):
            older.end(me.id, _("Er is een nieuwe versie getekend."))
        covenant.countersign(me.id)
        settling.signed(covenant.organisation, me.id)
        emails.tell_countersigned(covenant)
        note("covenant_countersigned", covenant)
        db.session.commit()
    flash(_("Getekend. %(name)s doet mee.", name=covenant.organisation.name), "positive")
    return to_partner(covenant)


@bp.route("/convenanten/<int:id>/papier", methods=["GET", "POST"])
@access(policy.coordinator)
def register_paper(id: int) -> Response:
    """After the ceremony: what was signed with a pen is typed over."""
    covenant = find(id)
    if covenant.status != Status.ASKED:
        return to_partner(covenant)
    require(policy.may_register_paper(me, covenant))
    form = PaperForm()
    form.earliest = local(covenant.text.published_at).date()
    if form.validate_on_submit():
        covenant.register_paper(form.name.data, form.function.data, form.signed_on.data, me.id)
        note("covenant_signed_on_paper", covenant)
        db.session.commit()
        flash(_("Bewaard. Teken nu zelf ook."), "positive")
        return to_partner(covenant)
    return page("covenants/paper.html", 422 if form.errors else 200, form=form, covenant=covenant)


@bp.post("/convenanten/<int:id>/nieuwe-link")
@access(policy.coordinator)
def send_new_link(id: int) -> Response:
    """To whoever has it in hand now; the links before it stop working."""
    covenant = find(id)
    links = queries.links_of(covenant.id)
    if covenant.status != Status.ASKED or not links:
        raise IllegalMove(covenant, Status.ASKED)
    for old in links:
        old.end()
    link, token = joining.new_link(covenant, links[-1].name, links[-1].email)
    emails.ask_to_sign(link, token)
    note("covenant_asked_again", covenant)
    db.session.commit()
    flash(_("De e-mail met de link om te tekenen is onderweg."), "positive")
    return to_partner(covenant)


@bp.post("/convenanten/<int:id>/bevestigen")
@access(signed_in)
def confirm(id: int) -> Response:
    """The contact person, without the letter at hand. Also brings back one that lapsed."""
    covenant = find(id)
    require(me.is_at(covenant.organisation_id, "contact_person"))
    if policy.may_confirm(me, covenant):
        covenant.confirm(me.id)
        settling.signed(covenant.organisation, me.id)
        note("covenant_confirmed", covenant)
        db.session.commit()
    flash(_("Fijn dat het nog klopt. Bedankt!"), "positive")
    return to_partner(covenant)


@bp.route("/convenanten/<int:id>/stoppen", methods=["GET", "POST"])
@access(signed_in)
def end(id: int) -> Response:
    """A page that says what happens, a reason, a button. What was only asked is taken back."""
    covenant = find(id)
    require(policy.coordinator(me) or me.is_at(covenant.organisation_id, "contact_person"))
    if covenant.status in (Status.ENDED, Status.DECLINED):
        return to_partner(covenant)
    require(policy.may_end(me, covenant))
    form = EndForm()
    if form.validate_on_submit():
        if covenant.status == Status.ASKED:
            covenant.decline(form.reason.data)
            settling.taken_back(covenant.organisation, me.id)
            for link in queries.links_of(covenant.id):
                link.end()
        else:
            covenant.end(me.id, form.reason.data)
            joining.part_ways(covenant)
            tell_of_end(covenant)
        note("covenant_ended", covenant)
        db.session.commit()
        flash(_("Het is gestopt."), "positive")
        return to_partner(covenant)
    return page("covenants/end.html", 422 if form.errors else 200, form=form, covenant=covenant)


def tell_of_end(covenant: Covenant) -> None:
    if policy.coordinator(me):
        emails.tell_ended(covenant)
    else:
        emails.tell_coordinators("ended_by_partner", covenant)
