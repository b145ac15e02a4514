"""What is wrong with an upgrade is told by `compare` and `rehearse`: exit 2, with a remedy."""

import shutil
from pathlib import Path

import pytest

from tests.command_line import Ended, run
from tests.support import CONTRACTS

FILE = "v1.1-coupon-get--v2-coupon.toml"
COMPARE = ("compare", "v1.1-coupon-get", "v2-coupon")
REHEARSE = (
    *("rehearse", "--from", "v1.1-coupon-get", "--to", "v2-coupon"),
    *("--target", "sandbox", "--dry-run"),
)
LEFT_OUT = 'rule = "left-out"\nkept = ["700"]'
MAPS = {
    "a rule that there is not": (
        'rule = "same-day"',
        'rule = "same-days"',
        "mapped[4]: no such rule: same-days\n  did you mean same-day? there are: same, ",
    ),
    "a mapping that cites no row": (
        'from_source = { table = "response", row = 10 }\n',
        "",
        (
            "mapped[5]: cites no row of $.response.coupons.coupon[*].series_id\n"
            '  cite { table = "response", row = 10 }\n'
        ),
    ),
    "a mapping that cites the row of another field": (
        'from_source = { table = "response", row = 10 }\n',
        'from_source = { table = "response", row = 11 }\n',
        (
            "mapped[5]: cites no row of $.response.coupons.coupon[*].series_id\n"
            '  cite { table = "response", row = 10 }\n'
        ),
    ),
    "a row that the page does not have": (
        'from_source = { table = "response", row = 10 }\n',
        'from_source = { table = "response", row = 34 }\n',
        "mapped[5]: no row 34 in table response of v1.1-coupon-get 2025\n  it has 33 rows\n",
    ),
    "a table that the page does not have": (
        'from_source = { table = "response", row = 10 }\n',
        'from_source = { table = "responses", row = 10 }\n',
        (
            "mapped[5]: no table responses of v1.1-coupon-get 2025\n"
            "  did you mean response? there are: query, response\n"
        ),
    ),
    "an example that the page does not print": (
        '{ inferred = "1-digits-only" }',
        '{ inferred = "1-digit-only" }',
        (
            "example: no example 1-digit-only of v2-coupon 2026\n"
            "  did you mean 1-digits-only? there are: "
        ),
    ),
    "an old field named twice": (
        "# What is new",
        (
            '[[lost]]\nfrom = "$.response.coupons.coupon[*].purpose"\ninstead = "nothing"\n'
            'from_source = { table = "response", row = 6 }'
        ),
        "names $.response.coupons.coupon[*].purpose in 2 entries\n  keep the one that is right\n",
    ),
    "a new field named twice": (
        "# What is new",
        '[[added]]\nto = "$.data[*].discountOn"\nto_source = { table = "response-2", row = 11 }',
        "names $.data[*].discountOn in 2 entries\n  keep the one that is right\n",
    ),
    "a field that the page does not have": (
        'to = "$.data[*].seriesId"',
        'to = "$.data[*].seriesID"',
        "mapped[5]: no such field: $.data[*].seriesID\n  did you mean $.data[*].seriesId? ",
    ),
    "a parameter that the page does not have": (
        'to = "$request.query.couponCodes"',
        'to = "$request.query.couponCode"',
        (
            "mapped[0]: no such field: $request.query.couponCode\n"
            "  did you mean $request.query.couponCodes? "
        ),
    ),
    "an edition that it is not written to": (
        'edition = "2026"',
        'edition = "2024"',
        (
            "to: is written to v2-coupon 2024, not to v2-coupon 2026\n"
            "  choose edition 2024, or bring the file up to date\n"
        ),
    ),
    "an operation that it is not written to": (
        'operation = "v2-coupon"',
        'operation = "v2-coupon-series"',
        "to: is written to v2-coupon-series 2026, not to v2-coupon 2026\n",
    ),
    "an unknown key": (
        'rule = "same-day"\nnote',
        'rule = "same-day"\nnotes',
        "mapped[4].notes: no such key\n  did you mean note? ",
    ),
    "an unknown section": (
        "[example]",
        "[exmple]",
        "exmple: no such key\n  did you mean example? ",
    ),
    "a key that is missing": (
        f'to = "$.errors"\n{LEFT_OUT}',
        LEFT_OUT,
        "mapped[10]: to is missing\n  add to\n",
    ),
    "a value of another type": (
        'kept = ["700"]',
        "kept = 700",
        'mapped[10].kept: not the type that belongs here\n  write a list of texts, such as ["700"]',
    ),
    "a rule without what it needs": (
        LEFT_OUT,
        'rule = "left-out"',
        "mapped[10]: kept belongs to the rule left-out, which needs it\n  write kept = ",
    ),
    "an example that contradicts it": (
        '"discountType": "ABS"',
        '"discountType": "PERC"',
        (
            "example: $.response.coupons.coupon[*].is_absolute → $.data[*].discountType is "
            'contradicted: true → "PERC"\n  correct the example, or the entry of this field\n'
        ),
    ),
    "no TOML": ("[from]", "[from", "invalid TOML: "),
}


