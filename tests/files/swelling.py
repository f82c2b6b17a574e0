"""`python -m tests.files.swelling FOLDER` prints by how many kB looking through the files there makes a process swell.

Those that are called good come first: what the libraries take by themselves does not count.
"""

import resource
import sys
from pathlib import Path

from flask import Flask
from flask_babel import Babel

from pact.files.accepting import looked_through
from pact.files.refusals import Refused


def most() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main(folder: Path) -> None:
    app = Flask("swelling")
    Babel(app)
    with app.test_request_context():
        for file in sorted(folder.glob("good*")):
            looked_through(file.read_bytes())
        before = most()
        for file in sorted(folder.glob("bad*")):
            try:
                looked_through(file.read_bytes())
            except Refused:
                continue
            sys.exit(f"{file.name} was taken")
    print(most() - before)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
