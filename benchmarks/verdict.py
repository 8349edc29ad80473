"""An answer in practice: from key press to the frame in which its verdict stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from playwright.sync_api import Browser, Page

from benchmarks.browser import page_with_ruler, watch
from benchmarks.figures import Figure, Series
from benchmarks.servers import Servers
from benchmarks.step import click, open_counter

TIMES = 2
TALL = 1300  # px: the verdict stands in the window also below a long program
VERDICT = 'document.querySelector("[data-testid=stAlert]")'
AT_ONCE = ("Choose one.", "Choose what it prints.", "Choose what the cell holds.")


@dataclass(frozen=True, slots=True)
class Card:
    """A question's number, and the verdict on its first option, where one key is an answer."""

    number: int
    verdict: str | None


def measure(browser: Browser, servers: Servers, runs: int) -> Iterator[Figure]:
    """Take turns: one answer to a fresh question, one click on the counter."""
    with page_with_ruler(browser, TALL) as counter:
        open_counter(counter, servers.tuned_counter.url)
        cards = looked_at(browser, servers.ours.url, runs)
        answers = islice(answered(browser, servers.ours.url, cards), runs)
        turns = [(answer, click(counter, i + 1)) for i, answer in enumerate(answers)]
    ours, bare = zip(*turns, strict=True)
    yield Figure(
        Series("answer in practice, key to verdict", "ms", ours),
        Series("bare counter, our server settings", "ms", bare),
    ).with_ratio_at_most(TIMES, f"at most {TIMES} times")


def looked_at(browser: Browser, url: str, runs: int) -> list[Card]:
    """Answer so many questions as another learner, only to read what the verdicts say."""
    cards: list[Card] = []
    with page_with_ruler(browser, TALL) as page:
        open_practice(page, url)
        while sum(card.verdict is not None for card in cards) < runs:
            number = len(cards) + 1
            cards.append(Card(number, verdict_on_first(page)))
            if not go_on(page, number):
                break
    return cards


def answered(browser: Browser, url: str, cards: Sequence[Card]) -> Iterator[float]:
    """Answer the questions as somebody who has answered none; then as the next such learner."""
    while True:
        with page_with_ruler(browser, TALL) as page:
            open_practice(page, url)
            for card in cards:
                if card.verdict is not None:
                    yield answer(page, card.verdict)
                go_on(page, card.number)


def open_practice(page: Page, url: str) -> None:
    """Open practice as a new learner, whose cookie comes with the page."""
    page.goto(f"{url}/practice")
    page.get_by_text("Question 1 of").wait_for()
    page.wait_for_timeout(1000)


def verdict_on_first(page: Page) -> str | None:
    """Answer the question at hand and read the verdict; None where no key is an answer."""
    at_once = any(page.get_by_text(task, exact=True).count() for task in AT_ONCE)
    if not at_once or not page.get_by_label("Shortcut 1").count():
        return None
    page.keyboard.press("1")
    page.get_by_test_id("stAlert").wait_for()
    page.wait_for_timeout(500)
    return str(page.evaluate(f"() => {VERDICT}.textContent"))


def go_on(page: Page, number: int) -> bool:
    """Go to the next question; False at the end of the set."""
    if not page.get_by_role("button", name="Next question").count():
        return False
    page.keyboard.press("n")
    page.get_by_text(f"Question {number + 1} of").wait_for()
    page.wait_for_timeout(500)
    return True


def answer(page: Page, verdict: str) -> float:
    """Press 1; answer with the milliseconds until the verdict is painted."""
    seen = watch(
        page,
        lambda: page.keyboard.press("1"),
        f"bench.watch('keydown', {{ verdict: () => {VERDICT}?.textContent === {verdict!r} }})",
    )
    return seen["verdict"]
