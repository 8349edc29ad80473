"""The code lab in a real browser: the learner's own program, and what is made of it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from lifecycle.programs.three import LOOP
from tests.browser.page import LessonPage
from tests.browser.programs import ANY_BRYTHON, SHORT
from tests.browser.quiz import learner
from ui.code_lab.serving import SANDBOX

pytestmark = pytest.mark.browser

ANY_SANDBOX = f"**/{SANDBOX}"
FOUR_ROWS = LOOP.source.replace("range(1, 8)", "range(1, 5)")
OWN = "This is your own program from before."
BEFORE = "The table below is from before you changed the program."
REFUSE = """for (const storage of ["sessionStorage", "localStorage"])
    Object.defineProperty(window, storage, {
        get() { throw new DOMException("refused", "SecurityError"); },
    });"""

TAKEN = """ring => {
    const verbs = [...ring.querySelectorAll(".verb")].map(verb => verb.textContent);
    const taken = [...ring.querySelectorAll(".arrow")]
        .flatMap((arrow, i) => arrow.matches(".taken") ? [verbs[i]] : []);
    return [...taken, ring.getAttribute("aria-label").replace("Ring of the six stages: ", "")];
}"""


@pytest.fixture(scope="module")
def opened(visitor: BrowserContext, server: str) -> Iterator[LessonPage]:
    """Open the editor once; whatever is done with it, its page must stay quiet."""
    lab = LessonPage(visitor.new_page(), server)
    lab.page.goto(f"{server}/code-lab")
    lab.click("Open the editor")
    yield lab
    assert lab.foreign_requests == []
    assert lab.complaints == []
    lab.page.close()


@pytest.fixture
def lab(opened: LessonPage) -> LessonPage:
    """Begin with the lesson's program and a model that must be trained again."""
    opened.click("Back to the lesson's program")
    opened.page.get_by_label("the model must be trained again").check()
    opened.page.get_by_role("textbox", name="Your program").focus()
    return opened


def write(lab: LessonPage, program: str) -> None:
    lab.page.get_by_role("textbox", name="Your program").fill(program)


