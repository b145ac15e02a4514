"""How a target is authenticated: schemes, their settings, and what a fault in them is told as."""

from collections.abc import Mapping
from typing import Any

import pytest

from asdocumented.config.authentication import (
    Authentication,
    Credentials,
    read_authentication,
)
from asdocumented.contracts.authentication_scheme import Additions
from asdocumented.errors import Fault
from asdocumented.live.http.registry import general_schemes
from asdocumented.live.http.schemes.api_key import ApiKey
from asdocumented.live.http.schemes.basic import Basic
from asdocumented.live.http.schemes.bearer import Bearer
from asdocumented.live.http.schemes.none import NoAuthentication
from asdocumented.live.http.schemes.oauth2_client_credentials import ClientCredentials
from asdocumented.live.http.schemes.token_call import TokenCall
from tests.schemes import SCHEMES
from tests.support import ROOT

BASIC = {"scheme": "basic", "username_env": "USER", "password_env": "WORD"}
KEY = {"scheme": "api-key", "key_env": "KEY"}
CLIENT = {
    "scheme": "oauth2-client-credentials",
    "client_id_env": "USER",
    "client_secret_env": "WORD",
    "token_path": "/t",
}
OAUTH = {"scheme": "oauth", "key_env": "KEY", "secret_env": "SECRET"}
CALL = {
    "scheme": "token-call",
    "token_path": "/t",
    "request": {"user": "{user}"},
    "user_env": "USER",
    "token_location": "$.token",
    "token_header": "X-Token",
}


def read(table: Mapping[str, Any]) -> Authentication:
    """Return what a table says."""
    return read_authentication(table, SCHEMES, "asdocumented.toml", ("targets", "a", "auth"))


def fault(table: Mapping[str, Any]) -> tuple[str, str, str]:
    """Return the fault that a table is: the place below the table, what, and the remedy."""
    with pytest.raises(Fault) as raised:
        read(table)
    where = raised.value.where.removeprefix("asdocumented.toml, targets.a.auth")
    return where.removeprefix("."), raised.value.what, raised.value.remedy


def test_every_file_is_a_scheme_named_after_it() -> None:
    """The folder is the registry."""
    files = {path.stem for path in (ROOT / "src/asdocumented/live/http/schemes").glob("*.py")}
    assert {name.replace("-", "_") for name in general_schemes()} == files - {"__init__"}


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ({"scheme": "none"}, NoAuthentication()),
        (BASIC, Basic()),
        ({**BASIC, "password_digest": "md5"}, Basic(password_digest="md5")),  # noqa: S106  # a name
        ({"scheme": "bearer", "token_env": "TOKEN"}, Bearer()),
        ({**KEY, "key_header": "X-Key"}, ApiKey(key_header="X-Key")),
        ({**KEY, "key_parameter": "key"}, ApiKey(key_parameter="key")),
        (
            {**CLIENT, "scope": "a b", "client_in": "body", "token_parameters": {"audience": "c"}},
            ClientCredentials(
                token_path="/t",  # noqa: S106  # a path
                scope="a b",
                client_in="body",
                token_parameters={"audience": "c"},
            ),
        ),
        (
            {
                **CALL,
                "request_format": "form",
                "token_prefix": "Bearer ",
                "lifetime_location": '$["expires-in"]',
                "lifetime_seconds": 60,
            },
            TokenCall(
                token_path="/t",  # noqa: S106  # a path
                request={"user": "{user}"},
                token_location="$.token",  # noqa: S106  # a place
                token_header="X-Token",  # noqa: S106  # a header's name
                request_format="form",
                token_prefix="Bearer ",  # noqa: S106  # no token
                lifetime_location='$["expires-in"]',
                lifetime_seconds=60.0,
            ),
        ),
    ],
)
def test_a_general_scheme_with_all_its_settings(table: Mapping[str, Any], expected: object) -> None:
    """Each under its own name, without any authentication.toml."""
    assert read(table).scheme == expected


