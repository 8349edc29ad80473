"""Finished runs and walks for all tests to look at: slow to make, and nobody changes them."""

from functools import cache

from lifecycle.run import Run
from lifecycle.scenarios import scenario_named
from lifecycle.walk import Walk


@cache
def walk_for(name: str, turns: int = 1) -> Walk:
    """Answer with a scenario's walk, the same one to every test of the process."""
    return Walk.through(scenario_named(name), turns)


def run_for(name: str, turns: int = 1) -> Run:
    """Answer with a scenario's run, which is that of its walk."""
    return walk_for(name, turns).run
