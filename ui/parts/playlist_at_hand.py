"""The playlist at hand, which a click changes as it stands when the click arrives."""

from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st

from classroom.playlist import Playlist, PlaylistError

Change = Callable[[Playlist, int], tuple[Playlist, int]]
"""What becomes of a playlist and of the place that is chosen in it."""


@dataclass(slots=True)
class AtHand:
    """The playlist at hand, and the place of the moment that is chosen in it.

    It is one object, and the callbacks hold it.
    """

    note: Callable[[], None]
    """Says that something was clicked."""
    playlist: Playlist = field(default_factory=Playlist)
    chosen: int = 0
    changes: int = 0
    """How many there were: the browser may not have heard of the last one yet."""
    files: int = 0
    """How many files were read: the next one gets an uploader of its own."""
    sent: dict[str, object] = field(default_factory=dict)
    """What a moment's form said when it was last sent."""
    keep_sent: Callable[[], None] = lambda: None
    """Keeps what was sent of the form last drawn.

    Nothing else may be done before: what was sent may come in one message with the next click.
    """
    problems: dict[str, str] = field(default_factory=dict)
    moved: bool = False
    """Whether a click has changed the order or the choice, which is not announced yet."""
    lost: bool = False
    """Whether the button that was pressed, and had the focus, goes with the click."""

    def change(self, part: str, change: Change) -> bool:
        """Put another playlist in the place of this one; if that is refused, keep this one.

        The part of the page where it was asked for says why.
        """
        try:
            playlist, chosen = change(self.playlist, self.chosen)
        except PlaylistError as problem:
            self.problems[part] = str(problem)
            return False
        self.playlist = playlist
        self.chosen = max(0, min(chosen, len(playlist.moments) - 1))
        self.changes += 1
        return True

    def click(self, part: str, change: Change) -> None:
        """Change it because of a click, which goes before the address."""
        self.keep_sent()
        before = self.playlist.moments, self.chosen
        if self.change(part, change):
            self.note()
        self.moved |= before != (self.playlist.moments, self.chosen)

    def button(self, label: str, icon: str, change: Change, *, off: bool = False) -> None:
        """Offer a change that is never refused."""
        st.button(
            label,
            icon=f":material/{icon}:",
            disabled=off,
            on_click=self._press,
            args=(label, change),
        )

    def _press(self, label: str, change: Change) -> None:
        before = self.playlist.moments
        self.click(label, change)
        self.lost |= not (before and self.playlist.moments)

    def tell_problem(self, part: str) -> None:
        """Say once why a part of the page was refused what it asked for."""
        if problem := self.problems.pop(part, ""):
            st.error(problem, icon=":material/error:")