def with_map(folder: Path, command: tuple[str, ...], old: str, new: str) -> Ended:
    """Run a command on contracts whose map is changed at one place."""
    shutil.copytree(CONTRACTS, folder / "contracts")
    path = folder / "contracts" / "upgrades" / FILE
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), encoding="utf-8")
    return run(*command, folder=folder)


@pytest.mark.parametrize("command", [COMPARE, REHEARSE], ids=["compare", "rehearse"])
@pytest.mark.parametrize("name", MAPS)
def test_a_map_at_fault_ends_in_exit_code_2(
    tmp_path: Path, name: str, command: tuple[str, ...]
) -> None:
    """One fault alone, with file, place and remedy; nothing is printed as a result."""
    old, new, told = MAPS[name]
    result = with_map(tmp_path, command, old, new)
    assert (result.returncode, result.stdout) == (2, "")
    shown = f"asdocumented: contracts/upgrades/{FILE}"
    assert result.stderr.startswith((f"{shown}, {told}", f"{shown}: {told}")), result.stderr
    assert len(result.stderr.splitlines()) == 2


CLIENTS = {
    "a misspelt name": (
        "valid_til",
        (
            "fields.txt:1: neither operation has a field valid_til\n"
            "  did you mean valid_till? correct the name, or take the line out\n"
        ),
    ),
    "a misspelt path": (
        "id\n$.data[*].discountOm",
        (
            "fields.txt:2: neither operation has a field $.data[*].discountOm\n"
            "  did you mean $.data[*].discountOn? correct the name, or take the line out\n"
        ),
    ),
    "nothing but comments": (
        "# id\n\n",
        "fields.txt: names no field\n  write one name or JSONPath a line\n",
    ),
    "no text": ("\udcff", "fields.txt: not UTF-8 at byte 0\n  save it as UTF-8\n"),
    "no file": (
        None,
        "fields.txt: no such file\n  name one with a field of yours a line\n",
    ),
}


@pytest.mark.parametrize("name", CLIENTS)
def test_a_client_at_fault_ends_in_exit_code_2(tmp_path: Path, name: str) -> None:
    """A field that neither side has, or no list of fields at all."""
    text, told = CLIENTS[name]
    if text is not None:
        (tmp_path / "fields.txt").write_bytes(text.encode("utf-8", "surrogateescape"))
    result = run(*COMPARE, "--client", "fields.txt", folder=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == f"asdocumented: {told}"


@pytest.mark.parametrize(
    ("sides", "told"),
    [
        (
            ("v1.1-coupon-get@2024", "v2-coupon"),
            "v1.1-coupon-get@2024: no such edition\n  did you mean v1.1-coupon-get@2025? ",
        ),
        (
            ("v1.1-coupon-get", "v2-coupn"),
            (
                "v2-coupn: no operation, edition, target, drift.json or folder of recordings\n"
                "  did you mean v2-coupon@2026? "
            ),
        ),
        (
            ("v1.1-coupon-get", "v2-coupon@2024"),
            (
                "upgrades/v1.1-coupon-get--v2-coupon.toml, to: is written to v2-coupon 2026, "
                "not to v2-coupon 2024\n  choose edition 2026, or bring the file up to date\n"
            ),
        ),
        (
            ("v1.1-coupon-get", "sandbox"),
            "v1.1-coupon-get and sandbox: an operation and a target cannot be compared\n",
        ),
    ],
)
def test_an_operand_at_fault_ends_in_exit_code_2(
    tmp_path: Path, sides: tuple[str, str], told: str
) -> None:
    """What is not there, and what has no map to it."""
    result = run("compare", *sides, folder=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"asdocumented: {told}")
