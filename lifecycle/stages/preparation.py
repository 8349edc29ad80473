"""Data Preparation: drop what cannot be learned from, by named rules that count what they drop."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import pandas as pd
import pandera.pandas as pa

from lifecycle.errors import LifecycleError
from lifecycle.evidence import Evidence, Number, Table
from lifecycle.inputs import COLUMNS, HIND_FOOT, INPUTS, WEIGHT
from lifecycle.stage import PREPARATION, Stage
from lifecycle.stages.collection import Collected

TARGET = "species_id"
LEAKS = ("genus", "species")
"""Written down only once the species is known: a model that sees them has seen the answer."""

GENUS_ONLY = ("UR", "RX", "OX", "PX", "DX", "NX", "SX")
SQUIRRELS = ("AH", "SS", "ST")


@dataclass(frozen=True, slots=True)
class Rule:
    """A reason to drop a record, and how to see that it applies."""

    name: str
    why: str
    applies: Callable[[pd.DataFrame], "pd.Series[bool]"]


MISSING = Rule(
    "missing measurement",
    "weight or hind foot was not measured",
    lambda rows: rows[COLUMNS].isna().any(axis=1),
)

IMPOSSIBLE = Rule(
    "impossible value",
    f"outside {WEIGHT.span} or {HIND_FOOT.span}",
    lambda rows: (
        rows[COLUMNS].lt([each.least for each in INPUTS]).any(axis=1)
        | rows[COLUMNS].gt([each.most for each in INPUTS]).any(axis=1)
    ),
)

RULES = (
    Rule("no label", "nobody wrote the species down", lambda rows: rows[TARGET].isna()),
    Rule("not a rodent", "birds, lizards and rabbits", lambda rows: rows["taxa"] != "Rodent"),
    Rule("only the genus", "the species was unclear", lambda rows: rows[TARGET].isin(GENUS_ONLY)),
    Rule("squirrel", "caught but never measured", lambda rows: rows[TARGET].isin(SQUIRRELS)),
    MISSING,
    IMPOSSIBLE,
)

SCHEMA = pa.DataFrameSchema(
    {
        "record_id": pa.Column(int, unique=True),
        "year": pa.Column(int),
        "plot_type": pa.Column(str),
        TARGET: pa.Column(str, pa.Check.notin((*GENUS_ONLY, *SQUIRRELS))),
        "common_name": pa.Column(str),
        "weight": pa.Column(float, pa.Check.in_range(4, 300)),
        "hindfoot_length": pa.Column(float, pa.Check.in_range(6, 60)),
    },
    strict=True,
)
"""What a clean row is, said a second time and independently of the rules that make it so."""


class SchemaError(LifecycleError):
    """The rules let something through that no clean row may be."""

    def __init__(self, column: str, check: str, failures: int) -> None:
        self.column = column
        self.check = check
        self.failures = failures
        super().__init__(
            f"The prepared rows break the schema in {failures:,} places, first in the column "
            f"{column} ({check}); mend the rules of Data Preparation before training."
        )


@dataclass(frozen=True, eq=False)
class Prepared:
    """The clean rows, and every rejected row with the rule that dropped it."""

    stage: ClassVar[Stage] = PREPARATION
    collected: Collected
    clean: pd.DataFrame
    rejected: pd.DataFrame

    @property
    def dropped(self) -> dict[str, int]:
        """Rows dropped by each rule, in the order the rules were applied."""
        counts = self.rejected["reason"].value_counts()
        return {rule.name: int(counts.get(rule.name, 0)) for rule in RULES}

    @property
    def missing_share(self) -> float:
        """The share of known rodents that somebody failed to measure."""
        missing = self.dropped[MISSING.name]
        impossible = self.dropped[IMPOSSIBLE.name]
        return missing / max(missing + impossible + len(self.clean), 1)

    @property
    def value(self) -> str:
        """What the program's variable holds, in few words."""
        return f"{len(self.clean):,} clean rows"

    @cached_property
    def evidence(self) -> Evidence:
        """Tell what was dropped and why."""
        raw, clean, dropped = len(self.collected.raw), len(self.clean), self.dropped
        return Evidence(
            value=self.value,
            sentence=(
                f"{len(RULES)} named rules dropped {raw - clean:,} of the {raw:,} raw records and "
                f"changed none; the other {clean:,} passed the check against the schema. Genus "
                "and Latin name are left out too: they are written down only once the species "
                "is known, so a model that reads them has read the answer (leakage)."
            ),
            numbers=(
                Number("Clean rows", f"{clean:,}", f"of {raw:,} raw records"),
                Number("Dropped", f"{raw - clean:,}", f"by {len(RULES)} rules, each counted"),
                Number("Not measured", f"{self.missing_share:.1%}", "of the known rodents"),
            ),
            table=Table(
                "Rows dropped by each rule",
                ("Rule", "Why", "Rows"),
                tuple((rule.name, rule.why, f"{dropped[rule.name]:,}") for rule in RULES),
            ),
            measures={
                "raw": raw,
                "dropped": dropped,
                "clean": clean,
                "missing_share": round(self.missing_share, 4),
                "leaks_left_out": list(LEAKS),
            },
        )


def prepare(collected: Collected, rules: tuple[Rule, ...] = RULES) -> Prepared:
    """Drop each row for the first rule that applies, then check what is left against the schema."""
    raw = collected.raw
    reason = pd.Series(None, index=raw.index, dtype=object)
    for rule in reversed(rules):  # where several apply, the first one is the reason
        reason[rule.applies(raw)] = rule.name
    rejected = raw.assign(reason=reason)[reason.notna()]
    return Prepared(collected, _checked(raw.loc[reason.isna(), list(SCHEMA.columns)]), rejected)


def _checked(clean: pd.DataFrame) -> pd.DataFrame:
    try:
        return SCHEMA.validate(clean, lazy=True)
    except pa.errors.SchemaErrors as problem:
        first = problem.failure_cases.iloc[0]
        failures = len(problem.failure_cases)
        raise SchemaError(str(first["column"]), str(first["check"]), failures) from None
