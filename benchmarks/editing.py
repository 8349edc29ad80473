"""A changed program in the code lab, from key press to its new table, beside a server's answer."""

from collections.abc import Iterator
from contextlib import ExitStack

from playwright.sync_api import Browser, Page

from benchmarks.browser import page_with_ruler, watch
from benchmarks.figures import Figure, Series
from benchmarks.servers import Servers
from benchmarks.step import click, open_counter
from lifecycle.program import source

ROWS = 7
SOON = 100
TABLE = (
    'bench.find("table").find((table) => '
    'table.caption?.textContent === "Execution table of your program")'
)


def measure(browser: Browser, servers: Servers, runs: int) -> Iterator[Figure]:
    """Take turns: one changed program in the code lab, one click on the counter."""
    with ExitStack() as pages:
        lab = pages.enter_context(page_with_ruler(browser))
        counter = pages.enter_context(page_with_ruler(browser))
        open_lab(lab, servers.ours.url)
        open_counter(counter, servers.tuned_counter.url)
        turns = [(trace(lab, i % ROWS + 1), click(counter, i + 1)) for i in range(runs)]
    ours, theirs = (tuple(values) for values in zip(*turns, strict=True))
    edited = Series("a changed program, key to its painted table", "ms", ours)
    clicked = Series("bare counter, our server settings", "ms", theirs)
    yield Figure(edited, clicked).with_median_at_most(SOON)


def open_lab(page: Page, url: str) -> None:
    """Open the editor and trace once without looking, so that Brython is there."""
    page.goto(f"{url}/code-lab")
    page.get_by_role("button", name="Open the editor").wait_for()
    page.wait_for_timeout(1000)
    page.evaluate(f"() => {{ window.rows = {TABLE}.tBodies[0].rows; }}")
    page.get_by_role("button", name="Open the editor").click()
    traced(page, ROWS)


def trace(page: Page, number: int) -> float:
    """Let the loop go round so often, and trace; answer with the milliseconds to the table."""
    changed = source().replace("range(1, 8)", f"range(1, {number + 1})")
    page.get_by_role("textbox", name="Your program").fill(changed)
    return traced(page, number)


def traced(page: Page, number: int) -> float:
    """Press Control and Enter; answer with the milliseconds until the rows are painted."""
    seen = watch(
        page,
        lambda: page.keyboard.press("Control+Enter"),
        f"bench.watch('keydown', {{ rows: () => rows.length === {number} }})",
    )
    return seen["rows"]
