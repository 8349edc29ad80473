"""Widgets to choose a run by, for one run or for two, and an address that follows them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import streamlit as st

from lifecycle.algorithm import ALGORITHMS, algorithm_named
from lifecycle.lab.choices import HIGHEST_GATE, HIGHEST_SEED, LOWEST_GATE, YEARS, Choices
from lifecycle.lab.refusals import ChoiceError
from lifecycle.years import in_words
from ui import clicks
from ui.parts.panel import panel

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

_HOW_ALGORITHMS_DIFFER: Final = "\n".join(f"- A {each.noun} {each.how}." for each in ALGORITHMS)

_OLD_ADDRESS: Final = "The address of this page still names the choices before."

Read = tuple[tuple[Choices, ...], tuple[str, ...]]
"""What an address chooses for each run, and a notice for each value that makes no sense."""


@dataclass(frozen=True, slots=True)
class Chooser:
    """The widgets of one run. `called` tells them from those of another run on the page."""

    page: str
    called: str = ""

    def draw(self, *places: "DeltaGenerator") -> "DeltaGenerator":
        """Draw years, watched year, model, gate and seed, each in its place.

        Answers with the years' panel, which hides what stands below it while it is open.
        """
        train, watch, model, gate, seed = places
        years = st.session_state[self._key("train")]
        # A panel that was closed has not heard which years were set, and would answer with none:
        # they are set again, unless they were just chosen in it.
        if not st.session_state.pop(self._key("years"), False):
            st.session_state[self._key("train")] = years
        click = clicks.click(self.page)
        # Not a multiselect: on dark paper the years that it has taken can hardly be read.
        chosen = self._label(f"Trained on {in_words(years) if years else 'no year'}")
        inside = panel(train, self._label("Training years"), chosen)
        inside.pills(
            self._label("Training years"),
            YEARS,
            selection_mode="multi",
            key=self._key("train"),
            on_change=self._choose_years,
            args=(click,),
        )
        watch.selectbox(self._label("Watched year"), YEARS, key=self._key("watch"), on_change=click)
        model.selectbox(
            self._label("Model"),
            [algorithm.name for algorithm in ALGORITHMS],
            format_func=lambda name: algorithm_named(name).title,
            key=self._key("algorithm"),
            on_change=click,
            help=_HOW_ALGORITHMS_DIFFER,
        )
        gate.slider(
            self._label("Gate"),
            round(100 * LOWEST_GATE),
            round(100 * HIGHEST_GATE),
            format="%d%%",
            key=self._key("gate"),
            on_change=click,
            help="The least share of held-out animals that a model must name rightly to be let "
            "out.",
        )
        seed.number_input(
            self._label("Seed"),
            0,
            HIGHEST_SEED,
            step=1,
            key=self._key("seed"),
            on_change=click,
            help="Everything left to chance follows from it: the same seed gives the same run. "
            f"From 0 to {HIGHEST_SEED}.",
        )
        return inside

    def take(self, years: "DeltaGenerator") -> Choices:
        """Take what is chosen; why it cannot be run is said in the years' panel too.

        Raises:
            ChoiceError: It cannot be run.
        """
        try:
            return Choices(
                trained_on=tuple(st.session_state[self._key("train")]),
                watched=st.session_state[self._key("watch")],
                algorithm=algorithm_named(st.session_state[self._key("algorithm")]),
                gate_accuracy=st.session_state[self._key("gate")] / 100,
                seed=st.session_state[self._key("seed")],
            )
        except ChoiceError as refusal:
            years.error(f"{refusal} {_OLD_ADDRESS}", icon=":material/error:")
            raise

    def preset(self, choices: Choices) -> None:
        """Set the widgets before they are drawn."""
        st.session_state[self._key("train")] = list(choices.trained_on)
        st.session_state[self._key("watch")] = choices.watched
        st.session_state[self._key("algorithm")] = choices.algorithm.name
        st.session_state[self._key("gate")] = round(100 * choices.gate_accuracy)
        st.session_state[self._key("seed")] = choices.seed

    @property
    def is_set(self) -> bool:
        """Whether the session holds the widgets' values; it lets them go with their page."""
        return self._key("train") in st.session_state

    def _choose_years(self, click: Callable[[], None]) -> None:
        click()
        st.session_state[self._key("years")] = True

    def _key(self, widget: str) -> str:
        return f"{self.page}-{self.called}-{widget}"

    def _label(self, text: str) -> str:
        return f"{text} ({self.called})" if self.called else text


@dataclass(frozen=True, slots=True)
class Choosing:
    """A page's choosers and its address."""

    choosers: tuple[Chooser, ...]
    read: Callable[[Mapping[str, str]], Read]
    write: Callable[[tuple[Choices, ...]], dict[str, str]]

    def arrive(self) -> tuple[str, ...] | None:
        """Choose what the address names, when the address is new: a link, or Back.

        Answers with a notice for each value that makes no sense; None if the address is not new.
        A click goes before: the address that comes with it may be the one before the last click.
        """
        addressed = self._addressed()
        new = st.session_state.get(f"{self._page}-addressed") != addressed and self.obeyed
        if new or not self.choosers[0].is_set:
            for chooser, choices in zip(self.choosers, addressed[0], strict=True):
                chooser.preset(choices)
        st.session_state[f"{self._page}-addressed"] = addressed
        return addressed[1] if new else None

    def give_address(self, *chosen: Choices, **switches: bool) -> None:
        """Write the choices into the address, if it names others, and which switches are on."""
        if self._addressed()[0] == chosen:
            return
        on = {name: "1" for name, is_on in switches.items() if is_on}
        st.query_params.from_dict(self.write(chosen) | on)
        st.session_state[f"{self._page}-addressed"] = (chosen, ())

    def chose_others(self, *chosen: Choices) -> bool:
        """Say whether others were just chosen on the page than those that it drew last."""
        drawn = f"{self._page}-drawn"
        before = st.session_state.get(drawn)
        st.session_state[drawn] = chosen
        return self.clicked and before not in {None, chosen}

    @property
    def obeyed(self) -> bool:
        """Whether the address of this message is to be obeyed."""
        return clicks.obeyed(self._page)

    @property
    def clicked(self) -> bool:
        """Whether something was chosen on the page just now."""
        return not clicks.settled(self._page)

    @property
    def _page(self) -> str:
        return self.choosers[0].page

    def _addressed(self) -> Read:
        return self.read(st.query_params.to_dict())
