"""What a configuration may hold, where it is found, and what is said of each fault in it."""

import os
import tomllib
from pathlib import Path

import msgspec
import pytest
from jsonschema import Draft202012Validator
from msgspec import structs

from asdocumented.config.file import (
    Config,
    ConfigTable,
    TargetTable,
    Variable,
    load_config,
    read_table,
)
from asdocumented.config.gate import GateTable
from asdocumented.config.targets import configured_targets
from asdocumented.contracts.clusters import load_clusters
from asdocumented.errors import Fault
from asdocumented.formats.json_path import mapping
from asdocumented.formats.toml_table import schema_of
from tests.schemes import SCHEMES
from tests.support import CONTRACTS

SCHEMA = schema_of(ConfigTable)
EU = '[targets.eu-demo]\nbase_url = "https://eu.example"\n'
BASIC = EU + '[targets.eu-demo.auth]\nscheme = "basic"\n'
NAMES = 'username_env = "EU_USER"\npassword_env = "EU_PASSWORD"\n'
OAUTH = EU + '[targets.eu-demo.auth]\nscheme = "oauth"\nkey_env = "KEY"\nsecret_env = "SECRET"\n'
TARGET_KEYS = "base_url, cluster, zone, requests_per_minute, timeout_seconds, auth, samples"
OAUTH_KEYS = (
    "scheme, key_env, secret_env, token_path, token_url, request, token_location, token_header, "
    "request_format, token_prefix, lifetime_location, lifetime_seconds, headers, attribution"
)


def load(folder: Path, text: str, file: str = "asdocumented.toml") -> Config:
    """Return what a working directory with one file configures."""
    (folder / file).write_text(text, encoding="utf-8")
    return load_config(None, folder)


def fault(folder: Path, text: str, file: str = "asdocumented.toml") -> tuple[str, str, str]:
    """Return the fault that a working directory with one file is, targets included."""
    with pytest.raises(Fault) as raised:
        configured_targets(load(folder, text, file), load_clusters(CONTRACTS), SCHEMES, {})
    return raised.value.where, raised.value.what, raised.value.remedy


def test_the_schema_is_a_schema() -> None:
    """JSON Schema 2020-12, so that editors can use it, too."""
    Draft202012Validator.check_schema(SCHEMA)


def test_a_configuration_with_everything(tmp_path: Path) -> None:
    """Every key, as the file spells it."""
    text = """
max_age_days = 30
production = ["api.example.com", "*.prod.example.com"]

[targets.eu-demo]
base_url = "https://eu.example/crm/"
cluster = "eu"
requests_per_minute = 6000
timeout_seconds = 0.5
[targets.eu-demo.auth]
scheme = "oauth"
key_env = "EU_KEY"
secret_env = "EU_SECRET"
token_path = "/token"
token_header = "X-Token"
attribution = { X-Entity-Type = "TILL", X-Entity-Code = "till one" }
[targets.eu-demo.samples]
codes = ["Mixed1", "9000"]
customer_ids = [800001, "800002"]
series_ids = { env = "EU_SERIES" }

[targets."local.1"]
base_url = "http://127.0.0.1:8000"
zone = "Asia/Kolkata"
samples = "sandbox"
auth = { scheme = "basic-md5", username_env = "EU_USER", password_env = "EU_PASSWORD" }
"""
    assert structs.replace(load(tmp_path, text), given=frozenset()) == Config(
        max_age_days=30,
        production=("api.example.com", "*.prod.example.com"),
        targets={
            "eu-demo": TargetTable(
                base_url="https://eu.example/crm/",
                cluster="eu",
                requests_per_minute=6000,
                timeout_seconds=0.5,
                auth={
                    "scheme": "oauth",
                    "key_env": "EU_KEY",
                    "secret_env": "EU_SECRET",
                    "token_path": "/token",
                    "token_header": "X-Token",
                    "attribution": {"X-Entity-Type": "TILL", "X-Entity-Code": "till one"},
                },
                samples={
                    "codes": ("Mixed1", "9000"),
                    "customer_ids": (800001, "800002"),
                    "series_ids": Variable("EU_SERIES"),
                },
            ),
            "local.1": TargetTable(
                base_url="http://127.0.0.1:8000",
                zone="Asia/Kolkata",
                samples="sandbox",
                auth={
                    "scheme": "basic-md5",
                    "username_env": "EU_USER",
                    "password_env": "EU_PASSWORD",
                },
            ),
        },
    )


