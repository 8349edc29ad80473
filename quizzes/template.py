"""A question as a teacher writes it: one table of a TOML file, checked as it is read."""

import re
from typing import Annotated, Final, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

Kind = Literal["one", "several", "order", "predict", "cell"]
Level = Literal["easy", "medium", "hard"]
Stage = Literal[
    "Data Collection",
    "Data Preparation",
    "Model Training",
    "Model Evaluation",
    "Model Deployment",
    "Monitoring & Maintenance",
]
KINDS: Final[tuple[str, ...]] = get_args(Kind)
LEVELS: Final[tuple[str, ...]] = get_args(Level)
STAGES: Final[tuple[str, ...]] = get_args(Stage)

_CODE: Final = re.compile(r"`[^`\n]+`")
_MARKUP: Final = re.compile(r"<[a-z/!?]|javascript:|\bon[a-z]+\s*=\s*[\"']", re.IGNORECASE)


def _without_markup(text: str) -> str:
    if _MARKUP.search(_CODE.sub("`", text)):  # code is shown as it stands
        raise ValueError(
            "HTML and scripts have no place in a question; write Markdown, and code in `backticks`"
        )
    return text


Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000),
    AfterValidator(_without_markup),
]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
_CELL: Final = r"\d{1,4}\.(current_stage|action|next_stage|tracker)"
Cell = Annotated[str, StringConstraints(pattern=f"^{_CELL}$")]
Place = Annotated[str, StringConstraints(pattern=rf"^((row|line) \d{{1,4}}|{_CELL}|exit note)$")]


Proof = Text | list[Text]


class Entry(BaseModel):
    """A table of the file: nothing unknown in it, nothing converted, nothing changed later."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class OptionEntry(Entry):
    """One option, and what to say to whoever takes it."""

    text: Text
    feedback: Text
    right: bool = False
    when: str | int | bool | None = None
    """Right if this is what the run measured; for questions with a `fact`."""


class HintEntry(Entry):
    """One rung of the ladder; `at` says where to look: a row, a cell, a line, the exit note."""

    text: Text
    at: Place | None = None


class Template(Entry):
    """A question, perhaps with gaps such as `{monitoring.accuracy:.1%}` for a run to fill."""

    id: Slug
    kind: Kind
    level: Level
    stage: Stage
    misconceptions: Annotated[list[Slug], Field(min_length=1)]
    source: Slug | None = None
    """Which question of the lesson's source this is, such as `practice-1` or `visual-3`."""
    scenarios: list[Slug] = []
    """The runs that can fill the gaps: one variant of the question for each."""
    answer: Proof | dict[Slug, Proof] | None = None
    """The right answer once more, in words, so that a slip in the options is noticed.

    One text, or a list of several or in order; for a question with a `fact`, by scenario.
    """
    fact: str | None = None
    """What the run measured and the options say in `when`."""
    stem: Text
    program: str = ""
    cell: Cell | None = None
    """The cell of the execution table that is left blank, for the kind `cell`."""
    options: Annotated[list[OptionEntry], Field(alias="option", min_length=2, max_length=5)]
    hints: Annotated[list[HintEntry], Field(alias="hint", min_length=1, max_length=4)]
    steps: Annotated[list[Text], Field(min_length=2, max_length=6)]
    """The solution, opened one by one; a step cites the table as `[row 6](#6.next_stage "…")`."""
    check: Text
    mistakes: Annotated[list[Text], Field(min_length=1)]
