"""The model of a deviation: one named way in which the sandbox departs from the pages."""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from asdocumented.sandbox.answers import Answer, Query
from asdocumented.sandbox.edits import AnswerEdit, AskEdit

Operation: TypeAlias = Literal["v2-coupon", "v2-coupon-series", "v1.1-coupon-get"]


def _same_query(query: Query) -> Query:
    return query


def _same_answer(answer: Answer, _: Query) -> Answer:
    return answer


@dataclass(frozen=True, slots=True)
class Deviation:
    """A named departure from the pages: a pure change to the query or to the answer.

    `check` finds it. `printed` tells whether the pages' own examples show it. `answer` changes
    successful answers only.
    """

    name: str
    check: str
    operation: Operation
    summary: str
    printed: bool = False
    ask: AskEdit = field(default=_same_query, repr=False)
    answer: AnswerEdit = field(default=_same_answer, repr=False)
