"""Relations between calls: which answers are held against each other, and what a report says."""

import json
from typing import Any

import msgspec
import pytest
from msgspec import structs
from msgspec.structs import replace

from asdocumented import load_contracts
from asdocumented.checks.registry import all_checks, select_checks
from asdocumented.contracts.model import CallRelation, CallWord, Contract
from asdocumented.evidence.interaction import Interaction
from asdocumented.judging import call_answers
from asdocumented.judging.contract_judge import ContractJudge
from asdocumented.report.build import build_report
from asdocumented.report.model import Report
from tests.calls import ROW, answer, related
from tests.support import CLUSTERS, CONTRACTS, FACTS, interaction

AGAIN = related("same-again")
PRICES = [answer("codes=a", {"code": "A", "price": price}, after=price) for price in (5, 6)]


def judged(contract: Contract, *found: Interaction, only: tuple[str, ...] = ()) -> Report:
    """Return the report on some answers, by the checks of calls."""
    judge = ContractJudge(contract, select_checks(only, groups=() if only else ["calls"]), CLUSTERS)
    for one in found:
        judge.judge(one)
    return build_report([judge.result()], FACTS)


def verdicts(report: Report) -> list[tuple[str, str, dict[str, str], str]]:
    return [(one.id, one.location, {**one.verdicts}, one.not_shown) for one in report.relations]


def test_a_relation_has_a_verdict_in_each_evidence_set() -> None:
    """Live answers and recordings are never held against each other."""
    live = structs.replace(PRICES[0], origin="live")
    report = judged(AGAIN, *PRICES, live, live)
    assert verdicts(report) == [("related", "$", {"cassette": "drifts", "live": "conforms"}, "")]


def test_one_that_nothing_shows_says_why() -> None:
    """No answer was there that it could hold against another one."""
    assert verdicts(judged(related("only-adds", "series"), PRICES[0])) == [
        (
            "related",
            "$request.query.series",
            {"cassette": "unobserved"},
            "no two requests within an hour differ in series alone",
        )
    ]


def test_pages_alone_have_no_calls() -> None:
    """Their report says nothing of them."""
    assert judged(AGAIN, structs.replace(PRICES[0], origin="example")).relations == []


def test_a_relation_whose_check_is_not_asked_is_not_listed() -> None:
    """As nothing was judged by it."""
    assert judged(AGAIN, *PRICES, only=("order-matters",)).relations == []


def test_the_sample_of_a_drift_shows_both_answers() -> None:
    """Each with its interaction, its place, its value and its request."""
    (drift,) = judged(AGAIN, *PRICES).drifts
    (sample,) = drift.samples
    assert sample.other is not None
    assert sample.request is not None
    assert sample.other.request is not None
    assert (sample.interaction, sample.pointer, sample.value) == ("codes=a", "/data/0/price", "6")
    assert (sample.other.interaction, sample.other.pointer) == ("codes=a", "/data/0/price")
    assert sample.other.value == "5"
    assert sample.other.surroundings == '{"code": "A", "price": 5}'
    assert sample.other.request.url == "https://utc.example/coupons?codes=a"


def test_an_item_that_is_not_there_is_looked_for_where_it_should_be() -> None:
    """The pointer leads to the array in which it is missing."""
    several = answer("codes=a&codes=b", {"code": "B"}, after=1)
    (drift,) = judged(related("union", "codes"), PRICES[0], several).drifts
    (sample,) = drift.samples
    assert sample.other is not None
    assert (sample.pointer, sample.value) == ("/data", None)
    assert (sample.other.pointer, sample.other.value) == ("/data/0", '{"code": "A", "price": 5}')


@pytest.mark.parametrize("status", [200, 404, 500])
def test_only_successes_are_held_against_each_other(status: int) -> None:
    """A refusal or a failure of the server is no other answer."""
    other = structs.replace(PRICES[1], response=structs.replace(PRICES[1].response, status=status))
    assert len(judged(AGAIN, PRICES[0], other).drifts) == (1 if status == 200 else 0)


def test_answers_without_a_time_belong_together_in_one_file() -> None:
    """A recorder that writes no times writes one file after the other."""
    untimed = [structs.replace(one, recorded=None) for one in PRICES]
    in_file = [structs.replace(one, name=f"a.yaml#{n}") for n, one in enumerate(untimed)]
    apart = [structs.replace(one, name=f"{n}.yaml#0") for n, one in enumerate(untimed)]
    assert len(judged(AGAIN, *in_file).drifts) == 1
    assert judged(AGAIN, *apart).drifts == []
    assert judged(AGAIN, *untimed).drifts == []


