import pytest

from lifecycle.errors import LifecycleError
from lifecycle.scenarios import SCENARIOS
from tests.pages.pages import learner_at, opened
from ui import cached
from ui.menu import WHY_IT_MATTERS


def test_what_happened_elsewhere_stands_before_what_happens_here() -> None:
    page = opened(WHY_IT_MATTERS)

    elsewhere, here = (part.value for part in page.markdown)
    assert "## It has happened" in elsewhere
    assert "## It happens here" in here


def test_whoever_is_done_walks_on_and_has_gone_this_way() -> None:
    page = opened(WHY_IT_MATTERS)

    page.button[0].click().run()

    kinds = [event.kind for event in cached.store().events(learner_at(page), "why-it-matters")]
    assert kinds == ["begun", "done"]
    assert page.title[0].value == SCENARIOS[0].question


def test_what_happened_elsewhere_is_told_without_the_records(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def damaged(_: str) -> None:
        raise LifecycleError("The records are damaged.")

    monkeypatch.setattr(cached, "walks_of", damaged)

    page = opened(WHY_IT_MATTERS)

    assert "## It has happened" in page.markdown[0].value
    assert [error.value for error in page.error] == ["The records are damaged."]
