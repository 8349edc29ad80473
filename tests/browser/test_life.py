"""The player's life in the page: without its server, after leaving, without motion."""

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.page import LessonPage, command_line
from tests.browser.test_accessibility import put_on
from tests.serving import ROOT

pytestmark = pytest.mark.browser


def key_listeners(lesson: LessonPage) -> int:
    """Count who listens for keys on the whole document at step 1, where the picture does too."""
    if lesson.step != 1:
        lesson.slider.fill("1")  # a step that was told is told again, and then later than seen
    expect(lesson.evidence(1)).to_be_visible()
    expect(lesson.picture).to_be_visible()
    lesson.connected()
    browser = lesson.page.context.new_cdp_session(lesson.page)
    document = browser.send("Runtime.evaluate", {"expression": "document"})["result"]["objectId"]
    listeners = browser.send("DOMDebugger.getEventListeners", {"objectId": document})["listeners"]
    return sum(listener["type"] == "keydown" for listener in listeners)


def test_keys_have_one_listener_whatever_was_chosen_or_left(walker: LessonPage) -> None:
    walker.stand()
    before = key_listeners(walker)
    put_on(walker.page, "dark")
    walker.press("ArrowRight")
    assert walker.step == 2
    assert key_listeners(walker) == before

    walker.choose("A quiet year")
    walker.button("Next step").focus()
    walker.press("ArrowRight")
    assert walker.step == 1
    assert key_listeners(walker) == before

    walker.go_home()
    walker.choose_in_menu("Learn", "Step through")
    walker.ready()
    walker.button("Next step").focus()
    before_the_key = walker.step
    walker.press("ArrowRight")

    assert walker.step == before_the_key + 1
    assert key_listeners(walker) == before


GHOSTS = """player => {
    window.observer?.disconnect();
    window.ghosts = 0;
    const counted = records => records.forEach(({ addedNodes }) => addedNodes.forEach(node => {
        if (node.classList?.contains("ghost")) ghosts += 1;
    }));
    window.observer = new MutationObserver(counted);
    observer.observe(player, { childList: true, subtree: true });
}"""


def test_a_component_lasts_as_long_as_its_element(page: Page) -> None:
    script = (ROOT / "ui" / "lasting.js").read_text(encoding="utf-8")

    lives = page.evaluate(
        """async (script) => {
            const told = [];
            const counter = (root) => {
                let updates = 0;
                return { update: () => told.push(++updates), leave: () => told.push("left") };
            };
            const component = new Function(script + "; return lasting;")()(counter);
            const parentElement = document.body.appendChild(document.createElement("div"));
            const first = component({ parentElement });
            const second = component({ parentElement });
            first();  // what Streamlit does when the newer call was on its way meanwhile
            const third = component({ parentElement });
            parentElement.remove();
            third();
            return told;
        }""",
        script,
    )

    assert lives == [1, 2, 3, "left"]


@pytest.mark.parametrize(("motion", "ghosts"), [("reduce", 0), ("no-preference", 3)])
def test_a_value_flies_into_its_cell_only_where_motion_is_welcome_and_leaves_nothing_behind(
    walker: LessonPage, motion: Literal["reduce", "no-preference"], ghosts: int
) -> None:
    walker.page.emulate_media(reduced_motion=motion)
    walker.stand()
    walker.player.evaluate(GHOSTS)

    for step in range(1, 4):
        walker.click("Next step")
        # The value flies once the row is painted: a busy machine may still be at it.
        walker.page.wait_for_function("least => ghosts >= least", arg=min(step, ghosts))

    expect(walker.player.locator(".ghost")).to_have_count(0)
    assert walker.page.evaluate("ghosts") == ghosts


def test_a_whole_visit_shows_what_the_command_line_says_and_asks_no_other_host(
    lesson: LessonPage,
) -> None:
    lesson.page.context.clear_cookies()
    lesson.page.goto(lesson.server)
    lesson.page.get_by_role("button", name="Start the walk").click()
    lesson.ready()
    assert lesson.page.url.startswith(f"{lesson.server}/step-through")
    for step in command_line("run", "--scenario", "desert-changed")["steps"]:
        lesson.click("Next step")
        expect(lesson.evidence(step["step"])).to_contain_text(step["stage"])
        expect(lesson.page.get_by_test_id("stMain")).to_contain_text(step["sentence"])
        expect(lesson.picture).to_be_visible()
    lesson.unfold("Show the code of this stage")
    lesson.unfold("Read the transcript")

    lesson.page.wait_for_load_state("networkidle")

    assert len(lesson.requests) > 20
    assert lesson.foreign_requests == []
    assert lesson.complaints == []
