"""The test that an address names: begun, sat, and its verdict when it is handed in."""

import secrets
from collections.abc import Sequence
from typing import Final

import streamlit as st

from classroom.event import Event
from classroom.store import StoreAwayError
from quizzes.sitting import START, SUBMIT
from ui import kept
from ui.address import KEY as _KEY
from ui.address import MOST_TESTS, Paper
from ui.parts import away, verdict
from ui.parts.sitting import AT, TURNED, begin, sit, test_in

_OWN, _SHARED = "own", "shared"
_SEED: Final = "test-seed"


def paper(asked: Paper | None) -> None:
    """Show the test that the address names, or offer to begin one."""
    if asked is None:
        _offer(away.events())
        return
    own = away.events(asked.sitting, unless=lambda own: bool(test_in(own).asked))
    test = test_in(own)
    if not any(event.kind == START for event in own):
        _invite(asked)
    elif not test.attempts:
        st.session_state.pop(TURNED, None)
        st.info("The questions of this test are no longer in the bank.", icon=":material/info:")
    elif test.asked:
        sit(asked)
    else:
        handed_in = next(event for event in reversed(own) if event.kind == SUBMIT)
        turned = st.session_state.pop(TURNED, False)
        verdict.show(asked.sitting, test, handed_in.at, turned=turned)
    if not test.asked:
        st.button("Take another test", on_click=_begin, icon=":material/redo:")


def _offer(log: Sequence[Event]) -> None:
    st.markdown(
        "Ten questions, easy to hard, over all six stages. You can move back and forth, flag a "
        "question and change your answers until you hand the test in. There are hints; an answer "
        "found with one counts less. Then you learn what your answers show, how sure that is, and "
        "where in the lesson each mistake is put right. If ten answers leave it open, three more "
        "questions are offered."
    )
    st.button("Begin a test", icon=":material/play_arrow:", on_click=_begin)
    begun = [event for event in log if event.kind == START and event.sitting.startswith(_KEY)]
    for event in reversed(begun):
        seed, number = _seed_and_number(event)
        handed_in = any(e.kind == SUBMIT and e.sitting == event.sitting for e in log)
        told = "handed in" if handed_in else "go on with it"
        with st.container(gap=None):  # in one line, a phone would cut off its end
            st.button(  # a link to the page one is on leaves the address as it was
                f"Test {number} (seed {seed}): {told}",
                type="tertiary",
                icon=":material/arrow_forward:",
                key=f"open-{event.sitting}",
                on_click=_open,
                args=(Paper(seed, number),),
            )
            st.caption(f"Begun {kept.local(event.at):%d %B %Y, %H:%M}")


def _seed_and_number(begun: Event) -> tuple[str, int]:
    seed, _, number = begun.sitting.removeprefix(_KEY).rpartition("-")
    return seed, int(number)


def _begin() -> None:
    """Open the learner's next test: the next of their own seed, which asks what was not asked yet.

    One that was begun and not touched yet is opened again: so a double click begins one test.
    After the last test of a seed, and before the first, comes the first one of a new seed.
    """
    try:
        log = kept.events()
    except StoreAwayError:
        return  # the page will say so
    begun = [event for event in log if event.kind == START and event.value.startswith(_OWN)]
    seed, number = _seed_and_number(begun[-1]) if begun else ("", MOST_TESTS)
    started = {event.sitting for event in log if event.kind == START}
    touched = {event.sitting for event in log if event.kind != START}
    if not begun or begun[-1].sitting in touched:
        number += 1
        while Paper(seed, number).sitting in started:  # by its address
            number += 1
    if number > MOST_TESTS:
        key = f"{_SEED}-{seed}"
        seed = st.session_state.setdefault(key, secrets.token_hex(3))  # a second click's too
        number = 1
    new = Paper(seed, number)
    begin(new, _OWN)
    _open(new)


def _open(asked: Paper) -> None:
    st.query_params.from_dict(asked.address)
    st.session_state[TURNED] = True
    st.session_state.pop(AT, None)


def _invite(asked: Paper) -> None:
    limit = f" You have {asked.minutes} minutes." if asked.minutes else ""
    st.markdown(
        f"This is test {asked.number} (seed **{asked.seed}**): whoever opens this address gets the "
        f"same ten questions.{limit}"
    )
    st.button(
        "Begin this test",
        icon=":material/play_arrow:",
        on_click=begin,
        args=(asked, _SHARED),
    )
