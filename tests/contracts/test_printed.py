"""What the printed examples show of each node is known with the contract."""

from pathlib import Path

import pytest

from asdocumented.contracts.load import load_contract
from tests.support import as_text


def printed(edition: Path, **bodies: object) -> dict[str, set[str]]:
    """Return what these bodies show, printed as examples, by the location of the node."""
    for path in (edition / "examples").glob("*.json"):
        path.unlink()
    for name, body in {"1-found": {}, **bodies}.items():
        request = {"method": "GET", "url": "https://utc.example/coupons", "source": "printed"}
        text = as_text({"request": request, "response": {"body": body}})
        (edition / "examples" / f"{name}.json").write_text(text, encoding="utf-8")
    found = load_contract(edition).printed
    return {node.location: set(types) for node, types in found.items() if node.name}


def test_all_types_of_a_node_are_known(edition: Path) -> None:
    """Over items and examples."""
    data = {"data": [{"value": 10, "note": None}, {"value": 1.5}]}
    assert printed(edition, one=data, two={"data": [{"note": "x"}], "extra": 1}) == {
        "$.data": {"array"},
        "$.data[*].value": {"integer", "number"},
        "$.data[*].note": {"null", "string"},
    }


def test_a_lone_object_stands_for_an_item(edition: Path) -> None:
    """An array of objects may be printed as one object."""
    assert printed(edition, one={"data": {"value": 10}}) == {
        "$.data": {"object"},
        "$.data[*].value": {"integer"},
    }


@pytest.mark.parametrize(
    "text", ["", "[", "[]", '{"response": 1}', '{"response": {"status": "x"}}']
)
def test_an_example_that_cannot_be_read_shows_nothing(edition: Path, text: str) -> None:
    """What is wrong with it is said by whoever reads the examples."""
    for name in ("1-found.json", "2-other.json"):
        (edition / "examples" / name).write_text(text, encoding="utf-8")
    assert {node.name for node in load_contract(edition).printed} <= {""}
