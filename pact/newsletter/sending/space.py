"""Room on the disk: what the mail server took must be written down, so nothing is sent where that may fail."""

import shutil

from flask import current_app

ENOUGH = 200_000_000


def is_full() -> bool:
    return shutil.disk_usage(current_app.instance_path).free < ENOUGH
