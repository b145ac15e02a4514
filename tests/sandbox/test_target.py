"""The built-in targets start the sandbox without any configuration."""

import sys
from pathlib import Path

import msgspec
import pytest

from asdocumented.cli.sandbox import SandboxOptions, target_block
from asdocumented.config.file import Config, load_config
from asdocumented.config.targets import credentials, missing
from asdocumented.contracts.clusters import Clusters, load_clusters
from asdocumented.errors import Fault
from asdocumented.sandbox.auth import Credentials as Till
from asdocumented.sandbox.target import BUILT_IN, SAMPLES, start_if_built_in
from asdocumented.workspace import known_targets
from tests.sandbox.client import send
from tests.schemes import SCHEMES
from tests.support import CONTRACTS

OWN = {
    "ASDOCUMENTED_SANDBOX_USERNAME": "own-till",
    "ASDOCUMENTED_SANDBOX_PASSWORD": "own-word",
}


def test_the_built_in_targets() -> None:
    """A cluster each, and one that answers as the pages print; none needs anything."""
    shown = [
        (one.name, one.base_url, one.public_url, one.zone, one.stand_in, one.requests_per_minute)
        for one in BUILT_IN.values()
    ]
    assert shown == [
        ("sandbox", "", "http://eu.sandbox.localhost", "UTC", True, 6000),
        ("sandbox-india", "", "http://india.sandbox.localhost", "Asia/Kolkata", True, 6000),
        (
            "sandbox-singapore",
            "",
            "http://singapore.sandbox.localhost",
            "Asia/Kolkata",
            True,
            6000,
        ),
        ("sandbox-as-printed", "", "http://as-printed.sandbox.localhost", "UTC", True, 6000),
    ]
    assert [missing(one, {}) for one in BUILT_IN.values()] == [[]] * 4


def test_the_samples_are_what_the_server_knows() -> None:
    """Codes in the letter case of their creation, and everything as text."""
    assert SAMPLES == {
        "codes": (
            "INVENTEDUPPER1",
            "inventedlower2",
            "InventedMixed3",
            "9000000000000004",
            "InventedUsed5",
            "INVENTEDUPPER6",
        ),
        "coupon_ids": ("700001", "700002", "700003", "700004", "700005", "700006"),
        "customer_ids": ("800001", "800002"),
        "series_ids": ("910001", "910002", "910003"),
        "redeemed_codes": ("inventedlower2", "InventedUsed5"),
        "unredeemed_codes": (
            "INVENTEDUPPER1",
            "InventedMixed3",
            "9000000000000004",
            "INVENTEDUPPER6",
        ),
    }
    assert {id(one.samples) for one in BUILT_IN.values()} == {id(SAMPLES)}


def test_credentials_are_built_in_unless_the_environment_sets_them() -> None:
    """Either way they are those that the server wants."""
    own, built_in = credentials(BUILT_IN["sandbox"], OWN), credentials(BUILT_IN["sandbox"], {})
    assert own.words == {"username": "own-till", "password": "own-word"}
    assert built_in.words == {"username": Till().username, "password": Till().password}


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("sandbox", '"validTillDateTime":"2031-05-09T23:59:59Z"'),
        ("sandbox-india", '"validTillDateTime":"2031-05-09T23:59:59+05:30"'),
        ("sandbox-singapore", '"validTillDateTime":"2031-05-09T23:59:59+05:30"'),
        ("sandbox-as-printed", '"discountValue":500.0'),
    ],
)
@pytest.mark.parametrize("environment", [OWN, {}])
def test_a_built_in_target_is_a_running_server(
    name: str, expected: str, environment: dict[str, str]
) -> None:
    """It answers at its URL in its zone, to its credentials, as its profile says."""
    with start_if_built_in(BUILT_IN[name], environment) as one:
        assert one.base_url.startswith("http://127.0.0.1:")
        assert (one.name, one.public_url) == (name, BUILT_IN[name].public_url)
        word = credentials(one, environment)
        header = {"Authorization": Till(**word.words).basic()}
        url = f"{one.base_url}/v2/coupon?couponIds=700001"
        reply = send(url, headers=header)
        assert (reply.status, expected in reply.body.decode().replace(" ", "")) == (200, True)
        assert send(url, headers={"Authorization": Till("other", "word").basic()}).status == 401


