import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lifecycle.inputs import HIND_FOOT, WEIGHT
from lifecycle.moments import moments
from lifecycle.portal import FOLDER_VARIABLE, PUBLISHED_FOLDER
from lifecycle.scenarios import SCENARIOS, Scenario, scenario_named
from tests.pages.pages import opened
from tests.runs import run_for
from ui import cached
from ui.menu import STEP_THROUGH
from ui.player import key_of


def headers(page: AppTest) -> list[str]:
    return [header.value for header in page.header]


def labels(page: AppTest) -> list[str]:
    return [expander.label for expander in page.expander]


def text(page: AppTest) -> str:
    return "\n".join(part.value for part in page.markdown)


@pytest.fixture
def nothing_cached() -> Iterator[None]:
    """Walk the first scenario anew, and leave nothing behind that came from other files."""
    cached.walks_of.clear(SCENARIOS[0].name)
    yield
    cached.walks_of.clear(SCENARIOS[0].name)


@pytest.fixture
def damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nothing_cached: None) -> Path:  # noqa: ARG001
    """Answer with a copy of the data, cut short, that the app reads."""
    folder = Path(shutil.copytree(PUBLISHED_FOLDER, tmp_path / "portal"))
    monkeypatch.setenv(FOLDER_VARIABLE, str(folder))
    surveys = folder / "portal_surveys.csv"
    surveys.write_bytes(surveys.read_bytes()[:500_000])
    return folder


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_every_scenario_opens_with_its_question(scenario: Scenario) -> None:
    page = opened(STEP_THROUGH, scenario=scenario.name)

    assert not page.exception
    assert not page.warning
    assert page.title[0].value == scenario.question


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_every_step_has_its_evidence(scenario: Scenario) -> None:
    records = run_for(scenario.name).records

    for step, record in enumerate(records, start=1):
        page = opened(STEP_THROUGH, scenario=scenario.name, step=str(step))

        assert not page.exception
        assert headers(page)[0] == f"Evidence of step {step}: {record.stage.name}"
        assert record.evidence.sentence in text(page)
        assert [metric.value for metric in page.metric] == [
            number.value for number in record.evidence.numbers
        ]


@pytest.mark.parametrize("step", range(8, 13))
def test_the_second_turn_has_its_evidence_too(step: int) -> None:
    record = run_for("desert-changed", 2).records[step - 1]

    page = opened(STEP_THROUGH, step=str(step), turns="2")

    assert headers(page)[0] == f"Evidence of step {step}: {record.stage.name}"
    assert record.evidence.sentence in text(page)


@pytest.mark.parametrize("step", range(1, 7))
def test_the_words_of_a_step_are_open(step: int) -> None:
    page = opened(STEP_THROUGH, step=str(step))

    (words,) = (each for each in page.expander if each.label == "What do these words mean?")
    assert words.proto.expanded


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_key_moments_are_those_of_the_walk(scenario: Scenario) -> None:
    told = moments(stopped=scenario.name != "desert-changed")

    page = opened(STEP_THROUGH, scenario=scenario.name)

    assert set(labels(page)) >= {moment.question for moment in told}


def test_choosing_another_year_changes_the_question_and_the_address() -> None:
    page = opened(STEP_THROUGH)

    page.segmented_control[0].set_value("quiet-year").run()

    assert not page.exception
    assert page.title[0].value == scenario_named("quiet-year").question
    assert page.query_params["scenario"] == "quiet-year"


@pytest.mark.parametrize(
    ("parameters", "notice"),
    [
        ({"scenario": "no-such"}, "There is no scenario “no-such”: this is “The desert has"),
        ({"scenario": "<script>"}, "There is no scenario “script”"),
        ({"step": "99"}, "There is no step “99” in this walk: it begins at the start."),
        ({"step": "-1"}, "There is no step “-1”"),
        ({"turns": "3"}, "“3” turns cannot be walked here: this is one."),
        ({"predict": "perhaps"}, "Predict first is on or off, 1 or 0, not “perhaps”: it is off."),
        ({"scenario": "quiet-year", "step": "7"}, "There is no step “7” in this walk"),
        ({"turns": "2", "step": "13"}, "There is no step “13” in this walk"),
    ],
)
def test_a_wrong_parameter_shows_one_line_and_the_page(
    parameters: dict[str, str], notice: str
) -> None:
    page = opened(STEP_THROUGH, **parameters)

    assert not page.exception
    assert not page.error
    assert len(page.warning) == 1
    assert page.warning[0].value.startswith(notice)
    assert "\n" not in page.warning[0].value
    assert page.header


