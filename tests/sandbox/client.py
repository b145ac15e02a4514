"""Sends requests to the sandbox over loopback, and judges its answers."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

from asdocumented.checks.registry import all_checks
from asdocumented.contracts.clusters import Cluster, Clusters
from asdocumented.contracts.folder import load_contracts
from asdocumented.contracts.model import Contract
from asdocumented.evidence.interaction import Interaction, Request, Response
from asdocumented.judging.contract_judge import ContractJudge
from asdocumented.report.build import build_report
from asdocumented.report.model import Drift
from asdocumented.sandbox.app import Behaviour
from asdocumented.sandbox.auth import Credentials
from asdocumented.sandbox.deviations import chosen
from asdocumented.sandbox.server import running
from asdocumented.sandbox.zones import zone_of
from tests.support import CONTRACTS, FACTS, NOON

BASIC = {"Authorization": Credentials().basic()}
ZONES = {"eu": "UTC", "india": "Asia/Kolkata"}


@dataclass(frozen=True)
class Reply:
    """What came back over the wire; header names in small letters."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def send(
    url: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] = BASIC,
    body: bytes | None = None,
) -> Reply:
    """Send one request and return the reply, whatever its status."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc, timeout=10)
    try:
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        connection.request(method, target, body, dict(headers))
        response = connection.getresponse()
        named = {name.lower(): value for name, value in response.getheaders()}
        return Reply(url, response.status, named, response.read())
    finally:
        connection.close()


@contextmanager
def sandbox(
    *deviations: str, cluster: str = "eu", profile: str = "as-documented", **changes: Any
) -> Iterator[str]:
    """Run a server and yield its URL."""
    behaviour = Behaviour(zone_of(cluster), chosen(deviations, profile), **changes)
    with running(behaviour) as server:
        yield server.url


@cache
def newest() -> tuple[Contract, ...]:
    """Return the newest edition of each bundled contract."""
    contracts = {one.contract.operation: one.contract for one in load_contracts(CONTRACTS)}
    return tuple(contracts.values())


def drifts(replies: Iterable[Reply], cluster: str = "eu") -> list[Drift]:
    """Return what the engine finds in replies of a cluster, faults of the pages left out."""
    clusters = Clusters((Cluster(["127.0.0.1"], "clusters", ZONES[cluster]),))
    by_path = defaultdict(list)
    for second, reply in enumerate(replies):
        response = Response(reply.status, reply.headers["content-type"], reply.body)
        when = NOON + timedelta(seconds=second)
        unchanged = "AS_IT_IS" in reply.url
        by_path[urlsplit(reply.url).path].append(
            Interaction(
                "one",
                "live",
                Request("GET", reply.url),
                response,
                recorded=when,
                as_created=unchanged,
            )
        )
    judges = []
    checks = [check for check in all_checks() if check.page is None and check.pages is None]
    for contract in newest():
        others = [one for one in newest() if one is not contract]
        judge = ContractJudge(contract, checks, clusters, others=others)
        for interaction in by_path[contract.path]:
            judge.judge(interaction)
        judges.append(judge)
    answers = [(one.contract, one.answers) for one in judges]
    return build_report([one.result(answers) for one in judges], FACTS).drifts


def found(replies: Iterable[Reply], cluster: str = "eu") -> set[tuple[str, str]]:
    """Return check and location of all that the engine finds."""
    return {(drift.check, drift.location) for drift in drifts(replies, cluster)}
