"""The address reproduces the moment, whatever it says and however it is reached."""

import json
import re
import shlex
from contextlib import ExitStack
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, expect

from lifecycle.scenarios import scenario_named
from tests.browser.page import LessonPage, rows_of, tracker_of
from tests.serving import serve
from ui.clicks import SETTLED

pytestmark = pytest.mark.browser

# tests/ui/test_address.py has many more; these show that the page and the server bear them too.
HOSTILE = [
    "?scenario=%3Cscript%3Ealert(1)%3C/script%3E%00" + "x" * 3_000,
    "?step=%D9%A3",
]


def question_of(scenario: str) -> str:
    return scenario_named(scenario).question


def test_a_reload_in_the_middle_keeps_the_moment(lesson: LessonPage) -> None:
    lesson.open()
    lesson.choose("A borderline year")
    expect(lesson.page.get_by_role("heading", level=1)).to_have_text(question_of("borderline-year"))
    lesson.click("Next step")
    lesson.click("Next step")
    lesson.predict_first.check()
    lesson.expect_address(scenario="borderline-year", step=2, predict=1)

    lesson.page.reload()
    lesson.ready()

    expect(lesson.page.get_by_role("heading", level=1)).to_have_text(question_of("borderline-year"))
    expect(lesson.predict_first).to_be_checked()
    assert lesson.rows == rows_of("stop")[:2]
    expect(lesson.evidence(2)).to_be_visible()


def test_a_reload_in_the_second_turn_keeps_the_moment(lesson: LessonPage) -> None:
    lesson.open(step=7)
    lesson.click("Begin the second turn")
    lesson.click("Next step")
    lesson.expect_address(step=9, turns=2)

    lesson.page.reload()
    lesson.ready()

    assert lesson.step == 9
    expect(lesson.evidence(9)).to_be_visible()


def test_a_deep_link_opens_its_moment_on_a_cold_server_and_stepping_on_needs_no_server(
    page: Page,
) -> None:
    rows, tracker = rows_of("stop"), tracker_of("stop")
    with ExitStack() as running:
        url = running.enter_context(serve())
        lesson = LessonPage(page, url).open(scenario="quiet-year", step=1)
        assert lesson.rows == rows[:1]
        lesson.press("ArrowRight")  # the server is still drawing its first picture

        expect(page.get_by_role("heading", level=1)).to_have_text(question_of("quiet-year"))
        expect(lesson.evidence(2)).to_be_visible()
        expect(page.get_by_text("Read the transcript", exact=True)).to_be_visible()
        assert lesson.rows == rows[:2]
        assert lesson.complaints == []
        running.close()

        for step in range(3, 7):
            lesson.press("ArrowRight")

            assert lesson.rows == rows[:step]
            assert lesson.tracker == tracker[: step + 1]
    page.goto("about:blank")  # or it would go on asking for its server


@pytest.mark.parametrize("query", HOSTILE, ids=lambda query: query[:40])
def test_a_hostile_address_shows_a_notice_and_the_lesson(lesson: LessonPage, query: str) -> None:
    lesson.page.goto(f"{lesson.server}/step-through{query}")
    lesson.ready()

    notice = lesson.page.get_by_role("alert")
    expect(notice).to_have_count(1)
    assert notice.bounding_box()["height"] < 60, "one line"  # type: ignore[index]
    expect(lesson.button("Next step")).to_be_enabled()


def test_a_repeated_parameter_is_read_once_and_breaks_nothing(lesson: LessonPage) -> None:
    lesson.page.goto(f"{lesson.server}/step-through?step=2&step=3&scenario=quiet-year&scenario=x")
    lesson.ready()

    assert lesson.step in {0, 2, 3}
    expect(lesson.button("Next step")).to_be_enabled()


def test_a_scenario_ends_as_its_year_did(walker: LessonPage) -> None:
    walker.stand(step=6)

    walker.choose("A quiet year")
    expect(walker.page.get_by_role("heading", level=1)).to_have_text(question_of("quiet-year"))

    expect(walker.slider).to_have_value("0")
    walker.click("Last step")
    assert walker.rows == rows_of("stop")
    walker.expect_address(scenario="quiet-year", step=6)


WHY = {
    "A quiet year": "1995",
    "A borderline year": "1996",
    "A loud alarm": "2000",
    "The desert has changed": "back to Data Collection",
}


