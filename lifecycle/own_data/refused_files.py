"""Why a file is not read: what is wrong with it, where, and what to do."""

from lifecycle.own_data.errors import OwnDataError, shown

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 100_000
MOST_COLUMNS = 50
FEWEST_COLUMNS = 3
LONGEST_CELL = 1_000


class RefusedFileError(OwnDataError):
    """A file that is not read as a table."""


class FileTooLargeError(RefusedFileError):
    """More bytes than are taken."""

    def __init__(self, size: int) -> None:
        self.size = size
        super().__init__(
            f"The file has {size / 1024**2:.1f} MB, and at most {MOST_BYTES // 1024**2} MB are "
            "read; leave out the columns or the oldest periods you do not need."
        )


class EmptyFileError(RefusedFileError):
    """No byte, or nothing but blanks."""

    def __init__(self) -> None:
        super().__init__(
            "The file is empty; choose a CSV file with a header line and a row for each example."
        )


class DisguisedFileError(RefusedFileError):
    """Another kind of file, whatever its name ends in."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(
            f"This is {kind}, not a CSV file, whatever its name says; open it in the program it "
            "belongs to and save the table as “CSV UTF-8”."
        )


class EncodingError(RefusedFileError):
    """Letters written in another way than UTF-8."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(
            f"Line {line:,} holds letters that are not written in UTF-8; save the table again as "
            "“CSV UTF-8”, which spreadsheets offer beside plain CSV."
        )


class NullByteError(RefusedFileError):
    """A byte that no text holds."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(
            f"Line {line:,} holds a null byte, which no text has: the file is damaged, or is "
            "written in UTF-16; save the table again as “CSV UTF-8”."
        )


class TooManyRowsError(RefusedFileError):
    """More lines than are taken; they were only counted."""

    def __init__(self, lines: int) -> None:
        self.lines = lines
        super().__init__(
            f"The file has {lines:,} lines, and at most {MOST_ROWS:,} rows are read; "
            "keep fewer periods, or every tenth row."
        )


class NoHeaderError(RefusedFileError):
    """The first line holds numbers where names belong."""

    def __init__(self, cells: tuple[str, ...]) -> None:
        self.cells = cells
        super().__init__(
            f"The first line holds only numbers ({shown(', '.join(cells))}), so the columns have "
            "no names; write a header line above it."
        )


class TooFewColumnsError(RefusedFileError):
    """Not enough columns for a label, an input and a period."""

    def __init__(self, columns: int) -> None:
        self.columns = columns
        super().__init__(
            f"The header names {columns} column{'' if columns == 1 else 's'}, and at least "
            f"{FEWEST_COLUMNS} are needed, for a label, an input and a period; separate them by "
            "commas, semicolons or tabs."
        )


class TooManyColumnsError(RefusedFileError):
    """More columns than are taken."""

    def __init__(self, columns: int) -> None:
        self.columns = columns
        super().__init__(
            f"The header names {columns:,} columns, and at most {MOST_COLUMNS} are read; "
            "leave out those that you do not need."
        )


class EmptyNameError(RefusedFileError):
    """A column without a name."""

    def __init__(self, position: int) -> None:
        self.position = position
        super().__init__(
            f"Column {position} has no name in the header; write one above it, or delete the "
            "column."
        )


class DuplicateNameError(RefusedFileError):
    """Two columns of one name."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"Two columns are named “{shown(name)}”; give each column a name of its own."
        )


class NoRowsError(RefusedFileError):
    """A header and nothing below it."""

    def __init__(self) -> None:
        super().__init__(
            "Below the header stands no row; add a row for each example, or choose another file."
        )


class RaggedRowError(RefusedFileError):
    """A row that is longer or shorter than the header."""

    def __init__(self, line: int, cells: int, columns: int) -> None:
        self.line = line
        self.cells = cells
        self.columns = columns
        super().__init__(
            f"Line {line:,} has {cells:,} cell{'' if cells == 1 else 's'} where the header names "
            f"{columns} columns; mend that line, and put a text that holds the separator in "
            "double quotation marks."
        )


class QuotationMarkError(RefusedFileError):
    """Quotation marks that do not belong together."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(
            f"The quotation marks of line {line:,} do not match; end a cell with the double mark "
            "that it begins with, and write a mark inside it twice."
        )


class LongCellError(RefusedFileError):
    """A cell that holds more than a value."""

    def __init__(self, line: int, length: int) -> None:
        self.line = line
        self.length = length
        super().__init__(
            f"Line {line:,} has a cell of {length:,} characters, and at most {LONGEST_CELL:,} are "
            "read; shorten it, or close the quotation mark that was left open before."
        )


class FormulaError(RefusedFileError):
    """A cell that a spreadsheet would run."""

    def __init__(self, line: int, column: str, cell: str) -> None:
        self.line = line
        self.column = column
        self.cell = cell
        super().__init__(
            f"The cell “{shown(cell)}” in line {line:,}, column “{shown(column)}”, begins like a "
            "spreadsheet formula; write its value instead, or a text that begins otherwise."
        )


class DecimalCommaError(RefusedFileError):
    """Numbers written with a comma, which here would be read as text."""

    def __init__(self, line: int, column: str, cell: str) -> None:
        self.line = line
        self.column = column
        self.cell = cell
        super().__init__(
            f"The column “{shown(column)}” writes its numbers with a comma ({shown(cell)} in line "
            f"{line:,}); write a point between whole and fraction, as in 12.5, and nothing "
            "between thousands."
        )
