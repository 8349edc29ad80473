"""Two runs side by side: their choices, where they part, and every step as a table."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import streamlit as st

from lifecycle.lab.address import RUNS, as_address, of_one_turn, two_as_address, two_from_address
from lifecycle.lab.choices import Choices
from lifecycle.lab.refusals import ChoiceError
from lifecycle.quoting import quoted
from ui import announced, clicks
from ui.menu import LIVE_LAB
from ui.parts.choosing import Chooser, Choosing

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from lifecycle.lab.compare import Comparison, Pair, StepPair

USUAL: Final = (Choices(watched=1995), Choices(watched=1997))
"""One model in a quiet year, and after the desert has changed."""

_DIFFERING: Final = "differing"
_ASKED: Final = "differing-asked"
"""What the address last asked for: if it is another, somebody has gone back, or come by a link."""
_SIGNS: Final = {True: "≠", False: "="}
_WORDS: Final = {True: "differs", False: "the same"}
_LONG: Final = 20
"""More letters in a row than a phone's column holds: nobody compares fingerprints by eye."""
_CHOOSERS: Final = tuple(Chooser("compare", run) for run in RUNS)
_CHOOSING: Final = Choosing(
    _CHOOSERS,
    read=lambda parameters: two_from_address(parameters, USUAL),
    write=lambda chosen: two_as_address((chosen[0], chosen[1])),
)


def arrive() -> tuple[str, ...]:
    """Choose what a new address names; answer with a notice for each value without sense."""
    obeyed = _CHOOSING.obeyed
    notices = _CHOOSING.arrive() or ()
    asked = st.query_params.get(_DIFFERING, "0")
    new = st.session_state.get(_ASKED) != asked and obeyed
    if new or _DIFFERING not in st.session_state:
        st.session_state[_DIFFERING] = asked == "1"
    st.session_state[_ASKED] = asked
    if not new or asked in {"0", "1"}:
        return notices
    told = f"Only what differs is on or off, 1 or 0, not {quoted(asked)}: it is off."
    return (*notices, told)


def choose() -> tuple[Choices, Choices]:
    """Take the choices of both runs, and give them their address.

    Raises:
        ChoiceError: Something was chosen that cannot be run.
    """
    panels = []
    for column, chooser in zip(st.columns(2, gap="large"), _CHOOSERS, strict=True):
        column.header(f"{chooser.called.capitalize()} run", anchor=False)
        years, *places = column.container(), *column.columns(2), *column.columns(2)
        panels.append(chooser.draw(years, *places))
    one, other = map(_chosen, _CHOOSERS, panels)
    _CHOOSING.give_address(one, other, differing=st.query_params.get(_DIFFERING) == "1")
    return one, other


def _chosen(chooser: Chooser, panel: "DeltaGenerator") -> Choices:
    try:
        return chooser.take(panel)
    except ChoiceError as problem:
        raise ChoiceError(f"{chooser.called.capitalize()} run: {problem}") from problem


def show(comparison: "Comparison", two: tuple[Choices, Choices]) -> None:
    """Say where the runs part, then lay every step of one beside that of the other."""
    headline = f"{comparison.headline}."
    with announced.part("comparison", headline if _CHOOSING.chose_others(*two) else ""):
        st.header(headline, anchor=False)
        if comparison.detail:
            st.markdown(f"{comparison.detail[0].upper()}{comparison.detail[1:]}.")
    _ask(two)
    click = clicks.click(_CHOOSERS[0].page)
    only = st.toggle("Only what differs", key=_DIFFERING, on_change=click)
    _tell_address(only=only)
    st.caption("≠ marks what differs, = what is the same.")
    for step in comparison.steps:
        if not only or not step.same:
            _step(step, only=only)
    if only:
        _name_the_same([step for step in comparison.steps if step.same])


def _ask(two: tuple[Choices, Choices]) -> None:
    """Say what each run answers, with a link to the run itself."""
    for column, run, choices in zip(st.columns(2, gap="large"), RUNS, two, strict=True):
        column.markdown(f"**{run.capitalize()}:** {choices.question}")
        column.page_link(
            LIVE_LAB.script,
            label=f"Walk through the {run} run",
            icon=":material/arrow_forward:",
            query_params=of_one_turn(as_address(choices)),
        )


def _step(step: "StepPair", *, only: bool) -> None:
    """Show a step; one that differs in nothing is there to be opened."""
    title = f"Step {step.number}, {step.stage}"
    differs = not step.same
    with st.expander(f"{_SIGNS[differs]} {title}: {_WORDS[differs]}", expanded=differs):
        read = (*step.cells, *step.numbers)
        if rows := [_row(pair) for pair in read if pair.differs or not only]:
            _table(rows, title)
        finer = [pair for pair in step.measures if pair.differs]
        if step.one and step.other and finer:
            alone = not any(pair.differs for pair in read)
            with st.expander(f"Measured more finely, what differs: {len(finer)}", expanded=alone):
                _table([_row(_readable(pair)) for pair in finer], f"{title}: values that differ")


def _row(pair: "Pair") -> dict[str, str]:
    bold = "**" if pair.differs else ""
    return {
        "What": f"{bold}{_SIGNS[pair.differs]}\N{NO-BREAK SPACE}{pair.what}{bold}",
        "First run": f"{bold}{pair.one}{bold}",
        "Second run": f"{bold}{pair.other}{bold}",
    }


def _readable(measure: "Pair") -> "Pair":
    """Write a measure so that a narrow column can break it: "drift, weight, psi"."""
    one, other = (
        value if len(value) <= _LONG or " " in value else f"{value[:12]}…"
        for value in (measure.one, measure.other)
    )
    return replace(
        measure, what=measure.what.replace(".", ", ").replace("_", " "), one=one, other=other
    )


def _table(rows: list[dict[str, str]], title: str) -> None:
    st.table(rows, border="horizontal", hide_index=True, alt=title)


def _name_the_same(steps: "list[StepPair]") -> None:
    if steps:
        names = "; ".join(f"step {step.number}, {step.stage}" for step in steps)
        st.markdown(f"Nothing differs in: {names}.")


def _tell_address(*, only: bool) -> None:
    if only:
        st.query_params[_DIFFERING] = "1"
    else:
        st.query_params.pop(_DIFFERING, None)
    st.session_state[_ASKED] = "1" if only else "0"
