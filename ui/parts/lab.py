"""The live lab's choices: widgets that the address presets, and an address that follows them."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import streamlit as st

from lifecycle.algorithm import ALGORITHMS, algorithm_named
from lifecycle.lab.address import as_address, from_address
from lifecycle.lab.choices import HIGHEST_GATE, HIGHEST_SEED, LOWEST_GATE, YEARS, Choices
from lifecycle.years import in_words
from ui import address

if TYPE_CHECKING:
    from lifecycle.walk import Walk
    from ui.address import Place

_ADDRESSED: Final = "lab-addressed"
_CLICKED: Final = "lab-clicked"
_TRAIN, _WATCH, _ALGORITHM, _GATE, _SEED = (
    f"lab-{name}" for name in ("train", "watch", "algorithm", "gate", "seed")
)
_OF_THE_PLAYER: Final = ("step", "predict")


def arrive() -> tuple[str, ...] | None:
    """Choose what the address names, when the address is new: a link, or Back.

    Answers with a notice for each value that makes no sense; None if the address is not new.
    A click goes before: the address that comes with it may be the one before the last click.
    """
    addressed = _addressed()
    clicked = st.session_state.pop(_CLICKED, False)
    new = st.session_state.get(_ADDRESSED) != addressed and not clicked
    if new or _TRAIN not in st.session_state:
        _preset(addressed[0])
    st.session_state[_ADDRESSED] = addressed
    return addressed[1] if new else None


def choose() -> Choices:
    """Take the choices, and give them their address.

    Raises:
        ChoiceError: Something was chosen that cannot be run.
    """
    train, watch, model, gate, seed = st.columns(
        [3, 2, 3, 3, 2], gap="medium", vertical_alignment="bottom"
    )
    trained_on = in_words(st.session_state[_TRAIN]) if st.session_state[_TRAIN] else "no year"
    # Not a multiselect: on dark paper the years that it has taken can hardly be read.
    with train.popover(f"Trained on {trained_on}", width="stretch"):
        st.pills("Training years", YEARS, selection_mode="multi", key=_TRAIN, on_change=_click)
    watch.selectbox("Watched year", YEARS, key=_WATCH, on_change=_click)
    model.selectbox(
        "Model",
        [algorithm.name for algorithm in ALGORITHMS],
        format_func=lambda name: algorithm_named(name).title,
        key=_ALGORITHM,
        on_change=_click,
        help=_differences(),
    )
    gate.slider(
        "Gate",
        round(100 * LOWEST_GATE),
        round(100 * HIGHEST_GATE),
        format="%d%%",
        key=_GATE,
        on_change=_click,
        help="The least share of held-out animals that a model must name rightly to be let out.",
    )
    seed.number_input(
        "Seed",
        0,
        HIGHEST_SEED,
        step=1,
        key=_SEED,
        on_change=_click,
        help="Everything left to chance follows from it: the same seed gives the same run.",
    )
    chosen = Choices(
        trained_on=tuple(st.session_state[_TRAIN]),
        watched=st.session_state[_WATCH],
        algorithm=algorithm_named(st.session_state[_ALGORITHM]),
        gate_accuracy=st.session_state[_GATE] / 100,
        seed=st.session_state[_SEED],
    )
    _give_address(chosen)
    return chosen


def place_in(walk: "Walk") -> "Place":
    """Answer with the place of this walk that the address names, or with its start."""
    asked = {name: st.query_params[name] for name in _OF_THE_PLAYER if name in st.query_params}
    place = replace(address.read(asked), scenario=walk.run.scenario)
    return address.within(place, len(walk.trace.steps))


def take_away(walk: "Walk") -> None:
    """Offer the run's model card, evidence and pipeline; each is written when it is asked for."""
    from lifecycle.lab import takeaway  # noqa: PLC0415  scikit-learn takes a second to import

    run, name = walk.run, walk.run.scenario.name
    st.header("Take it away", anchor=False)
    st.markdown(
        f"`python {takeaway.SCRIPT_NAME} {takeaway.RECORDS_NAME}` runs the same stages without "
        "this app, and prints a line for each evaluation and monitoring."
    )
    offered = [
        ("Evidence (CSV)", f"{name}.csv", "text/csv", lambda: takeaway.evidence_csv(run)),
        ("Pipeline (Python)", takeaway.SCRIPT_NAME, "text/x-python", lambda: takeaway.script(run)),
        ("Its records (CSV)", takeaway.RECORDS_NAME, "text/csv", lambda: takeaway.records_csv(run)),
    ]
    if card := takeaway.model_card(run):
        offered.insert(0, ("Model card", f"{name}.md", "text/markdown", lambda: card))
    with st.container(horizontal=True):
        for label, file, kind, written in offered:
            st.download_button(
                label, written, file, kind, icon=":material/download:", on_click="ignore"
            )


def _addressed() -> tuple[Choices, tuple[str, ...]]:
    """Read the address; the player's turns are not those of the choices: here it is one."""
    return from_address({k: v for k, v in st.query_params.items() if k != "turns"})


def _preset(choices: Choices) -> None:
    st.session_state[_TRAIN] = list(choices.trained_on)
    st.session_state[_WATCH] = choices.watched
    st.session_state[_ALGORITHM] = choices.algorithm.name
    st.session_state[_GATE] = round(100 * choices.gate_accuracy)
    st.session_state[_SEED] = choices.seed


def _click() -> None:
    st.session_state[_CLICKED] = True


def _give_address(chosen: Choices) -> None:
    """Write the choices into the address; other choices are another walk, from its start."""
    if _addressed()[0] == chosen:
        return
    kept = {"predict": "1"} if st.query_params.get("predict") == "1" else {}
    written = {name: value for name, value in as_address(chosen).items() if name != "turns"}
    st.query_params.from_dict(written | kept)
    st.session_state[_ADDRESSED] = (chosen, ())


def _differences() -> str:
    return "\n".join(f"- A {each.noun} {each.how}." for each in ALGORITHMS)
