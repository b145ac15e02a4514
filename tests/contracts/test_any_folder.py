"""No contract crashes: a folder is refused with a reason, or all that follows goes through."""

import json
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import jsonschema_rs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asdocumented.checks.registry import all_checks
from asdocumented.contracts.clusters import Clusters
from asdocumented.contracts.folder import EditionFolder, load_contracts
from asdocumented.errors import Fault
from asdocumented.evidence.interaction import Interaction, Request, Response
from asdocumented.formats.http_message import HttpExchange
from asdocumented.formats.json_path import Json
from asdocumented.judging.session import JudgingSession
from asdocumented.redaction.redactor import Redactor
from asdocumented.renderers import html, terminal
from asdocumented.renderers import json as drift_json
from asdocumented.report.build import RunOptions, report_session
from tests.contracts.any_folder import BODIES, folders
from tests.generating import examples
from tests.support import NOON

SCHEMA = jsonschema_rs.Draft202012Validator(
    json.loads((files("asdocumented") / "schemas/drift.schema.json").read_text(encoding="utf-8")),
    validate_formats=True,
)
URLS = [
    "https://h/coupons?code=A&show=true",
    "https://h/coupons/7?id=x&code=",
    "https://h/api/coupons?show=MAYBE",
    "https://h/a/b",
]
OUTCOMES: Counter[str] = Counter()
REASONS: list[tuple[str, str, str]] = []


def load(contents: Mapping[str, str]) -> list[EditionFolder]:
    """Return the edition that these files are; none where they are refused."""
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root) / "coupons" / "2026"
        for name, text in contents.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        try:
            return load_contracts(Path(root))
        except Fault as fault:
            REASONS.append((fault.where.removeprefix(root), fault.what, fault.remedy))
            return []


def answers(bodies: Sequence[Json]) -> list[Interaction]:
    """Return these bodies in answer to every URL, under several statuses and types."""
    found: list[Interaction] = []
    for number, body in enumerate(bodies):
        status = (200, 400, None)[number % 3]
        kind = ("application/json", "text/csv", None)[number % 3 - 1]
        response = Response(status, kind, json.dumps(body).encode())
        found += [Interaction("any", "har", Request("GET", url), response) for url in URLS]
    return found


def as_exchange(interaction: Interaction) -> HttpExchange:
    """Return an interaction as it goes over the wire."""
    request, response = interaction.request, interaction.response
    headers = (("Content-Type", response.content_type or "text/plain"),)
    status = response.status or 200
    return HttpExchange(request.method, request.url, (), status, "OK", headers, response.body, NOON)


@settings(examples(150), suppress_health_check=list(HealthCheck))
@given(contents=folders(), bodies=st.lists(BODIES, min_size=1, max_size=4))
def check_folder(contents: Mapping[str, str], bodies: Sequence[Json]) -> None:
    """Load a folder, judge and redact bodies by it, and render the report."""
    editions = load(contents)
    OUTCOMES["accepted" if editions else "refused"] += 1
    if not editions:
        return
    judging = JudgingSession(editions, all_checks(), Clusters())
    redactor = Redactor([one.contract for one in editions], b"k" * 32)
    for interaction in answers(bodies):
        judging.interaction(interaction)
        redactor.redact(as_exchange(interaction))
    now = datetime.now(UTC)
    report = report_session(judging.result(), RunOptions(all_checks(), now, now))
    assert list(SCHEMA.iter_errors(json.loads(drift_json.render(report)))) == []
    assert terminal.render(report, notes=True, colour=False)
    assert html.render(report)


def test_any_folder_is_refused_with_a_reason_or_judges_and_reports_anything() -> None:
    """So that no contract that was accepted ends in a crash; a third of the folders are."""
    OUTCOMES.clear()
    check_folder()
    assert OUTCOMES["accepted"] > OUTCOMES.total() / 3
    assert all(where and what and remedy for where, what, remedy in REASONS)
