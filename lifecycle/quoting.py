"""A stranger's words, made fit to stand in one of our sentences."""

from typing import Final

_SHOWN: Final = 40


def quoted(text: str) -> str:
    """Quote what a stranger wrote, short and without anything that Markdown would act on."""
    plain = "".join(letter for letter in text if letter.isalnum() or letter in " -,'")
    return f"“{plain[:_SHOWN]}”"
