"""A kommunesvar of its own, as an operator would have it: a configuration file, and the program as a process."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CONSULTATIONS = """
[[consultations]]
id = "foraar"
title = "Udkast til kerneværdier"
mailboxes = ["MLAR"]
opens = 2019-02-05
deadline = 2019-04-23

[[consultations]]
id = "efteraar"
title = "Kommunale kerneværdier"
mailboxes = ["FLJE"]
opens = 2019-06-28
deadline = 2019-11-01
"""


@dataclass(frozen=True)
class Finished:
    """A command that has ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass
class Installation:
    """A folder with a configuration; ``mailboxes`` and ``rest`` are TOML, ``secrets`` the environment's."""

    folder: Path
    mailboxes: str = '[[mailboxes]]\nname = "MLAR"\n[[mailboxes]]\nname = "FLJE"\naddress = "FLJE@kl.dk"\n'
    rest: str = ""
    web: str = "[web]\nport = 0\n"
    secrets: dict[str, str] = field(default_factory=dict)

    @property
    def config(self) -> Path:
        return self.folder / "config.toml"

    @property
    def archive(self) -> Path:
        return self.folder / "data" / "archive"

    def write(self) -> "Installation":
        """Write the configuration as it is now."""
        trust = '[authentication]\ntrusted_authserv_ids = ["mx.kl.dk"]\ninternal_domains = ["kl.dk"]\n'
        self.config.write_text(trust + self.web + self.mailboxes + CONSULTATIONS + self.rest, encoding="utf-8")
        return self

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start a command and return its process; whoever starts it ends it."""
        return subprocess.Popen(
            [sys.executable, "-m", "kommunesvar", "--config", str(self.config), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=self.folder,
            env=os.environ | self.secrets,
        )

    def run(self, *arguments: str) -> Finished:
        """Run a command to its end."""
        process = self.start(*arguments)
        try:
            out, err = process.communicate(timeout=120)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise
        return Finished(process.returncode, out, err)

    def ask(self, *arguments: str) -> Any:
        """Run a command that must succeed, and return its JSON."""
        done = self.run(*arguments, "--format", "json")
        assert done.status == 0, done.err
        return done.json

    def add_mailbox(self, name: str, *, port: int, user: str, secret: str, more: str = "") -> None:
        """Describe a mailbox on a server of this machine, its password in a variable."""
        self.secrets[f"SECRET_{name}"] = secret
        self.mailboxes += (
            f'[[mailboxes]]\nname = "{name}"\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\n'
            f'username = "{user}"\npassword_env = "SECRET_{name}"\n{more}\n'
        )
