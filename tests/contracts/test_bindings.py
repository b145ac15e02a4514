"""What would be accepted and never judged, because it is bound to nothing, is refused."""

from pathlib import Path

import pytest

from asdocumented.errors import Fault
from tests.contracts.small_folder import OPEN_NODE, change, contract, load, refusal

ROW = "          x-source: {table: query, row: 1}\n"
HEADER = "        - {name: Show, in: header, schema: {type: boolean}, x-source: {page: p}}\n"
SHOW = "        - {name: show, in: query, schema: {type: boolean}, x-source: {page: p}}\n"
LISTED = (
    "        - {name: show, in: query, schema: {type: array, items: {enum: [A, b]}},"
    " x-source: {page: p}}\n"
)


@pytest.mark.parametrize("digest", ["0", "", "sha256:" + "0" * 64, "g" * 64, "0" * 63])
def test_a_digest_that_is_none(edition: Path, digest: str) -> None:
    """Nobody could compare the page with it."""
    digests = "cbf43aef874654b5c10b1d311590ce29e20cc9982bf458f9eb94bcb02a44b956"
    change(edition, "page.toml", digests, digest)
    fault = refusal(edition)
    assert (fault.where, fault.what) == ("page.toml", f"sha256 {digest!r} is no SHA-256")


def test_a_datatype_of_no_json_type(edition: Path) -> None:
    """Nodes could not have it."""
    change(edition, "page.toml", "[datatypes]\n", '[datatypes]\nDecimal = { type = "decimal" }\n')
    fault = refusal(edition)
    assert fault.where == "page.toml"
    assert fault.what == "the datatype 'Decimal' promises 'decimal', which is no type of JSON"


@pytest.mark.parametrize(
    ("keywords", "what"),
    [
        (
            '"type": "string", "x-epoch": {"unit": "s"}',
            "x-epoch stands on a value of the type string",
        ),
        (
            '"type": "integer", "format": "date-time"',
            "x-date stands on a value of the type integer",
        ),
        (
            '"type": ["boolean", "null"], "x-known-values": ["A"]',
            "x-known-values stands on a value of the type boolean or null",
        ),
        (
            '"type": "object", "contentMediaType": "application/json"',
            "contentMediaType stands on a value of the type object",
        ),
        ('"type": "object", "x-error-array": true', "x-error-array stands on a value of the type"),
        (
            '"type": "integer", "x-letter-case": {"parameter": "code", "default": "A"}',
            "x-letter-case stands on a value of the type integer",
        ),
        ('"items": {"x-presence": "promised", "x-source": {"page": "p"}}', "without a name"),
    ],
)
def test_an_annotation_of_another_type(edition: Path, keywords: str, what: str) -> None:
    """No value of the documented type could depart from it."""
    node = OPEN_NODE.replace('{"inferred": "1-found"}', '{"page": "p"}')
    change(edition, "response.schema.json", OPEN_NODE, f"{node[:-1]}, {keywords}}}")
    fault = refusal(edition)
    assert fault.where.startswith("response.schema.json, $.data[*].shown")
    assert what in fault.what


@pytest.mark.parametrize(
    ("parameter", "keywords", "what"),
    [
        (
            HEADER,
            '"x-presence": {"parameter": "Show", "equals": "true"}',
            "bound to the header parameter 'Show'",
        ),
        (
            SHOW,
            '"x-presence": {"parameter": "show", "equals": "yes"}',
            "names 'yes', which is no value of the parameter 'show'",
        ),
        (
            LISTED,
            '"x-letter-case": {"parameter": "show", "default": "a", "lower": ["c"]}',
            "names 'c', which is no value of the parameter 'show'",
        ),
    ],
    ids=["header", "boolean", "listed"],
)
def test_a_parameter_that_cannot_decide(
    edition: Path, parameter: str, keywords: str, what: str
) -> None:
    """Evidence never shows it, or it never has the value."""
    change(edition, "openapi.yaml", ROW, ROW + parameter)
    change(edition, "response.schema.json", OPEN_NODE, f"{OPEN_NODE[:-1]}, {keywords}}}")
    fault = refusal(edition)
    assert fault.where == "response.schema.json, $.data[*].shown"
    assert fault.what == what


