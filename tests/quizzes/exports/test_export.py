import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from quizzes import __main__ as command_line
from quizzes.bank import QUESTIONS, Bank
from quizzes.exports.errors import UnfitTextError, UnwritableFileError
from quizzes.exports.export import FORMATS, export, refuse_unwritable
from quizzes.lesson import Lesson
from tests.quizzes.exports.questions import CELLS, lesson, saying

SOURCE = (QUESTIONS / "source.toml").read_text(encoding="utf-8")


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    """Return a folder with the source's questions alone."""
    folder = tmp_path / "questions"
    folder.mkdir()
    (folder / "source.toml").write_text(SOURCE, encoding="utf-8")
    return folder


def ended(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> object:
    def told() -> Lesson:
        return lesson()

    monkeypatch.setattr(command_line, "lesson", told)
    monkeypatch.setattr(sys, "argv", ["quizzes", "export", *map(str, arguments)])
    with pytest.raises(SystemExit) as end:
        command_line.main()
    return end.value.code


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_counts_what_is_written_and_what_is_changed(
    form: str, bank: Bank, tmp_path: Path
) -> None:
    told = str(export(bank, CELLS, form, tmp_path / "bank"))

    first, *changes = told.splitlines()
    assert first == f"{len(bank.questions)} questions written to {tmp_path / 'bank'}."
    hints, order = f"({len(bank.questions)} questions)", "(1 question)"
    assert any(line.startswith("Hints: ") and line.endswith(hints) for line in changes)
    assert any(line.startswith("Order questions: ") and line.endswith(order) for line in changes)
    assert any(line.startswith("Links into the table: ") for line in changes)


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_tells_where_a_part_of_an_answer_earns_something_unlike_here(
    form: str, bank: Bank, tmp_path: Path
) -> None:
    told = str(export(bank, CELLS, form, tmp_path / "bank"))

    several = sum(question.kind == "several" for question in bank.questions)
    line = (
        "Several right options: credit for a part of them too, where here only all of them count. "
        f"({several} questions)"
    )
    assert (line in told.splitlines()) == (form in {"moodle-xml", "gift", "qti21"})
    assert "neighbour" not in told
    assert "Partial credit" not in told


def test_a_report_leaves_out_what_touches_no_question(source: Bank, tmp_path: Path) -> None:
    told = str(export(source, CELLS, "gift", tmp_path / "bank"))

    assert "Order questions" not in told


def test_formulas_are_reported(tmp_path: Path) -> None:
    bank = Bank((saying("=1+1", 1), saying("one", 2)))

    told = str(export(bank, CELLS, "csv", tmp_path / "bank"))

    assert "an apostrophe put before them. (1 question)" in told


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("character", ["\0", "\b", "\r", "\x7f", "\ud800", "\ufffe"])
def test_a_character_that_no_file_holds_is_refused(
    form: str, character: str, tmp_path: Path
) -> None:
    path = tmp_path / "bank"

    with pytest.raises(UnfitTextError, match=r"Question saying-1 holds U\+[0-9A-F]{4} \("):
        export(Bank((saying(f"a{character}b", 1),)), CELLS, form, path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("field", ["stem", "program", "check", "steps", "mistakes"])
def test_every_text_of_a_question_is_looked_at(field: str, tmp_path: Path) -> None:
    text = ("\b",) if field in ("steps", "mistakes") else "\b"
    question = replace(saying("fine", 1), **{field: text})  # type: ignore[arg-type]

    with pytest.raises(UnfitTextError):
        export(Bank((question,)), CELLS, "csv", tmp_path / "bank")


def test_a_file_is_replaced_whole(source: Bank, tmp_path: Path) -> None:
    path = tmp_path / "bank.csv"
    path.write_text("old")

    export(source, CELLS, "csv", path)

    assert path.read_bytes().startswith("\ufeffId".encode())
    assert list(tmp_path.iterdir()) == [path]
    assert stat.S_IMODE(path.stat().st_mode) & 0o044  # others may read it as any new file


def test_whoever_reads_the_old_file_meanwhile_reads_it_whole(source: Bank, tmp_path: Path) -> None:
    path = tmp_path / "bank.csv"
    path.write_text("old")

    with path.open() as reader:
        export(source, CELLS, "csv", path)

        assert reader.read() == "old"


def test_a_write_that_fails_leaves_the_old_file(
    source: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bank.csv"
    path.write_text("old")

    def full(self: Path, content: bytes) -> int:
        with self.open("wb") as file:
            file.write(content[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(UnwritableFileError, match=r"cannot be written: no space left on device\.$"):
        export(source, CELLS, "csv", path)

    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_path_that_is_no_place_for_a_file_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(UnwritableFileError, match="it is a folder"):
        refuse_unwritable(tmp_path)
    with pytest.raises(UnwritableFileError, match="there is no folder"):
        refuse_unwritable(tmp_path / "none" / "bank.csv")


def test_the_command_writes_the_bank(
    questions: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "bank.gift"

    code = ended(monkeypatch, "--format", "gift", "--out", path, "--questions", questions)

    assert code == 0
    assert capsys.readouterr().out.startswith(f"8 questions written to {path}.\n")
    assert "::after-training::" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--format", "word", "--out", "x"], "invalid choice: 'word'"),
        (["--format", "csv"], "required: --out"),
        (["--out", "x"], "required: --format"),
    ],
)
def test_a_wrong_argument_is_told_in_one_sentence(
    arguments: list[str],
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = ended(monkeypatch, *arguments)

    told = capsys.readouterr().err
    assert code == 2
    assert sentence in told
    assert told.count("\n") == 1


def test_a_bank_with_faults_is_not_written(
    questions: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    broken = SOURCE.replace('[row 3](#3.current_stage "Model Training")', "[row 3](http://x)", 1)
    (questions / "source.toml").write_text(broken, encoding="utf-8")
    path = tmp_path / "bank.csv"

    code = ended(monkeypatch, "--format", "csv", "--out", path, "--questions", questions)

    assert code == 1
    assert "source.toml, question after-training: a link must cite" in capsys.readouterr().err
    assert not path.exists()


def test_a_path_that_cannot_be_written_is_told_in_one_sentence(
    questions: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "none" / "bank.csv"

    code = ended(monkeypatch, "--format", "csv", "--out", path, "--questions", questions)

    folder = path.parent
    assert code == 1
    assert capsys.readouterr().err == f"{path} cannot be written: there is no folder {folder}.\n"
