"""A problem as text for a ticket: it reads well in a mail, and as Markdown."""

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec import structs

from asdocumented.contracts.model import Citation
from asdocumented.renderers.markdown_text import plain
from asdocumented.renderers.ticket import sentence, ticket, words
from asdocumented.report.model import Sample, SampleRequest
from tests.gate.reports import DEMO, drift, operation, report


def text_of(*drifts: object, **changes: object) -> str:
    """Return the ticket of a problem with these drifts; `changes` are those of the operation."""
    found = report(drift())
    shown = [one for one in drifts if isinstance(one, type(drift()))]
    problem = structs.replace(found.problems[0], title="`code` is object", what_to_do="Type row 1.")
    made = structs.replace(operation({DEMO: "drift"}), **changes)
    return ticket(problem, shown, made)


def test_a_ticket_names_page_row_difference_and_request() -> None:
    """In this order, with the correction on top."""
    request = SampleRequest("GET", "http://eu.test/coupons?code=abc", ["code"])
    sample = Sample(DEMO, "a.yaml#0", "/code", "{}", request, '{"code": {}}')
    source = Citation("coupons", "2026", "response table", 2, "id", None)
    other = Citation("zones", "2025", None, None, None, None, "Time zones")
    made = drift(samples=[sample], sources=[source, other])
    assert text_of(made, title="Coupons", address="https://docs.test/coupons") == (
        "**`code` is object**\n"
        "\n"
        "- Operation: GET /coupons\n"
        "- Page: Coupons, edition 2026, https://docs.test/coupons\n"
        "- What to mend: Type row 1.\n"
        "\n"
        "- Row: response table, row 1, `code`, String\n"
        "- Row: response table, row 2, `id`, no datatype\n"
        "- Row: Time zones 2025, the page as a whole\n"
        "- Documented: String\n"
        "- Observed at `$.code`: object\n"
        "- Seen: cassette:demo 1 of 2\n"
        "\n"
        "```json\n"
        '{"code": {}}\n'
        "```\n"
        "```sh\n"
        """curl -H "Authorization: $TOKEN" 'http://eu.test/coupons?'code="$CODE_1"\n"""
        "```\n"
    )


@pytest.mark.parametrize(
    "word",
    [
        "<img src=x onerror=alert(1)>",
        "[click](javascript:alert(1))",
        "![x](http://evil.test/x.png)",
        "```\n# heading",
        "@everyone",
        "\u202eevil",
        "\x1b[31m",
    ],
)
def test_nothing_in_evidence_is_markup(word: str) -> None:
    """No link, no image, no heading, no HTML; what cannot be seen is spelt out."""
    request = SampleRequest("GET", f"http://h/?c={word}", [])
    sample = Sample(DEMO, word, word, word, request, word)
    made = drift(documented=word, observed=word, location=word, samples=[sample])
    text = text_of(made, title=word)
    kinds = {one.type for token in MarkdownIt("commonmark").parse(text) for one in _whole(token)}
    assert kinds.isdisjoint({"link_open", "image", "heading_open", "html_block", "html_inline"})
    assert not any(sign in text for sign in "\u202e\x1b")
    fences = [one for one in MarkdownIt("commonmark").parse(text) if one.type == "fence"]
    assert [one.info for one in fences] == ["json", "sh"]


@pytest.mark.parametrize("text", ["www.evil.example", "GH-12", ":smile:", "@anna", "#12"])
def test_nothing_is_linked_or_shown_as_a_picture(text: str) -> None:
    """GitHub does so with plain text, but not within code."""
    assert f"`{text}`" in words(text)
    assert text not in plain(text)
    assert text not in sentence(f"Type row 1, {text}.")


@pytest.mark.parametrize("text", ["_under_", "~~gone~~", "&lt;b&gt;"])
def test_a_title_is_no_markup(text: str) -> None:
    """What it shows is what it says."""
    (found,) = MarkdownIt("commonmark").enable("strikethrough").parseInline(sentence(text))
    assert "".join(one.content for one in found.children or ()) == text
    assert {one.type for one in found.children or ()} <= {"text", "text_special"}


def _whole(token: Token) -> list[Token]:
    return [token, *(token.children or [])]


def test_an_address_that_is_none_of_the_web_is_left_out() -> None:
    """A mail program makes a link of what looks like one."""
    assert "javascript" not in text_of(drift(), address="javascript:alert(1)")


def test_many_drifts_are_cut() -> None:
    """The report has them all."""
    assert text_of(*(drift(letter * 16) for letter in "abcdefghijklmnopqrstu")).count("- Row") == 20
    assert "and 1 more of the same kind" in text_of(*(drift() for _ in range(21)))
