"""Present on a projector: keys, a clicker, the second window, a blank screen, a playlist."""

import re

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from classroom.playlist import Moment, Playlist
from classroom.playlist_writing import as_file, as_link
from tests.browser.conftest import WIDE
from tests.browser.page import TWO_FRAMES, LessonPage, rows_of

pytestmark = pytest.mark.browser

PROJECTOR: ViewportSize = {"width": 1920, "height": 1080}
SCREENS = (WIDE, (1366, 768), (PROJECTOR["width"], PROJECTOR["height"]))

FITS = """hall => {
    const [shown, foot] = [".ending", ".foot"].map(part => hall.querySelector(part));
    return hall.scrollHeight <= innerHeight
        && shown.getBoundingClientRect().bottom <= foot.getBoundingClientRect().top;
}"""

CLIPPED = """ring => [...ring.querySelectorAll(".verb")].filter(label => {
    const word = label.getBoundingClientRect();
    for (let around = label.parentElement; around; around = around.parentElement) {
        const { left, right } = around.getBoundingClientRect();
        const clips = getComputedStyle(around).overflowX !== "visible";
        if (clips && (word.left < left || word.right > right)) return true;
    }
    const { left, right } = ring.closest(".picture").getBoundingClientRect();
    return word.left < left || word.right > right;
}).map(label => label.textContent)"""

WHERE_TO = """link => {
    link.addEventListener("click", event => event.preventDefault(), { once: true });
    link.click();
    return link.href;
}"""

AT_ONCE = """names => names.forEach(name => [...document.querySelectorAll("button")]
    .find(button => button.innerText.endsWith(name)).click())"""

AND_AT_ONCE_THE_LAST = """button => {
    button.click();
    const last = [...document.querySelectorAll("[data-testid=stRadio] input")].at(-1);
    setTimeout(() => last.click(), 10);
}"""

LISTEN = """() => {
    window.heard = [];
    new BroadcastChannel("lifecycle-present").onmessage = ({ data }) => heard.push(data);
}"""
CLOCKS = "() => [...new Set(heard.map(({ id }) => id))].length"
LEFT = "() => heard.filter(({ kind }) => kind === 'gone').length"
LATER = "minutes => { const now = Date.now; Date.now = () => now() + minutes * 60_000; }"


def leave_for_the_step_through(lesson: LessonPage, step: int) -> None:
    """Press Escape; the step-through stands at the same place, and its link leads back."""
    lesson.press("Escape")
    lesson.page.wait_for_url(re.compile("/step-through"))
    lesson.ready().expect_address(scenario="desert-changed", step=step, predict=1)
    assert lesson.step == step
    link = lesson.player.get_by_role("link", name="Present")
    assert link.evaluate(WHERE_TO) == lesson.page.url.replace("/step-through", "/present")


def reload_ten_minutes_later(lesson: LessonPage, notes: Page) -> None:
    """Start the clock while it is ten minutes slow, and reload: the time that passed is kept."""
    elapsed = notes.locator(".elapsed")
    lesson.page.evaluate(LATER, -10)
    lesson.press("PageUp", "PageDown")
    expect(elapsed).to_have_text(re.compile("^-"))
    notes.get_by_role("button", name="Start the clock again").click()
    expect(elapsed).to_have_text(re.compile("^0:"))
    lesson.page.reload()
    expect(elapsed).to_have_text(re.compile("^10:"))


