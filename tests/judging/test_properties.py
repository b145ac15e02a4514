"""What holds for any evidence: nothing is raised, nothing is missed, nothing depends on order."""

import json
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from copy import deepcopy
from functools import cache
from importlib.resources import files
from typing import Any

import jsonschema_rs
import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from asdocumented.checks.registry import all_checks
from asdocumented.contracts.clusters import load_clusters
from asdocumented.contracts.load import load_contract
from asdocumented.contracts.model import Contract, FieldRelation
from asdocumented.evidence.interaction import ORIGINS, Interaction, Request, Response
from asdocumented.formats.json_path import Json, located, member
from asdocumented.judging.contract_judge import ContractJudge
from asdocumented.renderers import json as drift_json
from asdocumented.report.build import build_report
from asdocumented.report.model import Drift, Report
from tests.generating import every_edition, examples, load, mutate, names, places, values
from tests.support import CONTRACTS, FACTS, PAGE, as_text, contract, interaction

CLUSTERS = load_clusters(CONTRACTS)


@cache
def validators(edition: str) -> tuple[Draft202012Validator, jsonschema_rs.Draft202012Validator]:
    """Return two validators of a response schema that are not ours."""
    schema = load(edition).schema
    return Draft202012Validator(schema), jsonschema_rs.Draft202012Validator(schema)


@cache
def report_schema() -> jsonschema_rs.Draft202012Validator:
    """Return the validator of drift.json."""
    text = (files("asdocumented") / "schemas/drift.schema.json").read_text(encoding="utf-8")
    return jsonschema_rs.Draft202012Validator(json.loads(text), validate_formats=True)


def judge(judged_by: Contract, interactions: Sequence[Interaction]) -> Report:
    """Return the report of every check on these interactions, one after the other."""
    judge = ContractJudge(judged_by, all_checks(), CLUSTERS)
    for one in interactions:
        judge.judge(one)
    return build_report([judge.result()], FACTS)


def faults(report: Report) -> list[str]:
    """Return what is wrong with drift.json as a reader of it sees it."""
    value = json.loads(drift_json.render(report))
    errors = [str(error) for error in report_schema().iter_errors(value)]
    shares = [
        (one.check, one.location, share) for one in report.drifts for share in one.seen.items()
    ]
    return errors + [str(share) for share in shares if share[2][1].count > share[2][1].of]


def fingerprints(report: Report) -> set[str]:
    """Return the identities of the drifts."""
    return {one.fingerprint for one in report.drifts}


def answer(edition: str, body: Json, index: int = 0, name: str = "mutated") -> Interaction:
    """Return a printed interaction of an edition with another body."""
    printed = load(edition).printed
    request = printed[index % len(printed)].request
    return Interaction(name, "example", request, Response(200, "application/json", encode(body)))


def encode(body: Json) -> bytes:
    """Return a body as bytes, number spelling kept."""
    return json.dumps(body).encode()


@every_edition
@examples()
@given(body=values, status=st.none() | st.integers(100, 599), content_type=st.none() | st.text())
@example(body={"data": [{}]}, status=None, content_type=None)
@example(body={"data": [], "errors": [1, 2]}, status=None, content_type=None)
@example(body={"\ud800": "\udfff", "data": [{"\ud800": {}}]}, status=0, content_type="\ud800")
def test_any_json_body_is_judged_and_reported(
    edition: str, body: Json, status: int | None, content_type: str | None
) -> None:
    """Any JSON value gives a valid report, in which no share is larger than its whole."""
    sent = load(edition).printed[-1].request
    response = Response(status, content_type, encode(body))
    report = judge(load(edition).contract, [Interaction("any", "har", sent, response)])
    assert faults(report) == []


@every_edition
@examples()
@given(body=st.binary(max_size=60) | st.text(max_size=40).map(lambda text: text.encode("utf-16")))
@example(body=b'{"data": [{"code": 1e999}]}')
@example(body=b'{"data": "\\ud800"}')
@example(body=b"[" * 100_000)
@example(body=b"9" * 10_000)
def test_any_bytes_are_judged_and_reported(edition: str, body: bytes) -> None:
    """Any bytes as a body, JSON or not, give a valid report."""
    sent = load(edition).printed[0].request
    report = judge(
        load(edition).contract, [Interaction("any", "live", sent, Response(200, None, body))]
    )
    assert faults(report) == []


