"""The evidence panel after a step: from key press to its heading and table, and to its figure."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

from playwright.sync_api import Browser, Page

from benchmarks.browser import page_with_ruler, watch
from benchmarks.figures import Figure, Series
from benchmarks.servers import Servers
from benchmarks.step import STEPS, click, open_counter, open_player

LIMIT = 150.0
TALL = 1700  # px: player and panel both stand in the window, so both are really painted
HEADING = '[...document.querySelectorAll("h2")].find((h2) => h2.textContent.startsWith("Evidence"))'
TABLE = 'document.querySelector("[data-testid=stTable] table")'
FIGURE = "[role=figure]"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the panel says when it has come to rest at a step."""

    heading: str
    table: str


def measure(browser: Browser, servers: Servers, runs: int) -> Iterator[Figure]:
    """Take turns: one step in the player, one click on the counter."""
    with ExitStack() as pages:
        player = pages.enter_context(page_with_ruler(browser, TALL))
        counter = pages.enter_context(page_with_ruler(browser, TALL))
        open_player(player, servers.ours.url)
        open_counter(counter, servers.tuned_counter.url)
        expected = [look_at(player) for _ in range(STEPS)]
        turns = [
            (step(player, i % STEPS, expected[i % STEPS]), click(counter, i + 1))
            for i in range(runs)
        ]
    panel = tuple(max(seen["heading"], seen["table"]) for seen, _ in turns)
    figure = tuple(seen["still"] for seen, _ in turns)
    bare = Series("bare counter, our server settings", "ms", tuple(clicked for _, clicked in turns))
    yield Figure(
        Series("evidence after a step, key to heading and table", "ms", panel), bare
    ).with_p95_at_most(LIMIT)
    yield Figure(Series("the same, until its figure is at rest", "ms", figure), bare)


def look_at(page: Page) -> Shown:
    """Take a step and read what the panel shows for it, once it is at rest."""
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(1500)
    return Shown(
        page.evaluate(f"() => {HEADING}.textContent"), page.evaluate(f"() => {TABLE}.textContent")
    )


def step(page: Page, before: int, expected: Shown) -> dict[str, float]:
    """Press the right arrow; answer with the milliseconds until each part is painted."""
    if before == 0:
        page.keyboard.press("Home")
        page.wait_for_timeout(600)
    wanted = ", ".join(
        f"{name}: () => {element}?.textContent === {text!r}"
        for name, element, text in (
            ("heading", HEADING, expected.heading),
            ("table", TABLE, expected.table),
        )
    )
    return watch(
        page,
        lambda: page.keyboard.press("ArrowRight"),
        f"bench.watch('keydown', {{ {wanted} }}, {{ still: '{FIGURE}' }})",
    )