def pasted(folder: Path, cluster: str, text: str = "") -> Config:
    """Return a configuration that holds what `asdocumented sandbox` prints."""
    block = target_block("http://127.0.0.1:8000", SandboxOptions(cluster=cluster, rate_limit=True))
    (folder / "asdocumented.toml").write_text(text or block, encoding="utf-8")
    return load_config(None, folder)


@pytest.mark.parametrize(
    ("cluster", "zone"),
    [("eu", "UTC"), ("india", "Asia/Kolkata"), ("singapore", "Asia/Kolkata")],
)
def test_what_the_sandbox_prints_is_a_target_when_it_is_pasted(
    tmp_path: Path, cluster: str, zone: str
) -> None:
    """It knows the sandbox's samples and credentials, and lacks nothing."""
    targets = known_targets(pasted(tmp_path, cluster), load_clusters(CONTRACTS), SCHEMES, {})
    assert [*targets] == [*BUILT_IN, f"local-{cluster}"]
    one = targets[f"local-{cluster}"]
    assert (one.base_url, one.public_url, one.zone) == ("http://127.0.0.1:8000", "", zone)
    assert (one.stand_in, one.samples, one.requests_per_minute) == (True, SAMPLES, 100)
    assert one.authentication.name == "basic-md5"
    assert missing(one, {}) == []
    assert credentials(one, {}) == credentials(BUILT_IN["sandbox"], {})
    assert credentials(one, OWN) == credentials(BUILT_IN["sandbox"], OWN)


def test_built_in_credentials_are_for_the_sandboxs_own_variables_only() -> None:
    """A stand-in with other variables has to have them set; others are never stand-ins."""
    auth = {"scheme": "basic", "username_env": "EU_USER", "password_env": "EU_PASSWORD"}
    table = {"base_url": "https://a.example", "auth": auth}
    values = {"a": {**table, "samples": "sandbox"}, "b": {**table, "samples": {"ids": [1]}}}
    config = msgspec.convert({"targets": values}, Config)
    targets = known_targets(config, Clusters(), SCHEMES, OWN)
    assert targets["a"].samples == SAMPLES
    assert targets["b"].samples == {"ids": ("1",)}
    assert (targets["a"].stand_in, targets["b"].stand_in) == (True, False)
    assert [len(missing(targets[name], OWN)) for name in ("a", "b")] == [2, 2]


def test_a_configured_target_is_there_already(tmp_path: Path) -> None:
    """Nothing is started for one that has a base URL."""
    targets = known_targets(pasted(tmp_path, "eu"), load_clusters(CONTRACTS), SCHEMES, {})
    with start_if_built_in(targets["local-eu"], {}) as one:
        assert one is targets["local-eu"]


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_name_that_is_built_in_cannot_be_configured(tmp_path: Path, name: str) -> None:
    """A recording that says `sandbox` comes from the sandbox."""
    config = pasted(tmp_path, "eu", f'[targets.{name}]\nbase_url = "https://a.example"\n')
    with pytest.raises(Fault) as raised:
        known_targets(config, Clusters(), SCHEMES, {})
    assert (raised.value.where, raised.value.what, raised.value.remedy) == (
        f"asdocumented.toml, targets.{name}",
        "a built-in target has this name",
        "give it another name",
    )


def test_a_missing_extra_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the web framework the message says what to install."""
    monkeypatch.setitem(sys.modules, "asdocumented.sandbox.app", None)
    with (
        pytest.raises(Fault, match=r"\[live\]"),
        start_if_built_in(BUILT_IN["sandbox"], {}),
    ):
        pytest.fail("it started")
