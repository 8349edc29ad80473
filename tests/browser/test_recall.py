"""Recall: a card, its answer, how well it was known, and a reminder."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar, Event
from playwright.sync_api import expect

from quizzes.recall import stage_cards
from tests.browser.quiz import QuizPage, plain

pytestmark = pytest.mark.browser

RATINGS = ("Again", "Hard", "Good", "Easy")


@pytest.fixture
def recall(newcomer: QuizPage) -> QuizPage:
    return newcomer.go("recall")


def test_cards_are_turned_and_rated_by_keys_and_the_next_session_is_told(recall: QuizPage) -> None:
    cards = stage_cards()
    recall.says("5 due now")
    recall.says("0 of ")
    for met, (card, felt) in enumerate(zip(cards, RATINGS, strict=False), start=1):
        recall.says(card.front)
        expect(recall.main.get_by_text(card.back)).to_have_count(0)
        recall.press("a")
        recall.says(card.back)
        expect(recall.page.get_by_role("heading", name=plain(card.back))).to_be_focused()
        expect(recall.main.get_by_role("link", name="See it in the lesson")).to_be_visible()
        for number, name in enumerate(RATINGS, start=1):
            label = re.compile(rf"^{name} · \d+ (min|h|days?) Shortcut {number}$")
            expect(recall.page.get_by_role("button", name=label)).to_be_visible()
        recall.press(str(RATINGS.index(felt) + 1))
        recall.says(f"{met} of ")
        following = plain(cards[met].front)
        expect(recall.page.get_by_role("heading", name=following)).to_be_focused()
    recall.says("1 due now")

    recall.reload()

    recall.says("1 due now")
    recall.says(cards[4].front)
    with recall.page.expect_download() as download:
        recall.click("Reminder for your calendar (.ics)")
    sheet = Calendar.from_ical(Path(download.value.path()).read_bytes())
    (appointment,) = (part for part in sheet.walk() if isinstance(part, Event))
    assert timedelta(hours=11) < appointment.start - datetime.now(UTC) < timedelta(days=30)
    assert str(appointment["summary"]) == "Recall: ML lifecycle, step by step"
    assert "/recall" in str(appointment["description"])
    assert len(sheet.walk("VALARM")) == 1
