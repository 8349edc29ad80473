"""A question card: stem, program, options to take by mouse, touch or the keys 1 to 5."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import streamlit as st

from quizzes.marking import Answer
from quizzes.question import Hint, Option, Question
from quizzes.sitting import Attempt

RIGHT: Final = ":material/check_circle:"
WRONG: Final = ":material/cancel:"
_COLUMNS: Final = {
    "current_stage": "Current Stage",
    "action": "Action",
    "next_stage": "Next Stage",
    "tracker": "Status tracker",
}
_TASK: Final = {
    "one": "Choose one.",
    "several": "Choose all that are right, then check.",
    "order": "Choose them in their order, from first to last, then check.",
    "predict": "Choose what it prints.",
    "cell": "Choose what the cell holds.",
}


def ask(question: Question) -> None:
    """Show what is asked."""
    st.markdown(f"**{question.stem}**")
    if question.program:
        st.code(question.program, language=None, wrap_lines=True)
    st.caption(_TASK[question.kind])


def offer(  # noqa: PLR0913  each says one thing of the card
    question: Question,
    options: Sequence[Option],
    *,
    on_answer: Callable[[Answer], None],
    chosen: Answer = (),
    known: Mapping[str, bool] | None = None,
    locked: bool = False,
    hand_in: str = "Check my answer",
    keys: bool = True,
) -> None:
    """Show the options in this order; `known` tells which have been shown right or wrong.

    One that needs a single option is answered at a click. Of several, and of an order, each
    click takes or leaves an option, and a button hands the answer in.
    """
    at_once = question.kind not in {"several", "order"}
    if not at_once:
        chosen = _picked(question, chosen)
    for place, option in enumerate(options, start=1):
        told = (known or {}).get(option.letter)
        st.button(
            _label(question, option, chosen),
            key=f"option-{question.id}-{place}",  # not the letter, which tells an order's key
            icon=None if told is None else RIGHT if told else WRONG,
            disabled=locked or (at_once and told is not None),
            shortcut=str(place) if keys else None,
            width="stretch",
            on_click=on_answer if at_once else _pick(question, chosen),
            args=((option.letter,),),
        )
    if not at_once:
        ready = len(chosen) == len(options) if question.kind == "order" else bool(chosen)
        st.button(
            hand_in,
            key=f"check-{question.id}",
            icon=":material/task_alt:",
            disabled=locked or not ready,
            shortcut="Shift+Enter",
            on_click=on_answer,
            args=(_in_order(question, chosen),),
        )


def known(attempt: Attempt) -> dict[str, bool]:
    """Tell which options the answers have shown to be right or wrong, where one is an answer."""
    if attempt.question.kind in {"several", "order"}:
        return {}
    told = zip(attempt.answers, attempt.marks, strict=True)
    return {answer[0]: mark.right for answer, mark in told}


def feedback(attempt: Attempt) -> None:
    """Say what the last answer earned."""
    if not attempt.answers:
        return
    mark = attempt.marks[-1]
    said = " ".join(linked(sentence) for sentence in mark.feedback)
    if mark.right:
        st.success(said, icon=RIGHT)
    else:
        st.error(said if attempt.solved else f"{said} Try again.", icon=WRONG)


def hints(attempt: Attempt, *, beside_table: bool = False) -> None:
    """Show the hints that have been opened, each with a link to what it speaks of."""
    for number, hint in enumerate(attempt.question.hints[: attempt.hints], start=1):
        where = _where(hint)
        st.markdown(
            f":material/lightbulb: **Hint {number}.** {hint.text} "
            f"{where if beside_table else linked(where)}"
        )


def solution(attempt: Attempt) -> None:
    """Show the steps of the solution that have been opened."""
    for number, step in enumerate(attempt.question.steps[: attempt.steps], start=1):
        st.markdown(f"**Step {number}.** {linked(step)}")


def summary(question: Question) -> None:
    """Show what to keep of a question: the quick check and the common mistakes."""
    st.markdown(f":material/fact_check: **Quick check.** {question.check}")
    mistakes = "\n".join(f"- {linked(mistake)}" for mistake in question.mistakes)
    st.markdown(f"**Common mistakes**\n\n{mistakes}")


def linked(text: str) -> str:
    """Turn a text's citations into addresses of the step-through, where their cells are."""
    return text.replace("](#", "](step-through?scenario=desert-changed&step=7#")


def _where(hint: Hint) -> str:
    """Name the place of a hint, with a link to it if it is one of the table's."""
    row, _, column = (hint.at or "").removeprefix("row ").partition(".")
    if not row.isdigit():
        return f"*({hint.at})*" if hint.at else ""
    told = f"row {row}, {_COLUMNS[column]}" if column else f"row {row}"
    return f"[{told}](#{row}.{column or 'current_stage'})"


def _label(question: Question, option: Option, chosen: Answer) -> str:
    text = option.text
    if question.kind == "predict":
        text = " ↵ ".join(f"`{line}`" for line in option.text.splitlines())
    if option.letter not in chosen:
        return text
    if question.kind == "order":
        return f"{text} **(number {chosen.index(option.letter) + 1})**"
    return f"{text} **(chosen)**"


def _picked(question: Question, chosen: Answer) -> Answer:
    picked: Answer = st.session_state.get(f"picked-{question.id}", chosen)
    return picked


def _pick(question: Question, chosen: Answer) -> Callable[[Answer], None]:
    def turn(answer: Answer) -> None:
        (letter,) = answer
        left = tuple(each for each in chosen if each != letter)
        picked = left if letter in chosen else (*chosen, letter)
        st.session_state[f"picked-{question.id}"] = picked

    return turn


def _in_order(question: Question, chosen: Answer) -> Answer:
    return chosen if question.kind == "order" else tuple(sorted(chosen))
