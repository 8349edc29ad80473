"""The start: from spawning the server to its first healthy answer."""

from collections.abc import Iterator, Sequence

from benchmarks.figures import Figure, Series
from benchmarks.servers import OURS, ROOT, TUNED_BARE, serve

LIMIT = 1.3


def measure(runs: int) -> Iterator[Figure]:
    """Take turns: start the app, start a bare one; each once before, so that disks are warm."""
    starts = [(start(OURS), start(TUNED_BARE)) for _ in range(runs + 1)][1:]
    ours, bare = zip(*starts, strict=True)
    yield Figure(
        Series("start to healthy", "ms", ours),
        Series("bare app, our server settings", "ms", bare),
    ).with_ratio_at_most(LIMIT, f"at most {LIMIT} times")


def start(arguments: Sequence[str]) -> float:
    """Start a server, end it, and answer with the milliseconds it took to be healthy."""
    with serve(arguments, ROOT) as server:
        return server.milliseconds
