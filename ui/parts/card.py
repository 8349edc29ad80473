"""A question card: stem, program, options to take by mouse, touch or most by the keys 1 to 5."""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Final

import streamlit as st

from lifecycle.scenarios import DEFAULT
from quizzes.marking import Answer
from quizzes.question import Hint, Option, Question
from quizzes.sitting import HINT, STEP, Attempt
from ui import cached, kept, turned
from ui.clicks import held

RIGHT: Final = ":material/check_circle:"
WRONG: Final = ":material/cancel:"
_COLUMNS: Final = {
    "current_stage": "Current Stage",
    "action": "Action",
    "next_stage": "Next Stage",
    "tracker": "Status tracker",
}
_OPENED: Final = "opened-{}"
"""The hint or step of a question that was opened by a press and is not drawn yet."""
_PRESSED: Final = "pressed-{}-{}"
"""The option of a question in a sitting that was pressed and is not drawn yet."""
_DIGIT: Final = re.compile(r"\W*\d")
_PLACES: Final = ("first", "second", "third", "fourth", "fifth")
_TASK: Final = {
    "one": "Choose one.",
    "several": "Choose all that are right.",
    "order": "Choose them in their order, from first to last.",
    "predict": "Choose what it prints.",
    "cell": "Choose what the cell holds.",
}


def ask(question: Question, *, beside_table: bool = False) -> None:
    """Show what is asked."""
    st.markdown(f"**{question.stem}**")
    if question.program:
        st.code(question.program, language=None, wrap_lines=True)
    if question.cell and not beside_table:
        _table_without(question.cell)
    st.caption(_TASK[question.kind])


def _table_without(cell: str) -> None:
    """Show the execution table with one cell left blank."""
    trace = cached.walk_of(DEFAULT.name).trace
    st.table(
        [
            {r"\#": str(step.number)}  # with “Step” the table would be too wide for a phone
            | {
                name: "**?**" if f"{step.number}.{column}" == cell else str(getattr(step, column))
                for column, name in _COLUMNS.items()
                if column != "tracker"
            }
            for step in trace.steps
        ],
        border="horizontal",
        hide_index=True,
        alt="Execution table with a blank cell",
    )


def offer(  # noqa: PLR0913  each says one thing of the card
    question: Question,
    options: Sequence[Option],
    sitting: str,
    *,
    on_answer: Callable[[Answer], None],
    chosen: Answer = (),
    known: Mapping[str, bool] | None = None,
    locked: bool = False,
    check: bool = True,
    keys: bool = True,
) -> None:
    """Show the options in this order; `known` tells which have been shown right or wrong.

    One that needs a single option is answered at a click. Of several, and of an order, each
    click takes or leaves an option, and a button checks the answer; without `check` every click
    hands it in, and an answer that is not whole is none.
    """
    at_once = not _in_parts(question)
    keys = keys and not _looks_numbered(question)
    chosen = _taken(question, sitting, chosen)

    def press(letter: str) -> None:
        if at_once:
            on_answer((letter,))
        else:
            _take(question, sitting, chosen, letter, None if check else on_answer)
        if not (at_once and check):  # else it is told whether it was right
            st.session_state[_PRESSED.format(sitting, question.id)] = letter

    for place, option in enumerate(options, start=1):
        told = (known or {}).get(option.letter)
        st.button(
            _label(question, option, chosen),
            key=f"option-{question.id}-{place}",  # not the letter, which tells an order's key
            icon=_sign(question, option, chosen) if told is None else RIGHT if told else WRONG,
            disabled=locked or (at_once and told is not None),
            shortcut=str(place) if keys else None,
            width="stretch",
            on_click=press,
            args=(option.letter,),
        )
    if not at_once and check:
        ready = _is_whole(question, chosen)
        st.button(
            "Check my answer",
            key=f"check-{question.id}",
            icon=":material/task_alt:",
            disabled=locked or not ready,
            shortcut="Shift+Enter",
            on_click=on_answer,
            args=(_in_order(question, chosen),),
        )


def _looks_numbered(question: Question) -> bool:
    """Say whether a key's number beside an option could be read as the answer, or its place."""
    return question.kind == "order" or any(_DIGIT.match(each.text) for each in question.options)


