import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.testing.v1 import AppTest

from lifecycle.programs.three import THREE, rows
from tests.pages.pages import break_into, brought_to, opened
from ui.menu import CODE_LAB

MADE_BY = "A row is made by the line that sets `stage` to its Next Stage."


def test_the_traces_are_hidden_until_every_number_is_predicted() -> None:
    page = opened(CODE_LAB)

    page.number_input[0].set_value(6)
    page.button[0].click().run()

    assert page.warning[0].value == "First predict a number for each of the three."
    assert not page.table


def test_each_prediction_is_held_against_what_python_did() -> None:
    page = opened(CODE_LAB)

    for box, guess in zip(page.number_input, (6, 6, 7), strict=True):
        box.set_value(guess)
    page.button[0].click().run()

    assert not page.exception
    assert [len(table.value) for table in page.table] == [6, 1, 7]
    told = " ".join(text.value for text in page.markdown)
    assert "A chain of if: 6 rows.** As you predicted." in told
    assert "A chain of elif: 1 row.** You predicted 6." in told
    assert "A loop around elif: 7 rows.** As you predicted." in told


def test_the_focus_comes_to_the_traces_when_they_are_opened_and_not_again() -> None:
    page = opened(CODE_LAB)
    for box in page.number_input:
        box.set_value(1)

    page.button[0].click().run()
    assert brought_to(page) == ["traces"]
    page.run()
    assert not brought_to(page)
    page.button[0].click().run()  # predict again
    assert brought_to(page) == [THREE[0].name]


def test_a_rows_next_stage_leads_to_the_line_that_made_it() -> None:
    page = opened(CODE_LAB)
    for box in page.number_input:
        box.set_value(1)
    page.button[0].click().run()

    assert MADE_BY in [text.value for text in page.markdown]
    for table, program in zip(page.table, THREE, strict=True):
        assert list(table.value) == ["Row", "Current Stage", "Next Stage"]
        for row in rows(program, needs_retraining=True):
            line = program.source.splitlines()[row.line - 1]
            assert line.strip() == f'stage = "{row.next}"'


def test_predicting_again_begins_anew() -> None:
    page = opened(CODE_LAB)
    for box in page.number_input:
        box.set_value(1)
    page.button[0].click().run()

    page.button[0].click().run()

    assert [box.value for box in page.number_input] == [None, None, None]
    assert not page.table


def test_the_traces_are_opened_and_put_away_though_a_newer_message_breaks_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for callback in ("_open", "_forget"):
        break_into(monkeypatch, f"ui.parts.three_programs.{callback}", clicked=False)
    page = opened(CODE_LAB)
    for box in page.number_input:
        box.set_value(6)

    page.button[0].click().run()
    assert len(page.table) == 3
    assert brought_to(page) == ["traces"]

    page.button[0].click().run()  # predict again
    assert not page.table
    assert brought_to(page) == [THREE[0].name]


def press_twice(page: AppTest) -> None:
    """Press the first button, then once more when the page has followed and put it away."""
    pressed = page.button[0]
    pressed.click().run()
    states = page._tree.get_widget_states

    def with_second_press() -> WidgetStates:
        told = states()
        told.widgets.append(WidgetState(id=pressed.id, trigger_value=True))
        return told

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page._tree, "get_widget_states", with_second_press)
        page.run()


def test_the_second_press_of_a_double_click_ends_on_no_error() -> None:
    page = opened(CODE_LAB)
    for box in page.number_input:
        box.set_value(6)

    press_twice(page)
    assert not page.exception
    assert len(page.table) == 3

    press_twice(page)
    assert not page.exception
    assert len(page.number_input) == 3
