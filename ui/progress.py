"""The marks that a way's page leaves in the log, where no answer tells how far a learner is."""

from quizzes.ways import BEGUN, DONE, MOMENT, ROW
from ui import kept
from ui.menu import KEY_MOMENTS, STEP_THROUGH, Entry


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


def open_moment(outcome: str, number: int) -> None:
    """Note that a learner has opened a key moment."""
    kept.note(KEY_MOMENTS.address, outcome, MOMENT, number)
