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
        "%253CTOKEN%253E",
        r"\u003credacted\u003e",
        r"\\u003credacted\\u003e",
        r"\x3cmasked\x3e",
        "&lt;your access token&gt;",
        "&amp;lt;redacted&amp;gt;",
        r"\"redacted\"",
        "(hidden)",
        "FILTERED",
        '"removed"',
        "•••••",
        "$OAUTH2_TOKEN",
        "$token",
        "$accessToken",
        "$user",
        "$username",
        "<USER_1>",
        "<your access token>",
        "[Bearer-Token]",
        "{{ api_key2 }}",
        "{{$guid}}",
        "${{ secrets.API_KEY }}",
    ],
)
def test_a_placeholder_is_one(text: str) -> None:
    """Of whoever masked it."""
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text",
    [
        "hidden-zq81",
        r"hidden\u002dzq81",
        r"\u003chorse!\u003e",
        "&lt;token&gt;zq81&lt;/token&gt;",
        "zq81 hidden",
        "banner_hidden=1",
        '{"password":"Tr0ub4dor-horse","removed":false}',
        "[1, 2]",
        "<token>zq81</token>",
        "a***",
        "0",
        "x" * 201,
        "$Tr0ub4dour",
        "$ecr3tPassw0rd",
        "$Password1",
        "$hunter",
        "$HUNTER2",
        "{Tr0ub4dour.horse7}",
        "{hunter2}",
        "{{Tr0ub4dour7}}",
        "${horse:4711}",
        "[Tr0ub4dour-horse7]",
        "<Tr0ub4dour horse7>",
        "<horse!>",
        "%Tr0ub4dour%",
        "%Horse%",
        "{9f8e7d6c-5b4a-4c3d-8e7f-0a1b2c3d4e5f}",
        "[f8e7d6c5b4a34c3d8e7f0a1b2c3d4e5f]",
        "<deadbeef-cafe>",
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
        ("Bearer $Tr0ub4dour", False),
        ("Tr0ub4dour=x", False),
    ],
)
def test_a_header_is_masked_where_every_secret_of_it_is(value: str, *, masked: bool) -> None:
    """Behind the scheme, and cookie by cookie."""
    assert is_masked(value) is masked
