"""The page of a comparison in a real browser: it fits, filters, and has a text for a ticket."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from asdocumented.comparing.editions import compare_editions
from asdocumented.comparing.model import FORMAT, Compared, Comparison
from asdocumented.contracts.folder import load_contracts
from tests.browser.conftest import OpenPage
from tests.support import CONTRACTS


def bundled() -> Comparison:
    """Return the comparison of the two bundled editions of one page."""
    before, after = (one.contract for one in load_contracts(CONTRACTS, ("v2-coupon",)))
    return Comparison(
        format=FORMAT,
        kind="editions",
        before=Compared("2024", "the page of 2024"),
        after=Compared("2026", "the page of 2026"),
        version="1.2.3",
        changes=compare_editions(before, after),
    )


@pytest.mark.parametrize("width", [320, 768, 1280, 2560])
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


def test_text_effect_and_class_filter(open_page: OpenPage) -> None:
    """What is chosen stands in the address."""
    page = open_page(bundled()).page
    expect(page.locator("#count")).to_have_text(f"{len(bundled().changes)} changes")
    page.locator(".chip.error").click()
    expect(page.locator("#count")).to_have_text(f"2 of {len(bundled().changes)}")
    page.locator("#q").fill("couponIds=")
    expect(page.locator("#count")).to_have_text(f"0 of {len(bundled().changes)}")
    expect(page.locator("#nothing")).to_be_visible()
    page.locator("#nothing .clear").click()
    page.locator("#check").select_option("type-told")
    expect(page.locator("#count")).to_have_text(f"10 of {len(bundled().changes)}")
    assert page.url.endswith("#check=type-told")


def test_a_link_opens_its_change(open_page: OpenPage) -> None:
    """With both sides, and the text for a ticket."""
    last = bundled().changes[-1]
    page = open_page(bundled(), f"#problem-{last.fingerprint}").page
    card = page.locator(f"#problem-{last.fingerprint}")
    expect(card.locator(".panes .page")).to_have_count(2)
    expect(card.locator(".panes")).to_be_visible()
    card.locator(".copy").click()
    expect(page.locator("#said")).not_to_be_empty()
