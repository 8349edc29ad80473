import inspect
import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecycle.own_data import refused_files
from lifecycle.own_data.reading import read_csv
from lifecycle.own_data.refused_files import (
    MOST_BYTES,
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
    RefusedFileError,
    TooFewColumnsError,
    TooManyColumnsError,
    TooManyRowsError,
)
from tests.lifecycle.own_data.tables import table

HEADER = b"year,size,kind\n"

REFUSED: list[tuple[bytes, type[RefusedFileError], dict[str, object]]] = [
    (HEADER + b"1" * MOST_BYTES, FileTooLargeError, {"size": MOST_BYTES + len(HEADER)}),
    (b"", EmptyFileError, {}),
    (b"\xef\xbb\xbf \r\n\t\n", EmptyFileError, {}),
    ("\u2028 \n\u3000".encode(), EmptyFileError, {}),
    (b"PK\x03\x04\x14\0", DisguisedFileError, {"kind": "a ZIP file or an Excel workbook"}),
    (b"\xd0\xcf\x11\xe0\xa1\xb1", DisguisedFileError, {"kind": "an old Excel workbook"}),
    (b"PAR1\x15\x04", DisguisedFileError, {"kind": "a Parquet file"}),
    (b"%PDF-1.7", DisguisedFileError, {"kind": "a PDF"}),
    (b"\x1f\x8b\x08\0", DisguisedFileError, {"kind": "a gzip file"}),
    (b"\x89PNG\r\n", DisguisedFileError, {"kind": "a picture"}),
    (b"SQLite format 3\0", DisguisedFileError, {"kind": "a SQLite database"}),
    (b"{\\rtf1", DisguisedFileError, {"kind": "a text document"}),
    (b"\n<!DOCTYPE html>", DisguisedFileError, {"kind": "a web page or an XML file"}),
    (b'[\n {"year": 1}]', DisguisedFileError, {"kind": "a JSON file"}),
    ("year,size".encode("utf-16"), DisguisedFileError, {"kind": "a text in UTF-16"}),
    (HEADER + "2001,1,Mäuse".encode("latin-1"), EncodingError, {"line": 2}),
    (b"\xef\xbb\xbfyear\r\n\xff", EncodingError, {"line": 2}),
    ("year,size".encode("utf-16-le"), NullByteError, {"line": 1}),
    (HEADER + b"2001,1\n,a\0", NullByteError, {"line": 3}),
    (HEADER + b"1,1,a\n" * 100_001, TooManyRowsError, {"lines": 100_002}),
    (b"\n1,2.5,-3\n1,2,3", NoHeaderError, {"cells": ("1", "2.5", "-3")}),
    (b"year kind\n2001 a", TooFewColumnsError, {"columns": 1}),
    (b"year|size|kind\n2001|1|a", TooFewColumnsError, {"columns": 1}),
    (b",".join(b"c%d" % n for n in range(200)), TooManyColumnsError, {"columns": 200}),
    (b"year,,kind\n", EmptyNameError, {"position": 2}),
    (b"year,size, year\n", DuplicateNameError, {"name": "year"}),
    (b"year,size,kind\n\n", NoRowsError, {}),
    (HEADER + b"2001,1,a\n\n2001,1,5,a", RaggedRowError, {"line": 4, "cells": 4, "columns": 3}),
    (HEADER + b"2001", RaggedRowError, {"line": 2, "cells": 1, "columns": 3}),
    (HEADER + b'2001,1,a\n2001,"1,a\n2001,1,a', QuotationMarkError, {"line": 3}),
    (HEADER + b'2001,1,"a" mouse', QuotationMarkError, {"line": 2}),
    (HEADER + b"2001,1," + b"a" * 1_001, LongCellError, {"line": 2, "length": 1_001}),
    (HEADER + b"2001,1," + b"a" * 200_000, LongCellError, {"line": 2}),
    (b"year,size," + b"k" * 2_000, LongCellError, {"line": 1, "length": 2_000}),
    (HEADER + b'2001,1,a\n2001,1,"=1+1"', FormulaError, {"line": 3, "cell": "=1+1"}),
    (HEADER + b"2001,1,\t@SUM(A1)", FormulaError, {"line": 2, "column": "kind"}),
    (HEADER + b"2001,+cmd|' /C calc'!A0,a", FormulaError, {"line": 2, "column": "size"}),
    (HEADER + b"2001,-2+3,a", FormulaError, {"line": 2, "cell": "-2+3"}),
    (HEADER + "2001,1,＝1+1".encode(), FormulaError, {"line": 2, "column": "kind"}),  # noqa: RUF001
    (b"year,=1+1,kind\n2001,1,a", FormulaError, {"line": 1, "cell": "=1+1"}),
    (
        b"year;size;kind\n2001;3;a\n2001;-1,5;a\n2001;;a",
        DecimalCommaError,
        {"line": 3, "column": "size", "cell": "-1,5"},
    ),
    (HEADER + b'2001,"1.234,5",a', DecimalCommaError, {"line": 2, "cell": "1.234,5"}),
]


@pytest.mark.parametrize(("content", "error", "facts"), REFUSED)
def test_a_bad_file_is_refused_with_its_facts(
    content: bytes, error: type[RefusedFileError], facts: dict[str, object]
) -> None:
    with pytest.raises(error) as refusal:
        read_csv(content)

    assert {name: getattr(refusal.value, name) for name in facts} == facts


