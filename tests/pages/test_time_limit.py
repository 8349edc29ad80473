"""A test with a time limit, without a browser: what counts in time, and what is told of it."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from quizzes.draw import draw
from quizzes.sitting import ANSWER, START, SUBMIT
from tests.pages.pages import brought_to, learner_at
from tests.pages.sitting import answer, begun, kinds, press, refuse, sat, take_the_store_away
from ui import cached, kept
from ui.parts import sitting, verdict

PutForward = Callable[[timedelta], None]


class Later(datetime):
    """A clock that is ahead."""

    ahead = timedelta()

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]  # noqa: ARG003
        return datetime.now(UTC) + cls.ahead


@pytest.fixture
def put_forward(monkeypatch: pytest.MonkeyPatch) -> PutForward:
    """Answer with what puts the server's clock forward."""
    monkeypatch.setattr(sitting, "datetime", Later)
    return partial(monkeypatch.setattr, Later, "ahead")


def test_a_test_with_a_limit_hands_itself_in_when_its_time_is_over(put_forward: PutForward) -> None:
    page = begun("spring-9", minutes="1")
    question = draw(cached.bank(), "spring-9")[0]
    answer(page, question, question.key, "test-spring-9-1")
    assert any(
        f"0 of 1 min · {sitting.ANSWERED} 1 of 10 answered" in each.value for each in page.caption
    )

    put_forward(timedelta(seconds=61))
    page.run()

    assert page.header[0].value.startswith("Verdict: ")
    assert brought_to(page)[-1] == "verdict"
    assert any("**1 of 10** answers are right" in part.value for part in page.markdown)


def test_an_answer_after_the_time_is_over_does_not_count(put_forward: PutForward) -> None:
    page = begun("spring-13", minutes="1")
    question = draw(cached.bank(), "spring-13")[0]

    put_forward(timedelta(hours=3))
    answer(page, question, question.key[:1], "test-spring-13-1")

    assert not page.exception
    assert any("**0 of 10** answers are right" in part.value for part in page.markdown)
    assert kinds(page, "test-spring-13-1") == [START, SUBMIT]


def test_a_hint_after_the_time_is_over_weakens_no_answer(put_forward: PutForward) -> None:
    page = begun("spring-13", minutes="1")

    put_forward(timedelta(minutes=2))
    page.button[[button.label[:6] for button in page.button].index("Hint 1")].click().run()

    assert kinds(page, "test-spring-13-1") == [START, SUBMIT]


def test_an_answer_in_time_that_the_store_took_late_counts(
    put_forward: PutForward, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "WAIT", 0)
    page = begun("spring-14", minutes="1")
    question = draw(cached.bank(), "spring-14")[0]
    with monkeypatch.context() as patch:
        patch.setattr(type(cached.store()), "record", refuse)
        answer(page, question, question.key, "test-spring-14-1")
        assert any("Your answer is not kept yet" in part.value for part in page.warning)

    put_forward(timedelta(hours=3))
    page.run()

    assert any("**1 of 10** answers are right" in part.value for part in page.markdown)
    assert kinds(page, "test-spring-14-1") == [START, ANSWER, SUBMIT]


def test_an_answer_after_the_time_is_over_does_not_even_wait_for_the_store(
    put_forward: PutForward, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "WAIT", 0)
    page = begun("spring-14", minutes="1")
    question = draw(cached.bank(), "spring-14")[0]
    put_forward(timedelta(hours=3))
    with monkeypatch.context() as patch:
        patch.setattr(type(cached.store()), "record", refuse)
        answer(page, question, question.key[:1], "test-spring-14-1")

    page.run()

    assert kinds(page, "test-spring-14-1") == [START, SUBMIT]


def test_while_the_store_is_away_a_test_whose_time_is_over_waits_for_it(
    put_forward: PutForward, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = begun("spring-11", minutes="1")
    put_forward(timedelta(seconds=61))
    with monkeypatch.context() as patch:
        asked = take_the_store_away(patch)

        page.run()

        assert not page.exception
        assert ["We try again every few seconds" in each.value for each in page.warning] == [True]
        assert len(asked) < 10

    page.run()

    assert page.header[0].value.startswith("Verdict: ")


def test_without_a_limit_the_time_is_shown_and_never_enforced(put_forward: PutForward) -> None:
    page = begun("spring-9")

    put_forward(timedelta(hours=5))
    page.run()

    assert any(
        f"300 min · {sitting.ANSWERED} 0 of 10 answered" in each.value for each in page.caption
    )


def test_the_limit_of_the_ten_does_not_end_the_further_questions(put_forward: PutForward) -> None:
    page = sat("spring-7", right=8, minutes="30")
    put_forward(timedelta(hours=3))
    press(page, "Answer three more questions")

    first = next(button for button in page.button if (button.key or "").startswith("option-"))
    question = next(q for q in cached.bank().questions if f"option-{q.id}-1" == first.key)
    answer(page, question, question.key, "test-spring-7-1")

    assert any("1 of 3 answered" in caption.value for caption in page.caption)


@pytest.mark.parametrize(
    ("parameters", "told", "in_the_sheet"),
    [
        ({}, "There was no time limit.", "none"),
        ({"minutes": "20"}, "The ten questions had a time limit of 20 minutes.", "20 minutes"),
    ],
)
def test_the_verdict_and_the_results_name_the_time_limit(
    parameters: dict[str, str], told: str, in_the_sheet: str
) -> None:
    page = sat("spring-7", right=1, **parameters)

    assert any(part.value.endswith(told) for part in page.markdown)
    own = cached.store().events(learner_at(page), "test-spring-7-1")
    rows = list(csv.DictReader(io.StringIO(verdict.results(sitting.test_in(own)))))
    assert {row["time limit"] for row in rows} == {in_the_sheet}


def test_who_cuts_the_limit_off_a_link_is_told_to_have_had_none() -> None:
    page = sat("spring-7", right=1)
    page.query_params["minutes"] = "20"

    page.run()

    assert any(part.value.endswith("There was no time limit.") for part in page.markdown)
