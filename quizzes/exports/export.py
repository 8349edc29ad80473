"""Writing a bank to a file for another system, wholly or not at all."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from unicodedata import category

from quizzes.bank import Bank
from quizzes.exports import anki, csv_rows, gift, moodle_xml, qti21
from quizzes.exports.errors import UnfitTextError, UnwritableFileError
from quizzes.exports.parts import Cells
from quizzes.exports.report import Change, Report, report
from quizzes.question import Question


@dataclass(frozen=True, slots=True)
class Format:
    """How a format is written, and what it cannot carry as the bank has it."""

    write: Callable[[Sequence[Question], Cells], bytes]
    changes: tuple[Change, ...]


FORMATS: Final[Mapping[str, Format]] = {
    "gift": Format(gift.write, gift.CHANGES),
    "moodle-xml": Format(moodle_xml.write, moodle_xml.CHANGES),
    "qti21": Format(qti21.write, qti21.CHANGES),
    "csv": Format(csv_rows.write, csv_rows.CHANGES),
    "anki": Format(anki.write, anki.CHANGES),
}


def refuse_unwritable(path: Path) -> None:
    """Say at once that a path is no place for a file, before any work is done for it.

    Raises:
        UnwritableFileError: It is a folder, or stands in a folder that is not there.
    """
    if path.is_dir():
        raise UnwritableFileError(path, "it is a folder")
    if not path.parent.is_dir():
        raise UnwritableFileError(path, f"there is no folder {path.parent}")


def export(bank: Bank, cells: Cells, form: str, path: Path) -> Report:
    """Write a bank to a file and tell what became of it.

    Raises:
        UnfitTextError: A question holds a character that no file of a format can.
        UnwritableFileError: The file cannot be written; nothing is left behind.
    """
    for question in bank.questions:
        for text in _texts(question):
            if unfit := next(filter(_is_unfit, text), None):
                raise UnfitTextError(question.id, unfit)
    _write(FORMATS[form].write(bank.questions, cells), path)
    return report(path, bank.questions, FORMATS[form].changes)


def _texts(question: Question) -> Iterator[str]:
    yield from (question.id, question.stem, question.program, question.check)
    yield from (*question.steps, *question.mistakes, *(hint.text for hint in question.hints))
    for option in question.options:
        yield from (option.text, option.feedback)


def _is_unfit(character: str) -> bool:
    """Tell whether XML has no place for it, or a line would end at it."""
    if character in "\t\n":
        return False
    return category(character) in ("Cc", "Cs") or character in "\ufffe\uffff"


def _write(content: bytes, path: Path) -> None:
    """Write beside the file first, so that a half-written one never has its name."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        try:
            draft.write_bytes(content)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnwritableFileError(path, f"{reason[:1].lower()}{reason[1:]}") from None
