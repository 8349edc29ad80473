import gc
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Any
from weakref import ref

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from lifecycle.algorithm import ALGORITHMS, DECISION_TREE, Algorithm
from lifecycle.lab.address import as_address
from lifecycle.lab.choices import Choices
from lifecycle.lab.timeline import Timeline, after_a_year
from lifecycle.portal import FOLDER_VARIABLE
from tests.lifecycle.lab.cycles import timelines_held, timelines_of, walk_of
from tests.pages.pages import announced, break_into, brought_to, opened
from ui import cached, clicks
from ui.clicks import SETTLED
from ui.menu import HOME, LIVE_LAB
from ui.parts import lab_years
from ui.player import key_of

USUAL = Choices()
TOO_HIGH = Choices(gate_accuracy=0.95)
LATE = Choices((1998, 1999), 2000, DECISION_TREE)


def headers(page: AppTest) -> list[str]:
    return [header.value for header in page.header]


def text(page: AppTest) -> str:
    return "\n".join(part.value for part in page.markdown)


def at(choices: Choices, **parameters: str) -> AppTest:
    return opened(LIVE_LAB, **as_address(choices), **parameters)


def named(widgets: Any, label: str) -> Any:
    return next(widget for widget in widgets if widget.label == label)


def downloads(page: AppTest) -> list[str]:
    buttons: Any = page.get("download_button")
    return [button.label for button in buttons]


def cells(page: AppTest, nth: int) -> list[str]:
    return [str(cell) for row in page.table[nth].value.to_numpy() for cell in row]


def test_without_an_address_the_usual_choices_are_run() -> None:
    page = opened(LIVE_LAB)

    assert not page.exception
    assert not page.warning
    assert headers(page)[0] == USUAL.question


@pytest.mark.parametrize("algorithm", ALGORITHMS, ids=lambda algorithm: algorithm.name)
def test_a_link_opens_its_run(algorithm: Algorithm) -> None:
    choices = Choices((1980, 1982), 1985, algorithm, 0.6, 7)

    page = at(choices)

    assert not page.exception
    assert not page.warning
    assert headers(page)[0] == choices.question
    assert named(page.slider, "Gate").value == 60
    assert named(page.number_input, "Seed").value == 7


def test_what_makes_no_sense_in_an_address_is_said_and_the_usual_is_run() -> None:
    page = opened(LIVE_LAB, gate="lots", step="99")

    assert not page.exception
    assert [warning.value.split(",")[0] for warning in page.warning] == [
        "The gate is a whole percentage from 50 to 95",
        "There is no step “99” in this walk: it begins at the start.",
    ]
    assert headers(page)[0] == USUAL.question


def test_a_choice_is_run_and_stands_in_the_address() -> None:
    page = opened(LIVE_LAB, step="3")

    named(page.selectbox, "Watched year").set_value(1999)
    page.run()

    chosen = Choices(watched=1999)
    assert headers(page)[:2] == [chosen.question, "What is this about?"]
    assert page.query_params["watch"] == "1999"
    assert "step" not in page.query_params


def test_a_second_choice_is_kept_though_its_address_is_late() -> None:
    page = opened(LIVE_LAB)
    named(page.selectbox, "Watched year").set_value(1999)
    page.run()

    page.query_params.clear()
    named(page.slider, "Gate").set_value(80)
    page.run()

    assert named(page.selectbox, "Watched year").value == 1999
    assert page.query_params["gate"] == "80"


