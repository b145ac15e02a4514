"""Ends a request that is not over in time, whatever the server drips: its connection is shut."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.client import HTTPResponse

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection


class Watch:
    """Knows the socket of the request that is on its way, one at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._is_on = False
        self.was_cut = False

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Shut the connection where what happens inside takes longer."""
        timer = threading.Timer(seconds, self._cut)
        timer.daemon = True
        with self._lock:
            self._is_on, self.was_cut = True, False
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            with self._lock:
                self._is_on, self._socket = False, None

    def see(self, one: socket.socket | None) -> None:
        """Take note of the socket that the request goes out on; None changes nothing."""
        with self._lock:
            self._socket = one or self._socket

    def _cut(self) -> None:
        with self._lock:
            if not self._is_on:
                return
            self.was_cut = True
            if self._socket is not None:
                with suppress(OSError):
                    self._socket.shutdown(socket.SHUT_RDWR)


class FinalResponse(HTTPResponse):
    """A response without those that come before it, such as 103: http.client passes over 100 only.

    Else one of those would be the answer, and the true one that of the next request.
    """

    def _read_status(self) -> tuple[str, int, str]:
        version, status, reason = super()._read_status()  # type: ignore[misc]  # typed nowhere
        is_early = status in range(100, 200) and status != HTTPStatus.SWITCHING_PROTOCOLS
        return version, HTTPStatus.CONTINUE if is_early else status, reason


def watched_pool(watch: Watch, **settings: object) -> urllib3.PoolManager:
    """Return a pool of connections, each of which the watch sees as it is used."""

    class Plain(HTTPConnection):
        """Shows the watch its socket, which it may give up before the response is read."""

        response_class = FinalResponse

        def connect(self) -> None:
            """Connect."""
            super().connect()
            watch.see(self.sock)

        def putrequest(self, *arguments: object, **options: object) -> None:
            """Send the first line of a request."""
            watch.see(self.sock)
            super().putrequest(*arguments, **options)  # type: ignore[arg-type]  # as they came

    class Secure(HTTPSConnection):
        """Shows the watch its socket, which it may give up before the response is read."""

        response_class = FinalResponse

        def connect(self) -> None:
            """Connect."""
            super().connect()
            watch.see(self.sock)

        def putrequest(self, *arguments: object, **options: object) -> None:
            """Send the first line of a request."""
            watch.see(self.sock)
            super().putrequest(*arguments, **options)  # type: ignore[arg-type]  # as they came

    class PlainPool(urllib3.HTTPConnectionPool):
        """Connections without TLS."""

        ConnectionCls = Plain

    class SecurePool(urllib3.HTTPSConnectionPool):
        """Connections with TLS."""

        ConnectionCls = Secure

    pool = urllib3.PoolManager(**settings)  # type: ignore[arg-type]  # as they came
    pool.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}
    return pool
