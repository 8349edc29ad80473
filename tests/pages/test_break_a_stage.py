"""Break a stage, without a browser: what it hides, how it marks, what it tells at the end."""

import pytest
from streamlit.testing.v1 import AppTest

from lifecycle.faults.fault import FAULTS, case_numbered
from lifecycle.stage import STAGES
from tests.pages.pages import opened
from ui.menu import BREAK_A_STAGE


def texts(page: AppTest) -> str:
    parts = (*page.markdown, *page.header, *page.success, *page.error, *page.info)
    return "\n".join(part.value for part in parts)


def guess(page: AppTest, stage: str) -> None:
    page.pills[0].set_value(stage).run()


def test_every_fault_is_a_case() -> None:
    numbers = range(1, len(FAULTS) + 1)

    assert {case_numbered(number) for number in numbers} == set(FAULTS)


@pytest.mark.parametrize("number", range(1, len(FAULTS) + 1))
def test_a_case_hides_its_fault_until_the_guilty_stage_is_named(number: int) -> None:
    fault = case_numbered(number)
    page = opened(BREAK_A_STAGE, case=str(number))
    before = texts(page)

    guess(page, fault.stage.name)

    assert not page.exception
    assert fault.title not in before
    assert fault.what_was_done not in before
    assert page.success[0].value.startswith("Yes")
    assert fault.what_was_done in texts(page)


def test_a_wrong_guess_gets_a_sentence_and_may_see_what_happened() -> None:
    fault = case_numbered(1)
    page = opened(BREAK_A_STAGE)
    wrong = next(stage for stage in STAGES if stage is not fault.stage)

    guess(page, wrong.name)

    assert page.error[0].value.startswith("No")
    assert fault.what_was_done not in texts(page)
    page.button[0].click().run()
    assert fault.what_was_done in texts(page)


def test_the_next_case_has_not_been_guessed() -> None:
    page = opened(BREAK_A_STAGE)
    guess(page, case_numbered(1).stage.name)

    page.button[0].click().run()

    assert page.query_params["case"] == "2"
    assert not page.success
    assert case_numbered(2).title not in texts(page)


def test_a_solved_case_is_still_solved_when_it_is_chosen_again() -> None:
    page = opened(BREAK_A_STAGE)
    guess(page, case_numbered(1).stage.name)
    page.button[0].click().run()

    page.selectbox[0].set_value(1).run()

    assert page.pills[0].value == case_numbered(1).stage.name
    assert page.success[0].value.startswith("Yes")


def test_a_solved_case_stays_solved_whatever_is_tried_after_it() -> None:
    page = opened(BREAK_A_STAGE)
    fault = case_numbered(1)
    guess(page, fault.stage.name)

    guess(page, next(stage for stage in STAGES if stage is not fault.stage).name)

    assert page.error[0].value.startswith("No")
    assert fault.what_was_done in texts(page)


def test_back_and_a_link_lead_to_the_case_they_name() -> None:
    page = opened(BREAK_A_STAGE, case="2")
    page.selectbox[0].set_value(3).run()
    assert page.query_params["case"] == "3"

    page.query_params["case"] = "2"
    page.run()

    assert page.selectbox[0].value == 2


@pytest.mark.parametrize("number", ["0", "99", "x", "<b>"])
def test_a_case_that_does_not_exist_is_said_in_one_line(number: str) -> None:
    page = opened(BREAK_A_STAGE, case=number)

    assert not page.exception
    assert page.warning[0].value.endswith("this is the first.")
