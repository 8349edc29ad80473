import tomllib
from dataclasses import replace

import pytest

from lifecycle.faults.case import Case
from lifecycle.faults.clues import clues, mark
from lifecycle.faults.fault import FAULTS
from lifecycle.moments import PROSE
from lifecycle.stage import MONITORING, PREPARATION, STAGES
from tests.lifecycle.faults.cases import case_of, every_fault

TEXTS = tomllib.loads((PROSE / "faults.toml").read_text(encoding="utf-8"))


@every_fault
def test_one_stage_is_guilty_and_five_are_innocent(name: str) -> None:
    case = case_of(name)

    told = clues(case)

    assert tuple(clue.stage for clue in told) == STAGES
    assert [clue.stage for clue in told if clue.proves_guilt] == [case.fault.stage]


@every_fault
def test_every_guess_gets_a_sentence_of_its_own(name: str) -> None:
    marks = [mark(case_of(name), stage) for stage in STAGES]

    assert len({each.sentence for each in marks}) == len(STAGES)
    for each in marks:
        assert each.sentence.endswith((".", ".”"))
        assert "{" not in each.sentence


@every_fault
def test_only_the_guilty_stage_is_the_right_guess(name: str) -> None:
    case = case_of(name)

    for stage in STAGES:
        answer = mark(case, stage)

        assert answer.right is (stage is case.fault.stage)
        said, verdict = ("Yes", "guilty") if answer.right else ("No", "innocent")
        assert answer.sentence.startswith(f"{said}, {stage} is {verdict}. ")


@every_fault
def test_texts_are_written_for_the_stages_that_show_the_fault_and_no_other(name: str) -> None:
    showing = {clue.stage.verb for clue in clues(case_of(name)) if clue.shows_fault}

    assert set(TEXTS[name]) == showing


def test_no_text_is_written_for_an_unknown_fault() -> None:
    assert set(TEXTS) == {fault.name for fault in FAULTS}


@every_fault
def test_the_guilty_sentence_gives_what_its_checks_read(name: str) -> None:
    case = case_of(name)
    guilty = next(clue for clue in clues(case) if clue.proves_guilt)

    read = [each.faulty for each in case.symptoms_of(guilty.stage) if each.changed]

    assert any(value in guilty.sentence for value in read)


@every_fault
def test_a_stage_whose_checks_pass_is_cleared_by_what_they_read(name: str) -> None:
    case = case_of(name)

    for clue in clues(case):
        if not clue.shows_fault:
            assert clue.sentence.startswith("Its checks differ no more than by chance. Had ")
            assert all(each.faulty in clue.sentence for each in case.symptoms_of(clue.stage))


def test_the_numbers_follow_what_is_measured() -> None:
    case = case_of("untared-scale")
    other = Case(case.fault, case.seed, healthy=case.faulty, faulty=case.healthy)

    told = mark(other, MONITORING).sentence

    assert "81.2% (78.6% to 83.5%) right instead of 49.7%" in told


def test_a_stage_that_shows_a_fault_nobody_foresaw_there_is_still_told_apart() -> None:
    case = case_of("weights-in-ounces")
    unforeseen = Case(replace(case.fault, name="untared-scale"), 0, case.healthy, case.faulty)

    told = mark(unforeseen, PREPARATION)

    assert not told.right
    assert "dropped as impossible: 605 instead of 0" in told.sentence
    assert "a stage before it fails its own checks already" in told.sentence


@pytest.mark.parametrize(
    ("name", "expected"), [("genus-let-in", "genus"), ("swapped-inputs", "skew")]
)
def test_a_guilty_sentence_names_the_idea(name: str, expected: str) -> None:
    guilty = next(clue for clue in clues(case_of(name)) if clue.proves_guilt)

    assert expected in guilty.sentence
