"""Practice: the set of questions, and the card at hand."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from classroom.event import Event
from lifecycle.stage import STAGES, stage_named
from quizzes.bank import Bank
from quizzes.draw import shuffled
from quizzes.marking import Answer
from quizzes.programs import output_of
from quizzes.progress import of_kind, solved
from quizzes.question import Option, Question
from quizzes.sitting import ANSWER, START, Attempt, attempts, written
from quizzes.template import LEVELS
from ui import announced, cached, kept, turned
from ui.parts import away, beliefs, card

SITTING: Final = "practice"
_AT: Final = "practice-at"
_ADDRESSED: Final = "practice-addressed"
"""The question that the address last named: if it names another, somebody has come by a link."""
_AFRESH: Final = "practice-afresh"
_TURNED: Final = "practice-turned"
"""That the learner has just gone to another question."""
_ANSWERED: Final = "practice-answered"
"""That the learner has just answered: what was pressed may not be there any more."""
_ALL: Final = "all"
_OF_THE_FIVE: Final = (
    "The first five questions are older than this lesson; their facts were kept. "
    "They ask about a short form of the lifecycle, with four stages in place of six."
)
_SHORT_AND_LONG: Final = (
    "Its Data Preparation includes Data Collection, its Model Monitoring is Monitoring & "
    "Maintenance, and it leaves Model Evaluation out."
)
_ASKS_FOR_IT: Final = "practice-1"
"""The one of the five whose answer that sentence would give away."""


def cards() -> None:
    """Offer the levels and stages, and to start afresh, and show the card at hand."""
    addressed = st.query_params.get("question")
    if addressed and addressed != st.session_state.get(_ADDRESSED):
        st.session_state[_AT] = st.session_state[_ADDRESSED] = addressed
    row = st.container(horizontal=True, vertical_alignment="bottom")
    level = row.selectbox(
        "Level",
        [_ALL, *LEVELS],
        format_func=str.capitalize,
        key="level",
        bind="query-params",
        width=100,
    )
    names = [stage.name for stage in STAGES]
    stage = row.selectbox(
        "Stage",
        [_ALL, *names],
        format_func=lambda name: "All" if name == _ALL else name,
        key="stage",
        bind="query-params",
        width=230,
    )
    begun = st.session_state.get(_AFRESH, 0)  # begun once more, it is another panel: a closed one
    with row.popover("Start afresh", icon=":material/restart_alt:", key=f"{_AFRESH}-{begun}"):
        st.markdown(
            "All questions become unanswered, some with other numbers. "
            "What you have done stays in your data."
        )
        st.button("Yes, start afresh", on_click=_start_afresh)
    _at_hand({level} - {_ALL}, {stage} - {_ALL})


def _turn(log: Sequence[Event]) -> int:
    """Count how often the set was begun."""
    return 1 + sum(event.sitting.startswith(SITTING) and event.kind == START for event in log)


@st.fragment
def _at_hand(levels: set[str], stages: set[str]) -> None:
    """Show the card at hand; it reruns alone. No level and no stage are all of them."""
    log = [event for event in away.events() if event.sitting.startswith(SITTING)]
    turn = _turn(log)
    sitting = f"{SITTING}-{turn}"
    chosen = [
        question
        for question in _set(cached.bank(), turn)
        if question.level in (levels or {question.level})
        and question.stage in (stages or {question.stage})
    ]
    if not chosen:
        st.info("No question has this level and this stage; choose another.")
        return
    tried = attempts(chosen, [event for event in log if event.sitting == sitting])
    at = _place_in(tried)
    _say_if_unknown(cached.bank())
    _progress(tried, at, turn, solved(log, of_kind(SITTING, cached.bank().from_source)))
    with st.container(border=True):
        _card(tried[at], sitting, at + 1, len(tried))
    _ways_on(tried, at)


def _set(bank: Bank, turn: int) -> tuple[Question, ...]:
    """Lay out the questions of a turn: the lesson's own first, then by stage and level."""
    variants: dict[str, list[Question]] = {}
    for question in bank.questions:
        if not question.is_visual:
            variants.setdefault(question.template, []).append(question)
    own = [each[(turn - 1) % len(each)] for each in variants.values()]
    return tuple(sorted(own, key=_rank))


def _rank(question: Question) -> tuple[str, int, int]:
    stage = STAGES.index(stage_named(question.stage))
    return question.source or "~", stage, LEVELS.index(question.level)


def _place_in(tried: Sequence[Attempt]) -> int:
    """Find the card at hand: the one chosen or linked to, or else the first unsolved."""
    wanted, _, _ = st.session_state.get(_AT, "").partition("@")  # another turn, other numbers
    for place, attempt in enumerate(tried):
        if wanted == attempt.question.template:
            return place
    return next((place for place, attempt in enumerate(tried) if not attempt.solved), 0)


def _say_if_unknown(bank: Bank) -> None:
    wanted = st.query_params.get("question", "")
    known = (each for each in bank.questions if not each.is_visual)
    if wanted and not any(wanted in {each.id, each.template} for each in known):
        st.warning(
            "There is no such question here: this is the first open one.", icon=":material/info:"
        )


