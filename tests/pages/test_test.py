"""The test, without a browser: what it asks, what it hides, when it ends."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from classroom.event import Event
from classroom.learner import learner_of
from classroom.store import StoreAwayError
from quizzes.bank import Bank
from quizzes.draw import draw, shuffled
from quizzes.marking import Answer
from quizzes.question import Hint, Option, Question
from quizzes.sitting import FURTHER, START, SUBMIT
from tests.pages.pages import learner_at, opened
from ui import cached
from ui.menu import CERTIFICATE, TEST
from ui.parts import sitting

REVIEW = "review"


def begun(seed: str, **parameters: str) -> AppTest:
    page = opened(TEST, seed=seed, **parameters)
    press(page, "Begin this test")
    return page


def press(page: AppTest, label: str) -> None:
    next(button for button in page.button if button.label == label).click().run()


def go(page: AppTest, place: str) -> None:
    page.segmented_control(key="test-at").set_value(place).run()


def answer(page: AppTest, question: Question, letters: Answer, sitting: str) -> None:
    shown = [option.letter for option in shuffled(question, sitting)]
    for letter in letters:
        page.button(key=f"option-{question.id}-{shown.index(letter) + 1}").click().run()


def stems(page: AppTest) -> list[str]:
    """Read what each of the ten asks."""
    told = []
    for place in range(1, 11):
        go(page, str(place))
        told.append(next(m.value for m in page.markdown if m.value.startswith("**")))
    return told


def test_whoever_opens_an_address_gets_the_same_ten_in_the_same_order() -> None:
    one, another = begun("spring-7"), begun("spring-7")

    assert (
        stems(one) == stems(another) == [f"**{q.stem}**" for q in draw(cached.bank(), "spring-7")]
    )


def test_another_number_of_the_same_seed_asks_other_questions() -> None:
    assert not set(stems(begun("spring-7"))) & set(stems(begun("spring-7", number="2")))


@pytest.mark.parametrize(
    "parameters",
    [
        {"seed": "<script>"},
        {"seed": ""},
        {"seed": "a", "number": "0"},
        {"seed": "a", "minutes": "soon"},
        {"seed": "x" * 5_000},
    ],
)
def test_an_address_that_makes_no_sense_gets_a_notice_and_an_offer(
    parameters: dict[str, str],
) -> None:
    page = opened(TEST, **parameters)

    assert not page.exception
    assert len(page.warning) == 1
    assert [button.label for button in page.button] == ["Begin a test"]


def other_key(question: Question) -> Question:
    """Answer with the same question, but for all that a learner must not know yet."""

    def hide(texts: Sequence[str]) -> tuple[str, ...]:
        return tuple(f"hidden {number}" for number in range(len(texts) + 1))

    free = [each.letter for each in question.options if each.letter not in question.key]
    key = question.key if question.kind == "order" else tuple(free[:1])
    return replace(
        question,
        key=key,
        options=tuple(Option(each.letter, each.text, "hidden") for each in question.options),
        hints=tuple(Hint(hint.text, hint.at) for hint in question.hints),
        steps=hide(question.steps),
        mistakes=hide(question.mistakes),
        check="hidden",
    )


def sent(page: AppTest, asked: Sequence[Question]) -> list[str]:
    """Answer every question with its first option, and collect all that is sent meanwhile."""
    told = []
    for place, question in enumerate(asked, start=1):
        go(page, str(place))
        page.button(key=f"option-{question.id}-1").click().run()
        told += [repr(element.proto) for element in page.main]
    go(page, REVIEW)
    return told + [repr(element.proto) for element in page.main]


def test_until_the_hand_in_nothing_depends_on_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    bank, seed = cached.bank(), "spring-8"
    asked = draw(bank, seed)
    one, another = begun(seed), begun(seed)
    told = sent(one, asked)

    with monkeypatch.context() as patch:
        patch.setattr(cached, "bank", lambda: Bank(tuple(map(other_key, bank.questions))))
        told_of_another_key = sent(another, asked)
        press(another, "Hand in")
    press(one, "Hand in")

    assert len(told) > 100
    assert told_of_another_key == told
    assert [part.value for part in one.markdown] != [part.value for part in another.markdown]


class Later(datetime):
    """A clock that is ahead."""

    ahead = timedelta()

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]  # noqa: ARG003
        return datetime.now(UTC) + cls.ahead


def test_a_test_with_a_limit_hands_itself_in_when_its_time_is_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sitting, "datetime", Later)
    page = begun("spring-9", minutes="1")
    question = draw(cached.bank(), "spring-9")[0]
    answer(page, question, question.key, "test-spring-9-1")
    assert any("0 of 1 min · 1 of 10 answered" in caption.value for caption in page.caption)

    monkeypatch.setattr(Later, "ahead", timedelta(seconds=61))
    page.run()

    assert page.header[0].value.startswith("Verdict: ")
    assert any("**1 of 10** answers are right" in part.value for part in page.markdown)


def test_while_the_store_is_away_a_test_whose_time_is_over_waits_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sitting, "datetime", Later)
    page = begun("spring-11", minutes="1")
    monkeypatch.setattr(Later, "ahead", timedelta(seconds=61))
    asked = take_the_store_away(monkeypatch)

    page.run()

    assert not page.exception
    assert ["We try again every few seconds" in each.value for each in page.warning] == [True]
    assert len(asked) < 10

    monkeypatch.undo()
    monkeypatch.setattr(sitting, "datetime", Later)
    monkeypatch.setattr(Later, "ahead", timedelta(seconds=61))
    page.run()

    assert page.header[0].value.startswith("Verdict: ")


def take_the_store_away(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Let every reading of the log fail; answer with what is asked meanwhile."""
    asked: list[object] = []

    def away(_store: object, *what: object) -> None:
        asked.append(what)
        if len(asked) < 100:
            raise StoreAwayError("away")
        raise AssertionError("the page asks without end")

    monkeypatch.setattr(type(cached.store()), "events", away)
    return asked


