"""Data Collection: ask a question, then take the records as they were written, dirt and all."""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import pandas as pd

from lifecycle.decision import GATE, Gate
from lifecycle.errors import LifecycleError
from lifecycle.evidence import Evidence, Number, Table
from lifecycle.portal import SURVEY_COLUMNS, field_records
from lifecycle.stage import COLLECTION, Stage
from lifecycle.years import in_words

QUESTION = "Which rodent is in the trap, told from its weight and its hind foot?"
SHOWN_LABELS = 8


class NoRecordsError(LifecycleError):
    """Nobody was in the field in these years."""

    def __init__(self, years: tuple[int, ...]) -> None:
        self.years = years
        super().__init__(f"There are no records of {in_words(years)}.")


@dataclass(frozen=True, eq=False)
class Collected:
    """The raw records of some survey years, with a hash that tells them from any others.

    The `gate` is agreed here, before anything is known of the model, and holds for all stages.
    """

    stage: ClassVar[Stage] = COLLECTION
    years: tuple[int, ...]
    raw: pd.DataFrame
    gate: Gate = GATE

    @cached_property
    def snapshot(self) -> str:
        """The SHA-256 of what was taken, as it was written down in the field."""
        written = self.raw[list(SURVEY_COLUMNS)].to_csv(index=False, lineterminator="\n")
        return hashlib.sha256(written.encode()).hexdigest()

    @property
    def unlabelled(self) -> int:
        """How many animals nobody wrote a species for."""
        return int(self.raw["species_id"].isna().sum())

    @cached_property
    def labels(self) -> "pd.Series[int]":
        """Records per label, commonest first, by common name where the species has one."""
        latin = self.raw["genus"] + " " + self.raw["species"]
        return self.raw["common_name"].fillna(latin).value_counts()

    @property
    def value(self) -> str:
        """What the program's variable holds, in few words."""
        return f"{len(self.raw):,} raw records"

    @cached_property
    def evidence(self) -> Evidence:
        """Tell how much was collected and what is written in it."""
        years = in_words(self.years)
        return Evidence(
            value=self.value,
            sentence=(
                f"{QUESTION} Success is to name enough animals rightly: {self.gate}. To learn it "
                f"we collected the {len(self.raw):,} records of {years} exactly as they were "
                f"written in the field: {len(self.labels)} different labels, and "
                f"{self.unlabelled:,} animals without one."
            ),
            numbers=(
                Number("Raw records", f"{len(self.raw):,}", f"of {years}"),
                Number("Labels", f"{len(self.labels)}", "species and groups written down"),
                Number("Without a label", f"{self.unlabelled:,}", "nothing to learn from"),
            ),
            table=Table("Commonest labels", ("Label", "Records"), self._rows()),
            measures={
                "years": list(self.years),
                "rows": len(self.raw),
                "labels": len(self.labels),
                "unlabelled": self.unlabelled,
                "snapshot_sha256": self.snapshot,
            },
        )

    def _rows(self) -> tuple[tuple[str, str], ...]:
        shown, rest = self.labels.head(SHOWN_LABELS), self.labels[SHOWN_LABELS:]
        return (
            *((str(name), f"{count:,}") for name, count in shown.items()),
            (f"{len(rest)} other labels", f"{rest.sum():,}"),
            ("no label", f"{self.unlabelled:,}"),
        )


def collect(years: tuple[int, ...], gate: Gate = GATE) -> Collected:
    """Agree on the gate, and take every record of these years as it was written."""
    records = field_records()
    raw = records[records["year"].isin(years)]
    if raw.empty:
        raise NoRecordsError(years)
    return Collected(years, raw, gate)
