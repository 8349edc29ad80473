"""The evidence follows the player, says what the command line says, and answers."""

import json
import re
import shlex
from typing import Any
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.page import LessonPage, command_line

pytestmark = pytest.mark.browser

# Notes in every frame where the page stands, until it is asked.
WATCH = """() => {
    const places = new Set();
    let frame;
    const scrolled = document.querySelector("[data-testid=stMain]");
    const player = scrolled.querySelector("[data-testid^=stBidiComponent]");
    const look = () => {
        const { x, y, width } = player.getBoundingClientRect();
        places.add(JSON.stringify([scrolled.scrollTop, scrollY, x, y, width]));
        frame = requestAnimationFrame(look);
    };
    window.seen = () => { cancelAnimationFrame(frame); return places; };
    look();
}"""


def measured(scenario: str) -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = command_line("run", "--scenario", scenario)["steps"]
    return [step for step in steps if "accuracy" in step]


def curl_line(lesson: LessonPage, body: str = "") -> str:
    """Read the curl line, when it has come to ask what it should."""
    line = lesson.page.get_by_role("code").filter(has_text="curl ").filter(has_text=body)
    return line.inner_text()


def box(lesson: LessonPage, name: str) -> Locator:
    return lesson.page.get_by_role("spinbutton", name=name)


def ask_as(curl: str) -> dict[str, Any]:
    """Send what a curl line would send."""
    _, url, _, header, _, body = shlex.split(curl)
    name, _, value = header.partition(": ")
    with urlopen(Request(url, body.encode(), {name: value})) as response:
        answer: dict[str, Any] = json.load(response)
        return answer


@pytest.mark.parametrize("name", ["desert-changed", "quiet-year"])
def test_the_page_shows_the_accuracies_of_the_command_line(walker: LessonPage, name: str) -> None:
    evaluation, monitoring = measured(name)[:2]
    accuracy = walker.page.get_by_test_id("stMetricValue")
    walker.stand(step=evaluation["step"], scenario=name)
    expect(accuracy.filter(has_text=f"{evaluation['accuracy']:.1%}")).to_have_count(1)

    walker.slider.fill(str(monitoring["step"]))

    expect(walker.evidence(monitoring["step"])).to_be_visible()
    expect(accuracy.filter(has_text=f"{monitoring['accuracy']:.1%}")).to_have_count(1)


@pytest.mark.parametrize("scrolled", [0, 700])
def test_the_page_stands_still_when_a_step_is_taken(walker: LessonPage, scrolled: int) -> None:
    walker.stand(step=4)
    expect(walker.evidence(4)).to_be_visible()
    expect(walker.picture).to_be_visible()
    main = walker.page.get_by_test_id("stMain")
    main.evaluate("(main, top) => main.scrollTo(0, top)", scrolled)
    walker.page.evaluate(WATCH)

    for step in (5, 4):
        walker.press("ArrowRight" if step > walker.step else "ArrowLeft")
        expect(walker.evidence(step)).to_be_attached()
        expect(walker.picture).to_be_attached()

    walker.page.wait_for_timeout(300)
    assert main.evaluate("main => main.scrollTop") == scrolled
    assert len(walker.page.evaluate("[...seen()]")) == 1


def test_the_words_are_open_and_once_closed_stay_closed_when_a_step_is_taken(
    walker: LessonPage,
) -> None:
    walker.stand(step=3)
    box = walker.page.locator("details").filter(has_text="What do these words mean?")
    expect(box.get_by_text("scaler", exact=True)).to_be_visible()

    box.locator("summary").click()
    expect(box.get_by_text("scaler", exact=True)).to_be_hidden()
    walker.click("Next step")

    expect(walker.evidence(4)).to_be_visible()
    expect(walker.picture).to_be_visible()
    assert box.get_attribute("open") is None
    box.locator("summary").click()  # open, as it was found
    expect(box.get_by_text("baseline", exact=True)).to_be_visible()


def test_the_code_of_the_stage_opens_and_follows_the_player(walker: LessonPage) -> None:
    walker.stand(step=3)
    expect(walker.evidence(3)).to_be_visible()

    walker.unfold("Show the code of this stage")
    code = walker.page.get_by_role("code").filter(has_text="def train(")
    expect(code).to_have_count(1)
    assert code.inner_text().startswith("def train(")

    walker.unfold("The whole module")
    expect(code).to_have_count(2)
    assert code.last.inner_text().startswith('"""Model Training:')

    walker.click("Next step")
    expect(walker.page.get_by_role("code").filter(has_text="def evaluate(")).not_to_have_count(0)
    walker.page.get_by_text("Show the code of this stage").click()  # closed, as it was found


def test_the_deployed_model_answers_to_what_is_typed_or_refuses_it_in_words(
    lesson: LessonPage,
) -> None:
    lesson.open(step=5)
    expect(lesson.picture).to_have_accessible_name(re.compile("43 g .* Merriam's kangaroo rat"))
    weight, foot = box(lesson, "Weight in g"), box(lesson, "Hind foot in mm")

    weight.fill("160")
    weight.press("Enter")
    answer = ask_as(curl_line(lesson, body='"weight": 160'))
    expect(lesson.picture).to_have_accessible_name(
        re.compile(f"the likeliest is {answer['common_name']}\\.$")
    )

    weight.fill("8")
    weight.press("Enter")
    foot.fill("15")
    foot.press("Enter")
    expect(lesson.picture).to_have_accessible_name(re.compile("8 g with a hind foot of 15 mm"))

    weight.fill("12.5")
    weight.press("Enter")
    expect(lesson.picture).to_have_accessible_name(re.compile(r"12\.5 g with a hind foot of 15 mm"))
    expect(weight).to_have_value("12.5")
    assert curl_line(lesson, body='"weight": 12.5')

    weight.fill("")
    weight.press("Enter")
    expect(
        lesson.page.get_by_text("Type a number for the weight, from 4 to 300 g.")
    ).to_be_visible()
    expect(weight).to_have_value("")
    expect(lesson.picture).to_be_hidden()

    for impossible in ("99999", "-5"):
        weight.fill(impossible)
        weight.press("Enter")
        expect(lesson.page.get_by_role("alert")).to_have_text(
            re.compile(f"A weight of {impossible} g is impossible here; give a value from 4 to 300")
        )
