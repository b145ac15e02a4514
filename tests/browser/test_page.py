"""The page in a real browser: it asks for nothing, fits, filters, follows links, prints."""

import re
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from msgspec import structs
from playwright.sync_api import Browser, expect

from asdocumented.gate.decision import GateInputs
from asdocumented.gate.earlier import EarlierReport
from asdocumented.renderers import html
from asdocumented.report.model import Report
from tests.browser.conftest import Opened, OpenPage
from tests.gate.reports import drift, report
from tests.renderers.html.page import MARKUP, decided, hostile, own_report

WIDTHS = (320, 375, 768, 1280, 2560)


def large_report() -> Report:
    """Return a report on 1,300 drifts, each a problem of its own; 300 of them are packed."""
    found = [drift(f"{n:016x}", location=f"$.part{n}") for n in range(1300)]
    made = report(*found)
    problems = [structs.replace(one, id=f"{n:010x}") for n, one in enumerate(made.problems)]
    return decided(structs.replace(made, problems=problems))


def with_history() -> Report:
    """Return the report of the repository held against an earlier one."""
    earlier = structs.replace(own_report(), drifts=own_report().drifts[1:])
    return decided(own_report(), GateInputs(earlier=[EarlierReport("1.json", earlier)]))


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_fits_every_width_and_asks_for_nothing(open_page: OpenPage, width: int) -> None:
    """No word in the console, one request, no scrolling sideways but in the matrix."""
    opened = open_page(with_history(), width=width)
    assert opened.complaints == []
    assert len(opened.requests) == 1
    assert not opened.is_wide()
    assert opened.broken_heads() == []


def test_no_head_of_a_table_breaks_within_a_word(open_page: OpenPage) -> None:
    """Where nothing was judged, all that stands below a head is shorter than the head."""
    opened = open_page(decided(report(sets=[], operations=[])))
    assert opened.broken_heads() == []


@pytest.mark.parametrize(
    ("width", "dark", "unfolded"),
    [(320, False, False), (1280, True, False), (320, True, True), (1280, False, True)],
)
def test_nothing_bars_people_who_read_otherwise(
    open_page: OpenPage,
    width: int,
    dark: bool,  # noqa: FBT001  # pytest hands it over by its name
    unfolded: bool,  # noqa: FBT001  # pytest hands it over by its name
) -> None:
    """Axe finds nothing, folded and unfolded, small and wide, light and dark."""
    opened = open_page(with_history(), width=width, dark=dark)
    if unfolded:
        opened.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        opened.page.locator("#only-differing").uncheck()
    found = Axe().run(opened.page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


def total() -> int:
    """Return how many problems the report on the repository's own evidence has."""
    return len(own_report().problems)


def rated(*severities: str) -> int:
    """Return how many of them have one of these severities."""
    return sum(one.severity in severities for one in own_report().problems)


def numbers() -> dict[str, int]:
    """Return both by name; asked for by tests alone, for judging takes a second."""
    return {"all": total(), "errors": rated("error"), "failing": rated("error", "warning")}


def count(opened: Opened) -> str:
    """Return what the filter says of how many problems are shown."""
    return opened.page.locator("#count").inner_text()


def test_text_filters_problems_and_rows_and_stands_in_the_address(open_page: OpenPage) -> None:
    """Words that all stand in a problem, in any order; the address brings them back."""
    opened = open_page(own_report())
    assert count(opened) == f"{total()} problems"
    opened.page.locator("#q").fill("redemptionrange OBJECT")
    expect(opened.page.locator("#count")).to_have_text(f"2 of {total()}")
    assert opened.shown("details.problem") == 2
    opened.page.wait_for_timeout(50)
    assert opened.page.url.endswith("#q=redemptionrange%20OBJECT")
    again = open_page(own_report(), "#q=redemptionrange%20OBJECT")
    assert count(again) == f"2 of {total()}"
    assert again.page.locator("#q").input_value() == "redemptionrange OBJECT"


def test_what_nothing_matches_is_said_and_can_be_cleared(open_page: OpenPage) -> None:
    """Escape does it, too."""
    opened = open_page(own_report(), "#q=nothing-is-like-this")
    assert opened.page.locator("#nothing").is_visible()
    opened.page.locator("#nothing .clear").click()
    assert count(opened) == f"{total()} problems"
    opened.page.locator("#q").fill("entity")
    expect(opened.page.locator("#count")).to_have_text(re.compile(" of "))
    opened.page.locator("#q").press("Escape")
    assert count(opened) == f"{total()} problems"
    assert "#q" not in opened.page.url


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ("severity=error", "{errors} of {all}"),
        ("severity=error,warning", "{failing} of {all}"),
        ("operation=v2-coupon%202024", "7 of {all}"),
        ("check=wrong-type", "2 of {all}"),
        ("set=1", "10 of {all}"),
        ("status=new", "{all} problems"),
        ("status=waived", "0 of {all}"),
        ("severity=%E0%A4%A&check=none-such", "{all} problems"),
    ],
)
def test_the_state_in_the_address_filters(open_page: OpenPage, state: str, shown: str) -> None:
    """What is not of this page is ignored."""
    opened = open_page(own_report(), f"#{state}")
    assert count(opened) == shown.format(**numbers())
    assert opened.complaints == []


