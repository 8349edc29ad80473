"""A playlist: moments of the lesson in an instructor's order, each an address with notes."""

import re
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import parse_qsl

from classroom.errors import ClassroomError

MOST_MOMENTS: Final = 100
MOST_MINUTES: Final = 240
HIGHEST_STEP: Final = 99
LONGEST: Final = {"title": 100, "address": 300, "note": 1_000, "question": 300, "answer": 1_000}
"""How many characters each text may have."""

_ADDRESS: Final = re.compile(r"(?P<page>[a-z0-9-]+)(\?(?P<query>[!-~]*?))?(#(?P<cell>[\w.]+))?")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class PlaylistError(ClassroomError):
    """Something is wrong with a playlist, or with one part of it; `part` says where."""

    def __init__(self, part: str, reason: str) -> None:
        self.part = part
        super().__init__(f"{part[0].upper()}{part[1:]} {reason}.")


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment: what to open, and what to say and ask there.

    `address` is one of this app's, below its root, such as `step-through?step=3`. `until` is the
    last step of the walk that is shown in this moment; without it that is the step of the
    address, or the whole walk if the address names no step.

    Raises:
        PlaylistError: A part is too long or no plain text, or the address is not of this app.
    """

    address: str
    until: int | None = None
    note: str = ""
    question: str = ""
    answer: str = ""
    minutes: int = 0

    def __post_init__(self) -> None:
        """Refuse what cannot be kept."""
        for part in ("address", "note", "question", "answer"):
            _check_text(f"the {part}", getattr(self, part), LONGEST[part])
        if not _ADDRESS.fullmatch(self.address):
            raise PlaylistError("the address", "is none of this app's, such as step-through?step=3")
        if not 0 <= self.minutes <= MOST_MINUTES:
            raise PlaylistError("the minutes", f"are a whole number from 0 to {MOST_MINUTES}")
        if self.until is not None and not 0 <= self.until <= HIGHEST_STEP:
            raise PlaylistError("the last step", f"is a whole number from 0 to {HIGHEST_STEP}")

    @property
    def page(self) -> str:
        """The page it opens, by its address below the root."""
        return self._parts["page"] or ""

    @property
    def parameters(self) -> dict[str, str]:
        """What the address asks of the page."""
        return dict(parse_qsl(self._parts["query"] or "", keep_blank_values=True))

    @property
    def stands_alone(self) -> bool:
        """Whether it shows the step of its address and no other."""
        return self.until is None and "step" in self.parameters

    @property
    def _parts(self) -> dict[str, str | None]:
        match = _ADDRESS.fullmatch(self.address)
        assert match, "checked when it was made"
        return match.groupdict()


@dataclass(frozen=True, slots=True)
class Playlist:
    """Moments in their order, under a title; every change answers with a new playlist.

    Raises:
        PlaylistError: The title is too long, or there are too many moments.
    """

    title: str = ""
    moments: tuple[Moment, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what cannot be kept."""
        _check_text("the title", self.title, LONGEST["title"])
        check_count(len(self.moments))

    @property
    def minutes(self) -> int:
        """How long all of it is planned to take."""
        return sum(moment.minutes for moment in self.moments)

    def named(self, title: str) -> "Playlist":
        """Give it another title."""
        return replace(self, title=title)

    def added(self, moment: Moment, at: int) -> "Playlist":
        """Put a moment in at a place, counted from 0."""
        return self._with(*self.moments[:at], moment, *self.moments[at:])

    def changed(self, at: int, moment: Moment) -> "Playlist":
        """Put a moment in the place of another."""
        return self._with(*self.moments[:at], moment, *self.moments[at + 1 :])

    def removed(self, at: int) -> "Playlist":
        """Leave a moment out."""
        return self._with(*self.moments[:at], *self.moments[at + 1 :])

    def moved(self, at: int, to: int) -> "Playlist":
        """Take a moment to another place."""
        return self.removed(at).added(self.moments[at], to)

    def _with(self, *moments: Moment) -> "Playlist":
        return replace(self, moments=moments)


def check_count(moments: int) -> None:
    """Refuse more moments than a playlist holds."""
    if moments > MOST_MOMENTS:
        raise PlaylistError("a playlist", f"holds at most {MOST_MOMENTS} moments, not {moments:,}")


def _check_text(part: str, text: str, longest: int) -> None:
    if len(text) > longest:
        raise PlaylistError(part, f"has {len(text):,} characters, but at most {longest:,} are kept")
    if _CONTROL.search(text):
        raise PlaylistError(part, "has a character that is no text")
