"""Recordings in files, judged by `asdocumented check`: what its tests share."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
from click.testing import CliRunner, Result

from asdocumented.cli.main import cli
from tests.support import CONTRACTS, ROOT

URL = "https://eu.api.capillarytech.com/v2/coupon?couponIds=1"
BODY = '{"data": [{"description": "ten off"}], "warnings": [], "errors": []}'
"""A body as documented, in which something is there."""

EMPTY = '{"data": [], "warnings": [], "errors": []}'
"""A body as documented that shows nothing."""

SCHEMA = ROOT / "src/asdocumented/schemas/drift.schema.json"


def cassette(*bodies: str, url: str = URL, own: str = "", encoding: str = "") -> str:
    """Return a cassette with one interaction for each body, as vcrpy writes it."""
    coding = f"\n      Content-Encoding:\n      - {encoding}" if encoding else ""
    items = "".join(
        f"- {own}request:\n    body: null\n    headers: {{}}\n    method: GET\n    uri: {url}\n"
        f"  response:\n    body:\n      string: {body}\n    headers:{coding}\n"
        "      Content-Type:\n      - application/json\n"
        "    status:\n      code: 200\n      message: OK\n"
        for body in (json.dumps(body) if not body.startswith("!!") else body for body in bodies)
    )
    return f"interactions:\n{items}version: 1\n"


def har(*urls: str) -> str:
    """Return a HAR file with one entry for each URL."""
    content = {"text": BODY, "mimeType": "application/json"}
    entries = [
        {"request": {"method": "GET", "url": url}, "response": {"status": 200, "content": content}}
        for url in urls
    ]
    return json.dumps({"log": {"entries": entries}})


def check(folder: Path, *arguments: str) -> Result:
    """Run the command; the report goes to `out` in the folder."""
    fixed = ["check", "--contracts", str(CONTRACTS), "--report-dir", str(folder / "out")]
    return CliRunner().invoke(cli, [*fixed, *arguments])


@cache
def validator() -> jsonschema_rs.Draft202012Validator:
    """Return the validator of drift.json, one in Rust: reports are large."""
    return jsonschema_rs.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def report(folder: Path) -> Any:
    """Return drift.json, valid by its own schema."""
    found = json.loads((folder / "out" / "drift.json").read_text(encoding="utf-8"))
    validator().validate(found)
    return found


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def errors(folder: Path) -> list[tuple[str, str, bool]]:
    """Return what could not be read: file name, reason, and whether the whole file is lost."""
    return [
        (Path(one["file"]).name, one["reason"], one["whole"]) for one in report(folder)["errors"]
    ]
