"""Ten ways: their order, their words, and minutes that are enough for what is read on them."""

import pytest

from lifecycle.moments import moments
from lifecycle.scenarios import DEFAULT
from lifecycle.transcript import transcript
from lifecycle.walk import Walk
from lifecycle.why_it_matters import cases, here
from quizzes.ways import Way, ways
from tests.runs import run_for

READ, HEARD = 200, 150
"""Words a minute."""


def words(*texts: str) -> int:
    return sum(len(text.split()) for text in texts)


def test_there_are_ten_ways_in_the_lessons_order() -> None:
    assert [way.name for way in ways()] == [
        "Why it matters",
        "Step through",
        "Live lab",
        "Code lab",
        "Key moments",
        "Visual quiz",
        "Practice",
        "Test",
        "Recall",
        "Read or listen",
    ]


@pytest.mark.parametrize("way", ways(), ids=lambda way: way.id)
def test_every_way_says_what_it_is_when_it_is_done_and_why_it_comes_next(way: Way) -> None:
    assert way.line.endswith(".")
    assert way.reason.endswith(".")
    assert not way.done.endswith(".")


def test_the_minutes_are_enough_for_what_is_read_or_heard() -> None:
    minutes = {way.id: way.minutes for way in ways()}
    turned, quiet, alarm = (
        run_for("desert-changed", 2),
        run_for("quiet-year"),
        run_for("loud-alarm"),
    )
    why = words(cases(), here(turned, quiet, alarm))
    lesson = words(transcript(Walk.over(run_for(DEFAULT.name))))
    questions = words(*(f"{each.question} {each.answer}" for each in moments(stopped=False)))

    assert why / READ <= minutes["why-it-matters"]
    assert lesson / READ < minutes["step-through"] / 2  # the other half is for looking
    assert questions / READ < minutes["key-moments"] / 2  # and here for thinking
    assert lesson / HEARD <= minutes["read-or-listen"]
