"""Tokens and named credentials are found in every form that docs/security.md lists."""

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from asdocumented.redaction.secrets import Secrets
from asdocumented.scanning.file import scan_file
from tests.generating import examples
from tests.layers import LAYERS

URL = "https://a.example/c"
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"
TOKENS = st.text(LETTERS, min_size=36, max_size=36).map("ghp_{}".format)
PAIRS = st.builds(
    str.format,
    st.sampled_from(
        ['{{"{0}": "{1}"}}', "{0}={1}", "{0}: {1}", "a=b&{0}={1}&c=d", "<{0}>{1}</{0}>"]
    ),
    st.sampled_from(["password", "apiKey", "access_token", "client_secret"]),
    st.text(LETTERS, min_size=14, max_size=20).map("7{}".format),
)


def har(body: str) -> str:
    content = {"mimeType": "application/json", "text": body}
    entry = {"request": {"method": "GET", "url": URL}, "response": {"content": content}}
    return json.dumps({"log": {"entries": [entry]}})


def cassette(body: str) -> str:
    exchange = {"request": {"method": "GET", "uri": URL}, "response": {"body": {"string": body}}}
    return yaml.safe_dump({"interactions": [exchange]})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scanned")


@examples(100)
@given(text=TOKENS | PAIRS, names=st.lists(st.sampled_from([*LAYERS]), max_size=3))
def test_up_to_three_layers_hide_nothing(folder: Path, text: str, names: list[str]) -> None:
    """In a HAR file and in a cassette; a text without a credential is none in any layer."""
    harmless = "hello world"
    for name in names:
        text, harmless = LAYERS[name](text), LAYERS[name](harmless)
    for file, write in (("a.har", har), ("a.yaml", cassette)):
        for note, expected in ((text, {"credential"}), (harmless, set())):
            path = folder / file
            path.write_text(write(json.dumps({"note": f"see {note} ok"})), encoding="utf-8")
            found = scan_file(path, Secrets(), ()).finds(file)
            assert {one.rank.value for one in found if one.rank == "credential"} == expected
