"""How long a response takes from its bytes to what is wrong with it, here and elsewhere.

Every contender gets the same bytes of the same bodies, parses them itself and judges them by the
same published files. No two bodies are equal, and in the timed rounds none is judged twice by one
contender. What repeats between bodies is what belongs to a coupon series, in half of the columns.
"""

import json
import platform
import sys
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, TypeAlias

import requests
import schemathesis
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
from asdocumented.evidence.examples import read_example
from asdocumented.evidence.interaction import Interaction, Request, Response
from asdocumented.formats.json_path import Json
from asdocumented.judging.contract_judge import ContractJudge

CONTRACTS = Path(__file__).parent.parent / "contracts"
EDITION = CONTRACTS / "v2-coupon" / "2026"
HOST, PATH = "https://eu.api.capillarytech.com", "/v2/coupon"
CONTENT_TYPE = "application/json"

WARM_UP = 50
ROUNDS = 20
BODIES_A_ROUND = 100
SERIES = 200
DRIFTS = 6
PACKAGES = ("asdocumented", "jsonschema", "openapi-core", "schemathesis", "jsonschema-rs")

OURS = "asdocumented, every check"
JSONSCHEMA = "jsonschema, schema"
OPENAPI_CORE = "openapi-core, schema"
SCHEMATHESIS = "Schemathesis, schema"
SCHEMATHESIS_CHECKS = "Schemathesis, four checks"


@dataclass(frozen=True, slots=True)
class Body:
    """The bytes of a response, and the URL that they answer."""

    url: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Contender:
    """One way to judge a body; `count` tells how many errors it sees in one."""

    name: str
    judge: Callable[[Body], object]
    count: Callable[[Body], int]


@dataclass(frozen=True, slots=True)
class Kind:
    """One column: bodies of so many coupon series, all with the six drifts or none with any."""

    name: str
    series: int
    drifting: bool


@dataclass(frozen=True, slots=True)
class Target:
    """How many times as long as ours a contender should take, at least."""

    contender: str
    kind: Kind
    times: float


COUNT = WARM_UP + ROUNDS * BODIES_A_ROUND
CLEAN = Kind("clean", SERIES, drifting=False)
DRIFTING = Kind("six drifts", SERIES, drifting=True)
KINDS = (
    CLEAN,
    DRIFTING,
    Kind("clean, new", COUNT, drifting=False),
    Kind("six drifts, new", COUNT, drifting=True),
)
TARGETS = (
    Target(OPENAPI_CORE, CLEAN, 40),
    Target(SCHEMATHESIS_CHECKS, CLEAN, 2),
    Target(SCHEMATHESIS_CHECKS, DRIFTING, 3),
)
Timings: TypeAlias = dict[tuple[str, Kind], float]
"""Microseconds a body, by contender and kind of body."""


def main() -> int:
    """Measure, print the table, and return 1 where a target is missed."""
    timings: Timings = {}
    errors: dict[str, int] = {}
    for number, kind in enumerate(KINDS):
        bodies = make_bodies(kind, first=number * COUNT)
        contenders = make_contenders()
        errors |= {one.name: warm_up(one, kind, bodies[:WARM_UP]) for one in contenders}
        timings |= measure(contenders, kind, bodies[WARM_UP:])
    print_versions()
    print_table(timings, errors)
    return 0 if print_targets(timings) else 1


def make_bodies(kind: Kind, first: int) -> list[Body]:
    """Return distinct bodies, numbered from `first`: the page's example with other values."""
    example = read_example(EDITION / "examples" / "3-with-series.json")
    printed = json.loads(example.response.body)
    bodies = []
    for number in range(COUNT):
        body = deepcopy(printed)
        (coupon,) = body["data"]
        vary_series(coupon, first + number % kind.series)
        vary_coupon(coupon, first + number)
        if kind.drifting:
            drift(coupon)
        content = json.dumps(body, separators=(",", ":")).encode()
        url = f"{HOST}{PATH}?couponCodes={coupon['code']}&showCouponSeries=true"
        bodies.append(Body(url, content))
    return bodies


def vary_series(coupon: dict[str, Any], number: int) -> None:
    """Make what a coupon has of its series unlike that of all other numbers, and clean."""
    day = f"{datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=number):%Y-%m-%d}"
    created = f"{moment(number):%Y-%m-%dT%H:%M:%SZ}"
    shared: dict[str, Json] = {
        "discountCode": f"XMM{number:06}",
        "validTillDateTime": f"{day}T23:59:59Z",
    }
    shared |= {"description": f"Vishu {number} OFF", "discountValue": 1 + number}
    coupon |= {**shared, "seriesId": number, "validTill": f"{day}T00:00:00Z"}
    coupon["couponSeries"] |= {
        **shared,
        "id": number,
        "validTillDate": f"{day}T00:00:00Z",
        "validTillISODate": day,
        "createdOn": created,
        "createdBy": 75161973 + number,
        "seriesCode": f"1458A78E{number * 7907:012X}",
        "maxCreate": 10_000 + number,
        "redemptionRange": json.dumps({"dom": [number]}),
        "fixedExpiryDate": 0,
    }


