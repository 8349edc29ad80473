"""The lesson's page as a visitor meets it: by role and name, with mouse or keys."""

import json
import re
from functools import cache
from typing import Any, Self
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import ConsoleMessage, Error, Locator, Page, Request, expect

from lifecycle.__main__ import main
from lifecycle.scenarios import SCENARIOS, scenario_named
from tests.command_lines import called

Row = tuple[str, str, str, str]
"""Step, current stage, action and next stage, as they are read on the page."""

ROWS_SEEN = """frame => {
    const { bottom } = frame.getBoundingClientRect();
    const top = frame.querySelector("thead").getBoundingClientRect().bottom;
    return [...frame.querySelectorAll("tbody tr")].map(row => {
        const box = row.getBoundingClientRect();
        if (box.top > top - 1 && box.bottom < bottom + 1) return "whole";
        return box.bottom > top + 1 && box.top < bottom - 1 ? "cut" : "gone";
    });
}"""
IS_RINGED = """element => [element, element.closest("label")].some(
  (each) => each && getComputedStyle(each).outlineStyle !== "none",
)"""
MOST_TABS = 80

ONE_MESSAGE = "Multiple different fragmentIds"
"""What Streamlit's script warns of when a step and a click on the page come in one message. Tests
of both hold that none of them is lost."""

TWO_FRAMES = (
    "() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
)

FOCUSED = """() => {
    let focused = document.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    return focused
}"""


