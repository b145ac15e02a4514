"""How long a response takes from its bytes to what is wrong with it, here and elsewhere.

Every contender gets the same bytes of the same bodies, parses them itself and judges them by the
same published files. No two bodies are equal, and in the timed rounds none is judged twice by one
contender. What repeats between bodies is what belongs to a coupon series, in half of the columns.
Bodies of twenty coupons, and those of the v1.1 operation, are judged by the schema alone beside us.
"""

import json
import platform
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import process_time
from typing import TypeAlias

import requests
import schemathesis
from coupon_bodies import CONTRACTS, HOST, V2, V11, Body, Kind, make_bodies
from jsonschema import Draft202012Validator, FormatChecker
from openapi_core import OpenAPI
from openapi_core.testing import MockRequest, MockResponse
from schemathesis.errors import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from asdocumented.checks.registry import all_checks
from asdocumented.contracts.clusters import load_clusters
from asdocumented.contracts.folder import load_contracts
from asdocumented.contracts.load import load_contract
from asdocumented.evidence.interaction import Interaction, Request, Response
from asdocumented.judging.contract_judge import ContractJudge

CONTENT_TYPE = "application/json"

WARM_UP = 50
LEARNS = 3500
"""So many bodies come before the clock starts, some of them again and again: what is learned of
bodies is learned once."""

ROUNDS = 20
SERIES = 200
DRIFTS = 6
OF_V11 = 27
"""How many drifts the printed example of v1.1 has: its page lists few of its members."""

PACKAGES = ("asdocumented", "jsonschema", "openapi-core", "schemathesis", "jsonschema-rs")

OURS = "asdocumented, every check"
JSONSCHEMA = "jsonschema, schema"
OPENAPI_CORE = "openapi-core, schema"
SCHEMATHESIS = "Schemathesis, schema"
SCHEMATHESIS_CHECKS = "Schemathesis, four checks"


@dataclass(frozen=True, slots=True)
class Contender:
    """One way to judge a body; `count` tells how many errors it sees in one.

    It judges `learns` bodies before the clock starts.
    """

    name: str
    judge: Callable[[Body], object]
    count: Callable[[Body], int]
    learns: int = WARM_UP


@dataclass(frozen=True, slots=True)
class Target:
    """How many times as long as ours a contender should take, at least."""

    contender: str
    kind: Kind
    times: float


COUNT = WARM_UP + ROUNDS * 100
FEWER = WARM_UP + ROUNDS * 20
CLEAN = Kind("clean", COUNT, SERIES, drifting=False)
DRIFTING = Kind("six drifts", COUNT, SERIES, drifting=True)
TWENTY = Kind("twenty coupons", FEWER, FEWER, drifting=False, coupons=20)
V11_BODIES = Kind("v1.1", COUNT, COUNT, drifting=False, edition=V11)
KINDS = (
    CLEAN,
    DRIFTING,
    Kind("clean, new", COUNT, COUNT, drifting=False),
    Kind("six drifts, new", COUNT, COUNT, drifting=True),
    TWENTY,
    V11_BODIES,
)
WITH_ALL = KINDS[:4]
TARGETS = (
    Target(OPENAPI_CORE, CLEAN, 40),
    Target(SCHEMATHESIS_CHECKS, CLEAN, 2),
    Target(SCHEMATHESIS_CHECKS, DRIFTING, 3),
    *(Target(SCHEMATHESIS, kind, 2) for kind in (CLEAN, DRIFTING, TWENTY, V11_BODIES)),
)
Timings: TypeAlias = dict[tuple[str, Kind], float]
"""Microseconds a body, by contender and kind of body."""


def main() -> int:
    """Measure, print the table, and return 1 where a target is missed."""
    timings: Timings = {}
    errors: dict[str, int] = {}
    for number, kind in enumerate(KINDS):
        bodies = make_bodies(kind, first=number * COUNT)
        contenders = make_contenders(kind)
        seen = {one.name: warm_up(one, kind, bodies[:WARM_UP]) for one in contenders}
        errors |= seen if kind in WITH_ALL else {}
        timings |= measure(contenders, kind, bodies[WARM_UP:])
    print_versions()
    print_table(timings, errors)
    return 0 if print_targets(timings) else 1


def make_contenders(kind: Kind) -> list[Contender]:
    """Return all contenders for a kind of bodies, ours first."""
    ours, schemathesis_alone, *others = make_ours(kind.edition), *make_schemathesis(kind.edition)
    if kind not in WITH_ALL:
        return [ours, schemathesis_alone]
    return [ours, make_jsonschema(), make_openapi_core(), schemathesis_alone, *others]


def make_ours(folder: Path) -> Contender:
    """Return the project's own judge, with every check."""
    clusters = load_clusters(CONTRACTS)
    (edition,) = load_contracts(CONTRACTS, (folder.parent.name,), (folder.name,))
    checks = all_checks()
    groups = {check.id: check.group for check in checks}
    running = ContractJudge(edition.contract, checks, clusters)

    def interaction(body: Body) -> Interaction:
        response = Response(200, CONTENT_TYPE, body.content)
        return Interaction("body", "cassette", Request("GET", body.url), response)

    def count(body: Body) -> int:
        judge = ContractJudge(edition.contract, checks, clusters)
        judge.judge(interaction(body))
        entries = judge.result().drift_counts.entries.values()
        of_the_body = [one for one in entries if groups[one.finding.check] != "page"]
        return sum(entry.counts.total() for entry in of_the_body)

    return Contender(OURS, lambda body: running.judge(interaction(body)), count, LEARNS)


