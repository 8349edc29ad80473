"""The moments a playlist can hold: those that are offered can be opened, others are refused."""

import pytest

from classroom.playlist import Moment
from lifecycle.faults.fault import FAULTS
from ui import moments
from ui.address import read as place_of
from ui.address import within
from ui.cached import walks_of


def test_every_moment_that_is_offered_is_there() -> None:
    for name, moment in moments.ready().items():
        assert moment.page in moments.PAGES, name
        assert moments.complaints(moment) == (), name
        if moments.is_walk(moment):
            place = place_of(moment.parameters)
            walk = walks_of(place.scenario.name)[place.turns - 1]
            assert within(place, len(walk.trace.steps)) == place, name


def test_each_step_key_moment_case_and_visual_question_is_offered() -> None:
    names = list(moments.ready())

    assert sum("step 6: Monitoring & Maintenance" in name for name in names) == 4
    assert "The desert has changed, second turn, step 12: Monitoring & Maintenance" in names
    assert sum(name.startswith("Key moment: ") for name in names) == 7
    assert sum(name.startswith("Break a stage, case ") for name in names) == len(FAULTS)
    assert sum(name.startswith("Visual question: ") for name in names) == 3


def test_the_key_to_a_question_is_not_offered_with_it() -> None:
    for name, moment in moments.ready().items():
        assert not (name.startswith("Visual question: ") and moment.answer)


@pytest.mark.parametrize(
    ("address", "until", "title"),
    [
        ("step-through", None, "The desert has changed, from the start"),
        (
            "step-through?scenario=quiet-year&step=5&predict=1",
            6,
            "A quiet year, step 5 to 6, predicted first",
        ),
        ("step-through?turns=2&step=12", None, "The desert has changed, step 12, second turn"),
        ("break-a-stage?case=4", None, "Break a stage, case 4"),
        ("test?seed=[x](y)", None, "Test, seed xy"),
        ("visual-quiz", None, "Visual quiz"),
        (
            "live-lab?train=1993,1994&watch=1997&gate=80&seed=3",
            None,
            "Live lab: Is the logistic regression trained on 1993 and 1994 still good in 1997?",
        ),
    ],
)
def test_a_moment_is_called_by_what_it_opens(address: str, until: int | None, title: str) -> None:
    assert moments.title_of(Moment(address, until)) == title


@pytest.mark.parametrize(
    "address",
    ["step-through?scenario=x", "step-through?step=99", "break-a-stage?case=99", "live-lab?gate=1"],
)
def test_an_address_that_asks_for_what_is_not_there_is_complained_of(address: str) -> None:
    assert len(moments.complaints(Moment(address))) == 1


@pytest.mark.parametrize(("until", "told"), [(2, 1), (5, 0), (6, 0), (None, 0)])
def test_a_last_step_before_that_of_the_address_is_complained_of(
    until: int | None, told: int
) -> None:
    complaint = "Its last step shown, 2, lies before step 5 of the address."

    assert moments.complaints(Moment("step-through?step=5", until)) == (complaint,) * told


@pytest.mark.parametrize("page", ["", "present", "notes", "playlist", "no-such-page"])
def test_a_moment_is_on_a_page_of_the_lesson(page: str) -> None:
    assert page not in moments.PAGES
