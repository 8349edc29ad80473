"""Three programs for one lifecycle: how many rows does each make? First guess, then see."""

from typing import TYPE_CHECKING, Final

import streamlit as st

from lifecycle.programs.three import THREE, Program, Row, rows

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

_OPENED: Final = "three-programs-opened"
_MOST: Final = 20


@st.fragment
def three_programs() -> None:
    """Show the programs, take a prediction for each, then show what they really do."""
    opened = st.session_state.get(_OPENED, False)
    guesses = [
        _program(column, program, locked=opened)
        for column, program in zip(st.columns(len(THREE), gap="medium"), THREE, strict=True)
    ]
    if not opened:
        _offer(missing=guesses.count(None))
        return
    for column, program, guess in zip(
        st.columns(len(THREE), gap="medium"), THREE, guesses, strict=True
    ):
        with column:
            _trace(program, guess)
    if st.button("Predict again", icon=":material/replay:"):
        _forget()
        st.rerun(scope="fragment")


def _program(column: "DeltaGenerator", program: Program, *, locked: bool) -> int | None:
    column.subheader(program.title, anchor=False)
    column.code(program.source, language="python")
    return column.number_input(
        f"How many rows does “{program.title}” make?",
        min_value=0,
        max_value=_MOST,
        value=None,
        step=1,
        key=_key(program),
        disabled=locked,
        placeholder="Your prediction",
    )


def _offer(missing: int) -> None:
    if not st.button("Show the traces", icon=":material/visibility:"):
        return
    if missing:
        st.warning("First predict a number for each of the three.", icon=":material/info:")
        return
    st.session_state[_OPENED] = True
    st.rerun(scope="fragment")


def _trace(program: Program, guess: int | None) -> None:
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
        "Line": row.line,
        "Current Stage": row.current,
        "Next Stage": row.next,
    }


def _count(number: int) -> str:
    return f"{number} {'row' if number == 1 else 'rows'}"


def _forget() -> None:
    for key in (_OPENED, *map(_key, THREE)):
        st.session_state.pop(key, None)


def _key(program: Program) -> str:
    return f"three-programs-{program.name}"
