"""A run over a learner's own table: the player, the evidence and what to take away."""

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

import streamlit as st

from lifecycle.evidence import Evidence, Number, Table
from lifecycle.own_data.errors import OwnDataError, shown
from lifecycle.words import own_words_of
from ui import address
from ui.clicks import turn
from ui.desk import ROOM, Desk
from ui.parts.evidence import report
from ui.parts.own_data import put_away, run_now, say_put_away
from ui.plain import foldable, plain
from ui.player import Named, player
from ui.session import predicts, step_in

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from lifecycle.own_data.deployment import Deployed
    from lifecycle.own_data.plan import Plan
    from lifecycle.own_data.walk import OwnWalk
    from ui.charts import Picture

_EVEN: Final = 0.5


@dataclass(frozen=True, slots=True)
class OwnTable:
    """A learner's table under the name of one of its runs."""

    name: str


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A place of a walk over a learner's table."""

    scenario: Named
    step: int
    predict: bool
    turns: int = 1


def run(desk: Desk, plan: "Plan | None") -> None:
    """Offer to run the stages as chosen, and run them."""
    walk = desk.walk
    done = walk is not None and walk.run.plan == plan
    st.button(
        "Run the six stages",
        key="own-run",
        icon=":material/play_arrow:",
        disabled=plan is None,
        on_click=run_now,
        args=(desk,),
    )
    if desk.run_now and plan and not done:
        with st.spinner("Running the six stages"):
            _execute(desk, plan)
        st.rerun()
    desk.run_now = False
    if walk:
        st.caption(
            "The run of these choices stands below."
            if done
            else "Below is still the run of the choices before."
        )


def _execute(desk: Desk, plan: "Plan") -> None:
    from lifecycle.own_data.walk import OwnWalk  # noqa: PLC0415  scikit-learn is slow to import

    with turn(ROOM.busy):
        desk.run_now, table = False, desk.table
        if table is None:
            return  # put away a moment ago; the page says so when it runs again
        desk.keep(OwnWalk.through(plan, table), table)
    desk.runs += 1
    st.query_params.pop("step", None)


def show(desk: Desk) -> None:
    """Show the newest run, if there is one."""
    walk = desk.walk
    if walk is None:
        return
    place = _place(desk, walk)
    plan = walk.run.plan
    st.header(
        f"Is the model of {plain(_span(plan.training))} still good in {plain(plan.watched)}?",
        anchor=False,
    )
    # Streamlit keeps what is below: not the run, or it would outlive its desk.
    player([walk], place, partial(_panel, desk, place))
    st.download_button(
        "Download the evidence (CSV)",
        partial(_written, desk),
        "evidence.csv",
        "text/csv",
        icon=":material/download:",
        on_click="ignore",
    )


def _span(periods: tuple[str, ...]) -> str:
    return periods[0] if len(periods) == 1 else f"{periods[0]} to {periods[-1]}"


def _place(desk: Desk, walk: "OwnWalk") -> OwnPlace:
    asked = {name: st.query_params[name] for name in ("step", "predict") if name in st.query_params}
    read = address.within(address.read(asked), len(walk.trace.steps))
    return OwnPlace(OwnTable(f"own-{desk.number}-{desk.runs}"), read.step, predicts(read))


def _written(desk: Desk) -> bytes:
    from lifecycle.own_data.download import evidence_csv  # noqa: PLC0415  pandas again

    walk = desk.walk
    return evidence_csv(walk.run.records) if walk else put_away(desk).encode()


def _panel(desk: Desk, place: OwnPlace) -> None:
    walk = desk.walk
    if walk is None:
        say_put_away(desk)
        return
    step = min(step_in(place), len(walk.run.records))
    if step == 0:
        st.markdown("Take the first step: what each stage does to your rows is shown here.")
        return
    from lifecycle.own_data.deployment import Deployed  # noqa: PLC0415  scikit-learn again
    from ui import charts  # noqa: PLC0415  plotly is slow to import, and the text comes first

    result = walk.run.records[step - 1]
    above, below, _ = report(step, result, plainly(result.evidence), own_words_of(result.stage))
    if isinstance(result, Deployed):
        with above:
            _ask(desk, result, below)
    elif picture := charts.own_picture(walk.run, step):
        with below:
            _draw(picture)


def plainly(told: Evidence) -> Evidence:
    """Make the words of a stranger in what a stage tells fit for Markdown."""
    return replace(
        told,
        sentence=plain(told.sentence),
        numbers=tuple(
            Number(*(plain(foldable(part)) for part in (each.label, each.value, each.note)))
            for each in told.numbers
        ),
        table=Table(
            told.table.title,
            told.table.header,
            tuple(tuple(plain(foldable(cell)) for cell in row) for row in told.table.rows),
        ),
    )


def _draw(picture: "Picture") -> None:
    figure, alt = picture
    st.plotly_chart(figure, key="own-picture", config={"displayModeBar": False}, alt=alt)
    st.caption(plain(alt))


def _ask(desk: Desk, deployed: "Deployed", below: "DeltaGenerator") -> None:
    """Let the learner ask the deployed model about a row, and draw what it answers."""
    from ui import charts  # noqa: PLC0415  plotly again

    columns = st.columns(2)
    measured = deployed.evaluated.trained.train.inputs
    values = {}
    for place, each in enumerate(deployed.inputs):
        key = f"own-ask-{desk.number}-{desk.runs}-{place}"
        # A box with a value of its own would take that again when somebody empties it.
        st.session_state.setdefault(key, float(measured[each.column].median()))
        given = columns[place % 2].number_input(
            plain(each.name),
            value=None,
            format="%g",
            key=key,
            help=f"From {each.least:g} to {each.most:g} in training.",
        )
        if given is not None:
            values[each.column] = given
    try:
        candidates = deployed.predict(values)
    except OwnDataError as refusal:
        st.info(plain(str(refusal)), icon=":material/edit:")
        return
    best = candidates[0]
    doubt = ", but is unsure" if best.probability < _EVEN else ""
    st.markdown(f"It answers **{plain(shown(best.label))}** with {best.probability:.0%}{doubt}.")
    with below:
        _draw(charts.own_answer(candidates))
