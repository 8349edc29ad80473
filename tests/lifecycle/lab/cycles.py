"""Walks of the lab for all tests to look at: slow to make, and nobody changes them."""

import gc
from functools import cache

from lifecycle.algorithm import DECISION_TREE
from lifecycle.lab.choices import Choices
from lifecycle.lab.cycle import cycle
from lifecycle.lab.timeline import Timeline, unfold
from lifecycle.walk import Walk

LONG = Choices((1977, 1978), 1979, DECISION_TREE)
"""A choice whose years are many."""


@cache
def walk_of(choices: Choices) -> Walk:
    """Answer with the walk of these choices, the same one to every test of the process."""
    return cycle(choices)


@cache
def timelines_of(choices: Choices) -> tuple[Timeline, ...]:
    """Answer with the timeline as it stood after every year."""
    return tuple(unfold(choices))


def timelines_held(choices: Choices) -> list[Timeline]:
    """Find the timelines of these choices in this process, whoever holds them."""
    timelines = [each for each in gc.get_objects() if isinstance(each, Timeline)]
    return [each for each in timelines if each.choices == choices]
