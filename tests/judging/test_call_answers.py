"""What is kept of the answers to calls, in parts and as a whole."""

import pytest
from msgspec.structs import replace

from asdocumented.evidence.interaction import Interaction, Request
from asdocumented.judging import call_answers
from asdocumented.judging.call_answers import CallAnswers
from tests.support import interaction


def answer(number: int, code: str, body: str = "{}") -> Interaction:
    """Return an answer of a recording to a request for a code."""
    made = interaction(body, origin="cassette")
    url = f"https://eu.example/v2/coupon?code={code}"
    return replace(made, name=f"a.yaml#{number}", request=Request("GET", url))


def kept_of(answers: list[Interaction], kept: CallAnswers) -> CallAnswers:
    """Return what is kept with some more answers."""
    for one in answers:
        kept.add(one.evidence_set, one, {})
    return kept


@pytest.mark.parametrize(
    "later",
    [
        [answer(3, "C"), answer(4, "D"), answer(5, "C")],
        [answer(3, "B"), answer(4, "B"), answer(5, "C")],
        [answer(3, "B", "[]"), answer(4, "B"), answer(5, "B")],
        [answer(3, "A"), answer(4, "B"), answer(5, "A", "[]"), answer(6, "A")],
    ],
)
def test_where_all_answers_are_kept_a_part_counts_what_the_whole_would(
    later: list[Interaction], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It knows the URLs of which answers are kept, and counts those alone by their bodies."""
    monkeypatch.setattr(call_answers, "MOST_ANSWERS", 2)
    first = [answer(number, code) for number, code in enumerate("ABC")]
    whole = kept_of([*first, *later], CallAnswers())
    added = kept_of(first, CallAnswers())
    part = kept_of(later, CallAnswers(only=added.checksums))
    assert {one.asked.url[-1] for one in part.kept} <= {"A", "B"}
    added.add_all(part.counts())
    assert (added.left_out, added.repeated, added.closed) == (
        whole.left_out,
        whole.repeated,
        whole.closed,
    )
    assert [one.count for one in added.kept] == [one.count for one in whole.kept]


def test_answers_are_all_wanted_as_long_as_all_are_kept() -> None:
    """So a part has to bring them."""
    assert kept_of([answer(1, "A")], CallAnswers()).checksums is None


def test_a_part_with_too_many_answers_of_its_own_has_to_be_judged_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Which of them repeat those that are kept is not known."""
    monkeypatch.setattr(call_answers, "MOST_ANSWERS", 2)
    kept = kept_of([answer(number, code) for number, code in enumerate("ABC")], CallAnswers())
    few = kept_of([answer(3, "A"), answer(4, "B")], CallAnswers(only=kept.checksums))
    many = [answer(number, "A", body) for number, body in enumerate(["[1]", "[2]", "[3]"])]
    too_many = kept_of(many, CallAnswers(only=kept.checksums))
    assert kept.adds_exactly(few.counts())
    assert not kept.adds_exactly(too_many.counts())


def test_a_part_that_was_full_before_the_whole_was_is_judged_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It may have left out an answer to what is kept; only the first part cannot."""
    monkeypatch.setattr(call_answers, "MOST_ANSWERS", 2)
    full = kept_of([answer(number, code) for number, code in enumerate("BCA")], CallAnswers())
    for before in ("A", "ABC"):
        kept = kept_of([answer(number, code) for number, code in enumerate(before)], CallAnswers())
        assert not kept.adds_exactly(full)
    assert CallAnswers().adds_exactly(full)
