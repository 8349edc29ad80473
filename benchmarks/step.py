"""A step in the player, from key press to painted frame, beside the least that a page can do."""

from collections.abc import Iterator
from contextlib import ExitStack

from playwright.sync_api import Browser, Page

from benchmarks.browser import page_with_ruler, watch
from benchmarks.figures import Figure, Series
from benchmarks.servers import BASELINES, Servers

FRAME = 1000 / 60
STEPS = 7
EXECUTION_TABLE = (
    'bench.find("table").find((table) => table.caption?.textContent === "Execution table")'
)


def measure(browser: Browser, servers: Servers, runs: int) -> Iterator[Figure]:
    """Take turns: one step in the player, one row in a bare page, one click on each counter."""
    with ExitStack() as pages:
        player = pages.enter_context(page_with_ruler(browser))
        bare = pages.enter_context(page_with_ruler(browser))
        tuned = pages.enter_context(page_with_ruler(browser))
        default = pages.enter_context(page_with_ruler(browser))
        open_player(player, servers.ours.url)
        bare.goto((BASELINES / "row.html").as_uri())
        open_counter(tuned, servers.tuned_counter.url)
        open_counter(default, servers.default_counter.url)
        turns = [
            (
                step(player, i % STEPS + 1),
                add_row(bare, i % STEPS + 1),
                click(tuned, i + 1),
                click(default, i + 1),
            )
            for i in range(runs)
        ]
    ours, on_bare, on_ours, on_defaults = (tuple(values) for values in zip(*turns, strict=True))
    stepped = Series("a step in the player, key to painted frame", "ms", ours)
    frame = Series("one frame of a 60 Hz screen", "ms", (FRAME,))
    yield Figure(stepped, frame).with_p95_at_most(FRAME)
    yield Figure(stepped, Series("floor: a bare HTML page adds a table row", "ms", on_bare))
    yield Figure(stepped, Series("bare counter, our server settings", "ms", on_ours))
    yield Figure(
        stepped, Series("bare counter, Streamlit's defaults", "ms", on_defaults)
    ).with_ratio_at_most(1 / 20, "20 times faster")


def open_player(page: Page, url: str) -> None:
    """Open the step-through at its start and wait until it can be used."""
    page.goto(f"{url}/step-through")
    page.get_by_role("button", name="Next step").wait_for()
    page.wait_for_timeout(1000)
    page.evaluate(f"() => {{ window.rows = {EXECUTION_TABLE}.tBodies[0].rows; }}")


def open_counter(page: Page, url: str) -> None:
    """Open the counter at zero, click it once without looking, and wait for rest."""
    page.goto(url)
    page.get_by_role("button", name="Count").wait_for()
    page.wait_for_timeout(1000)


def step(page: Page, number: int) -> float:
    """Press the right arrow; answer with the milliseconds until the new row is painted."""
    if number == 1:
        page.keyboard.press("Home")
        page.wait_for_timeout(200)
    seen = watch(
        page,
        lambda: page.keyboard.press("ArrowRight"),
        f"bench.watch('keydown', {{ row: () => rows.length === {number} }})",
    )
    return seen["row"]


def add_row(page: Page, number: int) -> float:
    """Press the same key on the bare page; answer with the milliseconds until the row is there."""
    if number == 1:
        page.reload()
    seen = watch(
        page,
        lambda: page.keyboard.press("ArrowRight"),
        f"bench.watch('keydown', {{ row: () => rows.rows.length === {number} }})",
    )
    return seen["row"]


def click(page: Page, number: int) -> float:
    """Click the counter; answer with the milliseconds until the new number is painted."""
    button = page.get_by_role("button", name="Count")
    shown = f"document.querySelector('[data-testid=stMarkdown]')?.textContent === 'Count: {number}'"
    seen = watch(page, button.click, f"bench.watch('click', {{ number: () => {shown} }})")
    return seen["number"]
