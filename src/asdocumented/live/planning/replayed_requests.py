"""The requests that showed a drift, with a target's samples in place of pseudonyms."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from asdocumented.contracts.cases import PLACEHOLDER
from asdocumented.contracts.folder import EditionFolder
from asdocumented.contracts.routing import match
from asdocumented.formats.json_path import Json
from asdocumented.formats.urls import add_query, is_cut
from asdocumented.live.planning.plan import PlannedRequest, Samples, make_plan
from asdocumented.live.planning.sample_values import make_sample_values

_MOST_CASES = 5


class RecordedRequest(NamedTuple):
    """A request as a report has it: `sensitive` names the parameters whose values are secret."""

    method: str
    url: str
    sensitive: Sequence[str]


class ReplayedRequests(NamedTuple):
    """What is to be sent, and why some requests cannot be."""

    planned: tuple[PlannedRequest, ...]
    left_out: tuple[str, ...]


def plan_replay(
    editions: Sequence[EditionFolder], samples: Samples, recorded: Sequence[RecordedRequest]
) -> ReplayedRequests:
    """Return the requests that ask a target what was recorded elsewhere.

    A request that a case of the contracts asks, too, is asked as that case. In any other, the
    parameters that some case fills with a sample get one. What is sensitive and has no sample
    cannot be asked.

    Args:
        editions: the newest edition of each operation.
        samples: those of the target.
        recorded: the requests that showed a drift.

    """
    cases = [one for one in make_plan(editions, samples).requests if one.credentials == "right"]
    planned: dict[str, PlannedRequest] = {}
    left_out: list[str] = []
    for number, one in enumerate(recorded, 1):
        try:
            found = [*_as_cases(one, cases)] or [_with_samples(one, editions, samples, number)]
        except LookupError as lack:
            left_out.append(str(lack.args[0]))
        else:
            planned.update((request.path, request) for request in found[:_MOST_CASES])
    return ReplayedRequests(tuple(planned.values()), tuple(dict.fromkeys(left_out)))


def _as_cases(
    recorded: RecordedRequest, cases: Sequence[PlannedRequest]
) -> Iterator[PlannedRequest]:
    """Yield the cases with the same path and parameters, and the same values beside samples."""
    sent = parse_qsl(urlsplit(recorded.url).query, keep_blank_values=True)
    for case in cases:
        path, _, query = case.template.partition("?")
        asked = parse_qsl(query, keep_blank_values=True)
        fixed = [pair for pair in asked if not PLACEHOLDER.search(pair[1])]
        if (
            urlsplit(recorded.url).path.endswith(path)
            and Counter(name for name, _ in sent) == Counter(name for name, _ in asked)
            and all(pair in sent for pair in fixed)
        ):
            yield case


def _with_samples(
    recorded: RecordedRequest, editions: Sequence[EditionFolder], samples: Samples, number: int
) -> PlannedRequest:
    """Return a request with samples; raise LookupError with the reason where one is missing."""
    if is_cut(recorded.url):
        raise LookupError("its URL is too long for a report")
    edition = next((one for one in editions if _asks(recorded, one)), None)
    if edition is None or recorded.method != "GET":
        raise LookupError("no operation of the contracts matches the request, or it is no GET")
    contract = edition.contract
    if "{" in contract.path:
        raise LookupError(f"no case of {contract.operation} asks it")
    values = make_sample_values(edition, samples)
    sent = parse_qsl(urlsplit(recorded.url).query, keep_blank_values=True)
    query = [(name, _value(name, value, recorded, values)) for name, value in sent]
    name = f"replay-{number}"
    template = add_query(contract.path, [(key, f"{{{key}}}") for key, _ in sent])
    return PlannedRequest(
        contract.operation,
        name,
        "it showed the drift",
        contract.method,
        add_query(contract.path, query),
        template,
    )


def _asks(recorded: RecordedRequest, edition: EditionFolder) -> bool:
    address = recorded.url.partition("?")[0]
    return match(recorded.method, address, [edition.contract]) is not None


def _value(
    name: str, value: str, recorded: RecordedRequest, values: Mapping[str, Sequence[Json]]
) -> str:
    if values.get(name):
        return str(values[name][0])
    if name in recorded.sensitive:
        raise LookupError(f"no sample for {name}")
    return value