def test_damaged_data_shows_one_sentence_and_nothing_half_shown(damaged: Path) -> None:
    page = opened(STEP_THROUGH, step="3")

    assert not page.exception
    (error,) = page.error
    assert error.value == (
        "The data file portal_surveys.csv has 500,000 bytes where 1,021,588 are expected; "
        f"copy it into {damaged} from lifecycle/data/portal, or unset LIFECYCLE_DATA."
    )
    assert not page.header
    assert not page.metric
    assert not page.table
    assert not page.get("bidi_component")


def test_restored_data_is_shown_again_without_a_restart(damaged: Path) -> None:
    page = opened(STEP_THROUGH)
    assert page.error
    shutil.copy(PUBLISHED_FOLDER / "portal_surveys.csv", damaged)

    page.run()

    assert not page.error
    assert page.header


def test_a_new_address_chooses_its_scenario() -> None:
    page = opened(STEP_THROUGH, scenario="quiet-year")
    page.query_params["scenario"] = "loud-alarm"

    page.run()

    assert page.title[0].value == scenario_named("loud-alarm").question


def test_a_click_goes_before_an_address_that_lags_behind() -> None:
    page = opened(STEP_THROUGH)
    page.segmented_control[0].set_value("quiet-year").run()
    page.query_params.clear()

    page.segmented_control[0].set_value("borderline-year").run()

    assert page.title[0].value == scenario_named("borderline-year").question
    assert page.query_params["scenario"] == "borderline-year"


def test_an_unknown_scenario_does_not_stay_in_the_address() -> None:
    page = opened(STEP_THROUGH, scenario="nope")

    assert page.query_params["scenario"] == SCENARIOS[0].name


def test_a_notice_is_shown_once() -> None:
    page = opened(STEP_THROUGH, step="99")
    assert page.warning

    page.run()

    assert not page.warning


@pytest.mark.parametrize(("step", "turn"), [("5", 1), ("11", 2)])
def test_the_line_to_copy_asks_the_version_of_its_turn(step: str, turn: int) -> None:
    page = opened(STEP_THROUGH, step=step, turns="2")

    (line,) = (code.value for code in page.code)

    assert f"/api/predict?scenario=desert-changed&turn={turn}'" in line


def test_what_was_typed_stays_while_another_step_is_shown() -> None:
    page = opened(STEP_THROUGH, step="5")
    page.number_input(key=WEIGHT.column).set_value(20.0).run()

    for step in (6, 5):
        page.session_state[key_of(SCENARIOS[0])] = {"step": step}
        page.run()
        assert page.header[0].value.startswith(f"Evidence of step {step}")

    assert page.number_input(key=WEIGHT.column).value == 20


@pytest.mark.parametrize(
    ("weight", "hind_foot", "infos", "errors"),
    [
        (500, 1, [], ["A weight of 500 g", "A hind foot of 1 mm"]),
        (None, None, ["Type a number for the weight", "Type a number for the hind foot"], []),
        (None, 1, ["Type a number for the weight"], ["A hind foot of 1 mm"]),
    ],
)
def test_each_measurement_that_cannot_be_asked_is_told(
    weight: float | None, hind_foot: float | None, infos: list[str], errors: list[str]
) -> None:
    page = opened(STEP_THROUGH, step="5")

    page.number_input(key=WEIGHT.column).set_value(weight)
    page.number_input(key=HIND_FOOT.column).set_value(hind_foot).run()

    assert [each.value.partition(",")[0] for each in page.info] == infos
    assert [each.value.partition(" is")[0] for each in page.error] == errors
    assert not page.exception
