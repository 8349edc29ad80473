"""The verdict on a test, and its certificate, without a browser: what they say, and of what."""

import re
from collections import Counter
from datetime import UTC, datetime

import pytest

from classroom.event import Event
from quizzes import sitting
from quizzes.draw import draw
from quizzes.mastery import Mastery, Verdict
from quizzes.sitting import Attempt
from tests.pages.pages import brought_to, learner_at, opened
from tests.pages.sitting import REVIEW, answer, begun, go, press, sat, take_the_store_away
from ui import cached, charts
from ui.menu import CERTIFICATE, TEST
from ui.parts import verdict
from ui.parts.card import RIGHT


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


def test_a_verdict_that_is_drawn_once_more_is_not_worked_out_once_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = sat("spring-7", right=8)

    def work(*_: object) -> None:
        raise AssertionError("it was worked out once more")

    monkeypatch.setattr(Mastery, "gain", work)
    monkeypatch.setattr(charts, "mastery", work)
    page.run()

    assert not page.exception
    assert "Answer three more questions" in [button.label for button in page.button]


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


def test_three_further_questions_are_three_though_hardly_any_is_new() -> None:
    page = sat("spring-7", right=8)
    asked = {question.template for question in draw(cached.bank(), "spring-7")}
    left = [q for q in cached.bank().questions if not q.source and q.template not in asked]
    ids = Counter(question.template for question in left)
    twins, single = max(ids, key=ids.__getitem__), min(ids, key=ids.__getitem__)
    assert ids[twins] >= 2
    for question in left:
        if question.template not in {twins, single}:
            deed = (question.id, "answer", 1, "a", datetime.now(UTC))
            cached.store().record(Event(learner_at(page), "practice-1", *deed))
    page.run()

    press(page, "Answer three more questions")

    assert page.caption[0].value.endswith("0 of 3 answered")
    assert brought_to(page) == ["at-hand"]


@pytest.mark.parametrize(
    ("right", "told"),
    [(0, "; 10 questions have none"), (9, "; 1 question has none"), (10, ".")],
)
def test_a_question_left_open_counts_as_wrong_and_is_told_apart_from_a_wrong_answer(
    right: int, told: str
) -> None:
    page = sat("spring-7", right)

    said = next(each.value for each in page.markdown if "answers are right" in each.value)
    assert f"**{right} of 10** answers are right{told}" in said
    signs = Counter(each.proto.icon for each in page.expander if each.label[0].isdigit())
    assert signs == +Counter({RIGHT: right, ":material/radio_button_unchecked:": 10 - right})


def test_each_question_says_in_its_name_whether_its_answer_was_right() -> None:
    page = begun("spring-7")
    right, wrong, *_ = draw(cached.bank(), "spring-7")
    answer(page, right, right.key, "test-spring-7-1")
    go(page, "2")
    letters = tuple(each.letter for each in wrong.options if each.letter not in wrong.key)
    answer(
        page, wrong, wrong.key[::-1] if wrong.kind == "order" else letters[:1], "test-spring-7-1"
    )
    go(page, REVIEW)

    press(page, "Hand in")

    names = [each.label for each in page.expander if each.label[0].isdigit()]
    assert names[:2] == [f"1. Right: {right.stem}", f"2. Wrong: {wrong.stem}"]
    assert all(re.match(r"\d+\. Not answered: ", name) for name in names[2:])


def test_who_answers_nothing_is_told_of_no_misconception() -> None:
    page = sat("spring-7", right=0)

    assert page.header[0].value == "Verdict: Developing"
    assert not any("See it in the lesson" in part.value for part in page.markdown)


def test_a_verdict_that_is_nearly_sure_leaves_the_rest_a_probability() -> None:
    page = sat("spring-7", right=0)

    told = next(each.value for each in page.markdown if "learners with these" in each.value)
    assert "Of 100 learners with these answers, **fewer than 1** would know that much" in told
    assert any("; less than 1% lie at the goal" in each.value for each in page.caption)


@pytest.mark.parametrize(("right", "many"), [(8, "about 32"), (10, "about 87")])
def test_a_verdict_counts_learners_and_says_what_a_strong_one_needs(right: int, many: str) -> None:
    page = sat("spring-7", right)

    told = next(each.value for each in page.markdown if "learners with these" in each.value)
    assert "The verdict is about knowing at least 80% of such questions." in told
    assert f"Of 100 learners with these answers, **{many}** would know that much" in told
    assert "the verdict is “Strong” from 85 of them on" in told
    assert "probability" not in told


def test_the_further_questions_are_weighed_in_learners_too() -> None:
    page = sat("spring-7", right=8)

    (told,) = (each.value for each in page.markdown if "Three further questions" in each.value)
    assert re.search(
        r"all three right would make it about \d+ of 100 learners, all three wrong about \d+", told
    )


def test_what_may_stand_behind_mistakes_is_called_a_mistaken_belief() -> None:
    page = begun("spring-7")
    for place, question in enumerate(draw(cached.bank(), "spring-7"), start=1):
        go(page, str(place))
        wrong = [each.letter for each in question.options if each.letter not in question.key]
        letters = question.key[::-1] if question.kind == "order" else (wrong[0],)
        answer(page, question, letters, "test-spring-7-1")
    go(page, REVIEW)

    press(page, "Hand in")

    said = [each.value for each in page.markdown]
    assert any("None of them is true; whether one of them is yours" in each for each in said)
    listed = next(each for each in said if each.startswith("- "))
    for line in listed.splitlines():
        assert re.match(
            r"- Mistaken belief, asked about in (one|\d+) questions?: “[^”]+” In truth: ", line
        )


@pytest.mark.parametrize(("right", "verdict"), [(0, "Developing"), (10, "Strong")])
def test_a_certificate_says_beforehand_what_it_states(right: int, verdict: str) -> None:
    page = sat("spring-7", right)

    assert any(
        "The certificate states what this test showed, whatever that is: here the verdict "
        f"“{verdict}”, with {right} of 10 answers right." in each.value
        for each in page.markdown
    )


def test_a_probability_just_short_of_strong_is_never_rounded_up_to_it() -> None:
    seed = "1"  # all right, and a probability of 0.849
    page = sat(seed, right=10)

    told = next(each.value for each in page.markdown if "learners with these" in each.value)
    assert page.header[0].value == "Verdict: Not enough evidence yet"
    assert "**about 84** would know that much" in told
    assert any("; 84% lie at the goal" in each.value for each in page.caption)


def test_a_certificate_never_rounds_up_to_strong_either() -> None:
    drawn = draw(cached.bank(), "1")
    test = sitting.Test(tuple(Attempt(each, (each.key,)) for each in drawn), submitted=1)

    certificate = verdict._certificate("test-1-1", test, datetime.now(UTC))

    assert (certificate.right, certificate.probability) == (10, 84)
    assert certificate.verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("code", ["", "  ", "ABCDE", "<script>", "é" * 30, "A" * 200, "=" * 40])
def test_a_code_that_this_server_did_not_make_is_refused(code: str) -> None:
    page = opened(CERTIFICATE)

    page.text_input[0].set_value(code).run()

    assert not page.exception
    assert not page.success
    assert bool(page.error) == bool(code)


def test_the_page_that_checks_a_certificate_says_how_to_get_one() -> None:
    page = opened(CERTIFICATE)

    assert any("hand in a test" in part.value for part in page.markdown)
    (link,) = page.get("page_link")
    assert (link.proto.label, link.proto.page) == (TEST.title, TEST.address)