def just_pressed(question: Question, sitting: str, chosen: Answer) -> str:
    """Tell once what has become of the option that was just pressed, as its button is called."""
    letter = st.session_state.pop(_PRESSED.format(sitting, question.id), "")
    if not letter:
        return ""
    chosen = _taken(question, sitting, chosen)
    label = _label(question, question.option(letter), chosen)
    return label if letter in chosen else f"{label} (not chosen)"


def known(attempt: Attempt) -> dict[str, bool]:
    """Tell which options the answers have shown to be right or wrong, where one is an answer."""
    if _in_parts(attempt.question):
        return {}
    told = zip(attempt.answers, attempt.marks, strict=True)
    return {answer[0]: mark.right for answer, mark in told}


def feedback(attempt: Attempt, sitting: str) -> None:
    """Say what the last answer earned, as long as nothing else is chosen."""
    question, last = attempt.question, attempt.answer
    if not last or _in_order(question, _taken(question, sitting, last)) != last:
        return
    mark = attempt.marks[-1]
    said = " ".join(linked(sentence) for sentence in mark.feedback)
    if mark.right:
        st.success(said, icon=RIGHT)
    else:
        st.error(said if attempt.solved else f"{said} Try again.", icon=WRONG)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a press has just opened: a hint, a step of the solution, or nothing."""

    kind: str = ""
    sentence: str = ""
    last: bool = False
    """Whether the button that was pressed has gone with it: then it has the focus."""

    @property
    def announced(self) -> str:
        """What is announced of it: what has the focus is read anyway."""
        return "" if self.last else self.sentence


_NOTHING: Final = Opened()


def hints(attempt: Attempt, *, beside_table: bool = False, just_opened: Opened = _NOTHING) -> None:
    """Show the hints that have been opened, each with a link to what it speaks of."""
    if not attempt.hints:
        return
    with _newest(attempt, HINT, just_opened):
        for number, hint in enumerate(attempt.question.hints[: attempt.hints], start=1):
            where = _where(hint)
            st.markdown(
                f":material/lightbulb: **Hint {number}.** {hint.text} "
                f"{where if beside_table else linked(where)}"
            )


def _newest(attempt: Attempt, kind: str, just_opened: Opened) -> AbstractContextManager[None]:
    return turned.newest(
        f"{kind}s-{attempt.question.id}",
        turned=just_opened.kind == kind,
        lost=just_opened.last,
    )


def note_opened(question: Question, kind: str, number: int) -> None:
    """Note which hint or step is opened by a press: where it is drawn, it is announced."""
    st.session_state[_OPENED.format(question.id)] = kind, number


def just_opened(attempt: Attempt) -> Opened:
    """Tell once what has just been opened; while the store is away nothing has been yet."""
    question = attempt.question
    flag = _OPENED.format(question.id)
    kind, number = st.session_state.get(flag, (HINT, 0))
    hints = [hint.text for hint in question.hints]
    called, texts, drawn = (
        ("Hint", hints, attempt.hints) if kind == HINT else ("Step", question.steps, attempt.steps)
    )
    if not 0 < number <= drawn:
        return _NOTHING
    del st.session_state[flag]
    return Opened(kind, f"{called} {number}. {texts[number - 1]}", number == len(texts))


def offer_help(
    attempt: Attempt,
    sitting: str,
    *,
    on_hint: Callable[[Attempt], None] | None = None,
    keys: bool = True,
) -> None:
    """Offer the next hint, and after an answer the next step of the solution."""
    question = attempt.question

    def open_next(kind: str, number: int) -> None:
        kept.keep(sitting, question.id, kind, number)
        note_opened(question, kind, number)
        if on_hint and kind == HINT:
            on_hint(attempt)

    with st.container(horizontal=True):
        if attempt.hints < len(question.hints) and not attempt.solved:
            st.button(
                f"Hint {attempt.hints + 1} of {len(question.hints)}",
                icon=":material/lightbulb:",
                key=f"hint-{question.id}",
                shortcut="H" if keys else None,
                on_click=open_next,
                args=(HINT, attempt.hints + 1),
            )
        if attempt.steps < len(question.steps) and attempt.answers:
            st.button(
                f"Solution, step {attempt.steps + 1} of {len(question.steps)}",
                icon=":material/stairs:",
                key=f"step-{question.id}",
                shortcut="S" if keys else None,
                on_click=open_next,
                args=(STEP, attempt.steps + 1),
            )


def solution(attempt: Attempt, *, just_opened: Opened = _NOTHING) -> None:
    """Show the steps of the solution that have been opened."""
    if not attempt.steps:
        return
    with _newest(attempt, STEP, just_opened):
        for number, step in enumerate(attempt.question.steps[: attempt.steps], start=1):
            st.markdown(f"**Step {number}.** {linked(step)}")


def summary(question: Question) -> None:
    """Show what to keep of a question: the quick check and the common mistakes."""
    st.markdown(f":material/fact_check: **Quick check.** {question.check}")
    mistakes = "\n".join(f"- {linked(mistake)}" for mistake in question.mistakes)
    st.markdown(f"**Common mistakes**\n\n{mistakes}")


def linked(text: str) -> str:
    """Turn a text's citations into addresses of the step-through, where their cells are.

    A browser opens them in a tab of their own, and the sign says so.
    """
    return text.replace(
        "](#", " :material/open_in_new:](step-through?scenario=desert-changed&step=7#"
    )


def _where(hint: Hint) -> str:
    """Name the place of a hint, with a link to it if it is one of the table's."""
    row, _, column = (hint.at or "").removeprefix("row ").partition(".")
    if not row.isdigit():
        return f"*({hint.at})*" if hint.at else ""
    told = f"row {row}, {_COLUMNS[column]}" if column else f"row {row}"
    return f"See [{told}](#{row}.{column or 'current_stage'})"


