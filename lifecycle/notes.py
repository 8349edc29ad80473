"""What an instructor may say and ask at each step of a walk, and how long it takes."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from lifecycle.moments import PROSE
from lifecycle.stage import MONITORING
from lifecycle.trace import Step
from lifecycle.walk import Walk

_FILE: Final = PROSE / "notes.toml"


@dataclass(frozen=True, slots=True)
class Note:
    """What to say at one step, what to ask the room, what to expect, and the minutes planned.

    `measured` is what the stage really did there.
    """

    say: str
    ask: str
    expect: str
    minutes: int
    measured: str = ""


def notes_of(walk: Walk) -> tuple[Note, ...]:
    """Answer with a note for the start of a walk and for each of its steps."""
    return (_note("start"), *(_note_of(walk, step) for step in walk.trace.steps))


def _note_of(walk: Walk, step: Step) -> Note:
    evidence = walk.result_of(step).evidence.sentence
    return _note(*_names_of(walk, step), measured=evidence)


def _names_of(walk: Walk, step: Step) -> tuple[str, ...]:
    """Name the notes that fit a step, the one that fits it best first."""
    verb = step.current_stage.verb
    if walk.run.turn_of(step.number) > 1:
        return f"{verb}-again", verb
    if step.current_stage is MONITORING:
        return f"{verb}-{walk.run.scenario.name}", verb
    return (verb,)


def _note(*names: str, measured: str = "") -> Note:
    known = _notes()
    told = next(known[name] for name in names if name in known)
    return Note(**told, measured=measured)


@cache
def _notes() -> Mapping[str, dict[str, Any]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
