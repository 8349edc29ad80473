"""Three programs for one lifecycle: how many rows does each make? First guess, then see."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from lifecycle.programs.three import THREE, Program, Row, rows
from ui import progress, turned
from ui.clicks import held
from ui.menu import CODE_LAB

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

_AT_HAND: Final = "three-programs-at-hand"
_MOST: Final = 20


@dataclass(slots=True)
class _AtHand:
    """The predictions at hand, which the callbacks change."""

    predicted: tuple[int, ...] = ()
    """What was predicted for each program, once the traces are open."""
    opened: bool = False
    """That the learner has just opened the traces."""
    again: bool = False
    """That the learner has just begun to predict once more."""


@st.fragment
def three_programs() -> None:
    """Show the programs, take a prediction for each, then show what they really do."""
    at_hand = held(_AT_HAND, _AtHand)
    predicted = at_hand.predicted
    again, at_hand.again = at_hand.again, False
    for column, program in zip(_columns(), THREE, strict=True):
        with column:
            turned.heading(program.title, program.name, turned=again and program is THREE[0])
        column.code(program.source, language=None, wrap_lines=True)
        if not predicted:
            _ask(column, program)
    if not predicted:
        _offer(at_hand)
        return
    opened, at_hand.opened = at_hand.opened, False
    with turned.words("traces", turned=opened):
        st.markdown("A row is made by the line that sets `stage` to its Next Stage.")
    for column, program, guess in zip(_columns(), THREE, predicted, strict=True):
        with column:
            _trace(program, guess)
    st.button("Predict again", icon=":material/replay:", on_click=_forget, args=(at_hand,))


def _columns() -> "list[DeltaGenerator]":
    return st.columns(len(THREE))


def _ask(column: "DeltaGenerator", program: Program) -> None:
    column.number_input(
        f"How many rows does “{program.title}” make?",
        min_value=0,
        max_value=_MOST,
        value=None,
        step=1,
        key=_key(program),
        placeholder="Your prediction",
    )


def _offer(at_hand: _AtHand) -> None:
    if st.button("Show the traces", icon=":material/visibility:", on_click=_open, args=(at_hand,)):
        st.warning("First predict a number for each of the three.", icon=":material/info:")


def _open(at_hand: _AtHand) -> None:
    guesses: tuple[Any, ...] = tuple(st.session_state.get(_key(program)) for program in THREE)
    if None not in guesses:  # nor was this the second half of a double click
        at_hand.predicted, at_hand.opened = guesses, True
        progress.finish(CODE_LAB)


def _trace(program: Program, guess: int) -> None:
    made = rows(program, needs_retraining=True)
    right = guess == len(made)
    st.markdown(
        f":material/{'check' if right else 'close'}: **{program.title}: {_count(len(made))}.** "
        + ("As you predicted." if right else f"You predicted {guess}.")
    )
    st.table(
        [_told(row) for row in made],
        border="horizontal",
        hide_index=True,
        alt=f"Rows of the program “{program.title}”",
    )
    st.markdown(program.why)


def _told(row: Row) -> dict[str, object]:
    return {
        "Row": row.number,
        "Current Stage": row.current,
        "Next Stage": row.next,
    }


def _count(number: int) -> str:
    return f"{number} {'row' if number == 1 else 'rows'}"


def _forget(at_hand: _AtHand) -> None:
    at_hand.predicted, at_hand.again = (), True


def _key(program: Program) -> str:
    return f"three-programs-{program.name}"