@pytest.mark.parametrize(("content", "error"), [(content, error) for content, error, _ in REFUSED])
def test_a_refusal_is_one_short_sentence_of_what_is_wrong_and_what_to_do(
    content: bytes, error: type[RefusedFileError]
) -> None:
    with pytest.raises(error) as refusal:
        read_csv(content)

    wrong, _, remedy = str(refusal.value).partition("; ")
    assert wrong[0].isupper()
    assert remedy.endswith(".")
    assert ". " not in wrong
    assert len(str(refusal.value)) < 300


def test_every_kind_of_refusal_of_a_file_is_tried_here() -> None:
    kinds = {
        kind
        for _, kind in inspect.getmembers(refused_files, inspect.isclass)
        if issubclass(kind, RefusedFileError) and kind is not RefusedFileError
    }

    assert {error for _, error, _ in REFUSED} == kinds


pieces = st.sampled_from(
    [
        *"yz1é ,;\t\n\r\"'\ufeff\u2028\x85\x1c\xa0🐭",
        "size",
        "-2.5",
        "=1+1",
        "1,5",
        "NA",
        "ß" * 1_100,
    ]
)


@given(st.binary() | st.lists(pieces).map("".join).map(str.encode) | st.text().map(str.encode))
def test_no_bytes_raise_anything_but_a_refusal(content: bytes) -> None:
    try:
        read = read_csv(content)
    except RefusedFileError:
        return

    assert read.rows == len(read.lines) > 0
    assert len(read.names) >= 3


@given(
    st.lists(st.lists(st.text("ab12 ,;\"'\n\r\té", max_size=5), min_size=3, max_size=3), min_size=1)
)
def test_quoted_cells_come_back_as_they_were_written(rows: list[list[str]]) -> None:
    quoted = [[f'"{cell.replace(chr(34), 2 * chr(34))}"' for cell in row] for row in rows]
    content = "\n".join(",".join(row) for row in [["x", "y", "z"], *quoted])

    try:
        read = read_csv(content.encode())
    except DecimalCommaError:
        return

    assert read.cells.to_numpy().tolist() == [[cell.strip() for cell in row] for row in rows]


@pytest.mark.parametrize(
    "content",
    [
        b"year,size,kind\n2001,1.5,a\n",
        b"\xef\xbb\xbfyear,size,kind\r\n2001,1.5,a\r\n",
        b"year;size;kind\n2001;1.5;a",
        b"year\tsize\tkind\r2001\t1.5\ta\r",
        b'"year","size","kind"\n\n"2001", 1.5 ,"a"\n\n',
    ],
)
def test_marks_line_ends_quotes_and_separators_make_no_difference(
    content: bytes,
) -> None:
    read = read_csv(content)

    assert read.cells.to_dict("records") == [{"year": "2001", "size": "1.5", "kind": "a"}]


@pytest.mark.parametrize("blank", ["", " ", "\t", "   ", '" "'])
def test_a_line_of_nothing_but_blanks_is_passed_over(blank: str) -> None:
    lines = ["", blank, "year,size,kind", blank, "2001,1.5,a", blank, "2001,2,b", blank]

    read = read_csv("\n".join(lines).encode())

    assert read.cells["size"].tolist() == ["1.5", "2"]
    assert read.lines.tolist() == [5, 7]


def test_a_code_na_and_negative_numbers_and_lone_signs_stay_what_they_are() -> None:
    read = table("year,size,kind\n2001,-1.5e3,NA\n2001,-,+\n2001,-inf,-")

    assert read.cells["kind"].tolist() == ["NA", "+", "-"]
    _, size, _ = read.columns
    assert (size.numbers, size.gaps) == (1, 1)


def test_a_row_is_found_by_the_line_it_begins_in() -> None:
    read = table('year,size,kind\n2001,1,"two\nlines"\n\n2002,2,b')

    assert read.lines.tolist() == [2, 5]


@pytest.mark.parametrize("name", ["1" * 131_000, "1" * 131_000 + "x"])
def test_a_long_name_of_digits_is_refused_at_once(name: str) -> None:
    started = time.process_time()

    with pytest.raises(LongCellError) as refusal:
        read_csv(f"{name},{name[1:]},{name[2:]}\n2001,1,a".encode())

    assert time.process_time() - started < 5
    assert (refusal.value.line, refusal.value.length) == (1, len(name))


def test_thousands_of_cells_of_many_digits_are_read_at_once() -> None:
    rows = (f"2001,{place:04}{'1' * 990}x,a" for place in range(5_000))
    started = time.process_time()

    read = table("\n".join(["year,size,kind", *rows]))

    assert read.columns[1].numbers == 0
    assert time.process_time() - started < 5


def test_a_million_rows_are_counted_and_never_taken_apart() -> None:
    content = HEADER + b"1,2\n" * 1_000_000
    tracemalloc.start()

    with pytest.raises(TooManyRowsError) as refusal:
        read_csv(content)

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refusal.value.lines == 1_000_001
    assert peak < 3 * len(content)


def test_a_file_as_large_as_may_be_is_read_in_three_seconds_of_one_core() -> None:
    names = ["year", *(f"x{place}" for place in range(20)), "kind"]
    rows = ("1997," + ",".join(f"{row * n % 9973}.5" for n in range(20)) for row in range(36_500))
    content = "\n".join([",".join(names), *(f"{row},a" for row in rows)]).encode()
    assert 0.95 * MOST_BYTES < len(content) <= MOST_BYTES
    started = time.process_time()

    read = read_csv(content)

    assert time.process_time() - started < 3
    assert read.rows == 36_500
