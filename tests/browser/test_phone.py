"""The walk on a phone, 390 pixels wide."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import PHONE, WIDE
from tests.browser.page import LessonPage, rows_of
from tests.browser.test_accessibility import objections
from ui.menu import SECTIONS

pytestmark = pytest.mark.browser

SMALLEST = 24


@pytest.fixture
def phone(lesson: LessonPage) -> LessonPage:
    lesson.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    return lesson


def size(control: Locator) -> tuple[float, float]:
    """Measure what a finger can hit: a control and the label around it."""
    width, height = control.evaluate(
        """control => {
            const { width, height } = (control.closest("label") ?? control).getBoundingClientRect();
            return [width, height];
        }"""
    )
    return width, height


@pytest.mark.parametrize(
    "path",
    [
        "",
        "step-through",
        "step-through?step=5",
        "step-through?step=7",
        "code-lab",
        "why-it-matters",
    ],
)
def test_nothing_reaches_beyond_the_screen(phone: LessonPage, path: str) -> None:
    phone.page.goto(f"{phone.server}/{path}")
    phone.page.get_by_role("heading", level=1).wait_for()
    phone.page.wait_for_load_state("networkidle")

    widths = phone.page.evaluate(
        "[document.documentElement, document.querySelector('[data-testid=stMain]')]"
        ".map(element => element.scrollWidth)"
    )

    assert max(widths) <= PHONE[0]


def test_next_step_is_at_the_thumb_and_what_happened_is_read_without_scrolling(
    phone: LessonPage,
) -> None:
    phone.open()
    expect(phone.button("Next step")).to_be_in_viewport(ratio=1)

    phone.click("Next step")

    expect(phone.narration).to_be_in_viewport(ratio=1)
    expect(phone.page.get_by_role("cell", name="Collect raw data")).to_be_in_viewport(ratio=1)
    for step in (3, 7):
        phone.slider.fill(str(step))
        expect(phone.button("Next step")).to_be_in_viewport(ratio=1)


def test_the_whole_walk_can_be_taken(phone: LessonPage) -> None:
    rows = rows_of("retrain")
    phone.open()

    for row in rows:
        phone.click("Next step")

        (newest,) = phone.rows
        assert newest == row


def test_program_diagram_and_earlier_rows_are_one_tap_away(phone: LessonPage) -> None:
    phone.open(step=5)
    program = phone.page.get_by_role("list", name="Program, line by line")
    diagram = phone.page.get_by_role("img", name="Ring of the six stages")
    variables = phone.player.locator(".variables")
    for part in (program, diagram, variables):
        expect(part).to_be_hidden()

    phone.click("Program")
    expect(program).to_be_in_viewport(ratio=0.99)
    expect(phone.button("Next step")).to_be_in_viewport(ratio=1)
    phone.click("Program")

    phone.click("Diagram and variables")
    expect(diagram).to_be_in_viewport(ratio=1)
    expect(variables).to_be_in_viewport(ratio=1)
    expect(phone.button("Next step")).to_be_in_viewport(ratio=1)

    phone.click("All rows")
    assert phone.rows == rows_of("retrain")[:5]


def test_no_cell_of_the_tracker_is_cut(phone: LessonPage) -> None:
    phone.open()
    strip = phone.player.locator(".strip")

    for step in (1, 3, 6):
        phone.slider.fill(str(step))
        phone.page.wait_for_timeout(300)
        assert cut_cells(strip) == [], step


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


def test_a_tracker_that_scrolls_fades_where_it_goes_on(phone: LessonPage) -> None:
    phone.open(step=2)
    strip = phone.player.locator(".strip")
    expect(strip).not_to_have_class(re.compile("more"))

    phone.click("Next step")

    expect(strip).to_have_class(re.compile("more-before"))
    strip.evaluate("strip => { strip.scrollLeft = 0 }")
    expect(strip).to_have_class(re.compile("more-after"))


def test_the_lessons_program_fits_its_editor_here_and_at_a_desk(phone: LessonPage) -> None:
    phone.page.goto(f"{phone.server}/code-lab")
    phone.click("Open the editor")
    gutter = phone.page.locator(".numbers")
    before = gutter.evaluate("gutter => gutter.offsetWidth")

    phone.click("Trace it")
    for _ in range(5):
        phone.click("Next row")

    assert gutter.evaluate("gutter => gutter.offsetWidth") == before
    program = phone.page.get_by_role("textbox", name="Your program")
    for width, height in (PHONE, WIDE):
        phone.page.set_viewport_size({"width": width, "height": height})
        assert program.evaluate("editor => editor.scrollWidth <= editor.clientWidth"), width


def test_every_control_is_large_enough_for_a_finger(phone: LessonPage) -> None:
    phone.open(step=3, predict=1)
    phone.click("Next step")
    controls = phone.player.locator("button:visible, select:visible, input:visible").all()

    small = {
        control.evaluate("control => control.outerHTML.slice(0, 80)"): size(control)
        for control in controls
        if min(size(control)) < SMALLEST
    }

    assert len(controls) > 10
    assert small == {}


def test_a_key_moments_cell_is_shown_although_its_row_was_folded(phone: LessonPage) -> None:
    phone.open(step=7)

    phone.citation("2.action").click()

    expect(phone.player.locator('[data-cell="2.action"]')).to_be_focused()
    expect(phone.player.locator('[data-cell="2.action"]')).to_be_in_viewport(ratio=1)


def menu_of(phone: LessonPage) -> Locator:
    return phone.page.get_by_role("navigation", name="App pages")


def open_menu(phone: LessonPage) -> None:
    phone.page.get_by_test_id("stExpandSidebarButton").click()
    expect(menu_of(phone)).to_be_in_viewport()


def test_the_menu_closes_when_a_page_is_chosen(phone: LessonPage) -> None:
    phone.page.goto(phone.server)
    open_menu(phone)
    expect(menu_of(phone).get_by_role("list")).to_have_count(len(SECTIONS) - 1)
    assert objections(phone.page) == []

    menu_of(phone).get_by_role("link", name="Step through").click()

    phone.ready()
    expect(menu_of(phone)).not_to_be_in_viewport()
    phone.click("Next step")
    assert phone.step == 1


def test_the_menu_closes_on_the_page_that_is_already_open(phone: LessonPage) -> None:
    phone.open()
    open_menu(phone)

    menu_of(phone).get_by_role("link", name="Step through").click()

    expect(menu_of(phone)).not_to_be_in_viewport()


def test_the_menu_is_closed_after_a_reload(phone: LessonPage) -> None:
    phone.open()
    open_menu(phone)

    phone.page.reload()

    phone.ready()
    expect(menu_of(phone)).not_to_be_in_viewport()


def test_the_table_of_a_question_fits(phone: LessonPage) -> None:
    phone.page.goto(f"{phone.server}/practice?question=what-training-does")
    table = phone.page.get_by_role("table", name="Execution table with a blank cell")

    expect(table).to_be_visible()
    assert table.evaluate("table => table.offsetWidth <= table.parentElement.clientWidth")
