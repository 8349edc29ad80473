from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from streamlit.testing.v1 import AppTest

from classroom.event import Event
from lifecycle.scenarios import SCENARIOS
from quizzes.draw import draw
from quizzes.question import Question
from quizzes.sitting import START, SUBMIT
from quizzes.ways import ways
from tests.classroom.homes import SqliteHome
from tests.pages.pages import learner_at, opened
from tests.pages.sitting import refuse
from ui import cached, kept
from ui.menu import BREAK_A_STAGE, HOME, LIVE_LAB, PAGES, PRACTICE, PRESENT, TEST, Entry


def links(page: AppTest) -> list[str]:
    return [link.proto.label for link in page.get("page_link")]


def query_of(page: AppTest, label: str) -> str:
    (link,) = (link.proto for link in page.get("page_link") if link.proto.label == label)
    return str(link.query_string)


def text(page: AppTest) -> str:
    return "\n".join(part.value for part in (*page.markdown, *page.caption))


def coming_back(*done: tuple[str, str, str, int, str]) -> AppTest:
    """Open Home for somebody who has done this: sitting, question, kind, number and value."""
    page = opened(HOME)
    for deed in done:
        cached.store().record(Event(learner_at(page), *deed, datetime.now(UTC)))
    return page.run()


def wrong_answer() -> tuple[Question, str]:
    """Find a question of practice about monitoring, and a wrong answer to it."""
    asked = next(
        each
        for each in cached.bank().questions
        if each.stage == "Monitoring & Maintenance" and each.kind == "one"
    )
    return asked, next(each.letter for each in asked.options if each.letter not in asked.key)


def test_a_test_handed_in_without_an_answer_counts_for_what_comes_next() -> None:
    asked = [each.id for each in draw(cached.bank(), "class-1")]
    blanks = " ".join(f"-{each}" for each in asked)

    page = coming_back(
        ("test-class-1-1", "", START, 1, " ".join(asked)),
        ("test-class-1-1", "", SUBMIT, 1, blanks),
    )

    assert "you answered none rightly" in text(page)


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.title)
def test_every_page_opens_without_an_error(entry: Entry) -> None:
    page = opened(entry)

    assert not page.exception
    assert not page.error
    assert len(page.title) == 1 or entry is PRESENT, "its heading stands in the component"


def test_a_newcomer_learns_what_this_is_how_long_it_takes_and_has_one_clear_start() -> None:
    page = opened(HOME)

    assert [button.label for button in page.button] == ["Start the walk"]
    assert "35,549 field records" in text(page)
    assert "About ten minutes. No registration" in text(page)
    assert "Continue where you stopped" not in text(page)
    assert "What you will be able to do" in [header.value for header in page.header]


def test_a_newcomer_is_given_an_order_and_whoever_comes_back_is_not() -> None:
    new = text(opened(HOME))
    back = text(coming_back(("step-through", "quiet-year", "row", 2, "")))

    (line,) = (each for each in new.splitlines() if each.startswith("New here?"))
    named = [way for way in ways() if way.name in line]
    assert [line.index(way.name) for way in named] == sorted(line.index(way.name) for way in named)
    assert [line.index(word) for word in ("**First**", "**Then**", "**Last**")] == sorted(
        line.index(word) for word in ("**First**", "**Then**", "**Last**")
    )
    assert "New here?" not in back


def test_the_start_leads_to_the_walk() -> None:
    page = opened(HOME)

    page.button[0].click().run()

    assert not page.exception
    assert page.title[0].value == SCENARIOS[0].question


def test_home_leads_to_each_of_the_four_years() -> None:
    page = opened(HOME)

    years = {f"{each.title}, {each.turns[0].watched}" for each in SCENARIOS}
    assert years <= set(links(page))


def test_every_way_stands_there_with_its_time_and_its_state() -> None:
    page = opened(HOME)

    told = [f"**{way.name}** · {way.minutes} min · not yet" for way in ways()]
    assert [label for label in links(page) if label in told] == told


