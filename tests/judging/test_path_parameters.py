"""Parameters in the path are sent, select, decide and are judged as those in the query are."""

from typing import Any

import pytest
from msgspec.structs import replace

from asdocumented.checks.registry import all_checks
from asdocumented.contracts.model import Contract, Filter, Row, Table
from asdocumented.judging.contract_judge import ContractJudge
from asdocumented.report.build import build_report
from tests.support import CLUSTERS, FACTS, PAGE, contract, find, interaction, parameter

BASE = "https://utc.example/coupons"
ID = parameter("id", place="path", types=frozenset({"integer"}))


def about(path: str, fields: dict[str, Any], *filters: Filter, **changes: Any) -> Contract:
    """Return a contract for this path template."""
    plain = contract(fields, parameters=[replace(ID, **changes)], filters=filters)
    return replace(plain, path=path)


BY_ID = Filter("id", "$.id", ignore_case=False, separator=None, citation=PAGE)


def test_an_answer_with_another_id_than_the_path_asks_for() -> None:
    """The client gets another object, and no error tells it so."""
    judged_by = about("/coupons/{id}", {"id": {"type": "integer"}}, BY_ID)
    assert find("parameter-ignored", judged_by, interaction('{"id": 7}', url=f"{BASE}/7")) == []
    found = find("parameter-ignored", judged_by, interaction('{"id": 8}', url=f"{BASE}/7?x=1"))
    assert [one[:4] for one in found] == [
        ("error", "$.id", "follows: only what id asks for", "something else")
    ]


def test_an_encoded_value_is_what_it_stands_for() -> None:
    """A path is decoded segment by segment."""
    judged_by = about("/coupons/{id}", {"id": {"type": "string"}}, BY_ID, types=frozenset())
    answer = interaction('{"id": "a/b c"}', url=f"{BASE}/a%2Fb%20c")
    assert find("parameter-ignored", judged_by, answer) == []


def test_a_wrong_value_in_the_path() -> None:
    """It is one of a parameter, too."""
    judged_by = about("/coupons/{id}", {"id": {}})
    found = find("wrong-parameter-value", judged_by, interaction("{}", url=f"{BASE}/seven"))
    assert [one[1] for one in found] == ["$request.path.id"]


def test_several_parameters_in_one_segment() -> None:
    """Each has its own value."""
    judged_by = about("/coupons/v{version}-{id}.json", {"id": {}})
    right = interaction("{}", url=f"{BASE}/v2-7.json")
    wrong = interaction("{}", url=f"{BASE}/v2-x.json")
    assert find("wrong-parameter-value", judged_by, right) == []
    assert len(find("wrong-parameter-value", judged_by, wrong)) == 1


def test_a_field_may_hang_on_the_path() -> None:
    """`x-presence` names any parameter of the URL."""
    details = {"x-presence": {"parameter": "id", "equals": "all"}}
    judged_by = about("/coupons/{id}", {"details": details}, types=frozenset())
    assert find("parameter-ignored", judged_by, interaction("{}", url=f"{BASE}/one")) == []
    assert len(find("parameter-ignored", judged_by, interaction("{}", url=f"{BASE}/all"))) == 1


def test_a_parameter_in_the_path_is_no_undocumented_one_of_the_query() -> None:
    """The query has names of its own."""
    judged_by = about("/coupons/{id}", {})
    assert find("undocumented-parameter", judged_by, interaction("{}", url=f"{BASE}/7")) == []
    found = find("undocumented-parameter", judged_by, interaction("{}", url=f"{BASE}/7?id=7"))
    assert [one[1] for one in found] == ["$request.query.id"]


@pytest.mark.parametrize(("inferred", "verdict"), [(False, "seen"), (True, "unobserved")])
def test_the_row_of_a_parameter_in_the_path_has_a_verdict(*, inferred: bool, verdict: str) -> None:
    """It is sent with every request that is evidence."""
    table = Table("query", "parameters", "request", (Row(1, 0, "id", "Integer", mandatory=True),))
    judged_by = replace(
        about("/coupons/{id}", {}), tables=(table,), rows={("query", 1): ("$request.path.id",)}
    )
    judge = ContractJudge(judged_by, all_checks(), CLUSTERS)
    judge.judge(interaction("{}", url=f"{BASE}/7", inferred=inferred))
    (found,) = build_report([judge.result()], FACTS).rows
    assert found.verdicts == {"example": verdict}


def test_a_parameter_that_may_stand_in_for_another_one_elsewhere() -> None:
    """What is mandatory without a header or a part of the path cannot be missed in the query."""
    names = parameter("names", mandatory_unless=("id",))
    for place in ("path", "header"):
        other = replace(ID, place=place)
        judged_by = contract({}, parameters=[names, other])
        assert find("missing-parameter", judged_by, interaction("{}")) == []
