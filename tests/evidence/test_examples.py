"""Printed examples become interactions with their bytes unchanged."""

from pathlib import Path

import pytest

from asdocumented.errors import Fault
from asdocumented.evidence.examples import read_example, read_examples
from asdocumented.evidence.interaction import Interaction, Request, Response

REQUEST = '"request": {"method": "GET", "url": "https://utc.example/coupons", "source": "printed"}'


def example(folder: Path, text: str, name: str = "1-found.json") -> Path:
    """Write an example's file."""
    path = folder / "examples" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_an_example_is_an_interaction_named_by_its_file(tmp_path: Path) -> None:
    """The name is the file's without `.json`, the origin is `example`."""
    path = example(tmp_path, f'{{{REQUEST}, "response": {{"body": {{}}}}}}')
    assert read_example(path) == Interaction(
        "1-found",
        "example",
        Request("GET", "https://utc.example/coupons", inferred=False),
        Response(None, None, b"{}"),
        redacted=True,
    )


@pytest.mark.parametrize(
    "body",
    [
        "10.0",
        "1E2",
        "-0",
        "12345678901234567890123",
        '{"b": 1, "a": 2}',
        '{"a": 1, "a": 2}',
        '"\\u00e9 \\/ \\n é"',
        '"\\ud83d\\ude00"',
        '{\n  "a" :  [ 1 ,2 ]\n}',
        "null",
        "[]",
    ],
)
def test_the_body_stays_as_printed(tmp_path: Path, body: str) -> None:
    """Number spelling, order of keys, escapes and white space are kept byte by byte."""
    path = example(tmp_path, f'{{{REQUEST}, "response": {{"body": {body}}}}}')
    assert read_example(path).response.body == body.encode()


def test_a_body_too_deep_to_read_is_a_fault(tmp_path: Path) -> None:
    """A body that no parser here reads is no example; the file is named."""
    body = "[" * 100_000 + "]" * 100_000
    path = example(tmp_path, f'{{{REQUEST}, "response": {{"body": {body}}}}}')
    with pytest.raises(Fault) as caught:
        read_example(path)
    assert caught.value.where == str(path)
    assert caught.value.remedy


@pytest.mark.parametrize(("source", "inferred"), [("printed", False), ("inferred", True)])
def test_a_request_is_printed_or_inferred(tmp_path: Path, source: str, inferred: bool) -> None:  # noqa: FBT001  # an expected value
    """A request that the page does not print is marked, for it is never judged."""
    request = f'"request": {{"method": "GET", "url": "https://a.example", "source": "{source}"}}'
    path = example(tmp_path, f'{{{request}, "response": {{"body": {{}}}}}}')
    assert read_example(path).request.inferred is inferred


@pytest.mark.parametrize("name", ["content-type", "Content-Type", "CONTENT-TYPE"])
def test_status_and_content_type_where_the_page_prints_them(tmp_path: Path, name: str) -> None:
    """`response` may have a status and headers, whose names have no letter case."""
    headers = f'"status": 404, "headers": {{"Server": "x", "{name}": "text/html; charset=utf-8"}}'
    path = example(tmp_path, f'{{{REQUEST}, "response": {{{headers}, "body": {{}}}}}}')
    response = read_example(path).response
    assert (response.status, response.content_type) == (404, "text/html; charset=utf-8")


def test_what_the_page_does_not_print_is_unknown(tmp_path: Path) -> None:
    """Without a status and headers nothing is known of them."""
    path = example(tmp_path, f'{{{REQUEST}, "response": {{"headers": {{}}, "body": {{}}}}}}')
    response = read_example(path).response
    assert (response.status, response.content_type) == (None, None)


def test_method_and_url_are_kept_as_printed(tmp_path: Path) -> None:
    """A method and a URL are evidence too: nothing is normalised."""
    url = "HTTPS://UTC.example/coupons/?b=%41&a=+"
    request = f'"request": {{"method": "get", "url": "{url}", "source": "printed"}}'
    path = example(tmp_path, f'{{{request}, "response": {{"body": {{}}}}}}')
    assert read_example(path).request == Request("get", url)


def test_examples_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    """The order of the files on disk decides nothing; other files are no examples."""
    for name in ("b.json", "a-2.json", "c.json", "a-1.json", "a.txt", "b.json.orig"):
        example(tmp_path, f'{{{REQUEST}, "response": {{"body": {{}}}}}}', name)
    assert [found.name for found in read_examples(tmp_path)] == ["a-1", "a-2", "b", "c"]


def test_an_edition_without_examples_has_none(tmp_path: Path) -> None:
    """The folder `examples/` may be missing."""
    assert list(read_examples(tmp_path)) == []
