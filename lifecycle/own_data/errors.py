"""What can go wrong with a learner's own data, each said in one sentence."""

from lifecycle.errors import LifecycleError


class OwnDataError(LifecycleError):
    """Anything that is refused of a learner's own data: the file, the plan or a question."""


def shown(text: str, most: int = 40) -> str:
    """Write a text of the learner's on one line, cut short if it is long.

    >>> shown("two   words"), shown("abcdefgh", most=5)
    ('two words', 'abcd…')
    """
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
