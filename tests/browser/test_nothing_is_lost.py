"""Whatever happens in the middle of a question or a test: nothing is lost, nothing is doubled."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, WebSocketRoute, expect

from quizzes.question import Question
from tests.browser.quiz import (
    DESK,
    QuizPage,
    TestPage,
    gone,
    locked,
    log,
    own,
    seed_of,
    wrong,
)
from tests.serving import Running

pytestmark = pytest.mark.browser

NOT_KEPT = "Your answer is not kept yet, but it is not lost."
AWAY = "Answers cannot be kept at the moment"
VERDICT = re.compile("^Verdict: ")


def of_single_answers(asked: Sequence[Question]) -> bool:
    return not {"several", "order"} & {question.kind for question in asked[:4]}


@pytest.fixture
def someone(page: Page) -> BrowserContext:
    """Answer with the browser of somebody who was never here, at a desk."""
    page.context.clear_cookies()
    page.set_viewport_size(DESK)
    return page.context


@pytest.fixture
def test(someone: BrowserContext, page: Page, server: str) -> TestPage:
    assert page in someone.pages
    return TestPage(page, server, seed_of(of_single_answers))


@pytest.fixture(scope="module")
def second(visitor: BrowserContext) -> Page:
    """Open a tab beside the first."""
    tab = visitor.new_page()
    tab.set_viewport_size(DESK)
    return tab


@pytest.fixture
def beside(second: Page) -> Iterator[Page]:
    yield second
    second.goto("about:blank")


def go_to(test: TestPage, place: int) -> None:
    """Press a number until its question is there: while the page comes back it may be in vain."""
    question = test.asked[place - 1]
    while not test.stem(question).is_visible():
        test.to_place(place)
        with suppress(AssertionError):
            expect(test.stem(question)).to_be_visible(timeout=5_000)


def test_reloads_tabs_and_back_lose_and_double_nothing(
    someone: BrowserContext, test: TestPage, beside: Page, kept: Path
) -> None:
    first, second, third = test.begin().asked[:3]
    test.answer(first, first.key, 1)
    test.reload()
    test.says("1 of 10 answered")
    other = TestPage(beside, test.server, test.seed).enter()
    other.says("1 of 10 answered")
    other.to_place(2)
    other.answer(second, second.key, 2)
    test.to_place(3)
    test.to_place(2)  # this tab shows what the other has kept, and both go on
    test.says("2 of 10 answered")
    other.to_place(3)
    expect(other.stem(third)).to_be_visible()
    test.to_place(3)
    expect(test.stem(third)).to_be_visible()
    other.answer(third, third.key, 3)
    test.take(third, wrong(third))
    test.says("that one counts")
    test.says("3 of 10 answered")
    test.go_home()
    test.page.go_back()
    test.says("3 of 10 answered")
    test.go("test").click(f"Test 1 (seed {test.seed}): go on with it")
    test.says("3 of 10 answered")

    assert log(kept, someone, "answer") == [
        (test.sitting, question.id, "answer", 1, " ".join(question.key))
        for question in (first, second, third)
    ]

    fourth = test.asked[3]
    test.to_place(4)
    expect(test.stem(fourth)).to_be_visible()
    other.to_place("Review")
    other.click("Hand in")
    expect(other.page.get_by_role("heading", name=VERDICT)).to_be_visible()
    test.take(fourth, fourth.key)
    expect(test.page.get_by_role("heading", name=VERDICT)).to_be_visible()
    test.says("3 of 10")
    test.reload()
    test.says("3 of 10")


def test_a_double_click_is_one_click(someone: BrowserContext, test: TestPage, kept: Path) -> None:
    test.go("test")
    test.button("Begin a test").dblclick()
    test.says("0 of 10 answered")
    (start,) = log(kept, someone, "start")
    begun = TestPage(test.page, test.server, start[0].split("-")[1])
    answered_at_once = [each.kind not in {"several", "order"} for each in begun.asked]
    place = answered_at_once.index(True)
    test.to_place(place + 1)
    begun.option(begun.asked[place], 1).dblclick()
    test.says("1 of 10 answered")
    test.to_place("Review")
    test.button("Hand in").dblclick()
    expect(test.page.get_by_role("heading", name=VERDICT)).to_be_visible()
    test.go("practice")
    test.option(own("practice-1"), 1).dblclick()
    test.says("Try again.")
    test.click("Start afresh")
    test.button("Yes, start afresh").dblclick()
    test.says("Turn 2: 0 of ")

    test.reload()

    test.says("Turn 2: 0 of ")
    assert [row[0] for row in log(kept, someone, "start")] == [begun.sitting, "practice"]
    assert [row[0] for row in log(kept, someone, "answer")] == [begun.sitting, "practice-1"]
    assert len(log(kept, someone, "submit")) == 1


def test_a_dropped_connection_and_a_restart_in_the_middle_lose_nothing(
    someone: BrowserContext, beside: Page, running: Running, kept: Path
) -> None:
    sockets: list[WebSocketRoute] = []

    def through(socket: WebSocketRoute) -> None:
        socket.connect_to_server()
        sockets.append(socket)

    question = own("practice-1")
    test = TestPage(someone.new_page(), running.url, seed_of(of_single_answers))
    test.page.route_web_socket(re.compile("/_stcore/stream"), through)
    first, second, third = test.begin().asked[:3]
    test.answer(first, first.key, 1)

    sockets[-1].close()  # the connection drops, and comes back by itself
    go_to(test, 2)
    test.answer(second, second.key, 2)
    assert len(sockets) == 2

    practice = QuizPage(beside, running.url).go("practice")
    practice.option(question, 1).click()
    practice.says(question.options[0].feedback)
    practice.click(f"Hint 1 of {len(question.hints)}")
    practice.says(question.hints[0].text)
    with running.stopped():
        for page in (test, practice):
            expect(page.page.get_by_test_id("stApp")).not_to_have_attribute(
                "data-test-connection-state", "CONNECTED"
            )
    for page in (test, practice):
        page.connected()
    test.says("2 of 10 answered")
    go_to(test, 3)
    test.answer(third, third.key, 3)
    practice.click(f"Hint 2 of {len(question.hints)}")
    practice.says(question.hints[1].text)
    practice.says(question.options[0].feedback)
    expect(practice.option(question, 1)).to_be_disabled()
    test.page.close()

    assert [row[1:] for row in log(kept, someone) if row[2] != "start"] == [
        (first.id, "answer", 1, " ".join(first.key)),
        (second.id, "answer", 1, " ".join(second.key)),
        (question.id, "answer", 1, "a"),
        (question.id, "hint", 1, ""),
        (third.id, "answer", 1, " ".join(third.key)),
        (question.id, "hint", 2, ""),
    ]


def test_an_answer_that_the_store_cannot_take_is_sent_later_though_its_page_was_left(
    someone: BrowserContext, test: TestPage, kept: Path
) -> None:
    first, second = test.begin().asked[:2]
    test.answer(first, first.key, 1)
    test.to_place(2)
    expect(test.stem(second)).to_be_visible()
    with locked(kept):
        test.take(second, second.key)
        test.page.wait_for_timeout(1_000)  # the store has 5 seconds to take it
        test.page.get_by_role("link", name="Home").click()
        test.says(NOT_KEPT)
        assert len(log(kept, someone, "answer")) == 1
    expect(test.main.get_by_text(NOT_KEPT)).to_have_count(0)  # nobody has clicked
    assert log(kept, someone, "answer") == [
        (test.sitting, question.id, "answer", 1, question.key[0]) for question in (first, second)
    ]
    test.page.go_back()
    test.says("2 of 10 answered")


def test_while_the_database_is_gone_an_answer_stays_on_the_screen_and_a_newcomer_is_told(
    someone: BrowserContext, page: Page, beside: Page, server: str, kept: Path
) -> None:
    question = own("practice-1")
    practice = QuizPage(page, server).go("practice")
    stem = practice.stem(question).element_handle()

    with gone(kept):
        practice.option(question, 2).click()
        practice.says(NOT_KEPT)
        assert stem.evaluate("stem => stem.isConnected"), "the sentence has a place of its own"
        expect(practice.option(question, 2)).to_contain_text("(chosen)")
        expect(practice.options.filter(has_text="(chosen)")).to_have_count(1)
        expect(practice.main.get_by_text(question.options[1].feedback)).to_have_count(0)
        newcomer = QuizPage(beside, server).go("recall")
        newcomer.says(AWAY)
    practice.says(question.options[1].feedback)
    expect(practice.main.get_by_text(NOT_KEPT)).to_have_count(0)
    newcomer.says("5 due now")

    assert [row[1:] for row in log(kept, someone, "answer")] == [(question.id, "answer", 1, "b")]
