"""Targets as a configuration names them, their credentials, and what they lack."""

import tomllib
from collections.abc import Mapping

import msgspec
import pytest

from asdocumented.config.authentication import Authentication, Credentials
from asdocumented.config.file import Config
from asdocumented.config.targets import (
    Target,
    configured_targets,
    credentials,
    find_target,
    missing,
)
from asdocumented.contracts.clusters import Cluster, Clusters, load_clusters
from asdocumented.errors import Fault
from asdocumented.live.http.schemes.basic import Basic
from asdocumented.live.http.schemes.token_call import TokenCall
from tests.schemes import SCHEMES
from tests.support import CONTRACTS

EU, US = Cluster(["*.eu.example"], "zones", "UTC"), Cluster(["us.example"], "overview")
CLUSTERS = Clusters((EU, US), {"eu": EU, "us": US})
VARIABLES = {"username": "EU_USER", "password": "EU_PASSWORD"}
SET = {"EU_USER": "till", "EU_PASSWORD": "123", "EU_KEY": "key-1", "EU_SECRET": "secret-1"}
AUTH = (
    '[targets.a.auth]\nscheme = "basic"\nusername_env = "EU_USER"\npassword_env = "EU_PASSWORD"\n'
)


def targets(text: str, environment: Mapping[str, str] = SET) -> dict[str, Target]:
    """Return the targets of a configuration file."""
    config = msgspec.convert(tomllib.loads(text), Config)
    return configured_targets(config, CLUSTERS, SCHEMES, environment)


def target(lines: str, environment: Mapping[str, str] = SET) -> Target:
    """Return the target that these lines configure."""
    text = f'[targets.a]\nbase_url = "https://one.eu.example"\n{lines}'
    return targets(text, environment)["a"]


def test_a_target_of_a_configuration() -> None:
    """Every key has its place, ids become text, and the URL loses the slash at its end."""
    text = """
[targets.a]
base_url = "HTTPS://one.eu.example:8443/crm/"
zone = "Asia/Kolkata"
requests_per_minute = 30
timeout_seconds = 2
[targets.a.auth]
scheme = "oauth"
key_env = "EU_KEY"
secret_env = "EU_SECRET"
attribution = { X-Entity = "TILL" }
[targets.a.samples]
codes = ["Mixed1"]
customer_ids = [800001, "800002"]
"""
    assert targets(text) == {
        "a": Target(
            name="a",
            base_url="https://one.eu.example:8443/crm",
            zone="Asia/Kolkata",
            authentication=Authentication(
                name="oauth",
                scheme=TokenCall(
                    token_path="/v3/oauth/token/generate",  # noqa: S106  # a path
                    request={"key": "{key}", "secret": "{secret}"},
                    token_location="$.data.accessToken",  # noqa: S106  # a place
                    lifetime_location="$.data.ttlSeconds",
                    token_header="X-CAP-API-OAUTH-TOKEN",  # noqa: S106  # a header's name
                    attribution={"X-Entity": "TILL"},
                ),
                variables={"key": "EU_KEY", "secret": "EU_SECRET"},
            ),
            requests_per_minute=30,
            timeout_seconds=2.0,
            samples={"codes": ("Mixed1",), "customer_ids": ("800001", "800002")},
        )
    }


@pytest.mark.parametrize(
    ("lines", "zone"),
    [
        ("zone = 'Europe/Berlin'\n", "Europe/Berlin"),
        ("cluster = 'eu'\n", "UTC"),
        ("cluster = 'us'\n", None),
        ("", "UTC"),
        ("base_url = 'https://us.example'", None),
        ("base_url = 'https://elsewhere.example'", None),
    ],
)
def test_the_zone_is_named_or_the_clusters_or_the_hosts(lines: str, zone: str | None) -> None:
    """A cluster whose zone nobody documents has none, whatever the host."""
    text = lines if "base_url" in lines else f"base_url = 'https://one.eu.example'\n{lines}"
    assert targets(f"[targets.a]\n{text}")["a"].zone == zone


def test_an_unknown_cluster_is_a_fault() -> None:
    """With its place, the cluster that was probably meant, and those that there are."""
    with pytest.raises(Fault) as raised:
        target("cluster = 'eu1'\n")
    assert (raised.value.where, raised.value.what, raised.value.remedy) == (
        "asdocumented.toml, targets.a.cluster",
        "no such cluster",
        "did you mean eu? there are: eu, us",
    )


def test_clusters_of_a_contract_folder_are_known_by_name() -> None:
    """The names are those of clusters.toml; the zone of some is documented nowhere."""
    zones = {name: cluster.zone for name, cluster in load_clusters(CONTRACTS).named.items()}
    assert zones == {
        "eu": "UTC",
        "india": "Asia/Kolkata",
        "singapore": "Asia/Kolkata",
        "us": None,
        "china": None,
        "test": None,
    }


def test_without_clusters_no_cluster_is_known() -> None:
    """A contract folder may have no clusters.toml."""
    config = msgspec.convert(
        {"targets": {"a": {"base_url": "https://a.example", "cluster": "eu"}}}, Config
    )
    with pytest.raises(Fault, match="there are: none"):
        configured_targets(config, Clusters(), SCHEMES, {})


def test_samples_of_the_sandbox_make_a_stand_in() -> None:
    """Its samples come from the sandbox, which is built later."""
    one = target("samples = 'sandbox'\n")
    assert (one.stand_in, one.samples) == (True, {})
    assert not target("").stand_in