def test_the_page_says_in_a_sentence_why_each_walk_ends_so(walker: LessonPage) -> None:
    walker.stand()

    for title, why in WHY.items():
        walker.choose(title)
        walker.click("Last step")
        expect(walker.page.get_by_role("region", name="How it ends")).to_contain_text(why)


def test_a_step_at_the_moment_of_a_choice_does_not_undo_it(lesson: LessonPage) -> None:
    lesson.open(step=2)
    heading = lesson.page.get_by_role("heading", level=1)

    for turn in range(4):
        for title, name in (("A quiet year", "quiet-year"), ("A loud alarm", "loud-alarm")):
            lesson.slider.first.fill(str(3 + turn % 2))  # for a moment there are two players
            lesson.page.get_by_role("radio", name=title).evaluate("radio => radio.click()")
            lesson.slider.first.fill("2")
            expect(heading).to_have_text(question_of(name))
            lesson.page.wait_for_timeout(50 * turn)


def test_a_choice_that_comes_in_the_message_of_a_step_is_followed(walker: LessonPage) -> None:
    walker.stand(step=2)
    walker.connected()
    walker.page.wait_for_timeout(500)  # so long quiet, the player tells its step at once
    walker.connected()
    radio = walker.page.get_by_role("radio", name="A quiet year").element_handle()

    walker.slider.evaluate(  # the player tells its step 20 ms later
        """(slider, radio) => {
            slider.value = 3;
            slider.dispatchEvent(new Event("input"));
            setTimeout(() => radio.click(), 20);
        }""",
        radio,
    )

    expect(walker.page.get_by_role("heading", level=1)).to_have_text(question_of("quiet-year"))


def test_back_returns_to_the_scenario_before(walker: LessonPage) -> None:
    walker.stand()
    heading = walker.page.get_by_role("heading", level=1)
    walker.choose("A quiet year")
    expect(heading).to_have_text(question_of("quiet-year"))
    walker.choose("A loud alarm")
    expect(heading).to_have_text(question_of("loud-alarm"))
    walker.page.wait_for_timeout(1000 * SETTLED)

    walker.page.go_back()

    expect(heading).to_have_text(question_of("quiet-year"))
    expect(walker.page.get_by_role("radio", name="A quiet year")).to_be_checked()
    walker.page.go_forward()
    expect(heading).to_have_text(question_of("loud-alarm"))


def test_another_year_is_a_new_walk(lesson: LessonPage) -> None:
    lesson.open(step=3, predict=1)

    lesson.choose("A loud alarm")

    expect(lesson.page.get_by_role("heading", level=1)).to_have_text(question_of("loud-alarm"))
    expect(lesson.slider).to_have_value("0")
    expect(lesson.predict_first).to_be_checked()
    lesson.expect_address(scenario="loud-alarm", predict=1)


def test_predict_first_is_as_it_was_set_when_another_year_is_chosen(lesson: LessonPage) -> None:
    lesson.open(step=2)
    lesson.predict_first.check()
    lesson.connected()

    lesson.choose("A loud alarm")

    expect(lesson.predict_first).to_be_checked()
    lesson.expect_address(scenario="loud-alarm", predict=1)
    lesson.predict_first.uncheck()
    lesson.connected()

    lesson.choose("A quiet year")

    expect(lesson.predict_first).not_to_be_checked()
    lesson.expect_address(scenario="quiet-year")


def test_the_steps_do_not_fill_the_browsers_history(walker: LessonPage) -> None:
    walker.stand()
    entry = walker.page.evaluate("navigation.currentEntry.key")  # a new entry has a new key

    walker.press("ArrowRight", "ArrowRight", "ArrowRight")

    walker.page.wait_for_url(re.compile(r"\bstep=3\b"))
    assert walker.page.evaluate("navigation.currentEntry.key") == entry


def test_the_lesson_can_live_below_a_path(page: Page) -> None:
    with serve(below="/courses/ml") as server:
        lesson = LessonPage(page, server).open(step=4)
        lesson.click("Next step")
        expect(lesson.evidence(5)).to_be_visible()
        command = lesson.page.get_by_role("code").filter(has_text="curl").inner_text()
        curl, address, header, content, data, body = shlex.split(command)
        with urlopen(Request(address, body.encode())) as answer:
            version = json.load(answer)["version"]
        lesson.go_home()
        page.goto("about:blank")  # or it would go on asking for its server

    assert (curl, header, content, data) == ("curl", "-H", "Content-Type: application/json", "-d")
    assert version == "v1"
    assert not lesson.complaints
