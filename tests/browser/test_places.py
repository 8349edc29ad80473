"""The address reproduces the moment, whatever it says and however it is reached."""

import json
import re
import shlex
from contextlib import ExitStack
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect
from streamlit.proto.BackMsg_pb2 import BackMsg

from lifecycle.scenarios import scenario_named
from tests.browser.page import LessonPage, rows_of, tracker_of
from tests.serving import serve
from ui.clicks import SETTLED

pytestmark = pytest.mark.browser

# tests/ui/test_address.py has many more, each alone; the page and the server bear these as well.
HOSTILE = (
    "?scenario=%3Cscript%3Ealert(1)%3C/script%3E%00" + "x" * 3_000 + "&step=%D9%A3&turns=1&turns=2"
)


def question_of(scenario: str) -> str:
    return scenario_named(scenario).question


def test_a_reload_in_the_middle_keeps_the_moment_and_asks_again(walker: LessonPage) -> None:
    walker.stand(step=2, scenario="borderline-year")
    walker.predict_first.check()
    walker.expect_address(scenario="borderline-year", step=2, predict=1)

    walker.page.reload()
    walker.ready()

    expect(walker.page.get_by_role("heading", level=1)).to_have_text(question_of("borderline-year"))
    expect(walker.predict_first).to_be_checked()
    expect(walker.question).to_be_visible()
    assert walker.rows == rows_of("stop")[:2]
    expect(walker.evidence(2)).to_be_visible()


def test_a_reload_in_the_second_turn_keeps_the_moment(walker: LessonPage) -> None:
    walker.stand(step=7)
    walker.click("Begin the second turn")
    walker.click("Next step")
    walker.expect_address(scenario="desert-changed", step=9, turns=2)

    walker.page.reload()
    walker.ready()

    assert walker.step == 9
    expect(walker.evidence(9)).to_be_visible()


def test_a_cold_server_below_a_path_opens_a_deep_link_and_stepping_on_needs_no_server(
    page: Page,
) -> None:
    rows, tracker = rows_of("stop"), tracker_of("stop")
    with ExitStack() as running:
        url = running.enter_context(serve(below="/courses/ml"))
        lesson = LessonPage(page, url).open(scenario="quiet-year", step=1)
        assert lesson.rows == rows[:1]
        lesson.press("ArrowRight")  # the server is still drawing its first picture

        expect(page.get_by_role("heading", level=1)).to_have_text(question_of("quiet-year"))
        expect(lesson.evidence(2)).to_be_visible()
        expect(page.get_by_text("Read the transcript", exact=True)).to_be_visible()
        assert lesson.rows == rows[:2]
        lesson.go_home()
        page.get_by_role("link", name="Step through", exact=True).click()
        lesson.ready().slider.fill("5")
        command = page.get_by_role("code").filter(has_text="curl").inner_text()
        curl, address, header, content, data, body = shlex.split(command)
        with urlopen(Request(address, body.encode())) as answer:
            version = json.load(answer)["version"]
        assert lesson.complaints == []
        running.close()

        for step in (4, 3, 4, 5, 6):
            lesson.press("ArrowRight" if step > lesson.step else "ArrowLeft")

            assert lesson.rows == rows[:step]
            assert lesson.tracker == tracker[: step + 1]
    page.goto("about:blank")  # or it would go on asking for its server

    assert (curl, header, content, data) == ("curl", "-H", "Content-Type: application/json", "-d")
    assert version == "v1"


def test_a_hostile_address_shows_its_notices_and_the_lesson(lesson: LessonPage) -> None:
    lesson.page.goto(f"{lesson.server}/step-through{HOSTILE}")
    lesson.ready()

    notices = lesson.page.get_by_role("alert")
    expect(notices).to_have_count(2)
    for notice in notices.all():
        assert notice.bounding_box()["height"] < 60, "one line"  # type: ignore[index]
    assert lesson.step == 0
    expect(lesson.button("Next step")).to_be_enabled()


def test_a_step_at_the_moment_of_a_choice_does_not_undo_it(walker: LessonPage) -> None:
    walker.stand(step=2)
    heading = walker.page.get_by_role("heading", level=1)

    for turn in range(2):
        for title, name in (("A quiet year", "quiet-year"), ("A loud alarm", "loud-alarm")):
            walker.slider.first.fill(str(3 + turn % 2))  # for a moment there are two players
            walker.page.get_by_role("radio", name=title).evaluate("radio => radio.click()")
            walker.slider.first.fill("2")
            expect(heading).to_have_text(question_of(name))
            walker.page.wait_for_timeout(100 * turn)


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


