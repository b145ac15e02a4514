"""A path of the server stands before the documented one: in `servers`, or in a base URL."""

from pathlib import Path

import pytest

from asdocumented.contracts.folder import read_contracts
from asdocumented.contracts.routing import match, matching_template, path_values
from asdocumented.formats.http_message import HttpExchange
from asdocumented.redaction.redactor import Redactor
from asdocumented.workspace import Workspace
from tests.contracts.small_folder import change, contract, refusal
from tests.support import NOON

INFO = 'info: {title: Get coupons, version: "2026"}\n'
ROW = "          x-source: {table: query, row: 1}\n"
ID = "        - {name: id, in: path, required: true, schema: {}, x-source: {page: p}}\n"


def with_servers(edition: Path, servers: str) -> None:
    """Add servers to the whole file."""
    change(edition, "openapi.yaml", INFO, f"{INFO}servers: {servers}\n")


def with_id(edition: Path) -> None:
    """Let the path end with an id."""
    change(edition, "openapi.yaml", "  /coupons:\n", "  /coupons/{id}:\n")
    change(edition, "openapi.yaml", ROW, ROW + ID)


@pytest.mark.parametrize(
    ("servers", "prefixes"),
    [
        ("[{url: https://api.example.com}]", ()),
        ("[{url: https://api.example.com/}]", ()),
        ("[{url: https://api.example.com/api/v2/}]", ("/api/v2",)),
        ("[{url: /api/v2}]", ("/api/v2",)),
        ("[{url: //api.example.com/api}]", ("/api",)),
        ("[{url: https://a.example/a}, {url: https://b.example/b}]", ("/a", "/b")),
        (
            "[{url: 'https://{region}.example/{base}', variables: {base: {default: api/v1}}}]",
            ("/api/v1",),
        ),
        (
            "[{url: 'https://a.example/{v}', variables: {v: {default: v1, enum: [v1, v2]}}}]",
            ("/v1", "/v2"),
        ),
        ("[{url: 'https://a.example/{tenant}'}]", ("/{tenant}",)),
    ],
)
def test_paths_of_servers(edition: Path, servers: str, prefixes: tuple[str, ...]) -> None:
    """Host and scheme are left out, variables have their values."""
    with_servers(edition, servers)
    assert contract(edition).prefixes == prefixes


def test_the_nearest_servers_hold(edition: Path) -> None:
    """Those of the operation, else those of the path, else those of the file."""
    with_servers(edition, "[{url: /all}]")
    change(edition, "openapi.yaml", "    get:\n", "    servers: [{url: /path}]\n    get:\n")
    assert contract(edition).prefixes == ("/path",)
    change(edition, "openapi.yaml", "    get:\n", "    get:\n      servers: [{url: /own}]\n")
    assert contract(edition).prefixes == ("/own",)


def test_a_server_that_is_none(edition: Path) -> None:
    """Requests to it could not be told."""
    with_servers(edition, "[{uri: /api}]")
    fault = refusal(edition)
    assert fault.where == "openapi.yaml, servers"
    assert "url" in str(fault)


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://h/coupons/7", True),
        ("https://h/api/v2/coupons/7", True),
        ("https://h/api/v2/coupons/7/?code=A", True),
        ("https://h/api/v3/coupons/7", False),
        ("https://h/v2/coupons/7", False),
        ("https://h/api/v2/api/v2/coupons/7", False),
        ("https://h/api/v2", False),
    ],
)
def test_a_request_behind_a_prefix_is_of_the_operation(
    edition: Path, url: str, *, found: bool
) -> None:
    """The whole path matches, with the prefix or without it."""
    with_id(edition)
    with_servers(edition, "[{url: /api/v2}]")
    one = contract(edition)
    assert (match("GET", url, [one]) is one) is found
    assert path_values(one, url) == ({"id": "7"} if found else {})


def test_the_template_with_its_prefix(edition: Path) -> None:
    """The more literal one where both match."""
    with_id(edition)
    with_servers(edition, "[{url: '/{tenant}'}]")
    one = contract(edition)
    assert matching_template(one, "https://h/shop/coupons/7") == "/{tenant}/coupons/{id}"
    assert matching_template(one, "https://h/coupons/7") == "/coupons/{id}"
    assert path_values(one, "https://h/shop/coupons/7") == {"tenant": "shop", "id": "7"}
    assert matching_template(one, "https://h/other") == "/coupons/{id}"


def test_a_request_behind_a_prefix_is_redacted_as_any_other(edition: Path) -> None:
    """Segments of the prefix stay, the parameter is treated as its row says."""
    with_id(edition)
    change(
        edition, "openapi.yaml", "name: id, in: path,", "name: id, in: path, x-sensitive: secret,"
    )
    with_servers(edition, "[{url: /api/v2}]")
    redactor = Redactor([contract(edition)], b"k" * 32)
    url = "https://h/api/v2/coupons/MRB47TQX"
    exchange = HttpExchange("GET", url, (), 200, "OK", (), b"{}", NOON)
    base, _, last = redactor.redact(exchange).url.rpartition("/")
    assert base == "https://h/api/v2/coupons"
    assert last != "MRB47TQX"


def test_the_path_of_a_configured_base_url_is_a_prefix(edition: Path, tmp_path: Path) -> None:
    """So that what a target was asked is judged by the contract that it was asked for."""
    config = '[targets.eu]\nbase_url = "https://eu.example/gateway/"\nzone = "UTC"\n'
    (tmp_path / "asdocumented.toml").write_text(config, encoding="utf-8")
    folder = Workspace(tmp_path).folder
    assert [one.prefixes for one in folder.contracts] == [("/gateway",)]
    assert [one.prefixes for one in folder.operations] == [("/gateway",)]
    assert match("GET", "https://eu.example/gateway/coupons", folder.contracts)
    assert edition.is_dir()


def test_base_urls_without_a_path_change_nothing(edition: Path) -> None:
    """The contracts are the same."""
    folder = read_contracts(edition.parent.parent)
    assert folder.with_base_urls(["https://a.example", "https://b.example/"]) is folder
    assert [one.prefixes for one in folder.with_base_urls(["https://a.example/x"]).contracts] == [
        ("/x",)
    ]