def test_chips_and_choices_filter_too(open_page: OpenPage) -> None:
    """Pressed chips add up; choices narrow; rows of other operations go from the matrix."""
    opened = open_page(own_report())
    opened.page.locator(".chip.error").click()
    assert count(opened) == f"{rated('error')} of {total()}"
    opened.page.locator(".chip.note").click()
    assert count(opened) == f"{rated('error', 'note')} of {total()}"
    opened.page.locator("#operation").select_option("v2-coupon-series 2025")
    assert "operation=v2-coupon-series%202025" in opened.page.url
    opened.page.wait_for_timeout(100)
    assert opened.shown("#matrix tbody.operation") == 1


def test_problems_are_sorted_as_wanted(open_page: OpenPage) -> None:
    """By size, by the order of the pages, or worst first."""
    opened = open_page(own_report())
    opened.page.locator("#sort").select_option("drifts")
    sizes = opened.page.eval_on_selector_all(
        ".problem", "all => all.map(one => Number(one.dataset.drifts))"
    )
    assert sizes == sorted(sizes, reverse=True)
    opened.page.locator("#sort").select_option("page")
    operations = opened.page.eval_on_selector_all(
        ".problem", "all => all.map(one => one.dataset.operation)"
    )
    assert operations == sorted(operations)


def test_keys_do_what_the_help_says(open_page: OpenPage) -> None:
    """`/` filters, `j` and `k` go on and back, Enter opens, `?` helps."""
    opened = open_page(own_report())
    page = opened.page
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.locator("#q").blur()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    current = page.locator(".problem.current")
    assert current.get_attribute("id") == page.locator(".problem").first.get_attribute("id")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    assert page.locator(".problem.current").get_attribute("open") == ""
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()


def test_a_cell_of_the_matrix_opens_its_drift(open_page: OpenPage) -> None:
    """Also where a filter hides the problem; the address names the drift."""
    opened = open_page(own_report())
    cell = opened.page.locator("#matrix td.warning a").first
    leads_to = (cell.get_attribute("href") or "")[1:]
    cell.click()
    drift_place = opened.page.locator(f"#{leads_to}")
    drift_place.wait_for(state="visible")
    assert leads_to in opened.page.url
    hidden = open_page(own_report(), f"#{leads_to}&severity=error")
    hidden.page.locator(f"#{leads_to}").wait_for(state="visible")


def test_the_matrix_folds_and_shows_all_rows(open_page: OpenPage) -> None:
    """What does not differ is left out until it is asked for."""
    opened = open_page(own_report())
    assert opened.shown("#matrix tr.row") == 27
    opened.page.locator("#only-differing").uncheck()
    assert opened.shown("#matrix tr.row") == len(own_report().rows)
    opened.page.locator("#fold-all").click()
    assert opened.shown("#matrix tr.row") == 0
    opened.page.locator("#matrix tbody.operation .fold").nth(1).click()
    opened.page.locator("#unfold-all").click()
    assert opened.shown("#matrix tr.row") == len(own_report().rows)


def test_a_ticket_is_copied(open_page: OpenPage) -> None:
    """And said to be; the clipboard has the text that stands in the page."""
    opened = open_page(own_report())
    opened.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened.page.locator(".copy").first.click()
    opened.page.locator(".copy", has_text="Copied").wait_for()
    assert opened.page.locator("#said").inner_text() == "Copied"
    copied = opened.page.evaluate("navigator.clipboard.readText()")
    assert copied == opened.page.locator(".ticket pre").first.text_content()


