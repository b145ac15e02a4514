"""The verdict of a row of a request table, by origin."""

import pytest
from msgspec.structs import replace

from asdocumented.checks.registry import all_checks
from asdocumented.contracts.model import Row, Table
from asdocumented.judging.contract_judge import ContractJudge
from asdocumented.report.build import build_report
from tests.judging.judged import report, verdicts, with_parameters
from tests.support import CLUSTERS, FACTS, contract, interaction, parameter


def test_a_parameter_that_was_sent_is_seen() -> None:
    """The request shows which parameters were used, and not that they had an effect."""
    asked = interaction("{}", url="https://utc.example/coupons?code=A&code=B")
    assert verdicts(with_parameters("code", "id"), asked) == {
        "code": "seen",
        "id": "unobserved",
    }


def test_a_parameter_without_a_value_was_sent() -> None:
    """`?code=` names the parameter."""
    asked = interaction("{}", url="https://utc.example/coupons?code=")
    assert verdicts(with_parameters("code"), asked) == {"code": "seen"}


def test_a_parameter_of_an_inferred_request_is_unobserved() -> None:
    """A request that no page prints is no evidence."""
    asked = interaction("{}", url="https://utc.example/coupons?code=A", inferred=True)
    assert verdicts(with_parameters("code"), asked) == {"code": "unobserved"}


def test_a_parameter_with_an_unlisted_value_drifts() -> None:
    """The page lists the values; another one was sent."""
    listed = with_parameters("case", enum=("UPPER", "LOWER"))
    sent = interaction("{}", url="https://utc.example/coupons?case=Title")
    assert verdicts(listed, sent) == {"case": "drifts"}


@pytest.mark.parametrize("name", ["filter.code", "filter[code]", "coupon-code", "$skip"])
def test_a_parameter_may_have_any_name(name: str) -> None:
    """Names with dots and brackets are usual in queries."""
    asked = interaction("{}", url=f"https://utc.example/coupons?{name}=A")
    assert verdicts(with_parameters(name), asked) == {name: "seen"}


def test_parameters_of_one_origin_say_nothing_about_another() -> None:
    """A recording shows its own requests only."""
    recorded = interaction("{}", url="https://utc.example/coupons?code=A", origin="cassette")
    rows = report(with_parameters("code"), "{}", recorded).rows
    assert [row.verdicts for row in rows] == [{"example": "unobserved", "cassette": "seen"}]


@pytest.mark.parametrize(
    ("status", "body", "verdict"),
    [
        (200, "{}", "seen"),
        (200, "<html>", "unobserved"),
        (401, "{}", "unobserved"),
        (None, "{}", "seen"),
    ],
)
def test_a_parameter_is_shown_by_an_answer_that_could_show_its_effect(
    status: int | None, body: str, verdict: str
) -> None:
    """A refusal, or a body that cannot be read, proves nothing of what was asked."""
    documented = contract({"a": {}}, parameters=[parameter("id")])
    rows = {("query", 1): ("$request.query.id",)}
    table = Table(
        "query", "query parameter table", "request", (Row(1, 0, "id", "String", mandatory=False),)
    )
    asked = replace(documented, rows=rows, tables=(table,))
    judge = ContractJudge(asked, all_checks(), CLUSTERS)
    judge.judge(interaction(body, url="https://utc.example/coupons?id=1", status=status))
    (found,) = build_report([judge.result()], FACTS).rows
    assert found.verdicts == {"example": verdict}


@pytest.mark.parametrize(
    ("body", "verdict"),
    [
        ('{"id": 1, "series": {"name": "A"}}', "conforms"),
        ('{"id": 1}', "drifts"),
        ("[]", "seen"),
    ],
)
def test_a_parameter_conforms_where_its_effect_was_judged(body: str, verdict: str) -> None:
    """The field that the parameter asks for was there, was missing, or could not be."""
    series = {"properties": {"name": {}}, "x-presence": {"parameter": "full", "equals": "true"}}
    documented = contract({"id": {}, "series": series}, parameters=[parameter("full")])
    table = Table(
        "query", "query parameter table", "request", (Row(1, 0, "full", "String", mandatory=False),)
    )
    asked = replace(documented, rows={("query", 1): ("$request.query.full",)}, tables=(table,))
    sent = interaction(body, url="https://utc.example/coupons?full=true")
    assert verdicts(asked, sent) == {"full": verdict}
