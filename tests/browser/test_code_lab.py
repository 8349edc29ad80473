"""The code lab in a real browser: Brython traces as CPython does, and nothing gets out."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Error, Frame, Locator, Page, Route, Worker, expect

from lifecycle.programs.recorder import record
from lifecycle.programs.three import LOOP, lesson, once_each
from lifecycle.trace import outcome_calls
from tests.browser.conftest import PATIENCE
from tests.browser.page import LessonPage
from tests.browser.programs import DIFFERENT, PROGRAMS
from tests.browser.quiz import learner
from tests.serving import ROOT
from ui.code_lab.serving import BRYTHON, SANDBOX

pytestmark = pytest.mark.browser

KNOWN = lesson(once_each(outcome_calls(needs_retraining=True)))
SANDBOXED = (ROOT / "ui" / "code_lab" / "sandboxed.js").read_text(encoding="utf-8")
BEGIN = f"""places => {{
    {SANDBOXED}
    window.sandbox = makeSandbox(document.body, places);
    window.trace = (program, lesson) =>
        sandbox.run(program, lesson).catch(error => ({{ ended: error.message }}));
    return sandbox.open();
}}"""

SHORT = LOOP.source.replace("range(1, 8)", "range(1, 4)")
OWN = "This is your own program from before."
BEFORE = "The table below is from before you changed the program."
REFUSE = """Object.defineProperty(window, "sessionStorage", {
    get() { throw new DOMException("refused", "SecurityError"); },
});"""
ANY_BRYTHON = "**/code-lab/brython-*.js"

MODULE = "asks for a module, and there are none here"
NOTHING = "uses a name that holds nothing yet"
MEMORY = "asks for more memory than there is|Stopped after 2 seconds|broke off"
ENDLESS = {
    "while True:\n    pass\n": "after 1,000 lines had run",
    "while True:\n    try:\n        x = 1\n    except KeyError:\n        x = 2\n": "after 1,000",
    "while True:\n    print('x' * 1000)\n": "after 1,000 lines had run",
    "def f():\n    return f()\nf()\n": "calls itself without an end",
}
HOSTILE = {
    "while True:\n    try:\n        x = 1\n    except:\n        pass\n": "Stopped",
    "sum(iter(int, 1))\n": "Stopped after 2 seconds",
    "x = ['a']\nwhile True:\n    x = x + x\n": MEMORY,
    "x = 'a' * 10 ** 10\n": MEMORY,
    "document.cookie\n": NOTHING,
    "window.parent.document.title\n": NOTHING,
    "fetch('/')\n": NOTHING,
    "__BRYTHON__.builtins\n": "has no attribute",
    "globalThis\n": NOTHING,
    "self.postMessage('x')\n": NOTHING,
    "parent\n": NOTHING,
    "top.location = 'about:blank'\n": NOTHING,
    "import math\n": MODULE,
    "import sys\n": MODULE,
    "import _sys\n": MODULE,
    "import javascript\n": MODULE,
    "from browser import self\n": MODULE,
    "from browser import ajax, window\n": MODULE,
    "import recorder\n": MODULE,
    "__import__('javascript')\n": MODULE,
    "exec('import browser')\n": MODULE,
    "input('your name')\n": "nobody to give one",
    "open('/code-lab').read()\n": "stopped the program",
    "(lambda: 0).constructor('return 1')()\n": "stopped the program",
    "''.constructor.constructor('return self')()\n": "stopped the program",
    "print.constructor('return self')()\n": "stopped the program",
    "raise SystemExit\n": "stopped the program",
    "x = (\n": "Line 1 cannot be read",
}


def with_sandbox(page: Page, server: str, patience: int) -> Page:
    """Stand on one of our own addresses with nothing but the sandbox, as the editor opens it."""
    page.goto(f"{server}/app/static/icon.png")
    places = {"sandbox": f"/{SANDBOX}", "brython": f"/{BRYTHON}", "patience": patience}
    page.evaluate(BEGIN, places)
    return page


@pytest.fixture(scope="module")
def sandbox(visitor: BrowserContext, server: str) -> Iterator[Page]:
    """Wait two seconds for each program, as the editor does."""
    page = visitor.new_page()
    yield with_sandbox(page, server, patience=2000)
    page.close()


@pytest.fixture(scope="module")
def patient(visitor: BrowserContext, server: str) -> Iterator[Page]:
    """Wait as long as a busy machine may need."""
    page = visitor.new_page()
    yield with_sandbox(page, server, patience=PATIENCE)
    page.close()


def traced(page: Page, program: str) -> dict[str, Any]:
    answer: dict[str, Any] = page.evaluate("given => trace(...given)", [program, KNOWN])
    return answer


def by_cpython(program: str) -> dict[str, Any]:
    previous = sys.gettrace()
    try:
        return record(program, KNOWN, sys.settrace)
    finally:
        sys.settrace(previous)


class Ear(BaseHTTPRequestHandler):
    """Hears whoever asks, and lets every origin read the answer."""

    heard: list[str]

    def do_GET(self) -> None:
        self.heard.append(self.path)
        self.send_response(200)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def outside() -> Iterator[tuple[str, list[str]]]:
    """Listen at another address of this machine; answer with it and with what it has heard."""
    heard: list[str] = []
    server = HTTPServer(("localhost", 0), type("Own", (Ear,), {"heard": heard}))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}", heard
    server.shutdown()
    server.server_close()


# ---- the same rows -----------------------------------------------------------------------------


def test_brython_traces_every_program_as_cpython_does(patient: Page) -> None:
    other = [name for name, text in PROGRAMS.items() if traced(patient, text) != by_cpython(text)]

    assert other == []
    assert len(PROGRAMS) >= 60


def test_what_brython_is_known_to_see_otherwise_it_still_does(patient: Page) -> None:
    same = [name for name, text in DIFFERENT.items() if traced(patient, text) == by_cpython(text)]

    assert same == []


# ---- what must not get out ---------------------------------------------------------------------


def unlike(page: Page, wanted: dict[str, str]) -> dict[str, str]:
    """Run programs; answer with the sentence of each that does not end as it should."""
    told = {}
    for program in wanted:
        answer = traced(page, program)
        told[program] = answer.get("ended") or (answer["error"] or {"says": "nothing"})["says"]
    return {
        program: sentence
        for program, sentence in told.items()
        if re.search(wanted[program], sentence) is None
    }


def test_a_hostile_program_ends_in_a_sentence_and_the_next_one_runs(sandbox: Page) -> None:
    crashed: list[Page] = []
    sandbox.on("crash", lambda page: crashed.append(page))  # noqa: PLW0108  a method is refused

    assert unlike(sandbox, HOSTILE) == {}
    assert crashed == []
    assert len(traced(sandbox, LOOP.source)["rows"]) == 7


def test_a_program_without_an_end_is_stopped_after_a_thousand_lines(patient: Page) -> None:
    assert unlike(patient, ENDLESS) == {}


def test_a_running_program_can_be_stopped(sandbox: Page) -> None:
    answer = sandbox.evaluate(
        """async (lesson) => {
            await trace("", lesson);
            const running = trace("sum(iter(int, 1))", lesson);
            setTimeout(sandbox.stop, 200);
            return running;
        }""",
        KNOWN,
    )

    assert answer == {"ended": "Stopped."}


def test_a_program_is_refused_while_another_runs(patient: Page) -> None:
    refused = patient.evaluate(
        """([one, other, lesson]) => {
            window.first = trace(one, lesson);
            return trace(other, lesson);
        }""",
        [SHORT, LOOP.source, KNOWN],
    )

    assert refused == {"ended": "A program is running already."}
    assert len(patient.evaluate("() => first")["rows"]) == 3


def test_two_programs_begun_at_once_take_no_time_from_a_later_one(sandbox: Page) -> None:
    traced(sandbox, "")  # Python is there

    ended, waited = sandbox.evaluate(
        """async ([program, lesson]) => {
            const wait = (time) => new Promise(resolve => setTimeout(resolve, time));
            const first = trace(program, lesson);
            await trace(program, lesson);
            await wait(900);
            await Promise.race([first, wait(900)]);
            const begun = performance.now();
            const { ended } = await trace("sum(iter(int, 1))", lesson);
            return [ended, performance.now() - begun];
        }""",
        [SHORT, KNOWN],
    )

    assert ended.startswith("Stopped after 2 seconds")
    assert waited > 1900


def test_a_python_that_could_not_be_fetched_is_fetched_at_the_next_try(
    visitor: BrowserContext, server: str
) -> None:
    page = visitor.new_page()
    page.route(ANY_BRYTHON, lambda route: route.abort())
    with pytest.raises(Error, match="could not be fetched"):
        with_sandbox(page, server, patience=PATIENCE)
    ended = [traced(page, "")["ended"] for _ in range(2)]
    page.unroute(ANY_BRYTHON)

    assert ended == ["The browser's Python could not be fetched. Please try again."] * 2
    assert traced(page, "print('here')")["printed"] == "here\n"
    page.close()


def test_what_is_printed_without_end_is_cut(patient: Page) -> None:
    answer = traced(patient, "while True:\n    print('x' * 1000)\n")

    assert len(answer["printed"]) == 2000


WAYS_OUT = """async (outside) => {
    const ways = {
        fetch: () => fetch(outside + "/fetch", { mode: "no-cors" }),
        xhr: () => new Promise((resolve, reject) => {
            const request = new XMLHttpRequest();
            request.onload = resolve;
            request.onerror = reject;
            request.open("GET", outside + "/xhr");
            request.send();
        }),
        socket: () => new Promise((resolve, reject) => {
            const socket = new WebSocket(outside.replace("http", "ws") + "/socket");
            socket.onopen = resolve;
            socket.onerror = reject;
        }),
        events: () => new Promise((resolve, reject) => {
            const events = new EventSource(outside + "/events");
            events.onopen = resolve;
            events.onerror = reject;
        }),
        module: () => import(outside + "/module.js"),
        script: () => importScripts(outside + "/script.js"),
        worker: () => new Promise((resolve, reject) => {
            const worker = new Worker(outside + "/worker.js");
            worker.onmessage = resolve;
            worker.onerror = reject;
        }),
        image: () => new Promise((resolve, reject) => {
            const image = new Image();
            image.onload = image.onerror = () => reject();
            image.src = outside + "/image.png";
        }),
        beacon: async () => {
            navigator.sendBeacon(outside + "/beacon");
            throw Error("it answers yes before it is refused");
        },
        cookie: () => { Document.prototype; document.cookie = "a=b"; },
        readCookie: () => { Document.prototype; return document.cookie; },
        local: () => localStorage.setItem("a", "b"),
        session: () => sessionStorage.setItem("a", "b"),
        database: () => new Promise((resolve, reject) => {
            const opened = indexedDB.open("a");
            opened.onsuccess = resolve;
            opened.onerror = reject;
        }),
        caches: () => caches.open("a"),
        parent: () => parent.document.title,
        top: () => { top.location.href = outside + "/top"; },
        window: () => open(outside + "/window") || Promise.reject(),
        form: async () => {
            const form = document.createElement("form");
            form.action = outside + "/form";
            document.body.append(form);
            form.submit();
            throw Error("nobody can say");
        },
    };
    const soon = () => new Promise((_, reject) => setTimeout(reject, 500));
    const reached = [];
    await Promise.all(Object.entries(ways).map(async ([name, way]) => {
        try {
            await Promise.race([way(), soon()]);
            reached.push(name);
        } catch {}
    }));
    return reached;
}"""


def the_worker(page: Page) -> Worker:
    traced(page, LOOP.source)  # it is there when it answers
    return page.workers[-1]  # those that were ended may still be listed before it


def the_frame(page: Page) -> Frame:
    traced(page, LOOP.source)  # it is there when it answers
    (frame,) = (frame for frame in page.frames if frame.url.endswith(SANDBOX))
    return frame


def test_even_javascript_in_the_worker_reaches_nothing(
    sandbox: Page, outside: tuple[str, list[str]]
) -> None:
    address, heard = outside

    assert the_worker(sandbox).evaluate(WAYS_OUT, address) == []
    assert heard == []


def test_even_javascript_in_the_sandbox_reaches_nothing(
    sandbox: Page, outside: tuple[str, list[str]]
) -> None:
    address, heard = outside

    assert the_frame(sandbox).evaluate(WAYS_OUT, address) == []
    assert heard == []


IN_A_WORKER = """async script => {
    const worker = new Worker(URL.createObjectURL(new Blob([script])));
    const { data } = await new Promise(resolve => { worker.onmessage = resolve; });
    worker.terminate();
    return data;
}"""


def test_the_policy_alone_holds_a_worker_that_has_every_name(
    sandbox: Page, outside: tuple[str, list[str]]
) -> None:
    address, heard = outside
    script = f"({WAYS_OUT})('{address}').then(postMessage)"

    assert the_frame(sandbox).evaluate(IN_A_WORKER, script) == []
    assert heard == []


def test_the_same_ways_lead_out_of_a_worker_that_nothing_holds(
    sandbox: Page, outside: tuple[str, list[str]]
) -> None:
    address, heard = outside
    script = f"({WAYS_OUT})('{address}').then(postMessage)"

    reached = sandbox.evaluate(IN_A_WORKER, script)

    assert {"fetch", "xhr", "database", "caches"} <= set(reached)
    names = ("fetch", "xhr", "socket", "events", "module.js", "script.js")
    assert {f"/{name}" for name in names} <= set(heard)


def test_what_a_worker_says_unasked_does_not_reach_the_page(sandbox: Page) -> None:
    the_frame(sandbox).evaluate(
        "() => { for (let i = 0; i < 20000; i++) worker.onmessage({ data: 'unasked' }); }"
    )

    assert len(traced(sandbox, LOOP.source)["rows"]) == 7


# ---- the editor --------------------------------------------------------------------------------


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
def python_on_its_way(lab: LessonPage) -> Iterator[None]:
    """Open the editor, and hold Brython back to the end: what is traced meanwhile still runs."""
    held: list[Route] = []

    def hold(script: Route) -> None:
        held.append(script)

    lab.page.route(ANY_BRYTHON, hold)
    try:
        lab.page.goto(f"{lab.server}/code-lab")
        with lab.page.expect_request(ANY_BRYTHON):
            lab.click("Open the editor")
        yield
    finally:
        for script in held:
            script.continue_()
        lab.page.unroute(ANY_BRYTHON, hold)


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


def rows_of_program(lab: LessonPage) -> list[list[str]]:
    table = lab.page.get_by_role("table", name="Execution table of your program")
    _, *rows = table.get_by_role("row").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))"
    )
    return [[str(text) for text in row] for row in rows]


def test_brython_is_fetched_only_when_the_editor_is_opened(lesson: LessonPage) -> None:
    lesson.page.goto(f"{lesson.server}/code-lab")
    expect(lesson.button("Open the editor")).to_be_visible()
    before = [url for url in lesson.requests if "brython" in url]

    lesson.click("Open the editor")
    lesson.click("Trace it")
    expect(lesson.page.get_by_text("7 rows.", exact=True)).to_be_visible()

    assert before == []
    assert len([url for url in lesson.requests if "brython" in url]) == 1


def test_the_learners_program_is_there_after_a_reload_and_the_way_to_another_page_and_back(
    lesson: LessonPage,
) -> None:
    paper = lesson.page.get_by_role("textbox", name="Your program")
    lesson.page.goto(f"{lesson.server}/code-lab")
    lesson.click("Open the editor")
    write(lesson, SHORT)

    lesson.page.reload()
    expect(lesson.button("Open the editor")).to_be_visible()
    lesson.click("Open the editor")
    expect(paper).to_have_value(SHORT)
    expect(status(lesson)).to_have_text(OWN)

    lesson.choose_in_menu("Learn", "Why it matters")
    expect(lesson.page.get_by_role("heading", level=1, name="One lifecycle")).to_have_count(0)
    lesson.choose_in_menu("Learn", "Code lab")
    lesson.click("Open the editor")
    expect(paper).to_have_value(SHORT)
    expect(status(lesson)).to_have_text(OWN)
    lesson.click("Trace it")
    expect(status(lesson)).to_have_text("3 rows.")


def test_back_to_the_lessons_program_forgets_the_learners_own(lesson: LessonPage) -> None:
    lesson.page.goto(f"{lesson.server}/code-lab")
    lesson.click("Open the editor")
    write(lesson, SHORT)
    lesson.click("Back to the lesson's program")

    lesson.page.reload()
    lesson.click("Open the editor")

    expect(lesson.page.get_by_role("textbox", name="Your program")).to_have_value(LOOP.source)
    expect(status(lesson)).to_be_empty()


def test_a_browser_that_stores_nothing_does_not_break_the_lab(
    visitor: BrowserContext, server: str
) -> None:
    assert visitor.browser
    with learner(visitor.browser) as context:
        context.add_init_script(REFUSE)
        lab = LessonPage(context.new_page(), server)
        lab.page.goto(f"{server}/code-lab")

        lab.click("Open the editor")
        write(lab, SHORT)
        lab.click("Trace it")
        expect(status(lab)).to_have_text("3 rows.")
        lab.click("Back to the lesson's program")

        expect(status(lab)).to_have_text("The lesson's program is back.")
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
    write(lab, "stage = 'a'\nif stage\n    stage = 'b'\n")
    lab.click("Trace it")

    expect(lab.page.get_by_role("alert").filter(has_text="Line 2")).to_have_text(
        "Line 2 cannot be read: expected ':'."
    )
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
    lesson: LessonPage,
) -> None:
    with python_on_its_way(lesson):
        write(lesson, SHORT)
        lesson.click("Trace it")
        write(lesson, LOOP.source)
        lesson.press("Control+Enter")

    expect(lesson.page.get_by_role("table", name="Execution table of your program")).to_be_visible()
    expect(status(lesson)).to_have_text(BEFORE)
    assert len(rows_of_program(lesson)) == 3
    expect(trouble(lesson)).to_be_empty()
    expect(marked_line(lesson)).to_be_hidden()

    lesson.press("Control+Enter")
    expect(status(lesson)).to_have_text("7 rows.")


@pytest.fixture
def timed(visitor: BrowserContext, server: str) -> Iterator[LessonPage]:
    """Open a page whose clock can be put forward: it is the clock of all pages beside it."""
    assert visitor.browser
    with learner(visitor.browser) as context:
        lab = LessonPage(context.new_page(), server)
        lab.page.clock.install()
        yield lab
        assert lab.complaints == []


def test_a_python_that_was_renewed_on_its_way_is_waited_for_anew(timed: LessonPage) -> None:
    with python_on_its_way(timed):
        timed.page.clock.fast_forward("00:20")
        timed.click("Back to the lesson's program")
        timed.click("Trace it")
        timed.page.clock.fast_forward("00:20")
    expect(status(timed)).to_have_text("7 rows.")

    timed.page.clock.fast_forward("01:00")
    timed.press("Control+Enter")

    expect(status(timed)).to_have_text("7 rows.")
    expect(trouble(timed)).to_be_empty()


def test_a_python_that_does_not_come_is_given_up_and_asked_for_again(timed: LessonPage) -> None:
    with python_on_its_way(timed):
        timed.click("Trace it")
        timed.page.clock.fast_forward("00:31")
        expect(trouble(timed)).to_contain_text("did not start")

    timed.click("Trace it")

    expect(status(timed)).to_have_text("7 rows.")
    expect(trouble(timed)).to_be_empty()


def test_a_key_held_down_traces_once(lab: LessonPage) -> None:
    lab.page.keyboard.down("Control")
    lab.page.keyboard.down("Enter")
    expect(status(lab)).to_have_text("7 rows.")

    write(lab, SHORT)
    lab.page.keyboard.down("Enter")

    expect(status(lab)).to_have_text(BEFORE)
    lab.page.keyboard.up("Enter")
    lab.page.keyboard.up("Control")


def test_a_line_mended_while_it_runs_is_not_complained_of(lesson: LessonPage) -> None:
    with python_on_its_way(lesson):
        write(lesson, "stage = 'a'\nif stage\n    stage = 'b'\n")
        lesson.click("Trace it")
        write(lesson, "stage = 'a'\nif stage:\n    stage = 'b'\n")

    expect(status(lesson)).to_have_text("What ran was the program before you changed it.")
    expect(trouble(lesson)).to_be_empty()
    expect(marked_line(lesson)).to_be_hidden()


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
