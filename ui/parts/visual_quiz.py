"""The visual quiz: the whole run, and beside it questions whose hints point into it."""

from typing import Final

import streamlit as st

from lifecycle.scenarios import DEFAULT
from quizzes.marking import Answer
from quizzes.sitting import ANSWER, HINT, Attempt, attempts, written
from ui import announced, cached, kept, turned
from ui.parts import away, beliefs, card
from ui.player import whole_run

SITTING: Final = "visual-quiz"
_POINTED: Final = "pointed"
"""How many hints have pointed, where the newest points, and its words."""
_NOWHERE: Final = (0, "", "")
_ANSWERED: Final = "visual-answered-{}"
"""That a question was just answered: the option that was pressed cannot have the focus any more."""


@st.fragment
def quiz() -> None:
    """Show the run and the questions; both rerun alone."""
    questions = [each for each in cached.bank().from_source if each.is_visual]
    tried = attempts(questions, away.events(SITTING))
    table, asked = st.columns([3, 2], gap="large")
    with asked:
        for number, attempt in enumerate(tried, start=1):
            _card(attempt, number, len(tried))
    with table:
        whole_run(cached.walk_of(DEFAULT.name), st.session_state.get(_POINTED, _NOWHERE))


def _card(attempt: Attempt, number: int, count: int) -> None:
    question = attempt.question
    opened = card.just_opened(attempt)
    # A hint brings the focus to the table, and is read there by nobody.
    said = opened.sentence if opened.kind == HINT else opened.announced
    answered = st.session_state.pop(_ANSWERED.format(question.id), False)
    brought = turned.words(f"card-{number}", turned=False, lost=answered)
    with st.container(border=True), announced.part(f"card-{number}", said), brought:
        st.caption(f"Question {number} of {count} · {question.level.capitalize()}")
        card.ask(question, beside_table=True)
        waiting = kept.waiting_for(SITTING, question.id, ANSWER)
        if attempt.solved:
            card.solved(question, question.options, attempt)
        else:
            card.offer(
                question,
                question.options,
                SITTING,
                on_answer=lambda answer: _answer(attempt, answer),
                chosen=attempt.answer if waiting is None else waiting,
                known=card.known(attempt),
                locked=waiting is not None,
                keys=False,
            )
        card.feedback(attempt, SITTING)
        card.hints(attempt, beside_table=True)
        card.solution(attempt, just_opened=opened)
        beliefs.behind(attempt)
        card.offer_help(attempt, SITTING, on_hint=_point, keys=False)


def _point(attempt: Attempt) -> None:
    hint = attempt.question.hints[attempt.hints]
    nth, *_ = st.session_state.get(_POINTED, _NOWHERE)
    st.session_state[_POINTED] = (nth + 1, hint.at or "", hint.text)


def _answer(attempt: Attempt, answer: Answer) -> None:
    kept.keep(SITTING, attempt.question.id, ANSWER, attempt.tries + 1, written(answer))
    st.session_state[_ANSWERED.format(attempt.question.id)] = True
