"""The test: ten questions, free to move between them, a verdict, and no key before it."""

import base64
import csv
import io
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from quizzes.question import Question
from tests.browser.quiz import (
    DESK,
    QuizPage,
    TestPage,
    Wire,
    carries,
    plain,
    seed_of,
    wrong,
)

pytestmark = pytest.mark.browser

RIGHT = 8
"""So many right answers leave the verdict open."""


def of_many_kinds(asked: Sequence[Question]) -> bool:
    return {"one", "several", "order", "predict"} <= {question.kind for question in asked}


@dataclass(frozen=True)
class Sat:
    """A test that somebody sat in this browser, what they read then, and all that was sent."""

    page: Page
    asked: tuple[Question, ...]
    read: tuple[Question, ...]
    seed: str
    before: str
    after: str
    complaints: list[str]


@pytest.fixture(scope="module")
def sat(visitor: BrowserContext, server: str) -> Iterator[Sat]:
    """Sit a whole test: move about, change an answer, take a hint, flag, review, hand in, read."""
    visitor.clear_cookies()
    test = TestPage(visitor.new_page(), server, seed_of(of_many_kinds))
    test.page.set_viewport_size(DESK)
    wire = Wire(test.page)
    _answer_all(test)
    _review(test)
    before = wire.read()
    test.click("Hand in")
    expect(test.page.get_by_role("heading", name=re.compile("^Verdict: "))).to_be_visible()
    read = _read(test)
    yield Sat(test.page, test.asked, read, test.seed, before, wire.read(), test.complaints)
    test.page.close()


def _answer_all(test: TestPage) -> None:
    first, second = test.begin().asked[:2]
    test.answer(first, wrong(first), 1)
    test.click(f"Hint 1 of {len(first.hints)}")
    test.says(first.hints[0].text)
    for place, question in enumerate(test.asked[:9], start=1):
        test.answer(question, question.key if place <= RIGHT else wrong(question), place)
        if question is second:
            test.click("Flag for later")
            expect(test.button("Take the flag off")).to_be_visible()
        test.click("Next")


def _review(test: TestPage) -> None:
    expect(test.stem(test.asked[9])).to_be_visible()
    test.to_place("Review")
    test.says("Question 10 is not answered yet and will count as wrong.")
    test.says("Question 2 is flagged.")
    test.click("Previous")
    test.answer(test.asked[9], wrong(test.asked[9]), 10)
    test.to_place(2)
    test.click("Take the flag off")
    test.to_place("Review")
    test.says("Every question is answered.")
    expect(test.main.get_by_text("flagged.")).to_have_count(0)


def _read(test: TestPage) -> tuple[Question, ...]:
    """Open the solution of one question of each kind."""
    of_each_kind = {
        question.kind: (place, question) for place, question in enumerate(test.asked, 1)
    }
    for place, question in of_each_kind.values():
        test.unfold(f"{place}. {plain(question.stem)}")
        test.says(question.steps[-1])
    return tuple(question for _, question in of_each_kind.values())


@pytest.fixture
def test(sat: Sat, server: str) -> Iterator[TestPage]:
    """Answer with the page of that test, handed in; no test leads it elsewhere."""
    sheet = TestPage(sat.page, server, sat.seed)
    yield sheet
    assert sheet.complaints == []
    assert sheet.foreign_requests == []


def secrets_of(question: Question) -> list[str]:
    """List what only somebody who has answered may read."""
    feedback = [option.feedback for option in question.options]
    return [*feedback, *question.steps, question.check, *question.mistakes]


def test_no_key_is_sent_before_the_test_is_handed_in(sat: Sat) -> None:
    for question in sat.asked:
        assert carries(sat.before, question.options[0].text.strip().splitlines()[0])
        assert [said for said in secrets_of(question) if carries(sat.before, said)] == []


def test_no_mark_of_an_option_tells_its_place_in_the_key(sat: Sat, test: TestPage) -> None:
    for question in sat.asked:
        marks = set(re.findall(rf"option-{re.escape(question.id)}-(\w+)", sat.before))
        shown = tuple(option.letter for option in test.shown(question))

        assert marks == {str(place) for place in range(1, len(shown) + 1)}
        assert question.kind != "order" or shown != question.key


def test_the_solutions_are_sent_when_the_test_is_handed_in(sat: Sat) -> None:
    for question in sat.read:
        assert all(carries(sat.after, step) for step in question.steps)
        if question.kind in {"one", "predict"}:
            assert any(carries(sat.after, option.feedback) for option in question.options)


def test_sitting_a_test_leaves_the_console_clean(sat: Sat) -> None:
    assert sat.complaints == []