def test_what_is_left_out_has_the_defaults_that_the_schema_names(tmp_path: Path) -> None:
    """The schema's `default` is what the program does."""
    defaults = {
        key: each.get("default")
        for part in (ConfigTable, TargetTable)
        for key, each in mapping(schema_of(part)["properties"]).items()
        if isinstance(each, dict) and each.get("default") is not None
    }
    assert defaults == {
        "gate": msgspec.to_builtins(GateTable()),
        "production": (),
        "targets": {},
        "requests_per_minute": 100,
        "timeout_seconds": 30,
        "samples": {},
    }
    target = load(tmp_path, EU).targets["eu-demo"]
    assert (target.requests_per_minute, target.timeout_seconds) == (100, 30)
    assert (target.auth, target.samples) == ({"scheme": "none"}, {})


def test_without_any_file_the_configuration_is_empty(tmp_path: Path) -> None:
    """Nothing has to be configured."""
    assert load_config(None, tmp_path) == Config(
        max_age_days=None, production=(), targets={}, file="asdocumented.toml"
    )


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "\ufeffproduction = []\r\n"])
def test_an_empty_file_a_byte_order_mark_and_windows_lines_are_read(
    tmp_path: Path, text: str
) -> None:
    """A file may hold nothing; a mark at its beginning means nothing."""
    assert structs.replace(load(tmp_path, text), given=frozenset()) == Config()


def test_the_table_of_pyproject_toml_serves_where_there_is_no_file_of_our_own(
    tmp_path: Path,
) -> None:
    """[tool.asdocumented] holds the same keys; other tools' tables are none of ours."""
    text = "[tool.ruff]\nline-length = 100\n[tool.asdocumented]\nmax_age_days = 3\n"
    config = load(tmp_path, text, "pyproject.toml")
    assert config.max_age_days == 3
    assert config.where("targets", "a") == "pyproject.toml, tool.asdocumented.targets.a"


@pytest.mark.parametrize("text", ["", "[project]\nname = 'x'\n", "tool = 3\n", "[tool.ruff]\n"])
def test_a_pyproject_without_our_table_configures_nothing(tmp_path: Path, text: str) -> None:
    """Whatever else stands in it."""
    assert load(tmp_path, text, "pyproject.toml") == Config()


