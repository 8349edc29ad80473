"""The live lab's choices in its address, the way to a comparison, and what can be taken away."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

import streamlit as st

from lifecycle.errors import LifecycleError
from lifecycle.lab.address import as_address, from_address, of_one_turn, two_as_address
from lifecycle.lab.choices import Choices
from ui import address, announced, cached, session
from ui.menu import COMPARE
from ui.parts import evidence
from ui.parts.choosing import Chooser, Choosing, Read

if TYPE_CHECKING:
    from lifecycle.run import Run
    from lifecycle.walk import Walk
    from ui.address import Place


def _read(parameters: Mapping[str, str]) -> Read:
    """Read the address; the player's turns are not those of the choices: here it is one."""
    choices, notices = from_address(of_one_turn(parameters))
    return (choices,), notices


def _write(chosen: tuple[Choices, ...]) -> dict[str, str]:
    (choices,) = chosen
    return of_one_turn(as_address(choices))


_CHOOSER: Final = Chooser("lab")
_CHOOSING: Final = Choosing((_CHOOSER,), _read, _write)
arrive = _CHOOSING.arrive


def changed_by_hand() -> bool:
    """Whether a choice was just changed on the page."""
    return _CHOOSING.clicked


def heading(choices: Choices) -> None:
    """Draw the question of a run, and announce it if other choices were just made."""
    question = choices.question
    with announced.part("lab-question", question if _CHOOSING.chose_others(choices) else ""):
        st.header(question, anchor=False)


def choose() -> Choices:
    """Take the choices, and give them their address; other choices are a walk from its start.

    Raises:
        ChoiceError: Something was chosen that cannot be run.
    """
    places = st.columns([3, 2, 3, 3, 2], gap="medium", vertical_alignment="bottom")
    chosen = _CHOOSER.take(_CHOOSER.draw(*places))
    _CHOOSING.give_address(chosen, predict=session.predicts(_addressed()))
    return chosen


def offer_comparison(choices: Choices) -> None:
    """Offer to lay another run beside this one."""
    st.page_link(
        COMPARE.script,
        label="Compare this run with another",
        icon=":material/compare_arrows:",
        query_params=two_as_address((choices, choices.otherwise)),
    )


def place_in(walk: "Walk") -> "Place":
    """Answer with the place of this walk that the address names, or with its start."""
    place = replace(_addressed(), scenario=walk.run.scenario)
    return address.within(place, len(walk.trace.steps))


def _addressed() -> "Place":
    """Read what of the address is the player's; the rest of it are the choices."""
    return address.read({name: st.query_params.get(name, "0") for name in ("step", "predict")})


def panel(choices: Choices, place: "Place") -> None:
    """Show the evidence of the step at hand.

    Streamlit keeps this for as long as a session lasts, so it holds the choices and no walk: of
    those there may be hundreds, each of some megabytes.
    """
    try:
        walk = cached.walk_as_chosen(choices)
    except LifecycleError as error:
        st.error(str(error), icon=":material/error:")
        return
    evidence.panel(walk, place, partial(cached.picture_as_chosen, choices), served=False)


def take_away(choices: Choices) -> None:
    """Offer the run's model card, evidence and pipeline; each is written when it is asked for."""
    from lifecycle.lab import takeaway  # noqa: PLC0415  scikit-learn takes a second to import

    name = choices.scenario.name
    st.header("Take it away", anchor=False)
    st.markdown(
        f"`python {takeaway.SCRIPT_NAME} {takeaway.RECORDS_NAME}` runs the same stages without "
        "this app, and prints a line for each evaluation and monitoring."
    )
    offered: list[tuple[str, str, str, Callable[[Run], str]]] = [
        ("Evidence (CSV)", f"{name}.csv", "text/csv", takeaway.evidence_csv),
        ("Pipeline (Python)", takeaway.SCRIPT_NAME, "text/x-python", takeaway.script),
        ("Its records (CSV)", takeaway.RECORDS_NAME, "text/csv", takeaway.records_csv),
    ]
    if card := takeaway.model_card(cached.walk_as_chosen(choices).run):
        offered.insert(0, ("Model card", f"{name}.md", "text/markdown", lambda _: card))
    with st.container(horizontal=True):
        for label, file, kind, write in offered:
            written = partial(_written, choices, write)
            st.download_button(
                label, written, file, kind, icon=":material/download:", on_click="ignore"
            )


def _written(choices: Choices, write: "Callable[[Run], str]") -> str:
    return write(cached.walk_as_chosen(choices).run)
