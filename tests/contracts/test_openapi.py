"""openapi.yaml is refused unless it holds one operation with cited parameters and bodies."""

from pathlib import Path

import pytest

from tests.contracts.small_folder import change, contract, refusal

TWO = """  /coupons/{id}:
    get:
      responses:
        "200": {description: Found}
  /coupons:
    get:
"""


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("  /coupons:\n    get:\n", TWO, "2 operations"),
        ("    get:\n", "    put: {responses: {}}\n    get:\n", "2 operations"),
        ("    get:\n", "    x-get:\n", "0 operations"),
        ("openapi: 3.1.0\n", "openapi: [3.1.0\n", "invalid YAML"),
        ("openapi: 3.1.0\n", "", "missing required field `openapi`"),
        ("$ref: response.schema.json", "type: object", "response 200 is not a file"),
        ("$ref: response.schema.json", "$ref: ../x.json", "response 200 is not a file"),
        ("$ref: response.schema.json", "$ref: schemas/x.json", "response 200 is not a file"),
        ("$ref: response.schema.json", "$ref: /etc/x.json", "response 200 is not a file"),
        (
            "$ref: response.schema.json",
            "$ref: https://example.com/x.json",
            "response 200 is not a file",
        ),
        (
            "$ref: response.schema.json",
            '$ref: "#/components/schemas/x"',
            "#/components/schemas/x leads nowhere",
        ),
        ("content:", "headers:", "no response has a documented body"),
        ("x-source:", "x-sauce:", "x-sauce"),
        ("openapi: 3.1.0\n", "openapi: 3.1.0\nx-senstive: secret\n", "'x-senstive'"),
        ("openapi: 3.1.0\n", "openapi: 3.1.0\ncomponent: {}\n", "'component'"),
        ("    get:\n", "    x-sensitve: secret\n    get:\n", "'x-sensitve'"),
        ("type: string}", "type: string, x-senstive: secret}", "'x-senstive'"),
        ("type: string}", "type: string, x-sensitive: secret}", "x-sensitive is not read here"),
        ("type: string}", "type: string, maxLenght: 3}", "no keyword of JSON Schema"),
        (
            "$ref: response.schema.json",
            "{$ref: response.schema.json, x-sensitive: secret}",
            "x-sensitive stands beside $ref, and would not be read",
        ),
        ("      responses:\n", "      requestBody: {contnt: {}}\n      responses:\n", "'contnt'"),
        ("          required: true\n", "          requird: true\n", "requird"),
        ("          x-source: {table: query, row: 1}\n", "", "missing required field `x-source`"),
        ("in: query", "in: body", "'body'"),
        ("name: code", "name: coupon", "'coupon' but cites row 1, which documents 'code'"),
        ("row: 1}", "row: 2}", "query row 2"),
        ("table: query,", "table: path,", "path row 1"),
        ("schema: {type: string}", "schema: {type: integer}", "row 1 documents String"),
    ],
)
def test_openapi_yaml(edition: Path, old: str, new: str, what: str) -> None:
    """openapi.yaml holds one operation, cited parameters and a schema file beside it."""
    change(edition, "openapi.yaml", old, new)
    fault = refusal(edition)
    assert fault.where.startswith("openapi.yaml")
    assert what in fault.what


@pytest.mark.parametrize(
    ("file", "old", "new", "what"),
    [
        ("openapi.yaml", "          required: true\n", "", "row 1 is marked as mandatory"),
        ("tables/query.csv", "code,String,*", "code,String,", "row 1 is not marked as mandatory"),
    ],
    ids=["marked", "not marked"],
)
def test_a_mandatory_mark_that_the_parameter_does_not_share(
    edition: Path, file: str, old: str, new: str, what: str
) -> None:
    """What a parameter demands is what its row marks."""
    change(edition, file, old, new)
    fault = refusal(edition)
    assert fault.where == "openapi.yaml, parameter code"
    assert what in fault.what


def test_extensions_of_other_tools_may_stand_anywhere(edition: Path) -> None:
    """Nobody reads them here, and none is one of ours misspelt."""
    change(edition, "openapi.yaml", "openapi: 3.1.0\n", "openapi: 3.1.0\nx-logo: {url: x}\n")
    change(edition, "openapi.yaml", "    get:\n", "    get:\n      x-codegen: none\n")
    change(edition, "openapi.yaml", "type: string}", "type: string, x-go-name: Code}")
    assert contract(edition).operation == "coupons"


def test_a_status_may_be_written_as_a_number(edition: Path) -> None:
    """YAML reads `200:` as a number, and everybody writes it so."""
    change(edition, "openapi.yaml", '"200":', "200:")
    assert contract(edition).statuses == {"200"}
