"""A proxy in front of an IMAP server that knows the shape of its answers, and can spoil them."""

import contextlib
import re
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

Answer = list[bytes]
"""One answer of the server: lines and literals, alternating."""


class Cut(Exception):
    """Raised by a hook to end the connection."""


@dataclass(kw_only=True)
class ImapProxy:
    """``on_answer`` may change an answer or, with None, drop it; ``on_command`` may answer in the server's place.

    ``commands`` are those that were sent, without their tags; ``sessions`` counts the connections.
    """

    port: int
    commands: list[str] = field(default_factory=list)
    sessions: int = 0
    on_answer: Callable[[Answer], Answer | None] = lambda answer: answer
    on_command: Callable[[str], str | None] = lambda _: None
    silent: threading.Event = field(default_factory=threading.Event)
    clients: list[socket.socket] = field(default_factory=list)

    def trickle(self, line: bytes) -> None:
        """Send a line to the latest client."""
        self.clients[-1].sendall(line)

    def count(self, word: str) -> int:
        """Return how many commands held a word."""
        return sum(word in command for command in self.commands)


def get_uid(answer: Answer) -> int | None:
    """Return the UID that an answer is about."""
    found = re.search(rb"\bUID (\d+)", answer[0])
    return int(found[1]) if found else None


@contextlib.contextmanager
def run_proxy(upstream: int) -> Iterator[ImapProxy]:
    """Run a proxy to a port on 127.0.0.1."""
    with contextlib.ExitStack() as stack:
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        proxy = ImapProxy(port=listener.getsockname()[1])
        threading.Thread(target=_accept, args=(listener, proxy, upstream), daemon=True).start()
        try:
            yield proxy
        finally:
            listener.shutdown(socket.SHUT_RDWR)


def _accept(listener: socket.socket, proxy: ImapProxy, upstream: int) -> None:
    with contextlib.suppress(OSError):
        while True:
            client, _ = listener.accept()
            proxy.sessions += 1
            proxy.clients.append(client)
            server = socket.create_connection(("127.0.0.1", upstream))
            for end in (client, server):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for relay in (_relay_commands, _relay_answers):
                threading.Thread(target=_run, args=(relay, client, server, proxy), daemon=True).start()


def _run(
    relay: Callable[[socket.socket, socket.socket, ImapProxy], None],
    client: socket.socket,
    server: socket.socket,
    proxy: ImapProxy,
) -> None:
    with contextlib.suppress(OSError, ValueError, Cut):
        relay(client, server, proxy)
    for end in (client, server):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
    if relay is _relay_answers:
        client.close()
        server.close()


def _relay_commands(client: socket.socket, server: socket.socket, proxy: ImapProxy) -> None:
    with client.makefile("rb") as stream:
        for line in stream:
            tag, _, command = line.decode("utf-8", "replace").strip().partition(" ")
            proxy.commands.append(command)
            reply = proxy.on_command(command)
            if reply is None:
                server.sendall(line)
            else:
                client.sendall(f"{tag} {reply}\r\n".encode())


def _relay_answers(client: socket.socket, server: socket.socket, proxy: ImapProxy) -> None:
    with server.makefile("rb") as stream:
        while answer := _read_answer(stream):
            changed = proxy.on_answer(answer)
            if proxy.silent.is_set():
                stream.read()
            if changed:
                client.sendall(b"".join(changed))


def _read_answer(stream: BinaryIO) -> Answer:
    line = stream.readline()
    answer = [line] if line else []
    while literal := re.search(rb"\{(\d+)\}\r\n$", line):
        answer.append(stream.read(int(literal[1])))
        line = stream.readline()
        answer.append(line)
    return answer
