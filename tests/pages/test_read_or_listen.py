import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lifecycle.portal import FOLDER_VARIABLE
from lifecycle.scenarios import SCENARIOS, Scenario
from lifecycle.transcript import sources
from tests.pages.pages import opened
from ui import cached
from ui.menu import READ_OR_LISTEN, STEP_THROUGH, VISUAL_QUIZ, Entry


def text(page: AppTest) -> str:
    return "\n".join(part.value for part in page.markdown)


def sent(page: AppTest) -> tuple[dict[str, object], dict[str, object]]:
    """Answer with what player and reader got from the server."""
    player, reader = (json.loads(each.proto.json) for each in page.get("bidi_component"))
    return player, reader


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_player_and_reader_open_at_the_same_step_of_every_scenario(scenario: Scenario) -> None:
    page = opened(READ_OR_LISTEN, scenario=scenario.name, step="4")

    player, reader = sent(page)
    assert not page.warning
    assert reader["scenario"] == scenario.name
    assert reader["step"] == 4
    assert player["followed"] is True
    assert player["place"] == {"step": 4, "turns": len(scenario.turns), "predict": False}


@pytest.mark.parametrize(
    ("before", "after"), [(STEP_THROUGH, READ_OR_LISTEN), (READ_OR_LISTEN, STEP_THROUGH)]
)
def test_from_one_way_straight_to_the_other_the_walk_is_there(before: Entry, after: Entry) -> None:
    page = opened(before, scenario=SCENARIOS[0].name)
    page.query_params.clear()

    page.switch_page(after.script).run()

    assert not page.error
    assert page.segmented_control[0].value == SCENARIOS[0].name
    assert page.get("bidi_component")


def test_nothing_is_predicted_where_the_transcript_tells_what_comes() -> None:
    player, _ = sent(opened(READ_OR_LISTEN, predict="1"))

    assert player["place"] == {"step": 0, "turns": 2, "predict": False}


def test_a_wrong_step_shows_one_line_and_the_walk_from_its_start() -> None:
    page = opened(READ_OR_LISTEN, step="<b>99</b>")

    _, reader = sent(page)
    (warning,) = page.warning
    assert warning.value.endswith("in this walk: it begins at the start.")
    assert reader["step"] == 0


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_last_step_of_all_turns_has_its_address_here(scenario: Scenario) -> None:
    last = len(cached.walks_of(scenario.name)[-1].trace.steps)

    page = opened(READ_OR_LISTEN, scenario=scenario.name, step=str(last))

    player, reader = sent(page)
    assert not page.warning
    assert reader["step"] == last
    assert player["place"] == {"step": last, "turns": len(scenario.turns), "predict": False}


def test_the_sources_stand_below_the_transcript() -> None:
    assert sources() in text(opened(READ_OR_LISTEN))


def test_the_page_leads_on_and_knows_who_has_come_to_the_end() -> None:
    page = opened(READ_OR_LISTEN, scenario="quiet-year")
    (link,) = page.get("page_link")
    before = text(page)
    page.session_state["reader-quiet-year"] = {"finished": True}

    page.run()

    assert link.proto.label == VISUAL_QUIZ.title
    assert "That was the whole walk." not in before
    assert "That was the whole walk." in text(page)


def test_missing_data_shows_one_sentence_and_no_transcript(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    cached.walks_of.clear(SCENARIOS[0].name)

    page = opened(READ_OR_LISTEN)

    cached.walks_of.clear(SCENARIOS[0].name)
    assert not page.exception
    assert len(page.error) == 1
    assert not page.get("bidi_component")