def test_one_way_to_configure(tmp_path: Path) -> None:
    """Our own file and pyproject's table together are a fault; an empty one of them is none."""
    (tmp_path / "pyproject.toml").write_text("[tool.asdocumented]\nmax_age_days = 3\n")
    assert fault(tmp_path, "max_age_days = 4\n") == (
        "asdocumented.toml",
        "[tool.asdocumented] in pyproject.toml configures the same",
        "keep one of the two",
    )
    assert load(tmp_path, "").max_age_days == 3
    (tmp_path / "pyproject.toml").write_text("[tool.asdocumented]\n")
    assert load(tmp_path, "max_age_days = 4\n").max_age_days == 4


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("own.toml", "max_age_days = 5\n"),
        ("pyproject.toml", "[tool.asdocumented]\nmax_age_days = 5\n"),
    ],
)
def test_a_file_that_is_named_is_the_only_one_read(tmp_path: Path, file: str, text: str) -> None:
    """--config goes before what stands in the working directory."""
    (tmp_path / "asdocumented.toml").write_text("max_age_days = 6\n")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / file).write_text(text)
    given = Path("sub") / file
    assert load_config(given, tmp_path).max_age_days == 5
    assert load_config(given, tmp_path).where("targets").startswith(f"{given}, ")


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ("nowhere.toml", "no such file"),
        ("pyproject.toml", "no [tool.asdocumented] in it"),
        ("folder", "Is a directory"),
        ("own.toml/below", "Not a directory"),
    ],
)
def test_a_file_that_is_named_has_to_be_there(tmp_path: Path, given: str, what: str) -> None:
    """What was asked for and is not there is a fault."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "own.toml").touch()
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    with pytest.raises(Fault) as raised:
        load_config(Path(given), tmp_path)
    assert (raised.value.where, raised.value.what) == (given, what)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"# \xff\n", "not UTF-8 at byte 2"),
        (b"max_age_days = \n", "invalid TOML: Invalid value (at line 1, column 16)"),
        (b"a = 1\n[targets\n", "invalid TOML: Expected ']' at the end of a table declaration"),
        (b"#" * (2**20 + 1), "larger than 1 MiB"),
        (b"a = " + b"[" * 5000, "a value is nested too deeply, or too large a number"),
        (b"a = " + b"9" * 5000, "a value is nested too deeply, or too large a number"),
        (
            b"max_age_days = 0x" + b"f" * 5000,
            "a value is nested too deeply, or too large a number",
        ),
    ],
)
def test_an_unreadable_file_is_a_fault(tmp_path: Path, content: bytes, what: str) -> None:
    """Encoding, syntax with its line, size and depth, each told without a traceback."""
    (tmp_path / "asdocumented.toml").write_bytes(content)
    with pytest.raises(Fault) as raised:
        load_config(None, tmp_path)
    assert raised.value.where == "asdocumented.toml"
    assert raised.value.what.startswith(what)


def test_keys_nested_without_end_are_a_fault(tmp_path: Path) -> None:
    """Whether the parser, the schema library or the schema gives up, there is no traceback."""
    assert fault(tmp_path, f"max_age_days.{'a.' * 5000}a = 1")[0].startswith("asdocumented.toml")


@pytest.mark.parametrize(
    ("text", "where", "what", "remedy"),
    [
        (
            "max_age_day = 3\n",
            "max_age_day",
            "no such key",
            "did you mean max_age_days? there are: gate, max_age_days, production, targets",
        ),
        (
            "colour = 3\n",
            "colour",
            "no such key",
            "there are: gate, max_age_days, production, targets",
        ),
        (
            "file = 'x'\n",
            "file",
            "no such key",
            "there are: gate, max_age_days, production, targets",
        ),
        (
            "[targets.a]\nbase_url = 'https://a.example'\nclustr = 'eu'\n",
            "targets.a.clustr",
            "no such key",
            f"did you mean cluster? there are: {TARGET_KEYS}",
        ),
        (
            f"{OAUTH}token_pth = '/t'\n",
            "targets.eu-demo.auth.token_pth",
            "no such key",
            f"did you mean token_path? there are: {OAUTH_KEYS}",
        ),
        (
            f"{BASIC}{NAMES}key_env = 'KEY'\n",
            "targets.eu-demo.auth.key_env",
            "no such key",
            "there are: scheme, username_env, password_env, password_digest, headers, attribution",
        ),
        (
            f"{EU}auth = {{ scheme = 'none', key_env = 'KEY' }}\n",
            "targets.eu-demo.auth.key_env",
            "no such key",
            "there are: scheme, headers, attribution",
        ),
        (
            f"{EU}samples = {{ codes = {{ env = 'CODES', also = 'X' }} }}\n",
            "targets.eu-demo.samples.codes.also",
            "no such key",
            "there are: env",
        ),
        (
            '"\\u001b[31m" = 3\n',
            '"\\u001b[31m"',
            "no such key",
            "there are: gate, max_age_days, production, targets",
        ),
        (
            f"{'k' * 100} = 3\n",
            f'"{"k" * 80}..."',
            "no such key",
            "there are: gate, max_age_days, production, targets",
        ),
    ],
)
def test_an_unknown_key_is_refused(
    tmp_path: Path, text: str, where: str, what: str, remedy: str
) -> None:
    """With the place, the key that was probably meant, and those that there are."""
    assert fault(tmp_path, text) == (f"asdocumented.toml, {where}", what, remedy)


@pytest.mark.parametrize(
    "name",
    ["Eu", "-eu", ".hidden", "..", "a/b", "a b", "", "é", "eu\\n", "a" * 65, "a\\u0000"],
)
def test_a_target_name_that_is_no_folder_name_is_refused(tmp_path: Path, name: str) -> None:
    """Names of targets become names of folders."""
    where, what, remedy = fault(tmp_path, f'[targets."{name}"]\nbase_url = "https://a.example"\n')
    assert where.startswith("asdocumented.toml, targets.")
    assert what == "not a name that can stand here"
    assert remedy.startswith("name it with small letters, digits, '.', '_' and '-', at most 64")


@pytest.mark.parametrize("name", ["a", "0", "eu-demo_1.x", "a" * 64])
def test_a_target_name_of_small_letters_digits_and_marks(tmp_path: Path, name: str) -> None:
    """Up to 64 characters."""
    assert [*load(tmp_path, f'[targets."{name}"]\nbase_url = "https://a.example"\n').targets] == [
        name
    ]


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("max_age_days = 0\n", "max_age_days", "too small"),
        ("max_age_days = 36501\n", "max_age_days", "too large"),
        ("max_age_days = 1.0\n", "max_age_days", "not the type that belongs here"),
        ("max_age_days = true\n", "max_age_days", "not the type that belongs here"),
        ("max_age_days = '3'\n", "max_age_days", "not the type that belongs here"),
        ("max_age_days = 2026-01-01\n", "max_age_days", "not the type that belongs here"),
        ("production = 'a.example'\n", "production", "not the type that belongs here"),
        ("production = ['a', 3]\n", "production[1]", "not the type that belongs here"),
        ("production = ['']\n", "production[0]", "not written as it has to be"),
        (
            "production = ['https://a.example']\n",
            "production[0]",
            "not written as it has to be",
        ),
        ("targets = []\n", "targets", "not the type that belongs here"),
        ("targets.a = 3\n", "targets.a", "not the type that belongs here"),
        ("[targets.a]\n", "targets.a", "base_url is missing"),
        ("targets.a.base_url = ''\n", "targets.a.base_url", "empty"),
        (
            f"{EU}cluster = 'eu'\nzone = 'UTC'\n",
            "targets.eu-demo",
            "two keys that exclude each other",
        ),
        (f"{EU}cluster = ''\n", "targets.eu-demo.cluster", "empty"),
        (f"{EU}zone = 'Mars/Base'\n", "targets.eu-demo.zone", "no such time zone"),
        (f"{EU}zone = '../../etc'\n", "targets.eu-demo.zone", "no such time zone"),
        (
            f"{EU}requests_per_minute = 0\n",
            "targets.eu-demo.requests_per_minute",
            "too small",
        ),
        (
            f"{EU}requests_per_minute = 6001\n",
            "targets.eu-demo.requests_per_minute",
            "too large",
        ),
        (
            f"{EU}requests_per_minute = nan\n",
            "targets.eu-demo.requests_per_minute",
            "not the type that belongs here",
        ),
        (f"{EU}timeout_seconds = 0\n", "targets.eu-demo.timeout_seconds", "too small"),
        (f"{EU}timeout_seconds = -0.0\n", "targets.eu-demo.timeout_seconds", "too small"),
        (f"{EU}timeout_seconds = 600.1\n", "targets.eu-demo.timeout_seconds", "too large"),
        (
            f"{EU}timeout_seconds = nan\n",
            "targets.eu-demo.timeout_seconds",
            "not the type that belongs here",
        ),
        (
            f"{EU}timeout_seconds = inf\n",
            "targets.eu-demo.timeout_seconds",
            "not the type that belongs here",
        ),
        (
            f"{EU}timeout_seconds = true\n",
            "targets.eu-demo.timeout_seconds",
            "not the type that belongs here",
        ),
        (f"{EU}[targets.eu-demo.auth]\n", "targets.eu-demo.auth", "scheme is missing"),
        (
            f"{EU}auth.scheme = 'digest'\n",
            "targets.eu-demo.auth.scheme",
            "no such scheme",
        ),
        (BASIC, "targets.eu-demo.auth", "username_env is missing"),
        (
            f"{BASIC}username_env = 'EU_USER'\n",
            "targets.eu-demo.auth",
            "password_env is missing",
        ),
        (
            f"{EU}auth = {{ scheme = 'oauth', key_env = 'KEY' }}\n",
            "targets.eu-demo.auth",
            "secret_env is missing",
        ),
        (
            f"{OAUTH}token_path = 'https://other.example/t'\n",
            "targets.eu-demo.auth.token_path",
            "not written as it has to be",
        ),
        (
            f"{OAUTH}token_path = '//other.example/t'\n",
            "targets.eu-demo.auth.token_path",
            "not written as it has to be",
        ),
        (
            f'{OAUTH}token_header = "X: y\\r\\n"\n',
            "targets.eu-demo.auth.token_header",
            "not written as it has to be",
        ),
        (
            f'{OAUTH}attribution = {{ X-Entity = "a\\r\\nX-Other: b" }}\n',
            "targets.eu-demo.auth.attribution.X-Entity",
            "not written as it has to be",
        ),
        (
            f'{OAUTH}attribution = {{ Host = "other.example" }}\n',
            "targets.eu-demo.auth.attribution.Host",
            "not a name that can stand here",
        ),
        (
            f"{EU}samples = 'sandbx'\n",
            "targets.eu-demo.samples",
            "not the text that can stand here",
        ),
        (f"{EU}samples = ['A']\n", "targets.eu-demo.samples", "not the type that belongs here"),
        (
            f"{EU}samples = {{ codes = 'A,B' }}\n",
            "targets.eu-demo.samples.codes",
            "not the type that belongs here",
        ),
        (f"{EU}samples = {{ codes = [] }}\n", "targets.eu-demo.samples.codes", "empty"),
        (f"{EU}samples = {{ codes = [''] }}\n", "targets.eu-demo.samples.codes[0]", "empty"),
        (
            f'{EU}samples = {{ codes = ["A", "B\\n"] }}\n',
            "targets.eu-demo.samples.codes[1]",
            "not written as it has to be",
        ),
        (
            f"{EU}samples = {{ codes = [1.0] }}\n",
            "targets.eu-demo.samples.codes[0]",
            "not the type that belongs here",
        ),
        (
            f"{EU}samples = {{ codes = [0x{'f' * 20}] }}\n",
            "targets.eu-demo.samples.codes[0]",
            "too large",
        ),
        (
            f"{EU}samples = {{ codes = {{}} }}\n",
            "targets.eu-demo.samples.codes",
            "env is missing",
        ),
        (
            f"{EU}samples = {{ codes = {{ env = 'my codes' }} }}\n",
            "targets.eu-demo.samples.codes.env",
            "not written as it has to be",
        ),
        (
            f"{EU}samples = {{ Codes = ['A'] }}\n",
            "targets.eu-demo.samples.Codes",
            "not a name that can stand here",
        ),
    ],
)
def test_a_value_that_cannot_be_is_refused(
    tmp_path: Path, text: str, where: str, what: str
) -> None:
    """Each with its place, in its own words; pyproject's table is held to the same."""
    assert fault(tmp_path, text)[:2] == (f"asdocumented.toml, {where}", what)
    if not text.startswith(("targets", "max_age_days", "production", "[targets.a]")):
        (tmp_path / "asdocumented.toml").unlink()
        table = text.replace("[targets", "[tool.asdocumented.targets")
        place = f"pyproject.toml, tool.asdocumented.{where}"
        assert fault(tmp_path, table, "pyproject.toml")[:2] == (place, what)


