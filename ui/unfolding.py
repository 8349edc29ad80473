"""The lab's years: worked out one after another as they are asked for, and told to everyone."""

from collections import OrderedDict
from dataclasses import dataclass, field
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

from lifecycle.lab.choices import LAST_YEAR, Choices
from ui.clicks import turn
from ui.shelf import weight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lifecycle.lab.timeline import Timeline

T = TypeVar("T")


class Unfolding(Generic[T]):
    """Remembers what `tell` says of timelines; a year is worked out when it is first asked for.

    What is told is small, and stays for the `most_told` choices whose years passed last. Timelines
    are large: the newest wait for their next year, as many as weigh no more than `most` bytes.
    Whoever goes on with another has all its years worked out at once, so a crowd does not have
    the same ones worked out again and again.
    """

    def __init__(self, tell: "Callable[[Timeline], T]", most_told: int, most: int) -> None:
        self.tell = tell
        self.most_told = most_told
        self.most = most
        self._unfolded: OrderedDict[Choices, _Years[T]] = OrderedDict()
        self._working = Lock()  # one at a time: however many ask, one timeline more is there

    def after(self, choices: Choices, years: int) -> T:
        """Tell how these choices stand so many years after their first model was trained.

        Raises:
            LifecycleError: The data file is missing or damaged, or too few species can be learnt.
        """
        unfolded = self._unfolded.get(choices)
        if unfolded is None or years >= len(unfolded.told):
            with turn(self._working):
                unfolded = self._unfolded.setdefault(choices, _Years())
                self._unfolded.move_to_end(choices)
                try:
                    self._work_out(unfolded, choices, years)
                finally:
                    self._make_room()
        return unfolded.told[years]

    def _work_out(self, unfolded: "_Years[T]", choices: Choices, years: int) -> None:
        from lifecycle.lab.timeline import unfold  # noqa: PLC0415  scikit-learn is slow to import

        told, last = unfolded.told, LAST_YEAR - choices.trained_on[-1]
        if years < len(told):
            return  # another thread was faster
        coming, unfolded.coming = unfolded.coming, None
        if coming is None:
            coming = islice(unfold(choices), len(told), None)
            if years > 1:  # others have taken its place, and may again
                years = last
        for timeline in islice(coming, years + 1 - len(told)):
            told.append(self.tell(timeline))
        if years < last:
            unfolded.coming, unfolded.weight = coming, weight(timeline)

    def _make_room(self) -> None:
        while len(self._unfolded) > self.most_told:
            self._unfolded.popitem(last=False)
        room = self.most
        for unfolded in reversed(self._unfolded.values()):
            room -= unfolded.weight if unfolded.coming else 0
            if room < 0:
                unfolded.coming = None


@dataclass(slots=True)
class _Years(Generic[T]):
    """What was told of each year of one choice, and the timelines that are still to come."""

    told: list[T] = field(default_factory=list)
    coming: "Iterator[Timeline] | None" = None
    weight: int = 0
    """Of the timeline that they follow, in bytes."""
