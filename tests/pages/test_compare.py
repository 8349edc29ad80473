"""Compare, without a browser: two runs by one address, where they part, and what is refused."""

from time import monotonic
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lifecycle.algorithm import DECISION_TREE, RANDOM_FOREST
from lifecycle.lab.address import as_address, two_as_address
from lifecycle.lab.choices import Choices
from lifecycle.lab.compare import compare
from tests.lifecycle.lab.cycles import walk_of
from tests.pages.pages import announced, opened
from ui import clicks
from ui.clicks import SETTLED
from ui.menu import COMPARE, LIVE_LAB
from ui.parts.compare import USUAL

FOREST = Choices((1996, 1997), 1999, RANDOM_FOREST, 0.6, 7)


def text(page: AppTest) -> str:
    return "\n".join(part.value for part in (*page.header, *page.markdown))


def named(widgets: Any, label: str) -> Any:
    return next(widget for widget in widgets if widget.label == label)


def steps(page: AppTest) -> list[str]:
    return [each.label for each in page.expander if "Step " in each.label]


def rows(page: AppTest) -> list[list[str]]:
    return [[str(cell) for cell in row] for table in page.table for row in table.value.to_numpy()]


def links(page: AppTest) -> dict[str, str]:
    return {link.proto.label: link.proto.query_string for link in page.get("page_link")}


def test_the_usual_runs_part_where_the_program_goes_another_way() -> None:
    page = opened(COMPARE)
    comparison = compare(*map(walk_of, USUAL))

    assert not page.exception
    assert not page.warning
    assert page.header[-1].value == "The two runs part at step 6, Monitoring & Maintenance."
    assert comparison.detail[1:] in text(page)
    assert [step[0] for step in steps(page)] == ["=", "=", "=", "=", "=", "≠", "≠"]


def test_every_pair_has_a_sign_that_says_whether_it_differs() -> None:
    for what, one, other in rows(opened(COMPARE)):
        assert what.startswith("=\xa0" if one == other else "**≠\xa0")


def test_only_a_step_that_both_runs_took_is_measured_more_finely() -> None:
    page = opened(COMPARE)

    finer = [each.label for each in page.expander if each.label.startswith("Measured")]
    assert finer == ["Measured more finely, what differs: 19"]


def test_a_link_opens_its_two_runs() -> None:
    page = opened(COMPARE, **two_as_address((USUAL[1], FOREST)))

    assert not page.exception
    assert not page.warning
    assert FOREST.question in text(page)
    assert USUAL[1].question in text(page)
    assert named(page.slider, "Gate (first)").value == 70
    assert named(page.slider, "Gate (second)").value == 60


def test_what_makes_no_sense_is_said_of_its_run_and_the_rest_is_kept() -> None:
    page = opened(
        COMPARE,
        **{"first-gate": "lots", "second-watch": "<b>", "second-seed": "3", "differing": "x"},
    )

    assert not page.exception
    assert [warning.value.split(",")[0] for warning in page.warning] == [
        "First run: The gate is a whole percentage from 50 to 95",
        "Second run: The watched year is a year",
        "Only what differs is on or off",
    ]
    assert named(page.number_input, "Seed (second)").value == 3


def test_a_choice_changes_its_own_run_and_stands_in_the_address() -> None:
    page = opened(COMPARE, differing="1")

    named(page.selectbox, "Model (second)").set_value(DECISION_TREE.name)
    page.run()

    assert USUAL[0].question in text(page)
    assert Choices(watched=1997, algorithm=DECISION_TREE).question in text(page)
    assert dict(page.query_params) == two_as_address(
        (USUAL[0], Choices(algorithm=DECISION_TREE))
    ) | {"differing": "1"}


def test_a_second_choice_is_kept_though_its_address_is_late() -> None:
    page = opened(COMPARE)
    named(page.selectbox, "Watched year (first)").set_value(1999)
    page.run()

    page.query_params.clear()
    named(page.slider, "Gate (second)").set_value(80)
    page.run()

    assert named(page.selectbox, "Watched year (first)").value == 1999
    assert page.query_params["second-gate"] == "80"


def test_a_choice_outlives_the_toggle_though_its_address_is_late() -> None:
    page = opened(COMPARE)
    named(page.selectbox, "Watched year (first)").set_value(1999)
    page.run()

    page.query_params.clear()
    page.toggle[0].set_value(True).run()

    assert named(page.selectbox, "Watched year (first)").value == 1999
    assert page.query_params["differing"] == "1"


def test_only_what_differs_is_shown_on_demand_and_stands_in_the_address() -> None:
    page = opened(COMPARE)

    page.toggle[0].set_value(True).run()

    assert page.query_params["differing"] == "1"
    assert [step[2:8] for step in steps(page)] == ["Step 6", "Step 7"]
    assert all(what.startswith("**≠\xa0") for what, *_ in rows(page))
    assert "Nothing differs in: step 1, Data Collection; " in text(page)

    page.toggle[0].set_value(False).run()
    assert "differing" not in page.query_params
    assert len(steps(page)) == 7


def test_back_undoes_the_toggle_as_it_undoes_a_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(COMPARE)
    page.toggle[0].set_value(True).run()
    monkeypatch.setattr(clicks, "monotonic", lambda: monotonic() + SETTLED)  # a second later

    page.query_params.clear()
    page.run()

    assert not page.toggle[0].value
    assert "differing" not in page.query_params
    assert len(steps(page)) == 7


def test_a_link_may_ask_for_the_differences_only() -> None:
    page = opened(COMPARE, differing="1")

    assert page.toggle[0].value
    assert [step[2:8] for step in steps(page)] == ["Step 6", "Step 7"]


def test_a_run_beside_itself_is_the_same_in_everything() -> None:
    page = opened(COMPARE, **two_as_address((FOREST, FOREST)), differing="1")

    assert page.header[-1].value.startswith("The two runs are the same in every cell")
    assert not page.table


@pytest.mark.parametrize("run", ["first", "second"])
def test_a_choice_that_cannot_work_is_refused_by_the_name_of_its_run(run: str) -> None:
    page = opened(COMPARE)

    named(page.selectbox, f"Watched year ({run})").set_value(1993)
    page.run()

    assert not page.exception
    assert page.error[-1].value.startswith(f"{run.capitalize()} run: The model would be watched in")
    assert not page.table
    assert named(page.selectbox, f"Watched year ({run})").value == 1993


def test_each_run_can_be_walked_through() -> None:
    page = opened(COMPARE)

    assert "watch=1995" in links(page)["Walk through the first run"]
    assert "watch=1997" in links(page)["Walk through the second run"]


def test_the_live_lab_hands_its_run_on_as_the_first() -> None:
    lab = opened(LIVE_LAB, **as_address(FOREST))
    query = links(lab)["Compare this run with another"]

    page = opened(COMPARE, **dict(part.split("=") for part in query.replace("%2C", ",").split("&")))

    assert not page.warning
    assert FOREST.question in text(page)
    assert FOREST.otherwise.question in text(page)
    assert page.header[-1].value == "The two runs part at step 3, Model Training."


def test_a_first_run_alone_is_laid_beside_another_algorithm() -> None:
    page = opened(COMPARE, **{"first-watch": "1999"})

    assert Choices(watched=1999).otherwise.question in text(page)


def test_where_other_runs_part_is_announced_when_they_are_chosen_and_not_before_or_again() -> None:
    page = opened(COMPARE)
    assert not announced(page)

    named(page.selectbox, "Watched year (second)").set_value(1996).run()
    assert announced(page) == [page.header[2].value]

    page.toggle(key="differing").set_value(True).run()
    assert not announced(page)
