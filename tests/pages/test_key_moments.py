from streamlit.testing.v1 import AppTest

from lifecycle.moments import moments
from tests.pages.pages import opened
from ui import cached
from ui.menu import KEY_MOMENTS, VISUAL_QUIZ
from ui.parts.key_moments import OUTCOMES


def questions(page: AppTest) -> list[str]:
    return [expander.label for expander in page.expander]


def test_every_moment_of_the_cycle_that_turns_back_stands_beside_the_run() -> None:
    page = opened(KEY_MOMENTS)

    assert not page.warning
    assert questions(page) == [moment.question for moment in moments(stopped=False)]


def test_an_address_leads_to_the_cycle_that_stops() -> None:
    page = opened(KEY_MOMENTS, outcome="stop")

    assert page.segmented_control[0].value == "stop"
    stopped, *_ = moments(stopped=True)
    assert page.expander[0].markdown[0].value == stopped.answer


def test_another_outcome_gets_its_own_moments_and_its_address() -> None:
    page = opened(KEY_MOMENTS)

    page.segmented_control[0].set_value("stop").run()

    assert page.query_params["outcome"] == "stop"
    assert page.expander[0].markdown[0].value == moments(stopped=True)[0].answer


def test_an_outcome_that_does_not_exist_gets_a_sentence() -> None:
    page = opened(KEY_MOMENTS, outcome="<script>")

    assert "There is no outcome" in page.warning[0].value
    assert page.segmented_control[0].value == "retrain"


def test_the_moments_end_with_a_way_on() -> None:
    page = opened(KEY_MOMENTS)

    (link,) = page.get("page_link")
    assert link.proto.page.endswith(VISUAL_QUIZ.address)


def test_each_outcome_is_that_of_its_scenario() -> None:
    stops = {
        name: cached.walk_of(scenario).trace.stopped for name, (_, scenario) in OUTCOMES.items()
    }

    assert stops == {"retrain": False, "stop": True}