def vary_coupon(coupon: dict[str, Any], number: int) -> None:
    """Make what is a coupon's own unlike that of all other numbers."""
    used = moment(number) + timedelta(hours=5)
    coupon["code"] = f"YTO{number * 104729 % 2**32:08X}"
    coupon["couponSeries"] |= {
        "lastUsed": f"{used:%Y-%m-%dT%H:%M:%SZ}",
        "latestIssualTime": int(used.timestamp()) * 1000,
        "numIssued": 1 + number,
        "numTotal": 1 + number,
    }


def moment(number: int) -> datetime:
    """Return a moment that no other number has; later numbers have later ones."""
    return datetime(2025, 4, 25, tzinfo=UTC) + timedelta(seconds=number * 7919)


def drift(coupon: dict[str, Any]) -> None:
    """Let a clean coupon drift in six ways."""
    series = coupon["couponSeries"]
    expiry = datetime.fromisoformat(series["validTillDate"])
    coupon["discountValue"] = str(coupon["discountValue"])
    series["maxCreate"] = str(series["maxCreate"])
    series["isSMSDisabled"] = "false"
    series["redemptionRange"] = json.loads(series["redemptionRange"])
    series["fixedExpiryDate"] = int(expiry.timestamp()) * 1000
    series["batch"] = series["numIssued"]


def make_contenders() -> list[Contender]:
    """Return all contenders, ours first."""
    return [make_ours(), make_jsonschema(), make_openapi_core(), *make_schemathesis()]


def make_ours() -> Contender:
    """Return the project's own judge, with every check."""
    clusters = load_clusters(CONTRACTS)
    (edition,) = load_contracts(CONTRACTS, ("v2-coupon",), ("2026",))
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

    return Contender(OURS, lambda body: running.judge(interaction(body)), count)


def make_jsonschema() -> Contender:
    """Return jsonschema with formats, listing all errors."""
    schema = json.loads((EDITION / "response.schema.json").read_text(encoding="utf-8"))
    validator = Draft202012Validator(schema, format_checker=FormatChecker())

    def judge(body: Body) -> int:
        return len(list(validator.iter_errors(json.loads(body.content))))

    return Contender(JSONSCHEMA, judge, judge)


def make_openapi_core() -> Contender:
    """Return openapi-core's response validation, listing all errors."""
    app = OpenAPI.from_file_path(str(EDITION / "openapi.yaml"))
    request = MockRequest(HOST, "get", PATH)

    def judge(body: Body) -> int:
        errors = list(app.iter_response_errors(request, MockResponse(body.content)))
        causes = [getattr(error.__cause__, "schema_errors", (error,)) for error in errors]
        return sum(len(cause) for cause in causes)

    return Contender(OPENAPI_CORE, judge, judge)


def make_schemathesis() -> list[Contender]:
    """Return Schemathesis as a library: the schema alone, and what else it checks of a response."""
    operation = schemathesis.openapi.from_path(EDITION / "openapi.yaml")[PATH]["GET"]
    case = operation.Case()
    request = requests.Request("GET", HOST + PATH).prepare()
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
    """Judge a few bodies and return how many errors are seen in one.

    Exit where a contender refuses a clean body or accepts a drifting one.
    """
    most = DRIFTS if kind.drifting else 0
    least = most if contender.name == OURS else min(most, 1)
    errors = 0
    for body in bodies:
        contender.judge(body)
        errors = contender.count(body)
        if not least <= errors <= most:
            sys.exit(f"{contender.name}: {errors} errors in a body of the column {kind.name!r}")
    return errors


def measure(contenders: Sequence[Contender], kind: Kind, bodies: Sequence[Body]) -> Timings:
    """Return the median over the rounds; who begins a round changes from one to the next."""
    taken: dict[str, list[float]] = {contender.name: [] for contender in contenders}
    for number, start in enumerate(range(0, len(bodies), BODIES_A_ROUND)):
        first = number % len(contenders)
        for contender in (*contenders[first:], *contenders[:first]):
            seconds = time(contender.judge, bodies[start : start + BODIES_A_ROUND])
            taken[contender.name].append(seconds * 1e6 / BODIES_A_ROUND)
    return {(name, kind): median(rounds) for name, rounds in taken.items()}


def time(judge: Callable[[Body], object], bodies: Sequence[Body]) -> float:
    """Return how many seconds it takes to judge these bodies."""
    start = perf_counter()
    for body in bodies:
        judge(body)
    return perf_counter() - start


def ratio(timings: Timings, contender: str, kind: Kind) -> float:
    """Return how many times as long as ours a contender takes."""
    return timings[contender, kind] / timings[OURS, kind]


def print_versions() -> None:
    """Print of what this is a measurement."""
    versions = [f"{package} {version(package)}" for package in PACKAGES]
    print(", ".join([f"Python {platform.python_version()}", *versions]))
    print(f"{ROUNDS * BODIES_A_ROUND} bodies a column; µs a body, and the ratio to ours\n")


def print_table(timings: Timings, errors: Mapping[str, int]) -> None:
    """Print for every contender each kind's microseconds and ratio, and the errors it sees."""
    print(f"{'':26}" + "".join(f"{kind.name:>16}" for kind in KINDS) + f"{'errors':>8}")
    for name, seen in errors.items():
        cells = [f"{timings[name, kind]:8.0f}{ratio(timings, name, kind):8.2f}" for kind in KINDS]
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
