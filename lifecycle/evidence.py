"""What a stage shows for itself, ready to be told, tabulated and kept as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Number:
    """A figure worth a large type, with its unit or meaning below it."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A small table of text; the first column names the row."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one stage did to the real data.

    `value` is the short phrase that stands for the result in the program's variable,
    for example "1,179 clean rows". `measures` is the same for machines: plain JSON
    values, each measured quality under "accuracy" and its interval under "interval";
    what is read by people alone has none.
    """

    value: str
    sentence: str
    numbers: tuple[Number, ...]
    table: Table
    measures: Mapping[str, object] = field(default_factory=dict)
