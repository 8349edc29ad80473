"""axe-core finds nothing to object to: every page and state, wide and narrow, light and dark."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, WIDE
from tests.browser.page import TWO_FRAMES, LessonPage
from tests.browser.quiz import QuizPage, TestPage, own, plain

pytestmark = pytest.mark.browser

# target-size is WCAG 2.2 AA and still off in axe-core by default.
Look = Literal["light", "dark"]
PAPER = {"light": "rgb(251, 250, 246)", "dark": "rgb(20, 24, 29)"}
# Streamlit names the place where files are dropped, and says that it is none. A screen reader
# meets the button in it, which is sound.
STREAMLITS_DROPZONE = 'data-testid="stFileUploaderDropzone"'
STREAMLITS_OWN = ("presentation-role-conflict", True)
QUICKLY = {"resultTypes": ["violations"], "preload": False}  # the pages have no sound, no film
EVERYTHING = QUICKLY | {"rules": {"target-size": {"enabled": True}}}
CONTRAST = QUICKLY | {"runOnly": ["color-contrast"]}
Looks = tuple[tuple[int, Look, Mapping[str, object]], ...]
BOTH: Looks = ((WIDE[0], "light", EVERYTHING), (PHONE[0], "dark", EVERYTHING))
"""Both widths and both lights; what is built at a width does not change with the light."""
ALL: Looks = (*BOTH, (WIDE[0], "dark", CONTRAST), (PHONE[0], "light", CONTRAST))
IN_ALL_LOOKS = ("home", "question", "end-retrain", "verdict", "practice")
"""States that hold most of what the pages are made of: their colours are seen in all four looks."""
IN_ONE_LOOK = {
    "start": BOTH[1:],
    "step-1": BOTH[:1],
    "step-3": BOTH[1:],
    "step-4": BOTH[:1],
    "step-5": BOTH[1:],
    "end-stop": BOTH[:1],
}
"""Moments of the walk that are built of the same parts as the one that is seen in all looks."""


def home(lesson: LessonPage) -> None:
    newcomer(lesson)
    lesson.page.goto(lesson.server)
    expect(lesson.button("Start the walk")).to_be_visible()


def home_again_with_its_menu(lesson: LessonPage) -> None:
    lesson.go_home()
    expect(lesson.page.get_by_text("Continue where you stopped")).to_be_visible()
    lesson.click("Learn")
    expect(lesson.page.get_by_role("navigation").get_by_role("menu", name="Learn")).to_be_visible()


def why_it_matters(lesson: LessonPage) -> None:
    newcomer(lesson).go("why-it-matters")
    expect(lesson.page.get_by_role("heading", name="It happens here")).to_be_visible()


def key_moments(lesson: LessonPage) -> None:
    newcomer(lesson).go("key-moments")
    lesson.citation("5.next_stage").click()
    expect(lesson.player.locator(".cited")).to_be_focused()


def start(lesson: LessonPage) -> None:
    lesson.stand()
    expect(lesson.page.get_by_role("heading", name="Transcript")).to_be_visible()


def question(lesson: LessonPage) -> None:
    lesson.stand(step=2, predict=1)
    expect(lesson.question).to_be_visible()


def wrong_answer(lesson: LessonPage) -> None:
    lesson.question.get_by_role("button", name="Model Deployment").click()
    expect(lesson.verdict).not_to_be_empty()


def at(step: int, scenario: str = "desert-changed") -> Callable[[LessonPage], None]:
    def stand(lesson: LessonPage) -> None:
        lesson.stand(step, scenario=scenario)
        expect(lesson.evidence(step)).to_be_visible()
        expect(lesson.picture).to_be_visible()

    return stand


def code_open(lesson: LessonPage) -> None:
    at(2)(lesson)
    lesson.unfold("Show the code of this stage")
    lesson.unfold("The whole module")
    expect(lesson.page.get_by_role("code").filter(has_text="def prepare(")).to_have_count(2)


def end(lesson: LessonPage) -> None:
    at(7)(lesson)
    lesson.citation("6.next_stage").click()
    expect(lesson.player.locator(".cited")).to_have_count(1)
    lesson.unfold("Read the transcript")
    expect(lesson.page.get_by_role("heading", name="How the walk ends")).to_be_visible()


def notice(lesson: LessonPage) -> None:
    lesson.open(scenario="no-such", step="no-such")
    expect(lesson.page.get_by_role("alert")).to_have_count(2)


def three_programs(lesson: LessonPage) -> None:
    lesson.page.goto(f"{lesson.server}/code-lab")
    expect(lesson.button("Show the traces")).to_be_visible()
    lesson.connected()
    for box in lesson.page.get_by_role("spinbutton").all():
        box.fill("6")
        box.press("Enter")
    lesson.click("Show the traces")
    expect(lesson.page.get_by_text("You predicted 6.").first).to_be_visible()
    expect(lesson.page.get_by_role("heading", name="A row is made by")).to_be_focused()


def code_traced(lesson: LessonPage) -> None:
    lesson.page.goto(f"{lesson.server}/code-lab")
    lesson.click("Open the editor")
    program = lesson.page.get_by_role("textbox", name="Your program")
    program.fill(f"{program.input_value()}print(stage)\nstage = missing\n")
    lesson.click("Trace it")
    expect(lesson.page.get_by_text("7 rows before it stopped.")).to_be_visible()


def newcomer(lesson: LessonPage) -> QuizPage:
    """Come as somebody who has done nothing here yet."""
    lesson.page.context.clear_cookies()
    return QuizPage(lesson.page, lesson.server)


def visual_quiz(lesson: LessonPage) -> None:
    quiz, question = newcomer(lesson).go("visual-quiz"), own("visual-1")
    quiz.option(question, 1).click()
    quiz.says(question.options[0].feedback)
    quiz.page.get_by_role("button", name="Hint 1 of 2").first.click()
    expect(quiz.player.locator(".cited")).to_be_focused()


def practice(lesson: LessonPage) -> None:
    quiz, question = newcomer(lesson).go("practice"), own("practice-1")
    quiz.option(question, 1).click()
    quiz.says("Try again.")
    quiz.click("Hint 1 of 2")
    quiz.says(question.hints[0].text)


def practice_solved(lesson: LessonPage) -> None:
    question = own("practice-4")
    quiz = newcomer(lesson).go("practice", question=question.id)
    quiz.option(question, 1).click()
    quiz.says("Quick check.")
    quiz.click("Run the program")
    quiz.says("It really prints:")
    quiz.click("Solution, step 1 of 3")
    quiz.says("Step 1.")


def a_test(lesson: LessonPage) -> None:
    newcomer(lesson)
    test = TestPage(lesson.page, lesson.server, "class-1").begin()
    test.take(test.asked[0], test.asked[0].key)
    expect(test.main.get_by_text(re.compile(r"\((chosen|number \d)\)")).first).to_be_visible()


def verdict(lesson: LessonPage) -> None:
    test = TestPage(lesson.page, lesson.server, "class-1")
    test.to_place("Review")
    test.click("Hand in")
    expect(lesson.page.get_by_role("heading", name="Verdict: Developing")).to_be_visible()
    expect(lesson.page.get_by_role("figure")).to_be_visible()
    test.unfold(f"2. Not answered: {plain(test.asked[1].stem)}")
    test.says("You gave no answer.")


def recall(lesson: LessonPage) -> None:
    quiz = newcomer(lesson).go("recall")
    quiz.click("Show the answer")
    quiz.page.get_by_role("button", name=re.compile("^Good")).click()
    quiz.says("1 of ")
    quiz.click("Show the answer")
    quiz.says("How well did you know it?")


def my_data(lesson: LessonPage) -> None:
    quiz = QuizPage(lesson.page, lesson.server).go("my-data")
    quiz.unfold("See the newest entries")
    quiz.click("Make a one-time code")
    quiz.says("It works once, within 15 minutes.")


def certificate(lesson: LessonPage) -> None:
    quiz = newcomer(lesson).go("certificate", code="ABCDE")
    quiz.says("This code is not genuine")


def break_a_stage(lesson: LessonPage) -> None:
    lesson.page.goto(f"{lesson.server}/break-a-stage?case=2")
    lesson.unfold(re.compile("^Data Collection: "))
    lesson.page.get_by_role("radio", name="Data Collection").click()
    lesson.button("Show what happened").click()
    expect(lesson.page.get_by_text("What each stage's evidence proves")).to_be_visible()


def present(lesson: LessonPage) -> None:
    lesson.page.goto(f"{lesson.server}/present?step=5&predict=1")
    expect(lesson.question).to_be_visible()


HEARD = """() => new BroadcastChannel("lifecycle-present").postMessage({
    kind: "here", id: "1", topic: "Is it still good?", where: "Moment 2 of 3", blank: true,
    elapsed: 700_000, here: 9_000, plan: { minutes: 1, before: 9, total: 12 },
    asked: { question: "What next?", answer: "Monitoring & Maintenance" },
    moment: { note: "Wait.", question: "Who?", answer: "They.", coming: "The end." },
    note: { say: "So it is.", ask: "Is it?", expect: "It is.", measured: "82.7%" },
})"""


def notes(lesson: LessonPage) -> None:
    lesson.page.goto(f"{lesson.server}/notes")
    expect(lesson.page.get_by_text("No presentation is open in this browser.")).to_be_visible()
    lesson.page.evaluate(HEARD)
    expect(lesson.page.get_by_text("1:40 later than planned.")).to_be_visible()


def playlist(lesson: LessonPage) -> None:
    lesson.page.goto(f"{lesson.server}/playlist")
    lesson.button("Ten minutes: the cycle, and why it turns").click()
    expect(lesson.page.get_by_text("5 moments, 10 minutes")).to_be_visible()


def live_lab(lesson: LessonPage) -> None:
    lab = QuizPage(lesson.page, lesson.server).go("live-lab", train="1996,1997", watch="1998")
    lab.click("Unfold the years")
    lab.says("2002 is over")
    lab.click("Trained on 1996 and 1997")


def own_data(lesson: LessonPage) -> None:
    page = QuizPage(lesson.page, lesson.server).go("own-data")
    page.click("Try it with an example")
    lesson.click("Next step")
    expect(lesson.evidence(1)).to_be_visible()
    expect(lesson.page.get_by_role("figure")).to_be_visible()
    lesson.page.locator("input[type=file]").set_input_files(
        {"name": "zip.csv", "mimeType": "text/csv", "buffer": b"PK\x03\x04"}
    )
    page.says("This is a ZIP file")
    page.click("2 inputs")


def comparison(lesson: LessonPage) -> None:
    compare = QuizPage(lesson.page, lesson.server).go("compare")
    compare.page.get_by_text("Step 1, Data Collection").click()
    compare.page.get_by_text("Measured more finely").first.click()
    expect(compare.page.get_by_role("table", name="values that differ").first).to_be_visible()


def read_or_listen(lesson: LessonPage) -> None:
    lesson.page.goto(f"{lesson.server}/read-or-listen?scenario=quiet-year&step=3")
    expect(lesson.page.get_by_text("has no English voice of its own")).to_be_visible()
    lesson.click("Next sentence")
    lesson.page.get_by_role("article").get_by_role("link").last.focus()


JOURNEYS: Mapping[str, Mapping[str, Callable[[LessonPage], None]]] = {
    "prediction": {"start": start, "question": question, "wrong-answer": wrong_answer},
    "walk": {
        "code-open": code_open,
        "step-3": at(3),
        "step-5": at(5),
        "step-1": at(1),
        "step-4": at(4),
        "end-retrain": end,
        "end-stop": at(6, "quiet-year"),
    },
    "home": {"home": home},
    "home-again": {"why-it-matters": why_it_matters, "its-menu": home_again_with_its_menu},
    "key-moments": {"key-moments": key_moments},
    "notice": {"notice": notice},
    "code-lab": {"three-programs": three_programs, "code-traced": code_traced},
    "live-lab": {"live-lab": live_lab},
    "own-data": {"own-data": own_data},
    "comparison": {"comparison": comparison},
    "read-or-listen": {"read-or-listen": read_or_listen},
    "visual-quiz": {"visual-quiz": visual_quiz},
    "practice": {"practice": practice, "my-data": my_data},
    "practice-solved": {"practice-solved": practice_solved},
    "test": {"test-question": a_test, "verdict": verdict},
    "recall": {"recall": recall},
    "break-a-stage": {"break-a-stage": break_a_stage},
    "certificate": {"certificate": certificate},
    "present": {"present": present},
    "notes": {"notes": notes},
    "playlist": {"playlist": playlist},
}
"""The states of a visit, in their order: a later one goes on from those before it."""


def objections(page: Page, options: Mapping[str, object] = EVERYTHING) -> list[str]:
    """Say which rules axe-core sees broken, how often, and where first."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(Axe().axe_script)
    run = "options => axe.run(options).then(({ violations }) => violations)"
    places = defaultdict(list)
    for violation in page.evaluate(run, dict(options)):
        for node in violation["nodes"]:
            if (violation["id"], STREAMLITS_DROPZONE in node["html"]) == STREAMLITS_OWN:
                continue
            broken = f"{violation['id']}: {' '.join(node['failureSummary'].split())}"
            places[broken].append(node["html"][:100])
    return [f"{broken} {len(where)}x, first {where[0]}" for broken, where in places.items()]


