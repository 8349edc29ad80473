"""What a page says or shows once, although each run sends a component all of its data anew.

A newer run may come before the browser has heard of an older one. So what is new has its moment,
and the runs that follow soon tell it again: a component's script knows by the moment what it has
done already.
"""

from collections.abc import Mapping
from time import monotonic
from typing import Final

from ui.clicks import held

_TOLD: Final = "told-once"
_LASTS: Final = 10.0
"""Seconds: what was not heard by then is no news."""


def told(place: str, news: Mapping[str, object] | None) -> dict[str, object]:
    """Return what is new in a place, with its moment `when`: of this run, or of one just before."""
    now = monotonic()
    all_told: dict[str, tuple[float, Mapping[str, object]]] = held(_TOLD, dict)
    if news is not None:
        all_told[place] = now, news
    when, last = all_told.get(place, (0.0, {}))
    return {**last, "when": when} if now - when < _LASTS else {"when": 0}
