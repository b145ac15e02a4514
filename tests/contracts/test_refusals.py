"""A contract folder at fault is refused with the file, the place, what is wrong and a remedy."""

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


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """Return the folder of the only edition in a small valid contract folder."""
    folder = tmp_path / "contracts" / "coupons" / "2026"
    for name, text in FILES.items():
        path = (folder / name).resolve()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


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


def test_the_folder_that_every_case_changes_is_valid(edition: Path) -> None:
    """A folder written as the README describes it is a contract."""
    loaded = contract(edition)
    assert (loaded.operation, loaded.edition, loaded.page) == ("coupons", "2026", "get-coupons")
    assert (loaded.method, loaded.path, *loaded.parameters) == ("GET", "/coupons", "code")
    assert loaded.rows == {
        ("query", 1): ("$request.query.code",),
        ("response", 1): ("$.data",),
        ("response", 2): ("$.data[*].code",),
        ("response", 3): ("$.data[*].validTill",),
        ("response", 4): ("$.data[*].createdOn",),
        ("response", 5): ("$.data[*].value",),
        ("response", 6): ("$.data[*].note",),
    }


def test_a_missing_contract_folder(tmp_path: Path) -> None:
    """A folder that does not exist is named."""
    with pytest.raises(Fault, match="--contracts") as caught:
        load(tmp_path / "nowhere")
    assert (caught.value.where, caught.value.what) == (str(tmp_path / "nowhere"), "no such folder")


def test_an_empty_contract_folder(tmp_path: Path) -> None:
    """A folder without an edition is no contract folder."""
    with pytest.raises(Fault, match="--contracts") as caught:
        load(tmp_path)
    assert caught.value.where == str(tmp_path)
    assert "no <operation>/<edition> folder" in caught.value.what


@pytest.mark.parametrize(
    ("operations", "editions"), [(("coupon",), ()), ((), ("2025",)), (("coupons",), ("2025",))]
)
def test_no_such_operation_or_edition(
    edition: Path, operations: tuple[str, ...], editions: tuple[str, ...]
) -> None:
    """A selection of nothing says what there is."""
    root = edition.parent.parent
    with pytest.raises(Fault) as caught:
        load_contracts(root, operations, editions)
    assert (caught.value.where, caught.value.what) == (str(root), "no such operation or edition")
    assert "coupons/2026" in caught.value.remedy


@pytest.mark.parametrize(
    "file",
    [
        "page.toml",
        "tables/query.csv",
        "tables/response.csv",
        "response.schema.json",
        "openapi.yaml",
    ],
)
def test_a_missing_file(edition: Path, file: str) -> None:
    """A file that the edition needs and that is not there is named."""
    (edition / file).unlink()
    fault = refusal(edition)
    assert fault.where == file
    assert "No such file" in fault.what


@pytest.mark.parametrize(
    "file",
    [
        "page.toml",
        "tables/response.csv",
        "response.schema.json",
        "openapi.yaml",
        "relations.toml",
        "examples/1-found.json",
        "../../clusters.toml",
    ],
)
def test_a_file_that_is_not_utf_8(edition: Path, file: str) -> None:
    """Files are UTF-8; the first other byte is named."""
    path = (edition / file).resolve()
    path.write_bytes(path.read_bytes() + b"\xff")
    fault = refusal(edition)
    assert (edition / fault.where).resolve() == path
    assert fault.what == f"not UTF-8 at byte {path.stat().st_size - 1}"


