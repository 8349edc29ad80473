"""The live lab's timeline: one year after another, drawn as it grows, and stopped at will."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

import streamlit as st

from lifecycle.beside import beside
from lifecycle.errors import LifecycleError
from lifecycle.lab.choices import LAST_YEAR, Choices
from lifecycle.years import in_words
from ui import announced, turned
from ui.clicks import click
from ui.parts.picture import draw
from ui.unfolding import Unfolding

if TYPE_CHECKING:
    from lifecycle.lab.timeline import Timeline, Version
    from ui.charts import Picture

_UNFOLDED: Final = "lab-unfolded"
"""For which choices, how many years are over, and whether the next one is to follow."""
_PROBLEM: Final = "lab-years-problem"
"""Why the next year could not be worked out, until it is said."""
_PRESSED: Final = "lab-years-pressed"
"""That the years were just begun or stopped: a button that is off has no focus."""
_RESTED: Final = "lab-years-rested"
"""That the years have just come to their end, or were stopped."""
_SAID_EVERY: Final = 5
"""Years: each of them would be said long after it has passed."""
_TICK: Final = 0.1
"""Seconds from one year to the next, if the next one takes no longer itself."""


def every_year(choices: Choices) -> None:
    """Offer to train, watch and train again, year after year, to the end of the records."""
    pressed = st.session_state.pop(_PRESSED, False)
    with turned.part("years-seen", turned=pressed):  # the picture would grow below the screen
        _every_year(choices, pressed=pressed)


def _every_year(choices: Choices, *, pressed: bool) -> None:
    first = choices.trained_on[-1] + 1
    turned.heading(f"Every year up to {LAST_YEAR}", "every-year", lost=pressed)
    st.markdown(
        f"Watch the first model from {first} on, year after year. Whenever Monitoring calls for "
        "it, a new model learns the newest two years. If it passes the gate, both are asked about "
        "the same animals, and it replaces the old one if the whole interval of its gain lies "
        "above 0. If it does not pass, nobody asks whether the old one does worse. As long as no "
        "model has passed the gate, a new one is tried every year."
    )
    years, going = _unfolded(choices)
    with st.container(horizontal=True):
        st.button(
            "Unfold the years" if years in {0, LAST_YEAR - first + 1} else "Go on",
            icon=":material/play_arrow:",
            disabled=going or years > LAST_YEAR - first,
            on_click=_go,
            args=(choices, years),
        )
        st.button("Stop", icon=":material/stop:", disabled=not going, on_click=_stop)
    if problem := st.session_state.pop(_PROBLEM, None):
        st.error(problem, icon=":material/error:")
    if years or going:
        st.fragment(_a_year_more, run_every=_TICK if going else None)(choices)


def _a_year_more(choices: Choices) -> None:
    """Let a year pass, if the timeline is going, and draw how it stands."""
    years, going = _unfolded(choices)
    try:
        told = _YEARS.after(choices, years + going)
    except LifecycleError as error:
        if not going:
            st.error(str(error), icon=":material/error:")
            return
        st.session_state[_PROBLEM] = str(error)
        _keep(choices, years, going=False)
        st.rerun()
    going_on = going and told.year < LAST_YEAR
    if going:
        _keep(choices, years + 1, going=going_on)
    rested = st.session_state.pop(_RESTED, False) and not going
    said = rested or (going_on and told.year % _SAID_EVERY == 0)
    with announced.part("years", f"{told.year} is over." if said else ""):
        _draw(told)
    if going and not going_on:
        st.session_state[_RESTED] = True
        st.rerun()


@dataclass(frozen=True, slots=True)
class _Told:
    """What the page says of a timeline: it holds none of the records behind it."""

    share: float
    year: int
    story: tuple[str, ...]
    picture: "Picture | None"
    tables: tuple[tuple[str, list[dict[str, str]]], ...]
    kept_out: list[dict[str, str]]

    @classmethod
    def of(cls, timeline: "Timeline") -> Self:
        from lifecycle.lab.story import story  # noqa: PLC0415  scikit-learn is slow to import
        from ui import charts  # noqa: PLC0415  plotly is slow to import, and the text comes first

        against = f"The years, against a gate of {timeline.choices.gate.accuracy:.0%}"
        tables = ((against, _years(timeline)), ("The versions", _versions(timeline)))
        return cls(
            timeline.share,
            timeline.year,
            story(timeline),
            charts.years(timeline) if timeline.watched else None,
            tuple((title, rows) for title, rows in tables if rows),
            _kept_out(timeline),
        )


_YEARS: Final = Unfolding(_Told.of, most_told=64, most=256 * 2**20)
"""Every learner's years. A timeline weighs up to 71 MB; what is told of 26 years takes 2.4."""


def _draw(told: _Told) -> None:
    st.progress(told.share, f"{told.year} is over")
    st.markdown("\n".join(f"- {sentence}" for sentence in told.story))
    if told.picture:
        draw(told.picture, key="years")
    for title, rows in told.tables:
        _table(title, rows)
    if told.kept_out:
        title = "Models that were kept out"
        with st.expander(f"{title}: {len(told.kept_out)}"):
            _table(title, told.kept_out)


def _years(timeline: "Timeline") -> list[dict[str, str]]:
    gate = timeline.choices.gate.accuracy
    return [
        {
            "Year": str(watched.year),
            "Version": watched.version,
            "Named rightly": f"{beside(watched.accuracy, gate)} of {watched.rows:,}",
            "95% interval": watched.interval.beside(gate),
            "Monitoring": watched.decision.words.partition(",")[0],
        }
        for watched in timeline.watched
    ]


def _versions(timeline: "Timeline") -> list[dict[str, str]]:
    return [
        {
            "Version": each.name,
            "Trained on": in_words(each.trained_on),
            "In service": _service(each),
            "Why": each.why,
        }
        for each in timeline.versions
    ]


def _kept_out(timeline: "Timeline") -> list[dict[str, str]]:
    return [
        {
            "Trained on": in_words(each.trained_on),
            "Stayed in service": each.in_service or "none",
            "Why": each.why,
        }
        for each in timeline.kept_out
    ]


def _service(version: "Version") -> str:
    if version.until is None:
        return f"from {version.since} on"
    return in_words(range(version.since, version.until + 1))


def _table(title: str, rows: list[dict[str, str]]) -> None:
    st.markdown(f"**{title}**")
    st.table(rows, border="horizontal", hide_index=True, alt=title)


def _unfolded(choices: Choices) -> tuple[int, bool]:
    """Say how many years of these choices are over, and whether the next one is to follow."""
    unfolded, years, going = st.session_state.get(_UNFOLDED, (choices, 0, False))
    return (years, going) if unfolded == choices else (0, False)


def _keep(choices: Choices, years: int, *, going: bool) -> None:
    st.session_state[_UNFOLDED] = (choices, years, going)


def _go(choices: Choices, years: int) -> None:
    click()()
    st.session_state[_PRESSED] = True
    _keep(choices, years, going=True)


def _stop() -> None:
    click()()
    st.session_state[_PRESSED] = st.session_state[_RESTED] = True
    choices, years, _ = st.session_state[_UNFOLDED]
    _keep(choices, years, going=False)
