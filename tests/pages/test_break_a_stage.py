"""Break a stage, without a browser: what it hides, how it marks, what it tells at the end."""

from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from classroom.event import Event
from classroom.learner import new_token
from classroom.store import StoreAwayError
from lifecycle.faults.fault import FAULTS, Fault, case_numbered
from lifecycle.stage import STAGES
from quizzes.ways import SOLVED
from tests.pages.pages import break_into, learner_at, opened
from ui import cached, kept
from ui.menu import BREAK_A_STAGE, MY_DATA


def texts(page: AppTest) -> str:
    parts = (*page.markdown, *page.header, *page.success, *page.error, *page.info)
    return "\n".join(part.value for part in parts)


def guess(page: AppTest, stage: str) -> None:
    page.pills[0].set_value(stage).run()


def solve(page: AppTest, number: int) -> None:
    guess(page, case_numbered(number).stage.name)


def forget(page: AppTest) -> None:
    page.checkbox[0].check().run()
    next(each for each in page.button if each.label == "Forget me").click().run()


def noted(page: AppTest) -> list[tuple[str, str, str]]:
    """Answer with what stands in the log: the case's fault, the kind and the value."""
    log = cached.store().events(learner_at(page), BREAK_A_STAGE.address)
    return [(each.question, each.kind, each.value) for each in log]


def noted_as_solved(page: AppTest, fault: Fault) -> None:
    """Write into the log what a solved case writes."""
    now = datetime.now(UTC)
    event = Event(learner_at(page), BREAK_A_STAGE.address, fault.name, SOLVED, 1, "", now)
    cached.store().record(event)


@pytest.fixture
def _one_learner(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every page that is opened be opened by the same learner, as after a reload."""
    token = new_token()
    monkeypatch.setattr(kept, "new_token", lambda: token)


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


@pytest.mark.parametrize(("solved", "left", "coming"), [(2, 1, "3"), (1, len(FAULTS), "2")])
def test_the_next_case_is_one_that_is_not_solved(solved: int, left: int, coming: str) -> None:
    page = opened(BREAK_A_STAGE, case=str(solved))
    solve(page, solved)
    page.selectbox[0].set_value(left).run()
    solve(page, left)

    page.button[0].click().run()

    assert page.query_params["case"] == coming


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


def test_a_solved_case_is_noted_once_and_a_wrong_guess_or_giving_up_is_not() -> None:
    page = opened(BREAK_A_STAGE)
    fault = case_numbered(1)
    wrong = next(stage.name for stage in STAGES if stage is not fault.stage)
    guess(page, wrong)
    page.button[0].click().run()
    assert noted(page) == []

    solve(page, 1)
    guess(page, wrong)
    solve(page, 1)

    assert noted(page) == [(fault.name, "solved", "")]


def test_a_right_guess_is_noted_though_another_message_breaks_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    break_into(monkeypatch, "ui.parts.broken._note", clicked=False)
    page = opened(BREAK_A_STAGE, case="2")

    solve(page, 2)

    assert noted(page) == [(case_numbered(2).name, "solved", "")]
    assert page.selectbox[0].options[1] == "Case 2 of 13, solved"
    assert case_numbered(2).what_was_done in texts(page)


@pytest.mark.usefixtures("_one_learner")
def test_a_solved_case_stands_solved_after_a_reload() -> None:
    solve(opened(BREAK_A_STAGE, case="2"), 2)

    page = opened(BREAK_A_STAGE, case="2")

    assert page.pills[0].value == case_numbered(2).stage.name
    assert page.success[0].value.startswith("Yes")
    assert case_numbered(2).what_was_done in texts(page)


@pytest.mark.usefixtures("_one_learner")
def test_the_list_marks_what_is_solved_at_once_and_after_a_reload() -> None:
    page = opened(BREAK_A_STAGE, case="2")
    assert page.selectbox[0].options[1] == "Case 2 of 13"

    solve(page, 2)

    for each in (page, opened(BREAK_A_STAGE)):
        assert each.selectbox[0].options[:3] == [
            "Case 1 of 13",
            "Case 2 of 13, solved",
            "Case 3 of 13",
        ]
    assert page.selectbox[0].value == 2


@pytest.mark.usefixtures("_one_learner")
def test_the_plain_address_opens_the_first_case_that_is_not_solved() -> None:
    page = opened(BREAK_A_STAGE)
    solve(page, 1)
    page.run()
    assert page.selectbox[0].value == 1, "its solution is still being read"

    assert opened(BREAK_A_STAGE).selectbox[0].value == 2
    assert opened(BREAK_A_STAGE, case="1").selectbox[0].value == 1


@pytest.mark.usefixtures("_one_learner")
def test_when_all_are_solved_the_plain_address_opens_the_first() -> None:
    page = opened(BREAK_A_STAGE)
    for fault in FAULTS:
        if fault != case_numbered(3):
            noted_as_solved(page, fault)
    page = opened(BREAK_A_STAGE)
    assert page.selectbox[0].value == 3

    solve(page, 3)

    assert page.markdown[-1].value == f"**All {len(FAULTS)} cases are solved.**"
    assert not page.button
    assert opened(BREAK_A_STAGE).selectbox[0].value == 1


def test_while_the_store_is_away_a_case_can_be_solved_and_its_mark_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away(*_: object) -> None:
        raise StoreAwayError("away")

    monkeypatch.setattr(kept, "WAIT", 0)
    with monkeypatch.context() as patch:
        patch.setattr(type(cached.store()), "events", away)
        patch.setattr(type(cached.store()), "record", away)
        page = opened(BREAK_A_STAGE)
        solve(page, 1)
        page.run()

        assert not page.exception
        assert page.success[0].value.startswith("Yes")
        assert page.selectbox[0].options[0] == "Case 1 of 13, solved"

    page.run()

    assert noted(page) == [(case_numbered(1).name, "solved", "")]


@pytest.mark.usefixtures("_one_learner")
def test_my_data_shows_and_forgets_what_is_solved() -> None:
    solve(opened(BREAK_A_STAGE), 1)
    page = opened(MY_DATA)
    assert "from Break a stage." in page.markdown[1].value
    assert "a solved case" in page.markdown[1].value

    forget(page)

    assert opened(BREAK_A_STAGE).selectbox[0].options[0] == "Case 1 of 13"


@pytest.mark.usefixtures("_one_learner")
def test_what_is_forgotten_in_one_tab_is_unsolved_in_another_and_can_be_solved_again() -> None:
    page = opened(BREAK_A_STAGE, case="1")
    solve(page, 1)
    forget(opened(MY_DATA))

    page.run()
    assert page.selectbox[0].options[0] == "Case 1 of 13"
    assert not noted(page)
    guess(page, STAGES[0].name)
    solve(page, 1)

    assert noted(page) == [(case_numbered(1).name, "solved", "")]


@pytest.mark.usefixtures("_one_learner")
def test_whoever_forgets_finds_no_guess_of_theirs_in_the_same_tab() -> None:
    page = opened(BREAK_A_STAGE, case="1")
    solve(page, 1)
    page.switch_page(MY_DATA.script).run()

    forget(page)
    assert page.success[0].value == "Everything was deleted."
    page.switch_page(BREAK_A_STAGE.script).run()

    assert page.selectbox[0].options[0] == "Case 1 of 13"
    assert page.pills[0].value is None
    assert not page.success