@pytest.mark.parametrize("file", FILES)
def test_a_byte_order_mark_is_no_fault(edition: Path, file: str) -> None:
    """Any file may start with a byte order mark, as some editors write it."""
    path = edition / file
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert contract(edition).operation == "coupons"


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('slug = "get-coupons"', "slug = get-coupons", "invalid TOML: .*line 1, column 8"),
        ('slug = "get-coupons"', 'slogan = "get-coupons"', "unknown field `slogan`"),
        ('slug = "get-coupons"\n', "", "missing required field `slug`"),
        ("retrieved = 2026-11-22", 'retrieved = "yesterday"', r"`\$\.retrieved`"),
        ('id = "query"', 'id = "query"\ncaption = "Q"', r"`caption` - at `\$\.tables\[0\]`"),
        ('documents = "request"', 'documents = "query"', r"'query' - at `\$\.tables\[0\]"),
        ('Array = { type = "array" }', 'Array = "array"', r"`\$\.datatypes\[\.\.\.\]`"),
        ('edition = "2026"', 'edition = "2025"', "edition '2025' .*folder '2026'"),
    ],
)
def test_page_toml(edition: Path, old: str, new: str, what: str) -> None:
    """page.toml has the documented keys only, and the edition of its folder."""
    change(edition, "page.toml", old, new)
    fault = refusal(edition)
    assert fault.where == "page.toml"
    with pytest.raises(Fault, match=what):
        raise fault


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("row,depth,name,datatype,mark", "row,depth,name,type,mark", 1, "header"),
        ("row,depth,name,datatype,mark\n", "", 1, "header"),
        ("3,1,validTill", "4,1,validTill", 4, "row 3"),
        ("3,1,validTill", "03,1,validTill", 4, "row 3"),
        ("1,0,data[],Array,", "0,0,data[],Array,", 2, "row 1"),
        ("3,1,validTill,String,", "3,1,validTill,String", 4, "4 columns instead of 5"),
        ("3,1,validTill,String,", "3,1,valid,Till,String,", 4, "6 columns instead of 5"),
        ("3,1,validTill,String,", "3,1,validTill,String,x", 4, "row 3"),
        ("3,1,validTill,String,", "3,-1,validTill,String,", 4, "row 3"),
        ("3,1,validTill,String,", "3,1,,String,", 4, "row 3"),
    ],
)
def test_a_table(edition: Path, old: str, new: str, line: int, what: str) -> None:
    """A table has the five columns, rows numbered from 1, and no mark but `*`."""
    change(edition, "tables/response.csv", old, new)
    fault = refusal(edition)
    assert fault.where == f"tables/response.csv:{line}"
    assert what in fault.what


def test_an_empty_table_file(edition: Path) -> None:
    """An empty file has not even the header of a table."""
    (edition / "tables/response.csv").write_text("", encoding="utf-8")
    fault = refusal(edition)
    assert (fault.where, fault.what) == ("tables/response.csv:1", "not the header of a table")


def test_a_schema_that_is_no_json(edition: Path) -> None:
    """Invalid JSON is named with its line and column."""
    change(edition, "response.schema.json", '"type": "array",', '"type": "array",,')
    fault = refusal(edition)
    assert fault.where == "response.schema.json:6:23"
    assert "invalid JSON" in fault.what


@pytest.mark.parametrize(
    ("keyword", "value", "place"),
    [
        ("type", '"strnig"', "/type"),
        ("type", '["string", "strnig"]', "/type"),
        ("required", '"code"', "/required"),
        ("properties", "[]", "/properties"),
        ("minLength", "-1", "/minLength"),
        ("enum", '"A"', "/enum"),
        ("items", '[{"type": "string"}]', "/items"),
        ("allOf", "[]", "/allOf"),
        ("$ref", "7", "/$ref"),
    ],
)
def test_a_schema_that_2020_12_does_not_allow(
    edition: Path, keyword: str, value: str, place: str
) -> None:
    """The schema is valid under JSON Schema 2020-12; the keyword at fault is named."""
    new = f'"shown": {{"x-source": {{"inferred": "1-found"}}, "{keyword}": {value}}}'
    change(edition, "response.schema.json", OPEN_NODE, new)
    fault = refusal(edition)
    assert fault.where.startswith(f"response.schema.json#{OPEN_POINTER}{place}")
    assert "invalid schema" in fault.what


def test_a_pattern_that_is_no_regular_expression(edition: Path) -> None:
    """A `pattern` that nothing can match against is refused before any body is judged."""
    new = '"shown": {"x-source": {"inferred": "1-found"}, "pattern": "("}'
    change(edition, "response.schema.json", OPEN_NODE, new)
    assert refusal(edition).where.startswith(f"response.schema.json#{OPEN_POINTER}")


