"""A placeholder counts only where it is the whole secret."""

import pytest

from asdocumented.redaction.placeholders import is_masked, is_placeholder


@pytest.mark.parametrize(
    "text",
    [
        "",
        "***",
        "XXXX",
        "xx-xx",
        "<AUTH_TOKEN>",
        "[REDACTED]",
        "{{token}}",
        "{token}",
        "${TOKEN}",
        "$TOKEN",
        "%TOKEN%",
        "%3CTOKEN%3E",
        "(hidden)",
        "FILTERED",
        '"removed"',
        "•••••",
    ],
)
def test_a_placeholder_is_one(text: str) -> None:
    """Of whoever masked it."""
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text",
    [
        "hidden-zq81",
        "zq81 hidden",
        "banner_hidden=1",
        '{"password":"Tr0ub4dor-horse","removed":false}',
        "[1, 2]",
        "<token>zq81</token>",
        "a***",
        "0",
        "x" * 201,
    ],
)
def test_what_holds_more_is_none(text: str) -> None:
    """A word within a value masks nothing."""
    assert not is_placeholder(text)


@pytest.mark.parametrize(
    ("value", "masked"),
    [
        ("Bearer ***", True),
        ("token <AUTH_TOKEN>", True),
        ("sid=***; lang=[REDACTED]", True),
        ("banner_hidden=1; session=zq81Kd93", False),
        ("session=***; hidden", True),
        ("Bearer zq81Kd93 hidden", False),
        ("Basic abc==", False),
    ],
)
def test_a_header_is_masked_where_every_secret_of_it_is(value: str, *, masked: bool) -> None:
    """Behind the scheme, and cookie by cookie."""
    assert is_masked(value) is masked
