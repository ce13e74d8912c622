import importlib
import subprocess
import sys

import pytest

from kommunesvar.app import app
from kommunesvar.commands import MODULES


def test_every_command_stands_in_the_module_that_is_imported_for_it() -> None:
    for module in set(MODULES.values()):
        importlib.import_module(f"kommunesvar.commands.{module}")

    found = {
        command.name or getattr(command.callback, "__name__", ""): getattr(command.callback, "__module__", "")
        for command in app.registered_commands
    }
    for group in app.registered_groups:
        modules = {getattr(c.callback, "__module__", "") for c in (group.typer_instance or app).registered_commands}
        found |= {str(group.name): module for module in modules}

    assert found == {name: f"kommunesvar.commands.{module}" for name, module in MODULES.items()}


@pytest.mark.parametrize(
    ("arguments", "unneeded"),
    [
        (["--version"], "kommunesvar.bootstrap"),
        (["--config", "none.toml", "status"], "kommunesvar.worker"),
        (["--config", "none.toml", "status"], "starlette"),
        (["--config", "none.toml", "run"], "starlette"),
    ],
)
def test_commands_load_only_what_they_need(arguments: list[str], unneeded: str) -> None:
    program = (
        "import sys; from kommunesvar.cli import run; status = run(sys.argv[2:]);"
        " sys.exit(9 if sys.argv[1] in sys.modules else status)"
    )

    done = subprocess.run([sys.executable, "-c", program, unneeded, *arguments], capture_output=True, check=False)

    assert done.returncode in {0, 2}


def test_file_named_as_a_command_is_not_taken_for_it() -> None:
    program = "import sys; from kommunesvar.cli import run; sys.exit(run(['--config', 'status', 'poll', '--help']))"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert (done.returncode, "--mailbox" in done.stdout) == (0, True)
