"""A test that is sat: ten questions, free to move between them, until they are handed in."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Final

import streamlit as st

from classroom.event import Event
from classroom.store import StoreAwayError
from quizzes.draw import draw, shuffled
from quizzes.marking import Answer
from quizzes.sitting import (
    ANSWER,
    FLAG,
    HINT,
    START,
    SUBMIT,
    Attempt,
    Test,
    results_of,
    test_of,
    written,
)
from ui import cached, kept
from ui.address import Paper
from ui.parts import away, card

AT: Final = "test-at"
"""Where the place at hand is kept: the number of a question, or the review."""
_REVIEW: Final = "review"
_TICK: Final = 20.0
"""Seconds after which the time that is shown is brought up to date."""


def test_in(own: Sequence[Event]) -> Test:
    """Read a test out of its log."""
    return test_of({each.id: each for each in cached.bank().questions}, own)


def begin(asked: Paper, whose: str) -> None:
    """Begin a test: its questions are written down, so that a later bank asks the same."""
    questions = draw(cached.bank(), asked.seed, asked.number)
    names = " ".join(question.id for question in questions)
    kept.keep(asked.sitting, "", START, 1, f"{whose}:{asked.minutes} {names}")


def _minutes(own: Sequence[Event]) -> int:
    """Read how long a test may take from its log, where nobody can take the limit away."""
    begun = next(event for event in own if event.kind == START)
    return int(begun.value.split()[0].partition(":")[2])


@st.fragment
def sit(asked: Paper) -> None:
    """Show the question at hand; it reruns alone until the test is handed in."""
    own = away.events(asked.sitting)
    test = test_in(own)
    if not test.asked:
        st.rerun()
    begun = next(event.at for event in own if event.kind == START)
    minutes = _minutes(own)
    over = _is_over(minutes, begun) and not test.submitted
    if over and not kept.unsent():
        with suppress(StoreAwayError):  # then the page stays as it is, says so and tries again
            _submit(asked, test.submitted)
            st.rerun()
    _clock(test, begun, minutes, over=over)
    places = [str(place) for place in range(1, len(test.asked) + 1)]
    at = st.session_state.get(AT)
    if at not in {*places, _REVIEW}:  # just come, or another tab has gone on to further questions
        at = _first_open(test)
    # Told anew each time: a strip whose script comes late knows only what it was told last.
    st.session_state[AT] = at
    at = st.segmented_control(
        "Question",
        [*places, _REVIEW],
        format_func=lambda place: _told(place, test),
        key=AT,
        required=True,
        wrap=True,
    )
    assert at, "one is always chosen"
    if at == _REVIEW:
        _review(asked, test)
    else:
        _question(asked, test.asked[int(at) - 1])
    _ways_on(at, places)


def _told(place: str, test: Test) -> str:
    if place == _REVIEW:
        return "Review and hand in"
    attempt = test.asked[int(place) - 1]
    answered = " :material/check:" if attempt.answers else ""
    return f"{place}{answered}{' :material/flag:' if attempt.flagged else ''}"


def _first_open(test: Test) -> str:
    """Name the place of the first question without an answer, or that of the review."""
    open_ones = (str(i) for i, each in enumerate(test.asked, start=1) if not each.answers)
    return next(open_ones, _REVIEW)


@st.fragment(run_every=_TICK)
def _clock(test: Test, begun: datetime, minutes: int, *, over: bool) -> None:
    passed = int((datetime.now(UTC) - begun).total_seconds() // 60)
    limit = f" of {minutes}" if minutes else ""
    answered = sum(bool(attempt.answers) for attempt in test.asked)
    st.caption(f"{passed}{limit} min · {answered} of {len(test.asked)} answered")
    if _is_over(minutes, begun) and not over and not test.submitted and not kept.unsent():
        st.rerun()


def _is_over(minutes: int, begun: datetime) -> bool:
    return bool(minutes) and datetime.now(UTC) >= begun + timedelta(minutes=minutes)


def _question(asked: Paper, attempt: Attempt) -> None:
    question = attempt.question
    waiting = kept.waiting_for(asked.sitting, question.id)
    with st.container(border=True):
        st.caption(f"{question.level.capitalize()} · {question.stage}")
        card.ask(question)
        card.offer(
            question,
            shuffled(question, asked.sitting),
            asked.sitting,
            on_answer=lambda answer: _answer(asked, attempt, answer),
            chosen=tuple(waiting.split()) or attempt.answer,
            locked=bool(waiting),
            check=False,
        )
        card.hints(attempt)
        with st.container(horizontal=True):
            flag = "Take the flag off" if attempt.flagged else "Flag for later"
            st.button(
                flag,
                icon=":material/flag:",
                shortcut="F",
                on_click=kept.keep,
                args=(asked.sitting, question.id, FLAG, attempt.flags + 1),
            )
            if attempt.hints < len(question.hints):
                st.button(
                    f"Hint {attempt.hints + 1} of {len(question.hints)}",
                    icon=":material/lightbulb:",
                    help="A right answer after a hint counts as weaker evidence.",
                    on_click=kept.keep,
                    args=(asked.sitting, question.id, HINT, attempt.hints + 1),
                )


def _answer(asked: Paper, attempt: Attempt, answer: Answer) -> None:
    if answer != attempt.answer:
        question = attempt.question.id
        number = kept.next_number(asked.sitting, question, ANSWER, attempt.tries)
        kept.keep(asked.sitting, question, ANSWER, number, written(answer))


def _review(asked: Paper, test: Test) -> None:
    with st.container(border=True):
        open_ones = [i for i, each in enumerate(test.asked, start=1) if not each.answers]
        flagged = [i for i, each in enumerate(test.asked, start=1) if each.flagged]
        if open_ones:
            st.markdown(f"{_listed(open_ones)} not answered yet and will count as wrong.")
        else:
            st.markdown("Every question is answered.")
        if flagged:
            st.markdown(f"{_listed(flagged)} flagged.")
        st.button(
            "Hand in",
            icon=":material/send:",
            disabled=kept.unsent(),
            on_click=_hand_in,
            args=(asked, test.submitted),
        )


def _hand_in(asked: Paper, drawn: int) -> None:
    """Hand in at a click; while the store is away nothing is, and the page says so."""
    with suppress(StoreAwayError):
        _submit(asked, drawn)


def _submit(asked: Paper, drawn: int) -> None:
    """Hand in what the log holds now, which may be more than the page has drawn.

    Raises:
        StoreAwayError: The log cannot be read.
    """
    test = test_in(kept.events(asked.sitting))
    if test.submitted == drawn:  # else another tab has handed it in
        kept.keep(asked.sitting, "", SUBMIT, drawn + 1, results_of(test.asked))
    st.session_state.pop(AT, None)


def _ways_on(at: str, places: Sequence[str]) -> None:
    order = [*places, _REVIEW]
    index = order.index(at)
    with st.container(horizontal=True):
        if index > 0:
            st.button(
                "Previous",
                icon=":material/arrow_back:",
                shortcut="P",
                on_click=_go,
                args=(order[index - 1],),
            )
        if index + 1 < len(order):
            st.button(
                "Next",
                icon=":material/arrow_forward:",
                shortcut="N",
                on_click=_go,
                args=(order[index + 1],),
            )


def _go(place: str) -> None:
    st.session_state[AT] = place


def _listed(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"Question {numbers[0]} is"
    *others, last = map(str, numbers)
    return f"Questions {', '.join(others)} and {last} are"