def test_a_named_scheme_is_a_general_one_with_settings() -> None:
    """What a configuration of 0.1.0 calls `basic-md5` and `oauth`."""
    assert read({**BASIC, "scheme": "basic-md5"}) == Authentication(
        "basic-md5",
        Basic(password_digest="md5"),  # noqa: S106  # the name of a digest
        {"username": "USER", "password": "WORD"},
    )
    assert read(OAUTH) == Authentication(
        "oauth",
        TokenCall(
            token_path="/v3/oauth/token/generate",  # noqa: S106  # a path
            request={"key": "{key}", "secret": "{secret}"},
            token_location="$.data.accessToken",  # noqa: S106  # a place
            lifetime_location="$.data.ttlSeconds",
            token_header="X-CAP-API-OAUTH-TOKEN",  # noqa: S106  # a header's name
        ),
        {"key": "KEY", "secret": "SECRET"},
    )


def test_the_settings_of_a_target_go_before_those_of_the_name() -> None:
    """Every setting can be given, as token_path and token_header could in 0.1.0."""
    scheme = read(
        {
            **OAUTH,
            "token_path": "/token",
            "token_header": "X-Token",
            "attribution": {"X-Entity": "TILL"},
            "headers": {"Tenant": "one"},
        }
    ).scheme
    assert isinstance(scheme, TokenCall)
    assert (scheme.token_path, scheme.token_header) == ("/token", "X-Token")
    assert scheme.token_location == "$.data.accessToken"  # noqa: S105  # a place
    assert scheme.fixed_headers == {"X-Entity": "TILL", "Tenant": "one"}


def test_the_roles_of_a_token_call_are_those_that_its_request_names() -> None:
    """Each wants a variable; a text may hold several, at any depth."""
    request = {"a": {"b": ["{user}:{word}", 3]}, "c": "{user}"}
    table = {**CALL, "request": request, "word_env": "WORD"}
    assert read(table).variables == {"user": "USER", "word": "WORD"}
    assert fault({**table, "request": {"c": "{user}"}})[:2] == ("word_env", "no such key")
    del table["user_env"]
    assert fault(table) == ("", "user_env is missing", "add user_env")


