"""Data Preparation on own data: drop what cannot be learned from, by named rules that count."""

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lifecycle.evidence import Evidence, Number, Table
from lifecycle.own_data.cells import gaps, numbers
from lifecycle.own_data.collection import Collected, told
from lifecycle.own_data.errors import shown
from lifecycle.stage import PREPARATION, Stage
from lifecycle.stages.preparation import Rule


@dataclass(frozen=True, eq=False)
class Examples:
    """Rows to learn from or to be asked about: their inputs as numbers, and their labels."""

    inputs: pd.DataFrame
    labels: "pd.Series[str]"

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.labels)

    def only(self, which: NDArray[np.bool_]) -> Self:
        """Answer with some of the rows."""
        return type(self)(self.inputs[which], self.labels[which])

    def often_enough(self, fewest: int) -> Self:
        """Answer with the rows of the labels that have so many."""
        counts = self.labels.value_counts()
        return self.only(self.labels.isin(counts[counts >= fewest].index).to_numpy())

    def drawn(self, rows: int, seed: int) -> Self:
        """Answer with so many rows, drawn by chance."""
        labels = self.labels.sample(rows, random_state=seed)
        return type(self)(self.inputs.loc[labels.index], labels)


@dataclass(frozen=True, eq=False)
class Prepared:
    """The clean rows, and how many were dropped by which rule."""

    stage: ClassVar[Stage] = PREPARATION
    collected: Collected
    clean: Examples
    rules: tuple[Rule, ...]
    dropped: dict[str, int]
    """Rows dropped by each rule, in the order the rules were applied."""

    @property
    def inputs(self) -> tuple[str, ...]:
        """The inputs that are kept."""
        return tuple(self.clean.inputs.columns)

    @property
    def constant(self) -> tuple[str, ...]:
        """The inputs left out because they hold one value only, or none."""
        return tuple(name for name in self.collected.plan.inputs if name not in self.inputs)

    @property
    def missing_share(self) -> float:
        """The share of labelled rows in which an input is no number."""
        labelled = len(self.collected.raw) - self.collected.unlabelled
        return (labelled - len(self.clean)) / max(labelled, 1)

    @cached_property
    def evidence(self) -> Evidence:
        """Tell what was dropped and why."""
        raw, clean = len(self.collected.raw), len(self.clean)
        return Evidence(
            value=f"{clean:,} clean rows",
            sentence=(
                f"{len(self.rules)} named rules dropped {raw - clean:,} of the {raw:,} raw rows "
                f"and changed none; {clean:,} are left. {self._told_constant()} Whether an input "
                "is known only after the label, and so gives the answer away (leakage), no rule "
                "can see: that is for you to say."
            ),
            numbers=(
                Number("Clean rows", f"{clean:,}", f"of {raw:,} raw rows"),
                Number("Dropped", f"{raw - clean:,}", f"by {len(self.rules)} rules, each counted"),
                Number("Not measured", f"{self.missing_share:.1%}", "of the rows with a label"),
            ),
            table=Table(
                "What each rule dropped",
                ("Rule", "Why", "Rows or inputs"),
                (
                    *(
                        (rule.name, rule.why, f"{self.dropped[rule.name]:,} rows")
                        for rule in self.rules
                    ),
                    ("constant input", self._named_constant(), f"{len(self.constant)} inputs"),
                ),
            ),
        )

    def _told_constant(self) -> str:
        if not self.constant:
            return "Every input takes several values, so none was left out."
        return f"Left out, because its value never changes: {told(self.constant)}."

    def _named_constant(self) -> str:
        return told(self.constant) if self.constant else "an input that never changes says nothing"


def rules_for(label: str, measured: pd.DataFrame) -> tuple[Rule, ...]:
    """Answer with the reasons to drop a row, given its inputs as numbers, NaN where there is none.

    Whatever is no number and no gap either is dropped by the last rule, which comes after the gaps.
    """
    return (
        Rule("no label", f"the column {shown(label)} is empty", lambda rows: rows[label] == ""),
        Rule(
            "missing input",
            "an input is empty, or says NA",
            lambda rows: _any_gap(rows, measured.loc[rows.index].isna()),
        ),
        Rule(
            "not a number",
            "an input holds text, or a number beyond measure",
            lambda rows: measured.loc[rows.index].isna().any(axis=1),
        ),
    )


def _any_gap(rows: pd.DataFrame, unknown: pd.DataFrame) -> "pd.Series[bool]":
    found = pd.Series(data=False, index=rows.index)
    for name in unknown.columns:
        suspects = unknown.index[unknown[name]]
        found[suspects] |= gaps(rows.loc[suspects, name])
    return found


def prepare(collected: Collected, inputs: tuple[str, ...] | None = None) -> Prepared:
    """Leave constant inputs out, then apply the rules one after another.

    `inputs` names those to keep; without it they are found here. A watched period keeps those
    that the model was trained with.
    """
    raw, plan = collected.raw, collected.plan
    measured = pd.DataFrame(
        {name: numbers(raw[name]) for name in inputs or plan.inputs}, index=raw.index
    )
    if inputs is None:
        measured = measured.loc[:, measured.min() < measured.max()]
    rules, rows, dropped = rules_for(plan.label, measured), raw, {}
    for rule in rules:
        applies = rule.applies(rows)
        dropped[rule.name] = int(applies.sum())
        rows = rows[~applies]
    clean = Examples(measured.loc[rows.index], rows[plan.label])
    return Prepared(collected, clean, rules, dropped)