def test_answers_of_which_one_has_no_identity_are_not_compared() -> None:
    """Another check tells that it is missing."""
    nameless = answer("codes=a", {"price": 6}, after=1)
    assert judged(AGAIN, PRICES[0], nameless).drifts == []


def test_without_an_identity_whole_bodies_are_compared() -> None:
    """Where no filter tells items apart."""
    plain = replace(AGAIN, filters=())
    (drift,) = judged(plain, *PRICES).drifts
    assert drift.location == "$.data[*].price"


def test_memory_is_bounded_and_what_is_left_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Past so many answers no further one is kept; repetitions need no room."""
    monkeypatch.setattr(call_answers, "MOST_ANSWERS", 2)
    others = [answer(f"codes={name}", {"code": name}) for name in "bcd"]
    report = judged(AGAIN, PRICES[0], PRICES[0], *others)
    assert verdicts(report)[0][2] == {"cassette": "conforms"}
    assert [(one.what, one.why) for one in report.not_judged if "answers" in one.what] == [
        (
            "coupons 2026: relations of 2 answers to other answers",
            "of one operation 4096 answers are kept for that, 32 MiB, and 4 to one request",
        )
    ]


def test_of_one_request_four_answers_are_kept() -> None:
    """A server that never answers twice the same fills no memory."""
    found = [answer("codes=a", {"code": "A", "price": n}, after=n) for n in range(9)]
    report = judged(AGAIN, *found)
    assert [one.seen["cassette"].of for one in report.drifts] == [3]
    assert [one.what for one in report.not_judged if "answers" in one.what] == [
        "coupons 2026: relations of 5 answers to other answers"
    ]


def test_the_order_of_the_evidence_changes_nothing() -> None:
    """Answers are held against each other in the order in which they came."""
    found = [*PRICES, answer("codes=a", {"code": "A", "price": 6}, after=9)]
    assert judged(AGAIN, *found).drifts == judged(AGAIN, *found[::-1]).drifts


def test_a_body_of_any_kind_is_judged_without_an_error() -> None:
    """What is no list of objects tells nothing."""
    urls = ["codes=a", "codes=a&series=true", "codes=b&codes=a", "owners=1,2", "owners=2,1"]
    bodies: list[Any] = [
        "{}",
        "[]",
        "7",
        '{"data": [[]]}',
        '{"data": {"a": [{}]}}',
        '{"data": [7]}',
    ]
    words: tuple[CallWord, ...] = ("same-again", "only-adds", "union", "any-order", "same-zone")
    relations = [
        CallRelation(word, word, "series" if word == "only-adds" else "codes", "warning", ROW)
        for word in words
    ]
    contract = replace(AGAIN, calls=tuple(relations))
    base = "https://utc.example/coupons?"
    found = [interaction(body, url=base + one, origin="har") for body in bodies for one in urls]
    timed = [structs.replace(one, recorded=PRICES[0].recorded) for one in found]
    judge = ContractJudge(contract, all_checks(), CLUSTERS)
    for one in timed:
        judge.judge(one)
    assert build_report([judge.result()], FACTS).operations[0].verdict == "drift"


def test_both_answers_of_a_sample_are_redacted() -> None:
    """What nobody redacted is compared as it came, and shown with pseudonyms in its letter case."""
    url = "https://eu.api.capillarytech.com/v2/coupon?couponCodes=SECRETqwe7&coupon_code_case="
    found = [
        structs.replace(
            interaction(
                json.dumps({"data": [{"code": code, "discountValue": value}], "errors": []}),
                url=url + case,
                origin="har",
            ),
            recorded=PRICES[0].recorded,
        )
        for case, code, value in (("UPPER", "SECRETQWE7", 5), ("LOWER", "secretqwe7", 6))
    ]
    report = load_contracts(CONTRACTS).judge(*found, only=["letter-case-does-more"])
    (drift,) = report.drifts
    (sample,) = drift.samples
    assert sample.other is not None
    one, other = (json.loads(each.surroundings or "") for each in (sample, sample.other))
    assert (one["code"].upper(), one["code"].lower()) == (other["code"], one["code"])
    assert "secretqwe7" not in msgspec.json.encode(report).decode().casefold()
