"""Home: the ways to learn the lesson, how far the learner is on each, and where to go on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import streamlit as st

from classroom.event import Event
from classroom.store import StoreAwayError
from lifecycle.errors import LifecycleError
from lifecycle.scenarios import scenario_named
from quizzes.errors import QuizError
from quizzes.ways import Way, ways
from ui import cached, kept
from ui.menu import PAGES, STEP_THROUGH, Entry

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
_PAGES: Final = {entry.address: entry for entry in PAGES}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a learner stands: the state of each way, where to continue, and what to do next."""

    states: "Mapping[str, State]" = field(default_factory=dict)
    stopped: "Place | None" = None
    next: "NextStep | None" = None
    problem: str = ""


def offered() -> list[Way]:
    """Answer with the ways that have a page."""
    return [way for way in ways() if way.id in _PAGES]


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

    answered = any(event.kind == "answer" for event in log)
    bank = cached.bank() if answered else None
    told = states(log, bank.from_source if bank else ())
    told = {way.id: told[way.id] for way in offered()}
    if set(told.values()) == {State.NOT_YET}:
        return Standing()
    known = {each.id: each for each in bank.questions} if bank else {}
    return Standing(told, stopped_at(log, told), next_step(log, known, told))


def start(stands: Standing) -> None:
    """Show a newcomer one clear start, and whoever comes back where to go on."""
    if stands.problem:
        st.warning(stands.problem, icon=":material/cloud_off:")
    if not stands.next:
        st.markdown(
            "It is deployed, watched, and sometimes sent back to the beginning. Here you run that "
            "whole cycle yourself, one step at a time: a short program moves through six stages, "
            "and every step is carried out for real, on 35,549 field records, with a scikit-learn "
            "model that has to tell **which rodent is in the trap**."
        )
        if st.button("Start the walk", icon=_ON, width=280):
            st.switch_page(STEP_THROUGH.script)
        st.caption("About ten minutes. No registration, nothing to install.")
        return
    if stands.stopped:
        with st.container(border=True):
            st.markdown("**Continue where you stopped**")
            _link(stands.stopped.way.id, _where(stands.stopped), stands.stopped.parameters)
    with st.container(border=True):
        st.markdown(f"**A good next step.** {stands.next.reason}")
        _link(stands.next.page, stands.next.label, stands.next.parameters)


def _link(page: str, label: str, parameters: Mapping[str, str]) -> None:
    st.page_link(_PAGES[page].script, label=label, icon=_ON, query_params=dict(parameters))


def _where(place: "Place") -> str:
    """Say a place in words."""
    match place.parameters:
        case {"scenario": name, "step": row}:
            return f"{place.way.name}: row {row} of “{scenario_named(name).title}”"
        case {"seed": seed, "number": number}:
            return f"{place.way.name} {number} of {seed}"
    return place.way.name


def menu(stands: Standing) -> None:
    """Show every way with its time and, if it can be told, how far the learner is on it."""
    own = offered()
    half = (len(own) + 1) // 2
    left, right = st.columns(2, gap="medium")
    for column, some in ((left, own[:half]), (right, own[half:])):
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