def test_a_clicker_steps_both_windows_and_a_press_reveals_what_was_asked(
    lesson: LessonPage,
) -> None:
    room, rows = lesson.page, rows_of("retrain")
    room.set_viewport_size(PROJECTOR)
    room.goto(f"{lesson.server}/present?step=5&predict=1")
    expect(lesson.question).to_be_visible()
    expect(room.get_by_text("these keys")).to_be_visible()
    menu = room.get_by_test_id("stHeader").get_by_role("link", include_hidden=True)
    expect(menu).to_have_count(0)
    with room.context.expect_page() as opened:
        lesson.press("n")
    notes = opened.value
    expect(notes.get_by_role("status")).to_contain_text("Step 5")
    expect(notes.get_by_text("Data Collection, because the whole interval")).to_be_visible()

    lesson.press("PageDown")
    expect(lesson.verdict).to_contain_text("It is Data Collection, because")
    expect(notes.get_by_role("status")).to_contain_text("Step 6")
    expect(room.get_by_text("these keys")).to_be_hidden()
    assert lesson.rows == rows[:6]

    notes.keyboard.press("PageDown")
    expect(lesson.question).to_be_visible()
    notes.get_by_role("button", name="Next").click()
    expect(notes.get_by_role("status")).to_contain_text("Step 7 of 7")
    assert lesson.rows == rows
    assert room.locator(".hall").evaluate(FITS)

    cover = room.get_by_role("button", name="Show the screen again")
    lesson.press("b")
    expect(cover).to_be_focused()
    expect(room.get_by_role("status").filter(has_text="The screen is blank.")).to_have_count(1)
    expect(notes.get_by_role("button", name="Blank")).to_have_attribute("aria-pressed", "true")
    notes.keyboard.press("PageDown")
    expect(cover).to_be_hidden()
    lesson.press(".")
    expect(notes.get_by_role("status")).to_contain_text("The screen is blank.")
    notes.keyboard.press("b")
    expect(cover).to_be_hidden()
    room.get_by_role("button", name="Keys").click()
    room.get_by_role("checkbox", name="Keys that are characters").click()
    lesson.press("b", ".", "n")
    expect(cover).to_be_hidden()
    assert len(lesson.rows) == 7

    lesson.press("PageUp")
    expect(notes.get_by_role("status")).to_contain_text("Step 6")
    assert len(lesson.rows) == 6
    reload_ten_minutes_later(lesson, notes)
    leave_for_the_step_through(lesson, step=6)
    expect(menu.filter(has_text="Home")).to_have_count(1)
    expect(notes.get_by_role("status")).to_contain_text("The presentation was left.")

    room.go_back()
    expect(notes.locator(".elapsed")).to_have_text(re.compile("^0:"))
    notes.close()


def clipped(lesson: LessonPage) -> dict[int, list[str]]:
    """List the labels of the ring that are not whole, for each width of a screen."""
    found: dict[int, list[str]] = {}
    for width, height in SCREENS:
        lesson.page.set_viewport_size({"width": width, "height": height})
        lesson.page.evaluate(TWO_FRAMES)
        found[width] = lesson.player.locator(".ring").evaluate(CLIPPED)
    lesson.page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    lesson.page.evaluate(TWO_FRAMES)
    return {width: words for width, words in found.items() if words}


def test_all_rows_of_a_turn_are_seen_above_a_question_no_row_and_no_label_of_the_ring_is_ever_cut(
    lesson: LessonPage,
) -> None:
    where = lesson.page.locator(".whereabouts")
    lesson.page.goto(f"{lesson.server}/present?step=4&predict=1")
    caption = lesson.player.get_by_text("Execution table")
    for step in (4, 5, 6):
        expect(where).to_have_text(f"Step {step}")
        expect(lesson.question).to_be_visible()
        expect(caption).to_be_in_viewport(ratio=1)
        assert lesson.rows_seen == ["whole"] * step
        lesson.press("PageDown", "PageDown")

    expect(lesson.question).to_be_visible()
    for step in range(7, 13):
        expect(caption).to_be_in_viewport(ratio=1)
        seen = lesson.rows_seen
        assert (step, len(seen)) == (step, step)
        assert (step, "cut" in seen, seen[-4:]) == (step, False, ["whole"] * 4)
        assert (step, clipped(lesson)) == (step, {})
        if step < 12:
            lesson.press("PageDown", "PageDown")
    assert lesson.page.locator(".hall").evaluate(FITS)


