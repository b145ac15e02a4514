"""A root `oneOf` with rows: one status answers with a success or with an error."""

import json
from pathlib import Path
from typing import Any

import pytest

from asdocumented.checks.registry import all_checks
from asdocumented.contracts.branches import best_branch
from asdocumented.contracts.clusters import Clusters
from asdocumented.contracts.folder import EditionFolder
from asdocumented.contracts.model import Contract
from asdocumented.evidence.interaction import Interaction, Request, Response
from asdocumented.formats.http_message import HttpExchange
from asdocumented.formats.json_path import Json
from asdocumented.judging.contract_judge import ContractJudge
from asdocumented.judging.probes import is_refused
from asdocumented.redaction.redactor import Redactor
from asdocumented.report.build import build_report
from asdocumented.report.model import Report
from tests.contracts.small_folder import contract, load, refusal
from tests.support import FACTS, NOON

TABLE = """\
row,depth,name,datatype,mark
1,0,data[],Array,
2,1,code,String,
3,1,value,Integer,
4,0,errors[],Array,
5,1,message,String,
"""


def node(row: int, **keywords: Any) -> dict[str, Any]:
    """Return a node that cites a row."""
    return {"x-source": {"table": "response", "row": row}, **keywords}


def page(**keywords: Any) -> dict[str, Any]:
    """Return a node that cites the page."""
    return {"x-source": {"page": "coupons"}, **keywords}


ITEM = page(
    properties={
        "code": node(2, type="string", minLength=2),
        "value": node(3, type="integer", format="int32"),
    }
)
SUCCESS = page(properties={"data": node(1, type="array", items=ITEM)}, required=["data"])
ERROR = page(
    properties={
        "errors": node(
            4,
            type="array",
            items=page(properties={"message": node(5, type="string")}),
            **{"x-error-array": True},
        )
    }
)
SCHEMA = page(type="object", oneOf=[SUCCESS, ERROR])


def write(edition: Path, schema: dict[str, Any]) -> None:
    """Make the folder about this schema."""
    (edition / "tables/response.csv").write_text(TABLE, encoding="utf-8")
    (edition / "response.schema.json").write_text(json.dumps(schema), encoding="utf-8")
    (edition / "relations.toml").unlink()


def judged(by: Contract, *bodies: Any, status: int = 200) -> Report:
    """Return the report on these bodies."""
    judge = ContractJudge(by, all_checks(), Clusters())
    for body in bodies:
        judge.judge(answer(body, status))
    return build_report([judge.result()], FACTS)


def answer(body: Any, status: int = 200) -> Interaction:
    """Return an answer with this body."""
    response = Response(status, "application/json", json.dumps(body).encode())
    return Interaction("one", "har", Request("GET", "https://h/coupons?code=A"), response)


def found(by: Contract, *bodies: Any) -> list[tuple[str, str]]:
    """Return check and location of each drift that a body shows."""
    return [(one.check, one.location) for one in judged(by, *bodies).drifts if one.seen]


def test_each_body_is_judged_by_the_branch_that_fits_best(edition: Path) -> None:
    """An error has no success missing, and a success no error."""
    write(edition, SCHEMA)
    by = contract(edition)
    good = {"data": [{"code": "AB", "value": 1}]}
    assert found(by, good, {"errors": []}, {"errors": [{"message": "no"}]}) == []
    assert found(by, {"data": [{"code": 7, "value": 1}]}) == [("wrong-type", "$.data[*].code")]
    assert found(by, {"errors": [{"text": "no"}]})[0] == (
        "malformed-error-item",
        "$.errors[*].text",
    )


def test_constraints_are_those_of_the_branch(edition: Path) -> None:
    """The schema library judges what our checks leave, of one branch alone."""
    write(edition, SCHEMA)
    by = contract(edition)
    assert found(by, {"data": [{"code": "A", "value": 1}]}) == [
        ("broken-constraint", "$.data[*].code")
    ]
    assert found(by, {"errors": []}) == []


def test_a_body_of_neither_is_told_by_the_nearer_one(edition: Path) -> None:
    """What a reader has to mend is small."""
    write(edition, SCHEMA)
    assert found(contract(edition), {"error": [{"message": "no"}]}) == [
        ("misnamed-field", "$.error")
    ]