def test_a_remedy_says_what_belongs_there(tmp_path: Path) -> None:
    """It is the schema's own description of the place."""
    assert fault(tmp_path, "max_age_days = 0\n")[2] == (
        "write a number of days, from 1 to 36500: another name of gate.max_recording_age_days"
    )
    assert fault(tmp_path, f"{EU}cluster = 'eu'\nzone = 'UTC'\n")[2] == (
        "keep cluster or zone, not both"
    )
    assert fault(tmp_path, "[targets.a]\n")[2] == "add base_url"


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("eu.example", "not an http or https URL"),
        ("ftp://eu.example", "not an http or https URL"),
        ("https:/eu.example", "no proper host in a URL"),
        ("https://", "no proper host in a URL"),
        ("https://:443", "no proper host in a URL"),
        ("https://eu.example:", "no proper host in a URL"),
        ("https://eu.example:0", "no proper host in a URL"),
        ("https://eu..example", "no proper host in a URL"),
        ("https://eu_example!", "no proper host in a URL"),
        ("https://eu.example:port", "not a URL"),
        ("https://eu.example:99999", "not a URL"),
        ("https://[::1", "not a URL"),
        ("https://canary:canary@eu.example", "credentials in a URL"),
        ("https://canary@eu.example", "credentials in a URL"),
        ("https://@eu.example", "credentials in a URL"),
        ("https://eu.example/?canary", "a query or fragment in a URL"),
        ("https://eu.example?", "a query or fragment in a URL"),
        ("https://eu.example/#canary", "a query or fragment in a URL"),
        ("https://eu.example/a b", "a blank, a backslash or a letter beyond ASCII in a URL"),
        ("https://eu.example\\t", "a blank, a backslash or a letter beyond ASCII in a URL"),
        ("https://eü.example", "a blank, a backslash or a letter beyond ASCII in a URL"),
        ("https://eu.example\\\\a", "a blank, a backslash or a letter beyond ASCII in a URL"),
        ("http://eu.example", "credentials would travel unencrypted"),
        ("http://localhost.example", "credentials would travel unencrypted"),
        ("http://evil.localhost", "credentials would travel unencrypted"),
        ("http://10.0.0.1", "credentials would travel unencrypted"),
        ("http://127.1", "credentials would travel unencrypted"),
        ("http://[2001:db8::1]", "credentials would travel unencrypted"),
    ],
)
def test_a_base_url_that_cannot_be_is_refused(tmp_path: Path, url: str, what: str) -> None:
    """Never with the URL in the message: it may hold a credential."""
    message = fault(tmp_path, f'[targets.eu]\nbase_url = "{url}"\n')
    assert message[:2] == ("asdocumented.toml, targets.eu.base_url", what)
    assert "canary" not in " ".join(message)