def test_a_playlist_goes_from_moment_to_moment_and_back_and_whoever_leaves_it_finds_it_whole(
    lesson: LessonPage,
) -> None:
    made = Playlist(
        "Monday",
        (
            Moment("step-through?scenario=quiet-year&step=5&predict=1", until=6, minutes=2),
            Moment("step-through?step=2", until=3),
            Moment("break-a-stage?case=3", note="<b>Together.</b>", question="Who is guilty?"),
        ),
    )
    room, where = lesson.page, lesson.page.locator(".whereabouts").filter(visible=True)
    address = f"{lesson.server}/playlist?playlist={as_link(made)}"
    room.goto(address)
    room.evaluate(LISTEN)
    room.get_by_role("link", name="Present it").click()
    expect(lesson.question).to_be_visible()
    room.go_back()
    room.wait_for_function(LEFT)
    room.go_forward()
    expect(lesson.question).to_be_visible()

    lesson.press("PageDown")
    expect(where).to_have_text("Moment 1 of 3 · Step 6 of 6")
    lesson.press("PageDown")
    expect(where).to_have_text("Moment 2 of 3 · Step 2 of 7")
    room.keyboard.down("ArrowRight")
    room.keyboard.down("ArrowRight")  # held
    room.keyboard.up("ArrowRight")
    expect(where).to_have_text("Moment 2 of 3 · Step 3 of 7")
    lesson.press("PageDown")
    expect(room.get_by_text("Who is guilty?")).to_be_visible()
    expect(room.get_by_text("<b>Together.</b>")).to_be_visible()
    link = room.get_by_role("link", name="Open it in a new tab")
    assert link.evaluate("link => link.href") == f"{lesson.server}/break-a-stage?case=3"
    assert "at=3" in room.url
    assert "step=" not in room.url
    lesson.press("PageDown")
    expect(room.get_by_role("status").filter(has_text="This is the end.")).to_be_visible()

    lesson.press("PageUp")
    expect(where).to_have_text("Moment 2 of 3 · Step 2 of 7")
    lesson.press("PageUp")

    expect(where).to_have_text("Moment 1 of 3 · Step 5")
    expect(lesson.question).to_be_visible()
    assert (room.evaluate(CLOCKS), room.evaluate(LEFT)) == (2, 1)

    lesson.press("Escape")
    room.wait_for_url(address)
    expect(room.get_by_role("radio")).to_have_count(3)
    room.get_by_role("link", name="Present it").click()
    expect(lesson.question).to_be_visible()
    room.get_by_role("link", name="Leave").click()
    room.wait_for_url(address)
    expect(room.get_by_role("textbox", name="Title")).to_have_value("Monday")
    expect(room.get_by_role("radio")).to_have_count(3)
    lesson.connected()


def test_a_typed_note_is_kept_however_quickly_the_next_click_follows(lesson: LessonPage) -> None:
    three = Playlist("", (Moment("test"), Moment("practice"), Moment("break-a-stage?case=2")))
    page, one = lesson.page, three.removed(0).removed(0)
    page.goto(f"{lesson.server}/playlist?playlist={as_link(three)}")
    note, chosen = page.get_by_label("Note: what to say"), page.get_by_role("radio", checked=True)

    note.fill("Say this.")
    note.press("Tab")
    page.evaluate(AT_ONCE, ["Keep these changes", "Move down"])

    expect(chosen).to_have_accessible_name(re.compile("^2"))
    lesson.connected()
    expect(note).to_have_value("Say this.")

    page.get_by_role("button", name="Remove").evaluate(AND_AT_ONCE_THE_LAST)
    expect(page.get_by_role("radio")).to_have_count(2)
    lesson.connected()
    expect(page.get_by_text("Something went wrong")).to_have_count(0)

    page.locator("input[type=file]").set_input_files(
        {"name": "playlist.toml", "mimeType": "application/toml", "buffer": as_file(one).encode()}
    )
    expect(page.get_by_role("radio")).to_have_count(1)


def test_the_focus_is_in_the_question_while_it_is_asked_and_then_at_the_next_button(
    lesson: LessonPage,
) -> None:
    lesson.page.goto(f"{lesson.server}/present?step=2&predict=1")
    expect(lesson.question).to_be_visible()
    onward = lesson.button("Next")

    lesson.press("ArrowRight")
    expect(onward).to_be_focused()
    lesson.press("ArrowRight")
    expect(lesson.question).to_be_focused()
    lesson.press("ArrowRight")
    expect(onward).to_be_focused()

    lesson.press("ArrowRight")
    expect(lesson.question).to_be_focused()
    lesson.press("ArrowLeft")
    expect(onward).to_be_focused()


@pytest.mark.parametrize(("width", "height"), [(640, 400), (320, 640)])
def test_in_a_small_window_the_foot_does_not_cover_the_row(
    lesson: LessonPage, width: int, height: int
) -> None:
    lesson.page.set_viewport_size({"width": width, "height": height})
    lesson.page.goto(f"{lesson.server}/present?step=6")

    row = lesson.player.locator("tr.now").bounding_box()
    foot = lesson.page.locator(".foot").bounding_box()
    assert row
    assert foot
    assert row["y"] + row["height"] <= foot["y"]
