"""Recall: cards that come back when they are about to be forgotten.

Intervals are set by FSRS, the Free Spaced Repetition Scheduler
(https://github.com/open-spaced-repetition), which fits how fast each card fades from the ratings.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Final, Protocol

from fsrs import Card as Memory
from fsrs import Rating as FsrsRating
from fsrs import Scheduler

RATING: Final = "rating"
NEW_A_DAY: Final = 5
"""How many cards a day may be met for the first time."""

_A_DAY: Final = timedelta(hours=20)
"""After so long a new day begins, for those who come a little earlier than yesterday too."""
_SCHEDULER: Final = Scheduler(enable_fuzzing=False)  # chance would make a reload differ


class Rating(IntEnum):
    """How well a card was remembered."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Review(Protocol):
    """One entry of the log: the n-th time a card was rated."""

    @property
    def question(self) -> str: ...

    @property
    def kind(self) -> str: ...

    @property
    def value(self) -> str: ...

    @property
    def at(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Card:
    """Something to remember: a question, its answer, and the address that shows it."""

    id: str
    topic: str
    front: str
    back: str
    at: str


@cache
def stage_cards() -> tuple[Card, ...]:
    """Answer with the cards about the six stages."""
    told = tomllib.loads((Path(__file__).parent / "stages.toml").read_text(encoding="utf-8"))
    return tuple(Card(name, "Stage", **fields) for name, fields in told.items())


@dataclass(frozen=True)
class Deck:
    """A learner's cards, and what the log says of them."""

    cards: tuple[Card, ...]
    memories: Mapping[str, Memory]
    reviews: Mapping[str, int]
    first_met: Mapping[str, datetime]

    def due(self, now: datetime) -> tuple[Card, ...]:
        """List the cards to recall now: those about to fade, longest due first, then new ones."""
        fading = [card for card in self.cards if card.id in self.memories]
        fading = [card for card in fading if self.memories[card.id].due <= now]
        fading.sort(key=lambda card: self.memories[card.id].due)
        new = [card for card in self.cards if card.id not in self.memories]
        met_today = sum(met > now - _A_DAY for met in self.first_met.values())
        return (*fading, *new[: max(0, NEW_A_DAY - met_today)])

    def next_due(self, now: datetime) -> datetime | None:
        """Say when the next card comes after this moment: one that fades, or a new one."""
        moments = [memory.due for memory in self.memories.values()]
        if new := self.next_new(now):
            moments.append(new)
        return min((moment for moment in moments if moment > now), default=None)

    def next_new(self, now: datetime) -> datetime | None:
        """Say when the next new card comes, if some are left and none may come yet."""
        today = [met for met in self.first_met.values() if met > now - _A_DAY]
        if len(self.memories) == len(self.cards) or len(today) < NEW_A_DAY:
            return None
        return sorted(today)[-NEW_A_DAY] + _A_DAY

    def after(self, card: Card, rating: Rating, now: datetime) -> datetime:
        """Say when a card would come back if it were rated so now."""
        memory = self.memories.get(card.id, Memory(card_id=0, due=now))
        return _reviewed(memory, rating, now).due


def deck_of(cards: Sequence[Card], log: Sequence[Review]) -> Deck:
    """Tell from the log, oldest entry first, how well each card is remembered."""
    known = {card.id for card in cards}
    memories: dict[str, Memory] = {}
    reviews: dict[str, int] = dict.fromkeys(known, 0)
    first_met: dict[str, datetime] = {}
    for review in log:
        if review.kind != RATING or review.question not in known:
            continue
        name = review.question
        first_met.setdefault(name, review.at)
        memory = memories.get(name, Memory(card_id=0, due=review.at))
        memories[name] = _reviewed(memory, Rating(int(review.value)), review.at)
        reviews[name] += 1
    return Deck(tuple(cards), memories, reviews, first_met)


def _reviewed(memory: Memory, rating: Rating, at: datetime) -> Memory:
    after, _ = _SCHEDULER.review_card(memory, FsrsRating(rating), at)
    return after
