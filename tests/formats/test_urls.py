"""URLs as they are written."""

import pytest

from asdocumented.formats.urls import add_query, cut_url, is_cut, shown_mistyped


@pytest.mark.parametrize(
    ("query", "written"),
    [
        ([], "/a"),
        ([("id", "7")], "/a?id=7"),
        ([("id", "7"), ("id", "8"), ("n", "")], "/a?id=7&id=8&n="),
        ([("codes", "a b&c/d,\u00e9")], "/a?codes=a+b%26c%2Fd,%C3%A9"),
        ({"ids": [7, 8], "codes": "A,B"}, "/a?ids=7&ids=8&codes=A,B"),
    ],
)
def test_a_query_is_written_in_its_order(
    query: list[tuple[str, object]] | dict[str, object], written: str
) -> None:
    """A list is a name repeated; commas between values stay."""
    assert add_query("/a", query) == written


def test_a_query_is_added_to_one_that_is_there() -> None:
    """As the key of an API is added to a planned request."""
    assert add_query("/a?id=7", {"key": "x"}) == "/a?id=7&key=x"
    assert add_query("/a?id=7", {}) == "/a?id=7"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("https:/me:s3cret@a.example/b", "https:/a.example/b"),
        (" https:/me:s3cret@a.example/b", " https:/a.example/b"),
        ("https:\\\\me:s3c/ret@a.example", "https:\\\\a.example"),
        ("me:s3cret@a.example:80/b", "a.example:80/b"),
        ("a.example/b?signature=s3cret", "a.example/b"),
        ("recordings/what?.har", "recordings/what?.har"),
        ("recordings/a:b@c.har", "recordings/a:b@c.har"),
        ("recordings/me@a.example.har", "recordings/me@a.example.har"),
    ],
)
def test_what_may_stand_for_a_url_is_shown_without_its_credentials(typed: str, shown: str) -> None:
    """A path that is one stays as it is."""
    assert shown_mistyped(typed) == shown


@pytest.mark.parametrize(
    ("url", "cut"),
    [
        ("http://a/b?c=" + "d" * 8000, "http://a/b?c=" + "d" * 8000),
        ("http://a/b?c=d&e=" + "f" * 9000 + "&g=h", "http://a/b?c=d&\u2026"),
        ("http://a/b?c=" + "d" * 9000, "http://a/b?\u2026"),
        ("http://a/b/" + "c" * 9000, "http://a/b/\u2026"),
        ("a" * 9000, "\u2026"),
    ],
)
def test_what_is_longer_than_servers_take_is_cut(url: str, cut: str) -> None:
    """Between two parameters or parts of the path, and marked: no value is told in part."""
    assert cut_url(url) == cut
    assert is_cut(cut) is (cut != url)
