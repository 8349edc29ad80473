import pytest

from lifecycle.stages.collection import NoRecordsError, collect


def test_the_records_are_taken_as_they_were_written() -> None:
    collected = collect((1993, 1994))

    assert set(collected.raw["year"]) == {1993, 1994}
    assert collected.raw["weight"].isna().any()
    assert (collected.raw["taxa"] == "Bird").any()
    assert int(collected.labels.sum()) + collected.unlabelled == len(collected.raw) == 1_418


def test_the_first_stage_begins_with_the_question_and_what_counts_as_success() -> None:
    sentence = collect((1995,)).evidence.sentence

    assert sentence.startswith("Which rodent is in the trap")
    assert "Success is" in sentence
    assert "70%" in sentence


def test_a_snapshot_is_known_by_its_hash() -> None:
    assert collect((1993, 1994)).snapshot == (
        "7f3e47c5e37acf0ece2621cf6b153ed0b7d3acb684be368f5eb5f44aaaf7be97"
    )
    assert collect((1995,)).snapshot != collect((1996,)).snapshot


def test_a_year_without_records_is_refused() -> None:
    with pytest.raises(NoRecordsError, match="There are no records of 2010"):
        collect((2010,))
