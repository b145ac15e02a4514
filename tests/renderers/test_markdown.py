"""Markdown for a pull request: what fails first, and no value is markup."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec import structs

from asdocumented.gate.decision import GateInputs, decide
from asdocumented.gate.earlier import EarlierReport
from asdocumented.gate.waivers import Waiver, WaiverFile
from asdocumented.renderers import markdown
from asdocumented.report.model import Report
from tests.gate.reports import drift, report
from tests.generating import examples

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
READER = MarkdownIt("gfm-like", {"linkify": False})
OURS = {"<details>", "</details>", "<summary>", "</summary>"}


def rendered(judged: Report, given: GateInputs | None = None) -> str:
    """Return the Markdown of a report that was decided."""
    return markdown.render(decide(judged, given or GateInputs(), NOW))


def tokens(text: str) -> list[Token]:
    """Return all that a Markdown parser finds, what is inline too."""
    return [one for block in READER.parse(text) for one in (block, *(block.children or ()))]


def kinds(text: str) -> list[str]:
    """Return the kinds of all that a Markdown parser finds, but for plain text."""
    return [one.type for one in tokens(text) if one.type not in ("text", "text_special")]


def test_the_decision_and_what_fails_come_first() -> None:
    """It reads well as it stands, too."""
    assert (
        rendered(report(drift(), drift("b", severity="warning")))
        == """\
## asdocumented: fails

drifts of severity error without a waiver: 1 drift in 1 problem (limit: none)

- next: asdocumented explain aaaaaaaaaa shows one whole; mend it, or accept it with \
asdocumented waive aaaaaaaaaa --reason TEXT

- cassette:demo: 2 (UTC, recorded 2026-11-01 to 2026-11-02)

### error: \\`$.code\\` is object

Correct the row. coupons 2026, `asdocumented explain aaaaaaaaaa`

| check | location | documented | observed | seen |
|---|---|---|---|---|
| wrong-type | `$.code` | documented String  (coupons 2026, response table, row 1 (code)) \
| object | cassette:demo 1 of 2 |

### warning, does not fail: \\`$.code\\` is object

Correct the row. coupons 2026, `asdocumented explain bbbbbbbbbb`

| check | location | documented | observed | seen |
|---|---|---|---|---|
| wrong-type | `$.code` | documented String  (coupons 2026, response table, row 1 (code)) \
| object | cassette:demo 1 of 2 |

<details><summary>The gate: 6 rules</summary>

| rule | what | limit | actual | |
|---|---|---|---|---|
| fail\\_on | drifts of severity error without a waiver | none | 1 drift in 1 problem | fails |
| judged | interactions judged | 1 at least | 2 | passed |
| read | sources not judged in full | none | none | passed |
| shown | editions of which an answer shows something | 1 at least | 1 of 1 | passed |
| servers | evidence sets of a server | 1 at least | cassette:demo | passed |
| max\\_recording\\_age\\_days | age of the oldest recording of a target | 180 days at most \
| 21 days (cassette:demo) | passed |

Decided by the defaults; asdocumented 1.2.3.

</details>
""".replace("`$.code\\`", "`\\$.code\\`")
    )


def test_what_is_waived_gone_or_lapsed_is_told_behind_it() -> None:
    """Folded, but for waivers that do not hold any more."""
    waivers = (
        Waiver(fingerprint="a" * 16, reason="known", ticket="CAP-1"),
        Waiver("c" * 16, "x", "drift", "wrong-type", "coupons", "2026", "$.id", drift="id"),
    )
    earlier = [EarlierReport("old.json", report(drift("d"), finished="2026-11-01T12:00:00Z"))]
    text = rendered(report(drift()), GateInputs(waivers=WaiverFile("w", waivers), earlier=earlier))
    assert "## asdocumented: passes\n" in text
    assert "- against old.json: 1 new, 0 still there, 1 gone, 0 not judged now\n" in text
    assert "- waiver stale: cccccccccccccccc: id: its place was judged" in text
    assert "<details><summary>1 waived</summary>\n\n- wrong-type `$.code`: known; CAP-1\n" in text
    assert (
        "<details><summary>1 gone</summary>\n\n- wrong-type `$.code`, last seen 2026-11-01\n"
        in (text)
    )


def test_a_problem_of_many_drifts_shows_the_first() -> None:
    """So that one problem does not take the room of all others."""
    many = [drift(f"{i:016x}", location=f"$.f{i}") for i in range(30)]
    judged = report(*many)
    one = structs.replace(judged.problems[0], drifts=[each.fingerprint for each in many])
    text = rendered(structs.replace(judged, problems=[one]))
    assert text.count("| wrong-type |") == 20
    assert "\nand 10 more drifts of this problem\n" in text


def test_a_summary_stays_below_the_limit() -> None:
    """Whole problems are left out, and counted."""
    many = [drift(f"{i:016x}", observed="x" * 1500) for i in range(5000)]
    text = rendered(report(*many))
    assert len(text.encode()) <= 500_000
    shown = text.count("### error: ")
    assert f"and {5000 - shown} more: `drift.json` has all of them\n" in text
    assert text.endswith("</details>\n")


@pytest.mark.parametrize(
    "hostile",
    [
        "a | b | c",
        "`code` ``two`` ```three",
        "<script>alert(1)</script>",
        "</details>",
        "![x](https://evil.example/x.png) [y](javascript:alert)",
        "line\n\n# heading\n\n- item",
        "@everyone #123 https://evil.example www.evil.example",
        "\\| \\` \\",
        "*bold* __under__ ~~gone~~ $x$ &lt;b&gt;",
        "\x1b[31m \u202e \ud800",
    ],
)
def test_no_value_is_markup(hostile: str) -> None:
    """Tables keep their cells, and nothing becomes a link, an image, HTML or emphasis."""
    plain = kinds(rendered(report(drift(location="$.a", observed="b"))))
    found = rendered(report(drift(location=hostile, observed=hostile)))
    assert kinds(found) == plain
    assert {one.content for one in tokens(found) if one.type == "html_inline"} <= OURS


@pytest.mark.parametrize("text", ["@anna", "#123", "https://evil.example", "www.evil.example"])
def test_nobody_is_pinged_and_nothing_is_linked(text: str) -> None:
    """GitHub looks for mentions, issues and addresses in plain text."""
    assert text not in rendered(report(drift(observed=text)))


@examples(60)
@given(st.text(), st.text())
def test_any_text_stays_in_its_cell(location: str, observed: str) -> None:
    """Whatever it holds."""
    judged = report(drift(location=location, observed=observed))
    plain = kinds(rendered(report(drift(location="$.a", observed="b"))))
    titled = structs.replace(judged.problems[0], title="t")
    assert kinds(rendered(structs.replace(judged, problems=[titled]))) == list(plain)
