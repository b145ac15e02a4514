"""`asdocumented checks` and `asdocumented explain`."""

from click.testing import CliRunner

from asdocumented.checks.registry import all_checks
from asdocumented.cli.main import cli


def test_checks_lists_every_check_with_what_it_finds() -> None:
    """Every id stands on a line of its own under its group, with its summary."""
    lines = CliRunner().invoke(cli, ["checks"]).output.splitlines()
    assert [line for line in lines if not line.startswith(" ")] == [
        "structure",
        "time",
        "letter case",
        "errors",
        "request",
        "page",
        "transport",
        "evidence",
    ]
    assert [line.split()[0] for line in lines if line.startswith(" ")] == [
        check.id for check in all_checks()
    ]
    assert "  wrong-type              A value of another JSON type than its row documents." in lines


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
