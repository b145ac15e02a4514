"""Damaged configuration, waivers and contracts work, or are refused with a fault.

`ASDOCUMENTED_FUZZ_EXAMPLES` lengthens a run: see `running.py`.
"""

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.contracts.small_folder import FILES
from tests.fuzz.mutations import as_json, mutated_json, mutated_text
from tests.fuzz.running import ends_well, fuzzed, write

EDITION = "contracts/coupons/2026"
BODY = '{"data": [{"code": "A", "validTill": "2026-12-31T00:00:00+05:30", "value": "7"}]}'
EVIDENCE = {
    "log": {
        "entries": [
            {
                "request": {"method": "GET", "url": "https://india.example/coupons?code=A"},
                "response": {
                    "status": 200,
                    "content": {"mimeType": "application/json", "text": BODY},
                },
            }
        ]
    }
}
ROOT_FILES = {
    "asdocumented.toml": """\
production = ["api.example.com", "*.prod.example"]

[gate]
fail_on = "warning"
fail_on_check = { "wrong-type" = "note" }
severity = { "text-for-number" = "note" }
min_rows_observed = 10
must_show = ["coupons"]
leave_out = ["cassette:demo"]
waivers = "waivers.toml"

[targets.eu-demo]
base_url = "https://india.example/api"
cluster = "india"
requests_per_minute = 100
timeout_seconds = 30.0

[targets.eu-demo.auth]
scheme = "basic"
username_env = "EU_DEMO_USERNAME"
password_env = "EU_DEMO_PASSWORD"
headers = { X-Channel = "tests" }

[targets.eu-demo.samples]
codes = { env = "EU_DEMO_CODES" }
customer_ids = [1001, 1002]
""",
    "waivers.toml": """\
[[waiver]]
fingerprint = "aaaaaaaaaaaaaaaa"
kind = "drift"
reason = "known"
ticket = "CAP-1"
since = 2026-11-22
expires = 2027-01-31
set = "har:evidence"
seen_in = ["har:evidence"]
""",
    "contracts/authentication.toml": """\
[schemes.basic-md5]
scheme = "basic"
password_digest = "md5"
source = "basic-authentication"

[schemes.oauth]
scheme = "token-call"
token_path = "/token"
request = { key = "{key}", secret = "{secret}" }
token_location = "$.data.accessToken"
lifetime_location = "$.data.ttlSeconds"
token_header = "X-TOKEN"
source = "oauth"
""",
    "contracts/clusters.toml": FILES["../../clusters.toml"],
}
EDITION_FILES = {
    **{name: text for name, text in FILES.items() if not name.startswith("..")},
    "cases.toml": """\
[[cases]]
name = "by-code"
why = "one code"
query = { code = "{codes.upper}" }
""",
    "remarks.toml": """\
[[remarks]]
text = "the row has no datatype"
mend = "Give it one."
source = { table = "response", row = 6 }
""",
}
CONTENTS = ROOT_FILES | {f"{EDITION}/{name}": text for name, text in EDITION_FILES.items()}
SCHEMA = f"{EDITION}/response.schema.json"
COMMANDS = [
    ["check", "evidence.har"],
    ["check", "--pages"],
    ["scan", "evidence.har"],
    ["config"],
    ["targets"],
    ["checks"],
]

FOUND = {
    "a-row-with-a-point": (SCHEMA, '"row": 4}', '"row": 4.0}'),
}
"""What ended in an internal error once: a file, and what was replaced in it."""


@st.composite
def changes(draw: st.DrawFn) -> Mapping[str, bytes]:
    """Return one or two files by name, damaged."""
    names = st.sampled_from([*CONTENTS, SCHEMA, SCHEMA, "asdocumented.toml"])
    chosen = draw(st.sets(names, max_size=2))
    changed = {name: draw(mutated_text(CONTENTS[name])) for name in sorted(chosen)}
    if draw(st.integers(0, 4)) == 0:
        changed[SCHEMA] = draw(mutated_json(json.loads(CONTENTS[SCHEMA])).map(as_json))
    return changed


def use(changed: Mapping[str, bytes], command: list[str]) -> int:
    """Run a command in a folder with these files changed; it does not end in an internal error."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, {**CONTENTS, **changed, "evidence.har": json.dumps(EVIDENCE)})
        return ends_well(*command, folder=folder).returncode


@pytest.mark.slow
@fuzzed(200)
@given(changed=changes(), command=st.sampled_from(COMMANDS))
def test_damaged_settings_work_or_are_refused(
    changed: Mapping[str, bytes], command: list[str]
) -> None:
    """Each file of a working directory with values of other types, cuts and repeats."""
    use(changed, command)


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_settings_that_are_whole_work(command: list[str]) -> None:
    """So that the test above looks behind the door."""
    assert use({}, command) in (0, 1)


@pytest.mark.slow
@pytest.mark.parametrize("name", FOUND)
def test_what_crashed_once(name: str) -> None:
    """It works, or is refused."""
    file, old, new = FOUND[name]
    assert old in CONTENTS[file]
    use({file: CONTENTS[file].replace(old, new).encode()}, ["check", "evidence.har"])