@pytest.mark.parametrize(
    "url",
    [
        "https://eu.example",
        "HTTPS://EU.example:8443/crm/",
        "https://10.0.0.1",
        "https://[2001:db8::1]:8443",
        "http://localhost:8000",
        "http://127.0.0.53:1",
        "http://[::1]:8000/",
    ],
)
def test_a_base_url_of_https_or_on_loopback(tmp_path: Path, url: str) -> None:
    """http is for loopback hosts only."""
    assert load(tmp_path, f'targets.eu.base_url = "{url}"').targets["eu"].base_url == url


@pytest.mark.parametrize(
    "line",
    [
        "password = 'canary'",
        "Password = 'canary'",
        "username = 'canary'",
        "secret = 'canary'",
        "client-secret = 'canary'",
        "token = 'canary'",
        "key = 'canary'",
        "api_key = 'canary'",
        "authorization = 'Basic canary'",
        "bearer = { token = 'canary' }",
    ],
)
@pytest.mark.parametrize("table", [BASIC, f"{BASIC}{NAMES}", OAUTH, EU, ""])
def test_the_value_of_a_credential_is_refused_and_not_shown(
    tmp_path: Path, table: str, line: str
) -> None:
    """Wherever it stands, the message asks for the name of a variable instead."""
    where, what, remedy = fault(tmp_path, f"{table}{line}\n")
    assert where.endswith(line.partition(" ")[0])
    assert what == "the value of a credential does not belong in a file"
    assert remedy == (
        "write the NAME of an environment variable under auth, such as "
        'username_env = "DEMO_USERNAME" and password_env = "DEMO_PASSWORD"'
    )
    assert "canary" not in where


