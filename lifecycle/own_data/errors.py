"""What can go wrong with a learner's own data, each said in one sentence."""

from typing import Final
from unicodedata import bidirectional, category

from lifecycle.errors import LifecycleError


class OwnDataError(LifecycleError):
    """Anything that is refused of a learner's own data: the file, the plan or a question."""


_RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})
_ISOLATED: Final = "\u2068{}\u2069"


def shown(text: str, most: int = 40) -> str:
    """Write a text of the learner's on one line, cut short if it is long.

    Signs that are not seen, such as those that turn the direction of writing, are left out; a
    text written from right to left keeps to itself and leaves the sentence around it in order.

    >>> shown("two   words"), shown("abcdefgh", most=5)
    ('two words', 'abcd…')
    """
    seen = "".join(letter for letter in text if letter.isspace() or category(letter) != "Cf")
    line = " ".join(seen.split())
    line = line if len(line) <= most else f"{line[: most - 1]}…"
    if any(bidirectional(letter) in _RIGHT_TO_LEFT for letter in line):
        return _ISOLATED.format(line)
    return line
