"""A small valid contract folder, and how a test changes it and sees it refused."""

from pathlib import Path

import pytest

from asdocumented.contracts.clusters import load_clusters
from asdocumented.contracts.folder import EditionFolder, load_contracts
from asdocumented.contracts.model import Contract, Node
from asdocumented.errors import Fault
from asdocumented.evidence.examples import read_examples

OPEN_NODE = '"shown": {"x-source": {"inferred": "1-found"}}'
ITEM = "/properties/data/items"
OPEN_POINTER = f"{ITEM}/properties/shown"
ROOT_PROPERTIES = '  "properties": {\n    "data"'
CODE = '"code": {"type": "string", "x-source": {"table": "response", "row": 2}}'
FILES = {
    "../../clusters.toml": """\
[clusters.india]
zone = "Asia/Kolkata"
hosts = ["india.example"]
source = "timezones"
""",
    "page.toml": """\
slug = "get-coupons"
edition = "2026"
retrieved = 2026-11-22
sha256 = "cbf43aef874654b5c10b1d311590ce29e20cc9982bf458f9eb94bcb02a44b956"

[datatypes]
Array = { type = "array" }
Integer = { type = "integer", format = "int32" }
String = { type = "string" }

[[tables]]
id = "query"
title = "query parameter table"
documents = "request"

[[tables]]
id = "response"
title = "response table"
documents = "response"
""",
    "tables/query.csv": """\
row,depth,name,datatype,mark
1,0,code,String,*
""",
    "tables/response.csv": """\
row,depth,name,datatype,mark
1,0,data[],Array,
2,1,code,String,
3,1,validTill,String,
4,1,createdOn,String,
5,1,value,Integer,
6,1,note,,
""",
    "response.schema.json": """\
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "x-source": {"inferred": "1-found"},
  "properties": {
    "data": {
      "type": "array",
      "x-source": {"table": "response", "row": 1},
      "items": {
        "x-source": {"page": "objects"},
        "properties": {
          "code": {"type": "string", "x-source": {"table": "response", "row": 2}},
          "validTill": {
            "type": "string",
            "x-source": {"table": "response", "row": 3},
            "x-date": {"pattern": "yyyy-MM-dd'T'HH:mm:ssXXX", "zone": "server"}
          },
          "createdOn": {
            "type": "string",
            "x-source": {"table": "response", "row": 4},
            "x-date": {"pattern": "yyyy-MM-dd", "zone": "Europe/Berlin"}
          },
          "value": {
            "type": "integer",
            "format": "int32",
            "x-source": {"table": "response", "row": 5}
          },
          "note": {"x-source": {"table": "response", "row": 6}},
          "shown": {"x-source": {"inferred": "1-found"}}
        }
      }
    }
  }
}
""",
    "openapi.yaml": """\
openapi: 3.1.0
info: {title: Get coupons, version: "2026"}
paths:
  /coupons:
    get:
      parameters:
        - name: code
          in: query
          required: true
          schema: {type: string}
          x-source: {table: query, row: 1}
      responses:
        "200":
          description: Found
          content:
            application/json:
              schema:
                $ref: response.schema.json
""",
    "relations.toml": """\
[[dates]]
id = "valid-after-creation"
scope = "$.data[*]"
left = "validTill"
relation = "not-before"
right = "createdOn"
source = { table = "response", row = 3 }

[[statuses]]
id = "overall"
scope = "$.data"
source = { table = "response", row = 1 }

[[filters]]
parameter = "code"
location = "$.data[*].code"
source = { table = "query", row = 1 }
""",
    "examples/1-found.json": """\
{
  "request": {"method": "GET", "url": "https://india.example/coupons?code=A", "source": "printed"},
  "response": {"body": {"data": [{"code": "A", "shown": 1}]}}
}
""",
}


def load(root: Path) -> list[EditionFolder]:
    """Read everything that a contract folder holds."""
    load_clusters(root)
    editions = load_contracts(root)
    for found in editions:
        assert list(read_examples(found.path))
    return editions


def contract(edition: Path) -> Contract:
    """Return the only contract."""
    return load(edition.parent.parent)[0].contract


def open_node(edition: Path) -> Node:
    """Return the node of the field that is in no table."""
    item = contract(edition).bodies["200"].fields["data"].item
    assert item is not None
    return item.fields["shown"]


def change(edition: Path, file: str, old: str, new: str) -> None:
    """Replace the only occurrence of a text in a file."""
    path = edition / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def refusal(edition: Path) -> Fault:
    """Return the fault for which the folder is refused, its place relative to the edition."""
    with pytest.raises(Fault) as caught:
        load(edition.parent.parent)
    fault = caught.value
    assert fault.remedy
    return Fault(fault.where.removeprefix(f"{edition}/"), fault.what, fault.remedy)
