"""A private Dovecot on 127.0.0.1, for tests and benchmarks: started here, and ended here by its process id."""

import contextlib
import getpass
import grp
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import threading
import time
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from json import dumps
from pathlib import Path
from typing import Any

from imapclient import IMAPClient

from tests.certificates import write_certificates

PASSWORD = "secret"

_CONFIGURATION = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
{unprivileged}
first_valid_uid = 1
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2 oauthbearer
auth_failure_delay = 0
mail_location = maildir:~/Maildir
mail_fsync = never
maildir_very_dirty_syncs = yes
mail_max_userip_connections = 100
ssl = yes
ssl_cert = <{folder}/srv.pem
ssl_key = <{folder}/srv.key
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {folder}/oauth2.conf.ext
}}
passdb {{
  driver = static
  mechanisms = plain login
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home/%u
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Junk {{
    auto = create
    special_use = \\Junk
  }}
  mailbox Udbakkens {{
    special_use = \\Sent
  }}
}}
service imap-login {{
  {no_chroot}
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  {no_chroot}
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  {no_chroot}
}}
"""
_OAUTH = """
introspection_mode = post
introspection_url = http://127.0.0.1:{port}/introspect
active_attribute = active
active_value = true
username_attribute = username
"""


@dataclass(frozen=True, kw_only=True)
class Dovecot:
    """The running server; any user exists, with an empty mailbox. ``tokens`` are the valid ones, by user."""

    folder: Path
    port: int
    tls_port: int
    pid: int
    uid: int
    gid: int
    tokens: dict[str, str] = field(default_factory=dict)

    @property
    def ca_file(self) -> Path:
        return self.folder / "ca.pem"

    @property
    def other_ca_file(self) -> Path:
        return self.folder / "other-ca.pem"

    @contextlib.contextmanager
    def log_in(self, user: str) -> Iterator[Any]:
        """Log in as a person does, to see and change a mailbox."""
        client = IMAPClient("127.0.0.1", self.port, ssl=False, timeout=30)
        client._imap.debug = 0  # noqa: SLF001 - its default slows every byte down
        try:
            client.login(user, PASSWORD)
            yield client
        finally:
            client.logout()

    def append(self, user: str, *mails: bytes, folder: str = "INBOX", at: datetime | None = None) -> None:
        """Put mails into a folder, as having arrived at a moment."""
        with self.log_in(user) as client:
            for mail in mails:
                client.append(folder, mail, (), at)

    def fill_maildir(self, user: str, mails: Iterator[bytes]) -> Path:
        """Lay mails into the Maildir of a user who has never logged in; much faster than APPEND."""
        home = self.folder / "home" / user
        new = home / "Maildir" / "new"
        for folder in (new, home / "Maildir" / "cur", home / "Maildir" / "tmp"):
            folder.mkdir(parents=True)
        for number, mail in enumerate(mails):
            (new / f"{1_700_000_000 + number}.M{number}P1.test").write_bytes(mail)
        for path in (home, *home.rglob("*")):
            os.chown(path, self.uid, self.gid)
        return home / "Maildir"


def find_dovecot() -> str | None:
    """Find the program, also where its folder is not on the path of ordinary users."""
    return shutil.which("dovecot", path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"]))


@contextlib.contextmanager
def run_dovecot() -> Iterator[Dovecot]:
    """Start a Dovecot in a folder of its own, and end it and remove the folder afterwards."""
    program = find_dovecot()
    if program is None:
        raise FileNotFoundError("dovecot")
    tokens: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="dovecot-") as name, _run_introspection(tokens) as oauth_port:
        folder = Path(name)
        server = _write_configuration(folder, oauth_port)
        process = subprocess.Popen([program, "-F", "-c", str(folder / "dovecot.conf")], stderr=subprocess.PIPE)
        try:
            _wait_until_ready(process, server["port"], folder)
            yield Dovecot(folder=folder, pid=process.pid, tokens=tokens, **server)
        finally:
            process.terminate()
            process.communicate(timeout=20)


def _write_configuration(folder: Path, oauth_port: int) -> dict[str, int]:
    port, tls_port = _find_ports(2)
    root = os.getuid() == 0
    # Dovecot never touches mail as root; its own user may not traverse a private folder.
    uid, gid = (pwd.getpwnam("nobody").pw_uid, pwd.getpwnam("nobody").pw_gid) if root else (os.getuid(), os.getgid())
    folder.chmod(0o755)
    (folder / "home").mkdir()
    os.chown(folder / "home", uid, gid)
    write_certificates(folder)
    (folder / "oauth2.conf.ext").write_text(_OAUTH.format(port=oauth_port))
    me, mine = getpass.getuser(), grp.getgrgid(os.getgid()).gr_name
    (folder / "dovecot.conf").write_text(
        _CONFIGURATION.format(
            folder=folder,
            password=PASSWORD,
            port=port,
            tls_port=tls_port,
            uid=uid,
            gid=gid,
            unprivileged=""
            if root
            else f"default_internal_user = {me}\ndefault_login_user = {me}\ndefault_internal_group = {mine}",
            no_chroot="" if root else "chroot =",
        )
    )
    return {"port": port, "tls_port": tls_port, "uid": uid, "gid": gid}


def _find_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for listener in sockets:
            listener.bind(("127.0.0.1", 0))
        return [listener.getsockname()[1] for listener in sockets]


def _wait_until_ready(process: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5) as probe:
            if probe.recv(4) == b"* OK":
                return
        time.sleep(0.01)
    log = folder / "dovecot.log"
    raise RuntimeError(f"dovecot did not start: {log.read_text() if log.exists() else process.stderr}")


@contextlib.contextmanager
def _run_introspection(tokens: dict[str, str]) -> Iterator[int]:
    """Answer whether a token is good, as an identity provider does (RFC 7662)."""

    class Introspection(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = urllib.parse.parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            token = form.get("token", [""])[0]
            answer = {"active": token in tokens, "username": tokens.get(token, "")}
            body = dumps(answer).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Introspection) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
