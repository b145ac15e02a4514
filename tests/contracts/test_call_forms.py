"""`[[calls]]`: each relation is about a parameter of its kind."""

import re
import shutil
from pathlib import Path

import pytest

from asdocumented.contracts.folder import load_contracts
from asdocumented.contracts.load import load_contract
from asdocumented.errors import Fault
from tests.support import CONTRACTS

SOURCE = 'source = { table = "query", row = 3 }'


def with_relation(folder: Path, *lines: str) -> Path:
    """Return a copy of an edition with one more relation."""
    copy = folder / "v2-coupon" / "2026"
    shutil.copytree(CONTRACTS / "v2-coupon" / "2026", copy)
    file = copy / "relations.toml"
    text = "\n".join((file.read_text("utf-8"), "[[calls]]", 'id = "one"', SOURCE, *lines))
    file.write_text(text, encoding="utf-8")
    return copy


@pytest.mark.parametrize(
    ("word", "parameter", "fault"),
    [
        ("union", "noSuch", "no parameter 'noSuch' in query or path"),
        ("union", "", "no parameter '' in query or path"),
        ("same-again", "couponIds", "same-again is about no parameter"),
        ("same-zone", "couponIds", "same-zone is about no parameter"),
        ("same-but-letter-case", "couponIds", "decides the letter case of no text"),
        ("ignores-letter-case", "couponIds", "selects nothing whose letter case does not matter"),
        ("union", "showCouponSeries", "selects nothing that an answer tells apart"),
        ("any-order", "showCouponSeries", "selects nothing"),
        ("same-as-default", "couponIds", "has no default"),
        ("only-adds", "coupon_code_case", "asks for no field: no x-presence names it"),
    ],
)
def test_a_parameter_of_another_kind_is_refused(
    word: str, parameter: str, fault: str, tmp_path: Path
) -> None:
    """With the relation, and what is wrong with it."""
    named = [f'parameter = "{parameter}"'] if parameter else []
    copy = with_relation(tmp_path, f'relation = "{word}"', *named)
    with pytest.raises(Fault, match=rf"relations\.toml, one: .*{fault}"):
        load_contract(copy)


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (['relation = "same-thing"'], "no [[same]] is about nothing"),
        (
            ['relation = "same-thing"', 'here = "$.data[*].couponSeries"', 'identity = "no"'],
            "no member 'no' of $.data[*].couponSeries",
        ),
        (
            ['relation = "same-again"', 'here = "$.data"'],
            "same-again is about no here and",
        ),
        (['relation = "as-upgraded"'], "no operation is named"),
        (['relation = "same-zone"', 'operation = "x"'], "same-zone is about no other operation"),
    ],
)
def test_what_a_relation_says_of_another_operation_has_to_fit(
    lines: list[str], fault: str, tmp_path: Path
) -> None:
    """A thing needs its place and its identity, an upgrade its old operation."""
    copy = with_relation(tmp_path, *lines)
    with pytest.raises(Fault, match=rf"relations\.toml, one: .*{re.escape(fault)}"):
        load_contract(copy)


def test_an_operation_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """With the one that was meant."""
    lines = ['relation = "as-upgraded"', 'operation = "v1.1-coupon-gt"']
    with_relation(tmp_path, *lines)
    shutil.copytree(CONTRACTS / "v1.1-coupon-get", tmp_path / "v1.1-coupon-get")
    shutil.copytree(CONTRACTS / "v2-coupon-series", tmp_path / "v2-coupon-series")
    with pytest.raises(Fault, match=r"one: no operation 'v1\.1-coupon-gt'"):
        load_contracts(tmp_path)


def test_a_row_that_is_not_transcribed_is_refused(tmp_path: Path) -> None:
    """As of any other relation, and an id that stands twice."""
    copy = with_relation(tmp_path, 'relation = "same-again"')
    file = copy / "relations.toml"
    text = file.read_text("utf-8")
    file.write_text(text.replace('id = "one"', 'id = "one-zone"'), encoding="utf-8")
    with pytest.raises(Fault, match="one-zone: two relations have this id"):
        load_contract(copy)
    file.write_text(text.replace(SOURCE, SOURCE.replace("3 }", "99 }")), encoding="utf-8")
    with pytest.raises(Fault, match="cites query row 99, which is not transcribed"):
        load_contract(copy)


def test_a_volatile_place_has_to_be_documented(tmp_path: Path) -> None:
    """A name that is misspelt would leave out nothing."""
    copy = with_relation(tmp_path, 'relation = "same-again"')
    file = copy / "relations.toml"
    lines = ["[[volatile]]", 'location = "$.data[*].noSuch"', SOURCE]
    file.write_text("\n".join((file.read_text("utf-8"), *lines)), encoding="utf-8")
    with pytest.raises(Fault, match=r"no node at \$\.data\[\*\]\.noSuch"):
        load_contract(copy)
