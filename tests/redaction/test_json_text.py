"""JSON texts are edited in place: all other characters stay as they are."""

import pytest

from tests.redaction.exchanges import body_of, documented, of

CONTRACT = documented(
    code={"type": "string", "x-sensitive": "secret"},
    count={"type": "integer"},
    word={"type": "string", "enum": ["AB", "CD"]},
    day={"type": "string", "x-date": {"pattern": "yyyy-MM-dd", "zone": "none"}},
)
ABCD = of("ABCD")


@pytest.mark.parametrize(
    "body",
    [
        '{"count": 10.0}',
        '{ "count" :\t1e400 ,\r\n "count": -0 }',
        '{"count": 2.00, "word": "AB", "day": "2025-12-16"}',
        '{"code": "NULL", "code": "", "code": null, "code": true}',
        '{"code": " ", "word": "\\u0041B", "day": "nonsense-99"}',
        "[]",
        " 7 ",
    ],
)
def test_what_may_stay_stays_to_the_letter(body: str) -> None:
    """Duplicate keys, number spelling, blanks, escapes, enums, dates, words that mean nothing."""
    assert body_of(body, CONTRACT) == body.replace("nonsense-99", of("nonsense-99"))


def test_only_the_value_is_replaced() -> None:
    """Everything around it is as it came."""
    body = '{\n  "code" : "ABCD",\n  "code": "abcd", "count":10.0}'
    assert body_of(body, CONTRACT) == body.replace("ABCD", ABCD).replace("abcd", ABCD.lower())


@pytest.mark.parametrize(
    "body",
    ["<html>ABCD</html>", '{"a": "ABCD', "\ufeff{}", "NaN", "", "{} {}", "[" * 5000 + "]" * 5000],
)
def test_what_is_no_json_stays_none_of_the_same_kind(body: str) -> None:
    """What a check says of a body that cannot be read is the same before and after."""
    from asdocumented.formats import json_body

    after = body_of(body, CONTRACT)
    assert json_body.parse(after.encode())[1] == json_body.parse(body.encode())[1] is not None
    assert "ABCD" not in after
