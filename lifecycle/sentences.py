"""Sentences: where each ends in a text, and how a voice says it."""

import re
from typing import Final

# A stop ends a sentence if a new one begins behind it. "d.f.", "e.g." and initials end in a
# single letter; "0.81" and "v1.2" have no space behind their stop.
_END: Final = re.compile(
    r"""(?<!\b[A-Za-z])(?<!\bvs)(?<!\bcf)(?<!\bal)(?<!\bDr)"""
    r"""[.?!][”\u2019"')]*(?P<gap> )(?=[“\u2018"'(*]*[A-Z0-9]|`)"""
)
_MARKS: Final = re.compile(r"`|\*\*")
_YEARS: Final = re.compile(r"\b(\d{4})-(\d{2,4})\b")


def sentences(text: str) -> tuple[str, ...]:
    """Cut a text into its sentences; joined by spaces they are the text again.

    >>> sentences("At 0.81 (d.f. 3) it is v1.2. “Is it good?” Yes.")
    ('At 0.81 (d.f. 3) it is v1.2.', '“Is it good?”', 'Yes.')
    """
    gaps = [match.start("gap") for match in _END.finditer(text)]
    begins, ends = [0, *(gap + 1 for gap in gaps)], [*gaps, len(text)]
    return tuple(text[begin:end] for begin, end in zip(begins, ends, strict=True))


def spoken(sentence: str) -> str:
    """Write a sentence as a voice should say it, without the marks that only eyes need.

    >>> spoken("Since 1993-94 `needs_retraining` is **True**.")
    'Since 1993 to 94 needs retraining is True.'
    """
    return _YEARS.sub(r"\1 to \2", _MARKS.sub("", sentence).replace("_", " "))
