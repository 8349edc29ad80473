import pytest

from lifecycle.scenarios import SCENARIOS
from tests.pages.pages import opened
from ui.menu import BREAK_A_STAGE, HOME, PAGES, PRACTICE, PRESENT, RECALL, TEST, VISUAL_QUIZ, Entry


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.title)
def test_every_page_opens_without_an_error(entry: Entry) -> None:
    page = opened(entry)

    assert not page.exception
    assert not page.error
    assert len(page.title) == 1 or entry is PRESENT, "its heading stands in the component"


def test_home_says_what_is_learnt_and_how_long_it_takes() -> None:
    page = opened(HOME)

    assert page.header[0].value == "What you will be able to do"
    assert any("About ten minutes. No registration" in caption.value for caption in page.caption)


def test_home_has_one_clear_start() -> None:
    page = opened(HOME)

    assert [button.label for button in page.button] == ["Start the walk"]


def test_the_start_leads_to_the_walk() -> None:
    page = opened(HOME)

    page.button[0].click().run()

    assert not page.exception
    assert page.title[0].value == SCENARIOS[0].question


def test_home_leads_to_each_of_the_four_years() -> None:
    page = opened(HOME)

    years = {f"{each.title}, {each.turns[0].watched}" for each in SCENARIOS}
    assert years <= {link.proto.label for link in page.get("page_link")}


def test_home_leads_on_to_all_that_comes_after_the_walk() -> None:
    page = opened(HOME)

    ways = {entry.title for entry in (BREAK_A_STAGE, VISUAL_QUIZ, PRACTICE, TEST, RECALL)}
    assert ways <= {link.proto.label for link in page.get("page_link")}
