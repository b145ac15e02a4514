"""The probable cause of a drift: only where the evidence decides it."""

from collections.abc import Mapping

import pytest

from asdocumented.report.cause import probable_cause
from asdocumented.report.model import Cause, Verdict

SERVER, OTHER, STAND_IN = "cassette:eu", "live:eu", "cassette:sandbox"


@pytest.mark.parametrize(
    ("seen", "verdicts", "cause"),
    [
        ([], {}, "page"),
        (["example", SERVER], {}, "page"),
        (["example"], {SERVER: "conforms"}, "page"),
        (["example"], {SERVER: "seen"}, None),
        (["example"], {STAND_IN: "conforms"}, None),
        (["example"], {}, None),
        (["example", STAND_IN], {}, None),
        ([SERVER], {"example": "conforms"}, "server"),
        ([SERVER, OTHER], {"example": "conforms"}, "server"),
        ([SERVER], {"example": "unobserved"}, None),
        ([SERVER], {}, None),
        ([STAND_IN], {"example": "conforms"}, "stand-in"),
        ([STAND_IN], {}, "stand-in"),
        ([STAND_IN, SERVER], {"example": "conforms"}, "server"),
    ],
)
def test_the_evidence_decides_what_is_at_fault(
    seen: list[str], verdicts: Mapping[str, Verdict], cause: Cause | None
) -> None:
    """The page, the server, a stand-in, or nobody knows."""
    assert probable_cause(seen, [STAND_IN], verdicts) == cause