@contextmanager
def held_back(page: Page, address: str) -> Iterator[None]:
    """Hold back what a page asks for at an address until the block ends."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(address, hold)
    try:
        yield
    finally:
        for route in held:
            route.continue_()
        page.unroute(address, hold)


@contextmanager
def python_on_its_way(lab: LessonPage) -> Iterator[None]:
    """Ask for a new Python, and hold it back to the end; then wait for what was begun meanwhile."""
    with held_back(lab.page, ANY_SANDBOX):
        with lab.page.expect_request(ANY_SANDBOX):
            lab.click("Back to the lesson's program")
        yield
    expect(lab.button("Trace it")).to_be_enabled()


def stop_at_once(lab: LessonPage) -> None:
    """Begin to trace, and stop it before it can have ended."""
    lab.button("Trace it").evaluate(
        "button => { button.click(); button.parentElement.querySelector('.stop').click(); }"
    )


def status(lab: LessonPage) -> Locator:
    return lab.page.get_by_role("region", name="Editor").get_by_role("status")


def trouble(lab: LessonPage) -> Locator:
    return lab.page.get_by_role("region", name="Editor").get_by_role("alert")


def marked_line(lab: LessonPage) -> Locator:
    return lab.page.locator(".lab .mark")


def ways_taken(lab: LessonPage) -> list[list[str]]:
    """Walk through the rows: which arrows the ring marks, by what they lead from, and its words."""
    rows = len(rows_of_program(lab))
    drawing = lab.page.locator(".lab .ring svg")
    seen = []
    for row in range(1, rows + 1):
        lab.click(f"Go to step {row}")
        seen.append(drawing.evaluate(TAKEN))
    return seen


def rows_of_program(lab: LessonPage) -> list[list[str]]:
    table = lab.page.get_by_role("table", name="Execution table of your program")
    _, *rows = table.get_by_role("row").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))"
    )
    return [[str(text) for text in row] for row in rows]


def test_the_editor_fetches_brython_when_it_is_opened_and_keeps_the_program_until_it_is_given_back(
    lesson: LessonPage,
) -> None:
    paper = lesson.page.get_by_role("textbox", name="Your program")
    lesson.page.goto(f"{lesson.server}/code-lab")
    expect(lesson.button("Open the editor")).to_be_visible()
    assert not [url for url in lesson.requests if "brython" in url]
    lesson.click("Open the editor")
    lesson.click("Trace it")
    expect(status(lesson)).to_have_text("7 rows.")
    assert len([url for url in lesson.requests if "brython" in url]) == 1

    # The learner's program is there after the way to another page and back, and after a reload.
    write(lesson, SHORT)
    lesson.choose_in_menu("Learn", "Why it matters")
    expect(lesson.page.get_by_role("heading", level=1, name="One lifecycle")).to_have_count(0)
    lesson.choose_in_menu("Learn", "Code lab")
    lesson.click("Open the editor")
    expect(paper).to_have_value(SHORT)
    expect(status(lesson)).to_have_text(OWN)

    lesson.page.reload()
    expect(lesson.button("Open the editor")).to_be_visible()
    lesson.click("Open the editor")
    expect(paper).to_have_value(SHORT)
    expect(status(lesson)).to_have_text(OWN)
    lesson.click("Trace it")
    expect(status(lesson)).to_have_text("3 rows.")

    # Back to the lesson's program forgets it.
    lesson.click("Back to the lesson's program")
    lesson.page.reload()
    lesson.click("Open the editor")
    expect(paper).to_have_value(LOOP.source)
    expect(status(lesson)).to_be_empty()


def test_a_browser_that_stores_nothing_breaks_neither_the_lab_nor_present(
    visitor: BrowserContext, server: str
) -> None:
    with visitor.new_page() as page:
        page.add_init_script(REFUSE)
        lab = LessonPage(page, server)
        page.goto(f"{server}/code-lab")

        lab.click("Open the editor")
        write(lab, SHORT)
        lab.click("Trace it")
        expect(status(lab)).to_have_text("3 rows.")
        lab.click("Back to the lesson's program")

        expect(status(lab)).to_have_text("The lesson's program is back.")

        lab.choose_in_menu("Teach", "Present")
        lab.click("Next")
        expect(page.get_by_role("table", name="Execution table")).to_be_visible()
        assert lab.complaints == []


def test_a_changed_program_makes_its_own_table(lab: LessonPage) -> None:
    write(lab, SHORT)
    lab.click("Trace it")
    expect(lab.page.get_by_text("3 rows.", exact=True)).to_be_visible()

    assert [(row[0], row[3]) for row in rows_of_program(lab)] == [
        ("1", "Data Preparation"),
        ("2", "Model Training"),
        ("3", "Model Evaluation"),
    ]


def test_the_ring_marks_each_arrow_that_the_lessons_program_takes(lab: LessonPage) -> None:
    lab.click("Trace it")
    expect(status(lab)).to_have_text("7 rows.")

    assert ways_taken(lab) == [
        ["collect", "Data Collection has run; the way on leads to Data Preparation."],
        ["prepare", "Data Preparation has run; the way on leads to Model Training."],
        ["train", "Model Training has run; the way on leads to Model Evaluation."],
        ["evaluate", "Model Evaluation has run; the way on leads to Model Deployment."],
        ["deploy", "Model Deployment has run; the way on leads to Monitoring & Maintenance."],
        ["monitor", "Monitoring & Maintenance has run; the way back leads to Data Collection."],
        ["collect", "Data Collection has run; the way on leads to Data Preparation."],
    ]


def test_the_ring_marks_no_arrow_where_the_program_takes_none(lab: LessonPage) -> None:
    write(
        lab,
        'stage = "Data Collection"\nrecords = collect()\nstage = "Model Training"\n'
        'stage = "banana"\nstage = "Data Collection"\ncollect()\ncollect()\n',
    )
    lab.click("Trace it")
    expect(status(lab)).to_have_text("5 rows.")

    assert ways_taken(lab) == [
        ["stage moves from Data Collection to Model Training, where no arrow leads."],
        ["stage moves from Model Training to banana, where no arrow leads."],
        ["stage moves from banana to Data Collection, where no arrow leads."],
        ["stage stays at Data Collection."],
        ["Data Collection has run, and the cycle stops here."],
    ]


def test_the_outcome_can_be_chosen(lab: LessonPage) -> None:
    lab.page.get_by_label("the model is still good").check()
    lab.click("Trace it")
    expect(lab.page.get_by_text("6 rows.", exact=True)).to_be_visible()

    lab.click("Go to step 6")

    expect(lab.page.get_by_text("`stage` stays".replace("`", ""))).to_contain_text("answers False")


def test_the_trace_is_read_and_stepped_with_keys_alone(lab: LessonPage) -> None:
    expect(lab.page.get_by_role("textbox", name="Your program")).to_be_focused()
    lab.press("Control+Enter")
    expect(lab.page.get_by_text("7 rows.", exact=True)).to_be_visible()
    narration = lab.page.get_by_role("region", name="Trace").locator("[aria-live]")
    expect(narration).to_contain_text("Row 1, Data Collection: collect answers 1,418 raw records")

    lab.press("Tab")
    expect(lab.page.get_by_role("textbox", name="Your program")).not_to_be_focused()
    lab.tab_to(lab.button("Next row"))
    lab.press("ArrowRight", "ArrowRight", "Enter")

    expect(narration).to_contain_text("Row 4, Model Evaluation")
    lab.press("Home")
    expect(narration).to_contain_text("Row 1,")


def test_what_cannot_be_read_is_told_by_its_line(lab: LessonPage) -> None:
    lab.page.set_viewport_size({"width": 1280, "height": 500})
    write(lab, "stage = 'a'\nif stage\n    stage = 'b'\n" + 30 * "\n")
    lab.page.get_by_role("textbox", name="Your program").press("Control+Home")
    lab.press("Control+Enter")

    told = lab.page.get_by_role("alert").filter(has_text="Line 2")
    expect(told).to_have_text("Line 2 cannot be read: expected ':'.")
    expect(told).to_be_in_viewport(ratio=1)
    expect(lab.page.get_by_role("textbox", name="Your program")).to_have_attribute(
        "aria-invalid", "true"
    )


def test_stop_ends_what_was_begun_and_another_program_can_be_traced(lab: LessonPage) -> None:
    write(lab, "sum(iter(int, 1))\n")
    stop_at_once(lab)
    expect(lab.page.get_by_role("alert").filter(has_text="Stopped.")).to_be_visible()

    lab.click("Back to the lesson's program")
    lab.click("Trace it")

    expect(lab.page.get_by_text("7 rows.", exact=True)).to_be_visible()


def test_a_program_changed_while_it_runs_gets_a_table_from_before_and_the_key_begins_no_other(
    lab: LessonPage,
) -> None:
    with python_on_its_way(lab):
        write(lab, FOUR_ROWS)
        lab.click("Trace it")
        write(lab, LOOP.source)
        lab.press("Control+Enter")

    expect(status(lab)).to_have_text(BEFORE)
    assert len(rows_of_program(lab)) == 4
    expect(trouble(lab)).to_be_empty()
    expect(marked_line(lab)).to_be_hidden()

    lab.press("Control+Enter")
    expect(status(lab)).to_have_text("7 rows.")


def test_a_python_that_does_not_come_is_given_up_and_asked_for_again_and_a_renewed_one_waited_for(
    visitor: BrowserContext, server: str
) -> None:
    assert visitor.browser
    # A clock that is put forward is the clock of all pages beside it.
    with learner(visitor.browser) as context:
        page = context.new_page()
        lab = LessonPage(page, server)
        page.clock.install()
        page.goto(f"{server}/code-lab")
        with held_back(page, ANY_BRYTHON):
            with page.expect_request(ANY_BRYTHON):
                lab.click("Open the editor")
            lab.click("Trace it")
            page.clock.fast_forward("00:31")
            expect(trouble(lab)).to_contain_text("did not start")

            with page.expect_request(ANY_BRYTHON):
                lab.click("Trace it")
            page.clock.fast_forward("00:20")
            lab.click("Back to the lesson's program")
            lab.click("Trace it")
            page.clock.fast_forward("00:20")
        expect(status(lab)).to_have_text("7 rows.")

        page.clock.fast_forward("01:00")
        lab.press("Control+Enter")

        expect(status(lab)).to_have_text("7 rows.")
        expect(trouble(lab)).to_be_empty()
        assert lab.complaints == []


def test_a_key_held_down_traces_once(lab: LessonPage) -> None:
    lab.page.keyboard.down("Control")
    lab.page.keyboard.down("Enter")
    expect(status(lab)).to_have_text("7 rows.")

    write(lab, SHORT)
    lab.page.keyboard.down("Enter")

    expect(status(lab)).to_have_text(BEFORE)
    lab.page.keyboard.up("Enter")
    lab.page.keyboard.up("Control")


def test_a_line_mended_while_it_runs_is_not_complained_of(lab: LessonPage) -> None:
    with python_on_its_way(lab):
        write(lab, "stage = 'a'\nif stage\n    stage = 'b'\n")
        lab.click("Trace it")
        write(lab, "stage = 'a'\nif stage:\n    stage = 'b'\n")

    expect(status(lab)).to_have_text("What ran was the program before you changed it.")
    expect(trouble(lab)).to_be_empty()
    expect(marked_line(lab)).to_be_hidden()


def test_a_table_from_before_marks_no_line_of_the_changed_program(lab: LessonPage) -> None:
    lab.click("Trace it")
    expect(status(lab)).to_have_text("7 rows.")
    expect(marked_line(lab)).to_be_visible()

    write(lab, f"\n\n{LOOP.source}")
    lab.click("Next row")
    expect(marked_line(lab)).to_be_hidden()

    write(lab, LOOP.source)
    expect(status(lab)).to_have_text("7 rows.")
    lab.click("Next row")
    expect(marked_line(lab)).to_be_visible()


def test_a_table_stays_from_before_when_the_changed_program_is_stopped(lab: LessonPage) -> None:
    lab.click("Trace it")
    expect(status(lab)).to_have_text("7 rows.")

    write(lab, "sum(iter(int, 1))\n")
    stop_at_once(lab)

    expect(trouble(lab)).to_have_text("Stopped.")
    expect(status(lab)).to_have_text(BEFORE)


def test_what_a_program_prints_is_text_and_never_markup(lab: LessonPage) -> None:
    write(lab, "stage = '<img src=x onerror=alert(1)>'\nprint(stage)\nstage = '<b>b</b>'\n")
    lab.click("Trace it")

    expect(lab.page.get_by_text("<img src=x onerror=alert(1)>").first).to_be_visible()
    expect(lab.page.locator("img[src=x]")).to_have_count(0)
