"""Where a covenant may go from where it is: every pair, allowed and refused; and a text that never changes."""

from datetime import date

import pytest

from pact.covenants.joining import part_ways
from pact.covenants.models import MOVES, REQUEST_MOVES, Covenant, CovenantText, JoinRequest, PublishedTextChanged
from pact.covenants.models import RequestStatus as R
from pact.covenants.models import Status as S
from pact.covenants.models.covenant import NotTheTextThatWasRead, months_after
from pact.db import db
from pact.organisations.models import Organisation
from pact.states import IllegalMove
from tests import make

#: The verb that leads to a status. `signed` is reached in two ways.
VERBS = {
    S.SIGNED: lambda covenant: covenant.sign("Iemand", "voorzitter"),
    S.COUNTERSIGNED: lambda covenant: covenant.countersign(None),
    S.DECLINED: lambda covenant: covenant.decline("nee"),
    S.ENDED: lambda covenant: covenant.end(None, "klaar"),
    S.LAPSED: lambda covenant: covenant.lapse(),
}


@pytest.mark.parametrize("to", VERBS)
@pytest.mark.parametrize("status", S)
def test_a_covenant_goes_only_where_the_table_lets_it(app, status, to):
    with app.app_context():
        covenant = make.covenant(status)
        if to in MOVES[status]:
            VERBS[to](covenant)
            assert covenant.status == to
        else:
            with pytest.raises(IllegalMove):
                VERBS[to](covenant)
            assert covenant.status == status
        db.session.rollback()


@pytest.mark.parametrize("status", S)
def test_paper_is_registered_only_for_who_still_has_to_sign(app, town, status):
    fatma = town.fatma.id
    with app.app_context():
        covenant = make.covenant(status)
        if status == S.ASKED:
            covenant.register_paper("Iemand", "voorzitter", date(2026, 11, 20), fatma)
            assert (covenant.signed_on, covenant.signed_way) == (date(2026, 11, 20), "paper")
        else:
            with pytest.raises(IllegalMove):
                covenant.register_paper("Iemand", "voorzitter", date(2026, 11, 20), fatma)
        db.session.rollback()


@pytest.mark.parametrize("to", R)
@pytest.mark.parametrize("status", R)
def test_a_request_is_answered_once(app, town, status, to):
    fatma, place = town.fatma.id, town.voedselbank.id
    with app.app_context():
        request = make.join_request(status=status)
        verbs = {
            R.ACCEPTED: lambda: request.accept(fatma, place),
            R.DECLINED: lambda: request.decline(fatma),
        }
        if to in REQUEST_MOVES[status]:
            verbs[to]()
            assert (request.status, request.answered_by_id) == (to, fatma)
        elif to in verbs:
            with pytest.raises(IllegalMove):
                verbs[to]()
        db.session.rollback()


@pytest.mark.parametrize("field", ["title", "body", "annex", "number", "sha256"])
def test_a_published_text_never_changes(app, field):
    with app.app_context():
        text = db.session.query(CovenantText).first()
        setattr(text, field, 7 if field == "number" else "andere woorden")
        with pytest.raises(PublishedTextChanged):
            db.session.flush()
        db.session.rollback()


def test_each_word_gives_another_fingerprint(app):
    with app.app_context():
        one = CovenantText.publish("pact", 1, "Titel", "Wij helpen.", "Bijlage.", None)
        others = [
            CovenantText.publish("covenant", 1, "Titel", "Wij helpen.", "Bijlage.", None),
            CovenantText.publish("pact", 2, "Titel", "Wij helpen.", "Bijlage.", None),
            CovenantText.publish("pact", 1, "Titel", "Wij helpen niet.", "Bijlage.", None),
            CovenantText.publish("pact", 1, "Titel", "Wij helpen.", "Andere bijlage.", None),
        ]
        assert len({text.sha256 for text in (one, *others)}) == 5
        assert CovenantText.publish("pact", 1, "Titel", "Wij helpen.\r\n", "Bijlage.", None).sha256 == one.sha256


def test_words_that_were_changed_behind_our_back_are_not_signed(app):
    with app.app_context():
        covenant = make.covenant()
        db.session.execute(CovenantText.__table__.update().values(body="Iets heel anders."))
        db.session.expire(covenant.text)
        with pytest.raises(NotTheTextThatWasRead):
            covenant.sign("Iemand", "voorzitter")
        db.session.rollback()


def test_taking_part_holds_as_long_as_the_covenant(app):
    with app.app_context():
        covenant = make.covenant("signed", at="school")
        school = covenant.organisation
        assert school.joined_on is None
        covenant.countersign(None)
        assert school.joined_on == date(2026, 11, 24)
        covenant.lapse()
        part_ways(covenant)
        assert school.joined_on is None
        covenant.confirm(None)
        assert (covenant.status, school.joined_on) == (S.COUNTERSIGNED, date(2026, 11, 24))
        covenant.end(None, "klaar")
        part_ways(covenant)
        assert school.joined_on is None
        db.session.rollback()


def test_who_signed_something_else_too_still_takes_part(app):
    with app.app_context():
        covenant = make.covenant("ended", at="voedselbank")
        assert covenant.organisation.joined_on == date(2023, 12, 4)
        db.session.rollback()


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 3, 31), 11, date(2028, 2, 29)),
        (date(2026, 12, 4), 13, date(2028, 1, 4)),
        (date(2026, 1, 1), 11, date(2026, 12, 1)),
    ],
)
def test_months_are_counted_as_people_count_them(start, months, end):
    assert months_after(start, months) == end


def test_the_town_holds_covenants_in_most_states_and_an_open_request(town):
    assert {row.status for row in town.all(Covenant)} == set(S) - {S.DECLINED}
    assert [row.status for row in town.all(JoinRequest)] == ["open"]
    joined = {row.slug for row in town.all(Organisation, Organisation.joined_on.is_not(None))}
    assert not joined & {"tandarts", "school", "sportclub"}
    assert len(joined) == 12