@every_edition
@examples()
@given(
    url=st.text(max_size=40)
    | st.lists(st.tuples(names, st.text(max_size=8)), max_size=6).map(
        lambda pairs: (
            "https://eu.api.capillarytech.com/?"
            + "&".join(f"{name}={value}" for name, value in pairs)
        )
    ),
    method=st.sampled_from(["GET", "get", "", "POST"]),
)
@example(url="https://[", method="GET")
@example(url="//\u2100.example/", method="GET")
@example(url="?" + "&".join(f"couponCodes={n}" for n in range(1001)), method="GET")
def test_any_url_is_judged_and_reported(edition: str, url: str, method: str) -> None:
    """Any text as a URL gives a valid report."""
    body = load(edition).printed[0].response
    report = judge(load(edition).contract, [Interaction("any", "har", Request(method, url), body)])
    assert faults(report) == []


def test_two_long_parameter_names_are_two_drifts_or_one_count() -> None:
    """Names that differ only far behind are told apart, or counted once an interaction."""
    url = f"https://utc.example/coupons?{'x' * 90}1=1&{'x' * 90}2=1"
    assert faults(judge(contract({}), [interaction("{}", url=url)])) == []


@examples()
@given(name=st.text(alphabet=st.characters(exclude_categories=()), max_size=12))
@example(name="caf\udce9")
def test_an_interaction_may_have_any_name(name: str) -> None:
    """A file's name is any text, even one that is not UTF-8 on disk."""
    judged_by = contract({"code": {"type": "string"}})
    assert faults(judge(judged_by, [interaction('{"code": 1}', name=name)])) == []


# Mutations of printed bodies


def mutated(edition: str, data: st.DataObject) -> tuple[Json, int]:
    """Return a printed body with one to five mutations, and which of the bodies it was."""
    bodies = load(edition).bodies
    index = data.draw(st.integers(0, len(bodies) - 1), "example")
    body = deepcopy(bodies[index])
    for _ in range(data.draw(st.integers(1, 5), "mutations")):
        body = mutate(body, data)
    return body, index


def is_type_fault(drift: Drift, types: AbstractSet[str]) -> bool:
    """Tell whether a drift says that a value has none of these types, or a promised one lacks.

    A null, or a text that spells something else, counts where the types do not allow it.
    """
    if drift.check in ("null-value", "missing-error-array"):
        return bool(types) and drift.observed == "null"
    if drift.check in ("text-for-null", "text-for-boolean", "text-for-number"):
        return bool(types) and "string" not in types
    if drift.check == "malformed-error-item":
        decimal = (drift.documented, drift.observed) == ("integer", "number")
        return drift.documented != "in no row" and not decimal
    return drift.check == "wrong-type" or (
        drift.check == "absent-field" and drift.severity == "error"
    )


TYPES = [
    *(["string"], ["integer"], ["number"], ["boolean"], ["array"], ["object"], ["null"]),
    *(["string", "null"], ["integer", "string"], ["boolean", "integer"], ["number", "null"]),
    *(["array", "object"], ["boolean", "null"], ["integer", "number"], ["null", "array"]),
]
VALUES: list[Json] = [
    *(None, True, False, 0, 1, -7, 2**31, 2**63, 2**70, 0.0, -0.0, 1.0, 10.0, 10.5, 1e300, 5e-324),
    *("", "A", "NULL", " null ", "null\n", "true", "False", " false", "yes", "10", "-1.5", " 7 "),
    *(
        "1e3",
        ".",
        "-",
        "1.",
        ".5",
        "\u00b2",
        "\u0661",
        "0x1",
        "tru\u0435",
        "fal\u017fe",
        "+1",
        "1_0",
    ),
    [],
    [1],
    ["a", {}],
    {},
    {"a": 1},
    {"field": {}},
]


@pytest.mark.parametrize("types", TYPES, ids=" or ".join)
def test_every_kind_of_value_under_every_type(types: list[str]) -> None:
    """A value has a type fault if and only if jsonschema refuses it under the same `type`."""
    validator = Draft202012Validator({"type": types})
    judged_by = contract({"field": {"type": types, "x-source": {"page": "coupons"}}})
    refused = [value for value in VALUES if not validator.is_valid(value)]
    found = [
        value
        for value in VALUES
        if any(
            is_type_fault(drift, set(types))
            for drift in judge(judged_by, [interaction(as_text({"field": value}))]).drifts
            if drift.location == "$.field"
        )
    ]
    assert list(map(repr, found)) == list(map(repr, refused))


