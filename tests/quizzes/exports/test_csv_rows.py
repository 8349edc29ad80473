import csv
import io
import re

from hypothesis import example, given

from quizzes.bank import Bank
from quizzes.exports import csv_rows
from quizzes.exports.parts import hint_text
from quizzes.exports.text import plain
from quizzes.question import Question
from tests.quizzes.exports.questions import CELLS, saying, texts


def read(questions: tuple[Question, ...]) -> list[dict[str, str]]:
    written = csv_rows.write(questions, CELLS)
    assert written.startswith("\ufeff".encode())
    text = io.StringIO(written.decode("utf-8-sig"), newline="")
    rows = list(csv.DictReader(text, strict=True))
    return [{name: unguarded(cell) for name, cell in row.items()} for row in rows]


def unguarded(cell: str) -> str:
    """Take off the apostrophe that keeps a spreadsheet from calculating."""
    return cell[1:] if re.match(r"'+[=+\-@\t\n＝＋－＠]", cell) else cell  # noqa: RUF001


def test_a_row_carries_all_of_its_question(bank: Bank) -> None:
    for question, row in zip(bank.questions, read(bank.questions), strict=True):
        assert row["Id"] == question.id
        assert (row["Level"], row["Stage"]) == (question.level, question.stage)
        assert row["Question"] == plain(question.stem)
        assert question.program in row["Program or table"]
        assert row["Right options"].lower().split() == list(question.key)
        assert row["Check"] == plain(question.check)
        for option in question.options:
            literal = question.kind == "predict"
            letter = option.letter.upper()
            assert row[f"Option {letter}"] == (option.text if literal else plain(option.text))
            assert row[f"Feedback {letter}"] == plain(option.feedback)
        for number, hint in enumerate(question.hints, start=1):
            assert row[f"Hint {number}"] == plain(hint_text(hint))
        for step in question.steps:
            assert plain(step) in row["Solution"]
        for mistake in question.mistakes:
            assert plain(mistake) in row["Common mistakes"]


def test_a_question_about_a_cell_shows_the_table_without_it(bank: Bank) -> None:
    rows = {row["Id"]: row["Program or table"].split("\n") for row in read(bank.questions)}

    assert rows["nasty-cell@quiet-year"][3] == ("3 | current_stage & <3> | action & <3> | ?")
    assert rows["nasty-tracker"][:2] == ["Step | Tracker", "0 | start"]
    assert rows["nasty-tracker"][4] == "3 | ?"


def test_lines_end_as_the_standard_says(bank: Bank) -> None:
    text = csv_rows.write(bank.questions, CELLS).decode("utf-8-sig")

    assert text.endswith("\r\n")
    assert text.split("\r\n")[0].startswith("Id,Kind,Level,Stage,Question")


@given(texts)
@example("=1+1")
@example("'=1+1")
@example("-HYPERLINK()")
@example("'quoted'")
def test_any_text_comes_back_and_none_is_a_formula(text: str) -> None:
    (row,) = read((saying(text, 1),))

    written = csv_rows.write((saying(text, 1),), CELLS).decode("utf-8-sig")
    cells = next(csv.DictReader(io.StringIO(written, newline="")))
    assert row["Question"] == row["Option A"] == row["Hint 1"] == plain(text)
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in cells.values())
