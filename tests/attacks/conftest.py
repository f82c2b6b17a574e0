"""What the attacks borrow from the room they attack most."""

from tests.referrals.conftest import peek, refresh_limits, traces  # noqa: F401