def pages(opened: Opened) -> int:
    """Return how many pages of A4 a print has."""
    return len(re.findall(rb"/Type\s*/Page\b", opened.page.pdf(format="A4")))


def test_a_print_has_about_a_page_for_five_problems(open_page: OpenPage) -> None:
    """Verdict, gate and bars before them; with `?print=all` everything."""
    few = pages(open_page(own_report()))
    assert few <= 4 + len(own_report().problems) / 5 + 1
    assert pages(open_page(own_report(), "?print=all")) > 2 * few


def test_a_print_shows_what_is_shut(open_page: OpenPage) -> None:
    """Each problem's row and sample; no filter, no matrix."""
    opened = open_page(own_report())
    opened.page.emulate_media(media="print")
    opened.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    errors = opened.page.locator(".problem.error")
    assert opened.page.locator(".problem.error .clip:visible").count() >= errors.count()
    assert not opened.page.locator("#filter").is_visible()
    assert not opened.page.locator("#matrix").is_visible()
    opened.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert opened.page.locator(".problem[open]").count() == 1


def background(opened: Opened) -> str:
    """Return the colour of the page's ground."""
    return str(opened.page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_dark_and_light_follow_the_system_or_the_switch(open_page: OpenPage) -> None:
    """The switch goes round: system, light, dark."""
    dark, light = "rgb(14, 17, 21)", "rgb(245, 246, 247)"
    opened = open_page(own_report(), dark=True)
    assert background(opened) == dark
    opened.page.locator("#theme").click()
    assert background(opened) == light
    opened.page.locator("#theme").click()
    assert background(opened) == dark
    opened.page.reload()
    assert opened.page.locator("#theme").inner_text() == "Theme: dark"


@pytest.mark.parametrize("word", [MARKUP, "\u202eevil", "x" * 10_000, "'\"><svg onload=alert(1)>"])
def test_hostile_evidence_does_nothing(open_page: OpenPage, word: str) -> None:
    """No script of it runs, no word in the console, no frame breaks."""
    opened = open_page(hostile(word), width=375)
    opened.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert opened.complaints == []
    assert len(opened.requests) == 1
    assert not opened.is_wide()


def test_without_scripts_everything_is_there_and_opens(open_page: OpenPage) -> None:
    """Only what needs a script is gone."""
    opened = open_page(own_report(), scripts=False)
    assert opened.shown("details.problem") == len(own_report().problems)
    assert opened.shown("#matrix tr.row") == len(own_report().rows)
    assert opened.shown(".scripted") == 0
    opened.page.locator(".problem.note > summary").first.click()
    assert opened.page.locator(".problem.note .clip").first.is_visible()


class _Barred(BaseHTTPRequestHandler):
    """Serves a page under a policy that bars scripts and styles."""

    def __init__(self, page: bytes, *arguments: object) -> None:
        self._page = page
        super().__init__(*arguments)  # type: ignore[arg-type]  # the server's own

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", "default-src 'none'")
        self.end_headers()
        self.wfile.write(self._page)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def barred() -> Iterator[str]:
    """Return the address of the repository's page, served under `default-src 'none'`."""
    handler = partial(_Barred, html.render(own_report()).encode())
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.enable_socket
def test_under_a_policy_that_bars_all_the_page_still_tells_everything(
    browser: Browser, barred: str
) -> None:
    """No style and no script: the text of each problem, drift and row is there."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(barred)
        assert page.evaluate("document.styleSheets.length") == 0
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        told = page.locator("main").inner_text()
    assert all(one.location in told for one in own_report().drifts)
    assert all(one.name in told for one in own_report().rows)
    assert all(one.what_to_do.replace("`", "") in told for one in own_report().problems)


def test_what_is_packed_is_found_and_opened(open_page: OpenPage) -> None:
    """By the filter, by a link, and by going on."""
    opened = open_page(large_report())
    assert count(opened) == "1300 problems"
    assert opened.shown("details.problem") == 50
    opened.page.locator("#more").click()
    expect(opened.page.locator(".problem:visible")).to_have_count(100)
    opened.page.locator("#q").fill("part1299")
    expect(opened.page.locator("#count")).to_have_text("1 of 1300")
    assert opened.shown("details.problem") == 1
    linked = open_page(large_report(), f"#problem-{1250:010x}")
    linked.page.locator(f"#problem-{1250:010x} .ticket").wait_for(state="visible")
    assert linked.complaints == []
