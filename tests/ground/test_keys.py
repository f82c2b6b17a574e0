"""What is private opens only in its own place, under its own key, and never again once that key is destroyed."""

import os

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from pact import keys
from pact.db import db
from pact.keys import CannotOpen, DataKey

PLACE = "referral:SR-7K2MPX:note:v1"


def a_key(app: Flask) -> tuple[str, bytes]:
    with app.app_context():
        key = DataKey.make()
        blob = key.seal(b"Zyx zoekt winterjassen", PLACE)
        db.session.add(key)
        db.session.commit()
        return key.id, blob


def test_what_is_sealed_opens_in_another_request(app: Flask) -> None:
    id, blob = a_key(app)
    with app.app_context():
        assert db.session.get_one(DataKey, id).open(blob, PLACE) == b"Zyx zoekt winterjassen"


def test_the_same_text_is_sealed_differently_each_time(app: Flask) -> None:
    with app.app_context():
        key = DataKey.make()
        assert key.seal(b"Zyx", PLACE) != key.seal(b"Zyx", PLACE)


@pytest.mark.parametrize(
    "elsewhere", ["referral:SR-OTHER2:note:v1", "referral:SR-7K2MPX:given_name:v1", "message:SR-7K2MPX:note:v1", ""]
)
def test_a_ciphertext_moved_to_another_place_does_not_open(app: Flask, elsewhere: str) -> None:
    id, blob = a_key(app)
    with app.app_context(), pytest.raises(CannotOpen):
        db.session.get_one(DataKey, id).open(blob, elsewhere)


def test_the_wrapped_key_of_another_record_does_not_open(app: Flask) -> None:
    (one, _), (other, blob) = a_key(app), a_key(app)
    with app.app_context():
        mine, theirs = db.session.get_one(DataKey, one), db.session.get_one(DataKey, other)
        mine.wrapped = theirs.wrapped
        with pytest.raises(CannotOpen):
            mine.open(blob, PLACE)
        db.session.rollback()


def test_a_single_changed_bit_is_noticed(app: Flask) -> None:
    id, blob = a_key(app)
    with app.app_context():
        key = db.session.get_one(DataKey, id)
        for position in range(2, len(blob)):
            changed = bytearray(blob)
            changed[position] ^= 1
            with pytest.raises(CannotOpen):
                key.open(bytes(changed), PLACE)


def test_after_destroying_the_key_nothing_opens_and_the_moment_is_known(app: Flask) -> None:
    id, blob = a_key(app)
    with app.app_context():
        key = db.session.get_one(DataKey, id)
        key.destroy()
        first = key.destroyed_at
        key.destroy()
        db.session.commit()
        assert key.destroyed_at == first
    with app.app_context():
        key = db.session.get_one(DataKey, id)
        assert key.wrapped is None
        with pytest.raises(CannotOpen):
            key.open(blob, PLACE)
        with pytest.raises(CannotOpen):
            key.derive("resident page")


def test_derived_secrets_differ_by_purpose_and_by_key(app: Flask) -> None:
    with app.app_context():
        one, other = DataKey.make(), DataKey.make()
        made = {one.derive("page"), one.derive("code"), other.derive("page"), other.derive("code")}
        assert len(made) == 4
        assert one.derive("page") in made


def test_rotation_keeps_everything_readable_and_makes_the_old_key_removable(app: Flask) -> None:
    sealed = [a_key(app) for _ in range(5)]
    old = app.config["KEYS"]
    both = {2: os.urandom(32)} | old
    app.config["KEYS"] = both
    with app.app_context():
        assert keys.rewrap_some(limit=3) == 3
        db.session.commit()
    with app.app_context():  # half way: old and new stand side by side
        assert all(db.session.get_one(DataKey, id).open(blob, PLACE) for id, blob in sealed)
        assert keys.rewrap_some() == 2
        assert keys.rewrap_some() == 0
        db.session.commit()
    app.config["KEYS"] = {2: both[2]}
    with app.app_context():
        assert all(db.session.get_one(DataKey, id).open(blob, PLACE) for id, blob in sealed)
    app.config["KEYS"] = old
    with app.app_context(), pytest.raises(CannotOpen):
        db.session.get_one(DataKey, sealed[0][0]).open(sealed[0][1], PLACE)


def test_a_destroyed_key_is_not_wrapped_again(app: Flask) -> None:
    id, _ = a_key(app)
    with app.app_context():
        db.session.get_one(DataKey, id).destroy()
        db.session.commit()
    app.config["KEYS"] = {2: os.urandom(32)} | app.config["KEYS"]
    with app.app_context():
        assert keys.rewrap_some() == 0


def test_tokens_are_long_and_only_their_hash_tells_them_apart() -> None:
    made = {keys.new_token() for _ in range(1000)}
    assert len(made) == 1000
    assert min(len(token) for token in made) >= 26  # 160 bits
    assert len({keys.token_hash(token) for token in made}) == 1000
    assert not made & {keys.token_hash(token) for token in made}


@given(st.text(max_size=300), st.text(max_size=60))
def test_any_text_comes_back_as_it_was(text: str, place: str) -> None:
    key = os.urandom(32)
    plain, where = text.encode("utf-8", "surrogatepass"), place.encode("utf-8", "replace").decode()
    assert keys._open(key, keys._seal(key, 1, plain, where), where) == plain


@given(st.binary(max_size=60))
def test_garbage_is_refused_and_breaks_nothing(blob: bytes) -> None:
    with pytest.raises(CannotOpen):
        keys._open(b"k" * 32, blob, PLACE)
