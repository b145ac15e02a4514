"""Runs the sandbox on a socket in a thread, until a context ends."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from asdocumented.errors import Fault
from asdocumented.formats.extras import how_to_install

if TYPE_CHECKING:
    import uvicorn

    from asdocumented.sandbox.app import Behaviour

HOST = "127.0.0.1"
_PATIENCE = 10.0


class Sandbox(msgspec.Struct, frozen=True):
    """A running sandbox; `url` has scheme, host and port."""

    url: str


@contextmanager
def running(behaviour: "Behaviour", port: int = 0) -> Iterator[Sandbox]:
    """Run the server on loopback until the context ends; port 0 picks a free one.

    Raises Fault where the port is taken or the `live` extra is not installed.
    """
    listener = _listen(port)
    with listener:
        server = _make_server(behaviour)
        thread = threading.Thread(
            target=server.run, kwargs={"sockets": [listener]}, name="sandbox", daemon=True
        )
        thread.start()
        try:
            _await_start(server, thread)
            yield Sandbox(f"http://{HOST}:{listener.getsockname()[1]}")
        finally:
            server.should_exit = True
            thread.join(_PATIENCE)


def _listen(port: int) -> socket.socket:
    # Named TCP, asyncio switches Nagle's algorithm off: else each answer waits 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
    except (OSError, OverflowError) as error:
        listener.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise Fault(f"--port {port}", reason, "name another port, or 0 for a free one") from error
    return listener


def _make_server(behaviour: "Behaviour") -> "uvicorn.Server":
    try:
        import uvicorn

        from asdocumented.sandbox.app import make_app
    except ModuleNotFoundError as error:
        what = f"{error.name} is not installed"
        raise Fault("sandbox", what, how_to_install(Path.cwd())) from error
    return uvicorn.Server(
        uvicorn.Config(
            make_app(behaviour),
            http="h11",
            ws="none",
            loop="asyncio",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=1,
        )
    )


def _await_start(server: "uvicorn.Server", thread: threading.Thread) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not server.started:
        if not thread.is_alive() or time.monotonic() > deadline:
            raise Fault("sandbox", "the server did not start", "try again, with --port 0")
        time.sleep(0.005)