def test_a_schema_that_is_no_object(edition: Path) -> None:
    """A schema file holds an object, whose root cites its source."""
    (edition / "response.schema.json").write_text("[]", encoding="utf-8")
    assert refusal(edition).where.startswith("response.schema.json")


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
    ],
)
def test_an_annotation_with_a_wrong_value(edition: Path, annotation: str, value: str) -> None:
    """An annotation whose value the README does not know is named with its place."""
    new = f'"shown": {{"x-source": {{"inferred": "1-found"}}, "{annotation}": {value}}}'
    change(edition, "response.schema.json", OPEN_NODE, new)
    assert refusal(edition).where.startswith(f"response.schema.json#{OPEN_POINTER}/{annotation}")


@pytest.mark.parametrize(
    "source",
    [
        "{}",
        "[]",
        '"1-found"',
        '{"table": "response"}',
        '{"row": 6}',
        '{"table": "response", "row": 0}',
        '{"inferred": "1-found", "page": "objects"}',
        '{"page": "objects", "section": 2}',
    ],
)
def test_a_source_of_no_known_kind(edition: Path, source: str) -> None:
    """A source is a row, a printed example or a page, and nothing else."""
    change(edition, "response.schema.json", OPEN_NODE, f'"shown": {{"x-source": {source}}}')
    assert refusal(edition).where.startswith(f"response.schema.json#{OPEN_POINTER}/x-source")


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
    ("old", "new", "place"),
    [
        ('"x-source": {"inferred": "1-found"},', "", ""),
        ('{"x-source": {"table": "response", "row": 6}}', "{}", f"{ITEM}/properties/note"),
        ('"x-source": {"page": "objects"},', "", ITEM),
        (OPEN_NODE, OPEN_NODE[:-1] + ', "items": {}}', OPEN_POINTER + "/items"),
        (
            OPEN_NODE,
            OPEN_NODE[:-1] + ', "additionalProperties": {"type": "string"}}',
            OPEN_POINTER + "/additionalProperties",
        ),
        (ROOT_PROPERTIES, '"$defs": {"a": {}}, "properties": {"data"', "/$defs/a"),
    ],
    ids=["root", "property", "items", "items below", "additionalProperties", "definition"],
)
def test_a_node_without_a_citation(edition: Path, old: str, new: str, place: str) -> None:
    """Every node, the root too, cites its source."""
    change(edition, "response.schema.json", old, new)
    fault = refusal(edition)
    assert fault.where == f"response.schema.json#{place}"
    assert "no citation" in fault.what


@pytest.mark.parametrize(
    ("new", "what"),
    [
        ('{"table": "response-2", "row": 6}', "response-2 row 6"),
        ('{"table": "response", "row": 7}', "response row 7"),
        ('{"table": "response", "row": 1}', "'note' but cites row 1, which documents 'data'"),
        ('{"inferred": "2-lost"}', "no example '2-lost'"),
        ('[{"table": "response", "row": 6}, {"table": "response", "row": 7}]', "response row 7"),
        ('[{"table": "response", "row": 6}, {"inferred": "2-lost"}]', "no example '2-lost'"),
    ],
)
def test_a_citation_that_leads_nowhere(edition: Path, new: str, what: str) -> None:
    """A node cites transcribed rows of its own name, and printed examples that are there."""
    change(edition, "response.schema.json", '{"table": "response", "row": 6}', new)
    fault = refusal(edition)
    assert fault.where == f"response.schema.json#{ITEM}/properties/note"
    assert what in fault.what


def test_a_row_without_a_node(edition: Path) -> None:
    """Every documented row of a response has a node, or nothing would judge it."""
    change(edition, "tables/response.csv", "6,1,note,,\n", "6,1,note,,\n7,1,extra,,\n")
    fault = refusal(edition)
    assert fault.where == "tables/response.csv"
    assert "row 7 (extra) has no node" in fault.what


