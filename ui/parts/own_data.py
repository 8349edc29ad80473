"""A learner's own table: the file, and the choices of what is learnt from it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

import streamlit as st
from streamlit.runtime.uploaded_file_manager import DeletedFile

from lifecycle.decision import GATE, Gate
from lifecycle.errors import LifecycleError
from lifecycle.own_data.errors import shown
from lifecycle.own_data.refused_files import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, RefusedFileError
from lifecycle.own_data.refused_plans import RefusedPlanError
from ui.clicks import click, held, turn
from ui.desk import ROOM, Desk
from ui.parts.panel import panel
from ui.plain import plain
from ui.uploads import forget_files

if TYPE_CHECKING:
    from lifecycle.own_data.plan import Plan
    from lifecycle.own_data.table import CsvTable

EXAMPLE: Final = "rodents.csv"
_TAKEN: Final = "own-taken"

Choice = str | int | tuple[str, str] | list[str] | None


@dataclass(slots=True)
class _Taken:
    """What has come of the files, which the callbacks change."""

    files: int = 0
    """How many were read: the next one gets an uploader of its own."""
    desk: Desk | None = None
    refused: str = ""
    """Why the last file was not taken, if it was not."""
    example_asked: bool = False
    """Whether the example is to be taken as soon as the page is drawn."""


def desk() -> Desk | None:
    """Ask for a file, and answer with what lies on the learner's desk, if anything does."""
    taken = held(_TAKEN, _Taken)
    left, right = st.columns([3, 2], gap="large", vertical_alignment="bottom")
    key = f"own-file-{taken.files}"
    file = left.file_uploader(
        f"Your table: CSV in UTF-8, at most {MOST_ROWS:,} rows and {MOST_COLUMNS} columns",
        key=key,
        max_upload_size=MOST_BYTES // 1024**2,
        on_change=click(),
    )
    right.button(
        "Try it with an example",
        icon=":material/play_arrow:",
        on_click=_ask_for_example,
        args=(taken,),
        width="stretch",
    )
    right.download_button(
        "Download the example",
        _example,
        EXAMPLE,
        "text/csv",
        icon=":material/download:",
        on_click="ignore",
        width="stretch",
        help="Trap records of three years: a pattern for a table of your own.",
    )
    if file is not None or taken.example_asked:
        with st.spinner("Reading the table"):
            if file is not None:
                _take(taken, file.name, file.getvalue)
            else:
                _take(taken, EXAMPLE, _example, run=True)
        st.rerun()
    if isinstance(st.session_state[key], DeletedFile):
        sentence = "Many files came in at once, and yours had to make room: choose it again."
        st.warning(sentence, icon=":material/info:")
    if taken.refused:
        st.error(taken.refused, icon=":material/error:")
    return _used(taken.desk)


def _used(there: Desk | None) -> Desk | None:
    if there is None:
        return None
    if there.table is None:
        say_put_away(there)
        return None
    ROOM.use(there)
    return there


def say_put_away(desk: Desk) -> None:
    """Say that a table made room for those of others, and ask for it again."""
    st.warning(plain(put_away(desk)), icon=":material/info:")


def put_away(desk: Desk) -> str:
    """Answer with the sentence about a table that made room for those of others."""
    return (
        f"{shown(desk.name)} was put away, because the tables of others needed the room: "
        "choose the file again."
    )


def _example() -> bytes:
    from lifecycle.own_data.example import example_csv  # noqa: PLC0415  pandas is slow to import

    return example_csv()


def _ask_for_example(taken: _Taken) -> None:
    click()()
    taken.example_asked = True


def run_now(desk: Desk) -> None:
    """Have the table run as soon as its page is drawn."""
    click()()
    desk.run_now = True


def _take(taken: _Taken, name: str, read: Callable[[], bytes], *, run: bool = False) -> None:
    """Put a table on the desk; a file that is refused leaves there what there was.

    Nothing changes before its turn; after a click meanwhile the next run asks for it once more.
    """
    from lifecycle.own_data.reading import read_csv  # noqa: PLC0415  the same
    from lifecycle.own_data.suggestion import suggest  # noqa: PLC0415

    with turn(ROOM.busy):
        taken.example_asked = False  # a file that came later goes before it
        try:
            content = read()
            table = read_csv(content)
            suggestion = suggest(table)
        except RefusedFileError as refusal:
            taken.refused = f"**{plain(shown(name))}** {plain(str(refusal))}"
        except LifecycleError as problem:  # the example's records are missing or damaged
            taken.refused = plain(str(problem))
        else:
            size = len(content)
            taken.desk = Desk(taken.files + 1, name, size, table, suggestion, run_now=run)
            taken.refused = ""
        taken.files += 1  # the next file gets an uploader of its own: this one goes
    forget_files()


def choose(desk: Desk) -> "Plan | None":
    """Take the choices, which begin as suggested; nothing if they cannot be run, which is said."""
    table, guess = desk.table, desk.suggestion
    if table is None:  # since a moment ago
        say_put_away(desk)
        return None
    state = st.session_state
    desk.chosen |= {key: state[key] for key in desk.chosen if key in state}
    st.header(f"{plain(shown(desk.name))}: {table.rows:,} rows", anchor=False)
    label, inputs, period = st.columns(3, gap="medium", vertical_alignment="bottom")
    with label:
        chosen_label = _select(desk, "Label", table.names, guess.label, _HELP["label"])
    with inputs:
        chosen_inputs = _inputs(desk, table, guess.inputs)
    with period:
        chosen_period = _select(desk, "Period", table.names, guess.period, _HELP["period"])
    if chosen_label is None or chosen_period is None:
        missing = "label" if chosen_label is None else "period"
        st.info(f"Choose the column of the {missing}.", icon=":material/edit:")
        return None
    try:
        return _plan(desk, table, chosen_label, chosen_inputs, chosen_period)
    except RefusedPlanError as refusal:
        st.error(plain(str(refusal)), icon=":material/error:")
        return None


