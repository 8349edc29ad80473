"""A test that is sat: ten questions, free to move between them, until they are handed in."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, suppress
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
    Test,
    results_of,
    test_of,
    written,
)
from ui import announced, cached, kept, turned
from ui.address import Paper
from ui.parts import away, card

ANSWERED: Final = ":material/edit:"
"""Stands beside the number of an answered question; a tick would look like a right answer."""
AT: Final = "test-at"
"""Where the place at hand is kept: the number of a question, or the review."""
TURNED: Final = "test-turned"
"""That a press has just turned the page: to another question, the review or the verdict."""
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
    st.session_state[TURNED] = True


@st.fragment
def sit(asked: Paper) -> None:
    """Show the question at hand; it reruns alone until the test is handed in.

    The time limit is that with which the test was begun. From then on no address changes it; but
    who begins it by a link without the limit has none, and the verdict and certificate say so.
    """
    own = away.events(asked.sitting)
    test = test_in(own)
    if not test.asked:
        st.rerun()
    begun = next(event.at for event in own if event.kind == START)
    over = _is_over(test, begun)
    if over and not kept.unsent():
        with suppress(StoreAwayError):  # then the page stays as it is, says so and tries again
            _submit(asked, test.submitted)
            st.session_state[TURNED] = True
            st.rerun()
    _clock(test, begun, over=over)
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
        _question(asked, test, begun, int(at))
    _ways_on(at, places)


def _told(place: str, test: Test) -> str:
    if place == _REVIEW:
        return "Review and hand in"
    attempt = test.asked[int(place) - 1]
    answered = f" {ANSWERED}" if attempt.answer else ""
    return f"{place}{answered}{' :material/flag:' if attempt.flagged else ''}"


def _first_open(test: Test) -> str:
    """Name the place of the first question without an answer, or that of the review."""
    open_ones = (str(i) for i, each in enumerate(test.asked, start=1) if not each.answer)
    return next(open_ones, _REVIEW)


@st.fragment(run_every=_TICK)
def _clock(test: Test, begun: datetime, *, over: bool) -> None:
    passed = int((datetime.now(UTC) - begun).total_seconds() // 60)
    limit = f" of {test.minutes}" if test.minutes else ""
    answered = sum(bool(attempt.answer) for attempt in test.asked)
    st.caption(f"{passed}{limit} min · {ANSWERED} {answered} of {len(test.asked)} answered")
    if _is_over(test, begun) and not over and not kept.unsent():
        st.rerun()


def _is_over(test: Test, begun: datetime) -> bool:
    """Say whether the time for the ten is over; the further questions have no limit."""
    if not test.minutes or test.submitted:
        return False
    return datetime.now(UTC) >= begun + timedelta(minutes=test.minutes)


def _question(asked: Paper, test: Test, begun: datetime, number: int) -> None:
    attempt = test.asked[number - 1]
    question = attempt.question

    def keep_in_time(kind: str, number: int, value: str = "") -> None:
        """Write down what is done in time, also if the store takes it late; nothing afterwards.

        The click counts, by the server's clock, though the page may not have noticed the end yet.
        """
        if not _is_over(test, begun):
            kept.keep(asked.sitting, question.id, kind, number, value)
            if kind == HINT:
                card.note_opened(question, kind, number)

    def answer(given: Answer) -> None:
        number = kept.next_number(asked.sitting, question.id, ANSWER, attempt.tries)
        quick = number > attempt.tries + 1  # a click since the page was drawn gave another answer
        if quick or given != attempt.answer:
            keep_in_time(ANSWER, number, written(given))

    waiting = kept.waiting_for(asked.sitting, question.id, ANSWER)
    chosen = attempt.answer if waiting is None else waiting
    opened = card.just_opened(attempt)
    news = card.just_pressed(question, asked.sitting, chosen) or opened.announced
    with st.container(border=True), announced.part("at-hand", news), _at_hand():
        st.caption(f"Question {number} · {question.level.capitalize()} · {question.stage}")
        card.ask(question)
        card.offer(
            question,
            shuffled(question, asked.sitting),
            asked.sitting,
            on_answer=answer,
            chosen=chosen,
            locked=waiting is not None or _is_over(test, begun),
            check=False,
        )
        with st.container():  # whatever comes in it, the buttons below stay the same ones
            card.hints(attempt, just_opened=opened)
        with st.container(horizontal=True):
            flag = "Take the flag off" if attempt.flagged else "Flag for later"
            st.button(
                flag,
                icon=":material/flag:",
                key=f"flag-{question.id}",
                shortcut="F",
                on_click=keep_in_time,
                args=(FLAG, attempt.flags + 1),
            )
            if attempt.hints < len(question.hints):
                st.button(
                    f"Hint {attempt.hints + 1} of {len(question.hints)}",
                    icon=":material/lightbulb:",
                    key=f"hint-{question.id}",
                    help="A right answer after a hint counts as weaker evidence.",
                    on_click=keep_in_time,
                    args=(HINT, attempt.hints + 1),
                )


def _at_hand() -> AbstractContextManager[None]:
    return turned.words("at-hand", turned=st.session_state.pop(TURNED, False))


def _review(asked: Paper, test: Test) -> None:
    with st.container(border=True), _at_hand():
        open_ones = [i for i, each in enumerate(test.asked, start=1) if not each.answer]
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
        st.session_state[TURNED] = not kept.unsent()


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
    st.session_state[AT], st.session_state[TURNED] = place, True


def _listed(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"Question {numbers[0]} is"
    *others, last = map(str, numbers)
    return f"Questions {', '.join(others)} and {last} are"