def test_rows_of_every_branch_have_a_place_and_a_verdict(edition: Path) -> None:
    """Each row by the bodies that are of its branch."""
    write(edition, SCHEMA)
    report = judged(contract(edition), {"data": [{"code": "AB", "value": 1}]})
    verdicts = {
        row.name: (row.location, row.verdicts["har"])
        for row in report.rows
        if row.table == "response table"
    }
    assert verdicts == {
        "data": ("$.data", "conforms"),
        "code": ("$.data[*].code", "conforms"),
        "value": ("$.data[*].value", "conforms"),
        "errors": ("$.errors", "unobserved"),
        "message": ("$.errors[*].message", "unobserved"),
    }


def test_a_branch_may_be_a_definition(edition: Path) -> None:
    """As any node may."""
    definitions = {"error": ERROR}
    write(edition, page(oneOf=[SUCCESS, {"$ref": "#/$defs/error"}], **{"$defs": definitions}))
    assert found(contract(edition), {"errors": []}) == []


def test_lists_and_scalars_may_be_branches(edition: Path) -> None:
    """A body that has the type of one branch alone is of that one."""
    listed = {**node(1, type="array"), "items": ITEM}
    write(edition, page(oneOf=[listed, ERROR]))
    by = contract(edition)
    assert found(by, [{"code": "AB", "value": 1}], {"errors": []}) == []
    assert found(by, [{"code": "AB", "value": "1"}]) == [("text-for-number", "$[*].value")]


def test_a_refusal_in_an_error_branch_is_one(edition: Path) -> None:
    """Its error array says so."""
    write(edition, SCHEMA)
    by = contract(edition)
    assert is_refused(by, answer({"errors": [{"message": "no"}]}))
    assert not is_refused(by, answer({"data": []}))


def test_what_is_sensitive_in_a_branch_is_redacted(edition: Path) -> None:
    """By the branch that the body is of."""
    secret = {**ERROR["properties"], "token": page(type="string", **{"x-sensitive": "secret"})}
    write(edition, page(oneOf=[SUCCESS, page(properties=secret)]))
    editions: list[EditionFolder] = load(edition.parent.parent)
    redactor = Redactor([editions[0].contract], b"k" * 32)

    body = b'{"errors": [], "token": "MRB4-7TQX-PLOK"}'
    kind = (("Content-Type", "application/json"),)
    exchange = HttpExchange("GET", "https://h/coupons", (), 200, "OK", kind, body, NOON)
    assert b"MRB4" not in redactor.redact(exchange).body


def test_of_branches_that_fit_alike_the_first_is_taken(edition: Path) -> None:
    """An empty object could be of any."""
    write(edition, SCHEMA)
    root = contract(edition).bodies["200"]
    bodies: list[Json] = [{}, {"data": []}, {"errors": []}, [], None]
    assert [root.branches.index(best_branch(root, body)) for body in bodies] == [1, 0, 1, 0, 0]


@pytest.mark.parametrize(
    ("schema", "place", "what"),
    [
        (
            page(oneOf=[SUCCESS, ERROR], properties={"code": page()}),
            "/properties",
            "properties stands beside a oneOf whose branches cite rows",
        ),
        (
            page(oneOf=[SUCCESS, {"properties": {}}]),
            "/oneOf/1",
            "the node has no citation (x-source)",
        ),
        (
            page(anyOf=[SUCCESS, ERROR]),
            "/anyOf/0/x-source",
            "x-source stands in what is judged as a whole, and would not be read",
        ),
        (
            page(properties={"data": node(1, oneOf=[ITEM])}),
            "/properties/data/oneOf/0/x-source",
            "x-source stands in what is judged as a whole, and would not be read",
        ),
    ],
    ids=["beside", "uncited", "anyOf", "below"],
)
def test_rows_in_other_combinations(
    edition: Path, schema: dict[str, Any], place: str, what: str
) -> None:
    """Which of them a value is of, nobody could tell for sure."""
    write(edition, schema)
    fault = refusal(edition)
    assert (fault.where, fault.what) == (f"response.schema.json#{place}", what)


def test_a_combination_without_rows_is_judged_as_a_whole(edition: Path) -> None:
    """Its branches cite nothing."""
    write(
        edition,
        page(
            properties={**SUCCESS["properties"], **ERROR["properties"]},
            oneOf=[{"required": ["data"]}, {"required": ["errors"]}],
        ),
    )
    by = contract(edition)
    assert by.bodies["200"].branches == ()
    both: dict[str, list[str]] = {"data": [], "errors": []}
    assert ("broken-constraint", "$") in found(by, both)
