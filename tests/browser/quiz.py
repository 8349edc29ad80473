"""The quizzes' pages as a learner meets them, and the log that their server keeps."""

import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Self
from urllib.parse import urlencode

from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    Response,
    ViewportSize,
    WebSocket,
    expect,
)

from classroom.learner import learner_of
from quizzes.bank import Bank
from quizzes.draw import draw, shuffled
from quizzes.question import Option, Question
from tests.browser.page import LessonPage
from ui import cached

Row = tuple[str, str, str, int, str]
"""Sitting, question, kind, number and value of one entry of the log."""

DESK: ViewportSize = {"width": 1280, "height": 900}


@contextmanager
def learner(browser: Browser) -> Iterator[BrowserContext]:
    """Let somebody come who was never here, at a desk."""
    context = browser.new_context(viewport=DESK, reduced_motion="reduce", accept_downloads=True)
    context.set_default_timeout(30_000)
    yield context
    context.close()


def bank() -> Bank:
    """Read the bank that the server asks from."""
    return cached.bank()


def own(source: str) -> Question:
    """Find one of the lesson's own questions, such as practice-3."""
    (found,) = (each for each in bank().questions if each.source == source)
    return found


def seed_of(wanted: Callable[[Sequence[Question]], bool]) -> str:
    """Find a seed whose ten questions are of the wanted sort."""
    seeds = (f"class-{number}" for number in range(1, 2_000))
    return next(seed for seed in seeds if wanted(draw(bank(), seed)))


def plain(text: str) -> str:
    """Read a text as the page shows it: without the marks of Markdown."""
    return re.sub(r"\[([^]]+)\]\([^)]*\)", r"\1", text).replace("`", "").replace("**", "")


class QuizPage(LessonPage):
    """A page of the practice part: options, buttons, what is said."""

    def __init__(self, page: Page, server: str) -> None:
        super().__init__(page, server)
        self.main = page.get_by_role("main")
        self.options = page.locator("[class*='st-key-option-']").get_by_role("button")
        self.places = page.get_by_role("radiogroup", name="Question").get_by_role("radio")

    def go(self, path: str, **parameters: str | int) -> Self:
        """Go to a page and wait for its title."""
        self.page.goto(f"{self.server}/{path}?{urlencode(parameters)}")
        self.page.get_by_role("heading", level=1).wait_for()
        return self

    def button(self, name: str) -> Locator:
        """Find a button by its label; a key that does the same may stand beside it."""
        label = re.compile(rf"^{re.escape(name)}( Shortcut .+)?$")
        return self.page.get_by_role("button", name=label)

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each when the page is drawn: before, none is heard."""
        for key in keys:
            self.connected()
            super().press(key)

    def says(self, text: str) -> None:
        """Wait until the page says something, without Markdown, and a link with its sign."""
        signed = plain(text.replace("](#", " open_in_new](#"))
        expect(self.main.get_by_text(signed).first).to_be_visible()

    def announces(self, text: str) -> None:
        """Wait until a screen reader is told something that is added to the page."""
        expect(self.main.locator("[aria-live=polite]").filter(has_text=plain(text))).to_have_count(
            1
        )

    def stem(self, question: Question) -> Locator:
        """Find what a question asks."""
        return self.main.get_by_text(plain(question.stem), exact=True).first

    def option(self, question: Question, place: int) -> Locator:
        """Find the option that lies at a place, counted from 1."""
        key = re.sub(r"[^a-zA-Z0-9_-]", "-", f"option-{question.id}-{place}")
        return self.page.locator(f".st-key-{key}").get_by_role("button")

    def laid(self, question: Question) -> dict[str, int]:
        """Read at which place each option of a question lies."""
        expect(self.stem(question)).to_be_visible()
        expect(self.options).to_have_count(len(question.options))
        places = range(1, len(question.options) + 1)
        texts = {place: self.option(question, place).inner_text() for place in places}
        return {
            option.letter: next(at for at, text in texts.items() if plain(option.text) in text)
            for option in question.options
        }

    def reload(self) -> Self:
        """Load the page anew."""
        self.page.reload()
        self.page.get_by_role("heading", level=1).wait_for()
        return self


class TestPage(QuizPage):
    """The test: ten questions, the strip of their numbers, the verdict."""

    __test__ = False

    def __init__(self, page: Page, server: str, seed: str, number: int = 1) -> None:
        super().__init__(page, server)
        self.seed = seed
        self.number = number
        self.asked: tuple[Question, ...] = draw(bank(), seed, number)

    @property
    def sitting(self) -> str:
        """Its name in the log."""
        return f"test-{self.seed}-{self.number}"

    def enter(self) -> Self:
        """Go to its address."""
        self.go("test", seed=self.seed, number=self.number)
        return self

    def begin(self) -> Self:
        """Go to its address and begin it."""
        self.enter()
        self.click("Begin this test")
        expect(self.stem(self.asked[0])).to_be_visible()
        return self

    def shown(self, question: Question) -> tuple[Option, ...]:
        """Say in which order a question's options lie."""
        return shuffled(question, self.sitting)

    def take(self, question: Question, letters: Sequence[str]) -> None:
        """Click these options, each where it lies."""
        shown = [option.letter for option in self.shown(question)]
        for letter in letters:
            option = self.option(question, shown.index(letter) + 1)
            option.click()
            if question.kind in {"several", "order"}:
                expect(option).to_contain_text(re.compile(r"\((chosen|first|second|third|fo|fi)"))

    def answer(self, question: Question, letters: Sequence[str], answered: int) -> None:
        """Answer a question, and wait until the page has counted it."""
        expect(self.stem(question)).to_be_visible()
        self.take(question, letters)
        self.says(f"{answered} of {len(self.asked)} answered")

    def to_place(self, place: int | str) -> None:
        """Go to a question by its number, or to the review."""
        name = re.compile(rf"^{place}\b")
        self.page.get_by_role("radio", name=name).first.click()


