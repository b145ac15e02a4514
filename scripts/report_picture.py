"""Make docs/report.png, the picture of the report in the README; it needs Chromium."""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from asdocumented import load_contracts

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "report.png"


def main() -> None:
    """Judge the repository's evidence, and take a picture of the top of the page."""
    contracts = load_contracts(ROOT / "contracts")
    report = contracts.judge(ROOT / "cassettes", examples=True, leave_out_departing=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        path = report.write(folder)
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 820})
        page.goto(path.as_uri())
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
