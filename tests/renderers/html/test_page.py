"""The page as a whole: one file, a strict policy, everything of drift.json in it, once."""

import base64
import re
from hashlib import sha256
from html import unescape

import pytest

from asdocumented.renderers import html
from tests.gate.reports import DEMO, drift, operation, report
from tests.renderers.html.page import (
    MARKUP,
    decided,
    hostile,
    one,
    own_page,
    own_report,
    parsed,
    text,
)


def test_one_style_and_one_script_are_allowed_by_their_hashes_and_nothing_else_is() -> None:
    """A strict policy holds on the page, also when it is opened as a file."""
    page = html.render(decided(report(drift())))
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digests = [
        base64.b64encode(sha256(each.encode()).digest()).decode() for each in (style, script)
    ]
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)
    policy = unescape(policy)
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digests[0]}'; script-src 'sha256-{digests[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )


def test_the_page_asks_for_nothing() -> None:
    """No link to a file, no image, no frame, no inline style or handler, no import."""
    page = html.render(own_report())
    assert not re.search(r"<link|<img|<iframe|\sstyle=|\son\w+=|url\((?!#)|@import", page)


def test_every_problem_and_every_drift_stands_in_the_page_once_with_its_row() -> None:
    """Also those that are waived or mere notes; the cited rows are those of drift.json."""
    found = own_report()
    page = own_page()
    problems = [tag["id"] for tag in page.select("details.problem")]
    assert sorted(problems) == sorted(f"problem-{each.id}" for each in found.problems)
    drifts = page.select(".problem .drift")
    assert sorted(tag["id"] for tag in drifts) == sorted(
        f"drift-{each.fingerprint}" for each in found.drifts
    )
    places = {str(tag["id"]): tag for tag in drifts}
    for each in found.drifts:
        shown = places[f"drift-{each.fingerprint}"]
        rows = {text(row.td) for row in shown.select("tr.cited") if row.td}
        cited = {each.citation.row, *(source.row for source in each.sources)}
        assert rows == {str(row) for row in cited if row is not None}
        assert each.location in text(shown)
        assert each.check in text(shown)


def test_every_link_within_the_page_leads_somewhere() -> None:
    """From the rail, the worst problems, the cells of the matrix, and the waivers."""
    page = own_page()
    ids = {tag["id"] for tag in page.select("[id]")}
    links = {str(tag["href"]) for tag in page.select("a[href^='#'], use") if tag.get("href")}
    assert len(links) > 50
    assert {link[1:] for link in links} <= ids


def test_no_id_stands_twice() -> None:
    """Else a link leads to the wrong place."""
    ids = [tag["id"] for tag in own_page().select("[id]")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "word", [MARKUP, "\u202eevil\u202c", "\x1b[31mred", "\u200bhidden", "]]>--><!--", "{{ 7 * 7 }}"]
)
def test_hostile_names_and_values_are_text(word: str) -> None:
    """Markup, escapes of a terminal, and what turns or hides text is spelt out or escaped."""
    page = html.render(hostile(word))
    assert not re.search("<img|alert\\(2\\)</script>|[\x1b\u202a-\u202e\u200b]", page)
    assert len(re.findall("<script", page)) == 1
    assert "49" not in text(one(parsed(hostile("{{ 7 * 7 }}")), "#problems"))


def test_a_name_of_ten_thousand_characters_is_cut() -> None:
    """Its length is told, so that nobody takes the cut one for the whole."""
    page = html.render(hostile("x" * 10_000))
    assert "x" * 2001 not in page
    assert "… (10,000 characters)" in page


def test_an_address_that_is_none_of_the_web_is_no_link() -> None:
    """A contract may have been written by somebody else."""
    for address, links in (("javascript:alert(1)", 0), ("https://docs.example/coupons", 1)):
        operations = [operation({DEMO: "drift"}, address=address)]
        page = parsed(decided(report(drift(), operations=operations)))
        assert len(page.select(f".clip a[href='{address}']")) == links
