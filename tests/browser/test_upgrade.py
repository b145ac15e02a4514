"""The page of an upgrade in a real browser: it fits, filters, and has a text for a ticket."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from asdocumented.cli.compared_evidence import compared_evidence
from asdocumented.comparing.operations import compare_operations
from asdocumented.comparing.upgrade_report import UpgradeReport
from asdocumented.contracts.folder import load_contracts, newest
from asdocumented.evidence.interaction import Interaction
from tests.browser.conftest import OpenPage
from tests.support import CONTRACTS, ROOT


def bundled() -> UpgradeReport:
    """Return the bundled map, judged by the recordings of the stand-in."""
    known = {one.contract.operation: one.contract for one in newest(load_contracts(CONTRACTS))}
    evidence = compared_evidence([ROOT / "cassettes" / "sandbox"])
    recorded = [one for one in evidence if isinstance(one, Interaction)]
    return compare_operations(CONTRACTS, (known["v1.1-coupon-get"], known["v2-coupon"]), recorded)


@pytest.mark.parametrize("width", [320, 400, 768, 1280, 2560])
def test_the_page_fits_every_width_and_asks_for_nothing(open_page: OpenPage, width: int) -> None:
    """No word in the console, one request, no scrolling sideways."""
    opened = open_page(bundled(), width=width)
    assert (opened.complaints, len(opened.requests)) == ([], 1)
    assert not opened.is_wide()


@pytest.mark.parametrize("dark", [False, True])
def test_nothing_bars_people_who_read_otherwise(
    open_page: OpenPage,
    dark: bool,  # noqa: FBT001  # pytest hands it over by its name
) -> None:
    """Axe finds nothing, light and dark."""
    opened = open_page(bundled(), dark=dark)
    assert Axe().run(opened.page).response["violations"] == []


def test_kinds_and_verdicts_filter(open_page: OpenPage) -> None:
    """What is chosen stands in the address."""
    page = open_page(bundled()).page
    expect(page.locator("#count")).to_have_text("45 changes")
    page.locator(".chip.error").click()
    expect(page.locator("#count")).to_have_text("9 of 45")
    page.locator("#filter .clear").click()
    page.locator("#status").select_option("confirmed")
    expect(page.locator("#count")).to_have_text("11 of 45")
    assert page.url.endswith("#status=confirmed")


def test_a_row_of_the_table_opens_its_change(open_page: OpenPage) -> None:
    """With the rows of both pages, a pair of values, and the text for a ticket."""
    page = open_page(bundled()).page
    page.locator("#fields a", has_text="valid_till").click()
    fingerprint = next(
        one.fingerprint for one in bundled().upgrade.mapped if one.old.endswith(".valid_till")
    )
    card = page.locator(f"#problem-{fingerprint}")
    expect(card.locator(".panes .page")).to_have_count(2)
    expect(card.locator(".panes")).to_be_visible()
    expect(card.locator(".pairs").first).to_contain_text("2030-09-29T23:59:59Z")
    card.locator(".copy").click()
    expect(page.locator("#said")).not_to_be_empty()