def test_a_row_without_a_parameter(edition: Path) -> None:
    """Every documented row of a request has a parameter."""
    change(edition, "tables/query.csv", "1,0,code,String,*\n", "1,0,code,String,*\n2,0,id,,\n")
    fault = refusal(edition)
    assert fault.where == "tables/query.csv"
    assert "row 2 (id)" in fault.what


CODE = '"code": {"type": "string", "x-source": {"table": "response", "row": 2}}'


@pytest.mark.parametrize(
    ("old", "new", "name", "what"),
    [
        (CODE, CODE.replace('"string"', '"integer"'), "code", "'integer', but row 2"),
        (CODE, CODE.replace('"string"', '["string", "null"]'), "code", "row 2 documents String"),
        (CODE, CODE.replace('"type": "string", ', ""), "code", "row 2 documents String: string"),
        ('"format": "int32"', '"format": "int64"', "value", "row 5 documents Integer"),
        ('"format": "int32",', "", "value", "row 5 documents Integer: integer (int32)"),
        (
            '"note": {',
            '"note": {"type": "string", ',
            "note",
            "a type, but row 6 (note) has no datatype",
        ),
    ],
)
def test_a_type_that_differs_from_the_row(
    edition: Path, old: str, new: str, name: str, what: str
) -> None:
    """The schema says what the table says, even where evidence disagrees."""
    change(edition, "response.schema.json", old, new)
    fault = refusal(edition)
    assert fault.where == f"response.schema.json#{ITEM}/properties/{name}"
    assert what in fault.what


def test_a_datatype_word_that_is_not_listed(edition: Path) -> None:
    """What a word of a datatype column promises stands in page.toml."""
    change(edition, "tables/response.csv", "5,1,value,Integer,", "5,1,value,Long,")
    fault = refusal(edition)
    assert fault.where == "page.toml"
    assert "'Long'" in fault.what
    assert "[datatypes]" in fault.remedy


@pytest.mark.parametrize("branch", ["", "anyOf"])
def test_a_format_that_nothing_checks(edition: Path, branch: str) -> None:
    """A format without a checker would be silently without effect."""
    rule = '"format": "colour"'
    rule = f'"{branch}": [{{{rule}}}]' if branch else rule
    change(edition, "response.schema.json", OPEN_NODE, f"{OPEN_NODE[:-1]}, {rule}}}")
    fault = refusal(edition)
    assert fault.where.startswith(f"response.schema.json#{OPEN_POINTER}/{branch or 'format'}")
    assert "colour" in fault.what


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
    ("old", "new", "what"),
    [
        ("Asia/Kolkata", "Asia/Calcuta", "unknown time zone 'Asia/Calcuta'"),
        ("source = ", "sauce = ", "unknown field `sauce`"),
        ('hosts = ["india.example"]\n', "", "missing required field `hosts`"),
        ("[clusters.india]", "[clusters.india", "invalid TOML"),
    ],
)
def test_clusters_toml(edition: Path, old: str, new: str, what: str) -> None:
    """A cluster has hosts, a source and at most one zone with an IANA id."""
    change(edition, "../../clusters.toml", old, new)
    fault = refusal(edition)
    assert fault.where.startswith(str(edition.parent.parent / "clusters.toml"))
    assert what in fault.what


