"""The bank: every question of a folder of TOML files, ready to be asked."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from quizzes.checks import faults_of, faults_together
from quizzes.errors import QuizError
from quizzes.lesson import Lesson
from quizzes.question import Question, questions_of
from quizzes.template import Template

QUESTIONS: Final = Path(__file__).parent / "questions"

_FAULTS: Final = {
    "missing": "is missing",
    "extra_forbidden": "is not something a question has; is it misspelt?",
    "literal_error": "is {input!r}, and must be one of {expected}",
    "string_pattern_mismatch": "is {input!r}, which is not written as it must be",
    "string_type": "must be a text in quotes",
    "bool_type": "must be true or false",
    "list_type": "must be a list",
    "model_type": "must be a table",
    "string_too_short": "is empty",
    "string_too_long": "has more than {max_length:,} characters",
    "too_short": "needs {min_length} or more",
    "too_long": "has more than {max_length}",
    "value_error": "is refused: {error}",
}
"""What pydantic found, as a teacher would say it."""
_EITHER: Final = {
    "answer": "must be a text, a list of texts, or one of these for each scenario",
    "when": "must be a text, a whole number, true or false",
}
"""The fields that may be of several types."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with a question, and where to mend it."""

    file: str
    question: str
    reason: str

    def __str__(self) -> str:
        """Say it in one line."""
        where = f"{self.file}, question {self.question}" if self.question else self.file
        return f"{where}: {self.reason.rstrip('.')}."


class BankError(QuizError):
    """A bank with faults, which is not asked from."""

    def __init__(self, complaints: tuple[Complaint, ...]) -> None:
        self.complaints = complaints
        super().__init__("\n".join(map(str, complaints)))


@dataclass(frozen=True, slots=True)
class Bank:
    """All the questions there are; the variants of one follow each other."""

    questions: tuple[Question, ...]

    @property
    def from_source(self) -> tuple[Question, ...]:
        """The lesson's own questions, the visual ones first, each kind in its order."""
        theirs = [question for question in self.questions if question.source]
        return tuple(sorted(theirs, key=lambda each: (not each.is_visual, each.source)))


def load(folder: Path, lesson: Lesson) -> Bank:
    """Read a folder of questions.

    Raises:
        BankError: Something is wrong with it; the error tells everything that is.
    """
    bank, complaints = read(folder, lesson)
    if complaints:
        raise BankError(complaints)
    return bank


def read(folder: Path, lesson: Lesson) -> tuple[Bank, tuple[Complaint, ...]]:
    """Read what can be read of a folder of questions, with every complaint about it."""
    questions: list[Question] = []
    files: dict[str, str] = {}
    complaints: list[Complaint] = []
    if not (paths := sorted(folder.glob("*.toml"))):
        complaints.append(Complaint(str(folder), "", "there are no questions (*.toml) here"))
    for path in paths:
        for name, found in _read_file(path, lesson):
            if isinstance(found, str):
                complaints.append(Complaint(path.name, name, found))
            elif name in files:
                reason = f"its id is taken: {files[name]} has a question of that id too"
                complaints.append(Complaint(path.name, name, reason))
            else:
                files[name] = path.name
                questions.extend(found)
                faults = dict.fromkeys(fault for each in found for fault in faults_of(each, lesson))
                complaints.extend(Complaint(path.name, name, fault) for fault in faults)
    complaints.extend(
        Complaint(files.get(name, str(folder)), name, fault)
        for name, fault in faults_together(questions)
    )
    return Bank(tuple(questions)), tuple(complaints)


def _read_file(path: Path, lesson: Lesson) -> Iterator[tuple[str, str | tuple[Question, ...]]]:
    """Give each question's id with its variants, or with the sentence that says what is wrong."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        yield "", "this is not written in UTF-8; save it in that encoding"
        return
    except tomllib.TOMLDecodeError as error:
        yield "", f"this is not TOML: {error}"
        return
    except (ValueError, RecursionError) as error:  # a number too long, brackets too deep
        yield "", f"this is not TOML that can be read: {error}"
        return
    except OSError as error:
        yield "", f"this cannot be read: {error.strerror}"
        return
    entries = told.pop("question", None)
    if told or not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        stray = f", not {', '.join(map(repr, told))}" if told else ""
        yield "", f"a file of questions holds [[question]] tables and nothing else{stray}"
        return
    for number, entry in enumerate(entries, start=1):
        name = str(entry.get("id", f"number {number}"))
        try:
            yield name, questions_of(Template.model_validate(entry), lesson)
        except ValidationError as error:
            for sentence in dict.fromkeys(map(_sentence, error.errors())):
                yield name, sentence
        except QuizError as error:
            yield name, str(error)


def _sentence(problem: ErrorDetails) -> str:
    location, kind = problem["loc"], problem["type"]
    for either in _EITHER.keys() & set(location[:-1]):  # it goes on with each type
        location, kind = location[: location.index(either) + 1], either
    where = " of ".join(reversed(_places(location))) or "it"
    facts = {"input": problem["input"], **problem.get("ctx", {})}
    told = (_FAULTS | _EITHER).get(kind)
    return f"{where} {told.format(**facts)}" if told else f"{where}: {problem['msg']}"


def _places(location: tuple[Any, ...]) -> list[str]:
    """Turn pydantic's `("option", 1, "text")` into `option 2`, `text`."""
    places: list[str] = []
    for each in location:
        if isinstance(each, int) and places:
            places[-1] = f"{places[-1].strip('`')} {each + 1}"
        else:
            places.append(f"`{each}`")
    return places
