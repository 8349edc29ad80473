"""The Chromium that measures, and the ruler it is given."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from playwright.sync_api import Browser, Page, sync_playwright

from tests.chromium import HOW_TO_GET_ONE, find_chromium

RULER = (Path(__file__).parent / "watch.js").read_text(encoding="utf-8")
CALM = 450  # milliseconds between two measurements, so that each begins on a page at rest
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"  # no other host can be reached


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run a headless Chromium until the block ends."""
    path = find_chromium()
    if path is None:
        raise SystemExit(HOW_TO_GET_ONE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[ALONE])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def page_with_ruler(browser: Browser, height: int = 800) -> Iterator[Page]:
    """Open an empty page with an empty cache, in which `bench` of watch.js can be called."""
    context = browser.new_context(viewport={"width": 1280, "height": height})
    try:
        context.add_init_script(RULER)
        yield context.new_page()
    finally:
        context.close()


def watch(page: Page, act: Callable[[], None], watching: str) -> dict[str, float]:
    """Act on a page while it watches itself; answer with the milliseconds to each thing seen."""
    page.bring_to_front()
    page.wait_for_timeout(CALM)
    page.evaluate(f"() => {{ window.watched = {watching}; window.watched.catch(() => {{}}); }}")
    act()
    return cast("dict[str, float]", page.evaluate("() => window.watched"))