@pytest.mark.parametrize(
    ("definitions", "node"),
    [
        ("{}", '{"$ref": "#/$defs/lost"}'),
        ("{}", '{"$ref": "other.json"}'),
        ("{}", '{"$ref": "https://example.com/other.json"}'),
        ("{}", '{"anyOf": [{"$ref": "#/$defs/lost"}], "x-source": {"page": "p"}}'),
        ("{}", '{"anyOf": [{"$ref": "http://127.0.0.1:9/x"}], "x-source": {"page": "p"}}'),
        (
            '{"a": {"x-source": {"page": "p"}, "properties": {"a": {"$ref": "#/$defs/a"}}}}',
            '{"$ref": "#/$defs/a"}',
        ),
        ('{"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}', '{"$ref": "#/$defs/a"}'),
        ("{}", '{"$ref": "#"}'),
    ],
    ids=["nowhere", "file", "remote", "in a branch", "remote branch", "nested", "circle", "root"],
)
def test_a_reference_that_leads_nowhere_or_back(edition: Path, definitions: str, node: str) -> None:
    """References are local and end: an endless one has no locations, a lost one no rule."""
    change(edition, "response.schema.json", OPEN_NODE, f'"shown": {node}')
    change(
        edition,
        "response.schema.json",
        ROOT_PROPERTIES,
        f'"$defs": {definitions}, "properties": {{"data"',
    )
    fault = refusal(edition)
    assert fault.where.startswith(f"response.schema.json#{OPEN_POINTER}")


@pytest.mark.parametrize(
    ("definition", "what"),
    [
        ('{"type": "integer", "x-source": {"table": "response", "row": 2}}', "row 2"),
        (
            (
                '{"type": "string", "x-source": [{"table": "response", "row": 2},'
                ' {"table": "response", "row": 3}]}'
            ),
            "validTill",
        ),
    ],
    ids=["type", "name"],
)
def test_a_reference_does_not_hide_what_differs_from_the_row(
    edition: Path, definition: str, what: str
) -> None:
    """A property by `$ref` has the name and type of the row that it cites, as any other."""
    change(edition, "response.schema.json", CODE, '"code": {"$ref": "#/$defs/code"}')
    change(
        edition,
        "response.schema.json",
        ROOT_PROPERTIES,
        f'"$defs": {{"code": {definition}}}, "properties": {{"data"',
    )
    change(edition, "response.schema.json", OPEN_NODE, '"shown": {"x-source": {"page": "p"}}')
    fault = refusal(edition)
    assert fault.where.startswith("response.schema.json#")
    assert what in fault.what


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
            "response 200 is not a file",
        ),
        ("content:", "headers:", "no response has a documented body"),
        ("x-source:", "x-sauce:", "x-sauce"),
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
    ("old", "new", "where", "what"),
    [
        ('left = "validTill"', 'left = "validUntil"', "valid-after-creation", "validUntil"),
        ('right = "createdOn"', 'right = "madeOn"', "valid-after-creation", "$.data[*].madeOn"),
        ('scope = "$.data[*]"', 'scope = "$.coupons[*]"', "valid-after-creation", "$.coupons[*]"),
        ('scope = "$.data"', 'scope = "$.status"', "overall", "$.status"),
        ('location = "$.data[*].code"', 'location = "$.data.code"', "code", "$.data.code"),
        ('"not-before"', '"after"', "", "'after'"),
        ('id = "overall"', 'id = "overall"\nsuces = "ok"', "", "unknown field `suces`"),
        ("[[dates]]", "[[date]]", "", "unknown field `date`"),
        ("[[dates]]", "[dates", "", "invalid TOML"),
        ('relation = "not-before"\n', "", "", "missing required field `relation`"),
        ('id = "valid-after-creation"', 'id = "v"\nseverity = "fatal"', "", "'fatal'"),
    ],
)
def test_relations_toml(edition: Path, old: str, new: str, where: str, what: str) -> None:
    """A relation is one of the documented ones, between locations of the schema."""
    change(edition, "relations.toml", old, new)
    fault = refusal(edition)
    assert fault.where == ("relations.toml, " + where if where else "relations.toml")
    assert what in fault.what


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        ('"method": "GET",', '"method": "GET",,', ":2:31", "invalid JSON"),
        ('"shown": 1', '"shown": NaN', "", "malformed"),
        ('"method": "GET"', '"verb": "GET"', "", "unknown field `verb`"),
        ('"response": {', '"response": {"time": 3, ', "", "unknown field `time`"),
        ('"request": {', '"note": "", "request": {', "", "unknown field `note`"),
        ('"body":', '"bodies":', "", "unknown field `bodies`"),
        ('"body": {"data": [{"code": "A", "shown": 1}]}', "", "", "missing required field `body`"),
        ('"source": "printed"', '"source": "guessed"', "", "'guessed'"),
        (', "source": "printed"', "", "", "missing required field `source`"),
        ('"response": {', '"response": {"status": "200", ', "", "$.response.status"),
    ],
)
def test_an_example(edition: Path, old: str, new: str, where: str, what: str) -> None:
    """An example has a request and a response with a body, and no other keys."""
    change(edition, "examples/1-found.json", old, new)
    fault = refusal(edition)
    assert fault.where == f"examples/1-found.json{where}"
    assert what in fault.what