def unroll(page: Page, width: int) -> None:
    """Make the screen as high as the page: axe-core sees the contrast of what is on it only."""
    page.set_viewport_size({"width": width, "height": WIDE[1]})
    page.evaluate(TWO_FRAMES)
    whole = page.get_by_test_id("stMain").evaluate("main => main.scrollHeight")
    page.set_viewport_size({"width": width, "height": WIDE[1] + whole})


AT_REST = """Promise.race([
    Promise.allSettled(document.getAnimations().map(each => each.finished)),
    new Promise(soon => setTimeout(soon, 1000)),
])"""


def put_on(page: Page, look: Look) -> None:
    page.emulate_media(color_scheme=look)
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", PAPER[look])
    if page.get_by_role("figure").count():
        page.wait_for_timeout(200)  # a picture is drawn anew in other colours
    # What the pointer rests on changes its colour slowly, and on a busy machine later still.
    page.mouse.move(0, 0)
    page.evaluate(TWO_FRAMES)
    page.evaluate(AT_REST)


def looked_at(page: Page, state: str) -> list[str]:
    """Look at a page as it stands, in the looks of its state; list what is objected to."""
    found = []
    looks = ALL if state in IN_ALL_LOOKS else IN_ONE_LOOK.get(state, BOTH)
    now = page.evaluate(
        "() => matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'"
    )
    # The light that is on comes first: with another one the whole page is drawn anew.
    for width, look, options in sorted(looks, key=lambda each: each[1] != now):
        unroll(page, width)
        put_on(page, look)
        found += [f"{look}, {width} px: {each}" for each in objections(page, options)]
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    return found


