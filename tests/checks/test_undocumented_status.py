"""`undocumented-status`: an HTTP status that nothing documents for the operation."""

import pytest
from msgspec.structs import replace

from asdocumented.contracts.model import Citation
from tests.support import PAGE, cited, contract, find, interaction, tell

ANY = contract({})
PATTERN = replace(ANY, statuses=frozenset({"200", "4XX"}))
DEFAULT = replace(ANY, statuses=frozenset({"200", "default"}))


def test_a_status_that_is_not_documented_is_a_warning() -> None:
    """A client has no branch for it."""
    assert find("undocumented-status", ANY, interaction("{}", status=418)) == [
        ("warning", "$statusCode", "follows: one of 200, 404", "418", "1 of 1")
    ]


def test_the_page_is_cited() -> None:
    """No row lists statuses, so that the finding cites the page as a whole."""
    assert cited("undocumented-status", ANY, interaction("{}", status=418)) == [PAGE]


@pytest.mark.parametrize("status", [200, 404])
def test_a_documented_status_is_not_found(status: int) -> None:
    """Whether a body is documented with the status does not matter."""
    assert find("undocumented-status", ANY, interaction("{}", status=status)) == []


def test_an_unknown_status_is_not_found() -> None:
    """A printed body without a status shows none."""
    assert find("undocumented-status", ANY, interaction("{}", status=None)) == []


@pytest.mark.parametrize("status", [199, 201, 204, 302, 400, 403, 405, 500, 503, 599])
def test_a_neighbour_of_a_documented_status_is_found(status: int) -> None:
    """Only the documented number itself is documented."""
    assert find("undocumented-status", ANY, interaction("{}", status=status)) == [
        ("warning", "$statusCode", "follows: one of 200, 404", str(status), "1 of 1")
    ]


@pytest.mark.parametrize("status", [400, 404, 418, 499])
def test_a_pattern_documents_its_hundred(status: int) -> None:
    """`4XX` stands for all statuses from 400 to 499."""
    assert find("undocumented-status", PATTERN, interaction("{}", status=status)) == []


@pytest.mark.parametrize("status", [399, 500, 201])
def test_a_pattern_documents_no_other_hundred(status: int) -> None:
    """The pattern is named as it is documented."""
    assert find("undocumented-status", PATTERN, interaction("{}", status=status)) == [
        ("warning", "$statusCode", "follows: one of 200, 4XX", str(status), "1 of 1")
    ]


@pytest.mark.parametrize("status", [100, 200, 201, 302, 404, 418, 500, 599])
def test_a_default_documents_every_status(status: int) -> None:
    """`default` stands for all that is not listed."""
    assert find("undocumented-status", DEFAULT, interaction("{}", status=status)) == []


@pytest.mark.parametrize("status", [0, -1, 42, 600, 999, 1000, 2000, 40400, 10**12])
def test_a_number_that_is_no_status_is_found(status: int) -> None:
    """Recorded evidence may hold any number."""
    both = replace(ANY, statuses=frozenset({"200", "4XX", "2XX"}))
    assert find("undocumented-status", both, interaction("{}", status=status)) == [
        ("warning", "$statusCode", "follows: one of 200, 2XX, 4XX", str(status), "1 of 1")
    ]


@pytest.mark.parametrize("body", ["{}", "null", "7", "[[7]]", "not JSON", ""])
def test_the_body_does_not_matter(body: str) -> None:
    """No other check finds anything where the status documents no body."""
    assert find(None, ANY, interaction(body, status=418)) == [
        ("warning", "$statusCode", "follows: one of 200, 404", "418", "1 of 1")
    ]


def test_each_status_is_found_by_itself() -> None:
    """Statuses are counted among all interactions, also where nobody recorded one."""
    bodies = [
        interaction("{}", status=status, name=str(number))
        for number, status in enumerate([418, 500, 418, 200, None])
    ]
    assert find("undocumented-status", ANY, *bodies) == [
        ("warning", "$statusCode", "follows: one of 200, 404", "418", "2 of 5"),
        ("warning", "$statusCode", "follows: one of 200, 404", "500", "1 of 5"),
    ]


def test_interactions_are_counted_by_origin() -> None:
    """Printed and recorded responses are counted apart."""
    bodies = [
        interaction("{}", status=418, name="one"),
        interaction("{}", status=418, origin="har", name="two"),
        interaction("{}", status=200, origin="har", name="three"),
    ]
    assert find("undocumented-status", ANY, *bodies) == [
        ("warning", "$statusCode", "follows: one of 200, 404", "418", "1 of 1, 1 of 2")
    ]


def test_the_answer_to_an_inferred_request_is_evidence() -> None:
    """Nobody printed the request, but the status is printed all the same."""
    assert find("undocumented-status", ANY, interaction("{}", status=418, inferred=True)) == [
        ("warning", "$statusCode", "follows: one of 200, 404", "418", "1 of 1")
    ]


def test_the_pages_that_list_the_statuses_are_cited() -> None:
    """A status may be listed on a page about all operations."""
    listed = replace(ANY, status_sources=(Citation("statuses", ""),))
    assert tell("undocumented-status", listed, interaction("{}", status=418)) == [
        ("follows: one of 200, 404", "418", "coupons 2026; statuses")
    ]