@pytest.mark.parametrize(
    "text",
    [
        f"{EU}auth = 'canary'\n",
        f"{EU}auth = ['canary']\n",
        f"{EU}auth = {{ scheme = 'canary' }}\n",
        f"{EU}auth = {{ scheme = ['canary'] }}\n",
        f"{EU}auth = {{ password = 'canary' }}\n",
        f"{BASIC}username_env = 'EU_USER'\npassword_env = 'canary'\n",
        f"{BASIC}username_env = 'canary'\npassword_env = 'EU_PASSWORD'\n",
        f"{BASIC}username_env = {{ value = 'canary' }}\npassword_env = 'EU_PASSWORD'\n",
        f"{BASIC}username_env = ['canary']\npassword_env = 3\n",
        f"{OAUTH}token_path = '/t?canary'\n",
        f"{OAUTH}token_header = 'X: canary'\n",
        f"{OAUTH}attribution = 'canary'\n",
        f"{OAUTH}attribution = {{ Authorization = 'canary' }}\n",
        f"{OAUTH}attribution = {{ X-Api-Key = 'canary' }}\n",
        f"{OAUTH}attribution = {{ X-Auth = 'canary' }}\n",
        f"{OAUTH}attribution = {{ x-cap-api-oauth-token = 'canary' }}\n",
        f"{OAUTH}token_header = 'X-Entity'\nattribution = {{ x-entity = 'canary' }}\n",
        f"{OAUTH}attribution = {{ X-Entity = 'canary é' }}\n",
        f"{OAUTH}attribution = {{ X-Entity = ['canary'] }}\n",
        f"{EU}samples = 'canary'\n",
        f"{EU}samples = ['canary']\n",
        f"{EU}samples = {{ codes = 'canary' }}\n",
        f"{EU}samples = {{ codes = [['canary']] }}\n",
        f'{EU}samples = {{ codes = ["canary\\n"] }}\n',
        f"{EU}samples = {{ codes = {{ env = 'canary' }} }}\n",
        f"{EU}samples = {{ codes = {{ value = 'canary' }} }}\n",
        f"{EU}cluster = ['canary']\n",
        f"{EU}zone = 'canary'\n",
        f"{EU}timeout_seconds = 'canary'\n",
        f"{BASIC}password_env = canary\n",
        f"{BASIC}password_env = 'canary\n",
        f"{BASIC}password_env = 'canary' canary\n",
        "max_age_days = 'canary'\n",
        "production = ['canary!']\n",
    ],
)
@pytest.mark.parametrize("canary", ["c4nary-w0rd", "c4nary"])
def test_no_message_shows_a_value(tmp_path: Path, text: str, canary: str) -> None:
    """A password in the wrong place, in a value of any key, is told of and never repeated."""
    assert canary not in "".join(fault(tmp_path, text.replace("canary", canary)))


