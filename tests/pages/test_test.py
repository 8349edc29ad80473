"""The test, without a browser: what it asks, what it hides, what counts."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from classroom.event import Event
from quizzes.bank import Bank
from quizzes.draw import draw
from quizzes.question import Hint, Option, Question
from quizzes.sitting import FURTHER, START, SUBMIT
from tests.pages.pages import announced, break_into, brought_to, learner_at, opened
from tests.pages.sitting import REVIEW, answer, begun, go, kinds, press
from ui import cached
from ui.menu import TEST
from ui.parts.card import RIGHT, WRONG
from ui.parts.sitting import ANSWERED


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


def test_the_sign_of_an_answered_question_is_not_that_of_a_right_one_and_is_explained() -> None:
    page = begun("spring-7")
    question = draw(cached.bank(), "spring-7")[0]

    answer(page, question, question.key, "test-spring-7-1")

    first, second = page.segmented_control(key="test-at").options[:2]
    assert (first, second) == (f"1 {ANSWERED}", "2")
    assert ANSWERED not in {RIGHT, WRONG, ":material/check:"}
    assert page.caption[0].value.endswith(f" · {ANSWERED} 1 of 10 answered")


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
    told += [repr(element.proto) for element in page.main]
    return [re.sub(r'\\"when\\": [\d.]+', "", each) for each in told]  # the clock's alone


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


def in_parts(kind: str) -> tuple[str, int, Question]:
    """Find a seed whose test asks for such an answer, and where."""
    for seed in (f"spring-{number}" for number in range(1, 500)):
        for place, question in enumerate(draw(cached.bank(), seed), start=1):
            if question.kind == kind:
                return seed, place, question
    raise AssertionError(kind)


@pytest.mark.parametrize("kind", ["several", "order"])
def test_an_answer_that_is_taken_back_leaves_its_question_open(kind: str) -> None:
    seed, place, question = in_parts(kind)
    page = begun(seed)
    go(page, str(place))
    answer(page, question, question.key, f"test-{seed}-1")
    assert any("1 of 10 answered" in caption.value for caption in page.caption)

    answer(page, question, question.key if kind == "several" else ("b",), f"test-{seed}-1")

    assert any("0 of 10 answered" in caption.value for caption in page.caption)
    go(page, REVIEW)
    everything = "Questions 1, 2, 3, 4, 5, 6, 7, 8, 9 and 10 are not answered yet"
    assert any(everything in part.value for part in page.markdown)
    press(page, "Hand in")
    assert any("**0 of 10** answers are right" in part.value for part in page.markdown)
    page.session_state[f"a{place}"] = True
    page.run()
    assert any(part.value == "**You gave no answer.**" for part in page.markdown)


@pytest.mark.parametrize("kind", ["several", "order"])
def test_what_is_chosen_after_an_answer_was_taken_back_counts(kind: str) -> None:
    seed, place, question = in_parts(kind)
    page = begun(seed)
    go(page, str(place))
    last = question.key[-1:]

    for letters in (question.key, last, last):
        answer(page, question, letters, f"test-{seed}-1")

    go(page, REVIEW)
    press(page, "Hand in")
    assert any("**1 of 10** answers are right" in part.value for part in page.markdown)


def test_who_has_not_chosen_all_of_an_order_yet_has_answered_nothing() -> None:
    seed, place, question = in_parts("order")
    page = begun(seed)
    go(page, str(place))

    answer(page, question, question.key[:2], f"test-{seed}-1")

    assert kinds(page, f"test-{seed}-1") == [START]


def test_an_answer_that_is_taken_back_before_the_page_is_drawn_is_taken_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seed, place, question = in_parts("several")
    page = begun(seed)
    go(page, str(place))
    break_into(monkeypatch, "ui.parts.card.ask")  # there a second click on the option comes

    answer(page, question, question.key[:1], f"test-{seed}-1")

    assert not any("(chosen)" in button.label for button in page.button)
    assert any("0 of 10 answered" in caption.value for caption in page.caption)


def test_a_list_of_ones_tests_says_what_the_name_of_each_is_and_leads_there() -> None:
    page = opened(TEST)
    for number, kind in ((1, START), (1, SUBMIT), (2, START)):
        at = datetime(2027, 3, 9, 7, 30, number, tzinfo=UTC)
        test = f"test-625d9b-{number}"
        cached.store().record(Event(learner_at(page), test, "", kind, 1, "own:0 q", at))

    page.run()

    newer, older = page.button[1:]
    assert newer.label == "Test 2 (seed 625d9b): go on with it"
    assert older.label == "Test 1 (seed 625d9b): handed in"
    assert [each.value for each in page.caption] == ["Begun 09 March 2027, 07:30"] * 2
    older.click().run()
    assert dict(page.query_params) == {"seed": "625d9b", "number": "1"}


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


def test_a_number_that_was_begun_by_its_address_is_passed_over() -> None:
    page = opened(TEST)
    names = " ".join(question.id for question in draw(cached.bank(), "one"))
    for number, whose in ((1, "own:0"), (2, "shared:20")):
        for kind, value in ((START, f"{whose} {names}"), (SUBMIT, "")):
            test, at = f"test-one-{number}", datetime.now(UTC)
            cached.store().record(Event(learner_at(page), test, "", kind, 1, value, at))

    press(page, "Begin a test")

    assert not page.warning
    assert dict(page.query_params) == {"seed": "one", "number": "3"}
    assert any("0 of 10 answered" in caption.value for caption in page.caption)


def test_a_tab_that_was_left_behind_follows_to_the_further_questions() -> None:
    page = begun("spring-7")
    go(page, "7")
    further = " ".join(question.id for question in draw(cached.bank(), "spring-8")[:3])
    for kind, value in ((SUBMIT, ""), (FURTHER, further)):  # in another tab
        now = datetime.now(UTC)
        event = Event(learner_at(page), "test-spring-7-1", "", kind, 1, value, now)
        cached.store().record(event)

    page.run()

    assert not page.exception
    assert page.segmented_control(key="test-at").value == "1"
    assert any("0 of 3 answered" in caption.value for caption in page.caption)


def test_the_focus_comes_to_each_question_that_a_press_turns_to_and_to_the_verdict() -> None:
    page = begun("spring-7")
    assert brought_to(page) == ["at-hand"]
    press(page, "Next")
    assert brought_to(page) == ["at-hand"]
    press(page, "Flag for later")
    assert not brought_to(page)
    go(page, REVIEW)  # who goes by the strip of numbers stays there
    assert not brought_to(page)

    press(page, "Hand in")

    assert brought_to(page) == ["verdict"]
    assert not brought_to(opened(TEST, seed="spring-7"))


def test_an_answer_is_announced_in_a_test_as_its_option_is_called_then() -> None:
    seed, place, question = in_parts("several")
    page = begun(seed)
    go(page, str(place))
    letter = question.key[0]
    text = question.option(letter).text.replace("`", "")
    assert not announced(page)

    answer(page, question, (letter,), f"test-{seed}-1")
    assert announced(page) == [f"{text} (chosen)"]
    answer(page, question, (letter,), f"test-{seed}-1")
    assert announced(page) == [f"{text} (not chosen)"]
    page.run()
    assert not announced(page)


def test_an_answer_of_one_option_is_announced_too() -> None:
    page, question = begun("spring-7"), draw(cached.bank(), "spring-7")[0]

    answer(page, question, question.key[:1], "test-spring-7-1")

    (said,) = announced(page)
    assert said.endswith(" (chosen)")


def test_a_hint_is_announced_in_a_test_too() -> None:
    page, question = begun("spring-7"), draw(cached.bank(), "spring-7")[0]

    press(page, f"Hint 1 of {len(question.hints)}")

    assert announced(page) == [f"Hint 1. {question.hints[0].text}"]
