"""Finished runs for all tests to look at: slow to make, and nobody changes them."""

from functools import cache

from lifecycle.run import Run, run_to_end
from lifecycle.scenarios import scenario_named


@cache
def run_for(name: str, turns: int = 1) -> Run:
    """Answer with a scenario's run, the same one to every test of the process."""
    return run_to_end(scenario_named(name), turns)