def make_jsonschema() -> Contender:
    """Return jsonschema with formats, listing all errors."""
    schema = json.loads((V2 / "response.schema.json").read_text(encoding="utf-8"))
    validator = Draft202012Validator(schema, format_checker=FormatChecker())

    def judge(body: Body) -> int:
        return len(list(validator.iter_errors(json.loads(body.content))))

    return Contender(JSONSCHEMA, judge, judge)


def make_openapi_core() -> Contender:
    """Return openapi-core's response validation, listing all errors."""
    app = OpenAPI.from_file_path(str(V2 / "openapi.yaml"))
    request = MockRequest(HOST, "get", "/v2/coupon")

    def judge(body: Body) -> int:
        errors = list(app.iter_response_errors(request, MockResponse(body.content)))
        causes = [getattr(error.__cause__, "schema_errors", (error,)) for error in errors]
        return sum(len(cause) for cause in causes)

    return Contender(OPENAPI_CORE, judge, judge)


def make_schemathesis(folder: Path) -> list[Contender]:
    """Return Schemathesis as a library: the schema alone, and what else it checks of a response."""
    path = load_contract(folder).path
    operation = schemathesis.openapi.from_path(folder / "openapi.yaml")[path]["GET"]
    case = operation.Case()
    request = requests.Request("GET", HOST + path).prepare()
    checks = [
        response_schema_conformance,
        status_code_conformance,
        content_type_conformance,
        response_headers_conformance,
    ]

    def response(body: Body) -> schemathesis.Response:
        headers = {"content-type": [CONTENT_TYPE]}
        return schemathesis.Response(200, headers, body.content, request, 0.1, verify=True)

    schema_only = counting(lambda body: operation.validate_response(response(body)))
    all_four = counting(lambda body: case.validate_response(response(body), checks=checks))
    return [
        Contender(SCHEMATHESIS, schema_only, schema_only),
        Contender(SCHEMATHESIS_CHECKS, all_four, all_four),
    ]


def counting(validate: Callable[[Body], object]) -> Callable[[Body], int]:
    """Return a function that counts the failures which Schemathesis raises."""

    def judge(body: Body) -> int:
        try:
            validate(body)
        except FailureGroup as group:
            return len(group.exceptions)
        except AssertionError:
            return 1
        return 0

    return judge


def warm_up(contender: Contender, kind: Kind, bodies: Sequence[Body]) -> int:
    """Judge some bodies and return how many errors are seen in one.

    Exit where a contender refuses a clean body or accepts a drifting one.
    """
    most = DRIFTS if kind.drifting else OF_V11 if kind.edition == V11 else 0
    least = most if contender.name == OURS else min(DRIFTS if kind.drifting else 0, 1)
    for body in islice(cycle(bodies), contender.learns):
        contender.judge(body)
    errors = 0
    for body in bodies:
        errors = contender.count(body)
        if not least <= errors <= most:
            sys.exit(f"{contender.name}: {errors} errors in a body of the column {kind.name!r}")
    return errors


def measure(contenders: Sequence[Contender], kind: Kind, bodies: Sequence[Body]) -> Timings:
    """Return the median over the rounds; who begins a round changes from one to the next."""
    taken: dict[str, list[float]] = {contender.name: [] for contender in contenders}
    size = len(bodies) // ROUNDS
    for number, start in enumerate(range(0, len(bodies), size)):
        first = number % len(contenders)
        for contender in (*contenders[first:], *contenders[:first]):
            seconds = time(contender.judge, bodies[start : start + size])
            taken[contender.name].append(seconds * 1e6 / size)
    return {(name, kind): median(rounds) for name, rounds in taken.items()}


def time(judge: Callable[[Body], object], bodies: Sequence[Body]) -> float:
    """Return how many seconds of the processor it takes to judge these bodies."""
    start = process_time()
    for body in bodies:
        judge(body)
    return process_time() - start


def ratio(timings: Timings, contender: str, kind: Kind) -> float:
    """Return how many times as long as ours a contender takes."""
    return timings[contender, kind] / timings[OURS, kind]


def print_versions() -> None:
    """Print of what this is a measurement."""
    versions = [f"{package} {version(package)}" for package in PACKAGES]
    print(", ".join([f"Python {platform.python_version()}", *versions]))
    print(f"{COUNT - WARM_UP} bodies a column ({FEWER - WARM_UP} of twenty coupons)")
    print("µs a body, and the ratio to ours\n")


def print_table(timings: Timings, errors: Mapping[str, int]) -> None:
    """Print for every contender each kind's microseconds and ratio, and the errors it sees."""
    print(f"{'':26}" + "".join(f"{kind.name:>16}" for kind in KINDS) + f"{'errors':>8}")
    for name, seen in errors.items():
        cells = [
            f"{timings[name, kind]:8.0f}{ratio(timings, name, kind):8.2f}"
            if (name, kind) in timings
            else f"{'':16}"
            for kind in KINDS
        ]
        print(f"{name:26}" + "".join(cells) + f"{seen:8}")
    print()


def print_targets(timings: Timings) -> bool:
    """Print which targets are reached, and return whether all are."""
    reached = [ratio(timings, one.contender, one.kind) >= one.times for one in TARGETS]
    for target, verdict in zip(TARGETS, reached, strict=True):
        times = ratio(timings, target.contender, target.kind)
        wanted = f"{target.times:g} times {target.contender}, {target.kind.name}"
        print(f"{'reached' if verdict else 'missed':8}{wanted}: {times:.2f}")
    return all(reached)


if __name__ == "__main__":
    sys.exit(main())
