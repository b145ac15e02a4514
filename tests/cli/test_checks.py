"""`asdocumented checks` and `asdocumented explain`."""

from pathlib import Path

from click.testing import CliRunner

from asdocumented.checks.registry import all_checks
from asdocumented.cli.main import cli
from asdocumented.errors import Fault


def test_checks_lists_every_check_with_what_it_finds() -> None:
    """Every id stands on a line of its own under its group, with its summary."""
    output = CliRunner().invoke(cli, ["checks"]).output
    lines = output.partition("not judged\n")[0].splitlines()
    assert [line for line in lines if not line.startswith(" ")] == [
        "structure",
        "time",
        "letter case",
        "errors",
        "request",
        "calls",
        "page",
        "transport",
        "evidence",
    ]
    assert [line.split()[0] for line in lines if line.startswith(" ")] == [
        check.id for check in all_checks()
    ]
    assert "  wrong-type              A value of another JSON type than its row documents." in lines


def test_checks_lists_what_of_the_contracts_is_not_judged() -> None:
    """With the operation and edition, and the reason."""
    output = CliRunner().invoke(cli, ["checks"]).output
    promises = output.partition("not judged\n")[2].splitlines()
    assert [one for one in promises if "v2-coupon 2024" in one] == [
        (
            "  v2-coupon 2024: the letter case of $.data[*].code with coupon_code_case=AS_IT_IS: "
            "only answers to samples that are named as they were created can show it"
        ),
        (
            "  v2-coupon 2024: what couponCodes, couponIds and issuedToIds select together: "
            "no row says whether an item has to match all of them, or one"
        ),
        (
            "  v2-coupon 2024: the effect of the parameter couponIds: "
            "the response does not show what it selects by"
        ),
        (
            "  v2-coupon 2024: the effect of the parameter issuedToIds: "
            "the response does not show what it selects by"
        ),
        (
            "  v2-coupon 2024: the limits of the parameter issuedToIds: "
            "recordings hold pseudonyms of its values"
        ),
    ]


def test_checks_are_listed_before_contracts_are_refused(tmp_path: Path) -> None:
    """A fault of a contract does not hide them."""
    result = CliRunner().invoke(cli, ["checks", "--contracts", str(tmp_path / "nowhere")])
    assert "wrong-type" in result.output
    assert isinstance(result.exception, Fault)


def test_explain_says_what_why_and_an_example() -> None:
    """The whole explanation of one check."""
    assert CliRunner().invoke(cli, ["explain", "text-for-null"]).output == (
        "text-for-null (structure)\n"
        "\n"
        'The text "NULL" where there is no value.\n'
        "\n"
        "Why it matters: a client takes the word for a value, and shows or stores it.\n"
        "\n"
        'Example: `"pincode": "NULL"`.\n'
    )
