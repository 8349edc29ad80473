import re

import pytest

from lifecycle.scenarios import SCENARIOS, scenario_named
from lifecycle.stage import STAGES
from lifecycle.trace import EXIT_NOTE
from lifecycle.transcript import parts, snapshot, sources, transcript
from tests.runs import walk_for

every_walk = pytest.mark.parametrize(
    ("name", "turns"),
    [(scenario.name, turns + 1) for scenario in SCENARIOS for turns in range(len(scenario.turns))],
)


@every_walk
def test_every_step_is_told_with_its_action_its_narration_and_its_evidence(
    name: str, turns: int
) -> None:
    walk = walk_for(name, turns)

    told = transcript(walk)

    for step in walk.trace.steps:
        heading = f"## Step {step.number}: {step.current_stage.name}"
        assert told.count(heading) == 1
        part = told.partition(heading)[2].partition("\n## ")[0]
        assert step.action in part
        assert step.narration in part
        assert walk.result_of(step).evidence.sentence in part


@every_walk
def test_no_step_is_told_that_was_not_taken(name: str, turns: int) -> None:
    walk = walk_for(name, turns)

    told = transcript(walk)

    assert told.count("## Step ") == len(walk.trace.steps)


@every_walk
def test_the_transcript_ends_with_the_exit_note_and_the_snapshot(name: str, turns: int) -> None:
    told = transcript(walk_for(name, turns))

    assert told.partition("## How the walk ends")[2].strip().startswith(EXIT_NOTE)
    assert told.endswith(f"## To remember\n\n{snapshot()}\n")


@every_walk
def test_the_transcript_begins_with_the_question_of_the_walk(name: str, turns: int) -> None:
    told = transcript(walk_for(name, turns))

    assert told.startswith(f"# {scenario_named(name).question}\n")


def test_the_snapshot_lists_the_six_stages_in_order_and_the_way_back() -> None:
    lines = snapshot().splitlines()

    assert [line.split(":")[0] for line in lines[:6]] == [
        f"{number}. **{stage.name}**" for number, stage in enumerate(STAGES, start=1)
    ]
    assert lines[-1] == "The cycle repeats, if needed, to improve the model."


def words(text: str) -> list[str]:
    """Read the words alone, without the marks and numbers of Markdown's headings and lists."""
    return re.sub(r"^(#+|\d\.) ", "", text, flags=re.MULTILINE).split()


@every_walk
def test_the_sentences_one_after_the_other_are_the_transcript(name: str, turns: int) -> None:
    walk = walk_for(name, turns)

    told = [
        text
        for part in parts(walk)
        for text in (part.heading, *(each for par in part.paragraphs for each in par.sentences))
    ]

    assert words(" ".join(told)) == words(transcript(walk))


@every_walk
def test_every_sentence_is_whole(name: str, turns: int) -> None:
    for part in parts(walk_for(name, turns)):
        for paragraph in part.paragraphs:
            for sentence in paragraph.sentences:
                assert sentence == sentence.strip()
                assert paragraph.listed or re.match(r"[A-Z0-9]", sentence)
                assert paragraph.listed or sentence.endswith((".", "?"))
                assert sentence.count("(") == sentence.count(")")
                assert sentence.count("“") == sentence.count("”")


@every_walk
def test_a_part_belongs_to_the_step_it_tells(name: str, turns: int) -> None:
    walk = walk_for(name, turns)
    last = len(walk.trace.steps)

    assert [part.step for part in parts(walk)] == [*range(last + 1), last, last]
    for part, step in zip(parts(walk)[1:], walk.trace.steps, strict=False):
        assert step.narration in part.paragraphs[0].markdown


def test_the_sources_say_where_the_records_come_from_and_how_to_cite_them() -> None:
    assert "Portal Project" in sources()
    assert "https://doi.org/10.6084/m9.figshare.1314459" in sources()