def test_home_leads_to_what_stands_beside_the_ways() -> None:
    assert BREAK_A_STAGE.title in links(opened(HOME))


def test_whoever_comes_back_goes_on_where_they_stopped() -> None:
    page = coming_back(
        ("why-it-matters", "", "begun", 1, ""),
        ("why-it-matters", "", "done", 1, ""),
        ("step-through", "quiet-year", "row", 1, ""),
        ("step-through", "quiet-year", "row", 2, ""),
    )

    assert not page.button
    assert "**Continue where you stopped** at row 2 of “A quiet year”." in text(page)
    assert query_of(page, "Step through") == "scenario=quiet-year&step=2"
    assert "A good next step" not in text(page)  # it is the same one
    assert "**Why it matters** · 3 min · done" in links(page)
    assert "**Step through** · 10 min · begun" in links(page)
    assert "Done when you have reached the last row." in text(page)


def test_the_next_step_follows_from_the_answers() -> None:
    question, letter = wrong_answer()

    page = coming_back(("practice-1", question.id, "answer", 1, letter))

    assert "Your one question about Monitoring & Maintenance was not answered rightly" in text(page)
    assert query_of(page, "See row 6 of the walk") == "scenario=desert-changed&step=6"
    assert query_of(page, "Practice") == f"question={quote(question.id)}"


def test_a_test_that_was_left_can_be_found_again() -> None:
    page = coming_back(("test-spring-7-2", "", "start", 1, "shared:0 q"))

    assert "in test 2 (seed spring-7)" in text(page)
    assert query_of(page, "Test") == "seed=spring-7&number=2"
    assert "A good next step" in text(page)


def test_what_belongs_to_no_way_leaves_one_a_newcomer() -> None:
    page = coming_back(("class-1", "q", "answer", 1, "a"))

    assert [button.label for button in page.button] == ["Start the walk"]


def test_a_store_that_is_away_leaves_the_ways_without_their_states(home: SqliteHome) -> None:
    with home.away():
        page = opened(HOME)

    assert not page.exception
    assert "cannot be read at the moment" in page.warning[0].value
    assert [button.label for button in page.button] == ["Start the walk"]
    assert [f"**{way.name}** · {way.minutes} min" in links(page) for way in ways()]


def test_home_says_that_an_answer_waits_until_it_is_kept(
    home: SqliteHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(PRACTICE, question="data-made-ready")
    with home.away():
        page.button(key="option-data-made-ready-2").click().run()
        page.switch_page(HOME.script).run()
        assert ["Your answer is not kept yet" in each.value for each in page.warning] == [True]
    monkeypatch.setattr(kept, "WAIT", 0)

    page.run()

    assert not page.warning
    answers = [each.kind for each in cached.store().events(learner_at(page))]
    assert answers == ["answer"]


def test_whoever_has_an_answer_that_waits_is_asked_to_stay_and_not_to_come_back_later(
    home: SqliteHome,
) -> None:
    page = opened(PRACTICE, question="data-made-ready")
    with home.away():
        page.button(key="option-data-made-ready-2").click().run()

        page.switch_page(HOME.script).run()

    assert not page.exception
    assert ["leave this page open" in each.value for each in page.warning] == [True]


def test_a_mark_that_waits_is_called_no_answer_and_keeps_nobody_from_handing_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = opened(TEST, seed="spring-40")
    next(each for each in page.button if each.label == "Begin this test").click().run()
    monkeypatch.setattr(type(cached.store()), "record", refuse)

    page.switch_page(LIVE_LAB.script).run()  # it leaves a mark: begun
    page.switch_page(TEST.script)
    page.query_params["seed"] = "spring-40"
    page.run()
    page.segmented_control(key="test-at").set_value("review").run()

    assert not page.exception
    assert not page.warning
    assert [each.disabled for each in page.button if each.label == "Hand in"] == [False]
