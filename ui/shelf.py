"""A shelf: what was worked out last and weighs no more, all of it together, than is allowed."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from pickle import HIGHEST_PROTOCOL, Pickler
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Shelf(Generic[K, V]):
    """Remembers what `make` answered, up to `most` bytes; what was asked for longest ago goes.

    Any number of threads may ask at once: one of them works a thing out, and the others wait for
    what comes of it, be it too heavy to be kept or a problem.
    """

    def __init__(self, make: Callable[[K], V], most: int) -> None:
        self.make = make
        self.most = most
        self._kept: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self._making: dict[K, Future[V]] = {}
        self._lock = Lock()

    @property
    def weight(self) -> int:
        """How many bytes lie here."""
        with self._lock:
            return self._weight()

    def get(self, key: K) -> V:
        """Answer with what is there, or else work it out; raises what `make` raises."""
        with self._lock:
            if key in self._kept:
                return self._take(key)
            awaited = self._making.get(key)
            making = awaited or self._making.setdefault(key, Future())
        if not awaited:
            self._work_out(key, making)
        return making.result()

    def _work_out(self, key: K, making: "Future[V]") -> None:
        try:
            made = self.make(key)
            self._put(key, made, weight(made))
            making.set_result(made)
        except BaseException as problem:
            making.set_exception(problem)
            raise
        finally:
            with self._lock:
                del self._making[key]

    def _take(self, key: K) -> V:
        self._kept.move_to_end(key)
        return self._kept[key][0]

    def _put(self, key: K, made: V, heavy: int) -> None:
        if heavy > self.most:
            return
        with self._lock:
            self._kept[key] = made, heavy
            while self._weight() > self.most:
                self._kept.popitem(last=False)

    def _weight(self) -> int:
        return sum(heavy for _, heavy in self._kept.values())


def weight(thing: object) -> int:
    """Weigh a thing with all that hangs on it, in the bytes it would take in a file.

    What it shares with others counts each time, so many things together weigh less than that.
    """
    scale = _Scale()
    Pickler(scale, HIGHEST_PROTOCOL).dump(thing)
    return scale.weight


class _Scale:
    """A file that keeps nothing of what is written into it but how much it was."""

    def __init__(self) -> None:
        self.weight = 0

    def write(self, written: bytes) -> int:
        size = memoryview(written).nbytes
        self.weight += size
        return size
