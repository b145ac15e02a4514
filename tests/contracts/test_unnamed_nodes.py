"""A row may be cited only by a node without a name: a root, an array's items, a map's values."""

from pathlib import Path

import pytest

from asdocumented.checks.registry import all_checks
from asdocumented.contracts.clusters import Clusters
from asdocumented.evidence.examples import read_examples
from asdocumented.judging.contract_judge import ContractJudge
from asdocumented.report.build import build_report
from asdocumented.report.model import Report
from tests.contracts.small_folder import contract, refusal
from tests.support import FACTS

PAGE = '"x-source": {"page": "coupons"}'
ROW = '"x-source": {"table": "response", "row": 1}'


def write(edition: Path, row: str, schema: str, body: str) -> None:
    """Make the folder about one row, this schema, and an example with this body."""
    table = f"row,depth,name,datatype,mark\n1,0,{row},\n"
    (edition / "tables/response.csv").write_text(table, encoding="utf-8")
    (edition / "response.schema.json").write_text(schema, encoding="utf-8")
    (edition / "relations.toml").unlink()
    request = (
        '{"method": "GET", "url": "https://india.example/coupons?code=A", "source": "printed"}'
    )
    example = f'{{"request": {request}, "response": {{"body": {body}}}}}'
    (edition / "examples/1-found.json").write_text(example, encoding="utf-8")


def judged(edition: Path) -> Report:
    """Return the report on the printed example."""
    judge = ContractJudge(contract(edition), all_checks(), Clusters())
    for example in read_examples(edition):
        judge.judge(example)
    return build_report([judge.result()], FACTS)


@pytest.mark.parametrize(
    ("row", "schema", "body", "location"),
    [
        ("coupons,Array", f'{{"type": "array", {ROW}, "items": {{{PAGE}}}}}', "[1]", "$"),
        ("code,String", f'{{{PAGE}, "items": {{"type": "string", {ROW}}}}}', '["A"]', "$[*]"),
        (
            "code,String",
            f'{{{PAGE}, "additionalProperties": {{"type": "string", {ROW}}}}}',
            '{"one": "A"}',
            "$[*]",
        ),
        ("count,Integer", f'{{"type": "integer", "format": "int32", {ROW}}}', "7", "$"),
    ],
    ids=["root array", "items", "values of a map", "scalar root"],
)
def test_a_row_without_a_named_node_lies_where_its_node_does(
    edition: Path, row: str, schema: str, body: str, location: str
) -> None:
    """It gets a verdict as any other row."""
    write(edition, row, schema, body)
    (one,) = (row for row in judged(edition).rows if row.table == "response table")
    assert (one.location, one.verdicts) == (location, {"example": "conforms"})


def test_a_row_that_only_an_unused_definition_cites_is_refused(edition: Path) -> None:
    """No body would ever be judged by it."""
    write(
        edition, "code,String", f'{{{PAGE}, "$defs": {{"code": {{{ROW}, "type": "string"}}}}}}', "1"
    )
    fault = refusal(edition)
    assert fault.where == "tables/response.csv"
    assert "row 1 (code) has no node" in fault.what
