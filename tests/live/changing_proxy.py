"""A server in front of another one that changes its answers as a test wants."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import urllib3

Change = Callable[[dict[str, list[str]], bytes], bytes]
"""The query of a request and the body of its answer; returns the body that is sent."""


@dataclass
class ChangingProxy:
    """A running server: where it listens, and the method and path of each request."""

    url: str
    requests: list[tuple[str, str]] = field(default_factory=list)


@contextmanager
def changing_proxy(behind: str, change: Change) -> Iterator[ChangingProxy]:
    """Pass requests on to the server behind, and its answers back, changed."""
    pool = urllib3.PoolManager(retries=False)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def handle_any(self) -> None:
            meddler.requests.append((self.command, self.path))
            headers = {name: value for name, value in self.headers.items() if name != "Host"}
            answer = pool.request(self.command, behind + self.path, headers=headers)
            body = change(parse_qs(urlsplit(self.path).query), answer.data)
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.headers.get("Content-Type", "text/plain"))
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PUT = do_DELETE = do_TRACE = handle_any  # noqa: N815  # inherited

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  # inherited
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    meddler = ChangingProxy(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield meddler
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()
        pool.clear()
