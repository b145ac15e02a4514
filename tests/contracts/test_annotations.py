"""An annotation keyword is refused where it is unknown or its value is."""

from pathlib import Path

import pytest

from tests.contracts.small_folder import ITEM, OPEN_NODE, OPEN_POINTER, change, contract, refusal


@pytest.mark.parametrize(
    ("annotation", "value"),
    [
        ("x-date", '{"pattern": "yyyy"}'),
        ("x-date", '{"pattern": "yyyy", "zone": "UTC", "time": true}'),
        ("x-date", '"yyyy-MM-dd"'),
        ("x-epoch", '{"unit": "h"}'),
        ("x-epoch", '{"unit": "ms", "unset": "0"}'),
        ("x-letter-case", '{"parameter": "case"}'),
        ("x-letter-case", '{"parameter": "case", "default": "UPPER", "upper": "UPPER"}'),
        ("x-presence", '"sometimes"'),
        ("x-presence", '{"parameter": "show"}'),
        ("x-known-values", '"ABS"'),
        ("x-known-values", "[1]"),
        ("x-error-array", "false"),
        ("x-identity", "true"),
        ("x-sensitive", '"private"'),
        ("x-promise", '{"words": "at least 1"}'),
        ("x-promise", '{"words": "", "source": {"page": "objects"}}'),
        ("x-promise", '{"words": "at least 1", "source": {"inferred": "1-found"}}'),
        ("x-promise", '{"words": "at least 1", "source": {"page": "p"}, "severity": "fatal"}'),
    ],
)
def test_an_annotation_with_a_wrong_value(edition: Path, annotation: str, value: str) -> None:
    """An annotation whose value the README does not know is named with its place."""
    new = f'"shown": {{"x-source": {{"inferred": "1-found"}}, "{annotation}": {value}}}'
    change(edition, "response.schema.json", OPEN_NODE, new)
    assert refusal(edition).where.startswith(f"response.schema.json#{OPEN_POINTER}/{annotation}")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('{"table": "response", "row": 3}', '{"table": "response", "row": 3.0}'),
        (OPEN_NODE, OPEN_NODE[:-1] + ', "x-epoch": {"unit": "ms", "unset": -1.0}}'),
    ],
)
def test_a_whole_number_may_be_written_with_a_point(edition: Path, old: str, new: str) -> None:
    """JSON Schema takes `3.0` for an integer."""
    change(edition, "response.schema.json", old, new)
    assert contract(edition).rows


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('"x-source": {"inferred": "1-found"},', '"x-typo": 1,"x-source": {"page": "p"},', ""),
        (OPEN_NODE, OPEN_NODE[:-1] + ', "x-typo": 1}', OPEN_POINTER),
        ('"x-source": {"page": "objects"}', '"x-source": {"page": "p"}, "x-typo": 1', ITEM),
    ],
)
def test_an_unknown_annotation(edition: Path, old: str, new: str, place: str) -> None:
    """A misspelt annotation would be silently without effect."""
    change(edition, "response.schema.json", old, new)
    fault = refusal(edition)
    assert fault.where == f"response.schema.json#{place}"
    assert "x-typo" in fault.what
    assert "x-source" in fault.remedy


@pytest.mark.parametrize(
    ("pattern", "zone", "what"),
    [
        ("yyyy-MM-ddTHH:mm", "server", "unknown date pattern"),
        ("yy-MM-dd", "server", "unknown date pattern"),
        ("yyyy-MM-dd'T", "server", "unknown date pattern"),
        ("dd.MM.yyyy (dd)", "none", "date pattern"),
        ("yyyy-MM-dd", "Asia/Calcuta", "unknown time zone 'Asia/Calcuta'"),
        ("yyyy-MM-dd", "Europe", "unknown time zone 'Europe'"),
        ("yyyy-MM-dd", "../UTC", "unknown time zone '../UTC'"),
    ],
)
def test_a_date_that_nobody_can_read(edition: Path, pattern: str, zone: str, what: str) -> None:
    """Pattern letters are those of the README, zones have an IANA id."""
    new = f'"x-date": {{"pattern": "{pattern}", "zone": "{zone}"}}'
    change(edition, "response.schema.json", OPEN_NODE, f"{OPEN_NODE[:-1]}, {new}}}")
    fault = refusal(edition)
    assert fault.where == f"response.schema.json#{OPEN_POINTER}/x-date"
    assert what in fault.what


@pytest.mark.parametrize(
    ("keyword", "place"),
    [
        ('"minimum": 1, "x-promise": {}', "x-promise"),
        ('"allOf": [{"minimum": 1, "x-promise": {}}]', "allOf/0/x-promise"),
    ],
)
def test_a_promise_cites_a_row_that_is_there(edition: Path, keyword: str, place: str) -> None:
    """In a part of a schema that is judged as a whole, too."""
    cited = '{"words": "at least 1", "source": {"table": "response", "row": 99}}'
    new = f"{OPEN_NODE[:-1]}, {keyword.replace('{}', cited)}}}"
    change(edition, "response.schema.json", OPEN_NODE, new)
    fault = refusal(edition)
    assert fault.where == f"response.schema.json#{OPEN_POINTER}/{place}/source"
    assert fault.what == "cites response, row 99, which is not there"
