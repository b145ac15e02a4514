"""A small operation that is recorded from a local server: shared by the tests of recording."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from asdocumented.config.authentication import Authentication, Credentials
from asdocumented.config.targets import Target
from asdocumented.contracts.cases import Case
from asdocumented.contracts.folder import EditionFolder
from asdocumented.live.clock import Clock
from asdocumented.live.http.schemes.basic import Basic
from asdocumented.live.http.session import Session, open_session
from asdocumented.live.planning.plan import Plan, make_plan
from asdocumented.live.runs.cassette import Provenance
from asdocumented.live.runs.recording import Recorder
from asdocumented.live.runs.sender import Sender
from tests.live.raw_server import http
from tests.support import contract, parameter

SAMPLES = {"codes": ("CANARY-CODE-1", "canary-code-2")}
CREDENTIALS = Credentials({"username": "canary-till", "password": "canary-word"})
PROVENANCE = Provenance("demo", "UTC", "1.2.3", stand_in=True)
FIELDS = {
    "code": {"type": "string", "x-sensitive": "secret"},
    "count": {"type": "integer"},
    "note": {"type": "string"},
    "message": {"type": "string", "x-sensitive": "message"},
}
BODY = json.dumps(
    {"code": "CANARY-CODE-1", "count": 1, "message": "found CANARY-CODE-1", "extra": "canary extra"}
).encode()
ANSWER = http("200 OK", BODY, "Content-Type: application/json", "Set-Cookie: canary=canary-cookie")


def edition(cases: int) -> EditionFolder:
    """Return an edition with so many cases: `case-00` and on."""
    documented = contract(
        FIELDS, parameters=[parameter("code", sensitive="secret"), parameter("n")]
    )
    numbered = tuple(
        Case(f"case-{i:02}", "one more", (("code", "{codes}"), ("n", str(i)))) for i in range(cases)
    )
    return EditionFolder(Path("coupons/2026"), documented, numbered)


def plan(cases: int) -> Plan:
    """Return the requests of that edition."""
    return make_plan([edition(cases)], SAMPLES)


@contextmanager
def session(
    url: str, clock: Clock | None = None, *, authentication: Authentication | None = None
) -> Iterator[Session]:
    """Yield a session with a server, under a fixed redaction key."""
    scheme = authentication or Authentication("basic", Basic())
    target = Target(
        "demo", url, "UTC", scheme, 6000, 5.0, SAMPLES, public_url="http://demo.example"
    )
    with open_session(target, CREDENTIALS, [edition(1)], b"key", clock or Clock()) as ready:
        yield ready


def recorder(ready: Session, folder: Path, clock: Clock | None = None) -> Recorder:
    """Return what records that operation into a folder."""
    contracts = {"coupons": edition(1).contract}
    return Recorder(Sender(ready, PROVENANCE, clock or Clock()), folder, contracts)


def record(url: str, folder: Path, requests: Plan) -> list[str]:
    """Record a plan and return what came of each case, in words."""
    with session(url) as ready:
        found = recorder(ready, folder).record(requests)
        return [f"{one.planned.case} {one.status}" for one in found]


def texts(folder: Path) -> Sequence[str]:
    """Return the content of every file below a folder."""
    return [path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()]
