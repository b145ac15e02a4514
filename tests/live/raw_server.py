"""A server on loopback that answers with the exact bytes that a test gives."""

import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import chain, repeat

Answer = bytes | Callable[[socket.socket], None]


@dataclass
class Server:
    """A running server: where it listens, and the requests that came, with their bodies."""

    url: str
    requests: list[str] = field(default_factory=list)


def http(status: str, body: bytes = b"", *headers: str) -> bytes:
    """Return a whole response with a true Content-Length."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


@contextmanager
def serving(answers: Sequence[Answer], context: ssl.SSLContext | None = None) -> Iterator[Server]:
    """Answer one request after the other, the last answer again and again."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.1)
    port = listener.getsockname()[1]
    server = Server(f"{'https' if context else 'http'}://127.0.0.1:{port}")
    stop = threading.Event()
    queue = chain(answers, repeat(answers[-1]))

    def serve() -> None:
        while not stop.is_set():
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                continue
            with connection, suppress(OSError):
                connection.settimeout(5)
                wrapped = context.wrap_socket(connection, server_side=True) if context else None
                _answer(wrapped or connection, server, next(queue))

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        stop.set()
        thread.join(10)
        listener.close()


def _answer(connection: socket.socket, server: Server, answer: Answer) -> None:
    request = b""
    while not _is_whole(request):
        chunk = connection.recv(65_536)
        if not chunk:
            return
        request += chunk
    server.requests.append(request.decode("latin-1"))
    if callable(answer):
        answer(connection)
    else:
        connection.sendall(answer)


def _is_whole(request: bytes) -> bool:
    """Tell whether a request has its head, and as much of a body as that says."""
    head, end, body = request.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: ([0-9]+)", head, re.IGNORECASE)
    return bool(end) and len(body) >= (int(length[1]) if length else 0)