def wrong(question: Question) -> tuple[str, ...]:
    """Give an answer that can be given and is not right."""
    if question.kind == "order":
        return tuple(reversed(question.key))
    return (next(each.letter for each in question.options if each.letter not in question.key),)


class Wire:
    """Everything the server sends to a page but fonts, as bytes: bodies and frames."""

    def __init__(self, page: Page) -> None:
        self._parts: list[bytes] = []
        self._bodies: list[Callable[[], bytes]] = []
        page.on("websocket", self._listen)
        page.on("response", self._await)

    def _await(self, response: Response) -> None:
        if response.request.resource_type != "font":  # a font that is at hand has no body
            self._bodies.append(response.body)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._note)

    def _note(self, frame: str | bytes) -> None:
        self._parts.append(frame.encode() if isinstance(frame, str) else frame)

    def read(self) -> str:
        """Read all that was sent so far."""
        while self._bodies:
            self._parts.append(self._bodies.pop()())
        return b"\n".join(self._parts).decode(errors="replace")


def carries(sent: str, sentence: str) -> bool:
    """Tell whether a sentence was sent: its longest piece between links, plain or as JSON."""
    pieces = re.split(r"\[|\]\([^)]*\)|\n", sentence)
    longest = max((piece.strip() for piece in pieces), key=len)
    return longest in sent or json.dumps(longest)[1:-1] in sent


def log(folder: Path, whose: BrowserContext, kind: str | None = None) -> list[Row]:
    """Read out of the database file itself what somebody did, oldest first."""
    (token,) = (each["value"] for each in whose.cookies() if each["name"] == "learner")
    with closing(sqlite3.connect(folder / "answers.sqlite3")) as database:
        rows: list[Row] = database.execute(
            "SELECT sitting, question, kind, number, value FROM events "
            "WHERE learner = ? ORDER BY id",
            (learner_of(token),),
        ).fetchall()
    return [row for row in rows if kind in {None, row[2]}]


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Let nobody else write into the database."""
    with closing(sqlite3.connect(folder / "answers.sqlite3")) as database:
        database.execute("BEGIN EXCLUSIVE")
        yield


@contextmanager
def gone(folder: Path) -> Iterator[None]:
    """Take the database away; a file in its folder's place lets nobody make a new one."""
    elsewhere = folder.with_name("elsewhere")
    folder.rename(elsewhere)
    folder.write_text("not a folder")
    try:
        yield
    finally:
        folder.unlink()
        elsewhere.rename(folder)