def test_an_open_verdict_stays_while_the_store_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    page = begun("spring-12")
    for place, question in enumerate(draw(cached.bank(), "spring-12"), start=1):
        go(page, str(place))
        if place < 9:
            answer(page, question, question.key, "test-spring-12-1")
    go(page, REVIEW)
    press(page, "Hand in")
    assert "Answer three more questions" in [button.label for button in page.button]
    take_the_store_away(monkeypatch)

    page.run()

    assert not page.exception
    assert page.header[0].value.startswith("Verdict: ")
    assert "We try again every few seconds" in page.warning[0].value


def test_without_a_limit_the_time_is_shown_and_never_enforced(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sitting, "datetime", Later)
    page = begun("spring-9")

    monkeypatch.setattr(Later, "ahead", timedelta(hours=5))
    page.run()

    assert any("300 min · 0 of 10 answered" in caption.value for caption in page.caption)


def sat(seed: str, right: int) -> AppTest:
    """Answer with a test handed in with so many right answers."""
    page = begun(seed)
    for place, question in enumerate(draw(cached.bank(), seed), start=1):
        if place > right:
            break
        go(page, str(place))
        answer(page, question, question.key, f"test-{seed}-1")
    go(page, REVIEW)
    press(page, "Hand in")
    return page


def test_an_open_verdict_offers_three_further_questions_that_decide_it() -> None:
    page = sat("spring-7", right=8)
    assert page.header[0].value == "Verdict: Not enough evidence yet"

    press(page, "Answer three more questions")
    known = {f"**{question.stem}**": question for question in cached.bank().questions}
    asked = []
    for place in ("1", "2", "3"):
        go(page, place)
        asked.append(next(known[m.value] for m in page.markdown if m.value in known))
        ids = {button.key for button in page.button if button.key}
        question = next(q for q in known.values() if f"option-{q.id}-1" in ids)
        answer(page, question, question.key, "test-spring-7-1")
    go(page, REVIEW)
    press(page, "Hand in")

    first = {question.template for question in draw(cached.bank(), "spring-7")}
    assert not first & {question.template for question in asked}
    assert any("**11 of 13** answers are right" in part.value for part in page.markdown)
    assert not [b for b in page.button if b.label == "Answer three more questions"]


@pytest.mark.parametrize("begun_before", [98, 99, 100])
def test_after_the_last_test_of_a_seed_the_next_has_another(begun_before: int) -> None:
    page = opened(TEST)
    for number in range(1, begun_before + 1):
        names = " ".join(question.id for question in draw(cached.bank(), "one"))
        test, at = f"test-one-{number}", datetime.now(UTC)
        handed_in = [(SUBMIT, "")] if number < 100 else []  # the hundredth could only be begun
        for kind, value in [(START, f"own:0 {names}"), *handed_in]:
            cached.store().record(Event(learner_at(page), test, "", kind, 1, value, at))

    press(page, "Begin a test")

    assert not page.exception
    assert not page.warning
    assert any("0 of 10 answered" in caption.value for caption in page.caption)
    seed, number = page.query_params["seed"], page.query_params["number"]
    assert (seed == "one", number) == ((True, "99") if begun_before == 98 else (False, "1"))
    new = [e for e in cached.store().events(learner_at(page)) if e.kind == START][-1]
    assert new.sitting == f"test-{seed}-{number}"

    go(page, REVIEW)
    press(page, "Hand in")
    press(page, "Take another test")

    assert not page.warning
    assert page.query_params["number"] == ("1" if begun_before == 98 else "2")
    assert (page.query_params["seed"] == seed) == (begun_before != 98)


def test_who_answers_nothing_is_told_of_no_misconception() -> None:
    page = sat("spring-7", right=0)

    assert page.header[0].value == "Verdict: Developing"
    assert not any("See it in the lesson" in part.value for part in page.markdown)


@pytest.mark.parametrize("code", ["", "  ", "ABCDE", "<script>", "é" * 30, "A" * 200, "=" * 40])
def test_a_code_that_this_server_did_not_make_is_refused(code: str) -> None:
    page = opened(CERTIFICATE)

    page.text_input[0].set_value(code).run()

    assert not page.exception
    assert not page.success
    assert bool(page.error) == bool(code)


def test_a_tab_that_was_left_behind_follows_to_the_further_questions() -> None:
    page = begun("spring-7")
    go(page, "7")
    token = page.session_state["device"]
    further = " ".join(question.id for question in draw(cached.bank(), "spring-8")[:3])
    for kind, value in ((SUBMIT, ""), (FURTHER, further)):  # in another tab
        now = datetime.now(UTC)
        event = Event(learner_of(token), "test-spring-7-1", "", kind, 1, value, now)
        cached.store().record(event)

    page.run()

    assert not page.exception
    assert page.segmented_control(key="test-at").value == "1"
    assert any("0 of 3 answered" in caption.value for caption in page.caption)
