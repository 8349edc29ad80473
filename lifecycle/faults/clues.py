"""What the evidence of a case proves, and the verdict on a guess."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Final

from lifecycle.faults.case import Case, Symptom
from lifecycle.moments import PROSE
from lifecycle.stage import (
    COLLECTION,
    DEPLOYMENT,
    EVALUATION,
    MONITORING,
    PREPARATION,
    STAGES,
    TRAINING,
    Stage,
)

_FILE: Final = PROSE / "faults.toml"

RULE: Final = (
    "Go through the stages in their order: the first whose checks fail is the guilty one, "
    "and what fails after it is its doing."
)

_IF_GUILTY: Final = {
    COLLECTION: "Had the records been wrong, sizes would no longer be usual for their species.",
    PREPARATION: "Had it gone wrong here, rows would be lost, repeated or told the answer.",
    TRAINING: "Had it gone wrong here, the model would share rows with its test, or know its own "
    "rows better than it should.",
    EVALUATION: "Had it gone wrong here, asking the held-out rows again would tell something else "
    "than its report, or its report would leave something out.",
    DEPLOYMENT: "Had it gone wrong here, the service would answer otherwise than the model that "
    "was evaluated.",
    MONITORING: "Had it gone wrong here, marking and measuring again would give other numbers "
    "than it reports.",
}


@dataclass(frozen=True, slots=True)
class Clue:
    """What the evidence of one stage proves: its guilt, or why it is innocent.

    `shows_fault` says that some check of the stage reads otherwise than in the healthy cycle.
    """

    stage: Stage
    sentence: str
    proves_guilt: bool
    shows_fault: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """Whether a guess was right, and what the evidence of the guessed stage proves."""

    guessed: Stage
    right: bool
    sentence: str


def clues(case: Case) -> tuple[Clue, ...]:
    """Say for every stage what its evidence proves, with the numbers measured."""
    return tuple(_clue(case, stage) for stage in STAGES)


def mark(case: Case, guessed: Stage) -> Mark:
    """Mark a guess, and give the reason from the evidence of the stage that was guessed."""
    clue = _clue(case, guessed)
    said, verdict = ("Yes", "guilty") if clue.proves_guilt else ("No", "innocent")
    return Mark(guessed, clue.proves_guilt, f"{said}, {guessed} is {verdict}. {clue.sentence}")


def _clue(case: Case, stage: Stage) -> Clue:
    guilty = stage is case.fault.stage
    shows = any(symptom.changed for symptom in case.symptoms_of(stage))
    written = _texts()[case.fault.name].get(stage.verb, "")
    if guilty or (shows and written):
        return Clue(stage, _filled(written, case), guilty, shows)
    return Clue(stage, _shown(case, stage) if shows else _cleared(case, stage), guilty, shows)


@cache
def _texts() -> dict[str, dict[str, str]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def _filled(template: str, case: Case) -> str:
    return template.format(
        healthy={each.name: each.healthy for each in case.symptoms},
        faulty={each.name: each.faulty for each in case.symptoms},
        points={each.name: each.effect.points for each in case.symptoms if each.effect},
    )


def _shown(case: Case, stage: Stage) -> str:
    changed = [each for each in case.symptoms_of(stage) if each.changed]
    told = "; ".join(f"{_read(each)} instead of {each.healthy}" for each in changed)
    return f"It shows the fault ({told}), but a stage before it fails its own checks already."


def _cleared(case: Case, stage: Stage) -> str:
    told = "; ".join(_read(each) for each in case.symptoms_of(stage))
    return f"Its checks differ no more than by chance. {_IF_GUILTY[stage]} They read: {told}."


def _read(symptom: Symptom) -> str:
    return f"{symptom.label[:1].lower()}{symptom.label[1:]}: {symptom.faulty}"
