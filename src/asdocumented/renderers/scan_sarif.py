"""SARIF 2.1.0 of a scan: finds as results, their kinds as rules."""

from collections.abc import Mapping
from hashlib import sha256
from urllib.parse import quote

import msgspec

from asdocumented.formats.json_path import Json
from asdocumented.formats.urls import begins_as_url
from asdocumented.renderers.scan_text import what
from asdocumented.scanning.forms import ALL_KINDS
from asdocumented.scanning.model import Find, Kind, Rank, Scan

MOST_RESULTS = 5000
"""GitHub shows so many results of a run."""

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Mapping[Rank, str] = {
    Rank.CREDENTIAL: "error",
    Rank.PERSONAL: "warning",
    Rank.REDACTABLE: "note",
}
_SECURITY: Mapping[Rank, str] = {
    Rank.CREDENTIAL: "9.0",
    Rank.PERSONAL: "6.0",
    Rank.REDACTABLE: "1.0",
}


def render(scan: Scan) -> str:
    """Return a scan as one run of SARIF 2.1.0; only the 5,000 worst finds are results.

    A fingerprint is made of file, place and kind: no value goes into it.
    """
    ranks = list(_LEVELS)
    finds = sorted(scan.finds, key=lambda one: ranks.index(one.rank))
    order = {kind: number for number, kind in enumerate(ALL_KINDS)}
    run: Json = {
        "tool": {
            "driver": {
                "name": "asdocumented scan",
                "version": scan.version,
                "semanticVersion": scan.version,
                "rules": [_rule(name, kind) for name, kind in ALL_KINDS.items()],
            }
        },
        "invocations": [_invocation(scan, len(finds) - MOST_RESULTS)],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            "SRCROOT": {"description": {"text": "The folder that the command ran in."}}
        },
        "results": [_result(one, order[one.kind]) for one in finds[:MOST_RESULTS]],
    }
    log: Json = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(log), indent=2).decode() + "\n"


def _rule(name: str, kind: Kind) -> Json:
    return {
        "id": name,
        "name": "".join(word.capitalize() for word in name.split("-")),
        "shortDescription": {"text": kind.words},
        "defaultConfiguration": {"level": _LEVELS[kind.rank]},
        "properties": {"tags": ["security"], "security-severity": _SECURITY[kind.rank]},
    }


def _invocation(scan: Scan, left_out: int) -> Json:
    notes = [f"{one.file}: {one.reason}" for one in scan.not_read]
    if left_out > 0:
        notes.append(f"{left_out} more finds are in the JSON output")
    return {
        "executionSuccessful": True,
        "exitCode": int(scan.exit_code),
        "toolExecutionNotifications": [
            {"level": "warning", "message": {"text": text}} for text in notes
        ],
    }


def _artifact(file: str) -> Json:
    """Return where a file is: below the root of the sources, or at its URL."""
    if begins_as_url(file):
        return {"uri": quote(file, safe="/:")}
    return {"uri": quote(file), "uriBaseId": "SRCROOT"}


def _result(find: Find, rule: int) -> Json:
    number = "" if find.interaction is None else f"#{find.interaction}"
    name = f"{find.file}{number} {find.place}"
    physical: dict[str, Json] = {"artifactLocation": _artifact(find.file)}
    if find.line is not None:
        physical["region"] = {"startLine": find.line}
    key = f"{find.file}\0{find.place}\0{find.kind}\0{find.spelling}"
    return {
        "ruleId": find.kind,
        "ruleIndex": rule,
        "level": _LEVELS[find.rank],
        "message": {"text": f"{what(find)} ({number or 'in the file'}, {find.count} times)"},
        "locations": [
            {
                "physicalLocation": physical,
                "logicalLocations": [{"name": find.place, "fullyQualifiedName": name}],
            }
        ],
        "partialFingerprints": {"asdocumented-scan/v1": sha256(key.encode()).hexdigest()},
        "properties": {"rank": find.rank.value, "count": find.count},
    }
