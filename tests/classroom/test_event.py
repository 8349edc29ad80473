"""What an event is, and which is refused before a store sees it."""

from dataclasses import FrozenInstanceError, replace
from datetime import datetime, timedelta, timezone

import pytest

from classroom.event import Event, EventError
from tests.classroom.events import NOON, answer


def test_a_recorded_event_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        answer().value = "c"  # type: ignore[misc]


def test_the_key_is_everything_but_the_value_and_the_moment() -> None:
    assert answer("b").key == answer("c", at=NOON + timedelta(1)).key
    assert answer().key == ("ada", "test-1", "why-split", "answer", 1)


def test_the_longest_event_is_taken() -> None:
    event = Event("l" * 80, "s" * 80, "q" * 80, "k" * 80, 1_000_000, "v" * 2_000, NOON)

    assert len(event.value) == 2_000


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"learner": ""}, "The learner of an event is missing."),
        (
            {"question": "q" * 81},
            "The question of an event has 81 characters, but at most 80 are kept.",
        ),
        (
            {"value": "v" * 2_001},
            "The value of an event has 2,001 characters, but at most 2,000 are kept.",
        ),
        ({"value": "a\0b"}, "The value of an event has a character that is no text."),
        ({"sitting": "\ud800"}, "The sitting of an event has a character that is no text."),
        ({"number": 0}, "The number of an event is 0, but counts from 1 to 1,000,000."),
        (
            {"at": datetime(2026, 3, 2, 12)},  # noqa: DTZ001 - the very thing that is refused
            "The moment of an event is 2026-03-02T12:00:00, which is not in UTC.",
        ),
        (
            {"at": NOON.astimezone(timezone(timedelta(hours=1)))},
            "The moment of an event is 2026-03-02T13:00:00+01:00, which is not in UTC.",
        ),
    ],
)
def test_an_event_that_no_store_takes_is_refused_in_one_sentence(
    change: dict[str, str], sentence: str
) -> None:
    with pytest.raises(EventError) as refused:
        replace(answer(), **change)  # type: ignore[arg-type]

    assert str(refused.value) == sentence
