"""The command line loads what a command needs, and its table of commands says what the modules have."""

import subprocess
import sys
from importlib import import_module
from inspect import signature
from pkgutil import iter_modules

import click
import pytest

import funneldesk.cli
from funneldesk.cli.commands import BY_MODULE, commands, commands_of


@pytest.mark.parametrize("module", BY_MODULE)
def test_the_table_names_the_commands_a_module_has(module):
    assert tuple(command.name for command in commands_of(module)) == BY_MODULE[module]


def test_no_module_with_commands_is_forgotten():
    """What a module makes without being given anything stands at the top; else it belongs to a group of another."""
    known = set(BY_MODULE) | {"commands"}
    others = [one.name for one in iter_modules(funneldesk.cli.__path__) if one.name not in known]
    made = [getattr(import_module(f"funneldesk.cli.{name}"), "commands", None) for name in others]
    assert not [one for one in made if one and not signature(one).parameters and isinstance(one(), list)]


def test_every_command_is_found_by_its_name():
    group = commands()
    context = click.Context(group)
    names = group.list_commands(context)
    assert len(names) == len(set(names))
    assert all(group.get_command(context, name).name == name for name in names)
    assert group.get_command(context, "no-such-command") is None


def test_a_command_loads_no_other():
    code = (
        "import sys; from funneldesk.cli.commands import commands; import click; group = commands();"
        "group.get_command(click.Context(group), 'audit');"
        "print(*sorted(name for name in sys.modules if name.startswith('funneldesk.cli.')))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    modules = {name.rpartition(".")[2] for name in loaded.stdout.split()}
    assert "erasing" in modules
    # It looks leads up in the way `explain` does; of the other commands it needs nothing.
    assert modules & set(BY_MODULE) == {"erasing", "scoring"}