@pytest.mark.parametrize(
    ("table", "where", "what", "remedy"),
    [
        (
            {"scheme": "basc"},
            "scheme",
            "no such scheme",
            (
                "did you mean basic? there are: api-key, basic, bearer, none, "
                "oauth2-client-credentials, token-call, basic-md5, oauth"
            ),
        ),
        (
            {"scheme": 3},
            "scheme",
            "not the type that belongs here",
            "write the name of a scheme",
        ),
        (
            {**BASIC, "password_digest": "crc32"},
            "password_digest",
            "not one of the texts that can stand here",
            "write one of: md5, sha1, sha256, sha512",
        ),
        ({"scheme": "bearer"}, "", "token_env is missing", "add token_env"),
        (
            {"scheme": "bearer", "token_env": "my token"},
            "token_env",
            "not written as it has to be",
            (
                "write the NAME of an environment variable in capitals, such as "
                '"DEMO_PASSWORD", never a value'
            ),
        ),
        (
            KEY,
            "",
            "key_header is missing",
            "add key_header, or key_parameter where the query carries the key",
        ),
        (
            {**KEY, "key_header": "X-Key", "key_parameter": "key"},
            "",
            "two keys that exclude each other",
            "keep key_header or key_parameter, not both",
        ),
        (
            {**KEY, "key_parameter": "a b"},
            "key_parameter",
            "not written as it has to be",
            "write the name of the query parameter that carries the key",
        ),
        (
            {key: value for key, value in CLIENT.items() if key != "token_path"},
            "",
            "token_path is missing",
            "add token_path, or token_url where another host issues tokens",
        ),
        (
            {**CLIENT, "token_url": "https://login.example/t"},
            "",
            "two keys that exclude each other",
            "keep token_path or token_url, not both",
        ),
        (
            {**OAUTH, "token_url": "https://login.example/t"},
            "",
            "two keys that exclude each other",
            "keep token_path or token_url, not both",
        ),
        (
            {**CLIENT, "token_parameters": {"client_secret": "canary"}},
            "token_parameters.client_secret",
            "the value of a credential does not belong in a file",
            "take it out: client_id_env and client_secret_env are sent anyway",
        ),
        (
            {**CALL, "request": {"user": "{user}", "password": "canary"}},
            "request.password",
            "the value of a credential does not belong in a file",
            'write a role in braces, such as "{secret}", and secret_env under auth',
        ),
        (
            {**CALL, "request_format": "form", "request": {"user": "{user}", "n": 1}},
            "request.n",
            "not a text, and a form holds nothing else",
            "write a text",
        ),
        (
            {**CALL, "token_location": "data.token"},
            "token_location",
            "not written as it has to be",
            'write where it is in the JSON answer, such as "$.data.token"',
        ),
        (
            {**BASIC, "headers": {"Host": "other.example"}},
            "headers.Host",
            "a header that every request has anyway",
            "take it out",
        ),
        (
            {**BASIC, "headers": {"X-Api-Key": "canary"}},
            "headers.X-Api-Key",
            "a header that may carry a credential",
            "take it out; name variables under auth",
        ),
        (
            {**CALL, "token_header": "X-Session", "headers": {"x-session": "canary"}},
            "headers.x-session",
            "a header that may carry a credential",
            "take it out; name variables under auth",
        ),
        (
            {**BASIC, "headers": {"Authorization": "canary"}},
            "headers.Authorization",
            "a header that may carry a credential",
            "take it out; name variables under auth",
        ),
        (
            {**BASIC, "headers": {"a b": "c"}},
            'headers."a b"',
            "not a name that can stand here",
            "write the name of a header: letters, digits and '-', at most 100 of them",
        ),
        (
            {**BASIC, "attribution": {"Tenant": "one"}},
            "attribution.Tenant",
            "not a name that can stand here",
            "write a table of X- headers; no header that carries a credential",
        ),
        (
            {**BASIC, "headers": {"Tenant": "a\r\nX: canary"}},
            "headers.Tenant",
            "not written as it has to be",
            "write the header's value as text of printable ASCII characters",
        ),
    ],
)
def test_a_table_that_cannot_be_is_refused(
    table: Mapping[str, Any], where: str, what: str, remedy: str
) -> None:
    """With its place, in words that hold no value."""
    assert fault(table) == (where, what, remedy)


@pytest.mark.parametrize(
    "url",
    ["http://login.example/t", "https://canary@login.example/t", "https://login.example/t?canary"],
)
def test_the_url_that_issues_tokens_is_held_to_what_a_base_url_is(url: str) -> None:
    """Encrypted, and without anything that may be a credential."""
    table = {key: value for key, value in CLIENT.items() if key != "token_path"}
    where, what, remedy = fault({**table, "token_url": url})
    assert where == "token_url"
    assert "canary" not in what + remedy


@pytest.mark.parametrize(
    "table",
    [
        {"scheme": "canary"},
        {"scheme": ["canary"]},
        {**BASIC, "password_digest": "canary"},
        {**BASIC, "headers": "canary"},
        {**BASIC, "headers": {"Tenant": ["canary"]}},
        {**KEY, "key_header": "canary!"},
        {**KEY, "key_parameter": "canary!"},
        {**CLIENT, "token_url": "canary"},
        {**CLIENT, "client_in": "canary"},
        {**CLIENT, "scope": "canary\n"},
        {**CLIENT, "token_parameters": {"a": ["canary"]}},
        {**CALL, "request": "canary"},
        {**CALL, "request": {"secret": ["canary"]}},
        {**CALL, "request": {"user": "{user}canary"}},
        {**CALL, "request_format": "canary"},
        {**CALL, "lifetime_seconds": "canary"},
        {**CALL, "token_prefix": "canary\n"},
        {**CALL, "user_env": "canary"},
    ],
)
def test_no_message_shows_a_value(table: Mapping[str, Any]) -> None:
    """A credential in the wrong place is told of and never repeated."""
    assert "canary" not in "".join(fault(table))


