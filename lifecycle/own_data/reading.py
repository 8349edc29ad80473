"""A CSV file becomes a table, or is refused in one sentence; nothing in it is ever run or kept."""

import csv
import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from lifecycle.own_data.cells import is_formula, is_gap, is_number_with_comma, number
from lifecycle.own_data.refused_files import (
    FEWEST_COLUMNS,
    LONGEST_CELL,
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    DecimalCommaError,
    DisguisedFileError,
    DuplicateNameError,
    EmptyFileError,
    EmptyNameError,
    EncodingError,
    FileTooLargeError,
    FormulaError,
    LongCellError,
    NoHeaderError,
    NoRowsError,
    NullByteError,
    QuotationMarkError,
    RaggedRowError,
    TooFewColumnsError,
    TooManyColumnsError,
    TooManyRowsError,
)
from lifecycle.own_data.table import CsvTable

if TYPE_CHECKING:
    from _csv import Reader

SEPARATORS: Final = (",", ";", "\t")

_BEGINNINGS: Final = tuple(
    (re.compile(beginning, re.IGNORECASE), kind)
    for beginning, kind in (
        (rb"PK(\x03\x04|\x05\x06)", "a ZIP file or an Excel workbook"),
        (rb"\xd0\xcf\x11\xe0", "an old Excel workbook"),
        (rb"PAR1", "a Parquet file"),
        (rb"%PDF", "a PDF"),
        (rb"\x1f\x8b", "a gzip file"),
        (rb"SQLite format 3", "a SQLite database"),
        (rb"\x89PNG|\xff\xd8\xff|GIF8", "a picture"),
        (rb"\{\\rtf", "a text document"),
        (rb"<(!doctype|html|\?xml)", "a web page or an XML file"),
        (rb"[\[{]\s*[\[{\"]", "a JSON file"),
        (rb"\xff\xfe|\xfe\xff", "a text in UTF-16"),
    )
)
_BOM: Final = b"\xef\xbb\xbf"
_HEADER_SEEN: Final = 10_000
"""Characters of the header from which the separator is told."""


def read_csv(content: bytes) -> CsvTable:
    """Read the bytes of a CSV file as text cells, or raise a `RefusedFileError`.

    Columns may be separated by commas, semicolons or tabs, whichever divides the header into
    most; blanks around a cell are taken off and lines of nothing but blanks passed over.
    """
    text = _text(content)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    rows = _rows(reader)
    if (head := next(rows, None)) is None:
        raise EmptyFileError
    first, header = head
    _check_header(header, first)
    cells, lines = [], []
    once: dict[str, str] = {}  # equal texts are kept once: a table of two digits takes a tenth
    for line, row in rows:
        if len(row) != len(header):
            raise RaggedRowError(line, len(row), len(header))
        cells.append([once.setdefault(cell, cell) for cell in row])
        lines.append(line)
    if not cells:
        raise NoRowsError
    table = CsvTable(
        pd.DataFrame(cells, columns=header, dtype=object), np.array(lines, dtype=np.int64)
    )
    for name in header:
        _check_column(table, name)
    return table


def _text(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise FileTooLargeError(len(content))
    filled = content.removeprefix(_BOM).strip()
    if not filled:
        raise EmptyFileError
    for beginning, kind in _BEGINNINGS:
        if beginning.match(filled):
            raise DisguisedFileError(kind)
    if (place := content.find(b"\0")) >= 0:
        raise NullByteError(_line_at(content, place))
    if (lines := _line_at(filled, len(filled))) > MOST_ROWS + 1:
        raise TooManyRowsError(lines)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        # its place is counted without the mark at the start, which ends no line
        raise EncodingError(_line_at(content.removeprefix(_BOM), problem.start)) from None


def _line_at(content: bytes, place: int) -> int:
    before = content[:place]
    return 1 + before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n")


def _separator(text: str) -> str:
    first = text.lstrip()[:_HEADER_SEEN].splitlines()[:1]
    return max(SEPARATORS, key=lambda each: len(next(csv.reader(first, delimiter=each), [])))


def _rows(reader: "Reader") -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line it begins in, counted from 1."""
    line = 1
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if cells not in ([], [""]):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as problem:
        if str(problem).startswith("field larger"):
            raise LongCellError(line, csv.field_size_limit()) from None
        raise QuotationMarkError(line) from None


def _check_header(names: list[str], line: int) -> None:
    if len(names) > MOST_COLUMNS:
        raise TooManyColumnsError(len(names))
    if len(names) < FEWEST_COLUMNS:
        raise TooFewColumnsError(len(names))
    if (longest := max(map(len, names))) > LONGEST_CELL:
        raise LongCellError(line, longest)
    if not any(np.isnan(number(name)) for name in names):
        raise NoHeaderError(tuple(names))
    for position, name in enumerate(names, start=1):
        if not name:
            raise EmptyNameError(position)
        if name in names[: position - 1]:
            raise DuplicateNameError(name)
        if is_formula(name):
            raise FormulaError(line, name, name)


def _check_column(table: CsvTable, name: str) -> None:
    column = table.cells[name]
    texts = [str(text) for text in column.unique()]  # in the order of the rows

    def line_of(text: str) -> int:
        return int(table.lines[np.argmax(column == text)])

    for text in texts:
        if len(text) > LONGEST_CELL:
            raise LongCellError(line_of(text), len(text))
        if is_formula(text):
            raise FormulaError(line_of(text), name, text)
    with_comma = {text: is_number_with_comma(text) for text in texts if "," in text}
    if any(with_comma.values()) and all(
        with_comma.get(text) or is_gap(text) or not np.isnan(number(text)) for text in texts
    ):
        first = next(text for text, is_number in with_comma.items() if is_number)
        raise DecimalCommaError(line_of(first), name, first)
