"""The evidence panel: what the stage at hand did to the real data."""

import inspect
import sys
from functools import partial
from time import monotonic, sleep
from typing import TYPE_CHECKING, Final, Protocol, cast

import streamlit as st

from lifecycle.evidence import Evidence
from lifecycle.stage import DEPLOYMENT
from lifecycle.words import words_of
from lifecycle.years import in_words
from ui.parts.ask import ask
from ui.parts.picture import draw
from ui.session import step_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from streamlit.delta_generator import DeltaGenerator

    from lifecycle.stage import Stage
    from lifecycle.stages.deployment import Deployed
    from lifecycle.walk import Walk
    from ui.address import Place
    from ui.charts import Picture

    PictureOf = Callable[[int], Picture]
    Words = Sequence[tuple[str, str]]


class Done(Protocol):
    """What a stage did, in a module that has the stage's function too."""

    @property
    def stage(self) -> "Stage":
        """The stage that was done."""


_TEXT_FIRST: Final = 0.06
"""Seconds between the words and the picture: the browser paints what comes together at once,
and a picture takes it longer than all the words. What the words mean comes with the picture."""


def panel(
    walk: "Walk",
    place: "Place",
    picture_of: "PictureOf",
    *,
    served: bool = True,
    note: "Callable[[int], None] | None" = None,
) -> None:
    """Show the evidence for the step the player stands at: what goes below the player.

    `picture_of` draws the picture of a step; `served` says that the server's API knows the model;
    `note` is told the step that was taken as soon as its words are drawn: who reads them may leave.
    """
    step = min(step_in(place), len(walk.run.records))
    if step == 0:
        _before_the_first_step(walk)
        return
    result = walk.run.records[step - 1]
    words = words_of(result.stage, walk.run.scenario.algorithm)
    taken = partial(note, step) if note and step != place.step else None
    above, picture, below = report(step, result, result.evidence, words, meanwhile=taken)
    if result is walk.run.refused or result.stage is not DEPLOYMENT:
        with picture:
            draw(picture_of(step))
        return
    with above:
        deployed, elsewhere = cast("Deployed", result), below if served else None
        ask(deployed, walk.run, step, picture=picture, below=elsewhere)


def report(
    step: int,
    result: Done,
    told: Evidence,
    words: "Words",
    meanwhile: "Callable[[], None] | None" = None,
) -> "tuple[DeltaGenerator, DeltaGenerator, DeltaGenerator]":
    """Show all of a stage's evidence but its picture; answer with the picture's place.

    There is one above it and one below it too. The picture comes a moment after the words, and
    `meanwhile` is done in that moment.
    """
    st.header(f"Evidence of step {step}: {result.stage}", anchor=False)
    st.markdown(told.sentence)
    _numbers(told)
    left, right = st.columns([3, 2], gap="large")
    # One place for the picture of every stage: where the next is drawn, the last one leaves.
    places = left.container(), left.container(), left.container()
    with right:
        _table(told)
        meanings = st.expander("What do these words mean?", expanded=True)
    code = st.expander("Show the code of this stage", on_change="rerun", key="code")
    if code.open:
        called = getattr(sys.modules[type(result).__module__], result.stage.verb)
        code.markdown(f"What the program calls `{result.stage.verb}`:")
        _code(code, inspect.getsource(called))
        whole = code.expander("The whole module", on_change="rerun", key="module")
        if whole.open:
            _code(whole, inspect.getsource(sys.modules[called.__module__]))
    picture_from = monotonic() + _TEXT_FIRST
    if meanwhile:
        meanwhile()
    sleep(max(0, picture_from - monotonic()))
    meanings.markdown("\n".join(f"- :small[**{word}**: {means}]" for word, means in words))
    return places


def _code(place: "DeltaGenerator", source: str) -> None:
    # Without colours: those of Streamlit's highlighter have too little contrast on any paper.
    place.code(source, language=None, wrap_lines=True)


def _before_the_first_step(walk: "Walk") -> None:
    turn = walk.run.scenario.turns[0]
    years = in_words(turn.trained_on)
    st.header("What is this about?", anchor=False)
    st.markdown(
        "In the desert of Arizona, field biologists set traps, and weigh and measure every rodent "
        f"they find in them. From the records of {years}, a model learns to name the species from "
        f"two numbers, the weight and the length of the hind foot. Then it meets the animals of "
        f"{turn.watched}. Take the first step: what each stage does to the records is shown here."
    )


def _numbers(evidence: Evidence) -> None:
    for column, number in zip(st.columns(3), evidence.numbers, strict=False):
        column.metric(number.label, number.value)
        column.caption(number.note)


def _table(evidence: Evidence) -> None:
    table = evidence.table
    st.markdown(f"**{table.title}**")
    st.table(
        [dict(zip(table.header, row, strict=True)) for row in table.rows],
        border="horizontal",
        hide_index=True,
        alt=table.title,
    )
