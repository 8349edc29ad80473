"""The walk on a phone, 390 pixels wide."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import PHONE, WIDE
from tests.browser.page import TWO_FRAMES, LessonPage, rows_of
from tests.browser.test_accessibility import objections
from ui.menu import SECTIONS

pytestmark = pytest.mark.browser

SMALLEST = 24
STEADY = 2


@pytest.fixture
def phone(lesson: LessonPage) -> LessonPage:
    lesson.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    return lesson


@pytest.fixture
def walk(walker: LessonPage) -> LessonPage:
    """Answer with the step-through, which a test before may have opened; all is folded."""
    walker.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    return walker


def size(control: Locator) -> tuple[float, float]:
    """Measure what a finger can hit: a control and the label around it."""
    width, height = control.evaluate(
        """control => {
            const { width, height } = (control.closest("label") ?? control).getBoundingClientRect();
            return [width, height];
        }"""
    )
    return width, height


def on_top(control: Locator) -> bool:
    """Tell whether nothing lies over a control, at its upper and its lower edge."""
    seen: bool = control.evaluate(
        """control => {
            const { x, width, top, bottom } = control.getBoundingClientRect();
            return [top + 4, bottom - 4].every(y =>
                control.contains(control.getRootNode().elementFromPoint(x + width / 2, y)));
        }"""
    )
    return seen


def reach(phone: LessonPage) -> int:
    """Measure how far to the right anything on the page reaches."""
    phone.connected()
    widths: list[int] = phone.page.evaluate(
        "[document.documentElement, document.querySelector('[data-testid=stMain]')]"
        ".map(element => element.scrollWidth)"
    )
    return max(widths)


def test_nothing_reaches_beyond_the_screen(phone: LessonPage) -> None:
    phone.page.goto(f"{phone.server}/why-it-matters")
    phone.page.get_by_role("heading", level=1).wait_for()
    phone.page.wait_for_load_state("networkidle")

    assert reach(phone) <= PHONE[0]


def test_nothing_of_the_step_through_reaches_beyond_the_screen(walk: LessonPage) -> None:
    walk.stand()
    reached = [reach(walk)]

    for step in (5, 7):
        walk.slider.fill(str(step))
        expect(walk.evidence(step)).to_be_visible()
        expect(walk.picture).to_be_visible()
        reached.append(reach(walk))

    assert max(reached) <= PHONE[0]


def test_the_whole_walk_is_taken_with_the_thumb_and_what_happened_read_without_scrolling(
    walk: LessonPage,
) -> None:
    walk.stand()
    following = walk.button("Next step")
    strip = walk.player.locator(".strip")
    expect(following).to_be_in_viewport(ratio=1)

    for row in rows_of("retrain"):
        following.click()

        (newest,) = walk.rows
        assert newest == row
        expect(walk.narration).to_be_in_viewport(ratio=1)
        expect(walk.page.get_by_role("cell", name=row[2])).to_be_in_viewport(ratio=1)
        expect(following).to_be_in_viewport(ratio=1)
        walk.page.evaluate(TWO_FRAMES)
        assert cut_cells(strip) == [], "no cell of the tracker is cut"


QUESTION_IS_CLEAR = """player => {
    const box = selector => player.querySelector(selector).getBoundingClientRect();
    const head = document.querySelector("[data-testid=stHeader]").getBoundingClientRect().bottom;
    const { top, bottom } = box(".question");
    return head <= top && top < bottom && bottom <= box(".buttons").top;
}"""


def test_held_sideways_each_question_stands_between_the_pages_head_and_the_buttons(
    walk: LessonPage,
) -> None:
    walk.page.set_viewport_size({"width": PHONE[1], "height": PHONE[0]})
    walk.stand(predict=1)

    for *_, following in rows_of("retrain")[:6]:
        walk.click("Next step")  # the first time it turns to the question
        walk.page.wait_for_function(QUESTION_IS_CLEAR, arg=walk.player.element_handle())
        walk.question.get_by_role("button", name=following, exact=True).click()
        expect(walk.verdict).to_be_in_viewport(ratio=1)
        expect(walk.narration).to_be_in_viewport(ratio=1)

    walk.click("Next step")
    for width, height in (PHONE, PHONE[::-1]):
        walk.page.set_viewport_size({"width": width, "height": height})
        walk.page.wait_for_function(QUESTION_IS_CLEAR, arg=walk.player.element_handle())


def test_program_diagram_and_earlier_rows_are_one_tap_away(walk: LessonPage) -> None:
    walk.stand(step=5)
    program = walk.page.get_by_role("list", name="Program, line by line")
    diagram = walk.page.get_by_role("img", name="Ring of the six stages")
    variables = walk.player.locator(".variables")
    for part in (program, diagram, variables):
        expect(part).to_be_hidden()

    walk.click("Program")
    expect(program).to_be_in_viewport(ratio=0.99)
    expect(walk.button("Next step")).to_be_in_viewport(ratio=1)
    walk.click("Program")

    walk.click("Diagram and variables")
    expect(diagram).to_be_in_viewport(ratio=1)
    expect(variables).to_be_in_viewport(ratio=1)
    expect(walk.button("Next step")).to_be_in_viewport(ratio=1)

    walk.click("All rows")
    assert walk.rows == rows_of("retrain")[:5]
    for name in ("Diagram and variables", "All rows"):
        walk.click(name)  # folded, as it was found


@pytest.mark.parametrize("predict", [0, 1])
@pytest.mark.parametrize(("width", "height"), [PHONE, PHONE[::-1]])
def test_with_all_rows_open_the_buttons_of_the_parts_are_not_cut(
    walk: LessonPage, width: int, height: int, predict: int
) -> None:
    walk.page.set_viewport_size({"width": width, "height": height})
    walk.stand(step=6, predict=predict)

    walk.click("All rows")

    expect(walk.player.locator(".rows .now")).to_be_in_viewport(ratio=1)
    for name in ("All rows", "Program", "Diagram and variables", "Next step"):
        assert on_top(walk.button(name)), name
    walk.click("All rows")  # folded, as it was found


@pytest.mark.parametrize("height", [PHONE[1], 667, 932])
def test_next_step_stays_at_the_thumb_whatever_is_asked_and_answered(
    walk: LessonPage, height: int
) -> None:
    walk.page.set_viewport_size({"width": PHONE[0], "height": height})
    walk.stand(step=5, predict=1)
    walk.page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, 0)")
    places = [walk.button("Next step").bounding_box()]

    for name in ("Monitoring & Maintenance", "Model Deployment", "Next step"):
        box = walk.button(name).bounding_box()
        assert box
        walk.page.mouse.click(box["x"] + 9, box["y"] + 9)  # a click on the button would scroll
        walk.page.evaluate(TWO_FRAMES)
        places.append(walk.button("Next step").bounding_box())

    assert walk.step == 6
    expect(walk.question).to_have_accessible_name(re.compile("^Row 7: "))
    heights = [place["y"] for place in places if place]
    assert max(heights) - min(heights) <= STEADY, heights


def test_a_part_that_is_open_looks_open_and_the_rows_are_seen_to_open(walk: LessonPage) -> None:
    walk.stand(step=5)
    rows = walk.button("All rows")
    arrow = "button => getComputedStyle(button, '::after').rotate"
    closed = rows.evaluate(arrow)
    rows.evaluate("button => button.scrollIntoView()")  # what opens above it lies off the screen

    rows.click()

    expect(walk.player.locator(".rows-frame")).to_be_in_viewport(ratio=1)
    assert rows.evaluate(arrow) != closed
    rows.click()  # folded, as it was found
    assert rows.evaluate(arrow) == closed


def cut_cells(strip: Locator) -> list[tuple[float, float]]:
    """List the left and right edges of the cells that an edge of the strip cuts."""
    box = strip.bounding_box()
    assert box
    cells = [cell.bounding_box() for cell in strip.get_by_role("cell").all()]
    edges = [(cell["x"] - box["x"], cell["x"] + cell["width"] - box["x"]) for cell in cells if cell]
    return [
        (left, right)
        for left, right in edges
        if left < -1 < 1 < right or left < box["width"] - 1 < box["width"] + 1 < right
    ]


def test_a_tracker_that_scrolls_fades_where_it_goes_on(walk: LessonPage) -> None:
    walk.stand(step=2)
    strip = walk.player.locator(".strip")
    expect(strip).not_to_have_class(re.compile("more"))

    walk.click("Next step")

    expect(strip).to_have_class(re.compile("more-before"))
    strip.evaluate("strip => { strip.scrollLeft = 0 }")
    expect(strip).to_have_class(re.compile("more-after"))


def test_the_lessons_program_fits_its_editor_here_and_at_a_desk(phone: LessonPage) -> None:
    phone.page.goto(f"{phone.server}/code-lab")
    phone.click("Open the editor")
    gutter = phone.page.locator(".numbers")
    before = gutter.evaluate("gutter => gutter.offsetWidth")
    assert reach(phone) <= PHONE[0], "nothing reaches beyond the screen"

    phone.click("Trace it")
    for _ in range(5):
        phone.click("Next row")

    assert gutter.evaluate("gutter => gutter.offsetWidth") == before
    program = phone.page.get_by_role("textbox", name="Your program")
    for width, height in (PHONE, WIDE):
        phone.page.set_viewport_size({"width": width, "height": height})
        assert program.evaluate("editor => editor.scrollWidth <= editor.clientWidth"), width


def test_no_key_is_spoken_of_where_only_a_finger_can_point(lesson: LessonPage) -> None:
    lesson.open()
    key = lesson.player.get_by_text("right arrow key")
    expect(key).to_be_visible()
    hand = lesson.page.context.new_cdp_session(lesson.page)

    hand.send("Emulation.setTouchEmulationEnabled", {"enabled": True})

    expect(key).to_be_hidden()
    hand.detach()
    lesson.page.goto("about:blank")  # only then does the browser have a mouse again


def test_every_control_is_large_enough_for_a_finger(walk: LessonPage) -> None:
    walk.stand(step=3, predict=1)
    controls = walk.player.locator("button:visible, select:visible, input:visible").all()

    small = {
        control.evaluate("control => control.outerHTML.slice(0, 80)"): size(control)
        for control in controls
        if min(size(control)) < SMALLEST
    }

    assert len(controls) > 10
    assert small == {}


def test_a_key_moments_cell_is_shown_although_its_row_was_folded(walk: LessonPage) -> None:
    walk.stand(step=7)

    walk.citation("2.action").click()

    expect(walk.player.locator('[data-cell="2.action"]')).to_be_focused()
    expect(walk.player.locator('[data-cell="2.action"]')).to_be_in_viewport(ratio=1)


def menu_of(phone: LessonPage) -> Locator:
    return phone.page.get_by_role("navigation", name="App pages")


def open_menu(phone: LessonPage) -> None:
    phone.page.get_by_test_id("stExpandSidebarButton").click()
    expect(menu_of(phone)).to_be_in_viewport()


def test_the_menu_closes_when_a_page_is_chosen(phone: LessonPage) -> None:
    phone.page.goto(phone.server)
    phone.page.get_by_role("heading", level=1).wait_for()
    assert reach(phone) <= PHONE[0], "nothing reaches beyond the screen"
    open_menu(phone)
    expect(menu_of(phone).get_by_role("list")).to_have_count(len(SECTIONS) - 1)
    assert objections(phone.page) == []

    menu_of(phone).get_by_role("link", name="Step through").click()

    phone.ready()
    expect(menu_of(phone)).not_to_be_in_viewport()
    phone.click("Next step")
    assert phone.step == 1


def test_the_menu_closes_on_the_page_that_is_already_open_and_is_closed_after_a_reload(
    walk: LessonPage,
) -> None:
    walk.stand()
    open_menu(walk)

    menu_of(walk).get_by_role("link", name="Step through").click()

    expect(menu_of(walk)).not_to_be_in_viewport()
    open_menu(walk)

    walk.page.reload()

    walk.ready()
    expect(menu_of(walk)).not_to_be_in_viewport()


def test_the_links_of_a_closed_menu_are_no_stops_of_the_tab_key(walk: LessonPage) -> None:
    walk.stand()

    expect(walk.page.get_by_test_id("stSidebarNavLink").first).to_be_hidden()


def test_the_table_of_a_question_fits_and_its_number_sign_is_no_title(
    phone: LessonPage,
) -> None:
    phone.page.goto(f"{phone.server}/practice?question=what-training-does")
    table = phone.page.get_by_role("table", name="Execution table with a blank cell")

    expect(table).to_be_visible()
    assert table.evaluate("table => table.offsetWidth <= table.parentElement.clientWidth")
    assert table.get_by_role("columnheader").first.inner_text() == "#"
    expect(phone.page.get_by_role("heading", level=1)).to_have_count(1)


RUNS_OUT = """player => [...player.querySelectorAll(".tracker td, .buttons button, .folds button")]
    .filter(each => each.scrollWidth > each.clientWidth).map(each => each.innerText)"""


def test_on_the_narrowest_screen_no_cell_and_no_button_is_too_small_for_its_words(
    walker: LessonPage,
) -> None:
    walker.stand(step=7)
    walker.page.set_viewport_size({"width": 320, "height": 640})

    assert walker.player.evaluate(RUNS_OUT) == []