@pytest.mark.parametrize(
    ("table", "environment", "lacks"),
    [
        (BASIC, {"USER": "a", "WORD": "b:c é"}, []),
        (
            BASIC,
            {"USER": "canary:", "WORD": "b"},
            ["the variable USER (auth.username_env) holds a colon, which no username may"],
        ),
        (
            {"scheme": "bearer", "token_env": "TOKEN"},
            {"TOKEN": "canary-é"},
            ["the variable TOKEN (auth.token_env) is not ASCII, as a header has to be"],
        ),
        (
            {**KEY, "key_header": "X-Key"},
            {"KEY": "canary-é"},
            ["the variable KEY (auth.key_env) is not ASCII, as a header has to be"],
        ),
        ({**KEY, "key_parameter": "key"}, {"KEY": "canary-é"}, []),
        ({**KEY, "key_parameter": "key"}, {}, ["the variable KEY (auth.key_env) is not set"]),
        (OAUTH, {"KEY": "a"}, ["the variable SECRET (auth.secret_env) is not set"]),
        (
            CLIENT,
            {"USER": "a"},
            ["the variable WORD (auth.client_secret_env) is not set"],
        ),
    ],
)
def test_credentials_that_cannot_be_sent_are_told_by_their_variable(
    table: Mapping[str, Any], environment: Mapping[str, str], lacks: list[str]
) -> None:
    """What lacks and what a header cannot hold; the value is not in the words."""
    assert [*read(table).faults(environment)] == lacks


@pytest.mark.parametrize(
    ("table", "environment", "secrets"),
    [
        ({"scheme": "none"}, {}, set()),
        (
            BASIC,
            {"USER": "till", "WORD": "wörd"},
            {"till", "wörd", "dGlsbDp3w7ZyZA==", "Basic dGlsbDp3w7ZyZA=="},
        ),
        (
            {**BASIC, "scheme": "basic-md5"},
            {"USER": "till", "WORD": "123"},
            {
                "till",
                "123",
                "202cb962ac59075b964b07152d234b70",
                "dGlsbDoxMjM=",
                "Basic dGlsbDoxMjM=",
                "dGlsbDoyMDJjYjk2MmFjNTkwNzViOTY0YjA3MTUyZDIzNGI3MA==",
                "Basic dGlsbDoyMDJjYjk2MmFjNTkwNzViOTY0YjA3MTUyZDIzNGI3MA==",
            },
        ),
        (BASIC, {"USER": "till"}, {"till"}),
        (BASIC, {}, set()),
        (
            CLIENT,
            {"USER": "a b", "WORD": "c"},
            {"a b", "c", "YStiOmM=", "Basic YStiOmM="},
        ),
        (CLIENT, {"WORD": "c"}, {"c"}),
        ({**KEY, "key_parameter": "key"}, {"KEY": "k"}, {"k"}),
        (OAUTH, {"KEY": "k", "SECRET": "s"}, {"k", "s"}),
    ],
)
def test_the_secrets_of_a_scheme(
    table: Mapping[str, Any], environment: Mapping[str, str], secrets: set[str]
) -> None:
    """Every form in which a credential could stand in a file, as far as it is set."""
    assert set(read(table).secrets(environment)) == secrets


def test_what_is_set_goes_before_what_is_built_in() -> None:
    """Role by role."""
    built_in = Credentials({"username": "built-in", "password": "word"})
    one = Authentication("basic", Basic(), {"username": "USER", "password": "WORD"}, built_in)
    assert one.credentials({"USER": "own"}).words == {"username": "own", "password": "word"}


def test_nothing_shows_credentials() -> None:
    """Neither does when it is printed for debugging."""
    words = {"username": "canary", "password": "canary", "token": "canary", "user": "canary"}
    shown: list[object] = [Credentials(words), Additions(words, (("key", "canary"),))]
    shown += [Basic().additions(words), Bearer().additions(words), read(CALL).scheme]
    shown += [read(CALL).scheme.token_request(words), Authentication(built_in=Credentials(words))]
    assert [one for one in shown if "canary" in f"{one} {one!r}"] == []
