"""The order of the rooms: each imports only what stands to its left, and an import stands at the top of its file."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.towns import ROOT

PACT = ROOT / "pact"
ROOMS = [
    "people",
    "organisations",
    "covenants",
    "ambassadors",
    "marketplace",
    "workgroups",
    "directory",
    "meetings",
    "execution_agenda",
]
ROOMS += ["referrals", "newsletter", "reports", "today"]
#: These may read every room.
LAST = {"demo", "cli", "commands", "run", "worker", "backup", "health", "__init__", "models", "heard"}
BANNED = {"utils", "util", "helpers", "helper", "common", "services", "service", "misc", "core"}
#: Longer than the rest on purpose: all verbs of one noun, in the order a referral lives.
ONE_NOUN = {"referrals/models/referral.py": 370}
FILES = sorted(PACT.rglob("*.py"))


def place(module: str) -> int:
    """How far to the right `pact.<room>` stands; the ground floor is 0."""
    room = module.split(".")[1] if module.startswith("pact.") else ""
    if room in ROOMS:
        return 1 + ROOMS.index(room)
    return 99 if room in LAST else 0


def module_of(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts)


def imports(file: Path) -> Iterator[tuple[int, str]]:
    """The modules of ours a file imports, but for those that only a type checker reads."""
    tree = ast.parse(file.read_text())
    only_types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in only_types:
            continue
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names if name.name.startswith("pact"))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "pact":
            base = node.module or ""
            names = (f"{base}.{name.name}" if base == "pact" else base for name in node.names)
            yield from ((node.lineno, name) for name in names)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACT)))
def test_a_file_imports_only_what_stands_to_its_left(file: Path) -> None:
    here = place(module_of(file))
    wrong = [f"line {line}: {name}" for line, name in imports(file) if place(name) > here]
    assert not wrong, f"{module_of(file)} reaches to its right: {wrong}"


def test_from_another_room_one_takes_models_policy_and_questions_only() -> None:
    wrong = []
    for file in FILES:
        room = module_of(file).split(".")[1]
        for line, name in imports(file):
            parts = name.split(".")
            elsewhere = len(parts) > 2 and parts[1] in ROOMS and parts[1] != room
            if elsewhere and parts[2] in ("views", "forms", "emails") and place(module_of(file)) < 99:
                wrong.append(f"{file.relative_to(ROOT)}:{line} {name}")
    assert not wrong, wrong


def test_no_import_hides_in_a_function() -> None:
    hidden = []
    for file in FILES:
        for function in ast.walk(ast.parse(file.read_text())):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) and function.name != "create_app":
                found = [node for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom)]
                hidden += [f"{file.relative_to(ROOT)}:{node.lineno}" for node in found]
    assert not hidden, hidden


def test_nothing_is_called_utils() -> None:
    assert [
        str(file) for file in FILES if {part.removesuffix(".py") for part in file.relative_to(PACT).parts} & BANNED
    ] == []


@pytest.mark.parametrize("room", [room for room in ROOMS if (PACT / room).is_dir()])
def test_a_room_says_what_it_is_for_and_does_nothing_in_its_init(room: str) -> None:
    tree = ast.parse((PACT / room / "__init__.py").read_text())
    assert ast.get_docstring(tree), f"pact/{room}/__init__.py says what the room is for, in a sentence"
    assert len(tree.body) == 1, f"pact/{room}/__init__.py holds no code"


def test_every_module_begins_with_its_rule() -> None:
    silent = [str(file.relative_to(ROOT)) for file in FILES if not ast.get_docstring(ast.parse(file.read_text()))]
    assert not silent, silent


def test_only_config_reads_the_environment() -> None:
    readers = [file for file in FILES if "os.environ" in file.read_text() or "getenv" in file.read_text()]
    assert {str(file.relative_to(PACT)) for file in readers} <= {"config.py", "run.py"}


def test_a_file_stays_small_enough_to_read() -> None:
    lines = {str(file.relative_to(PACT)): len(file.read_text().splitlines()) for file in FILES}
    assert {name: count for name, count in lines.items() if count > ONE_NOUN.get(name, 270)} == {}


def test_only_the_database_room_makes_sessions_and_only_dates_reads_the_clock() -> None:
    wrong = []
    for file in FILES:
        text = file.read_text()
        if file.name != "dates.py" and ("datetime.now(" in text or "date.today(" in text or "utcnow" in text):
            wrong.append(f"{file.relative_to(ROOT)} reads the clock itself")
        if "sessionmaker" in text or "Session(" in text:
            wrong.append(f"{file.relative_to(ROOT)} makes a session of its own")
    assert not wrong, wrong
