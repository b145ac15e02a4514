"""A contract folder with a file missing or unreadable is refused; so are page.toml and examples."""

from pathlib import Path

import pytest

from asdocumented.contracts.folder import load_contracts
from asdocumented.errors import Fault
from tests.contracts.small_folder import FILES, change, contract, load, refusal


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
    ("operations", "editions", "remedy"),
    [
        (("coupon",), (), "coupon is unknown; did you mean coupons? there are: coupons/2026"),
        ((), ("1999",), "1999 is unknown; there are: coupons/2026"),
        (("coupons",), ("1999",), "1999 is unknown; there are: coupons/2026"),
    ],
)
def test_no_such_operation_or_edition(
    edition: Path, operations: tuple[str, ...], editions: tuple[str, ...], remedy: str
) -> None:
    """The name, the one that was probably meant, and those that there are."""
    root = edition.parent.parent
    with pytest.raises(Fault) as caught:
        load_contracts(root, operations, editions)
    assert (caught.value.where, caught.value.what) == (str(root), "no such operation or edition")
    assert caught.value.remedy == remedy


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
        ('slug = "get-coupons"', f"slug = {'[' * 9999}", "unreadable TOML: maximum recursion"),
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