def test_definitions_are_resolved(edition: Path) -> None:
    """A local `$ref` stands for what it leads to, and nodes may share it."""
    definition = '{"type": "object", "x-source": {"page": "p"}, "properties": {"id": ID}}'
    identity = '{"type": "integer", "x-source": {"inferred": "1-found"}}'
    new = f'"$defs": {{"a": {definition.replace("ID", identity)}}}, "properties": {{"data"'
    change(edition, "response.schema.json", ROOT_PROPERTIES, new)
    change(edition, "response.schema.json", OPEN_NODE, '"shown": {"$ref": "#/$defs/a"}')
    node = open_node(edition)
    assert node.types == {"object"}
    assert (node.location, *node.fields) == ("$.data[*].shown", "id")
    assert node.fields["id"].location == "$.data[*].shown.id"


def test_a_reference_may_stand_beside_its_own_citation(edition: Path) -> None:
    """In JSON Schema 2020-12 keywords beside a `$ref` count too, so a row may cite itself."""
    new = '"$defs": {"text": {"type": "string", "x-source": {"page": "p"}}}, "properties": {"data"'
    change(edition, "response.schema.json", ROOT_PROPERTIES, new)
    change(
        edition,
        "response.schema.json",
        CODE,
        '"code": {"$ref": "#/$defs/text", "x-source": {"table": "response", "row": 2}}',
    )
    item = contract(edition).bodies["200"].fields["data"].item
    assert item is not None
    code = item.fields["code"]
    assert code.types == {"string"}
    assert code.rows == (("response", 2),)


def test_const_is_a_list_of_one_value(edition: Path) -> None:
    """A standard `const` allows one value."""
    change(edition, "response.schema.json", OPEN_NODE, OPEN_NODE[:-1] + ', "const": "A"}')
    assert open_node(edition).enum == ("A",)


def test_several_types(edition: Path) -> None:
    """A standard list of types allows each of them."""
    types = ', "type": ["string", "null"]}'
    change(edition, "response.schema.json", OPEN_NODE, OPEN_NODE[:-1] + types)
    assert open_node(edition).types == {"string", "null"}


@pytest.mark.parametrize(
    ("source", "known"),
    [('{"page": "p"}', "documented"), ('{"inferred": "1-found"}', "inferred")],
)
def test_json_in_a_string(edition: Path, source: str, known: str) -> None:
    """Text that holds JSON has the standard keywords, and its content needs no citation."""
    content = '"contentMediaType": "application/json", "contentSchema": {"type": "array"}'
    new = f'"shown": {{"type": "string", "x-source": {source}, {content}}}'
    change(edition, "response.schema.json", OPEN_NODE, new)
    assert open_node(edition).json_text == known


@pytest.mark.parametrize(
    "keywords",
    [
        '"allOf": [{"minLength": 1}, {"maxLength": 3}]',
        '"anyOf": [{"type": "string"}, {"type": "integer"}]',
        '"oneOf": [{"const": "A"}, {"const": "B"}]',
        '"not": {"type": "null"}',
        '"if": {"type": "string"}, "then": {"minLength": 1}, "else": {"minimum": 0}',
        '"patternProperties": {"^x-": {"type": "string"}}',
        '"pattern": "^[A-Z]+$"',
        '"minimum": 0, "multipleOf": 5',
        '"prefixItems": [{"type": "string"}], "contains": {"type": "integer"}',
        '"dependentRequired": {"a": ["b"]}, "propertyNames": {"maxLength": 9}',
        '"format": "email"',
    ],
)
def test_combinations_and_constraints_are_kept_for_the_schema_library(
    edition: Path, keywords: str
) -> None:
    """What no check of ours judges is judged as a whole, and needs no citation of its own."""
    change(edition, "response.schema.json", OPEN_NODE, f"{OPEN_NODE[:-1]}, {keywords}}}")
    kept = contract(edition).residues["200"]
    for name in ("properties", "data", "items", "properties", "shown"):
        below = kept[name]
        assert isinstance(below, dict)
        kept = below
    assert [f'"{keyword}"' in keywords for keyword in kept] == [True] * len(kept)
    assert kept


