"""A request of the old operation becomes one that asks the new operation for the same."""

from pathlib import Path

import pytest

from asdocumented.comparing.upgrade_requests import translate_query, translated_cases
from asdocumented.contracts.cases import Case
from tests.comparing.small_upgrade import small_map


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ([("codes", "A")], [("code", "A")]),
        ([("codes", "A,B")], [("code", "A"), ("code", "B")]),
        (
            [("case", "LOWER"), ("codes", "{c.1},b")],
            [("case", "LOWER"), ("code", "{c.1}"), ("code", "b")],
        ),
        ([("codes", "A"), ("unknown", "1")], None),
        ([], []),
    ],
)
def test_a_query_is_translated_by_the_map(
    tmp_path: Path, old: list[tuple[str, str]], new: list[tuple[str, str]] | None
) -> None:
    """What became no other parameter cannot be asked."""
    assert translate_query(small_map(tmp_path), old) == new


def test_only_cases_that_ask_for_something_with_right_credentials_are_translated(
    tmp_path: Path,
) -> None:
    """A refusal shows nothing of a map."""
    asking = Case("one", "why", (("codes", "A"),))
    cases = [
        asking,
        Case("refused", "why", (("codes", "A"),), credentials="none"),
        Case("empty", "why", ()),
        Case("other", "why", (("unknown", "1"),)),
    ]
    assert [*translated_cases(small_map(tmp_path), cases)] == [
        (asking, Case("one", "why", (("code", "A"),)))
    ]
