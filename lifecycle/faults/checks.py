"""What an inspector measures at each stage, in the same way whether or not a stage is broken.

A report says what a stage believes; a check asks the rows, the model and the service again.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, cast

import pandas as pd

from lifecycle.drift import LARGE_DRIFT, Drift, drift
from lifecycle.faults.work import Cycle
from lifecycle.inputs import COLUMNS, HIND_FOOT, INPUTS, WEIGHT, Input
from lifecycle.portal import field_records
from lifecycle.stage import (
    COLLECTION,
    DEPLOYMENT,
    EVALUATION,
    MONITORING,
    PREPARATION,
    TRAINING,
    Stage,
)
from lifecycle.stages.evaluation import Evaluated
from lifecycle.stages.monitoring import Monitored
from lifecycle.stages.preparation import IMPOSSIBLE, LEAKS, TARGET

USUAL: Final = (0.025, 0.975)
"""A value between these two quantiles of its species in all other years is a usual one."""


@dataclass(frozen=True, eq=False, slots=True)
class Reading:
    """What a check read, in words and in what two readings are compared by.

    That is right or wrong for each animal, by `record_id`, where a share was read; else `key`.
    """

    text: str
    key: Hashable = None
    rows: "pd.Series[bool] | None" = None


@dataclass(frozen=True, slots=True)
class Check:
    """A question to one stage, and how its answer is read off a cycle."""

    name: str
    stage: Stage
    label: str
    read: Callable[[Cycle], Reading]


NOTHING_IN_SERVICE: Final = Reading("no model in service", key="no model in service")


def usual_share(rows: pd.DataFrame, measured: Input, other_than: tuple[int, ...]) -> Reading:
    """Read how many measurements are usual for the species written beside them."""
    column = measured.column
    limits = _limits(column, other_than).reindex(rows[TARGET]).set_axis(rows.index)
    known = rows[column].notna() & limits["low"].notna()
    fits = rows[column].between(limits["low"], limits["high"])[known]
    return _share(fits.set_axis(rows.loc[known, "record_id"]))


@lru_cache(maxsize=8)
def _limits(column: str, other_than: tuple[int, ...]) -> pd.DataFrame:
    records = field_records()
    by_species = records[~records["year"].isin(other_than)].groupby(TARGET)[column]
    low, high = (by_species.quantile(quantile) for quantile in USUAL)
    return pd.DataFrame({"low": low, "high": high})


def _usual(measured: Input, *, later: bool) -> Callable[[Cycle], Reading]:
    def read(cycle: Cycle) -> Reading:
        watched = cycle.watched.collected
        rows = watched.raw if later else cycle.collected.raw
        return usual_share(rows, measured, (*cycle.collected.years, *watched.years))

    return read


def _impossible(cycle: Cycle) -> Reading:
    return _count(cycle.prepared.dropped[IMPOSSIBLE.name])


def _repeated(cycle: Cycle) -> Reading:
    return _count(int(cycle.prepared.clean["record_id"].duplicated().sum()))


def _leaks(cycle: Cycle) -> Reading:
    leaks = [column for column in cycle.prepared.clean.columns if column in LEAKS]
    names = ", ".join(leaks) or "none"
    return Reading(names, key=names)


def _remembered(cycle: Cycle) -> Reading:
    return _share(_named_rightly(cycle, cycle.trained.train))


def _shared(cycle: Cycle) -> Reading:
    both = cycle.trained.held_out["record_id"].isin(cycle.trained.train["record_id"])
    return _count(int(both.sum()))


def _scaler(cycle: Cycle) -> Reading:
    scaler = cycle.trained.model["inputs"].named_transformers_["scaler"]
    return _count(int(scaler.n_samples_seen_) - cycle.trained.fitted)


def _reported(cycle: Cycle) -> Reading:
    return Reading(_with_interval(cycle.evaluated), rows=correct(cycle.evaluated))


def _seen(cycle: Cycle) -> Reading:
    seen = cycle.evaluated.answers["record_id"].isin(cycle.trained.train["record_id"])
    return Reading(f"{seen.sum():,} of {len(seen):,}", key=int(seen.sum()))


def _held_out(cycle: Cycle) -> Reading:
    return _share(_named_rightly(cycle, cycle.trained.held_out))


def _untold(cycle: Cycle) -> Reading:
    species = cycle.evaluated.by_species
    never = species[species["learnt"] & (species["accuracy"] == 0)]["common_name"]
    untold = [name for name in never if name not in cycle.evaluated.evidence.sentence]
    return Reading(f"{len(untold)} of {len(never)}", key=len(untold))


def _file(cycle: Cycle) -> Reading:
    if not cycle.deployed:
        return NOTHING_IN_SERVICE
    approved = cycle.deployed.artifact.sha256 == cycle.deployed.card.sha256
    return Reading("the same" if approved else "different", key=approved)


def _same_answers(cycle: Cycle) -> Reading:
    if not cycle.deployed:
        return NOTHING_IN_SERVICE
    rows = cycle.trained.held_out
    same = cycle.trained.model.predict(rows[COLUMNS]) == cycle.deployed.answer(rows)
    shared = pd.Series(same, index=rows["record_id"])
    return Reading(f"{same.sum():,} of {len(same):,}", rows=shared)


def _later(cycle: Cycle) -> Reading:
    if not cycle.monitored:
        return NOTHING_IN_SERVICE
    return Reading(_with_interval(cycle.monitored), rows=correct(cycle.monitored))


def _marked_again(cycle: Cycle) -> Reading:
    if not cycle.monitored:
        return NOTHING_IN_SERVICE
    answers = cycle.monitored.answers.set_index("record_id")
    labels = field_records().set_index("record_id")[TARGET].reindex(answers.index)
    return _share(answers["predicted"] == labels)


def _drift(cycle: Cycle) -> Reading:
    return _alarm(cycle.monitored.drifts) if cycle.monitored else NOTHING_IN_SERVICE


def _drift_again(cycle: Cycle) -> Reading:
    if not cycle.monitored:
        return NOTHING_IN_SERVICE
    was, now = cycle.trained.train, cycle.monitored.answers
    return _alarm(
        tuple(
            drift(each, was[each.column].to_numpy(), now[each.column].to_numpy()) for each in INPUTS
        )
    )


def _decision(cycle: Cycle) -> Reading:
    if not cycle.monitored:
        return NOTHING_IN_SERVICE
    return Reading(cycle.monitored.decision.words, key=cycle.monitored.decision)


def _alarm(drifts: tuple[Drift, ...]) -> Reading:
    text = ", ".join(f"{each.measured.name} {each.psi:.2f}" for each in drifts)
    return Reading(text, key=max(each.psi for each in drifts) >= LARGE_DRIFT)


def _named_rightly(cycle: Cycle, rows: pd.DataFrame) -> "pd.Series[bool]":
    right = cycle.trained.model.predict(rows[COLUMNS]) == rows[TARGET]
    return cast("pd.Series[bool]", right.set_axis(rows["record_id"]))


def _share(rows: "pd.Series[bool]") -> Reading:
    return Reading(f"{rows.mean():.1%}", rows=rows)


def _count(number: int) -> Reading:
    return Reading(f"{number:,}", key=number)


def correct(measured: Evaluated | Monitored) -> "pd.Series[bool]":
    """Answer with right and wrong as this stage counts them, by `record_id`."""
    return measured.answers.set_index("record_id")["correct"]


def _with_interval(measured: Evaluated | Monitored) -> str:
    return f"{measured.accuracy:.1%} ({measured.interval})"


CHECKS: Final = (
    Check("records", COLLECTION, "Records collected", lambda c: _count(len(c.collected.raw))),
    Check("weights", COLLECTION, "Weights usual for their species", _usual(WEIGHT, later=False)),
    Check("feet", COLLECTION, "Hind feet usual for their species", _usual(HIND_FOOT, later=False)),
    Check("weights_later", COLLECTION, "Weights usual, watched year", _usual(WEIGHT, later=True)),
    Check("feet_later", COLLECTION, "Hind feet usual, watched year", _usual(HIND_FOOT, later=True)),
    Check("impossible", PREPARATION, "Dropped as impossible", _impossible),
    Check("clean", PREPARATION, "Clean rows", lambda c: _count(len(c.prepared.clean))),
    Check("repeated", PREPARATION, "Rows that repeat a record", _repeated),
    Check("leaks", PREPARATION, "Columns that know the answer", _leaks),
    Check("scaler", TRAINING, "Rows that only the scaler saw", _scaler),
    Check("shared", TRAINING, "Held-out rows also trained on", _shared),
    Check("remembered", TRAINING, "Training rows named rightly", _remembered),
    Check("reported", EVALUATION, "Accuracy reported", _reported),
    Check("seen", EVALUATION, "Asked, though trained on", _seen),
    Check("held_out", EVALUATION, "Held-out rows, asked again", _held_out),
    Check("untold", EVALUATION, "Species never named, and not told of", _untold),
    Check("file", DEPLOYMENT, "Fingerprint, against the approved one", _file),
    Check("same", DEPLOYMENT, "Held-out rows answered as before", _same_answers),
    Check("later", MONITORING, "Accuracy reported", _later),
    Check("marked_again", MONITORING, "Marked again by the field book", _marked_again),
    Check("drift", MONITORING, "Drift reported (PSI)", _drift),
    Check("drift_again", MONITORING, "Drift from the training rows (PSI)", _drift_again),
    Check("decision", MONITORING, "Decision", _decision),
)
"""Every check, in the order of the stages; names and labels are its own."""
