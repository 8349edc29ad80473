"""A broken cycle: what its stages report, the learner's guess, and what the evidence proves."""

import re
from functools import partial
from typing import TYPE_CHECKING, Final

import streamlit as st

from lifecycle.errors import LifecycleError
from lifecycle.faults.fault import FAULTS, case_numbered
from lifecycle.stage import STAGES, Stage, stage_named
from ui import cached, progress, turned

if TYPE_CHECKING:
    from lifecycle.evidence import Evidence
    from lifecycle.faults.case import Case
    from lifecycle.faults.clues import Mark

_NUMBERS: Final = range(1, len(FAULTS) + 1)
_CASE: Final = "case"
_ADDRESSED: Final = "case-addressed"
"""What the address last asked for: if it is another, somebody has gone back, or come by a link."""
_LABEL: Final = re.compile(r"Case (\d+) of")
_GUESS: Final = "guess-{}"
_GUESSED: Final = "guessed-{}"
"""What was guessed in a case: Streamlit forgets the choices that are not on the page."""
_SHOWN: Final = "shown-{}"
_SOLVED: Final = "cases-solved"
"""The faults of what is solved: the case at hand reruns without reading the log."""
_TURNED: Final = "case-turned"
"""That the learner has just gone on from the end of another case."""
_MARKED: Final = "case-marked"
"""That the learner has just guessed."""


def case(addressed: int | None) -> None:
    """Show a case to be solved: the one that was chosen, or that a new address asks for.

    An address that names none asks for the first case that is not solved.
    """
    solved = st.session_state[_SOLVED] = progress.solved_cases()
    if st.session_state.get(_ADDRESSED) != addressed or _CASE not in st.session_state:
        st.session_state[_CASE] = addressed or _after(0, solved) or 1
    st.session_state[_ADDRESSED] = addressed
    _chosen_case()


def _after(number: int, solved: frozenset[str]) -> int | None:
    """Find the next case that is not solved, from the first again after the last."""
    others = (*_NUMBERS[number:], *_NUMBERS[:number])
    return next((each for each in others if case_numbered(each).name not in solved), None)


@st.fragment
def _chosen_case() -> None:
    """Show the case at hand; it reruns alone."""
    # A browser answers with a label, so it is told anew: it changes when the case is solved.
    st.session_state[_CASE] = _at_hand()
    solved = st.session_state[_SOLVED] | progress.cases_solved_here()
    number = st.selectbox(
        "Case",
        _NUMBERS,
        format_func=partial(_label, solved=solved),
        key=_CASE,
        on_change=_tell_address,
        width=240,
    )
    slot = st.container()
    try:
        with slot.skeleton(height=320):
            told = cached.broken_case(case_numbered(number).name)
    except LifecycleError as error:
        slot.error(str(error), icon=":material/error:")
        return
    turned.heading(
        f"A model trained on {_years(told)} meets the animals of {told.fault.turn.watched}",
        "case-at-hand",
        turned=st.session_state.pop(_TURNED, False),
    )
    for stage in STAGES:
        title = f"{stage.name}: {told.faulty.reports[stage].value}"
        with st.expander(title, key=f"case-{number}-{stage.verb}"):
            _report(told.faulty.reports[stage])
            _checks(told, stage)
    _guess(told, number, solved)


def _at_hand() -> int:
    """Answer with the number of the case that is chosen.

    A browser that has not heard yet that the case is solved tells its old label.
    """
    told = _LABEL.match(str(st.session_state[_CASE]))
    return int(told[1]) if told else st.session_state[_CASE]


def _label(number: int, solved: frozenset[str]) -> str:
    told = ", solved" if case_numbered(number).name in solved else ""
    return f"Case {number} of {len(FAULTS)}{told}"


def _years(told: "Case") -> str:
    return " and ".join(map(str, told.fault.turn.trained_on))


def _report(evidence: "Evidence") -> None:
    st.markdown(f"**It reports:** {evidence.sentence}")
    st.table(
        [dict(zip(evidence.table.header, row, strict=True)) for row in evidence.table.rows],
        border="horizontal",
        hide_index=True,
        alt=evidence.table.title,
    )


def _checks(told: "Case", stage: Stage) -> None:
    st.markdown("**Its checks:**")
    st.table(
        [
            {"Check": each.label, "Healthy cycle": each.healthy, "This cycle": each.faulty}
            for each in told.symptoms_of(stage)
        ],
        border="horizontal",
        hide_index=True,
        alt=f"Checks of {stage.name}",
    )


def _guess(told: "Case", number: int, all_solved: frozenset[str]) -> None:
    from lifecycle.faults.clues import mark  # noqa: PLC0415  scikit-learn is slow to import

    st.header("Which stage is guilty?", anchor=False)
    key, solved = _GUESS.format(number), told.fault.name in all_solved
    right = told.fault.stage.name if solved else None
    st.session_state.setdefault(key, st.session_state.get(_GUESSED.format(number)) or right)
    guessed = st.pills(
        "Guilty stage",
        [stage.name for stage in STAGES],
        key=key,
        on_change=_note,
        args=(number,),
        label_visibility="collapsed",
    )
    st.session_state[_GUESSED.format(number)] = guessed
    verdict = mark(told, stage_named(guessed)) if guessed else None
    marked = st.session_state.pop(_MARKED, False)
    if verdict:
        with turned.part("case-verdict", turned=marked):
            _say(verdict)
    shown = _SHOWN.format(number)
    if solved or st.session_state.get(shown):
        _solution(told)
        if coming := _after(number, all_solved | {told.fault.name}):
            st.button("Next case", icon=":material/arrow_forward:", on_click=_go, args=(coming,))
        elif solved:
            st.markdown(f"**All {len(FAULTS)} cases are solved.**")
    elif verdict:
        st.button("Show what happened", icon=":material/visibility:", on_click=_show, args=(shown,))


def _say(verdict: "Mark") -> None:
    if verdict.right:
        st.success(verdict.sentence, icon=":material/check_circle:")
    else:
        st.error(verdict.sentence, icon=":material/cancel:")


def _note(number: int) -> None:
    """Note that there was a guess; a right one is noted for good."""
    fault = case_numbered(number)
    if st.session_state[_GUESS.format(number)] == fault.stage.name:
        progress.solve_case(fault.name)
    st.session_state[_MARKED] = True


def _solution(told: "Case") -> None:
    from lifecycle.faults.clues import RULE, clues  # noqa: PLC0415  the same

    st.header(f"{told.fault.title}: {told.fault.stage.name}", anchor=False)
    st.markdown(f"{told.fault.what_was_done} {told.harm} {told.aside}")
    st.markdown("**What each stage's evidence proves**")
    st.markdown(
        "\n".join(
            f"- {':material/gavel:' if clue.proves_guilt else ':material/done:'} "
            f"**{clue.stage.name}**, {'guilty' if clue.proves_guilt else 'innocent'}: "
            f"{clue.sentence}"
            for clue in clues(told)
        )
    )
    st.info(RULE, icon=":material/search:")


def _go(number: int) -> None:
    st.session_state[_CASE], st.session_state[_TURNED] = number, True
    _tell_address()


def _tell_address() -> None:
    chosen = st.session_state[_ADDRESSED] = _at_hand()
    st.query_params[_CASE] = str(chosen)


def _show(shown: str) -> None:
    st.session_state[shown] = True