def test_a_parameter_may_decide_by_a_listed_value_in_any_letter_case(edition: Path) -> None:
    """As requests are judged, too."""
    change(edition, "openapi.yaml", ROW, ROW + LISTED)
    bound = '"x-presence": {"parameter": "show", "equals": "B"}'
    change(edition, "response.schema.json", OPEN_NODE, f"{OPEN_NODE[:-1]}, {bound}}}")
    assert contract(edition).parameters["show"].types == frozenset()


PATH = "        - {name: id, in: path, required: true, schema: {}, x-source: {page: p}}\n"


def test_a_path_parameter_that_no_parameter_declares(edition: Path) -> None:
    """Its values have no row, and nothing says what they are."""
    change(edition, "openapi.yaml", "  /coupons:\n", "  /coupons/{id}:\n")
    fault = refusal(edition)
    assert fault.where == "openapi.yaml"
    assert fault.what == "/coupons/{id} has {id}, which no parameter declares"


def test_a_path_parameter_that_is_not_in_the_path(edition: Path) -> None:
    """No request could send it."""
    change(edition, "openapi.yaml", ROW, ROW + PATH)
    fault = refusal(edition)
    assert fault.where == "openapi.yaml, parameter id"
    assert fault.what == "is in the path, but /coupons does not have it"


def test_a_path_parameter_is_mandatory_without_a_mark(edition: Path) -> None:
    """Pages do not mark what the path cannot do without."""
    change(edition, "openapi.yaml", "  /coupons:\n", "  /coupons/{code}:\n")
    change(edition, "openapi.yaml", "in: query", "in: path")
    change(edition, "tables/query.csv", "code,String,*", "code,String,")
    example = "examples/1-found.json"
    change(
        edition, example, "https://india.example/coupons?code=A", "https://india.example/coupons/A"
    )
    assert contract(edition).parameters["code"].required


def test_two_parameters_of_one_name(edition: Path) -> None:
    """A finding could not tell which one it is about."""
    change(edition, "openapi.yaml", ROW, ROW + PATH.replace("id", "code").replace("path", "header"))
    fault = refusal(edition)
    assert fault.where == "openapi.yaml, parameter code"
    assert fault.what == "two parameters have this name"


@pytest.mark.parametrize(
    ("schema", "place", "what"),
    [
        ("{type: string, minLenght: 3}", "/minLenght", "no keyword of JSON Schema"),
        ("{type: string, minLength: -1}", "/minLength", "invalid schema"),
        ("{type: string, nullable: true}", "/nullable", "no keyword of JSON Schema"),
        ('{type: string, pattern: "("}', "/pattern", "no regular expression"),
        ("{type: strnig}", "/type", "invalid schema"),
    ],
)
def test_the_schema_of_a_parameter(edition: Path, schema: str, place: str, what: str) -> None:
    """It is JSON Schema 2020-12, as OpenAPI 3.1 says."""
    change(edition, "openapi.yaml", "schema: {type: string}", f"schema: {schema}")
    with pytest.raises(Fault) as caught:
        load(edition.parent.parent)
    where = f"{edition}/openapi.yaml, parameter code#{place}"
    (found,) = (fault for fault in caught.value.each if fault.where == where)
    assert what in found.what


def test_a_parameter_may_have_what_openapi_adds_to_a_schema(edition: Path) -> None:
    """An example is for readers."""
    change(edition, "openapi.yaml", "schema: {type: string}", "schema: {type: string, example: A}")
    assert contract(edition).parameters["code"].types == {"string"}


@pytest.mark.parametrize("word", ["String", "Array"])
def test_a_list_of_values_under_either_datatype(edition: Path, word: str) -> None:
    """Some pages print the type of a list, some that of its values."""
    change(edition, "tables/query.csv", "code,String,*", f"code,{word},*")
    listed = "schema: {type: array, items: {type: string}}"
    change(edition, "openapi.yaml", "schema: {type: string}", listed)
    assert contract(edition).parameters["code"].types == {"string"}


COMPONENTS = """
components:
  parameters:
    code: {name: code, in: query, required: true, schema: {$ref: "#/components/schemas/code"},
      x-source: {table: query, row: 1}}
    lost: {$ref: "#/components/parameters/nowhere"}
    loop: {$ref: "#/components/parameters/loop"}
  schemas:
    code: {type: string, enum: [A]}
    body: {$ref: response.schema.json}
  responses:
    found:
      content: {application/json: {schema: {$ref: "#/components/schemas/body"}}}
"""


