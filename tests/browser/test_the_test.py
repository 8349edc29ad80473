"""The test: ten questions, free to move between them, a verdict, and no key before it."""

import base64
import csv
import io
import re
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from quizzes.question import Question
from tests.browser.quiz import QuizPage, TestPage, Wire, carries, plain, seed_of, wrong

pytestmark = pytest.mark.browser

RIGHT = 8
"""So many right answers leave the verdict open."""


def of_many_kinds(asked: Sequence[Question]) -> bool:
    return {"one", "several", "order", "predict"} <= {question.kind for question in asked}


def test_a_test_is_sat_without_its_key_and_handed_in_it_says_how_sure_its_verdict_is(
    newcomer: QuizPage,
) -> None:
    test = TestPage(newcomer.page, newcomer.server, seed_of(of_many_kinds))
    wire = Wire(test.page)
    answer_all(test)
    review(test)
    holds_no_key(wire.read(), test)
    test.press("p")
    expect(test.page.get_by_role("heading", name="Question 10 ·")).to_be_focused()
    test.press("n")  # a review that has the focus must not take it back when it goes
    expect(test.page.get_by_role("heading", name="Every question is answered")).to_be_focused()

    test.click("Hand in")

    heading = test.page.get_by_role("heading", name="Verdict: Not enough evidence yet")
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport(ratio=1)
    test.says(f"{RIGHT} of 10")
    expect(test.page.get_by_role("figure")).to_have_count(1)
    read = read_solutions(test)
    sent = wire.read()
    for question in read:
        assert all(carries(sent, step) for step in question.steps)
        if question.kind in {"one", "predict"}:
            assert any(carries(sent, option.feedback) for option in question.options)
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


def answer_all(test: TestPage) -> None:
    """Answer nine questions, change an answer, take a hint, flag a question."""
    first, second = test.begin().asked[:2]
    heading = test.page.get_by_role("heading", name="Question 1 ·")
    expect(heading).to_be_focused()
    test.answer(first, wrong(first), 1)
    test.click(f"Hint 1 of {len(first.hints)}")
    test.says(first.hints[0].text)
    test.announces(f"Hint 1. {first.hints[0].text}")
    for place, question in enumerate(test.asked[:9], start=1):
        test.answer(question, question.key if place <= RIGHT else wrong(question), place)
        if question is second:
            test.click("Flag for later")
            expect(test.button("Take the flag off")).to_be_visible()
        test.click("Next")
        expect(test.page.get_by_role("heading", name=f"Question {place + 1} ·")).to_be_focused()


def review(test: TestPage) -> None:
    """Answer the tenth after the review has asked for it, and take the flag off."""
    expect(test.stem(test.asked[9])).to_be_visible()
    test.to_place("Review")
    test.says("Question 10 is not answered yet and will count as wrong.")
    test.says("Question 2 is flagged.")
    expect(test.page.get_by_role("radio", name="2 answered flagged", exact=True)).to_be_visible()
    test.click("Previous")
    test.answer(test.asked[9], wrong(test.asked[9]), 10)
    test.to_place(2)
    test.click("Take the flag off")
    test.to_place("Review")
    test.says("Every question is answered.")
    expect(test.main.get_by_text("flagged.")).to_have_count(0)


def read_solutions(test: TestPage) -> tuple[Question, ...]:
    """Open the solution of one question of each kind."""
    of_each_kind = {
        question.kind: (place, question) for place, question in enumerate(test.asked, 1)
    }
    for place, question in of_each_kind.values():
        told = "Right" if place <= RIGHT else "Wrong"
        test.unfold(f"{place}. {told}: {plain(question.stem)}")
        test.says(question.steps[-1])
    return tuple(question for _, question in of_each_kind.values())


def holds_no_key(sent: str, test: TestPage) -> None:
    """Hold that the questions were sent, and neither a key nor what tells it."""
    for question in test.asked:
        assert carries(sent, question.options[0].text.strip().splitlines()[0])
        assert [said for said in secrets_of(question) if carries(sent, said)] == []
        marks = set(re.findall(rf"option-{re.escape(question.id)}-(\w+)", sent))
        shown = tuple(option.letter for option in test.shown(question))
        assert marks == {str(place) for place in range(1, len(shown) + 1)}
        assert question.kind != "order" or shown != question.key


def secrets_of(question: Question) -> list[str]:
    """List what only somebody who has answered may read."""
    feedback = [option.feedback for option in question.options]
    return [*feedback, *question.steps, question.check, *question.mistakes]


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
    expect(test.options.filter(has_text="(chosen)")).to_have_count(0)
    test.to_place("Review")
    test.says("Questions 1, 2, 3, 4, 5, 6, 7, 8, 9 and 10 are not answered yet")


def test_what_is_taken_away_is_a_certificate_that_anybody_can_check(
    newcomer: QuizPage,
) -> None:
    test = TestPage(newcomer.page, newcomer.server, "class-1").begin()
    test.answer(test.asked[0], test.asked[0].key, 1)
    test.to_place("Review")
    test.click("Hand in")
    pdf, png, sheet = (
        taken(test, name) for name in ("Certificate (PDF)", "Certificate (PNG)", "Results (CSV)")
    )

    assert pdf.startswith(b"%PDF")
    assert png.startswith(b"\x89PNG")
    rows = list(csv.DictReader(io.StringIO(sheet.decode())))
    assert [row["question"] for row in rows] == [question.id for question in test.asked]
    assert [row["right"] for row in rows] == ["yes"] + ["no"] * 9
    assert {row["time limit"] for row in rows} == {"none"}

    printed = text_of(pdf)
    assert "There was no time limit." in printed
    code = printed.partition("Code: ")[2].strip()
    newcomer.page.context.clear_cookies()  # it is somebody else who checks it
    newcomer.go("certificate").page.get_by_role("textbox", name="Code").fill(code)
    newcomer.press("Enter")
    newcomer.says("This code is genuine. It says:")
    newcomer.says("1 of 10 answers right")
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
