"""What a contract promises and nothing judges is named, each promise with its reason."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.contracts.small_folder import OPEN_NODE, change, contract, refusal

OVERALL = ("the relation overall", "it names no success and no code")
ROW = "x-source: {table: query, row: 1}\n"
RESPONSE = "description: Found\n          content:"


def promises(edition: Path) -> list[tuple[str, str]]:
    """Return what is not judged, but for the relation of the small folder that says nothing."""
    found = [(one.what, one.why) for one in contract(edition).not_judged]
    assert found.pop() == OVERALL
    return found


def test_the_small_folder_promises_one_thing_that_nothing_judges(edition: Path) -> None:
    """A relation between statuses that names none."""
    assert promises(edition) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            ROW,
            ROW + "        - {name: X-Key, in: header, schema: {type: string},"
            " x-source: {page: keys}, required: true}\n",
            [("the header parameter X-Key", "evidence holds no request headers")],
        ),
        (
            ROW,
            ROW + "        - {name: sid, in: cookie, schema: {}, x-source: {page: keys}}\n",
            [("the cookie parameter sid", "evidence holds no request headers")],
        ),
        (
            ROW,
            ROW + "        - {name: filter, in: query, style: deepObject,"
            " schema: {type: object}, x-source: {page: keys}}\n",
            [("the values of the parameter filter", "no object is read from a URL")],
        ),
        (
            "schema: {type: string}",
            "schema: {type: string, format: ulid}",
            [("the format ulid of the parameter code", "nothing checks it")],
        ),
        (
            RESPONSE,
            "description: Found\n          headers: {X-Next: {schema: {}}}\n          content:",
            [
                (
                    "the header X-Next of 200",
                    "evidence holds no response header but Content-Type",
                )
            ],
        ),
        (
            RESPONSE,
            RESPONSE + "\n            text/csv: {}",
            [("the body of 200 as text/csv", "only JSON is judged by its rows")],
        ),
    ],
    ids=["header", "cookie", "object", "format", "response header", "second media type"],
)
def test_of_openapi_yaml(
    edition: Path, old: str, new: str, expected: Sequence[tuple[str, str]]
) -> None:
    """Evidence holds URLs, statuses, content types and JSON; the rest of an operation is named."""
    change(edition, "openapi.yaml", old, new)
    assert promises(edition) == expected


@pytest.mark.parametrize(
    ("keywords", "expected"),
    [
        (
            '"x-epoch": {"unit": "ms"}',
            ("the instant at $.data[*].shown", "no relation compares it"),
        ),
        (
            '"x-presence": "conditional"',
            (
                "the presence of $.data[*].shown",
                "it depends on a condition that no request shows",
            ),
        ),
        (
            (
                '"x-letter-case": {"parameter": "code", "default": "AS_IT_IS", '
                '"unchanged": ["AS_IT_IS", "OFF"]}'
            ),
            (
                "the letter case of $.data[*].shown with code=AS_IT_IS or OFF",
                "only answers to samples that are named as they were created can show it",
            ),
        ),
        (
            '"contentEncoding": "base64"',
            (
                ("contentEncoding at response.schema.json#/properties/data/items/properties/shown"),
                "no text is decoded",
            ),
        ),
        (
            '"contentMediaType": "text/html"',
            (
                (
                    "contentMediaType text/html at response.schema.json"
                    "#/properties/data/items/properties/shown"
                ),
                "only JSON in texts is judged",
            ),
        ),
    ],
    ids=["epoch", "condition", "unchanged", "encoding", "media type"],
)
def test_of_a_node(edition: Path, keywords: str, expected: tuple[str, str]) -> None:
    """An annotation of which no evidence can tell whether it holds."""
    change(edition, "response.schema.json", OPEN_NODE, f"{OPEN_NODE[:-1]}, {keywords}}}")
    assert promises(edition) == [expected]


def test_of_a_filter_that_the_response_does_not_show(edition: Path) -> None:
    """It stands without a location."""
    change(edition, "relations.toml", 'location = "$.data[*].code"\n', "")
    found = [(one.what, one.why) for one in contract(edition).not_judged]
    assert found == [
        OVERALL,
        (
            "the effect of the parameter code",
            "the response does not show what it selects by",
        ),
    ]


def test_of_a_date_that_is_no_instant(edition: Path) -> None:
    """Nothing says which moment a local time without a zone is."""
    change(edition, "response.schema.json", '"zone": "Europe/Berlin"', '"zone": "none"')
    why = "a date without offset and zone is no instant"
    assert promises(edition) == [("the relation valid-after-creation", why)]


@pytest.mark.parametrize("what", ["filter", "statuses"])
def test_of_what_lies_below_free_names(edition: Path, what: str) -> None:
    """The path to it would have to name them."""
    below = '"properties": {"id": {"x-source": {"page": "p"}}}, "x-source": {"page": "p"}'
    free = f'"additionalProperties": {{{below}}}'
    change(edition, "response.schema.json", OPEN_NODE, f"{OPEN_NODE[:-1]}, {free}}}")
    if what == "filter":
        old, new = "$.data[*].code", "$.data[*].shown[*].id"
        expected = "the effect of the parameter code"
    else:
        old, new = 'scope = "$.data"', 'scope = "$.data[*].shown[*]"\nsuccess = "id"'
        expected = "the relation overall"
    change(edition, "relations.toml", old, new)
    why = "names that the page does not list lie on the way to it"
    assert (expected, why) in [(one.what, one.why) for one in contract(edition).not_judged]


XML = {"openapi.yaml": "application/json"}


def test_of_a_response_that_is_xml(edition: Path) -> None:
    """Its rows have a place, and are named."""
    (edition / "relations.toml").unlink()
    change(edition, "openapi.yaml", "application/json", "application/xml")
    found = contract(edition)
    assert [(one.what, one.why) for one in found.not_judged] == [
        (
            "the body of 200 as application/xml (response table, rows 1, 2, 3, 4, 5, 6)",
            "only JSON is judged by its rows",
        )
    ]
    assert found.rows["response", 2] == ("$.data[*].code",)
    assert found.bodies == {}


def test_of_the_body_of_a_request(edition: Path) -> None:
    """A table of its own documents it, and a schema file beside the response's."""
    change(
        edition,
        "page.toml",
        'documents = "request"\n',
        'documents = "request"\n\n[[tables]]\nid = "body"\ntitle = "body table"\n'
        'documents = "request"\n',
    )
    table = "row,depth,name,datatype,mark\n1,0,amount,Integer,\n"
    (edition / "tables/body.csv").write_text(table, encoding="utf-8")
    amount = '"type": "integer", "format": "int32", "x-source": {"table": "body", "row": 1}'
    schema = f'{{"x-source": {{"page": "p"}}, "properties": {{"amount": {{{amount}}}}}}}'
    (edition / "request.schema.json").write_text(schema, encoding="utf-8")
    change(
        edition,
        "openapi.yaml",
        "      responses:\n",
        "      requestBody:\n        content:\n          application/json:\n"
        "            schema: {$ref: request.schema.json}\n      responses:\n",
    )
    assert promises(edition) == [
        ("the body of the request (body table, row 1)", "evidence holds no request bodies")
    ]
    assert contract(edition).rows["body", 1] == ("$request.body.amount",)


def test_a_row_of_a_request_that_only_the_response_cites(edition: Path) -> None:
    """Nothing would say anything of it."""
    change(edition, "tables/query.csv", "code,String,*\n", "code,String,*\n2,0,shown,,\n")
    cited = '"shown": {"x-source": {"table": "query", "row": 2}}'
    change(edition, "response.schema.json", OPEN_NODE, cited)
    fault = refusal(edition)
    assert fault.where == "tables/query.csv"
    assert fault.what == "row 2 (shown) documents the request, and only the response cites it"