def _progress(tried: Sequence[Attempt], at: int, turn: int, own: int) -> None:
    """Tell how many questions are solved, and how many of the lesson's own five ever were."""
    done = sum(attempt.solved for attempt in tried)
    begun, ever = (f"Turn {turn}: ", " in all turns") if turn > 1 else ("", "")
    st.progress(
        done / len(tried),
        f"{begun}{done} of {len(tried)} solved · The lesson's own five: {own} solved{ever}",
    )
    if done == len(tried) and not tried[at].steps:
        st.success("Every question of this set is solved.", icon=":material/flag:")


def _card(attempt: Attempt, sitting: str, number: int, count: int) -> None:
    opened = card.just_opened(attempt)
    answered = st.session_state.pop(_ANSWERED, False)
    brought = turned.words(
        "question-at-hand",
        turned=st.session_state.pop(_TURNED, False),
        lost=answered,
    )
    news = card.just_pressed(attempt.question, sitting, attempt.answer) or opened.announced
    with announced.part("question-at-hand", news), brought:
        _ask(attempt, number, count)
        _answers(attempt, sitting)
        with st.container():  # whatever comes in it, the buttons below stay the same ones
            _told(attempt, sitting, answered=answered, opened=opened)
        card.offer_help(attempt, sitting)


def _ask(attempt: Attempt, number: int, count: int) -> None:
    question = attempt.question
    stage = stage_named(question.stage)
    own = " · One of the lesson's own five" if question.source else ""
    st.caption(f"Question {number} of {count} · {question.level.capitalize()} · {stage.name}{own}")
    if question.source:
        told = attempt.solved or question.source != _ASKS_FOR_IT
        st.caption(f"{_OF_THE_FIVE} {_SHORT_AND_LONG}" if told else _OF_THE_FIVE)
    card.ask(question)


def _answers(attempt: Attempt, sitting: str) -> None:
    question = attempt.question
    options = _options(question, sitting)
    if attempt.solved:
        card.solved(question, options, attempt)
    else:
        waiting = kept.waiting_for(sitting, question.id, ANSWER)
        card.offer(
            question,
            options,
            sitting,
            on_answer=lambda answer: _answer(attempt, sitting, answer),
            chosen=attempt.answer if waiting is None else waiting,
            known=card.known(attempt),
            locked=waiting is not None,
        )


def _told(attempt: Attempt, sitting: str, *, answered: bool, opened: card.Opened) -> None:
    """Show what is told of the question so far; what is new is seen on a phone too."""
    question = attempt.question
    if attempt.answers:
        with turned.part("practice-verdict", turned=answered):
            card.feedback(attempt, sitting)
    card.hints(attempt, just_opened=opened)
    card.solution(attempt, just_opened=opened)
    if attempt.solved or attempt.steps == len(question.steps):
        card.summary(question)
    beliefs.behind(attempt)
    if question.kind == "predict" and attempt.answers:
        _run(question)


def _options(question: Question, sitting: str) -> tuple[Option, ...]:
    """Leave the lesson's own options in their places; shuffle all others."""
    return question.options if question.source else shuffled(question, sitting)


def _run(question: Question) -> None:
    pressed = st.button("Run the program", icon=":material/play_arrow:", key=f"run-{question.id}")
    printed = output_of(question.program) if pressed else ""
    with announced.part("printed", f"It really prints: {printed}" if pressed else ""):
        if pressed:
            st.markdown("It really prints:")
            st.code(printed, language=None, wrap_lines=True)


def _answer(attempt: Attempt, sitting: str, answer: Answer) -> None:
    kept.keep(sitting, attempt.question.id, ANSWER, attempt.tries + 1, written(answer))
    card.forget_picks(sitting, attempt.question)
    st.session_state[_ANSWERED] = True
    _stay_at(attempt.question.id)


def _ways_on(tried: Sequence[Attempt], at: int) -> None:
    with st.container(horizontal=True):
        if at > 0:
            _way("Previous question", ":material/arrow_back:", tried[at - 1], "P")
        if at + 1 < len(tried):
            _way("Next question", ":material/arrow_forward:", tried[at + 1], "N")


def _way(label: str, icon: str, attempt: Attempt, key: str) -> None:
    st.button(
        label, icon=icon, shortcut=key, on_click=_go, args=(attempt.question.id,), key=f"way-{key}"
    )


def _go(question: str) -> None:
    st.session_state[_TURNED] = True
    _stay_at(question)


def _stay_at(question: str) -> None:
    st.session_state[_AT] = st.session_state[_ADDRESSED] = question
    if st.query_params.get("question") != question:  # else the browser would be told in vain
        st.query_params["question"] = question


def _start_afresh() -> None:
    """Begin the set once more, if anything is done in this turn: a double click begins one."""
    drawn = kept.last_read() or ()
    turn = _turn(drawn)
    if any(event.sitting == f"{SITTING}-{turn}" for event in drawn):
        kept.keep(SITTING, "", START, turn)
    st.session_state[_AFRESH] = st.session_state.get(_AFRESH, 0) + 1
    for kept_place in (_AT, _ADDRESSED):
        st.session_state.pop(kept_place, None)
    st.query_params.pop("question", None)
    st.session_state[_TURNED] = True
