"""The evidence of a run as a CSV file that no spreadsheet runs."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from lifecycle.evidence import Evidence
from lifecycle.own_data.cells import is_formula
from lifecycle.stage import Stage

HEADER: Final = ("Stage", "Part", "Name", "Value", "Note")
_BEFORE_A_FORMULA: Final = re.compile(r"['\s]*")


class Told(Protocol):
    """The result of a stage, as far as it is written down."""

    @property
    def stage(self) -> Stage:
        """The stage that was done."""

    @property
    def evidence(self) -> Evidence:
        """What it shows for itself."""


def evidence_csv(records: Sequence[Told]) -> bytes:
    """Write what each stage showed, as UTF-8 with a mark at its start, by which Excel knows it."""
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(HEADER)
    rows.writerows(
        [harmless(cell) for cell in (str(each.stage), *row)]
        for each in records
        for row in _rows(each.evidence)
    )
    return written.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """Put an apostrophe before a text that a spreadsheet could run; numbers stay as they are.

    >>> harmless("=1+1"), harmless("-1.5"), harmless("kangaroo rat")
    ("'=1+1", '-1.5', 'kangaroo rat')
    """
    return f"'{cell}" if is_formula(_BEFORE_A_FORMULA.sub("", cell, count=1)) else cell


def _rows(evidence: Evidence) -> Iterator[tuple[str, str, str, str]]:
    yield ("sentence", "", evidence.sentence, "")
    for number in evidence.numbers:
        yield ("number", number.label, number.value, number.note)
    for name, *values in evidence.table.rows:
        value, note = (*values, "", "")[:2]
        yield (evidence.table.title, name, value, note)
