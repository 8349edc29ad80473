"""The marks that a page leaves in the log, where no answer tells how far a learner is."""

from classroom.store import StoreAwayError
from quizzes.ways import BEGUN, DONE, MOMENT, ROW, SOLVED
from ui import kept
from ui.menu import BREAK_A_STAGE, KEY_MOMENTS, STEP_THROUGH, Entry


def begin(way: Entry) -> None:
    """Note that a learner has come to a way."""
    kept.note(way.address, "", BEGUN)


def finish(way: Entry) -> None:
    """Note that a learner has gone a way to its end."""
    kept.note(way.address, "", DONE)


def reach_row(scenario: str, row: int, rows: int) -> None:
    """Note how far a learner has walked; a walk of so many `rows` ends the way."""
    if row > 0:
        kept.note(STEP_THROUGH.address, scenario, ROW, row)
    if row >= rows:
        finish(STEP_THROUGH)


def open_moment(outcome: str, number: int, *, there_are: int) -> None:
    """Note that a learner has opened a key moment; the last one of an outcome ends the way."""
    kept.note(KEY_MOMENTS.address, outcome, MOMENT, number)
    try:
        log = kept.events(KEY_MOMENTS.address)
    except StoreAwayError:
        return  # the next moment that is opened or closed asks again
    if sum((each.question, each.kind) == (outcome, MOMENT) for each in log) >= there_are:
        finish(KEY_MOMENTS)


def solve_case(fault: str) -> None:
    """Note that a learner has solved a case; its fault names it, whatever number it has."""
    kept.note(BREAK_A_STAGE.address, fault, SOLVED)


def solved_cases() -> frozenset[str]:
    """Read the faults whose cases a learner has solved; while the store is away, what is known.

    What could not be written before is sent first.
    """
    kept.send()
    log = kept.known(BREAK_A_STAGE.address)
    read = frozenset(each.question for each in log if each.kind == SOLVED)
    return read | cases_solved_here()


def cases_solved_here() -> frozenset[str]:
    """Name the faults whose cases were solved in this visit."""
    return kept.noted(BREAK_A_STAGE.address, SOLVED)
