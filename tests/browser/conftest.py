"""One Chromium and one tab for all browser tests; every file and test finds the tab as new."""

import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from tests.browser.page import LessonPage
from tests.browser.quiz import DESK, QuizPage
from tests.chromium import find_chromium

FAILURES = Path(__file__).parent / "failures"
WIDE, PHONE = (1280, 800), (390, 844)
PATIENCE = 30_000  # milliseconds; two busy cores may take a while over a first page

# Nothing of the browser's own may ask another host, or the tests could not tell who did. Its last
# compiler rests: no page of a test lives long enough to gain by it.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--js-flags=--no-turbofan",
)

expect.set_options(timeout=PATIENCE)
failed = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call":
        item.stash[failed] = report.failed
    return report


# A browser that was just begun reads and compiles all scripts of a page: three times the work of
# one that has seen them. So one lives as long as there are browser tests, which come last: its
# event loop stays in the thread, and other tests must not find it there.
@pytest.fixture(scope="session")
def visitor() -> Iterator[BrowserContext]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=QUIET)
        context = chromium.new_context(
            viewport={"width": WIDE[0], "height": WIDE[1]}, reduced_motion="reduce"
        )
        context.set_default_timeout(PATIENCE)
        yield context
        chromium.close()


@pytest.fixture(scope="session")
def _only_tab(visitor: BrowserContext) -> Page:
    return visitor.new_page()


@pytest.fixture(scope="module")
def tab(visitor: BrowserContext, _only_tab: Page) -> Page:
    """Answer with the one tab, in which nobody was before as far as a file can tell."""
    _leave(_only_tab)
    visitor.clear_cookies()
    return _only_tab


@pytest.fixture
def used(tab: Page, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Answer with the tab as the test before left it; keep a picture of a failure in failures/."""
    tab.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    tab.emulate_media(
        media="null", color_scheme="null", reduced_motion="reduce", forced_colors="null"
    )
    yield tab
    if request.node.stash.get(failed, False):
        FAILURES.mkdir(exist_ok=True)
        tab.screenshot(path=FAILURES / f"{re.sub(r'[^a-z0-9]+', '-', request.node.name)}.png")
        _leave(tab)


@pytest.fixture
def page(used: Page) -> Page:
    """Answer with the tab as if new."""
    _leave(used)
    return used


def _leave(tab: Page) -> None:
    if tab.url.startswith("http"):
        tab.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    tab.goto("about:blank")


@contextmanager
def _quiet(page: LessonPage, request: pytest.FixtureRequest) -> Iterator[None]:
    """Hold that a page asks no other host and complains of nothing; if it does, it is left."""
    yield
    page.stop_listening()
    if page.foreign_requests or page.complaints:
        request.node.stash[failed] = True
    assert page.foreign_requests == []
    assert page.complaints == []


@pytest.fixture
def walker(used: Page, server: str, request: pytest.FixtureRequest) -> Iterator[LessonPage]:
    """Answer with the step-through, which a test before may have opened; it must stay quiet."""
    walker = LessonPage(used, server)
    with _quiet(walker, request):
        yield walker


@pytest.fixture
def lesson(page: Page, server: str, request: pytest.FixtureRequest) -> Iterator[LessonPage]:
    """Answer with a page of the lesson; whatever is done with it, it must stay quiet."""
    lesson = LessonPage(page, server)
    with _quiet(lesson, request):
        yield lesson


@pytest.fixture
def newcomer(page: Page, server: str, request: pytest.FixtureRequest) -> Iterator[QuizPage]:
    """Answer with a page of somebody who was never here, at a desk; it must stay quiet."""
    page.context.clear_cookies()
    page.set_viewport_size(DESK)
    quiz = QuizPage(page, server)
    with _quiet(quiz, request):
        yield quiz
