"""A backup keeps what there is, without its keys; restoring one brings nothing back that was erased since."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from pact import audit
from pact.db import db
from pact.referrals.models import Referral

pytestmark = pytest.mark.engine("sqlite")


@pytest.fixture
def pact(app):
    def say(*words):
        return app.test_cli_runner().invoke(args=["pact", *map(str, words)])

    return say


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "backups"


def make(pact, folder):
    said = pact("backup", "--naar", folder)
    assert said.exit_code == 0, said.output
    return max(folder.glob("*.db"))


def tables(file):
    with sqlite3.connect(file) as opened:
        names = [row[0] for row in opened.execute("SELECT name FROM sqlite_master WHERE type='table' ORDER BY name")]
        return {name: opened.execute(f"SELECT * FROM {name}").fetchall() for name in names}


def accepted():
    return db.session.scalars(select(Referral).where(Referral.status == "accepted")).first()


def names(app):
    with app.app_context():
        return {one.reference: one.given_name for one in db.session.scalars(select(Referral))}


def test_the_data_hold_no_key_and_the_keys_no_data(app, pact, folder):
    data = make(pact, folder)
    with app.app_context():
        wrapped = [one.data_key.wrapped for one in db.session.scalars(select(Referral)) if one.data_key.wrapped]
    bytes_of_data = data.read_bytes()
    assert not any(key in bytes_of_data for key in wrapped)
    assert set(tables(data.with_suffix(".keys"))) == {"data_key"}
    assert oct(data.stat().st_mode)[-3:] == oct(data.with_suffix(".keys").stat().st_mode)[-3:] == "600"


def test_what_is_restored_is_what_there_was(app, pact, folder):
    with app.app_context():
        audit.record("tested", "nothing")
        db.session.commit()
    before, held = names(app), tables(app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///"))
    data = make(pact, folder)
    with app.app_context():
        db.session.execute(Referral.__table__.update().values(reference=Referral.reference + "x"))
        db.session.commit()
    said = pact("restore", data, "--vervang")
    assert said.exit_code == 0, said.output
    assert names(app) == before
    assert tables(app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///")) == held


def test_what_was_erased_after_the_backup_stays_erased(app, pact, folder):
    data = make(pact, folder)
    with app.app_context():
        stopped = accepted()
        reference = stopped.reference
        stopped.withdraw()
        db.session.commit()
    assert pact("restore", data, "--vervang").exit_code == 0
    found = names(app)
    assert found[reference] is None
    assert sum(1 for name in found.values() if name) > 20


def test_an_erasure_that_missed_the_ledger_is_added_by_the_next_backup(app, pact, folder):
    ledger = Path(app.instance_path) / "erased.ledger"
    with app.app_context():
        stopped = accepted()
        key_id = stopped.data_key_id
        stopped.withdraw()
        db.session.commit()
    assert key_id in ledger.read_text()
    ledger.unlink()  # as though the machine stopped between the commit and the line
    make(pact, folder)
    assert key_id in ledger.read_text()


def test_an_erasure_that_was_rolled_back_is_not_in_the_ledger(app):
    ledger = Path(app.instance_path) / "erased.ledger"
    with app.app_context():
        stopped = accepted()
        key_id = stopped.data_key_id
        stopped.withdraw()
        db.session.rollback()
        audit.record("tested", "nothing")
        db.session.commit()
    assert not ledger.exists() or key_id not in ledger.read_text()


def test_without_its_keys_a_backup_is_refused(pact, folder):
    data = make(pact, folder)
    data.with_suffix(".keys").unlink()
    said = pact("restore", data, "--vervang")
    assert said.exit_code == 1
    assert "Zonder sleutels zijn de gegevens niet te lezen" in said.output


def test_without_the_master_key_a_backup_is_refused(app, pact, folder):
    data = make(pact, folder)
    app.config["KEYS"] = {2: bytes(32)}
    said = pact("restore", data, "--vervang")
    assert said.exit_code == 1
    assert "ontbreekt hoofdsleutel 1" in said.output


def test_a_database_in_use_is_not_overwritten_by_accident(pact, folder):
    said = pact("restore", make(pact, folder))
    assert said.exit_code == 1
    assert "Er is al een database" in said.output


def test_old_keys_go_after_a_week_and_old_data_after_a_month(pact, folder, clock):
    first = make(pact, folder)
    clock.shift(timedelta(days=8))
    second = make(pact, folder)
    assert first.exists()
    assert not first.with_suffix(".keys").exists()
    assert second.with_suffix(".keys").exists()
    clock.shift(timedelta(days=23))
    make(pact, folder)
    assert not first.exists()