def solved(question: Question, options: Sequence[Option], attempt: Attempt) -> None:
    """Show the options of a solved question to be read: what was right, what was tried."""
    tried = {letter for answer in attempt.answers for letter in answer}
    ordered = [question.option(letter) for letter in question.key]
    for option in ordered if question.kind == "order" else options:
        text = _text(question, option)
        if option.letter in question.key:
            st.markdown(f"{RIGHT} **{text}**")
        else:
            sign = WRONG if option.letter in tried else ":material/radio_button_unchecked:"
            st.markdown(f"{sign} {text}")


def forget_picks(sitting: str, question: Question) -> None:
    """Leave the options that were taken but not handed in."""
    _picks().pop((sitting, question.id), None)


def _text(question: Question, option: Option) -> str:
    if question.kind == "predict":
        return " ↵ ".join(f"`{line}`" for line in option.text.splitlines())
    return option.text


def _label(question: Question, option: Option, chosen: Answer) -> str:
    text = _text(question, option)
    if option.letter not in chosen:
        return text
    if question.kind == "order":
        return f"{text} **({_PLACES[chosen.index(option.letter)]})**"
    return f"{text} **(chosen)**"


def _sign(question: Question, option: Option, chosen: Answer) -> str:
    taken = option.letter in chosen
    match question.kind:
        case "several":
            return f":material/check_box{'' if taken else '_outline_blank'}:"
        case "order" if taken:
            return f":material/counter_{chosen.index(option.letter) + 1}:"
    return f":material/radio_button_{'checked' if taken else 'unchecked'}:"


def _in_parts(question: Question) -> bool:
    return question.kind in {"several", "order"}


def _is_whole(question: Question, chosen: Answer) -> bool:
    return len(chosen) == len(question.options) if question.kind == "order" else bool(chosen)


def _taken(question: Question, sitting: str, chosen: Answer) -> Answer:
    return _picks().get((sitting, question.id), chosen) if _in_parts(question) else chosen


def _picks() -> dict[tuple[str, str], Answer]:
    """Tell which options were taken, for each question of a sitting."""
    return held("picks", dict)


def _take(
    question: Question,
    sitting: str,
    before: Answer,
    letter: str,
    hand_in: Callable[[Answer], None] | None,
) -> None:
    """Take an option or leave it again; the session knows of clicks that were not drawn yet."""
    picks, here = _picks(), (sitting, question.id)
    chosen = picks.get(here, before)
    left = tuple(each for each in chosen if each != letter)
    chosen = left if letter in chosen else (*chosen, letter)
    picks[here] = chosen
    if hand_in:
        hand_in(_in_order(question, chosen) if _is_whole(question, chosen) else ())


def _in_order(question: Question, chosen: Answer) -> Answer:
    return chosen if question.kind == "order" else tuple(sorted(chosen))
