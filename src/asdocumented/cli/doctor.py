"""`asdocumented doctor`: ask a target once, and say what is wrong with how it is set up."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from asdocumented.checks.registry import all_checks
from asdocumented.cli.output import print_lines, tell
from asdocumented.cli.targets import unused
from asdocumented.config.targets import Target, missing
from asdocumented.contracts.clusters import Clusters
from asdocumented.contracts.folder import EditionFolder
from asdocumented.contracts.model import Contract
from asdocumented.errors import ExitCode
from asdocumented.evidence.interaction import Interaction, Request, Response
from asdocumented.formats import json_body
from asdocumented.formats.http_message import HttpExchange
from asdocumented.judging.answers import REFUSALS, shows_nothing, why_no_answer
from asdocumented.judging.contract_judge import ContractJudge
from asdocumented.live.clock import Clock
from asdocumented.live.http.failures import NoAnswer, OutOfPatience
from asdocumented.live.http.session import Session
from asdocumented.live.planning.plan import PlannedRequest, make_plan
from asdocumented.workspace import Workspace

_COLUMN = len("ok   connection   ")


class Diagnosis(msgspec.Struct, frozen=True):
    """One thing looked at: whether it is right, and what to do where it is not."""

    about: str
    right: bool
    text: str


def run_doctor(name: str, config: Path | None, contracts: Path | None, *, production: bool) -> int:
    """Print what is right and what is not; return 0 where all is, else 2."""
    workspace = Workspace(Path.cwd(), contracts, config)
    target = workspace.target_to_ask(name, production=production)
    found = list(diagnose(target, workspace, Clock(tell=tell)))
    lines = [f"{'ok  ' if o.right else 'FAIL'} {o.about:<11}  {o.text}" for o in found]
    print_lines("\n".join(lines), _COLUMN)
    return ExitCode.AS_DOCUMENTED if all(one.right for one in found) else ExitCode.FAULT


def diagnose(
    target: Target, workspace: Workspace, clock: Clock | None = None
) -> Iterator[Diagnosis]:
    """Yield one diagnosis after the other, until one stands in the way of the next."""
    lacks = missing(target, workspace.environment)
    yield from (Diagnosis("settings", right=False, text=lack) for lack in lacks)
    if not lacks:
        yield Diagnosis("settings", right=True, text="nothing is missing")
    editions = workspace.folder.newest
    planned = _telling(editions, target)
    yield from (Diagnosis("samples", right=False, text=one) for one in unused(target, workspace))
    if lacks:
        return
    if planned is None:
        remedy = "no case can be filled with them: asdocumented targets lists what there is"
        yield Diagnosis("samples", right=False, text=remedy)
        return
    contract = next(e.contract for e in editions if e.contract.operation == planned.operation)
    with workspace.session(target, clock or Clock()) as session:
        exchange, failure = _ask(session, planned)
    host = target.base_url or "the stand-in"
    if exchange is None:
        yield Diagnosis("connection", right=False, text=failure)
        return
    yield Diagnosis("connection", right=True, text=f"{host} answers, HTTP {exchange.status}")
    yield from _of_answer(exchange, planned, contract, target, workspace.folder.clusters)


def _telling(editions: Sequence[EditionFolder], target: Target) -> PlannedRequest | None:
    """Return a request whose answer shows dates in the server's zone; any, where none does."""
    dated = {one.contract.operation for one in editions if _shows_zone(one.contract)}
    right = [p for p in make_plan(editions, target.samples).requests if p.credentials == "right"]
    return next((p for p in right if p.operation in dated), right[0] if right else None)


def _shows_zone(contract: Contract) -> bool:
    nodes = (node for root in contract.bodies.values() for node in root.tree())
    return any(node.date is not None and node.date.zone == "server" for node in nodes)


def _ask(session: Session, planned: PlannedRequest) -> tuple[HttpExchange | None, str]:
    try:
        return session.send(planned), ""
    except NoAnswer as unanswered:
        return None, f"{unanswered.what}: {unanswered.remedy}"
    except OutOfPatience as refused:
        return None, f"{refused.what}: try later"


def _of_answer(
    exchange: HttpExchange,
    planned: PlannedRequest,
    contract: Contract,
    target: Target,
    clusters: Clusters,
) -> Iterator[Diagnosis]:
    if exchange.status in REFUSALS:
        variables = ", ".join(target.authentication.variables.values()) or "auth"
        remedy = f"refused with HTTP {exchange.status}: check {variables} and auth.scheme"
        yield Diagnosis("credentials", right=False, text=remedy)
        return
    why = why_no_answer(contract, exchange.status, exchange.body, exchange.content_type)
    if why or exchange.status >= 300:
        what = why or f"HTTP {exchange.status}"
        remedy = f"{what}: check base_url, and that the server works"
        yield Diagnosis("answer", right=False, text=remedy)
        return
    yield Diagnosis("credentials", right=True, text=target.authentication.name)
    interaction = Interaction(
        planned.name,
        "live",
        Request(exchange.method, exchange.url),
        Response(exchange.status, exchange.content_type, exchange.body),
        target.zone,
    )
    if shows_nothing(
        contract.body(exchange.status), exchange.status, *json_body.parse(exchange.body)
    ):
        remedy = f"{planned.template} shows nothing: name samples that exist there"
        yield Diagnosis("samples", right=False, text=remedy)
        return
    yield Diagnosis("samples", right=True, text=f"{planned.template} shows something")
    yield _of_zone(interaction, contract, target, clusters)


def _of_zone(
    interaction: Interaction, contract: Contract, target: Target, clusters: Clusters
) -> Diagnosis:
    if target.zone is None:
        return Diagnosis("zone", right=True, text="unknown: no offset of it is judged")
    judge = ContractJudge(contract, [one for one in all_checks() if one.about_zone], clusters)
    judge.judge(interaction)
    entries = judge.result().drift_counts.entries.values()
    observed = next((entry.finding.observed for entry in entries), None)
    if observed is None:
        return Diagnosis("zone", right=True, text=target.zone)
    remedy = f"{target.zone} is set, and a date came with {observed}: check cluster or zone"
    return Diagnosis("zone", right=False, text=remedy)
