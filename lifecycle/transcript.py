"""The lesson in words alone: a snapshot to remember, a transcript to read or hear."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lifecycle.sentences import sentences
from lifecycle.stage import STAGES
from lifecycle.walk import Walk

SECOND: Final = 2
_SOURCES: Final = Path(__file__).parent / "prose" / "sources.md"

_OPENING: Final = """\
A machine-learning model is never finished once and for all. First its data is collected, then \
prepared for use. A model is trained on it and evaluated; if it is good enough, it is deployed. \
From then on it is monitored, to see that it keeps working. If monitoring finds a problem, or \
new data calls for it, the cycle starts again at Data Collection. That is how a model stays \
accurate and useful over time.

This walk asks a question of real field records from the Portal Project in Arizona: which rodent \
is in the trap, told from its weight and the length of its hind foot? A short program moves a \
variable named stage through the six stages, and each step is carried out for real on those \
records."""

_CLOSING: Final = (
    "Deployment was not the end, and monitoring did not mean retraining: "
    "what was measured decided which way the cycle went."
)

_CLOSING_OF_A_REFUSAL: Final = (
    "A model that does not reach what was agreed is not used: "
    "what was measured decided which way the cycle went."
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that belong together, in Markdown; listed ones are the items of a list."""

    sentences: tuple[str, ...]
    listed: bool = False

    @property
    def markdown(self) -> str:
        """The paragraph as a text."""
        if not self.listed:
            return " ".join(self.sentences)
        return "\n".join(f"{number}. {item}" for number, item in enumerate(self.sentences, start=1))


@dataclass(frozen=True, slots=True)
class Part:
    """A headed part of the transcript, and the step it is told at: 0 before the first has run."""

    heading: str
    step: int
    paragraphs: tuple[Paragraph, ...]


_SNAPSHOT: Final = (
    Paragraph(tuple(f"**{stage.name}**: {stage.gist}" for stage in STAGES), listed=True),
    Paragraph(("The cycle repeats, if needed, to improve the model.",)),
)


def snapshot() -> str:
    """List the six stages and the way back, in Markdown."""
    return _markdown(_SNAPSHOT)


def sources() -> str:
    """Say where the records come from, in Markdown."""
    return _SOURCES.read_text(encoding="utf-8").strip()


def parts(walk: Walk) -> tuple[Part, ...]:
    """Tell the whole walk sentence by sentence, complete enough to learn it by ear or in print."""
    end = len(walk.trace.steps)
    closing = _CLOSING_OF_A_REFUSAL if walk.run.refused else _CLOSING
    return (
        Part(walk.run.scenario.question, 0, _paragraphs(*_OPENING.split("\n\n"))),
        *(
            Part(
                f"Step {step.number}: {step.current_stage}{_later_turn(walk, step.number)}",
                step.number,
                _paragraphs(
                    f"{step.action}. {step.narration}", walk.result_of(step).evidence.sentence
                ),
            )
            for step in walk.trace.steps
        ),
        Part(
            "How the walk ends",
            end,
            _paragraphs(
                f"{walk.trace.exit_note} {walk.ending} {walk.run.reason}",
                f"The gate was set beforehand at {walk.run.scenario.gate.accuracy:.0%}. {closing}",
            ),
        ),
        Part("To remember", end, _SNAPSHOT),
    )


def transcript(walk: Walk, level: int = 1) -> str:
    """Write the walk's transcript in Markdown; `level` is that of its first heading."""
    told = (
        f"{'#' * (level + (number > 0))} {part.heading}\n\n{_markdown(part.paragraphs)}\n"
        for number, part in enumerate(parts(walk))
    )
    return "\n".join(told)


def _paragraphs(*texts: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(sentences(text)) for text in texts)


def _markdown(paragraphs: tuple[Paragraph, ...]) -> str:
    return "\n\n".join(paragraph.markdown for paragraph in paragraphs)


def _later_turn(walk: Walk, step: int) -> str:
    turn = walk.run.turn_of(step)
    if turn == 1:
        return ""
    return " (second turn)" if turn == SECOND else f" (turn {turn})"