def test_the_schema_alone_refuses_what_the_loader_refuses_by_it() -> None:
    """An editor that knows the schema says the same as we do."""
    validator = Draft202012Validator(SCHEMA)
    assert validator.is_valid(tomllib.loads(f"{BASIC}{NAMES}"))
    assert not validator.is_valid(tomllib.loads(f"{EU}password = 'x'\n"))


def test_a_credential_in_a_file_is_refused_before_anything_is_asked(tmp_path: Path) -> None:
    """Loading the file is enough, also for a command that needs no target."""
    with pytest.raises(Fault, match="the value of a credential does not belong in a file"):
        load(tmp_path, f"{BASIC}{NAMES}password = 'canary'\n")


def test_what_is_no_regular_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    """A pipe would block for ever: configuration, waivers and maps of upgrades are read so."""
    pipe = tmp_path / "upgrade.toml"
    os.mkfifo(pipe)
    with pytest.raises(Fault, match="no regular file"):
        read_table(pipe, "upgrade.toml")
    with pytest.raises(Fault, match="no regular file"):
        load_config(pipe, tmp_path)


def test_a_null_character_in_a_path_is_a_fault(tmp_path: Path) -> None:
    """TOML can spell it: the path of the waivers is read from a file."""
    with pytest.raises(Fault, match="a path with a null character"):
        read_table(tmp_path / "a\0b.toml", "waivers.toml")