class LessonPage:
    """The step-through, driven and read through what it offers to everybody."""

    def __init__(self, page: Page, server: str) -> None:
        self.page = page
        self.server = server
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self._listeners: dict[Any, Any] = {
            "request": self._note_request,
            "console": self._note_console,
            "pageerror": self._note_error,
        }
        for event, listener in self._listeners.items():
            page.on(event, listener)
        self.player = page.get_by_role("group", name="Step-through player")
        self.slider = page.get_by_role("slider", name="Step", exact=True)
        self.predict_first = page.get_by_role("switch", name="Predict first")
        self.question = page.get_by_role("group", name=re.compile(r"^Row \d+: stage is "))
        self.narration = self.player.locator("[aria-live=polite]")
        self.verdict = self.player.locator("[aria-live=assertive]")

    def stop_listening(self) -> None:
        """Note nothing more: what follows belongs to another test on the same page."""
        for event, listener in self._listeners.items():
            self.page.remove_listener(event, listener)

    # ---- going places ---------------------------------------------------------------------

    def open(self, **parameters: str | int) -> Self:
        """Go to an address of the step-through and wait until it can be used."""
        self.page.goto(f"{self.server}/step-through?{urlencode(parameters)}")
        return self.ready()

    def ready(self) -> Self:
        """Wait until the player can be stepped."""
        expect(self.slider).to_have_attribute("aria-valuetext", re.compile(r"^Step \d+"))
        return self

    def connected(self) -> None:
        """Wait until the server has drawn the page to its end."""
        expect(self.page.get_by_test_id("stApp")).to_have_attribute(
            "data-test-connection-state", "CONNECTED"
        )
        expect(self.page.get_by_test_id("stApp")).to_have_attribute(
            "data-test-script-state", "notRunning"
        )
        expect(self.page.get_by_test_id("stSkeleton")).to_have_count(0)  # a script still loads
        self.page.evaluate(TWO_FRAMES)

    def stand(self, step: int = 0, predict: int = 0, scenario: str = SCENARIOS[0].name) -> Self:
        """Stand at a step of the first turn; a step-through that is open is not loaded again."""
        here = self.page.url.startswith(f"{self.server}/step-through")
        if not here or self.player.get_by_text("more steps").is_visible():
            self.open(scenario=scenario)
        title = scenario_named(scenario).title
        if not self.page.get_by_role("radio", name=title).is_checked():
            self.choose(title)
        self.predict_first.uncheck()  # while a question is open, no step is taken
        self.slider.fill("0")
        self.page.get_by_role("combobox", name="Speed").select_option("1")
        self.slider.fill(str(step))
        self.predict_first.set_checked(bool(predict))
        self.page.evaluate(f"({FOCUSED})()?.blur()")
        self.page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, 0)")
        return self

    def go_home(self) -> None:
        """Go to Home by the menu, and wait until it says how far the learner is."""
        self.page.get_by_role("link", name="Home").click()
        expect(self.page.get_by_role("heading", level=1, name="A model's life")).to_be_visible()
        expect(self.page.get_by_role("link", name="Test · 15 min · ")).to_be_visible()

    def choose_in_menu(self, section: str, title: str) -> None:
        """Go to a page by the menu above the page."""
        self.page.get_by_role("button", name=section, exact=True).click()
        self.page.get_by_role("menuitem", name=title).click()

    def choose(self, title: str) -> None:
        """Choose a scenario by its title, and wait until its walk stands at its start."""
        (scenario,) = (known for known in SCENARIOS if known.title == title)
        self.player.evaluate("player => { player.dataset.before = 'yes'; }")
        self.page.get_by_role("radio", name=title).click()
        expect(self.page.locator(".player[data-before]")).to_have_count(0)
        about = self.page.get_by_role("main").get_by_text("Take the first step")
        expect(about).to_contain_text(f"the animals of {scenario.turns[0].watched}")
        expect(self.slider).to_have_value("0")

    # ---- stepping -------------------------------------------------------------------------

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def click(self, name: str) -> None:
        self.button(name).click()

    def unfold(self, title: str | re.Pattern[str]) -> None:
        """Open what is folded, when all is drawn: what still comes above it would move it away."""
        folded = self.page.get_by_test_id("stMain").get_by_text(title, exact=True).first
        expect(folded).to_be_visible()
        self.connected()
        folded.click()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def tab_to(self, target: Locator, key: str = "Tab") -> None:
        """Press Tab until an element has focus, and is ringed: or nobody could use it so."""
        for _ in range(MOST_TABS):
            if target.evaluate("element => element.getRootNode().activeElement === element"):
                assert target.evaluate(IS_RINGED), f"{target} does not show that it has the focus"
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"{target} is not reached within {MOST_TABS} tabs")

    # ---- reading --------------------------------------------------------------------------

    @property
    def step(self) -> int:
        return int(self.slider.input_value())

    @property
    def rows_seen(self) -> list[str]:
        """Say of every row of the execution table whether it is seen whole, cut or not at all."""
        self.page.evaluate(TWO_FRAMES)
        seen: list[str] = self.player.locator(".rows-frame").evaluate(ROWS_SEEN)
        return seen

    @property
    def rows(self) -> list[Row]:
        """Read every row of the execution table that is there for everybody."""
        table = self.page.get_by_role("table", name="Execution table")
        _, *rows = table.get_by_role("row").evaluate_all(
            "rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))"
        )
        return [(step, current, action, following) for step, current, action, following in rows]

    @property
    def tracker(self) -> list[tuple[str, str]]:
        """Read the tracker's cells, each with its heading."""
        table = self.page.get_by_role("table", name="Status tracker")
        heads = table.get_by_role("columnheader").all_inner_texts()
        return list(zip(heads, table.get_by_role("cell").all_inner_texts(), strict=True))

    def buttons_hide_nothing(self) -> bool:
        """Tell whether row, narration and tracker of the step stand above the buttons."""
        hidden: list[str] = self.player.evaluate(
            """player => {
                const buttons = player.querySelector(".transport").getBoundingClientRect().top;
                const brought = [".rows .now", ".narration", ".tracker td:last-child"];
                return brought.filter(each =>
                    player.querySelector(each).getBoundingClientRect().bottom > buttons);
            }"""
        )
        return hidden == []

    @property
    def focused_cell(self) -> str | None:
        """Read which cell of the tables has focus, as texts cite it: "6.next_stage"."""
        cell: str | None = self.page.evaluate(f"({FOCUSED})().dataset.cell ?? null")
        return cell

    @property
    def running_line(self) -> int | None:
        """Read which line of the program is marked, by the number that is drawn beside it."""
        lines = self.player.get_by_role("list", name="Program, line by line").get_by_role(
            "listitem"
        )
        marked: list[int] = lines.evaluate_all(
            """lines => lines
                .filter(line => line.ariaCurrent === "step")
                .map(line => parseInt(getComputedStyle(line, "::before").content.match(/\\d+/)))"""
        )
        return marked[0] if marked else None

    @property
    def variables(self) -> list[tuple[str, str, bool]]:
        """Read each variable's name and value, and whether it is told to have changed."""
        told = self.player.locator(".variables > div").evaluate_all(
            "each => each.map(({ children }) => [...children].map(part => part.textContent))"
        )
        mark = " (changed)"
        return [(name, value.removesuffix(mark), value.endswith(mark)) for name, value in told]

    def expect_address(self, **parameters: str | int) -> None:
        """Wait until the address has exactly these parameters."""
        self.page.wait_for_function(
            "wanted => JSON.stringify([...new URLSearchParams(location.search)].sort()) === wanted",
            arg=json.dumps(
                sorted([name, str(value)] for name, value in parameters.items()),
                separators=(",", ":"),
            ),
        )

    def citation(self, cell: str) -> Locator:
        """Find a key moment's link to a cell, and open the moment if it is folded."""
        moment = self.page.locator("details").filter(has=self.page.locator(f'a[href="#{cell}"]'))
        if moment.first.get_attribute("open") is None:
            moment.first.locator("summary").click()
        return moment.first.locator(f'a[href="#{cell}"]')

    def evidence(self, step: int) -> Locator:
        """Find the heading of a step's evidence."""
        return self.page.get_by_role("heading", name=f"Evidence of step {step}:")

    @property
    def picture(self) -> Locator:
        """Find the picture of the evidence, by its having a sentence for a name."""
        return self.page.get_by_role("figure", name=re.compile(r"^(Bars|Map): .+\.$"))

    @property
    def foreign_requests(self) -> list[str]:
        """List what was asked of any other host than the server."""
        own = urlsplit(self.server).netloc
        return [
            url
            for url in self.requests
            if urlsplit(url).scheme not in {"data", "blob"} and urlsplit(url).netloc != own
        ]

    def _note_request(self, request: Request) -> None:
        self.requests.append(request.url)

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and ONE_MESSAGE not in message.text:
            self.complaints.append(f"{message.type}: {message.text}")

    def _note_error(self, error: Error) -> None:
        self.complaints.append(f"page error: {error}")


@cache
def command_line(*arguments: str) -> Any:
    """Answer with what the command line says as JSON."""
    return json.loads(called(main, *arguments, "--format", "json").stdout)


def rows_of(outcome: str) -> list[Row]:
    """Answer with the command line's rows of an outcome, as the page should show them."""
    return [
        (str(row["step"]), row["current_stage"], row["action"], row["next_stage"])
        for row in command_line("trace", "--outcome", outcome)["rows"]
    ]


def tracker_of(outcome: str) -> list[tuple[str, str]]:
    """Answer with the command line's tracker of an outcome, as the page should show it."""
    values = command_line("trace", "--outcome", outcome)["tracker"]
    heads = ["Start", *(f"After step {step}" for step in range(1, len(values)))]
    return list(zip(heads, values, strict=True))
