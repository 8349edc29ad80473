"""Recall, my data and the visual quiz, without a browser."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar
from icalendar import Event as Appointment

from classroom.event import Event
from quizzes.misconceptions import misconceptions
from quizzes.recall import stage_cards
from tests.pages.pages import announced, break_into, brought_to, learner_at, opened
from tests.pages.sitting import press
from ui import cached
from ui.menu import MY_DATA, RECALL, VISUAL_QUIZ
from ui.parts import my_data, recall
from ui.parts.my_data import as_json
from ui.parts.recall import calendar


def test_no_card_shows_its_answer_before_it_is_turned() -> None:
    page = opened(RECALL)

    assert [button.label for button in page.button] == ["Show the answer"]
    assert any("**5 due now**" in part.value for part in page.markdown)


@pytest.mark.parametrize("rating", ["rate-1", "rate-2", "rate-3", "rate-4"])
def test_a_rating_leads_to_the_next_card(rating: str) -> None:
    page = opened(RECALL)
    front = page.markdown[2].value
    page.button[0].click().run()

    page.button(key=rating).click().run()

    assert not page.exception
    assert page.markdown[2].value != front
    assert any("1 of " in part.value for part in page.markdown)


def test_the_focus_comes_to_the_answer_and_to_the_next_card_after_a_press_alone() -> None:
    page = opened(RECALL)
    assert not brought_to(page)

    page.button[0].click().run()
    assert brought_to(page) == ["recall-answer"]
    page.button(key="rate-1").click().run()
    assert brought_to(page) == ["recall-front"]
    page.run()
    assert not brought_to(page)


@pytest.mark.parametrize("turned", [False, True])
def test_a_card_that_falls_due_does_not_take_the_place_of_the_one_at_hand(*, turned: bool) -> None:
    page = opened(RECALL)
    if turned:
        page.button[0].click().run()
    before = [part.value for part in page.markdown[2:4]]
    at = datetime.now(UTC) - timedelta(hours=1)
    other = stage_cards()[1].id
    cached.store().record(Event(learner_at(page), "recall", other, "rating", 1, "1", at))

    page.run()

    assert any("1 of " in part.value for part in page.markdown)
    assert [part.value for part in page.markdown[2:4]][: 1 + turned] == before[: 1 + turned]


def test_a_card_is_turned_though_a_newer_message_breaks_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    break_into(monkeypatch, "ui.parts.recall._turn", clicked=False)
    page = opened(RECALL)

    page.button[0].click().run()

    assert page.button(key="rate-1")
    assert brought_to(page) == ["recall-answer"]


def test_the_next_card_comes_though_a_newer_message_breaks_into_the_rating(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    break_into(monkeypatch, "ui.parts.recall._rate", clicked=False)
    page = opened(RECALL)
    page.button[0].click().run()

    page.button(key="rate-3").click().run()

    assert brought_to(page) == ["recall-front"]


def test_who_begins_to_recall_is_told_how_new_cards_come() -> None:
    page = opened(RECALL)

    (told,) = (each.value for each in page.caption if "new to you" in each.value)
    assert re.fullmatch(r"Still new to you: \d+\. At most 5 of them come a day\.", told)


def test_who_has_met_a_days_new_cards_is_told_when_the_next_one_comes() -> None:
    page = opened(RECALL)
    at = datetime.now(UTC) - timedelta(hours=1)
    for number, card in enumerate(stage_cards()[:5]):
        moment = at + timedelta(seconds=number)
        cached.store().record(Event(learner_at(page), "recall", card.id, "rating", 1, "4", moment))

    page.run()

    said = [each.value for each in (*page.markdown, *page.caption)]
    next_new = at + timedelta(hours=20)
    when = f"{next_new:%d %B at %H:%M}"
    assert any("**0 due now** · 5 of " in each for each in said)
    assert any(
        each.endswith(f"At most 5 of them come a day, the next one on {when}.") for each in said
    )
    assert f"The next card is due on {when}." in said


def test_a_new_code_is_announced_once() -> None:
    page = opened(MY_DATA)

    press(page, "Make a one-time code")
    assert announced(page) == [f"The one-time code is {page.code[0].value}."]

    page.run()
    assert page.code
    assert not announced(page)


def test_a_new_code_is_told_with_the_minutes_in_which_it_works(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(my_data, "CODE_LIVES", timedelta(minutes=7))
    page = opened(MY_DATA)

    press(page, "Make a one-time code")

    assert "It works once, within 7 minutes. Keep it to yourself." in [
        each.value for each in page.caption
    ]


def test_a_card_about_a_misconception_leads_to_what_refutes_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    belief = misconceptions()["monitoring-means-retraining"]
    monkeypatch.setattr(recall, "stage_cards", tuple)
    monkeypatch.setattr(recall, "moments", lambda **_: ())
    monkeypatch.setattr(recall, "misconceptions", lambda: {belief.id: belief})
    page = opened(RECALL)

    page.button[0].click().run()

    shown = "".join(part.value for part in page.markdown)
    assert belief.thought in shown
    assert f"[{belief.see}]({belief.way})" in shown


def test_a_reminder_is_an_appointment_with_an_alarm() -> None:
    moment = datetime(2027, 3, 9, 7, 30, 12, tzinfo=UTC)

    sheet = Calendar.from_ical(calendar(moment, "https://lesson.example/recall"))

    (appointment,) = (part for part in sheet.walk() if isinstance(part, Appointment))
    assert appointment.start == moment.replace(second=0)
    assert appointment.end - appointment.start == timedelta(minutes=10)
    assert "https://lesson.example/recall" in str(appointment["description"])
    assert len(appointment.walk("VALARM")) == 1


def test_who_has_done_nothing_has_nothing_kept() -> None:
    page = opened(MY_DATA)

    assert any("Nothing is kept of you yet." in part.value for part in page.markdown)


def test_forgetting_asks_once_more() -> None:
    page = opened(MY_DATA)
    forget = next(button for button in page.button if button.label == "Forget me")
    assert forget.disabled

    page.checkbox[0].check().run()

    forget = next(button for button in page.button if button.label == "Forget me")
    assert not forget.disabled


@pytest.mark.parametrize("code", ["AAAA-AAAA", "<script>", "'; --", "é"])
def test_a_wrong_code_gets_a_sentence(code: str) -> None:
    page = opened(MY_DATA)
    page.text_input[0].set_value(code)

    press(page, "Use this code")

    assert not page.exception
    assert "This code is not valid" in page.error[0].value


def test_whoever_takes_a_code_is_offered_their_own_no_longer() -> None:
    other, page = opened(MY_DATA), opened(MY_DATA)
    for each in (other, page):
        press(each, "Make a one-time code")
    assert len(page.code) == 1

    page.text_input[0].set_value(other.code[0].value)
    press(page, "Use this code")

    assert page.success[0].value.startswith("This device and the other one")
    assert not page.code


def test_the_second_press_of_a_double_click_on_a_code_is_answered_as_the_first() -> None:
    other, page = opened(MY_DATA), opened(MY_DATA)
    press(other, "Make a one-time code")

    for _ in range(2):  # the browser has not heard yet that the field was emptied
        page.text_input[0].set_value(other.code[0].value)
        press(page, "Use this code")

        assert not page.error
        assert page.success[0].value.startswith("This device and the other one")


def test_a_code_that_was_used_before_is_refused_later(monkeypatch: pytest.MonkeyPatch) -> None:
    other, page = opened(MY_DATA), opened(MY_DATA)
    press(other, "Make a one-time code")
    code = other.code[0].value
    page.text_input[0].set_value(code)
    press(page, "Use this code")

    monkeypatch.setattr(my_data, "_DOUBLE_CLICK", 0)
    page.text_input[0].set_value(code)
    press(page, "Use this code")

    assert "This code is not valid" in page.error[0].value
    assert not page.success


def test_a_second_press_that_finds_the_field_empty_leaves_the_answer_to_the_first() -> None:
    other, page = opened(MY_DATA), opened(MY_DATA)
    press(other, "Make a one-time code")
    page.text_input[0].set_value(other.code[0].value)

    for _ in range(2):
        press(page, "Use this code")

    assert page.text_input[0].value == ""
    assert page.success[0].value.startswith("This device and the other one")


def test_a_code_is_taken_once_though_the_second_press_of_a_double_click_breaks_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other, page = opened(MY_DATA), opened(MY_DATA)
    press(other, "Make a one-time code")
    break_into(monkeypatch, "ui.kept.begin_anew")

    page.text_input[0].set_value(other.code[0].value)
    press(page, "Use this code")

    assert not page.error
    assert page.success[0].value.startswith("This device and the other one")


def test_what_is_downloaded_is_everything_that_is_kept() -> None:
    at = datetime(2027, 3, 9, tzinfo=UTC)
    event = Event("someone", "practice-1", "q", "answer", 1, "b ü", at)

    told = json.loads(as_json((event,)))

    assert told["events"][0]["value"] == "b ü"
    assert datetime.fromisoformat(told["events"][0]["at"]) == at


def test_an_answer_that_was_taken_back_is_told_as_such() -> None:
    page = opened(MY_DATA)
    for number, value in ((1, "a"), (2, "")):
        at = datetime.now(UTC)
        event = Event(learner_at(page), "test-a-1", "q", "answer", number, value, at)
        cached.store().record(event)

    page.run()

    assert any("**2 entries**, questions answered: 0" in part.value for part in page.markdown)
    told = list(page.table[0].value["What"])
    assert told == ["Test, q, answer 2: taken back", "Test, q, answer 1: a"]


def test_the_visual_quiz_asks_the_lessons_three_questions() -> None:
    page = opened(VISUAL_QUIZ)

    theirs = [q for q in cached.bank().from_source if (q.source or "").startswith("visual")]
    assert len(theirs) == 3
    asked = [part.value for part in page.markdown]
    assert all(f"**{question.stem}**" in asked for question in theirs)
