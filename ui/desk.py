"""What lies on each learner's desk, and how much may lie on all of them together."""

from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Final
from weakref import ref

from lifecycle.own_data.refused_files import MOST_BYTES

if TYPE_CHECKING:
    from lifecycle.own_data.plan import Plan
    from lifecycle.own_data.suggestion import Suggestion
    from lifecycle.own_data.table import CsvTable
    from lifecycle.own_data.walk import OwnWalk

MOST_TOGETHER: Final = 8 * MOST_BYTES
"""Bytes of all files: a table and its run take up to 100 MB for the 5 MB they are read from."""


@dataclass(eq=False)
class Desk:
    """A learner's table, their choices and the newest run; it goes with their session.

    Nobody else keeps the table or the run beyond a rerun: what is cleared is free then.
    """

    number: int
    """Which of the session's tables it is."""
    name: str
    size: int
    table: "CsvTable | None"
    suggestion: "Suggestion"
    chosen: dict[str, object] = field(default_factory=dict)
    """What each widget was last set to, by its name: a page that is left forgets that."""
    fits: "Plan | None" = None
    """The last plan that was found to fit the table."""
    walk: "OwnWalk | None" = None
    runs: int = 0
    run_now: bool = False
    """Whether the stages are to be run as soon as the page is drawn."""

    def keep(self, walk: "OwnWalk", table: "CsvTable") -> None:
        """Keep a run over the table, unless that was put away while it was run."""
        self.walk = walk
        if self.table is not table:  # asked last: it may be put away at any moment
            self.walk = None

    def clear(self) -> None:
        """Put the table and what was made of it away."""
        self.table = self.walk = None


class Room:
    """The desks of a server, the one used longest ago first; it keeps none of them alive."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.busy = Lock()
        """Held while a table is read or run: one at a time needs memory and both cores."""
        self._desks: list[ref[Desk]] = []
        self._lock = Lock()

    def use(self, desk: Desk) -> None:
        """Put a desk last in line, and clear the first ones until there is room for it."""
        with self._lock:
            known = [there for each in self._desks if (there := each())]
            others = [each for each in known if each is not desk and each.table is not None]
            while others and desk.size + sum(each.size for each in others) > self.most:
                others.pop(0).clear()
            self._desks = [ref(each) for each in (*others, desk)]


ROOM: Final = Room(MOST_TOGETHER)
