"""The sandbox in a real browser: Brython traces as CPython does, and nothing gets out."""

import re
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Error, Frame, Page, Worker

from lifecycle.programs.recorder import record
from lifecycle.programs.three import LOOP, lesson, once_each
from lifecycle.trace import outcome_calls
from tests.browser.conftest import PATIENCE
from tests.browser.programs import ANY_BRYTHON, DIFFERENT, PROGRAMS, SHORT
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


MODULE = "asks for a module, and there are none here"
NOTHING = "uses a name that holds nothing yet"
MEMORY = "asks for more memory than there is|Stopped after 2 seconds|broke off"
ENDLESS = {
    "while True:\n    pass\n": "after 1,000 lines had run",
    "while True:\n    try:\n        x = 1\n    except:\n        pass\n": "after 1,000",
    "def f():\n    return f()\nf()\n": "calls itself without an end",
}
HOSTILE = {
    "x = ['a']\nwhile True:\n    x = x + x\n": MEMORY,
    "x = 'a' * 10 ** 10\n": "asks for more memory than there is",
    "x = '%*d' % (10 ** 10, 1)\n": "asks for more memory than there is",
    "x = 1 << 10 ** 12\n": "asks for more memory than there is",
    "raise ValueError('Invalid stage')\n": "ValueError: Invalid stage",
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

    assert "after 1,000 lines had run" in answer["error"]["says"]
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