@pytest.mark.parametrize(
    ("value", "samples", "lacks"),
    [
        ("A1, b2 ,,3", ("A1", "b2", "3"), []),
        (None, None, ["the variable EU_CODES (samples.codes) is not set"]),
        ("", None, ["the variable EU_CODES (samples.codes) is not set"]),
        (" , ", None, ["the variable EU_CODES (samples.codes) holds no value"]),
        (
            "A1\nB2",
            None,
            ["the variable EU_CODES (samples.codes) holds a line end, or is no printable UTF-8"],
        ),
        (
            "A1\udcff",
            None,
            ["the variable EU_CODES (samples.codes) holds a line end, or is no printable UTF-8"],
        ),
    ],
)
def test_samples_from_the_environment(
    value: str | None, samples: tuple[str, ...] | None, lacks: list[str]
) -> None:
    """Values separated by commas, for whoever does not want them in a file."""
    environment = {} if value is None else {"EU_CODES": value}
    one = target("samples = { codes = { env = 'EU_CODES' }, ids = [3] }\n", environment)
    expected = {"ids": ("3",)} if samples is None else {"codes": samples, "ids": ("3",)}
    assert one.samples == expected
    assert missing(one, environment) == lacks


def test_a_target_is_found_by_name() -> None:
    """An unknown one is a fault, with the one that was probably meant, and all of them."""
    known = targets("targets.eu-demo.base_url = 'https://a.example'")
    assert find_target("eu-demo", known) is known["eu-demo"]
    with pytest.raises(Fault) as raised:
        find_target("eu-dmo", known)
    assert (raised.value.where, raised.value.what, raised.value.remedy) == (
        "--target eu-dmo",
        "no such target",
        "did you mean eu-demo? there are: eu-demo",
    )


@pytest.mark.parametrize(
    ("environment", "lacks"),
    [
        (SET, []),
        (
            {"EU_USER": "", "EU_PASSWORD": " "},
            [
                "the variable EU_USER (auth.username_env) is not set",
                "the variable EU_PASSWORD (auth.password_env) is not set",
            ],
        ),
        (
            {**SET, "EU_PASSWORD": "canary\n"},
            [
                (
                    "the variable EU_PASSWORD (auth.password_env) "
                    "holds a line end, or is no printable UTF-8"
                )
            ],
        ),
        (
            {**SET, "EU_PASSWORD": "canary\udcff"},
            [
                (
                    "the variable EU_PASSWORD (auth.password_env) "
                    "holds a line end, or is no printable UTF-8"
                )
            ],
        ),
        (
            {**SET, "EU_USER": "canary:"},
            ["the variable EU_USER (auth.username_env) holds a colon, which no username may"],
        ),
        ({**SET, "EU_PASSWORD": "a: b é"}, []),
    ],
)
def test_what_is_missing_is_said_by_its_variable(
    environment: Mapping[str, str], lacks: list[str]
) -> None:
    """A credential that cannot be sent is missing, too; its value is not in the words."""
    assert missing(target(f"samples.ids = [3]\n{AUTH}"), environment) == lacks


def test_a_target_without_samples_says_so() -> None:
    """Nothing can be asked for; an unknown zone is no lack."""
    assert missing(target("cluster = 'us'\n"), {}) == [
        "no samples: nothing is named that exists there"
    ]


def test_credentials_come_from_the_environment() -> None:
    """Each role from its own variable; other variables mean nothing."""
    assert credentials(target(AUTH), SET) == Credentials({"username": "till", "password": "123"})
    oauth = target("auth = { scheme = 'oauth', key_env = 'EU_KEY', secret_env = 'EU_SECRET' }\n")
    assert credentials(oauth, SET) == Credentials({"key": "key-1", "secret": "secret-1"})
    assert credentials(target(""), SET) == Credentials()


def test_credentials_that_are_missing_are_a_fault() -> None:
    """All variables that lack are named, with what to do; no value is."""
    with pytest.raises(Fault) as raised:
        credentials(target(AUTH), {"EU_USER": "can:ary"})
    assert (raised.value.where, raised.value.what, raised.value.remedy) == (
        "target a",
        (
            "the variable EU_USER (auth.username_env) holds a colon, which no username may; "
            "the variable EU_PASSWORD (auth.password_env) is not set"
        ),
        "set it in the environment; `asdocumented targets` lists what is missing",
    )


def test_built_in_credentials_serve_for_variables_that_are_not_set() -> None:
    """One by one; what is set goes before what is built in."""
    built_in = Credentials({"username": "built-in", "password": "word"})
    authentication = Authentication("basic", Basic(), VARIABLES, built_in)
    one = Target("a", "https://a.example", authentication=authentication, samples={"ids": ("1",)})
    assert missing(one, {}) == []
    assert credentials(one, {}) == built_in
    assert credentials(one, {"EU_USER": "", "EU_PASSWORD": "own"}) == Credentials(
        {"username": "built-in", "password": "own"}
    )
    assert missing(one, {"EU_USER": "a:b"}) == [
        "the variable EU_USER (auth.username_env) holds a colon, which no username may"
    ]


def test_nothing_shows_credentials_or_samples() -> None:
    """Neither does when it is printed for debugging."""
    word = Credentials({"username": "canary", "password": "canary"})
    authentication = Authentication("basic", Basic(), VARIABLES, word)
    one = Target("a", "https://a", authentication=authentication, samples={"codes": ("canary",)})
    assert "canary" not in f"{word} {word!r} {one} {one!r} {authentication!r}"
