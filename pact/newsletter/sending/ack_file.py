"""What the mail server took, written down before the database knows: it survives a worker that is killed in between.

One file for each turn of a lane. «b 12»: the text of delivery 12 is about to leave; «a 12»: the server said yes. The
file is locked as long as its lane lives, so that whoever can lock it knows that nobody writes in it any more. It is not
forced onto the disk: the commit of the database, which is, follows within fifty messages and says the same.
"""

import fcntl
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from flask import current_app

from pact.keys import new_token

FOLDER = "newsletter"
LINE = re.compile(rb"[ab] \d{1,10}")


class Found(NamedTuple):
    """What a dead lane left. Not whole: the disk kept something else than what was written (a power cut)."""

    begun: set[int]
    accepted: set[int]
    is_whole: bool


def machine() -> str:
    """A name for the disk on which these files stand: rows of lanes elsewhere are not ours to judge."""
    file = _folder() / "machine"
    while True:
        try:
            name = file.read_text().strip()
            if name:
                return name
        except FileNotFoundError:
            pass
        draft = file.with_suffix(f".{os.getpid()}")
        draft.write_text(new_token()[:8].replace("-", "x"))
        try:
            os.link(draft, file)
        except FileExistsError:
            pass
        finally:
            draft.unlink()


def _folder() -> Path:
    folder = Path(current_app.instance_path) / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


class AckFile:
    """Lines are put together for a moment and written in one go, before anything that depends on them happens."""

    def __init__(self, issue_id: int) -> None:
        self.worker = f"{machine()}-{new_token()[:8]}"
        self.path = _folder() / f"{issue_id}.{self.worker}"
        draft = self.path.with_name(f".{self.path.name}")  # locked before anybody can find it
        self._file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        fcntl.flock(self._file, fcntl.LOCK_EX)
        draft.rename(self.path)
        self._lines: list[bytes] = []

    def begins(self, delivery_id: int) -> None:
        self._lines.append(b"b %d\n" % delivery_id)

    def accepts(self, delivery_id: int) -> None:
        self._lines.append(b"a %d\n" % delivery_id)

    def write(self) -> bool:
        """Tells whether there was anything to write."""
        if not self._lines:
            return False
        os.write(self._file, b"".join(self._lines))
        self._lines = []
        return True

    def close(self, *, remove: bool) -> None:
        """Remove it only when the database knows all that it says."""
        self.write()
        if remove:
            self.path.unlink(missing_ok=True)
        os.close(self._file)


def left_behind(issue_id: int) -> Iterator[tuple[str, Path]]:
    """The lanes of this machine that died: the name of each, and its file, locked as long as you look at it."""
    for path in sorted(_folder().glob(f"{issue_id}.*")):
        try:
            file = os.open(path, os.O_RDONLY)
        except FileNotFoundError:
            continue
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if path.exists():  # else somebody else was first, and is done with it
                yield path.name.partition(".")[2], path
        except BlockingIOError:
            continue
        finally:
            os.close(file)


def read(path: Path) -> Found:
    """A last line without its end was never said."""
    begun: set[int] = set()
    accepted: set[int] = set()
    lines = path.read_bytes().split(b"\n")[:-1]
    said = [line for line in lines if LINE.fullmatch(line)]
    for line in said:
        (accepted if line.startswith(b"a ") else begun).add(int(line[2:]))
    return Found(begun, accepted, len(said) == len(lines))


def names(issue_id: int) -> set[str]:
    """Of all lanes of this machine that have a file, dead or alive."""
    return {path.name.partition(".")[2] for path in _folder().glob(f"{issue_id}.*")}
