"""A corrected page is told apart from a changed API where the evidence of both allows it."""

from typing import Any

from asdocumented.comparing.editions import compare_editions
from asdocumented.comparing.origins import prove, with_origin
from asdocumented.contracts.model import Contract
from tests.support import CLUSTERS, as_text, contract, interaction

TEXT = {"type": "string"}
COUNT = {"type": "integer"}
ISO = {"x-date": {"pattern": "yyyy-MM-dd", "zone": "none"}}

Origins = list[tuple[str, str, str]]
"""Class, origin, and what the evidence shows."""


def origins(before: Contract, after: Contract, old: list[Any], new: list[Any]) -> Origins:
    """Return what the answers of both editions, as bodies, show of each change."""
    answers = [[interaction(as_text(body)) for body in bodies] for bodies in (old, new)]
    proofs = prove(before, after, answers[0], answers[1], CLUSTERS)
    changes = [with_origin(one, proofs) for one in compare_editions(before, after)]
    return [(one.change, one.origin, one.why) for one in changes]


def of(code: dict[str, Any]) -> Contract:
    """Return a contract whose answers have one field."""
    return contract({"code": code})


def test_without_answers_the_origin_is_unknown() -> None:
    """Nothing is guessed."""
    assert origins(of(TEXT), of(COUNT), [], []) == [("type-changed", "unknown", "")]


def test_a_type_that_the_old_answers_had_already_is_a_corrected_page() -> None:
    """They depart from the old edition, and conform to the new one."""
    assert origins(of(TEXT), of(COUNT), [{"code": 1}, {"code": 2}], []) == [
        ("type-changed", "page corrected", "the answers of 2026 are as 2026 says, 2 times")
    ]


def test_a_type_that_only_the_new_answers_have_is_a_changed_api() -> None:
    """The old ones depart from the new edition."""
    assert origins(of(TEXT), of(COUNT), [{"code": "A"}], [{"code": 1}]) == [
        (
            "type-changed",
            "API changed",
            "the answers of 2026 depart from it, those of 2026 do not",
        )
    ]


def test_a_type_that_no_answer_has_stays_unknown() -> None:
    """The answers of both editions depart from the new one."""
    assert origins(of({}), of(COUNT), [{"code": "A"}], [{"code": "A"}]) == [
        (
            "type-told",
            "unknown",
            "the answers of 2026 depart from it, and those of 2026, too",
        )
    ]


def test_old_answers_that_are_as_both_say_prove_nothing() -> None:
    """1 is a 32-bit integer and a 64-bit one."""
    before, after = ({**COUNT, "format": one} for one in ("int32", "int64"))
    assert origins(of(before), of(after), [{"code": 1}], []) == [("integer-widened", "unknown", "")]


def test_a_datatype_that_was_not_told_is_corrected_where_the_old_answers_have_it() -> None:
    """A page that said nothing says now what was so."""
    assert origins(of({}), of(TEXT), [{"code": "A"}], []) == [
        ("type-told", "page corrected", "the answers of 2026 are as 2026 says, once")
    ]
    assert origins(of(TEXT), of({**TEXT, **ISO}), [{"code": "2026-01-31"}], []) == [
        ("date-format-told", "page corrected", "the answers of 2026 are as 2026 says, once")
    ]


def test_a_new_field_that_the_old_answers_have_is_a_corrected_page() -> None:
    """It was forgotten on the page."""
    assert origins(contract({}), of(TEXT), [{"code": "A"}], []) == [
        ("field-added", "page corrected", "the answers of 2026 show it already, once")
    ]


def test_a_new_field_that_only_the_new_answers_have_is_a_changed_api() -> None:
    """It is missing in the old ones."""
    found = origins(contract({"id": COUNT}), of({**TEXT}), [{"id": 1}], [{"code": "A"}])
    assert (
        "field-added",
        "API changed",
        "missing in 1 object of 2026, there in answers of 2026",
    ) in (found)


def test_a_field_that_never_came_is_a_corrected_page_where_it_goes() -> None:
    """The old page promised what was not there."""
    before = contract({"id": COUNT, "code": TEXT})
    assert origins(before, contract({"id": COUNT}), [{"id": 1}], []) == [
        ("field-removed", "page corrected", "the answers of 2026 never had it, in 1 object")
    ]


def test_a_field_that_the_new_answers_lost_is_a_changed_api() -> None:
    """It is there in the old ones, and missing in the new ones."""
    before = contract({"id": COUNT, "code": TEXT})
    after = contract({"id": COUNT})
    assert origins(before, after, [{"id": 1, "code": "A"}], [{"id": 1}]) == [
        (
            "field-removed",
            "API changed",
            "there in answers of 2026, missing in 1 object of 2026",
        )
    ]


def test_a_renamed_field_of_the_old_answers_is_a_corrected_page() -> None:
    """They had the new name all along."""
    before, after = contract({"valid_till": TEXT}), contract({"validTill": TEXT})
    assert origins(before, after, [{"validTill": "A"}], []) == [
        ("field-renamed", "page corrected", "the answers of 2026 show it already, once")
    ]
    assert origins(before, after, [{"valid_till": "A"}], [{"validTill": "A"}]) == [
        (
            "field-renamed",
            "API changed",
            "the answers of 2026 have the former, those of 2026 the new one",
        )
    ]


def test_a_promise_that_the_old_answers_break_is_a_corrected_page() -> None:
    """The field was left out before, too."""
    before = contract({"id": COUNT, "code": {**TEXT, "x-presence": "promised"}})
    after = contract({"id": COUNT, "code": TEXT})
    assert origins(before, after, [{"id": 1}], []) == [
        ("promise-removed", "page corrected", "the answers of 2026 left it out in 1 object")
    ]
