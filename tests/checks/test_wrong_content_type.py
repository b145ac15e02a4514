"""`wrong-content-type`: a response whose Content-Type is not the documented one."""

import pytest
from msgspec.structs import replace

from tests.support import PAGE, cited, contract, find, interaction

HEADER = "$response.header.Content-Type"
JSON = contract({})
TWO = replace(JSON, content_types={"200": frozenset({"text/csv", "application/json"})})


def test_another_content_type_is_a_warning() -> None:
    """A client that parses by content type does not parse the body."""
    assert find("wrong-content-type", JSON, interaction("{}", content_type="text/html")) == [
        ("warning", HEADER, "follows: application/json", "text/html", "1 of 1")
    ]


def test_the_page_is_cited() -> None:
    """No row lists content types, so that the finding cites the page as a whole."""
    one = interaction("{}", content_type="text/html")
    assert cited("wrong-content-type", JSON, one) == [PAGE]


@pytest.mark.parametrize(
    "content_type",
    [
        "application/json",
        "application/json; charset=utf-8",
        "application/json;charset=UTF-8",
        "application/json ; charset=utf-8; profile=x",
        "application/json;",
        "Application/JSON",
        "APPLICATION/JSON; CHARSET=UTF-8",
        "  application/json\t",
    ],
)
def test_the_documented_content_type_is_not_found(content_type: str) -> None:
    """Parameters, letter case and blanks make no other type."""
    one = interaction("{}", status=200, content_type=content_type)
    assert find(None, JSON, one) == []


@pytest.mark.parametrize("documented", ["application/json; charset=utf-8", "Application/JSON"])
def test_parameters_and_letter_case_of_the_documented_type_do_not_count(documented: str) -> None:
    """What holds for the answered type holds for the documented one."""
    written = replace(JSON, content_types={"200": frozenset({documented})})
    one = interaction("{}", content_type="application/json")
    assert find("wrong-content-type", written, one) == []


@pytest.mark.parametrize("status", [None, 200, 404, 500])
def test_an_unknown_content_type_is_not_found(status: int | None) -> None:
    """A printed body without headers shows none."""
    one = interaction("{}", status=status, content_type=None)
    assert find("wrong-content-type", JSON, one) == []


@pytest.mark.parametrize(
    ("content_type", "observed"),
    [
        ("text/plain; charset=utf-8", "text/plain"),
        ("TEXT/HTML", "text/html"),
        ("application/problem+json", "application/problem+json"),
        ("application/jsonp", "application/jsonp"),
        ("text/json", "text/json"),
        ("application", "no media type"),
        ("json", "no media type"),
        ("", "none"),
        ("   ", "none"),
        ("; charset=utf-8", "none"),
    ],
)
def test_every_other_type_is_found(content_type: str, observed: str) -> None:
    """The answered type is named without its parameters; an empty one is none."""
    one = interaction("{}", status=200, content_type=content_type)
    assert find("wrong-content-type", JSON, one) == [
        ("warning", HEADER, "follows: application/json", observed, "1 of 1")
    ]


@pytest.mark.parametrize(
    "content_type",
    [
        "text/\x1b[31m",
        "text/\x00",
        "text/\ud800",
        "text/\u202ehtml",
        "x" * 200,
        "jane@mail.example",
    ],
)
def test_an_odd_type_is_told_as_none(content_type: str) -> None:
    """It may hold anything, and has another text once it is redacted."""
    one = interaction("{}", content_type=content_type)
    assert find("wrong-content-type", JSON, one) == [
        ("warning", HEADER, "follows: application/json", "no media type", "1 of 1")
    ]


@pytest.mark.parametrize("content_type", ["application/json", "text/csv; header=present"])
def test_any_of_several_documented_types_is_not_found(content_type: str) -> None:
    """A status may have several documented types."""
    assert find("wrong-content-type", TWO, interaction("{}", content_type=content_type)) == []


def test_all_documented_types_are_named() -> None:
    """The documented types stand in the order of their names."""
    assert find("wrong-content-type", TWO, interaction("{}", content_type="text/html")) == [
        ("warning", HEADER, "follows: application/json, text/csv", "text/html", "1 of 1")
    ]


@pytest.mark.parametrize("status", [404, 418, 500])
def test_a_status_without_a_documented_type_promises_none(status: int) -> None:
    """Neither a status that documents no body nor an undocumented one has a wrong type."""
    one = interaction("<html>", status=status, content_type="text/html")
    assert find("wrong-content-type", JSON, one) == []


@pytest.mark.parametrize(
    ("key", "status", "documented"),
    [("404", 404, "text/csv"), ("4XX", 418, "text/csv"), ("default", 500, "text/csv")],
)
def test_each_status_has_its_own_types(key: str, status: int, documented: str) -> None:
    """The types are those of the status, of its pattern or of the default."""
    types = {"200": frozenset({"application/json"}), key: frozenset({documented})}
    several = replace(JSON, content_types=types)
    one = interaction("", status=status, content_type="application/json")
    assert find("wrong-content-type", several, one) == [
        ("warning", HEADER, f"follows: {documented}", "application/json", "1 of 1")
    ]
    same = interaction("", status=status, content_type=documented)
    assert find("wrong-content-type", several, same) == []


@pytest.mark.parametrize("body", ["{}", "null", "7", "[[7]]", "not JSON", "", "<html>"])
def test_the_body_does_not_matter(body: str) -> None:
    """What the body holds is found by other checks."""
    one = interaction(body, content_type="text/html")
    assert find("wrong-content-type", JSON, one) == [
        ("warning", HEADER, "follows: application/json", "text/html", "1 of 1")
    ]


def test_no_other_check_finds_it() -> None:
    """A wrong header over a body as documented is found once."""
    assert find(None, JSON, interaction("{}", status=200, content_type="text/html")) == [
        ("warning", HEADER, "follows: application/json", "text/html", "1 of 1")
    ]


def test_interactions_are_counted_by_origin() -> None:
    """Responses are counted among all interactions, also where nobody recorded a type."""
    bodies = [
        interaction("{}", content_type="text/html", name="one"),
        interaction("{}", content_type="text/html; charset=utf-8", name="two"),
        interaction("{}", content_type="application/json", name="three"),
        interaction("{}", name="four"),
        interaction("{}", content_type="text/html", origin="live", name="five"),
    ]
    assert find("wrong-content-type", JSON, *bodies) == [
        ("warning", HEADER, "follows: application/json", "text/html", "2 of 4, 1 of 1")
    ]


def test_the_answer_to_an_inferred_request_is_evidence() -> None:
    """Nobody printed the request, but the header is printed all the same."""
    one = interaction("{}", content_type="text/html", inferred=True)
    assert find("wrong-content-type", JSON, one) == [
        ("warning", HEADER, "follows: application/json", "text/html", "1 of 1")
    ]
