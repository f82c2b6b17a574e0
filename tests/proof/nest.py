"""Workers to kill: `pact worker`, forked from one process that has the application ready, so that each starts at once.

`python -m tests.proof.nest` reads lines: «start FAULT» begins a worker that dies at this point (or never) and answers
with its process id; «end PID» waits for its end and answers with how it ended. The clocks of other rooms stand still.
With NEST_PATIENCE in the environment no answer of a mail server may take longer than so many seconds.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    from pact import create_app, jobs
    from pact.smtp import opening, talk
    from pact.worker import work

    if patience := os.environ.get("NEST_PATIENCE"):
        for verb in talk.LIMITS:
            talk.LIMITS[verb] = float(patience)
        opening.CONNECT = opening.GREETING = opening.WORD = float(patience)
    app = create_app()
    for kind in [kind for kind in jobs.RECURRING if not kind.startswith("newsletter")]:
        del jobs.RECURRING[kind]
    for line in sys.stdin:
        word, _, rest = line.strip().partition(" ")
        if word == "end":
            print(os.waitstatus_to_exitcode(os.waitpid(int(rest), 0)[1]), flush=True)
            continue
        pid = os.fork()
        if pid:
            print(pid, flush=True)
            continue
        sys.stdin.close()
        app.config["FAULT"] = rest
        with app.app_context():
            work()
        os._exit(0)


class Nest:
    """From the side of the test. Whatever was started here is ended here, each by its own process id."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.proof.nest"],
            cwd=ROOT,
            env={**environment, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.alive: list[int] = []

    def start(self, fault: str = "") -> int:
        pid = self._ask(f"start {fault}")
        self.alive.append(pid)
        return pid

    @property
    def dead(self) -> list[int]:
        """Who ended by itself, and was not waited for yet."""
        return [pid for pid in self.alive if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"]

    def kill(self, pid: int) -> None:
        os.kill(pid, signal.SIGKILL)
        assert self.end(pid) == -signal.SIGKILL

    def kill_all(self) -> int:
        """Everybody at once, as a power cut would; tells how many there were."""
        killed = len(self.alive)
        for pid in self.alive:
            os.kill(pid, signal.SIGKILL)
        for pid in list(self.alive):
            self.end(pid)
        return killed

    def end(self, pid: int) -> int:
        """Wait for it; tells how it ended."""
        self.alive.remove(pid)
        return self._ask(f"end {pid}")

    def close(self) -> None:
        self.kill_all()
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(30)
        self._process.stdout.close()

    def _ask(self, line: str) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


@contextmanager
def nest(environment: Mapping[str, str]) -> Iterator[Nest]:
    made = Nest(environment)
    try:
        yield made
    finally:
        made.close()


if __name__ == "__main__":
    main()