@pytest.mark.parametrize("journey", JOURNEYS)
def test_axe_finds_nothing_to_object_to(lesson: LessonPage, journey: str) -> None:
    found = []
    for state, go_there in JOURNEYS[journey].items():
        go_there(lesson)
        found += [f"{state}, {each}" for each in looked_at(lesson.page, state)]

    assert not found, "\n".join(["axe-core objects:", *found])


def test_axe_sees_into_the_player(lesson: LessonPage) -> None:
    lesson.open(step=2)
    lesson.player.locator("td").first.evaluate("cell => { cell.style.color = '#ddd'; }")

    found = objections(lesson.page)

    assert any("color-contrast" in objection for objection in found)


SPACED = """* {
    line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
} p { margin-bottom: 2em !important; }"""
"""The spacing that WCAG 1.4.12 lets a reader choose."""
IS_CUT = "element => element.scrollHeight > element.clientHeight"


def test_choices_are_read_whole_with_spacing_that_a_reader_chose(lesson: LessonPage) -> None:
    lesson.open()
    lesson.page.add_style_tag(content=SPACED)

    scenarios = lesson.page.get_by_role("radiogroup", name="Scenario").get_by_role("radio")
    assert [each.inner_text() for each in scenarios.all() if each.evaluate(IS_CUT)] == []
