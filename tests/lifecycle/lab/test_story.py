"""A timeline in sentences."""

from lifecycle.lab.choices import Choices
from lifecycle.lab.story import story
from tests.lifecycle.lab.cycles import LONG, timelines_of


def test_a_story_says_when_each_version_served_and_was_retired() -> None:
    assert story(timelines_of(Choices())[-1]) == (
        "The gate is 70% in every year.",
        (
            "v1 learnt 1993 and 1994, served from 1995 to 1997, and was retired at the end of "
            "1997, when v2 took over."
        ),
        "v2 learnt 1996 and 1997 and is in service from 1998 on.",
    )


def test_a_version_of_one_year_served_in_that_year() -> None:
    told = story(timelines_of(LONG)[-1])

    assert (
        "v4 learnt 1995 and 1996, served in 1997, and was retired at the end of 1997, when v5 "
        "took over."
    ) in told


def test_models_that_were_kept_out_are_counted() -> None:
    told = {each.year: story(each)[-1] for each in timelines_of(Choices(gate_accuracy=0.80))}

    assert told[1996] == "1 model was kept out, trained at the end of 1996."
    assert told[2002] == "3 models were kept out, trained at the end of 1996 to 1998."


def test_where_no_model_passes_none_is_in_service() -> None:
    told = story(timelines_of(Choices(gate_accuracy=0.90))[-1])

    assert told[1] == "No model has passed the gate of 90% yet, so none is in service."