_HELP: Final = {
    "label": "What the model learns to name: a column of a few kinds, such as a species.",
    "period": "Whole numbers, quarters (1997-Q2), months (1997-05) or dates (1997-05-31).",
    "inputs": "What is known before the label is. A column that gives the label away spoils all.",
}


def _plan(
    desk: Desk, table: "CsvTable", label: str, inputs: tuple[str, ...], period: str
) -> "Plan":
    from lifecycle.own_data.plan import (  # noqa: PLC0415  pandas again
        LARGEST_SEED,
        Plan,
        check,
        periods_of,
    )

    sizes = periods_of(table, period).sizes
    names = list(sizes)
    training, watched, accuracy, above, seed = st.columns(
        [4, 3, 3, 3, 2], gap="medium", vertical_alignment="bottom"
    )
    with training:
        first, last = _range(desk, period, names)
    with watched:
        later = names[names.index(last) + 1 :] or names[-1:]  # if none is, the check says so
        chosen = _keep(desk, f"Watched period of {period}", names[-1])
        if st.session_state[chosen] not in later:
            st.session_state[chosen] = later[-1]
        watch = st.selectbox(
            "Watched period",
            later,
            key=chosen,
            format_func=lambda name: f"{name} ({sizes[name]:,} rows)",
            help="The deployed model meets its rows; it comes after all that was trained on.",
            on_change=click(),
        )
    with accuracy:
        least = _percent(desk, "Gate: accuracy", "%d%%", GATE.accuracy, _LEAST)
    with above:
        more = _percent(desk, "Gate: above baseline", "%d points", GATE.above_baseline, _ABOVE)
    with seed:
        key = _keep(desk, "Seed", 0)
        begun = st.number_input(
            "Seed",
            0,
            LARGEST_SEED,
            step=1,
            key=key,
            help=_SEED.format(LARGEST_SEED),
            on_change=click(),
        )
    plan = Plan(
        label,
        inputs,
        period,
        tuple(names[names.index(first) : names.index(last) + 1]),
        watch,
        Gate(least, more),
        begun,
    )
    if plan != desk.fits:
        check(plan, table)
        desk.fits = plan
    return plan


_TRAINING: Final = "The model learns from the rows of these and of all between them."
_LEAST: Final = "The least share of held-out rows that a model must name rightly to be let out."
_ABOVE: Final = "How many points more than always naming the commonest label it must reach."
_SEED: Final = (
    "Everything left to chance follows from it: the same seed gives the same run. From 0 to {}."
)


def _select(
    desk: Desk, name: str, options: tuple[str, ...], guess: str | None, explained: str
) -> str | None:
    key = _keep(desk, name, guess)
    return st.selectbox(
        name,
        options,
        index=None,
        key=key,
        format_func=titles(options).__getitem__,
        placeholder="Choose a column",
        help=explained,
        on_change=click(),
    )


def _inputs(desk: Desk, table: "CsvTable", guess: tuple[str, ...]) -> tuple[str, ...]:
    key = _keep(desk, "Inputs", list(guess))
    count = len(st.session_state[key])
    titled = titles(table.names)
    # Not a multiselect: on dark paper what it has taken can hardly be read.
    with panel(st.container(), "Inputs", f"{count} {'input' if count == 1 else 'inputs'}"):
        chosen = st.pills(
            "Inputs",
            table.names,
            selection_mode="multi",
            key=key,
            format_func=lambda name: plain(titled[name]),
            help=_HELP["inputs"],
            on_change=click(),
        )
    return tuple(chosen)


def titles(names: tuple[str, ...]) -> dict[str, str]:
    """Answer with what each column is called in a list; those that look alike get their place."""
    alike = Counter(map(shown, names))
    return {
        name: f"{shown(name)} (column {place})" if alike[shown(name)] > 1 else shown(name)
        for place, name in enumerate(names, start=1)
    }


def _range(desk: Desk, period: str, names: list[str]) -> tuple[str, str]:
    key = f"own-{desk.number}-Training periods of {period}"
    # Not set through the session: only one that is given a pair has two handles.
    usual = cast("tuple[str, str]", desk.chosen.setdefault(key, (names[0], names[-2])))
    return st.select_slider(
        "Training periods", names, usual, key=key, help=_TRAINING, on_change=click()
    )


def _percent(desk: Desk, name: str, written: str, usual: float, explained: str) -> float:
    key = _keep(desk, name, round(100 * usual))
    asked = st.slider(name, 0, 100, format=written, key=key, help=explained, on_change=click())
    return asked / 100


def _keep(desk: Desk, name: str, usual: Choice) -> str:
    """Answer with a widget's key, set to what was chosen last: Streamlit forgets the hidden."""
    key = f"own-{desk.number}-{name}"
    st.session_state.setdefault(key, desk.chosen.setdefault(key, usual))
    return key