def with_components(edition: Path, parameter: str) -> None:
    """Write openapi.yaml with references into its components."""
    text = (
        'openapi: 3.1.0\npaths:\n  /coupons:\n    parameters: [{$ref: "#/components/parameters/'
        f'{parameter}"}}]\n    get:\n      responses:\n'
        '        "200": {$ref: "#/components/responses/found"}\n'
    )
    (edition / "openapi.yaml").write_text(text + COMPONENTS, encoding="utf-8")


def test_references_into_components_are_followed(edition: Path) -> None:
    """A parameter, its schema, a response and its body; also what a path has for all methods."""
    with_components(edition, "code")
    found = contract(edition)
    assert (found.parameters["code"].enum, found.parameters["code"].required) == (("A",), True)
    assert found.content_types == {"200": frozenset({"application/json"})}
    assert "data" in found.bodies["200"].fields


@pytest.mark.parametrize(
    ("parameter", "what"),
    [
        ("lost", "#/components/parameters/nowhere leads nowhere"),
        ("loop", "#/components/parameters/loop refers to itself"),
    ],
)
def test_a_reference_into_components_that_does_not_end(
    edition: Path, parameter: str, what: str
) -> None:
    """Nothing would be judged by it."""
    with_components(edition, parameter)
    fault = refusal(edition)
    assert (fault.where, fault.what) == ("openapi.yaml, parameters[0]", what)


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        (
            "      parameters:\n",
            "      parametres:\n",
            "openapi.yaml, /coupons, get",
            "'parametres'",
        ),
        (
            "          description: Found\n",
            "          contents: {}\n",
            "openapi.yaml, response 200",
            "'contents'",
        ),
        ('"200":', '"2xx":', "openapi.yaml, response 2xx", "no HTTP status"),
        ('"200":', '"20":', "openapi.yaml, response 20", "no HTTP status"),
        (
            "      parameters:\n",
            "      parameters: 3\n      x-old:\n",
            "openapi.yaml, parameters",
            "no list",
        ),
    ],
)
def test_a_misspelt_key(edition: Path, old: str, new: str, where: str, what: str) -> None:
    """It would be read as if it were not there."""
    change(edition, "openapi.yaml", old, new)
    fault = refusal(edition)
    assert fault.where == where
    assert what in fault.what


def test_two_schemas_for_json_of_one_status(edition: Path) -> None:
    """Which one holds, no answer tells."""
    other = (edition / "response.schema.json").read_text(encoding="utf-8")
    (edition / "problem.schema.json").write_text(other, encoding="utf-8")
    change(
        edition,
        "openapi.yaml",
        "            application/json:\n",
        "            application/problem+json: {schema: {$ref: problem.schema.json}}\n"
        "            application/json:\n",
    )
    fault = refusal(edition)
    assert fault.where == "openapi.yaml"
    assert fault.what == (
        "response 200 has 2 schemas for JSON: problem.schema.json, response.schema.json"
    )


def test_one_schema_for_two_types_of_json(edition: Path) -> None:
    """Both are judged by it."""
    change(
        edition,
        "openapi.yaml",
        "            application/json:\n",
        "            application/hal+json: {schema: {$ref: response.schema.json}}\n"
        "            application/json:\n",
    )
    assert contract(edition).body(200, "application/hal+json") is not None


def test_two_relations_of_one_id(edition: Path) -> None:
    """Their verdicts could not be told apart."""
    change(edition, "relations.toml", 'id = "overall"', 'id = "valid-after-creation"')
    fault = refusal(edition)
    assert fault.where == "relations.toml, valid-after-creation"
    assert fault.what == "two relations have this id"


@pytest.mark.parametrize("location", ["$", "$.data[*]"])
def test_a_filter_by_no_member(edition: Path, location: str) -> None:
    """What items are selected by is a member of them."""
    change(edition, "relations.toml", "$.data[*].code", location)
    fault = refusal(edition)
    assert fault.where == "relations.toml, code"
    assert fault.what == f"{location} has no name"
