"""The evidence follows the player, says what the command line says, and answers."""

import json
import re
import shlex
from typing import Any
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Locator, expect

from lifecycle.scenarios import SCENARIOS
from tests.browser.page import LessonPage, command_line

pytestmark = pytest.mark.browser

# Notes in every frame where the page stands, until it is asked.
WATCH = """() => {
    window.places = new Set();
    const scrolled = document.querySelector("[data-testid=stMain]");
    const player = scrolled.querySelector("[data-testid^=stBidiComponent]");
    const look = () => {
        const { x, y, width } = player.getBoundingClientRect();
        places.add(JSON.stringify([scrolled.scrollTop, scrollY, x, y, width]));
        requestAnimationFrame(look);
    };
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


def test_the_evidence_follows_the_player(lesson: LessonPage) -> None:
    steps = command_line("run", "--scenario", "desert-changed")["steps"]
    lesson.open()

    for step in steps:
        lesson.click("Next step")

        expect(lesson.evidence(step["step"])).to_contain_text(step["stage"])
        expect(lesson.page.get_by_test_id("stMain")).to_contain_text(step["sentence"])
        expect(lesson.picture).to_be_visible()


@pytest.mark.parametrize("name", [scenario.name for scenario in SCENARIOS])
def test_the_page_shows_the_accuracies_of_the_command_line(lesson: LessonPage, name: str) -> None:
    evaluation, monitoring = measured(name)[:2]
    accuracy = lesson.page.get_by_test_id("stMetricValue")
    lesson.open(scenario=name, step=evaluation["step"])
    expect(accuracy.filter(has_text=f"{evaluation['accuracy']:.1%}")).to_have_count(1)

    lesson.slider.fill(str(monitoring["step"]))

    expect(lesson.evidence(monitoring["step"])).to_be_visible()
    expect(accuracy.filter(has_text=f"{monitoring['accuracy']:.1%}")).to_have_count(1)


@pytest.mark.parametrize("scrolled", [0, 700])
def test_the_page_stands_still_when_a_step_is_taken(lesson: LessonPage, scrolled: int) -> None:
    lesson.open(step=2)
    expect(lesson.picture).to_be_visible()
    main = lesson.page.get_by_test_id("stMain")
    main.evaluate("(main, top) => main.scrollTo(0, top)", scrolled)
    lesson.page.evaluate(WATCH)

    for step in (3, 4, 5, 4):
        lesson.press("ArrowRight" if step > lesson.step else "ArrowLeft")
        expect(lesson.evidence(step)).to_be_attached()
        expect(lesson.picture).to_be_attached()

    lesson.page.wait_for_timeout(300)
    assert main.evaluate("main => main.scrollTop") == scrolled
    assert len(lesson.page.evaluate("[...places]")) == 1


def test_the_controls_stay_under_the_finger_for_the_whole_walk(lesson: LessonPage) -> None:
    lesson.open()
    following = lesson.button("Next step")
    places = {str(following.bounding_box())}

    for _ in range(7):
        lesson.press("ArrowRight")
        places.add(str(following.bounding_box()))

    assert len(places) == 1


def test_the_code_of_the_stage_opens_and_follows_the_player(lesson: LessonPage) -> None:
    lesson.open(step=3)
    expect(lesson.evidence(3)).to_be_visible()

    lesson.page.get_by_text("Show the code of this stage").click()
    code = lesson.page.get_by_role("code").filter(has_text="def train(")
    expect(code).to_have_count(1)
    assert code.inner_text().startswith("def train(")

    lesson.page.get_by_text("The whole module").click()
    expect(code).to_have_count(2)
    assert code.last.inner_text().startswith('"""Model Training:')

    lesson.click("Next step")
    expect(lesson.page.get_by_role("code").filter(has_text="def evaluate(")).not_to_have_count(0)


def test_the_deployed_model_answers_to_what_is_typed(lesson: LessonPage) -> None:
    lesson.open(step=5)
    expect(lesson.picture).to_have_accessible_name(re.compile("43 g .* Merriam's kangaroo rat"))

    box(lesson, "Weight in g").fill("8")
    box(lesson, "Weight in g").press("Enter")
    box(lesson, "Hind foot in mm").fill("15")
    box(lesson, "Hind foot in mm").press("Enter")

    expect(lesson.picture).to_have_accessible_name(re.compile("8 g with a hind foot of 15 mm"))


@pytest.mark.parametrize(("scenario", "step"), [("desert-changed", 5), ("loud-alarm", 5)])
def test_the_curl_line_gets_the_species_that_the_page_names(
    lesson: LessonPage, scenario: str, step: int
) -> None:
    lesson.open(scenario=scenario, step=step)
    box(lesson, "Weight in g").fill("160")
    box(lesson, "Weight in g").press("Enter")

    answer = ask_as(curl_line(lesson, body='"weight": 160'))

    expect(lesson.picture).to_have_accessible_name(
        re.compile(f"the likeliest is {answer['common_name']}\\.$")
    )


def test_the_curl_line_of_the_second_turn_asks_the_second_version(lesson: LessonPage) -> None:
    lesson.open(step=11, turns=2)
    expect(lesson.evidence(11)).to_be_visible()

    answer = ask_as(curl_line(lesson))

    assert answer["version"] == "v2"


def test_what_is_typed_is_answered_to_the_half_gram_or_refused_in_words(
    lesson: LessonPage,
) -> None:
    lesson.open(step=5)
    expect(lesson.picture).to_be_visible()
    weight = box(lesson, "Weight in g")

    weight.fill("12.5")
    weight.press("Enter")
    expect(lesson.picture).to_have_accessible_name(re.compile(r"12\.5 g with a hind foot of 36 mm"))
    expect(weight).to_have_value("12.5")
    assert curl_line(lesson, body='"weight": 12.5')

    weight.fill("")
    weight.press("Enter")
    expect(
        lesson.page.get_by_text("Type a number for the weight, from 4 to 300 g.")
    ).to_be_visible()
    expect(weight).to_have_value("")
    expect(lesson.picture).to_be_hidden()

    weight.fill("9999")
    weight.press("Enter")
    expect(lesson.page.get_by_role("alert")).to_have_text(
        re.compile("A weight of 9999 g is impossible here; give a value from 4 to 300 g.")
    )
