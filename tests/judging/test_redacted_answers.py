"""Two answers that were redacted apart: what was learnt between them is a pseudonym in one."""

from typing import Any

import pytest
from msgspec import structs

from tests.calls import answer, related
from tests.support import find

CONTRACT = related("same-again")


def differ(one: Any, other: Any, *, redacted: bool = True) -> bool:
    """Tell whether a value of an answer is told to differ from that of the one before it."""
    answers = [
        structs.replace(
            answer("codes=a", {"code": "A", "price": value}, after=second), redacted=is_
        )
        for second, (value, is_) in enumerate([(one, False), (other, redacted)])
    ]
    return bool(find("unstable-answer", CONTRACT, *answers))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Invented: 500 off the bill", "Igvyqwmy: 500 off the bill"),
        (910001, 771593),
        (1234.5, 7193.2),
        ("Ann Roe", "Bxq Tzu"),
        ("INVENTED-BILL-1", "XUWGJYTD-MAYB-7"),
        ("", ""),
        ("12345", 12345),
        (True, "true"),
    ],
)
def test_a_word_that_may_be_a_pseudonym_is_no_difference(one: Any, other: Any) -> None:
    """It has the length and the form of the other one, or is it in another type."""
    assert not differ(one, other)


def test_a_date_is_never_a_pseudonym() -> None:
    """Redaction leaves dates as they are: another one is another one."""
    days = [{"code": "A", "day": f"{day}T00:00:00Z"} for day in ("2026-05-09", "2031-06-10")]
    answers = [
        structs.replace(answer("codes=a", item, after=second), redacted=True)
        for second, item in enumerate(days)
    ]
    assert [one[1] for one in find("unstable-answer", CONTRACT, *answers)] == ["$.data[*].day"]


def test_without_redaction_it_is_another_value() -> None:
    """Nothing replaced it."""
    assert differ("Invented terms", "Igvyqwmy terms", redacted=False)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (10, 15),
        ("Answer 1", "Answer 2"),
        ("yes", "no"),
        ("small", "Small"),
        (10, 10.0001),
        ("12345", 12346),
        (None, "none"),
        (True, "false"),
        ("", None),
    ],
)
def test_what_no_redaction_makes_is_a_difference(one: Any, other: Any) -> None:
    """A pseudonym stands for five characters or more, and keeps length and letter case."""
    assert differ(one, other)
