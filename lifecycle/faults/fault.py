"""What can be broken: each fault is one mistake, made in one stage."""

import random
from dataclasses import dataclass
from typing import Final

from lifecycle.errors import LifecycleError
from lifecycle.scenarios import Turn, scenario_named
from lifecycle.stage import (
    COLLECTION,
    DEPLOYMENT,
    EVALUATION,
    MONITORING,
    PREPARATION,
    TRAINING,
    Stage,
)

QUIET: Final = scenario_named("quiet-year").turns[0]
"""A year in which nothing but the fault is wrong."""

CHANGED: Final = scenario_named("desert-changed").turns[0]
"""A year that the model fails in: monitoring ought to find it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake, the stage it is made in, and the turn it is shown on."""

    name: str
    title: str
    stage: Stage
    what_was_done: str
    turn: Turn = QUIET
    flatters_memory: bool = False
    """Whether it lets a model meet rows again that it may remember."""


FAULTS = (
    Fault(
        "shuffled-labels",
        "Labels out of order",
        COLLECTION,
        "The labels of 1993 and 1994 were mixed by chance on their own before they were pasted "
        "back, so an animal carries the label of another one.",
    ),
    Fault(
        "weights-in-ounces",
        "Weights in ounces",
        COLLECTION,
        "On the plots with odd numbers the scale was set to ounces in 1993 and 1994; the numbers "
        "were written down as if they were grams.",
    ),
    Fault(
        "untared-scale",
        "The bag weighed along",
        COLLECTION,
        "From 1995 on nobody set the scale to zero with the empty bag, so every animal is written "
        "down 10 g too heavy.",
    ),
    Fault(
        "records-twice",
        "Every record twice",
        PREPARATION,
        "The table of plots that was joined to the records held each plot twice, so every clean "
        "row came out twice; the check against the schema was left out.",
        flatters_memory=True,
    ),
    Fault(
        "genus-let-in",
        "The answer among the inputs",
        PREPARATION,
        "The genus was handed on as a third input. It is written into the field book only once "
        "the species is known, so for an animal just caught it is blank.",
    ),
    Fault(
        "scaler-before-split",
        "Scaled before the split",
        TRAINING,
        "The scaler was fitted to all clean rows, also to those held out, and only then were the "
        "rows split.",
    ),
    Fault(
        "learnt-by-heart",
        "Learnt by heart",
        TRAINING,
        "Instead of the logistic regression a decision tree was grown without any limit, until "
        "it could tell apart all training rows that differ.",
    ),
    Fault(
        "tested-on-training-rows",
        "Tested on what it had learnt",
        EVALUATION,
        "The model was asked about its own training rows; those held out were never used.",
        flatters_memory=True,
    ),
    Fault(
        "accuracy-alone",
        "One number for all species",
        EVALUATION,
        "Only the accuracy over all animals was looked at; the species were never looked at one "
        "by one.",
    ),
    Fault(
        "wrong-version",
        "The wrong file",
        DEPLOYMENT,
        "A model trained on 1988 and 1989 was copied into service instead of the approved one, "
        "and nobody asked it anything beforehand.",
    ),
    Fault(
        "swapped-inputs",
        "Inputs in the wrong order",
        DEPLOYMENT,
        "The service hands the two measurements to the model in the wrong order, weight for hind "
        "foot, and nobody asked it anything beforehand.",
    ),
    Fault(
        "stale-reference",
        "Compared with the wrong years",
        MONITORING,
        "The drift was measured against the animals of 1980 and 1981, left over from an older "
        "model, and not against the rows this model was trained on.",
    ),
    Fault(
        "marks-itself",
        "The model marks itself",
        MONITORING,
        "The true species had not arrived yet, so the model's own answers were filed as the "
        "labels, and it was marked against them.",
        CHANGED,
    ),
)


class UnknownFaultError(LifecycleError):
    """Nobody has broken anything under this name."""

    def __init__(self, name: str) -> None:
        self.name = name
        known = ", ".join(fault.name for fault in FAULTS)
        super().__init__(f"There is no fault named {name!r}; the known ones are {known}.")


def fault_named(name: str) -> Fault:
    """Find a fault by the name it has in the address."""
    for fault in FAULTS:
        if fault.name == name:
            return fault
    raise UnknownFaultError(name)


def case_numbered(number: int) -> Fault:
    """Find a fault by its number, from 1, in an order that tells nothing of its stage."""
    return random.Random(0).sample(FAULTS, len(FAULTS))[number - 1]  # noqa: S311  a riddle


def blind(seed: int) -> Fault:
    """Pick a fault nobody has named; the same seed picks the same one."""
    return random.Random(seed).choice(FAULTS)  # noqa: S311  a riddle, not a secret
