"""The bundled contracts, held against validators that are not ours and against their pages."""

import csv
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import openapi_spec_validator
import pytest
import schemathesis
import yaml
from jsonschema import Draft202012Validator
from openapi_spec_validator.validation.exceptions import OpenAPIValidationError
from referencing.exceptions import Unresolvable
from schemathesis.core.result import Ok

from asdocumented.contracts.load import load_contract
from asdocumented.evidence.examples import read_examples
from tests.support import CONTRACTS

ROWS = {
    "v1.1-coupon-get/2025": {"query": 3, "response": 33},
    "v2-coupon-series/2025": {"query": 1, "response": 83},
    "v2-coupon/2024": {"query": 4, "response": 10},
    "v2-coupon/2026": {"query": 6, "response-1": 17, "response-2": 111},
}
EXAMPLES = {
    "v1.1-coupon-get/2025": 2,
    "v2-coupon-series/2025": 2,
    "v2-coupon/2024": 2,
    "v2-coupon/2026": 3,
}
OPERATIONS = {
    "v1.1-coupon-get/2025": "GET /v1.1/coupon/get",
    "v2-coupon-series/2025": "GET /v2/coupon/series",
    "v2-coupon/2024": "GET /v2/coupon",
    "v2-coupon/2026": "GET /v2/coupon",
}
every_edition = pytest.mark.parametrize("edition", ROWS)


def cells(folder: Path) -> Iterator[str]:
    """Yield every cell of every transcribed table."""
    for path in sorted((folder / "tables").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for line in csv.reader(file):
                yield from line


def test_there_are_four_editions_of_three_operations() -> None:
    """Every edition on disk is named in this file."""
    found = {path.parent for path in CONTRACTS.glob("*/*/page.toml")}
    assert {path.relative_to(CONTRACTS).as_posix() for path in found} == ROWS.keys()


@every_edition
def test_openapi_spec_validator_accepts_the_operation_and_the_schema_it_refers_to(
    edition: str,
) -> None:
    """An independent validator finds openapi.yaml valid, and follows its references."""
    path = CONTRACTS / edition / "openapi.yaml"
    spec = yaml.safe_load(path.read_text(encoding="utf-8"))
    openapi_spec_validator.validate(spec, base_uri=path.as_uri())
    with pytest.raises(Unresolvable, match=r"response\.schema\.json"):
        openapi_spec_validator.validate(spec, base_uri=(CONTRACTS / "none.yaml").as_uri())


@every_edition
def test_openapi_spec_validator_reads_the_referred_schema(edition: str, tmp_path: Path) -> None:
    """The same validator refuses a copy in which one type is misspelt: it looked at the schema."""
    folder = CONTRACTS / edition
    text = (folder / "response.schema.json").read_text(encoding="utf-8")
    misspelt = ('"properties":', '"type": "objcet", "properties":')
    (tmp_path / "response.schema.json").write_text(text.replace(*misspelt), encoding="utf-8")
    spec = yaml.safe_load((folder / "openapi.yaml").read_text(encoding="utf-8"))
    with pytest.raises(OpenAPIValidationError, match="objcet"):
        openapi_spec_validator.validate(spec, base_uri=(tmp_path / "openapi.yaml").as_uri())


@every_edition
def test_schemathesis_finds_exactly_the_one_operation(edition: str) -> None:
    """Schemathesis, which sends the live requests, reads the same method and path."""
    schema = schemathesis.openapi.from_path(CONTRACTS / edition / "openapi.yaml")
    operations = list(schema.get_all_operations())
    assert len(operations) == 1
    assert isinstance(operations[0], Ok)
    assert operations[0].ok().label == OPERATIONS[edition]


@every_edition
def test_the_response_schema_is_valid_json_schema(edition: str) -> None:
    """response.schema.json is valid under the 2020-12 meta-schema as jsonschema ships it."""
    text = (CONTRACTS / edition / "response.schema.json").read_text(encoding="utf-8")
    schema = json.loads(text)
    meta_schema = Draft202012Validator(Draft202012Validator.META_SCHEMA)
    assert list(meta_schema.iter_errors(schema)) == []
    assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]


@every_edition
def test_the_tables_have_as_many_rows_as_their_page(edition: str) -> None:
    """Each documented table is transcribed whole."""
    contract = load_contract(CONTRACTS / edition)
    assert {table.id: len(table.rows) for table in contract.tables} == ROWS[edition]


@every_edition
def test_every_row_has_a_location(edition: str) -> None:
    """Every row lies somewhere in the traffic, those of a request in the request."""
    contract = load_contract(CONTRACTS / edition)
    everywhere = {
        (table, row) for table, rows in ROWS[edition].items() for row in range(1, rows + 1)
    }
    assert contract.rows.keys() == everywhere
    for (table, _), locations in contract.rows.items():
        start = "$request.query." if table == "query" else "$."
        assert [location.startswith(start) for location in locations] == [True] * len(locations)
        assert locations


@every_edition
def test_every_table_of_the_folder_is_listed(edition: str) -> None:
    """A transcribed table that page.toml does not list would never be read."""
    found = {path.stem for path in (CONTRACTS / edition / "tables").iterdir()}
    assert found == ROWS[edition].keys()


def test_there_are_nine_printed_examples() -> None:
    """The four pages print nine bodies."""
    counts = {name: len(list(read_examples(CONTRACTS / name))) for name in ROWS}
    assert counts == EXAMPLES
    assert sum(counts.values()) == 9


@every_edition
def test_every_example_answers_the_contracts_operation(edition: str) -> None:
    """An example's request has the contract's method and path, on a host of the vendor."""
    for example in read_examples(CONTRACTS / edition):
        url = urlsplit(example.request.url)
        assert f"{example.request.method} {url.path}" == OPERATIONS[edition]
        assert url.scheme == "https"
        assert str(url.hostname).endswith(".capillarytech.com")


@every_edition
def test_tables_hold_facts_and_no_sentences(edition: str) -> None:
    """No cell has more than three words: the vendor's prose stays with the vendor."""
    assert [cell for cell in cells(CONTRACTS / edition) if len(cell.split()) > 3] == []


@every_edition
def test_the_page_is_identified_by_its_checksum(edition: str) -> None:
    """page.toml's sha256 is one: 64 hexadecimal digits, another for each page."""
    pages = {
        name: tomllib.loads((CONTRACTS / name / "page.toml").read_text(encoding="utf-8"))
        for name in ROWS
    }
    assert re.fullmatch(r"[0-9a-f]{64}", pages[edition]["sha256"])
    assert len({page["sha256"] for page in pages.values()}) == 4