def test_another_click_does_not_undo_a_choice_though_the_address_is_late(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = opened(LIVE_LAB)
    named(page.selectbox, "Watched year").set_value(1999)
    page.run()
    monkeypatch.setattr(clicks, "monotonic", lambda: monotonic() + SETTLED)  # a second later

    page.query_params.clear()
    named(page.button, "Unfold the years").click()
    page.run()

    assert named(page.selectbox, "Watched year").value == 1999
    assert page.query_params["watch"] == "1999"


def test_after_a_failure_the_next_address_is_obeyed(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(LIVE_LAB)
    with monkeypatch.context() as patch:
        patch.delattr(cached, "walk_as_chosen")  # an error that nobody has foreseen
        named(page.slider, "Gate").set_value(80)
        page.run()
        assert page.exception
    monkeypatch.setattr(clicks, "monotonic", lambda: monotonic() + SETTLED)  # a second later

    page.query_params["watch"] = "1999"
    page.run()

    assert named(page.selectbox, "Watched year").value == 1999


def test_back_brings_back_the_choices_of_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(LIVE_LAB)
    named(page.selectbox, "Watched year").set_value(1999)
    page.run()
    monkeypatch.setattr(clicks, "monotonic", lambda: monotonic() + SETTLED)  # a second later

    page.query_params.clear()
    page.run()

    assert named(page.selectbox, "Watched year").value == USUAL.watched
    assert headers(page)[0] == USUAL.question


@pytest.mark.parametrize(
    ("trained_on", "sentence"),
    [
        ([], "choose at least one training year"),
        ([1997], "watch a year that it was not trained on"),
        ([2000], "watch a year after 2000"),
    ],
)
def test_a_choice_that_cannot_work_is_refused_in_a_sentence(
    trained_on: list[int], sentence: str
) -> None:
    page = opened(LIVE_LAB)

    named(page.pills, "Training years").set_value(trained_on)
    page.run()

    assert not page.exception
    within, below = page.error
    assert sentence in below.value
    assert within.value == f"{below.value} The address of this page still names the choices before."
    assert not page.header


def test_every_step_has_its_evidence() -> None:
    for step, result in enumerate(walk_of(LATE).run.records, start=1):
        page = at(LATE, step=str(step))

        assert not page.exception
        assert headers(page)[1] == f"Evidence of step {step}: {result.stage.name}"
        assert result.evidence.sentence in text(page)


def test_a_model_kept_out_has_its_evidence_and_no_card() -> None:
    refused = walk_of(TOO_HIGH).run.refused
    assert refused

    page = at(TOO_HIGH, step="5")

    assert not page.exception
    assert refused.evidence.sentence in text(page)
    assert "Model card" not in downloads(page)


def test_a_step_of_a_longer_walk_does_no_harm() -> None:
    page = at(TOO_HIGH)
    page.session_state[key_of(TOO_HIGH.scenario)] = {"step": 7}

    page.run()

    assert not page.exception
    assert headers(page)[1] == "Evidence of step 5: Model Deployment"


def test_the_service_is_not_said_to_know_the_model() -> None:
    page = at(USUAL, step="5")

    assert "It answers **" in text(page)
    assert not page.code


def test_the_years_unfold_one_at_a_time_until_they_are_over() -> None:
    page = at(LATE)
    named(page.button, "Unfold the years").click()
    page.run()
    while not named(page.button, "Stop").disabled:
        page.run()

    whole = timelines_of(LATE)[-1]
    shown = cells(page, -2)
    assert not page.exception
    assert [cell for cell in shown if cell.isdigit()] == [str(each.year) for each in whole.watched]
    assert {each.why for each in whole.versions} <= set(cells(page, -1))


def test_the_question_of_another_run_is_announced_once_it_is_chosen() -> None:
    page = opened(LIVE_LAB)
    assert not announced(page)

    named(page.selectbox, "Watched year").set_value(1996).run()
    assert announced(page) == [headers(page)[0]]
    page.run()
    assert not announced(page)


def test_some_years_and_the_last_are_announced_and_a_press_keeps_the_focus_near() -> None:
    page = at(Choices((1996, 1997), 1998, seed=43))
    named(page.button, "Unfold the years").click().run()
    assert brought_to(page) == ["every-year", "years-seen"]
    said = []
    while not named(page.button, "Stop").disabled:
        page.run()
        said += announced(page)

    assert said == ["2000 is over.", "2002 is over."]
    page.run()
    assert not announced(page) + brought_to(page)


def test_the_years_can_be_stopped_and_go_on() -> None:
    page = at(USUAL)
    named(page.button, "Unfold the years").click()
    page.run()

    named(page.button, "Stop").click()
    page.run()
    stopped = cells(page, -2)
    page.run()

    assert cells(page, -2) == stopped
    assert not named(page.button, "Go on").disabled


@pytest.fixture
def passed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Answer with the years that are worked out from now on, in their order."""
    years = []

    def counted(before: Timeline) -> Timeline:
        years.append(before.year + 1)
        return after_a_year(before)

    monkeypatch.setattr("lifecycle.lab.timeline.after_a_year", counted)
    return years


def test_a_year_that_a_click_breaks_into_is_worked_out_once(
    passed: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = at(Choices((1996, 1997), 1998, seed=41))  # nobody else asks for these
    named(page.button, "Unfold the years").click().run()
    break_into(monkeypatch, "lifecycle.lab.timeline.after_a_year", clicked=False)
    while not named(page.button, "Stop").disabled:
        page.run()

    assert passed == [1998, 1999, 2000, 2001, 2002]
    assert "2002 is over" in [each.text for each in page.get("progress")]


def test_years_that_somebody_has_let_pass_are_told_to_others_without_being_worked_out_again(
    passed: list[int],
) -> None:
    choices = Choices((1996, 1997), 1998, seed=47)  # nobody else asks for these
    for _ in ("first", "second"):
        page = at(choices)
        named(page.button, "Unfold the years").click()
        page.run()
        while not named(page.button, "Stop").disabled:
            page.run()

    assert passed == [1998, 1999, 2000, 2001, 2002]
    assert "2002 is over" in [each.text for each in page.get("progress")]


@pytest.mark.parametrize(("left", "seed"), [("choices", 67), ("page", 71)])
def test_years_that_were_left_while_they_passed_are_held_by_no_session(
    left: str, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    choices = Choices((1996, 1997), 1998, seed=seed)
    page = at(choices)
    named(page.button, "Unfold the years").click().run()
    if left == "page":
        page._page_hash = calc_hash(HOME.address)
    else:
        named(page.slider, "Gate").set_value(80)
    page.run()
    assert timelines_held(choices)
    monkeypatch.setattr(lab_years._YEARS, "most", 0)
    named(at(replace(choices, seed=seed + 1)).button, "Unfold the years").click().run()

    gc.collect()

    assert not page.exception
    assert not timelines_held(choices)


def test_an_open_page_holds_no_walk_that_has_made_room_for_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    choices = Choices(seed=53)
    page = at(choices, step="5")
    at(Choices(seed=59))  # Streamlit holds the last script that was run
    walk = ref(cached.walk_as_chosen(choices).run.records[-1])
    with monkeypatch.context() as patch:
        patch.setattr(cached.WALKS, "most", 3 * 2**20)
        cached.walk_as_chosen(Choices(seed=61))

    gc.collect()

    assert walk() is None
    named(page.number_input, "Weight in g").set_value(20.0).run()
    assert not page.exception
    assert "It answers" in text(page)


def test_years_in_which_no_model_passed_are_told_without_a_picture() -> None:
    choices = Choices((1999, 2000), 2001, gate_accuracy=0.95)
    page = at(choices)
    named(page.button, "Unfold the years").click()
    page.run()

    assert not page.exception
    assert "so none is in service.\n- 2 models were kept out" in text(page)
    assert cells(page, -1).count("1999 and 2000") == 1


@pytest.mark.parametrize("stopped", [False, True])
def test_years_whose_records_are_damaged_stop_with_a_sentence_and_can_go_on(
    stopped: bool,  # noqa: FBT001  pytest names it
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = at(Choices((1982 + stopped, 1986), 1990))
    if stopped:
        named(page.button, "Unfold the years").click().run()
        named(page.button, "Stop").click().run()
    shown = [table.value.to_dict() for table in page.table]

    with monkeypatch.context() as records:
        records.setenv(FOLDER_VARIABLE, str(tmp_path))
        page.button[0].click().run()

    assert not page.exception
    assert [error.value.split(";")[0] for error in page.error] == [
        "The data file portal_surveys.csv is missing"
    ]
    assert [table.value.to_dict() for table in page.table] == shown
    assert named(page.button, "Stop").disabled

    page.button[0].click().run()
    assert not page.error
    assert not named(page.button, "Stop").disabled


def test_other_choices_have_years_of_their_own() -> None:
    page = at(USUAL)
    named(page.button, "Unfold the years").click()
    page.run()

    named(page.slider, "Gate").set_value(80)
    page.run()

    assert not named(page.button, "Unfold the years").disabled


def test_what_can_be_taken_away() -> None:
    page = opened(LIVE_LAB)

    assert downloads(page) == [
        "Model card",
        "Evidence (CSV)",
        "Pipeline (Python)",
        "Its records (CSV)",
    ]
