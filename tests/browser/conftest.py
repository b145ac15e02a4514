"""A real Chromium, one for all tests of this folder; without one they are skipped."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect, sync_playwright

from asdocumented.comparing.model import Comparison
from asdocumented.comparing.upgrade_report import UpgradeReport
from asdocumented.renderers import html
from asdocumented.renderers.html import comparison, upgrade
from asdocumented.report.model import Report

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder slow, before those get more time.

    Where no browser is, they are skipped with a clear word.
    """
    for item in items:
        if item.nodeid.startswith("tests/browser/"):
            item.add_marker(pytest.mark.slow)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no Chromium: apt-get install chromium"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a headless Chromium that asks nobody for anything."""
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=quiet)
        yield running
        running.close()


_BROKEN_HEADS = """[...document.querySelectorAll('thead th')].flatMap(head => {
  if (head.closest('thead').offsetHeight < 2) return []  // for those who listen alone
  const texts = document.createTreeWalker(head, NodeFilter.SHOW_TEXT), broken = []
  for (let text; (text = texts.nextNode());)
    for (const word of text.data.matchAll(/\\S+/g)) {
      const range = document.createRange()
      range.setStart(text, word.index)
      range.setEnd(text, word.index + word[0].length)
      const lines = new Set([...range.getClientRects()].map(one => Math.round(one.top)))
      if (lines.size > 1) broken.push(word[0])
    }
  return broken
})"""


class Opened:
    """A page of a report in the browser, with all that went wrong in it."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda one: self.complaints.append(f"{one.type}: {one.text}"))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", self._dismiss)
        self.page.on("request", lambda one: self.requests.append(one.url))

    def _dismiss(self, dialog: Dialog) -> None:
        self.complaints.append(dialog.message)
        dialog.dismiss()

    def shown(self, selector: str) -> int:
        """Return how many elements are shown."""
        return self.page.locator(f"{selector}:visible").count()

    def is_wide(self) -> bool:
        """Return whether the page has to be scrolled sideways."""
        return bool(
            self.page.evaluate(
                "document.documentElement.scrollWidth > document.documentElement.clientWidth"
            )
        )

    def broken_heads(self) -> list[str]:
        """Return the words of tables' heads that go on in a further line."""
        return [str(one) for one in self.page.evaluate(_BROKEN_HEADS)]


OpenPage = Callable[..., Opened]


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[OpenPage]:
    """Return a function that opens a page at a width in pixels."""
    contexts: list[BrowserContext] = []

    def open_it(
        report: Report | Comparison | UpgradeReport,
        behind: str = "",
        width: int = 1280,
        *,
        scripts: bool = True,
        dark: bool = False,
    ) -> Opened:
        path = tmp_path / f"{len(contexts)}.html"
        if isinstance(report, Comparison):
            path.write_text(comparison.render(report), encoding="utf-8")
        elif isinstance(report, UpgradeReport):
            path.write_text(upgrade.render(report), encoding="utf-8")
        else:
            path.write_text(html.render(report), encoding="utf-8")
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            color_scheme="dark" if dark else "light",
        )
        contexts.append(context)
        opened = Opened(context)
        opened.page.goto(path.as_uri() + behind)
        if scripts:
            expect(opened.page.locator("#count")).not_to_be_empty()
        return opened

    yield open_it
    for context in contexts:
        context.close()
