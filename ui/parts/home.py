"""Home: the ways to learn the lesson, how far the learner is on each, and where to go on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import streamlit as st

from classroom.event import Event
from classroom.store import StoreAwayError
from lifecycle.errors import LifecycleError
from lifecycle.scenarios import SCENARIOS
from quizzes.errors import QuizError
from quizzes.ways import Way, ways
from ui import cached, kept
from ui.menu import PAGES, STEP_THROUGH, Entry
from ui.parts import away

if TYPE_CHECKING:
    from quizzes.next_step import NextStep
    from quizzes.progress import Place, State

_ON: Final = ":material/arrow_forward:"
_ICONS: Final = {
    "done": ":material/check_circle:",
    "begun": ":material/timelapse:",
    "not yet": ":material/radio_button_unchecked:",
}
_BESIDE: Final = ("break-a-stage", "own-data", "compare")
_TEACHING: Final = ("present", "playlist")
_ORDER: Final = (
    "New here? **First** Step through: it is the lesson itself. **Then** Visual quiz and Practice. "
    "**Last** Test, and Recall on the days after. All others fit in between, as you like."
)
_PAGES: Final = {entry.address: entry for entry in PAGES}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a learner stands: the state of each way, where to continue, and what to do next."""

    states: "Mapping[str, State]" = field(default_factory=dict)
    stopped: "Place | None" = None
    next: "NextStep | None" = None
    problem: str = ""


def standing() -> Standing:
    """Read from the log how the learner stands; a newcomer's log is empty."""
    kept.send()
    try:
        log = kept.events()
        return _told(log) if log else Standing()
    except (StoreAwayError, LifecycleError, QuizError):
        return Standing(
            problem="How far you are cannot be read at the moment, so the ways stand here without "
            "it. Nothing is lost: come back a little later."
        )


def _told(log: Sequence[Event]) -> Standing:
    from quizzes.next_step import next_step  # noqa: PLC0415  only who comes back waits for it
    from quizzes.progress import State, states, stopped_at  # noqa: PLC0415
    from quizzes.sitting import ANSWER, SUBMIT  # noqa: PLC0415

    answered = any(event.kind in {ANSWER, SUBMIT} for event in log)  # blanks of a test count too
    bank = cached.bank() if answered else None
    told = states(log, bank.from_source if bank else ())
    if set(told.values()) == {State.NOT_YET}:
        return Standing()
    known = {each.id: each for each in bank.questions} if bank else {}
    return Standing(told, stopped_at(log, told), next_step(log, known, told))


def start(stands: Standing) -> None:
    """Show a newcomer one clear start, and whoever comes back where to go on."""
    away.say()
    if stands.problem and not kept.unsent():  # with it one would have to stay, and not come back
        st.warning(stands.problem, icon=":material/cloud_off:")
    if stands.next:
        _go_on(stands.stopped, stands.next)
    else:
        _begin()


def _begin() -> None:
    st.markdown(
        "It is deployed, watched, and sometimes sent back to the beginning. Here you run that "
        "whole cycle yourself, one step at a time: a short program moves through six stages, "
        "and every step is carried out for real, on 35,549 field records, with a scikit-learn "
        "model that has to tell **which rodent is in the trap**."
    )
    if st.button("Start the walk", icon=_ON, width=280):
        st.switch_page(STEP_THROUGH.script)
    st.caption("About ten minutes. No registration, nothing to install.")


def _go_on(stopped: "Place | None", following: "NextStep") -> None:
    """Show where a learner stopped and what comes next; where that is the same way, only once."""
    same = stopped and (stopped.way.id, {}) == (following.page, following.parameters)
    if stopped:
        with st.container(border=True):
            reason = f" {following.reason}" if same else ""
            st.markdown(f"**Continue where you stopped**{_where(stopped)}.{reason}")
            _link(stopped.way.id, stopped.way.name, stopped.parameters)
    if not same:
        with st.container(border=True):
            st.markdown(f"**A good next step.** {following.reason}")
            _link(following.page, following.label, following.parameters)


def _link(page: str, label: str, parameters: Mapping[str, str]) -> None:
    st.page_link(_PAGES[page].script, label=label, icon=_ON, query_params=dict(parameters))


def _where(place: "Place") -> str:
    """Say in words at which place of its way somebody stopped, if it has places."""
    match place.parameters:
        case {"scenario": name, "step": row}:
            titles = {scenario.name: scenario.title for scenario in SCENARIOS}
            return f" at row {row} of “{titles.get(name, name)}”"
        case {"seed": seed, "number": number}:
            return f" in test {number} (seed {seed})"
    return ""


def menu(stands: Standing) -> None:
    """Show every way with its time and, if it can be told, how far the learner is on it."""
    if not stands.next:
        st.markdown(_ORDER)
    half = len(ways()) // 2
    left, right = st.columns(2, gap="medium")
    for column, some in ((left, ways()[:half]), (right, ways()[half:])):
        with column:
            for way in some:
                _way(way, stands)


def _way(way: Way, stands: Standing) -> None:
    state = stands.states.get(way.id, None if stands.problem else "not yet")
    told = f" · {state}" if state else ""
    with st.container(gap=None):
        st.page_link(
            _PAGES[way.id].script,
            label=f"**{way.name}** · {way.minutes} min{told}",
            icon=_ICONS[state] if state else _ON,
        )
        left = f" Done when {way.done}." if state == "begun" else ""
        st.caption(f"{way.line}{left}")


def beside() -> None:
    """Lead to the pages beside the ways, and to those for who teaches."""
    _links("More to try", _BESIDE)
    _links("For instructors", _TEACHING)


def _links(heading: str, addresses: Sequence[str]) -> None:
    entries: list[Entry] = [_PAGES[address] for address in addresses if address in _PAGES]
    if not entries:
        return
    st.header(heading, anchor=False)
    for column, entry in zip(st.columns(3), entries, strict=False):
        with column.container(gap=None):
            st.page_link(entry.script, label=entry.title, icon=_ON)
            st.caption(entry.help)
