"""`pact --help` is quick and plain."""

import subprocess
import sys

import click
import pytest

from pact.cli import pact


def commands(group=pact, before=()):
    for name, command in group.commands.items():
        yield (*before, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*before, name))


@pytest.mark.parametrize(
    ("words", "command"), list(commands()), ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_every_command_says_what_it_is_for(words, command):
    assert command.help
    assert all(option.help for option in command.params if isinstance(option, click.Option))


def test_the_commands_of_the_design_are_there():
    names = {" ".join(words) for words, _command in commands()}
    assert {"invite", "worker", "deliver", "forget", "keys", "audit verify", "backup", "restore", "demo"} <= names


def test_help_does_not_load_the_application():
    asked = "import sys, pact.cli; print([m for m in ('flask', 'sqlalchemy', 'pact.db') if m in sys.modules])"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
