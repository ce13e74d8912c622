"""Serves the page from a thread of its own, beside whatever else the program does."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
import uvicorn

from domain.account import AccountRole
from domain.errors import ConfigurationError
from kommunesvar.bootstrap import Program
from kommunesvar.web.accounts.invitations import invite
from kommunesvar.web.app import make_app

START_SECONDS, STOP_SECONDS = 30, 10
BACKLOG = 128

log = structlog.get_logger(__name__)


@contextmanager
def serve(program: Program) -> Iterator[str]:
    """Serve the page until the end of the block; yields its address.

    Raises ConfigurationError when the port is not to be had: before anything else has begun.
    """
    with _listen(program) as listening:
        port: int = listening.getsockname()[1]
        server = uvicorn.Server(_configure(program))
        thread = threading.Thread(target=server.run, args=([listening],), name="page", daemon=True)
        thread.start()
        address = program.config.web.base_url or f"http://{_show_host(program.config.web.host)}:{port}"
        log.info("page served", address=address)
        try:
            yield address
        finally:
            # What is under way is answered first; a browser that keeps its connection is not waited for.
            server.should_exit = True
            thread.join(timeout=STOP_SECONDS)


def _listen(program: Program) -> socket.socket:
    web = program.config.web
    family = socket.AF_INET6 if ":" in web.host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((web.host, web.port))
        listening.listen(BACKLOG)
    except OSError as error:
        listening.close()
        raise ConfigurationError(
            f"The page cannot be served on {web.host}, port {web.port} ([web] host and port): {error.strerror}.",
            remedy="Name another port, or end the program that has it.",
        ) from error
    return listening


def _show_host(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _configure(program: Program) -> uvicorn.Config:
    return uvicorn.Config(
        make_app(program),
        # Addresses may hold what somebody searched for, and the link that makes an account.
        access_log=False,
        log_config=None,
        server_header=False,
        ws="none",
        lifespan="off",
        timeout_graceful_shutdown=STOP_SECONDS // 2,
        forwarded_allow_ips=list(program.config.web.proxies),
    )


def invite_first_admin(program: Program, address: str) -> str | None:
    """Return a link that makes the first account, as long as there is nobody who may do everything.

    Where a provider vouches for people, it also says who may do everything.
    """
    if program.config.web.oidc or program.accounts.has_admin():
        return None
    return address.rstrip("/") + invite(program, AccountRole.ADMIN, by="kommunesvar")