def location(path: Iterable[str | int]) -> str:
    """Return the location of a path into a body."""
    return "$" + "".join("[*]" if isinstance(step, int) else member(step) for step in path)


def is_as_answered(drift: Drift) -> bool:
    """Tell whether a sample lies where the documentation has the place."""
    paths = [one.pointer.split("/")[1:] for one in drift.samples]
    return any(
        located([int(step) if step.isdigit() else step for step in path]) == drift.location
        for path in paths
    )


@every_edition
@examples(80)
@given(data=st.data())
def test_what_two_validators_call_invalid_is_a_type_fault_and_nothing_else_is(
    edition: str, data: st.DataObject
) -> None:
    """A mutated body breaks response.schema.json exactly where a type fault is found in it.

    jsonschema and jsonschema-rs agree on each error. The bundled schemas hold types, and members
    required of error items; so errors lie exactly where we find another type, a null or a number,
    boolean or null as text under a type, or a malformed error item. In three cases we find more:
    `10.0` is a valid integer (`integer-as-decimal` is no type fault, and an error item's code may
    be one), members that error items do not document are allowed, and we also judge what JSON
    Schema cannot place: a value under a misspelt name, the items of an array that came for an
    object, a lone object that came for an array. Those lie where the schema has nothing.
    """
    body, index = mutated(edition, data)
    python, rust = validators(edition)
    errors = list(python.iter_errors(body))
    assert {(tuple(one.instance_path), one.kind.name) for one in rust.iter_errors(body)} == {
        (tuple(one.absolute_path), one.validator) for one in errors
    }
    invalid = {location(one.absolute_path) for one in errors if one.validator == "type"} | {
        location([*one.absolute_path, name])
        for one in errors
        if one.validator == "required"
        for name in one.validator_value
        if name not in one.instance
    }
    judged_by = load(edition).contract
    types = {node.location: node.types for node in judged_by.bodies["200"].tree()}
    drifts = judge(judged_by, [answer(edition, body, index)]).drifts
    placed = [one for one in drifts if one.location in types and is_as_answered(one)]
    assert {one.location for one in placed if is_type_fault(one, types[one.location])} == invalid


@every_edition
@examples()
@given(data=st.data())
def test_a_mutated_body_is_judged_and_reported(edition: str, data: st.DataObject) -> None:
    """A nearly right body goes through every check, and its report is valid."""
    body, index = mutated(edition, data)
    assert faults(judge(load(edition).contract, [answer(edition, body, index)])) == []


# Independence of order


def reordered(value: Json, shuffle: random.Random, *, items: bool) -> Json:
    """Return a value with its keys, or its items, in another order."""
    if isinstance(value, dict):
        keys = list(value)
        if not items:
            shuffle.shuffle(keys)
        return {key: reordered(value[key], shuffle, items=items) for key in keys}
    if isinstance(value, list):
        inner = [reordered(item, shuffle, items=items) for item in value]
        if items:
            shuffle.shuffle(inner)
        return inner
    return value


@every_edition
@examples()
@given(data=st.data(), shuffle=st.randoms(use_true_random=False))
def test_the_order_of_keys_decides_nothing(
    edition: str, data: st.DataObject, shuffle: random.Random
) -> None:
    """A JSON object has no order (RFC 8259, section 4)."""
    body, index = mutated(edition, data)
    other = reordered(body, shuffle, items=False)
    judged_by = load(edition).contract
    one, two = (judge(judged_by, [answer(edition, each, index)]) for each in (body, other))
    assert fingerprints(one) == fingerprints(two)


def test_the_order_of_keys_decides_nothing_between_two_misspelt_names() -> None:
    """Two names that could both be the missing one are told apart by the names alone."""
    judged_by = contract({"colour": {"type": "string"}})
    one = judge(judged_by, [interaction('{"colours": 1, "colou": 2}')])
    two = judge(judged_by, [interaction('{"colou": 2, "colours": 1}')])
    assert fingerprints(one) == fingerprints(two)


ORDERED = {"mixed-offsets", "repeated-item"}


