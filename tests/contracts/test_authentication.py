"""authentication.toml: names for general schemes with the settings that an API documents."""

from pathlib import Path

import pytest

from asdocumented.contracts.authentication import NamedScheme, Schemes, load_schemes
from asdocumented.errors import Fault
from asdocumented.live.http.registry import general_schemes
from asdocumented.live.http.schemes.api_key import ApiKey
from asdocumented.live.http.schemes.basic import Basic
from asdocumented.live.http.schemes.token_call import TokenCall
from tests.support import CONTRACTS

KEY = '[schemes.our-key]\nscheme = "api-key"\nsource = "keys"\nkey_header = "X-Our"\n'
CALL = """\
[schemes.login]
scheme = "token-call"
source = ["login", "tokens"]
token_path = "/login"
request = { user = "{user}", password = "{password}" }
token_location = "$.token"
token_header = "X-Token"
"""


def load(folder: Path, text: str) -> Schemes:
    """Return the schemes that can be named with a contract folder that holds this file."""
    (folder / "authentication.toml").write_text(text, encoding="utf-8")
    return load_schemes(folder, general_schemes())


def test_the_bundled_file_names_what_the_pages_document() -> None:
    """The password as its MD5, and a token call with its place, request, answer and header."""
    schemes = load_schemes(CONTRACTS, general_schemes())
    named = {name: scheme for name, scheme in schemes.items() if name not in general_schemes()}
    assert named == {
        "basic-md5": NamedScheme(Basic, {"password_digest": "md5"}),
        "oauth": NamedScheme(
            TokenCall,
            {
                "token_path": "/v3/oauth/token/generate",
                "request": {"key": "{key}", "secret": "{secret}"},
                "token_location": "$.data.accessToken",
                "lifetime_location": "$.data.ttlSeconds",
                "token_header": "X-CAP-API-OAUTH-TOKEN",
            },
        ),
    }


def test_every_general_scheme_can_be_named_as_it_is() -> None:
    """Without any settings."""
    schemes = load_schemes(CONTRACTS, general_schemes())
    assert {name: schemes[name] for name in general_schemes()} == {
        name: NamedScheme(kind, {}) for name, kind in general_schemes().items()
    }


def test_a_folder_without_the_file_has_the_bundled_one(tmp_path: Path) -> None:
    """A configuration of 0.1.0 goes on with contracts of 0.1.0."""
    assert load_schemes(tmp_path, general_schemes()) == load_schemes(CONTRACTS, general_schemes())


def test_a_folder_with_the_file_has_its_own_names_only(tmp_path: Path) -> None:
    """The bundled names are about another API."""
    named = set(load(tmp_path, KEY + CALL)) - set(general_schemes())
    assert named == {"our-key", "login"}
    assert load(tmp_path, KEY)["our-key"] == NamedScheme(ApiKey, {"key_header": "X-Our"})
    assert set(load(tmp_path, "")) == set(general_schemes())


@pytest.mark.parametrize(
    ("text", "where", "what", "remedy"),
    [
        ("scheme = 'x'\n", "scheme", "no such key", "did you mean schemes? there are: schemes"),
        ("schemes = 3\n", "schemes", "not the type that belongs here", "write tables such as "),
        ("[schemes.'Our Key']\n", 'schemes."Our Key"', "not a name that can stand here", "name it"),
        (
            KEY.replace("our-key", "bearer"),
            "schemes.bearer",
            "a general scheme has this name",
            "give it another name",
        ),
        (
            KEY.replace('scheme = "api-key"\n', ""),
            "schemes.our-key",
            "scheme is missing",
            "add scheme",
        ),
        (
            KEY.replace('source = "keys"\n', ""),
            "schemes.our-key",
            "source is missing",
            "add source",
        ),
        (
            KEY.replace('"keys"', "3"),
            "schemes.our-key.source",
            "not the type that belongs here",
            "write the page that says so",
        ),
        (
            KEY.replace('"api-key"', '"apikey"'),
            "schemes.our-key.scheme",
            "no such general scheme",
            "did you mean api-key? there are: api-key, basic, bearer",
        ),
        (
            KEY.replace("key_header", "header"),
            "schemes.our-key.header",
            "no such key",
            "did you mean headers? there are: scheme, source, key_header, key_parameter, headers",
        ),
        (
            f'{KEY}key_env = "OUR_KEY"\n',
            "schemes.our-key.key_env",
            "no such key",
            "there are: scheme, source, key_header, key_parameter, headers, attribution",
        ),
        (
            f'{KEY}key = "canary"\n',
            "schemes.our-key.key",
            "the value of a credential does not belong in a file",
            "write the NAME of an environment variable under auth",
        ),
        (
            KEY.replace("X-Our", "canary: y"),
            "schemes.our-key.key_header",
            "not written as it has to be",
            "write the name of a header",
        ),
        (
            f'{KEY}key_parameter = "key"\n',
            "schemes.our-key",
            "two keys that exclude each other",
            "keep key_header or key_parameter, not both",
        ),
        (
            KEY.replace('key_header = "X-Our"\n', ""),
            "schemes.our-key",
            "key_header is missing",
            "add key_header, or key_parameter",
        ),
        (
            CALL.replace('token_header = "X-Token"\n', ""),
            "schemes.login",
            "token_header is missing",
            "add token_header",
        ),
        (
            CALL.replace("{password}", "canary"),
            "schemes.login.request.password",
            "the value of a credential does not belong in a file",
            "write a role in braces",
        ),
        (
            f'{CALL}headers = {{ Cookie = "canary" }}\n',
            "schemes.login.headers.Cookie",
            "a header that may carry a credential",
            "take it out",
        ),
    ],
)
def test_a_file_at_fault_is_refused(
    tmp_path: Path, text: str, where: str, what: str, remedy: str
) -> None:
    """With file, place and remedy; a value is not told."""
    with pytest.raises(Fault) as raised:
        load(tmp_path, text)
    assert raised.value.where == f"{tmp_path / 'authentication.toml'}, {where}"
    assert raised.value.what == what
    assert raised.value.remedy.startswith(remedy)
    assert "canary" not in str(raised.value).removeprefix(str(tmp_path))


@pytest.mark.parametrize("text", ["[schemes", "a = " + "[" * 5000, "\x00"])
def test_a_file_that_is_no_toml_is_refused(tmp_path: Path, text: str) -> None:
    """With the file, and without a traceback."""
    with pytest.raises(Fault) as raised:
        load(tmp_path, text)
    assert raised.value.where == str(tmp_path / "authentication.toml")
