"""Parameters: one pair of contracts for each class, with exactly what is told."""

from typing import Any

import pytest
from msgspec.structs import replace

from asdocumented.contracts.model import Citation, Contract
from tests.comparing.changes import Told, mirrored, told
from tests.support import contract, parameter

CODE = "$request.query.code"


def of(**changes: Any) -> Contract:
    """Return a contract with one parameter."""
    return contract({}, parameters=[parameter("code", **changes)])


def printed(datatype: str, **changes: Any) -> Contract:
    """Return a contract with one parameter whose row prints this datatype."""
    cited = Citation("coupons", "2026", "query parameter table", 1, "code", datatype)
    return of(citation=cited, **changes)


NONE = contract({})
TEXT = {"types": frozenset({"string"})}
COUNT = {"types": frozenset({"integer"})}
LISTED = {"types": frozenset({"string"}), "enum": ("A", "B")}

PAIRS: dict[str, tuple[Contract, Contract, list[Told]]] = {
    "parameter-added": (NONE, of(), [("parameter-added", CODE, None, "code")]),
    "mandatory-parameter-added": (
        NONE,
        of(required=True),
        [("mandatory-parameter-added", CODE, None, "code")],
    ),
    "parameter-became-mandatory": (
        of(),
        of(required=True),
        [("parameter-became-mandatory", CODE, "optional", "mandatory")],
    ),
    "parameter-became-conditional": (
        of(),
        of(mandatory_unless=("id",)),
        [("parameter-became-conditional", CODE, "optional", "mandatory unless id is sent")],
    ),
    "parameter-mandatory-eased": (
        of(required=True),
        of(mandatory_unless=("id",)),
        [("parameter-mandatory-eased", CODE, "mandatory", "mandatory unless id is sent")],
    ),
    "parameter-condition-changed": (
        of(mandatory_unless=("id",)),
        of(mandatory_unless=("id", "name")),
        [
            (
                "parameter-condition-changed",
                CODE,
                "mandatory unless id is sent",
                "mandatory unless id or name is sent",
            )
        ],
    ),
    "parameter-renamed": (
        of(**TEXT),
        contract({}, parameters=[replace(parameter("Co_de", **TEXT))]),
        [("parameter-renamed", "$request.query.Co_de", "code", "Co_de")],
    ),
    "parameter-moved": (
        contract({}, parameters=[parameter("couponCode", **TEXT)]),
        contract({}, parameters=[parameter("couponCode", place="header", **TEXT)]),
        [
            (
                "parameter-moved",
                "$request.header.couponCode",
                "$request.query.couponCode",
                "$request.header.couponCode",
            )
        ],
    ),
    "parameter-type-changed": (
        printed("String", **TEXT),
        printed("Integer", **COUNT),
        [("parameter-type-changed", CODE, "String", "Integer")],
    ),
    "parameter-type-widened": (
        of(**COUNT),
        of(types=frozenset({"integer", "string"})),
        [("parameter-type-widened", CODE, "integer", "integer or string")],
    ),
    "parameter-type-told": (
        printed(""),
        printed("String", **TEXT),
        [("parameter-type-told", CODE, "no datatype", "String")],
    ),
    "parameter-datatype-respelled": (
        printed("integer", **COUNT),
        printed("Integer", **COUNT),
        [("parameter-datatype-respelled", CODE, "integer", "Integer")],
    ),
    "parameter-value-added": (
        of(**LISTED),
        of(types=frozenset({"string"}), enum=("A", "B", "C")),
        [("parameter-value-added", CODE, "not listed", "C")],
    ),
    "parameter-values-limited": (
        of(**TEXT),
        of(**LISTED),
        [("parameter-values-limited", CODE, "any value", "A, B")],
    ),
    "parameter-default-changed": (
        of(default="UPPER"),
        of(default="LOWER"),
        [("parameter-default-changed", CODE, "UPPER", "LOWER")],
    ),
    "parameter-default-added": (
        of(),
        of(default="LOWER"),
        [("parameter-default-added", CODE, "none told", "LOWER")],
    ),
    "parameter-limit-added": (
        of(),
        of(limits={"maximum": 10}),
        [("parameter-limit-added", CODE, "no maximum", "maximum 10")],
    ),
    "parameter-limit-tightened": (
        of(limits={"maximum": 10}),
        of(limits={"maximum": 5}),
        [("parameter-limit-tightened", CODE, "maximum 10", "maximum 5")],
    ),
    "parameter-limit-changed": (
        of(limits={"pattern": "^a"}),
        of(limits={"pattern": "^b"}),
        [("parameter-limit-changed", CODE, "pattern ^a", "pattern ^b")],
    ),
    "parameter-list-form-changed": (
        of(separator=","),
        of(),
        [
            (
                "parameter-list-form-changed",
                CODE,
                ", between the values",
                "the parameter repeated",
            )
        ],
    ),
    "request-address-changed": (
        NONE,
        replace(NONE, path="/v2/coupons"),
        [("request-address-changed", "$request", "GET /coupons", "GET /v2/coupons")],
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_a_pair_shows_its_class(name: str) -> None:
    """Just this is told, and from the other side its mirror."""
    before, after, expected = PAIRS[name]
    assert told(before, after) == expected
    assert set(told(after, before)) == mirrored(before, after)
    assert (told(before, before), told(after, after)) == ([], [])


def test_a_name_of_one_word_alone_does_not_move() -> None:
    """`code` in another place is another parameter: too many are called so."""
    moved = contract({}, parameters=[parameter("code", place="header", **TEXT)])
    assert told(of(**TEXT), moved) == [
        ("parameter-removed", CODE, "code", None),
        ("parameter-added", "$request.header.code", None, "code"),
    ]


def test_of_two_that_could_be_meant_none_is_a_rename() -> None:
    """Both candidates are new, and the former one is gone."""
    two = [parameter("Co_de", **TEXT), parameter("CODE", **TEXT)]
    assert [one for one, *_ in told(of(**TEXT), contract({}, parameters=two))] == [
        "parameter-removed",
        "parameter-added",
        "parameter-added",
    ]