@every_edition
@examples()
@given(data=st.data(), shuffle=st.randoms(use_true_random=False))
def test_the_order_of_items_decides_nothing(
    edition: str, data: st.DataObject, shuffle: random.Random
) -> None:
    """Items in another order drift alike.

    `mixed-offsets` names the first date that departs from the one before, `repeated-item` the
    later of two items: these two depend on the order, which the test leaves out.
    """
    body, index = mutated(edition, data)
    other = reordered(body, shuffle, items=True)
    judged_by = load(edition).contract
    one, two = (
        {
            drift.fingerprint
            for drift in judge(judged_by, [each]).drifts
            if drift.check not in ORDERED
        }
        for each in (answer(edition, body, index), answer(edition, other, index))
    )
    assert one == two


@every_edition
@examples()
@given(data=st.data(), name=st.text(max_size=8))
def test_the_name_of_a_file_decides_nothing(edition: str, data: st.DataObject, name: str) -> None:
    """A fingerprint is made of structure, and survives a renamed file."""
    body, index = mutated(edition, data)
    judged_by = load(edition).contract
    one, two = (
        judge(judged_by, [answer(edition, body, index, each)]) for each in ("mutated", name)
    )
    assert fingerprints(one) == fingerprints(two)


def several(edition: str, data: st.DataObject) -> list[Interaction]:
    """Return some mutated interactions, of all origins, on hosts of several zones."""
    found = []
    for _ in range(data.draw(st.integers(2, 4), "interactions")):
        body, index = mutated(edition, data)
        one = answer(edition, body, index)
        url = one.request.url.replace("eu.api.", data.draw(st.sampled_from(["eu.api.", "us.api."])))
        request = Request(one.request.method, url, data.draw(st.booleans()))
        origin = data.draw(st.sampled_from(ORIGINS))
        found.append(Interaction(one.name, origin, request, one.response))
    return found


@every_edition
@examples(25)
@given(data=st.data())
def test_the_order_of_interactions_decides_nothing(edition: str, data: st.DataObject) -> None:
    """The same evidence in another order gives the same drifts, counts, verdicts and relations."""
    interactions = several(edition, data)
    judged_by = load(edition).contract
    one, two = judge(judged_by, interactions), judge(judged_by, interactions[::-1])
    assert fingerprints(one) == fingerprints(two)
    assert {drift.fingerprint: drift.seen for drift in one.drifts} == {
        drift.fingerprint: drift.seen for drift in two.drifts
    }
    assert one.rows == two.rows
    assert one.relations == two.relations


@every_edition
@examples(25)
@given(data=st.data())
def test_the_same_evidence_twice_counts_double(edition: str, data: st.DataObject) -> None:
    """Judged twice, the drifts are the same, and each share has twice its parts."""
    interactions = several(edition, data)
    judged_by = load(edition).contract
    once, twice = judge(judged_by, interactions), judge(judged_by, [*interactions, *interactions])
    assert {drift.fingerprint: shares(drift, 2) for drift in once.drifts} == {
        drift.fingerprint: shares(drift, 1) for drift in twice.drifts
    }
    assert twice.run.interactions == 2 * once.run.interactions
    assert once.rows == twice.rows


TWISTS = {
    str: st.sampled_from(["NULL", " null\n", "true", " False", "10", "10\n", "", "[", "ABS", "abs"])
    | st.sampled_from(["2026-05-09T00:00:00Z", "2026-05-09T00:00:00+05:30", "2026-02-30"])
    | st.sampled_from(
        ["2026-05-09T00:00:00", "2026-05-09T00:00:00Z\n", "\u0662026-05-09", "\ud800"]
    )
    | st.text(max_size=5),
    int: st.sampled_from([0, 1, -1, 2**31, 2**31 - 1, 2**63, -(2**63) - 1, 1778284800001])
    | st.integers(),
    float: st.sampled_from([10.0, 10.5, -0.0, 1e300, 0.1]) | st.floats(allow_nan=False),
    bool: st.booleans(),
}


def twisted(body: Json, data: st.DataObject) -> Json:
    """Return a copy of a body in which some scalars have another value of the same type."""
    copy: Any = deepcopy(body)
    found = [path for path in places(body) if path]
    for path in data.draw(st.lists(st.sampled_from(found), min_size=1, max_size=4), "paths"):
        parent = copy
        for step in path[:-1]:
            parent = parent[step]
        if type(parent[path[-1]]) in TWISTS:
            parent[path[-1]] = data.draw(TWISTS[type(parent[path[-1]])], "value")
    return copy  # type: ignore[no-any-return]  # as JSON as the body was


