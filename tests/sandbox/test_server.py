"""The sandbox starts, stops, survives any request, and imports no contracts."""

import ast
import socket
import sys
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asdocumented.errors import Fault
from tests.generating import examples
from tests.sandbox.client import sandbox, send
from tests.support import ROOT

PARAMETERS = (
    "issuedToIds",
    "couponIds",
    "couponCodes",
    "code",
    "ids",
    "coupon_code_case",
    "showCouponSeries",
    "includeIssualDetails",
)
PATHS = ("/v2/coupon", "/v2/coupon/series", "/v1.1/coupon/get")


@pytest.mark.enable_socket
def test_a_free_port_is_picked_and_given_back() -> None:
    """Two servers run side by side; afterwards nobody listens."""
    with sandbox() as one, sandbox() as two:
        assert one != two
        assert send(one + "/v2/coupon").status == 400
    with pytest.raises(ConnectionRefusedError):
        send(one + "/v2/coupon")


@pytest.mark.enable_socket
def test_a_taken_port_is_a_fault() -> None:
    """The message names the port and the way out."""
    from asdocumented.sandbox.app import Behaviour
    from asdocumented.sandbox.server import running
    from asdocumented.sandbox.zones import zone_of

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with (
            pytest.raises(Fault, match=f"--port {port}: Address already in use"),
            running(Behaviour(zone_of("eu")), port),
        ):
            pass
    with pytest.raises(Fault, match="--port 70000"), running(Behaviour(zone_of("eu")), 70000):
        pass


@pytest.mark.enable_socket
def test_a_missing_extra_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the server library the message says what to install."""
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    with pytest.raises(Fault, match=r"\[live\]"), sandbox():
        pass


def test_a_cluster_without_documented_zone_is_a_fault() -> None:
    """No zone is invented for a cluster that no page places."""
    with (
        pytest.raises(Fault, match="--cluster us: no page documents its time zone"),
        sandbox(cluster="us"),
    ):
        pass


@pytest.mark.enable_socket
@pytest.mark.parametrize("profile", ["as-documented", "as-printed"])
def test_no_query_is_too_odd(profile: str) -> None:
    """Whatever stands in a query, the answer is JSON under 200 or 400."""
    with sandbox(profile=profile) as url:
        _ask_oddly(url)


def _ask_oddly(url: str) -> None:
    texts = st.one_of(
        st.sampled_from(["InventedMixed3", "700001", "LOWER", "true", ","]), st.text()
    )
    pairs = st.lists(st.tuples(st.one_of(st.sampled_from(PARAMETERS), st.text()), texts))

    @settings(examples(100), suppress_health_check=list(HealthCheck))
    @given(path=st.sampled_from(PATHS), query=pairs)
    def ask(path: str, query: list[tuple[str, str]]) -> None:
        sent = "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in query)
        reply = send(f"{url}{path}?{sent}")
        assert reply.status in {200, 400}
        assert isinstance(reply.json, dict)

    ask()


def _quoted(text: str) -> str:
    return quote(text, safe="", errors="replace")


@pytest.mark.enable_socket
def test_bytes_that_are_no_text_are_answered() -> None:
    """A query of broken percent-encoding is a query like any other."""
    with sandbox() as url:
        assert send(f"{url}/v2/coupon?couponCodes=%ff%00%zz").status == 200


def test_nothing_reads_a_contract() -> None:
    """The server is written from the pages, so that it and the contracts can disagree."""
    for path in (ROOT / "src" / "asdocumented" / "sandbox").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("asdocumented"):
                room = (node.module or "").split(".")[1]
                assert room in {"errors", "formats", "sandbox", "config", "live"}, path


@pytest.mark.enable_socket
def test_only_loopback_is_listened_on() -> None:
    """Nobody else in the network reaches the server."""
    with sandbox() as url:
        assert urlsplit(url).hostname == "127.0.0.1"


@pytest.mark.enable_socket
def test_a_server_that_does_not_start_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for a thread that has ended."""
    monkeypatch.setattr("uvicorn.Server.run", lambda *_, **__: None)
    with pytest.raises(Fault, match="the server did not start"), sandbox():
        pass
