"""A test that is sat without a browser, and a store that is away meanwhile."""

import pytest
from streamlit.testing.v1 import AppTest

from classroom.event import Event
from classroom.store import StoreAwayError
from quizzes.draw import draw, shuffled
from quizzes.marking import Answer
from quizzes.question import Question
from tests.pages.pages import learner_at, opened
from ui import cached
from ui.menu import TEST

REVIEW = "review"


def begun(seed: str, **parameters: str) -> AppTest:
    """Begin a test by its address."""
    page = opened(TEST, seed=seed, **parameters)
    press(page, "Begin this test")
    return page


def press(page: AppTest, label: str) -> None:
    """Press a button by its label."""
    next(button for button in page.button if button.label == label).click().run()


def go(page: AppTest, place: str) -> None:
    """Go to a question by its number, or to the review."""
    page.segmented_control(key="test-at").set_value(place).run()


def answer(page: AppTest, question: Question, letters: Answer, sitting: str) -> None:
    """Click these options of a question, each where it lies."""
    shown = [option.letter for option in shuffled(question, sitting)]
    for letter in letters:
        page.button(key=f"option-{question.id}-{shown.index(letter) + 1}").click().run()


def sat(seed: str, right: int, **parameters: str) -> AppTest:
    """Answer with a test handed in with so many right answers."""
    page = begun(seed, **parameters)
    for place, question in enumerate(draw(cached.bank(), seed), start=1):
        if place > right:
            break
        go(page, str(place))
        answer(page, question, question.key, f"test-{seed}-1")
    go(page, REVIEW)
    press(page, "Hand in")
    return page


def kinds(page: AppTest, sitting: str) -> list[str]:
    """List what stands in the log of a test."""
    return [event.kind for event in cached.store().events(learner_at(page), sitting)]


def refuse(_store: object, _event: Event) -> bool:
    """Be a store that is away for writing."""
    raise StoreAwayError("away")


def take_the_store_away(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Let every reading of the log fail; answer with what is asked meanwhile."""
    asked: list[object] = []

    def away(_store: object, *what: object) -> None:
        asked.append(what)
        if len(asked) < 100:
            raise StoreAwayError("away")
        raise AssertionError("the page asks without end")

    monkeypatch.setattr(type(cached.store()), "events", away)
    return asked
