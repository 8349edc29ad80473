"""A question's Markdown as other systems show it: as HTML or as plain text.

Questions use little of Markdown: `code`, **bold**, *stress* and links into the table.
"""

import html
import re
from collections.abc import Callable, Mapping
from typing import Final

from quizzes.citations import uncited

_MARK: Final = re.compile(
    r"`(?P<code>[^`\n]+)`"
    r"|\*\*(?P<strong>[^\s*](?:[^*\n]*[^\s*])?)\*\*"
    r"|(?<![\w*])\*(?P<em>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])"
)
_PLAIN: Final = {"code": "{}", "strong": "{}", "em": "{}"}
_HTML: Final = {
    "code": "<code>{}</code>",
    "strong": "<strong>{}</strong>",
    "em": "<em>{}</em>",
}


def plain(text: str) -> str:
    """Give the text without its dress.

    >>> plain('`fit` learns in [row 3](#3.current_stage "Model Training").')
    'fit learns in row 3 (Model Training).'
    """
    return _dressed(uncited(text), str, _PLAIN)


def inline(text: str) -> str:
    """Give the text as HTML for within a paragraph.

    >>> inline('`a < b` is **right**')
    '<code>a &lt; b</code> is <strong>right</strong>'
    """
    return _dressed(uncited(text), html.escape, _HTML)


def paragraphs(text: str) -> str:
    """Give the text as HTML paragraphs, parted where it has empty lines."""
    return "".join(f"<p>{inline(part)}</p>" for part in re.split(r"\n{2,}", text))


def literal(text: str) -> str:
    """Give a program, or what it prints, as HTML that keeps every space."""
    return f"<pre>{html.escape(text)}</pre>"


def listed(kind: str, texts: tuple[str, ...]) -> str:
    """Give the texts as an HTML list, `ol` or `ul`."""
    return f"<{kind}>{''.join(f'<li>{inline(text)}</li>' for text in texts)}</{kind}>"


def _dressed(text: str, escape: Callable[[str], str], dress: Mapping[str, str]) -> str:
    written, end = "", 0
    for found in _MARK.finditer(text):
        kind = str(found.lastgroup)
        inner = escape(found[kind]) if kind == "code" else _dressed(found[kind], escape, dress)
        written += escape(text[end : found.start()]) + dress[kind].format(inner)
        end = found.end()
    return written + escape(text[end:])