def test_an_answer_given_before_the_strip_of_numbers_is_there_leaves_the_question_open(
    newcomer: QuizPage,
) -> None:
    test = TestPage(newcomer.page, newcomer.server, "class-1")
    held: list[Route] = []

    def hold(script: Route) -> None:
        held.append(script)

    test.page.route("**/ButtonGroup*.js", hold)
    first = test.begin().asked[0]
    test.answer(first, first.key, 1)

    for script in held:
        script.continue_()
    test.page.unroute("**/ButtonGroup*.js")

    expect(test.page.get_by_role("radio", name=re.compile("^1 "))).to_be_checked()
    test.click(f"Hint 1 of {len(first.hints)}")
    test.says(first.hints[0].text)
    expect(test.stem(first)).to_be_visible()


def test_an_answer_that_is_taken_back_stays_so_when_the_page_is_loaded_anew(
    newcomer: QuizPage,
) -> None:
    test = TestPage(newcomer.page, newcomer.server, seed_of(of_many_kinds)).begin()
    place, question = next(each for each in enumerate(test.asked, 1) if each[1].kind == "several")
    letters = [option.letter for option in test.shown(question)]
    taken = test.option(question, letters.index(question.key[0]) + 1)
    test.to_place(place)
    test.answer(question, question.key[:1], 1)

    taken.click()

    test.says("0 of 10 answered")
    test.reload()
    test.says("0 of 10 answered")
    test.to_place(place)
    expect(test.stem(question)).to_be_visible()
    expect(taken).to_be_visible()
    expect(test.main.get_by_text("(chosen)")).to_have_count(0)
    test.to_place("Review")
    test.says("Questions 1, 2, 3, 4, 5, 6, 7, 8, 9 and 10 are not answered yet")


def test_the_verdict_says_how_sure_it_is_and_where_to_read_on(test: TestPage) -> None:
    expect(
        test.page.get_by_role("heading", name="Verdict: Not enough evidence yet")
    ).to_be_visible()
    test.says(f"{RIGHT} of 10")
    expect(test.page.get_by_role("figure")).to_have_count(1)
    table = test.page.get_by_role("table", name="Right answers by stage")
    expect(table.get_by_role("row")).to_have_count(1 + len({each.stage for each in test.asked}))
    expect(
        test.page.get_by_role("heading", name="What may stand behind the mistakes")
    ).to_be_visible()
    see_it = test.page.get_by_role("link", name="See it in the lesson").first
    for link in (table.get_by_role("link").last, see_it):
        expect(link).to_have_attribute("href", re.compile(r"^step-through\?.*\bstep=\d"))
    with test.page.context.expect_page() as opened:
        see_it.click()
    lesson = QuizPage(opened.value, test.server).ready()
    expect(see_it).to_have_attribute("href", re.compile(rf"\bstep={lesson.step}\b"))
    opened.value.close()


def test_what_is_taken_away_is_a_certificate_that_anybody_can_check(
    test: TestPage, newcomer: QuizPage
) -> None:
    pdf, png, sheet = (
        taken(test, name) for name in ("Certificate (PDF)", "Certificate (PNG)", "Results (CSV)")
    )

    assert pdf.startswith(b"%PDF")
    assert png.startswith(b"\x89PNG")
    rows = list(csv.DictReader(io.StringIO(sheet.decode())))
    assert [row["question"] for row in rows] == [question.id for question in test.asked]
    assert sum(row["right"] == "yes" for row in rows) == RIGHT

    assert {row["time limit"] for row in rows} == {"none"}

    printed = text_of(pdf)
    assert "There was no time limit." in printed
    code = printed.partition("Code: ")[2].strip()
    newcomer.go("certificate").page.get_by_role("textbox", name="Code").fill(code)
    newcomer.press("Enter")
    newcomer.says("This code is genuine. It says:")
    newcomer.says(f"{RIGHT} of 10 answers right")
    newcomer.says("There was no time limit.")
    changed = code[:-1] + ("B" if code[-1] == "A" else "A")
    newcomer.page.get_by_role("textbox", name="Code").fill(changed)
    newcomer.press("Enter")
    newcomer.says("This code is not genuine")
    expect(newcomer.main.get_by_text("It says:")).to_have_count(0)


def text_of(pdf: bytes) -> str:
    """Read a printed certificate."""
    (page,) = re.findall(rb"stream\s+(\S+~>)\s*endstream", pdf)
    drawn = zlib.decompress(base64.a85decode(b"<~" + page, adobe=True)).decode()
    return " ".join(re.findall(r"\((.*?)\) Tj", drawn))


def taken(test: TestPage, name: str) -> bytes:
    """Download what a button offers."""
    with test.page.expect_download() as download:
        test.click(name)
    return Path(download.value.path()).read_bytes()
