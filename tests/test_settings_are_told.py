"""Documents that can rot are tested: every setting stands in docs/settings.md, and nothing else does."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_every_setting_is_told_and_no_other() -> None:
    code = (ROOT / "pact" / "config.py").read_text()
    read = set(re.findall(r'environ\.get\("(PACT_[A-Z_]+)"', code))
    names = re.search(r"SECRET_NAMES = \(([^)]*)\)", code)
    assert names
    read |= {"PACT_" + name.removeprefix("SECURITY_") for name in re.findall(r'"([A-Z_]+)"', names.group(1))}
    told = set(re.findall(r"PACT_[A-Z_]+", (ROOT / "docs" / "settings.md").read_text()))
    assert read == told, f"write a line in docs/settings.md about {read - told}, and take out {told - read}"