def counts(report: Report) -> Counter[tuple[str, str]]:
    """Return how often each drift was seen, but for types that differ between bodies."""
    return Counter(
        {
            (drift.fingerprint, origin): share.count
            for drift in report.drifts
            for origin, share in drift.seen.items()
            if drift.check != "inconsistent-type"
        }
    )


@every_edition
@examples(25)
@given(data=st.data())
def test_what_was_judged_before_decides_nothing(edition: str, data: st.DataObject) -> None:
    """Bodies of one shape, judged in a row, drift as often as each of them alone.

    Only `inconsistent-type` compares bodies with each other.
    """
    index = data.draw(st.integers(0, len(load(edition).printed) - 1), "example")
    printed = load(edition).bodies[index]
    bodies = [twisted(printed, data) for _ in range(data.draw(st.integers(1, 4), "twists"))]
    interactions = [answer(edition, body, index) for body in [*[printed] * 5, *bodies, *bodies]]
    judged_by = load(edition).contract
    alone: Counter[tuple[str, str]] = Counter()
    for one in interactions:
        alone.update(counts(judge(judged_by, [one])))
    assert counts(judge(judged_by, interactions)) == alone


def shares(drift: Drift, times: int) -> dict[str, tuple[int, int]]:
    """Return the shares of a drift, multiplied."""
    return {origin: (share.count * times, share.of * times) for origin, share in drift.seen.items()}


TWINS = contract({"discountCodeA": {"type": "integer"}, "discountCodeB": {"type": "string"}})


def test_a_misspelt_name_is_judged_as_the_name_that_is_missing() -> None:
    """One misspelt name stands for two rows in turn; neither body changes how the other drifts."""
    first = interaction('{"discountCodeC": 1}')
    second = interaction('{"discountCodeA": 1, "discountCodeC": 2}')
    one, two = judge(TWINS, [first, second]), judge(TWINS, [second, first])
    alone = fingerprints(judge(TWINS, [first])) | fingerprints(judge(TWINS, [second]))
    assert fingerprints(one) == alone
    assert fingerprints(two) == alone


def test_true_is_not_one() -> None:
    """A body with `true` for an instant does not change how one with `1` is judged."""
    day = {"type": "string", "x-date": {"pattern": "yyyy-MM-dd", "zone": "none"}}
    rule = FieldRelation("same-day", "till", "same-date", "until", "warning", PAGE)
    judged_by = contract(
        {"till": {"type": "integer", "x-epoch": {"unit": "ms"}}, "until": day},
        relations={"$": [rule]},
    )
    flag = interaction(as_text({"till": True, "until": "2026-05-09"}))
    instant = interaction(as_text({"till": 1, "until": "2026-05-09"}))
    one, two = judge(judged_by, [flag, instant]), judge(judged_by, [instant, flag])
    assert fingerprints(one) == fingerprints(two)
    assert "dates-disagree" in {drift.check for drift in one.drifts}


@cache
def again(edition: str) -> Contract:
    """Return the contract of a bundled edition, read a second time."""
    return load_contract(CONTRACTS / edition)


@every_edition
@examples(25)
@given(data=st.data())
def test_the_same_evidence_gives_the_same_bytes(edition: str, data: st.DataObject) -> None:
    """drift.json depends on nothing but the evidence, the contract and the facts of the run."""
    interactions = several(edition, data)
    judged_by = load(edition).contract
    texts = [drift_json.render(judge(each, interactions)) for each in (judged_by, again(edition))]
    assert texts[0] == texts[1]
    assert msgspec.json.decode(texts[0], type=Report) == judge(judged_by, interactions)


def test_judged_evidence_can_be_reported_again() -> None:
    """A report is a function of what was judged: building it changes nothing."""
    edition = load("v2-coupon/2026")
    one = ContractJudge(edition.contract, all_checks(), CLUSTERS)
    for printed in edition.printed:
        one.judge(printed)
    result = one.result()
    texts = [drift_json.render(build_report([result], FACTS)) for _ in range(2)]
    assert texts[0] == texts[1]
