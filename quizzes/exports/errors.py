"""What can go wrong when a bank is written for another system."""

import unicodedata
from pathlib import Path

from quizzes.errors import QuizError


class ExportError(QuizError):
    """A bank that cannot be written as it was asked for."""


class UnfitTextError(ExportError):
    """A question with a character that files for other systems cannot hold."""

    def __init__(self, question: str, character: str) -> None:
        self.question = question
        self.character = character
        name = unicodedata.name(character, "a character without a name")
        told = f"U+{ord(character):04X} ({name})"
        super().__init__(f"Question {question} holds {told}, which cannot be written to a file.")


class UnwritableFileError(ExportError):
    """A path to which nothing can be written."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path} cannot be written: {reason}.")
