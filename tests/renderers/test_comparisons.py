"""The outputs of a comparison: what stands in them, and that nothing in it runs or is markup."""

import re
from html.parser import HTMLParser

import pytest

from asdocumented.cli.main import COMPARISON_FORMATS
from asdocumented.comparing.change import Change, Side
from asdocumented.comparing.model import FORMAT, Compared, Comparison
from asdocumented.contracts.model import Citation, NotJudged
from asdocumented.renderers import comparison_markdown, comparison_text
from asdocumented.renderers.comparisons import RENDERERS, render
from asdocumented.renderers.html import comparison as page
from asdocumented.report.gate_model import WaiverTerms

HOSTILE = "<script>alert(1)</script>|`@team`\u202e"
OLD = Citation("coupons", "2024", "response table", 1, "code", None)
NEW = Citation("coupons", "2026", "response table", 2, "code", "String")


def change(location: str = "$.code", kind: str = "type-told", **others: object) -> Change:
    """Return a change of a field's datatype, or of another class."""
    values: dict[str, object] = {
        "fingerprint": "a" * 16,
        "sends": "safe",
        "reads": "risky",
        "message": "A field without a datatype has one: no datatype → String",
        "before": Side(location, "no datatype", [OLD]),
        "after": Side(location, "String", [NEW]),
    }
    return Change(change=kind, location=location, **{**values, **others})  # type: ignore[arg-type]  # a test's literal


def comparison(*changes: Change, **others: object) -> Comparison:
    """Return a comparison of two editions."""
    sides = {"before": Compared("c@2024", "coupons 2024"), "after": Compared("c@2026", "coupons")}
    values: dict[str, object] = {**sides, "changes": list(changes), "version": "1.2.3", **others}
    return Comparison(format=FORMAT, kind="editions", **values)  # type: ignore[arg-type]  # a test's literal


def test_the_command_line_knows_every_format() -> None:
    """It starts without the renderers."""
    assert tuple(RENDERERS) == COMPARISON_FORMATS


def test_the_text_has_both_rows_and_the_evidence() -> None:
    """What changed, where, what it does, and what it is as far as evidence shows it."""
    one = change(origin="page corrected", why="the answers of 2024 are as 2026 says, once")
    assert comparison_text.render(comparison(one, evidence=["before: 1 example"])) == (
        "editions: c@2024 (coupons 2024) → c@2026 (coupons)\n"
        "  before: 1 example\n"
        "\n"
        "risky    $.code  [aaaaaaaaaaaaaaaa]\n"
        "    type-told: A field without a datatype has one: no datatype → String\n"
        "      before: 2024 response table, row 1 (code, no datatype)\n"
        "      after: 2026 response table, row 2 (code, String)\n"
        "      sends: safe, reads: risky; the page was corrected: the answers of 2024 are as 2026 "
        "says, once\n"
        "1 change: 0 breaking, 1 risky, 0 safe\n"
        "nothing breaks a client that is not accepted"
    )


def test_what_is_in_a_new_object_is_counted_with_it() -> None:
    """But for what is of another class."""
    added = [
        change(at, "field-added", fingerprint=str(n) * 16, before=None)
        for n, at in enumerate(["$.series", "$.series.id", "$.series.list[*].id", "$.seriesId"])
    ]
    told = comparison_text.outermost([*added, change("$.series.id", "type-told")])
    assert [(one.location, len(inside)) for one, inside in told] == [
        ("$.series", 2),
        ("$.seriesId", 0),
        ("$.series.id", 0),
    ]


def test_the_markdown_is_a_table_of_each_effect() -> None:
    """With both sides and their rows."""
    waived = change(waiver=WaiverTerms("known"))
    lines = comparison_markdown.render(comparison(waived)).splitlines()
    assert lines[0] == "## asdocumented compare: passes"
    assert lines[-1] == (
        "| type-told, accepted | `$.code` | no datatype (2024 response table, row 1 (code, no "
        "datatype)) | String (2026 response table, row 2 (code, String)) | safe | risky | unknown |"
    )


def test_the_text_for_a_ticket_reads_well_as_it_is() -> None:
    """Class, place, both sides with their rows, and what it does to a client."""
    assert comparison_text.ticket(change(after=None)) == (
        "**type-told** at `$.code`\n"
        "\n"
        "- What changed: A field without a datatype has one: no datatype → String\n"
        "- Before: no datatype, 2024 response table, row 1 (code, no datatype)\n"
        "- After: nothing of the kind\n"
        "- A client that sends requests: safe\n"
        "- A client that reads responses: risky\n"
    )


class _Elements(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.ids += [value for name, value in attrs if name == "id" and value]


def test_the_page_has_both_sides_beside_each_other() -> None:
    """Each change is a card with a pane for each side, and a text for a ticket."""
    text = page.render(comparison(change()))
    found = _Elements(text)
    assert "problem-aaaaaaaaaaaaaaaa" in found.ids
    assert len(found.ids) == len({*found.ids})
    assert text.count('<div class="page">') == 2
    assert "Copy for a ticket" in text


@pytest.mark.parametrize("form", COMPARISON_FORMATS)
def test_an_empty_comparison_is_rendered(form: str) -> None:
    """Nothing changes."""
    assert render(form, comparison())


def test_nothing_of_a_page_runs_or_is_markup() -> None:
    """Names of rows and words of reports may come from anywhere."""
    row = Citation(HOSTILE, "2026", HOSTILE, 1, HOSTILE, HOSTILE)
    one = change(HOSTILE, message=HOSTILE, after=Side(HOSTILE, HOSTILE, [row]), why=HOSTILE)
    left = [NotJudged(HOSTILE, HOSTILE)]
    made = comparison(one, expired=[HOSTILE], not_compared=left, evidence=[HOSTILE])
    shown = page.render(made)
    assert "\u202e" not in shown
    assert _Elements(shown).tags.count("script") == 1
    markdown = comparison_markdown.render(made)
    assert "\u202e" not in markdown
    assert "<script>" not in re.sub("``.*?``", "", markdown)
    assert "\u202e" not in comparison_text.render(made)
