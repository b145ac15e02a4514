"""How long the page takes to be made, to open in a real browser, and to filter.

Run: `python benchmarks/report.py`. It needs Chromium and the `test` dependencies. The reports are
those of the repository's evidence, copied with other names and values until they have so many
drifts.
"""

import hashlib
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from msgspec import structs
from playwright.sync_api import Browser, Page, sync_playwright

from asdocumented import load_contracts
from asdocumented.renderers.html import render
from asdocumented.report.model import Drift, Problem, Report, Sample

ROOT = Path(__file__).parent.parent
SIZES = (70, 1000, 5000, 20_000)
LIMITS = {1000: 1.0, 20_000: 4.0}
APIS = 8
_WORD = re.compile(r"[A-Za-z0-9]{6,}")


def main() -> None:
    """Print a line for each size; exit with 1 where a limit is passed."""
    base = load_contracts(ROOT / "contracts").judge(ROOT / "cassettes", examples=True)
    too_slow = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        for size in SIZES:
            report = enlarged(base, size)
            began = time.perf_counter()
            page = render(report)
            made = time.perf_counter() - began
            path = Path(folder) / f"{size}.html"
            path.write_text(page, encoding="utf-8")
            opened, typed = statistics.median(opening(browser, path)), typing(browser, path)
            sys.stdout.write(
                f"{len(report.drifts):6} drifts  {len(report.problems):6} problems  "
                f"{len(page) / 1e6:5.2f} MB  made in {made:5.2f} s  opens in {opened:5.2f} s  "
                f"a key waits {max(typed) * 1000:4.0f} ms at most\n"
            )
            if opened > LIMITS.get(size, 60) or max(typed) > 0.1 or len(page) > 5e6:
                too_slow.append(size)
        browser.close()
    sys.exit(1 if too_slow else 0)


def opening(browser: Browser, path: Path, times: int = 3) -> Iterator[float]:
    """Yield the seconds until the page is drawn and answers, in a new context each time."""
    for _ in range(times):
        page = browser.new_context().new_page()
        began = time.perf_counter()
        page.goto(path.as_uri(), wait_until="load")
        _drawn(page)
        yield time.perf_counter() - began
        page.context.close()


def typing(browser: Browser, path: Path) -> list[float]:
    """Return the longest time that each key in the filter holds the page up, in seconds."""
    page = browser.new_context().new_page()
    page.goto(path.as_uri(), wait_until="load")
    page.evaluate(
        "() => { window.longest = 0; let last = performance.now(); const tick = () => {"
        " const now = performance.now(); window.longest = Math.max(window.longest, now - last);"
        " last = now; setTimeout(tick, 0); }; setTimeout(() => { window.longest = 0; tick(); }, 0);"
        " }"
    )
    page.locator("#q").focus()
    page.wait_for_timeout(1500)
    waits = []
    for key in "validtill":
        page.evaluate("window.longest = 0")
        page.locator("#q").press_sequentially(key)
        page.wait_for_timeout(150)
        waits.append(page.evaluate("window.longest") / 1000)
    page.context.close()
    return waits


def _drawn(page: Page) -> None:
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))")


def enlarged(report: Report, drifts: int) -> Report:
    """Return a report with so many drifts: copies with other values in copies of its operations."""
    copies = max(drifts // len(report.drifts), 1)
    if copies == 1:
        return report
    apis = range(min(copies, APIS))
    return structs.replace(
        report,
        operations=[
            structs.replace(one, id=f"{one.id}-{n}", path=f"/{n}{one.path}", page=f"{one.page}-{n}")
            for n in apis
            for one in report.operations
        ],
        problems=[_problem(one, n) for n in range(copies) for one in report.problems],
        drifts=[_drift(one, n) for n in range(copies) for one in report.drifts],
        rows=[
            structs.replace(one, operation=f"{one.operation}-{n}")
            for n in apis
            for one in report.rows
        ],
    )


def _other(text: str, number: int) -> str:
    """Return a text in which each longer word that has a digit is another one."""
    return _WORD.sub(lambda found: _hash(f"{found[0]}{number}", len(found[0])), text)


def _hash(text: str, length: int) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def _problem(one: Problem, n: int) -> Problem:
    drifts = [_hash(f"{each}{n}", 16) for each in one.drifts]
    return structs.replace(
        one,
        id=_hash(f"{one.id}{n}", 10),
        drifts=drifts,
        title=f"{one.title} in part {n}",
        operation=f"{one.operation}-{n % APIS}",
    )


def _drift(one: Drift, n: int) -> Drift:
    return structs.replace(
        one,
        fingerprint=_hash(f"{one.fingerprint}{n}", 16),
        operation=f"{one.operation}-{n % APIS}",
        location=f"{one.location}.part{n}",
        citation=structs.replace(one.citation, page=f"{one.citation.page}-{n % APIS}"),
        samples=[_sample(each, n) for each in one.samples],
    )


def _sample(one: Sample, n: int) -> Sample:
    value = None if one.value is None else _other(one.value, n)
    around = one.surroundings and _other(one.surroundings, n)
    return structs.replace(one, value=value, surroundings=around)


if __name__ == "__main__":
    main()
