"""Reading HTML as a browser would show it."""

import re
from html.parser import HTMLParser
from typing import Final

from quizzes.exports.text import plain
from quizzes.question import Option, Question

_BLOCKS: Final = {"p", "pre", "li", "ol", "ul", "td", "th", "tr", "table", "thead", "tbody"}
_INLINE: Final = {"code", "strong", "em", "br"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.blocks = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in _BLOCKS | _INLINE, f"<{tag} {attrs}> is none of ours"
        if tag == "br":
            self.blocks[-1] += "\n"
        elif tag in _BLOCKS:
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        self.blocks[-1] += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


def seen(html: str) -> list[str]:
    """Give the text of each paragraph, list item, cell and listing."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return [block for block in reader.blocks if block]


def said(text: str) -> list[str]:
    """Give the paragraphs that a reader of a question's Markdown should see."""
    return [block for block in map(plain, re.split(r"\n{2,}", text)) if block]


def said_option(question: Question, option: Option) -> list[str]:
    """Give what a reader of an option should see."""
    return [option.text] if question.kind == "predict" else said(option.text)
