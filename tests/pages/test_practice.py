"""Practice, without a browser: what must hold for every question of the set."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from streamlit.testing.v1 import AppTest

from classroom.event import Event
from classroom.learner import learner_of
from quizzes.misconceptions import misconceptions
from quizzes.sitting import ANSWER
from tests.pages.pages import announced, break_into, brought_to, learner_at, opened
from tests.pages.sitting import refuse
from ui import cached, kept
from ui.menu import PRACTICE
from ui.parts.card import RIGHT, WRONG


def test_a_right_option_taken_too_soon_is_not_marked_wrong() -> None:
    question = next(each for each in cached.bank().questions if each.kind == "several")
    page = opened(PRACTICE, question=question.id)
    key = [f"option-{question.id}-{place}" for place in range(1, len(question.options) + 1)]
    right = next(
        name for name in key if page.button(key=name).label == question.option(question.key[0]).text
    )
    page.button(key=right).click().run()

    page.button(key=f"check-{question.id}").click().run()

    assert len(page.error) == 1
    assert not {page.button(key=name).proto.icon for name in key} & {RIGHT, WRONG}


@pytest.mark.parametrize("moment", ["ui.kept.device", "ui.kept.Event"])
def test_an_answer_is_kept_though_a_newer_message_breaks_in(
    monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    question = next(each for each in cached.bank().questions if each.kind == "one")
    page = opened(PRACTICE, question=question.id)
    break_into(monkeypatch, moment, clicked=False)

    page.button(key=f"option-{question.id}-1").click().run()

    log = cached.store().events(learner_at(page))
    assert [event.kind for event in log] == [ANSWER]


def test_an_option_is_taken_though_a_newer_message_breaks_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    question = next(each for each in cached.bank().questions if each.kind == "several")
    page = opened(PRACTICE, question=question.id)
    break_into(monkeypatch, "ui.parts.card._picks", clicked=False)

    page.button(key=f"option-{question.id}-1").click().run()

    assert page.button(key=f"option-{question.id}-1").label.endswith("**(chosen)**")


def test_what_a_checked_order_earned_is_not_said_of_another() -> None:
    page = opened(PRACTICE, question="collecting-in-order")
    question = next(q for q in cached.bank().questions if q.id == "collecting-in-order")
    places = [f"option-{question.id}-{place}" for place in range(1, len(question.options) + 1)]
    texts = {page.button(key=key).label: key for key in places}
    for letter in question.key[::-1]:
        page.button(key=texts[question.option(letter).text]).click().run()
    page.button(key=f"check-{question.id}").click().run()
    assert len(page.error) == 1

    page.button(key=places[0]).click().run()

    assert not page.error


@pytest.mark.parametrize(
    ("question", "keys"),
    [
        ("two-of-one-size", ["1", "2", "3", "4"]),
        ("three-years-watched", [""] * 4),  # its options are 1, 4, 2 and 3
        ("collecting-in-order", [""] * 4),  # to be put in order
    ],
)
def test_no_number_stands_beside_an_option_where_it_could_be_read_as_the_answer(
    question: str, keys: list[str]
) -> None:
    page = opened(PRACTICE, question=question)

    options = [page.button(key=f"option-{question}-{place}") for place in range(1, 5)]

    assert [option.proto.shortcut for option in options] == keys


@pytest.mark.parametrize("question", ["<script>", "after-training"])  # that one is visual
def test_a_question_that_is_not_asked_here_is_told_in_a_sentence(question: str) -> None:
    page = opened(PRACTICE, question=question)

    assert not page.exception
    assert [each.value for each in page.warning] == [
        "There is no such question here: this is the first open one."
    ]
    assert page.caption[0].value.startswith("Question 1 of")


def test_a_link_to_a_question_with_other_numbers_leads_to_this_turns() -> None:
    first, other = next(
        (each.id, other.id)
        for each, other in pairwise(cached.bank().questions)
        if each.template == other.template
    )

    page = opened(PRACTICE, question=other)

    assert not page.warning
    assert page.button(key=f"option-{first}-1")


def test_a_link_leads_to_its_question_whatever_was_at_hand() -> None:
    page = opened(PRACTICE)
    page.button(key="way-N").click().run()
    page.button(key="way-N").click().run()
    assert page.caption[0].value.startswith("Question 3 of")

    page.query_params["question"] = "data-made-ready"
    page.run()

    assert page.button(key="option-data-made-ready-1")
    page.button(key="way-N").click().run()
    assert "option-data-made-ready-1" not in {button.key for button in page.button}


def test_whoever_comes_back_without_a_link_finds_the_question_that_was_at_hand() -> None:
    page = opened(PRACTICE, question="data-made-ready")
    page.button(key="way-N").click().run()
    at_hand = page.caption[0].value

    page.query_params.clear()
    page.run()

    assert page.caption[0].value == at_hand


def test_an_answer_that_is_no_longer_offered_stands_in_nobodys_way() -> None:
    page = opened(PRACTICE, question="data-made-ready")
    device = learner_of(page.session_state["device"])
    gone = Event(device, "practice-1", "data-made-ready", "answer", 1, "z", datetime.now(UTC))
    cached.store().record(gone)

    page.run().button(key="option-data-made-ready-2").click().run()

    assert page.success[0].value.startswith("Yes.")
    assert not page.info


def test_what_was_taken_and_checked_is_not_taken_any_more() -> None:
    question = next(each for each in cached.bank().questions if each.kind == "several")
    page = opened(PRACTICE, question=question.id)
    page.button(key=f"option-{question.id}-1").click().run()

    page.button(key=f"check-{question.id}").click().run()

    assert ("practice-1", question.id) not in page.session_state["picks"]


def test_a_mistake_leads_to_what_refutes_it_once_the_question_is_solved() -> None:
    question = next(
        each
        for each in cached.bank().questions
        if each.kind == "one" and misconceptions()[each.misconceptions[0]].way
    )
    belief = misconceptions()[question.misconceptions[0]]
    page = opened(PRACTICE, question=question.id)
    labels = {option.text: option.letter for option in question.options}
    places = sorted(
        (f"option-{question.id}-{place}" for place in range(1, len(question.options) + 1)),
        key=lambda key: labels[page.button(key=key).label] in question.key,
    )

    page.button(key=places[0]).click().run()
    assert belief.thought not in "".join(part.value for part in page.markdown)

    page.button(key=places[-1]).click().run()
    shown = "".join(part.value for part in page.markdown)
    assert belief.thought in shown
    assert f"[See it in the lesson](step-through?{belief.at})" in shown
    assert f"[{belief.see}]({belief.way})" in shown


def progress(page: AppTest) -> str:
    (bar,) = page.get("progress")
    return str(bar.proto.text)


def test_practice_tells_which_questions_are_the_lessons_own_five_and_how_many_are_solved() -> None:
    page = opened(PRACTICE)
    count = page.caption[0].value.split()[3]
    assert page.caption[0].value.endswith("· One of the lesson's own five")
    assert progress(page) == f"0 of {count} solved · The lesson's own five: 0 solved"

    page.button(key="option-data-made-ready-2").click().run()
    assert progress(page) == f"1 of {count} solved · The lesson's own five: 1 solved"
    next(each for each in page.button if each.label == "Yes, start afresh").click().run()

    told = f"Turn 2: 0 of {count} solved · The lesson's own five: 1 solved in all turns"
    assert progress(page) == told
    other = next(each for each in cached.bank().questions if not each.source)
    page.query_params["question"] = other.id
    assert "lesson's own" not in page.run().caption[0].value
    assert progress(page) == told


def test_an_unknown_level_or_stage_in_the_address_asks_all_questions() -> None:
    plain = opened(PRACTICE)

    page = opened(PRACTICE, level="<script>", stage="nowhere")

    assert not page.exception
    assert [each.value for each in page.selectbox] == ["all", "all"]
    assert [each.value for each in page.caption] == [each.value for each in plain.caption]


def test_starting_afresh_keeps_the_level_that_was_chosen() -> None:
    page = opened(PRACTICE, level="Hard")

    next(each for each in page.button if each.label == "Yes, start afresh").click().run()

    assert not page.exception
    assert page.selectbox[0].value == "hard"


def test_a_hint_and_a_step_are_announced_once_and_without_their_markdown() -> None:
    question = next(
        each for each in cached.bank().questions if each.kind == "one" and "](" in each.steps[0]
    )
    page = opened(PRACTICE, question=question.id)
    assert not announced(page)

    page.button(key=f"hint-{question.id}").click().run()
    assert announced(page) == [f"Hint 1. {question.hints[0].text}"]
    page.run()
    assert not announced(page)

    page.button(key=f"option-{question.id}-1").click().run()
    assert not announced(page)
    page.button(key=f"step-{question.id}").click().run()
    (said,) = announced(page)
    assert said.startswith("Step 1. ")
    assert not set("[]`*") & set(said)


def test_an_option_that_is_taken_is_announced_where_several_are_right() -> None:
    question = next(each for each in cached.bank().questions if each.kind == "several")
    page = opened(PRACTICE, question=question.id)

    page.button(key=f"option-{question.id}-1").click().run()

    (said,) = announced(page)
    assert said.endswith(" (chosen)")


def test_a_hint_is_announced_when_it_is_drawn_also_after_the_store_was_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    question = next(each for each in cached.bank().questions if each.kind == "one")
    page = opened(PRACTICE, question=question.id)
    monkeypatch.setattr(kept, "WAIT", 0)
    with monkeypatch.context() as away:
        away.setattr(type(cached.store()), "record", refuse)
        page.button(key=f"hint-{question.id}").click().run()
        assert not announced(page)

    page.run()

    assert announced(page) == [f"Hint 1. {question.hints[0].text}"]


def test_the_focus_comes_to_the_question_only_where_what_was_pressed_has_gone() -> None:
    question = next(
        each for each in cached.bank().questions if each.kind == "one" and len(each.hints) > 1
    )
    page = opened(PRACTICE, question=question.id)
    assert not brought_to(page)

    for number in range(1, len(question.hints) + 1):
        page.button(key=f"hint-{question.id}").click().run()
        last = number == len(question.hints)
        assert brought_to(page) == [f"hints-{question.id}"]
        assert bool(announced(page)) != last, "it is said once"
    page.button(key=f"option-{question.id}-1").click().run()
    assert brought_to(page) == ["practice-verdict", "question-at-hand"]
    page.button(key="way-N").click().run()
    assert brought_to(page) == ["question-at-hand"]
    page.run()
    assert not brought_to(page)


def captions(page: AppTest) -> str:
    return "\n".join(caption.value for caption in page.caption)


OF_THE_FIVE = "They ask about a short form of the lifecycle, with four stages in place of six."
SHORT_AND_LONG = (
    "Its Data Preparation includes Data Collection, its Model Monitoring is Monitoring & "
    "Maintenance, and it leaves Model Evaluation out."
)


def test_the_lessons_own_five_say_what_they_are_and_how_four_stages_are_six() -> None:
    own = [each for each in cached.bank().from_source if (each.source or "").startswith("practice")]
    assert len(own) == 5

    for question in own:
        told = captions(opened(PRACTICE, question=question.id))
        assert OF_THE_FIVE in told
        asks_for_it = question.id == "data-made-ready"
        assert (SHORT_AND_LONG in told) is not asks_for_it, question.id

    other = next(each for each in cached.bank().questions if not each.source)
    assert OF_THE_FIVE not in captions(opened(PRACTICE, question=other.id))


def test_the_question_about_the_short_form_tells_it_when_it_is_solved() -> None:
    page = opened(PRACTICE, question="data-made-ready")

    page.button(key="option-data-made-ready-2").click().run()

    assert SHORT_AND_LONG in captions(page)


def test_a_belief_behind_a_mistake_is_called_mistaken() -> None:
    question = next(each for each in cached.bank().questions if each.kind == "one")
    page = opened(PRACTICE, question=question.id)
    key = [f"option-{question.id}-{place}" for place in range(1, len(question.options) + 1)]
    right = question.option(question.key[0]).text
    places = sorted(key, key=lambda name: page.button(key=name).label == right)

    for place in (places[0], places[-1]):
        page.button(key=place).click().run()

    told = next(each.value for each in page.markdown if each.value.startswith("- Mistaken"))
    for line, name in zip(told.splitlines(), question.misconceptions, strict=True):
        belief = misconceptions()[name]
        assert line.startswith(f"- Mistaken belief: “{belief.thought}” In truth: {belief.truth} ")
