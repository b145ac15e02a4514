"""Problems: the drifts that one correction would mend, grouped by rules that know no API."""

import random

import pytest
from msgspec import structs

from asdocumented.checks.registry import all_checks
from asdocumented.contracts.model import Citation, Severity
from asdocumented.report.model import Drift, Problem, Share
from asdocumented.report.problems import group_problems


def cite(row: int | None, name: str = "", table: str | None = "response table") -> Citation:
    return Citation("coupons", "2026", table, row, name or None, "String")


def drift(
    check: str,
    location: str,
    citation: Citation | None = None,
    *,
    severity: Severity = "note",
    observed: str = "",
    documented: str = "String",
) -> Drift:
    """Return a drift, its fingerprint made of its check and place."""
    return Drift(
        fingerprint=f"{check} {location} {observed}",
        check=check,
        severity=severity,
        operation="coupons",
        edition="2026",
        location=location,
        documented=documented,
        follows_from="",
        observed=observed or check,
        observed_class=observed or check,
        citation=citation or cite(1, "one"),
        sources=[],
        seen={"example": Share(1, 1)},
        samples=[],
    )


def grouped(*drifts: Drift) -> list[list[str]]:
    """Return the locations of the drifts of each problem."""
    return [
        [fingerprint.split()[1] for fingerprint in problem.drifts]
        for problem in group_problems(drifts, all_checks())
    ]


@pytest.mark.parametrize(
    ("drifts", "expected"),
    [
        (
            [
                drift("absent-field", "$.data[*].a", cite(1, "a")),
                drift("absent-field", "$.data[*].b", cite(2, "b")),
                drift("absent-field", "$.data[*].store.c", cite(3, "c")),
            ],
            [["$.data[*].a", "$.data[*].b"], ["$.data[*].store.c"]],
        ),
        (
            [
                drift("duplicate-row", "$.a.id", cite(4, "id")),
                drift("duplicate-row", "$.b.id", cite(9, "id")),
                drift("duplicate-row", "$.b.id2", cite(2, "id", "table 2")),
            ],
            [["$.a.id", "$.b.id"], ["$.b.id2"]],
        ),
        (
            [
                drift("text-for-boolean", "$.a", cite(1, "a"), observed="text"),
                drift("text-for-boolean", "$.b.c", cite(2, "c"), observed="text"),
                drift("integer-as-decimal", "$.a", cite(1, "a"), observed="decimal"),
                drift("integer-as-decimal", "$.n", cite(3, "n"), observed="decimal"),
            ],
            [["$.a", "$.n"], ["$.a", "$.b.c"]],
        ),
        (
            [
                drift("undocumented-field", "$.store.x", cite(7, "store")),
                drift("undocumented-field", "$.store.y.z", cite(7, "store")),
                drift("undocumented-field", "$.w", cite(None, table=None)),
            ],
            [["$.store.x", "$.store.y.z"], ["$.w"]],
        ),
        (
            [
                drift("missing-parameter", "$request.query.ids", cite(1, "ids", "query")),
                drift("missing-parameter", "$request.query.codes", cite(2, "codes", "query")),
            ],
            [["$request.query.codes", "$request.query.ids"]],
        ),
        (
            [
                drift("wrong-letter-case", "$.data[*].code", severity="error"),
                drift("repeated-item", "$.data[*].code", severity="warning"),
                drift("repeated-item", "$.other[*].code", severity="warning"),
            ],
            [["$.data[*].code", "$.data[*].code"], ["$.other[*].code"]],
        ),
        (
            [drift("wrong-type", "$.a", cite(1, "a")), drift("wrong-type", "$.b", cite(2, "b"))],
            [["$.a"], ["$.b"]],
        ),
    ],
    ids=[
        "members missing from the same objects",
        "names repeated in one flat table",
        "one habit in several fields",
        "undocumented members by their nearest documented parent",
        "parameters of which one is needed",
        "several checks about the same values",
        "types are a problem each",
    ],
)
def test_drifts_that_one_correction_mends_are_one_problem(
    drifts: list[Drift], expected: list[list[str]]
) -> None:
    """Seven facts of one kind are one line to read, and one to mend."""
    assert sorted(grouped(*drifts)) == sorted(expected)


def test_the_order_of_the_drifts_does_not_matter() -> None:
    """Problems, their ids and their drifts are the same."""
    drifts = [
        *(drift("absent-field", f"$.a.{name}", cite(1, name)) for name in "xyz"),
        drift("wrong-type", "$.b", severity="error"),
    ]
    shuffled = [*drifts]
    random.Random(1).shuffle(shuffled)  # noqa: S311  # an order, no secret
    checks = all_checks()
    assert group_problems(shuffled, checks) == group_problems(drifts, checks)


def test_an_id_stays_when_a_drift_joins_or_leaves() -> None:
    """Also for a group of one: whoever waits for a correction finds the problem again."""
    one, two = (drift("absent-field", f"$.a.{name}", cite(1, name)) for name in "xy")
    (alone,) = group_problems([one], all_checks())
    (together,) = group_problems([one, two], all_checks())
    (other,) = group_problems([structs.replace(one, edition="2027")], all_checks())
    assert alone.id == together.id != other.id


def test_the_worst_stand_first() -> None:
    """A problem is as bad as its worst drift."""
    problems = group_problems(
        [
            drift("wrong-type", "$.a", severity="note"),
            drift("repeated-item", "$.c", severity="warning"),
            drift("wrong-letter-case", "$.c", severity="error"),
        ],
        all_checks(),
    )
    assert [one.severity for one in problems] == ["error", "note"]


def test_a_problem_says_what_it_is_and_what_to_do() -> None:
    """In words that name the members and the rows."""
    problem = said(
        drift("absent-field", "$.data[*].a", cite(7, "a")),
        drift("absent-field", "$.data[*].b", cite(9, "b")),
    )
    assert (problem.title, problem.what_to_do) == (
        "`a` and `b` are left out of `data`",
        "Say in rows 7 and 9 when the fields may be left out, or always send them.",
    )


def said(*drifts: Drift) -> Problem:
    (problem,) = group_problems(drifts, all_checks())
    return problem


@pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.id)
def test_every_check_can_name_its_problems(check: object) -> None:
    """No placeholder is left over, whatever is cited."""
    for citation in (cite(3, "code"), cite(None), cite(None, table=None)):
        problem = said(drift(str(getattr(check, "id", "")), "$.data[*].code", citation))
        assert not set("{}") & set(problem.title + problem.what_to_do)
        assert problem.title[0] in "`ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        assert problem.what_to_do.endswith(".")
