"""Production does not start with a secret that is missing, short or made by the demo."""

import base64
import json
from pathlib import Path

import pytest

from pact.config import SECRET_NAMES, SettingsError, settings

GOOD_KEY = "1:" + base64.b64encode(b"k" * 32).decode()


def production(**changes: str) -> dict[str, str]:
    names = {f"PACT_{name.removeprefix('SECURITY_')}": "s" * 40 for name in SECRET_NAMES}
    return (
        names | {"PACT_ENV": "production", "PACT_KEYS": GOOD_KEY, "PACT_BASE_URL": "https://pact.example.nl"} | changes
    )


def test_production_starts_with_good_secrets(tmp_path: Path) -> None:
    made = settings(production(), tmp_path)
    assert made["SESSION_COOKIE_SECURE"]
    assert made["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert made["SESSION_COOKIE_HTTPONLY"]
    assert made["SESSION_COOKIE_SAMESITE"] == "Lax"
    assert made["TRUSTED_HOSTS"] == ["pact.example.nl"]
    assert not made["DEMO"]
    assert not (tmp_path / "secrets.json").exists(), "production makes no secrets of its own"


@pytest.mark.parametrize("name", [f"PACT_{name.removeprefix('SECURITY_')}" for name in SECRET_NAMES])
@pytest.mark.parametrize("value", ["", "short", "s" * 31])
def test_production_refuses_a_missing_or_short_secret_by_name(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        settings(production(**{name: value}), tmp_path)


@pytest.mark.parametrize("name", ["PACT_SECRET_KEY", "PACT_PASSWORD_SALT"])
def test_the_refused_secret_is_not_in_the_message(tmp_path: Path, name: str) -> None:
    with pytest.raises(SettingsError) as refused:
        settings(production(**{name: "hunter2hunter2"}), tmp_path)
    assert "hunter2" not in str(refused.value)


def test_production_refuses_the_demo(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="PACT_DEMO"):
        settings(production(PACT_DEMO="1"), tmp_path)


@pytest.mark.parametrize(
    "keys", ["x" * 40, "1:" + base64.b64encode(b"short").decode() * 5, "0:" + GOOD_KEY[2:], "300:" + GOOD_KEY[2:]]
)
def test_a_key_ring_that_cannot_work_is_refused_at_the_start(tmp_path: Path, keys: str) -> None:
    with pytest.raises(SettingsError, match="PACT_KEYS"):
        settings(production(PACT_KEYS=keys), tmp_path)


def test_the_first_key_of_the_ring_is_the_one_for_new_data(tmp_path: Path) -> None:
    both = "2:" + base64.b64encode(b"n" * 32).decode() + "," + GOOD_KEY
    assert list(settings(production(PACT_KEYS=both), tmp_path)["KEYS"]) == [2, 1]


def test_a_developer_sets_nothing_and_keeps_the_same_secrets(tmp_path: Path) -> None:
    first, second = settings({}, tmp_path), settings({}, tmp_path)
    assert {name: first[name] for name in ("SECRET_KEY", "KEYS")} == {
        name: second[name] for name in ("SECRET_KEY", "KEYS")
    }
    assert (tmp_path / "secrets.json").stat().st_mode & 0o077 == 0
    assert settings({}, tmp_path / "other")["SECRET_KEY"] != first["SECRET_KEY"]


def test_production_refuses_the_secrets_a_demo_made_here(tmp_path: Path) -> None:
    settings({"PACT_DEMO": "1"}, tmp_path)
    made = json.loads((tmp_path / "secrets.json").read_text())
    with pytest.raises(SettingsError):
        settings(production(PACT_SECRET_KEY=made["SECRET_KEY"]), tmp_path)