@pytest.mark.parametrize(
    ("changed", "where", "what"),
    [
        (
            (
                "relations.toml",
                'source = { table = "response", row = 3 }',
                'source = { table = "response", row = 99 }',
            ),
            "relations.toml, valid-after-creation",
            "not transcribed",
        ),
        (
            ("relations.toml", 'parameter = "code"', 'parameter = "codes"'),
            "relations.toml, codes",
            "no such parameter",
        ),
        (
            ("relations.toml", 'id = "overall"', 'id = "overall"\nsuccess = "nothing.there"'),
            "relations.toml, overall",
            "no node at $.data.nothing.there",
        ),
        (
            (
                "response.schema.json",
                '"shown": {',
                '"shown": {"x-presence": {"parameter": "lost", "equals": "1"}, ',
            ),
            ", $.data[*].shown",
            "unknown parameter 'lost'",
        ),
        (
            ("page.toml", 'id = "query"', 'id = "response"'),
            "page.toml",
            "two tables have the id 'response'",
        ),
        (
            (
                "tables/response.csv",
                "row,depth,name,datatype,mark",
                "row,depth,name,datatype,mark," + "x" * 131_073,
            ),
            "tables/response.csv",
            "not a table",
        ),
    ],
    ids=["row", "filter", "status", "presence", "table", "csv"],
)
def test_what_is_named_must_be_there(
    edition: Path, changed: tuple[str, str, str], where: str, what: str
) -> None:
    """Rows, parameters, locations and tables that something names are documented."""
    change(edition, *changed)
    fault = refusal(edition)
    assert fault.where.endswith(where)
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


@pytest.mark.parametrize(
    ("file", "old", "new", "what"),
    [
        ("response.schema.json", OPEN_NODE, OPEN_NODE[:-1] + ', "nullabel": true}', "no keyword"),
        (
            "response.schema.json",
            OPEN_NODE,
            OPEN_NODE[:-1]
            + ', "properties": {"default": {"format": "bogus", "x-source": {"page": "p"}}}}',
            "nothing checks the format 'bogus'",
        ),
        (
            "response.schema.json",
            OPEN_NODE,
            OPEN_NODE[:-1] + r', "pattern": "^\\p{L}+$"}',
            "no regular expression",
        ),
        (
            "response.schema.json",
            OPEN_NODE,
            OPEN_NODE[:-1] + ', "x-identity": "code"}',
            "which its items do not document",
        ),
        ("relations.toml", 'left = "validTill"', 'left = "code"', "has no x-date or x-epoch"),
        (
            "response.schema.json",
            OPEN_NODE,
            OPEN_NODE[:-1] + ', "required": ["nope"]}',
            "requires 'nope'",
        ),
    ],
    ids=[
        "keyword",
        "name of a keyword",
        "pattern of one library",
        "identity",
        "no date",
        "promise",
    ],
)
def test_what_would_never_be_judged_is_refused(
    edition: Path, file: str, old: str, new: str, what: str
) -> None:
    """A misspelt keyword, or an annotation about nothing, does not pass silently."""
    change(edition, file, old, new)
    assert what in refusal(edition).what


def test_a_status_may_be_written_as_a_number(edition: Path) -> None:
    """YAML reads `200:` as a number, and everybody writes it so."""
    change(edition, "openapi.yaml", '"200":', "200:")
    assert contract(edition).statuses == {"200"}