def test_another_year_is_a_new_walk_and_predict_first_stays_as_it_was_set(
    lesson: LessonPage,
) -> None:
    lesson.open(step=3, predict=1)

    lesson.choose("A loud alarm")

    expect(lesson.page.get_by_role("heading", level=1)).to_have_text(question_of("loud-alarm"))
    expect(lesson.slider).to_have_value("0")
    expect(lesson.predict_first).to_be_checked()
    lesson.expect_address(scenario="loud-alarm", predict=1)
    lesson.predict_first.uncheck()
    lesson.connected()

    lesson.choose("A quiet year")

    expect(lesson.predict_first).not_to_be_checked()
    lesson.expect_address(scenario="quiet-year")
    lesson.predict_first.check()
    lesson.connected()

    lesson.choose("A loud alarm")

    expect(lesson.predict_first).to_be_checked()
    lesson.expect_address(scenario="loud-alarm", predict=1)


def test_the_steps_do_not_fill_the_browsers_history(walker: LessonPage) -> None:
    walker.stand()
    entry = walker.page.evaluate("navigation.currentEntry.key")  # a new entry has a new key

    walker.press("ArrowRight", "ArrowRight", "ArrowRight")

    walker.page.wait_for_url(re.compile(r"\bstep=3\b"))
    assert walker.page.evaluate("navigation.currentEntry.key") == entry


def test_another_page_is_seen_from_its_top_though_it_may_be_as_long_as_this_one(
    walker: LessonPage,
) -> None:
    walker.stand()
    main = walker.page.get_by_test_id("stMain")
    walker.page.add_style_tag(content="[data-testid=stMainBlockContainer] { min-height: 5000px }")
    main.evaluate("main => main.scrollTo(0, 3000)")

    walker.go_home()

    assert main.evaluate("main => main.scrollTop") == 0


def test_back_while_another_page_is_on_its_way_leads_back_on_a_slow_line(
    page: Page, server: str
) -> None:
    """What is large is sent once, and then named: the browser must still know it by its name."""
    held: list[str | bytes] = []
    line: list[WebSocketRoute] = []
    slow = False

    def through(socket: WebSocketRoute) -> None:
        line.append(socket)
        socket.connect_to_server().on_message(lambda m: held.append(m) if slow else socket.send(m))

    lesson = LessonPage(page.context.new_page(), server)
    lesson.page.route_web_socket(re.compile("/_stcore/stream"), through)
    lesson.open().connected()
    lesson.go_home()
    lesson.connected()

    slow = True
    lesson.page.get_by_role("main").get_by_role("link", name="Why it matters").first.click()
    lesson.page.wait_for_timeout(1_000)  # the server has sent all of that page
    lesson.page.go_back()
    lesson.page.wait_for_timeout(500)  # and has been asked for the one before
    slow = False
    for message in held:
        line[-1].send(message)

    lesson.ready()
    lesson.page.close()
    assert lesson.complaints == []


@pytest.mark.parametrize("way", ["link", "Back"])
def test_a_step_told_late_does_not_touch_the_page_that_was_asked_for_meanwhile(
    page: Page, server: str, way: str
) -> None:
    held: list[bytes] = []
    line: list[WebSocketRoute] = []
    slow = False

    def hold(message: str | bytes) -> None:
        assert isinstance(message, bytes)
        held.append(message) if slow else line[-1].send(message)

    def through(socket: WebSocketRoute) -> None:
        line.append(socket.connect_to_server())
        socket.on_message(hold)

    def is_of_a_step(message: bytes) -> bool:
        return bool(BackMsg.FromString(message).rerun_script.fragment_id)

    lesson = LessonPage(page.context.new_page(), server)
    lesson.page.route_web_socket(re.compile("/_stcore/stream"), through)
    lesson.page.goto(server)
    lesson.page.get_by_role("link", name="Step through · ").click()
    lesson.ready().connected()

    slow = True
    lesson.press("ArrowRight")
    lesson.page.wait_for_timeout(100)
    lesson.press("ArrowRight")  # told some time after the first
    if way == "Back":
        lesson.page.go_back()
    else:
        lesson.page.get_by_role("link", name="Home").evaluate("link => link.click()")
    lesson.page.wait_for_timeout(1_000)
    slow = False
    for message in held:
        line[-1].send(message)

    last = lesson.page.get_by_role("link", name="Test · 15 min · ")
    expect(last).to_be_visible()
    lesson.page.wait_for_timeout(500)  # what a late step brings comes after that page
    expect(last).to_be_visible()
    expect(lesson.page).to_have_url(f"{server}/")
    assert not is_of_a_step(held[-1])
    lesson.page.close()
