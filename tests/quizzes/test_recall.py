from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.recall import NEW_A_DAY, RATING, Card, Rating, deck_of, stage_cards
from tests.quizzes.questions import NOON, Entry

CARDS = tuple(Card(f"card-{n}", "Stage", f"Front {n}", f"Back {n}", "step=1") for n in range(12))
ONE = CARDS[0]

ratings = st.sampled_from(Rating)
pauses = st.timedeltas(timedelta(seconds=1), timedelta(days=200))


@st.composite
def logs(draw: st.DrawFn, cards: Sequence[Card] = CARDS, most: int = 12) -> list[Entry]:
    """Give a log of ratings, the oldest first, with any pauses between them."""
    log: list[Entry] = []
    at = NOON
    for _ in range(draw(st.integers(0, most))):
        at += draw(pauses)
        name = draw(st.sampled_from(cards)).id
        number = 1 + sum(entry.question == name for entry in log)
        log.append(Entry(name, RATING, number, str(int(draw(ratings))), at))
    return log


def end_of(log: Sequence[Entry]) -> datetime:
    return log[-1].at if log else NOON


@given(logs())
def test_a_card_never_comes_back_before_it_was_rated(log: list[Entry]) -> None:
    deck = deck_of(CARDS, log)

    for name, memory in deck.memories.items():
        assert memory.due > max(entry.at for entry in log if entry.question == name)


@given(logs([ONE]), pauses)
def test_the_better_a_card_is_remembered_the_later_it_comes_back(
    log: list[Entry], pause: timedelta
) -> None:
    now = end_of(log) + pause
    deck = deck_of([ONE], log)

    again, good, easy = (
        deck.after(ONE, rating, now) for rating in (Rating.AGAIN, Rating.GOOD, Rating.EASY)
    )

    assert now < again < good <= easy


def test_a_new_card_comes_back_sooner_after_again_than_hard_than_good_than_easy() -> None:
    deck = deck_of([ONE], [])

    due = [deck.after(ONE, rating, NOON) for rating in Rating]

    assert due == sorted(set(due))
    assert due[-1] > NOON + timedelta(days=1)


@given(logs(), ratings, pauses)
def test_a_rating_does_what_was_foretold(
    log: list[Entry], rating: Rating, pause: timedelta
) -> None:
    now = end_of(log) + pause
    foretold = deck_of(CARDS, log).after(ONE, rating, now)

    deck = deck_of(CARDS, [*log, Entry(ONE.id, RATING, 1, str(int(rating)), now)])

    assert deck.memories[ONE.id].due == foretold


@given(logs())
def test_the_same_log_gives_the_same_deck(log: list[Entry]) -> None:
    assert deck_of(CARDS, log) == deck_of(CARDS, list(log))


@given(logs())
def test_what_does_not_belong_to_the_cards_changes_nothing(log: list[Entry]) -> None:
    noise = [Entry("no-such-card", RATING, 1, "3"), Entry(ONE.id, "answer", 1, "a b")]

    assert deck_of(CARDS, [*noise, *log]) == deck_of(CARDS, log)


@given(logs(), pauses)
def test_the_next_card_comes_in_the_future(log: list[Entry], pause: timedelta) -> None:
    now = end_of(log) + pause
    deck = deck_of(CARDS, log)

    coming = deck.next_due(now)

    assert coming is None or coming > now
    assert not [m for m in deck.memories.values() if now < m.due < (coming or now)]


@pytest.mark.parametrize("pause", [timedelta(minutes=2), timedelta(hours=1), timedelta(days=9)])
def test_a_deck_in_which_all_is_due_has_no_next_card(pause: timedelta) -> None:
    deck = deck_of([ONE], [Entry(ONE.id, RATING, 1, "1", NOON)])

    assert deck.due(NOON + pause) == (ONE,)
    assert deck.next_due(NOON + pause) is None


def test_a_card_that_was_forgotten_comes_before_the_new_ones_of_tomorrow() -> None:
    met = [Entry(card.id, RATING, 1, "4", NOON) for card in CARDS[1:NEW_A_DAY]]
    deck = deck_of(CARDS, [*met, Entry(ONE.id, RATING, 1, "1", NOON)])
    soon = NOON + timedelta(seconds=30)

    assert deck.next_due(soon) == deck.memories[ONE.id].due
    assert deck.next_due(NOON + timedelta(hours=1)) == NOON + timedelta(hours=20)


def test_after_more_new_cards_than_a_days_the_next_comes_when_a_new_one_may_come() -> None:
    moments = [NOON + timedelta(hours=number) for number in range(NEW_A_DAY + 1)]
    met = [Entry(c.id, RATING, 1, "4", at) for c, at in zip(CARDS, moments, strict=False)]

    deck = deck_of(CARDS, met)

    assert deck.next_due(moments[-1]) == moments[1] + timedelta(hours=20)


def test_new_cards_that_may_come_already_are_not_foretold() -> None:
    deck = deck_of(CARDS[:2], [Entry(ONE.id, RATING, 1, "4", NOON)])

    assert deck.due(NOON) == CARDS[1:2]
    assert deck.next_due(NOON) == deck.memories[ONE.id].due


@given(logs(), pauses)
def test_the_longest_due_come_first_and_the_new_ones_last(
    log: list[Entry], pause: timedelta
) -> None:
    now = end_of(log) + pause
    deck = deck_of(CARDS, log)

    due = deck.due(now)

    met = [deck.memories[card.id].due for card in due if card.id in deck.memories]
    assert met == sorted(met)
    assert all(moment <= now for moment in met)
    assert len(met) == sum(memory.due <= now for memory in deck.memories.values())
    assert all(card.id not in deck.memories for card in due[len(met) :])
    assert len(set(due)) == len(due)


@given(st.lists(st.tuples(st.timedeltas(timedelta(minutes=1), timedelta(hours=9)), ratings)))
@settings(max_examples=50)
def test_however_eager_nobody_meets_more_than_a_days_new_cards_a_day(
    visits: list[tuple[timedelta, Rating]],
) -> None:
    log: list[Entry] = []
    now = NOON
    for pause, rating in visits:
        now += pause
        log += [Entry(c.id, RATING, 1, str(int(rating)), now) for c in deck_of(CARDS, log).due(now)]

    met = sorted(deck_of(CARDS, log).first_met.values())

    for first in met:
        assert sum(first <= each < first + timedelta(hours=20) for each in met) <= NEW_A_DAY


def test_who_comes_at_the_same_hour_meets_the_next_new_cards_every_day() -> None:
    met = [Entry(card.id, RATING, 1, "4", NOON) for card in CARDS[:NEW_A_DAY]]
    deck = deck_of(CARDS, met)

    assert deck_of(CARDS, []).due(NOON) == CARDS[:NEW_A_DAY]
    assert deck.due(NOON + timedelta(hours=8)) == ()
    assert deck.due(NOON + timedelta(hours=23))[-NEW_A_DAY:] == CARDS[NEW_A_DAY : 2 * NEW_A_DAY]


def test_the_next_new_card_comes_when_the_first_of_a_days_new_ones_is_a_day_old() -> None:
    met = [
        Entry(card.id, RATING, 1, "4", NOON + timedelta(minutes=number))
        for number, card in enumerate(CARDS[:NEW_A_DAY])
    ]

    full, last, all_met = (
        deck_of(cards, met) for cards in (CARDS, CARDS[: NEW_A_DAY + 1], CARDS[:NEW_A_DAY])
    )

    assert full.next_new(NOON + timedelta(hours=1)) == NOON + timedelta(hours=20)
    assert last.next_new(NOON + timedelta(hours=1)) == NOON + timedelta(hours=20)
    assert full.next_new(NOON + timedelta(hours=21)) is None, "new ones are due already"
    assert all_met.next_new(NOON + timedelta(hours=1)) is None, "none is left"
    assert deck_of(CARDS, []).next_new(NOON) is None


@given(logs(), pauses)
def test_a_new_card_is_due_when_it_was_foretold_and_none_before(
    log: list[Entry], pause: timedelta
) -> None:
    now = end_of(log) + pause
    deck = deck_of(CARDS, log)

    def new_at(moment: datetime) -> list[Card]:
        return [card for card in deck.due(moment) if card.id not in deck.memories]

    if coming := deck.next_new(now):
        assert not new_at(now)
        assert not new_at(coming - timedelta(microseconds=1))
        assert new_at(coming)


@given(logs())
def test_a_deck_counts_how_often_each_card_was_rated(log: list[Entry]) -> None:
    deck = deck_of(CARDS, log)

    assert sum(deck.reviews.values()) == len(log)
    assert set(deck.reviews) == {card.id for card in CARDS}
    assert set(deck.first_met) == set(deck.memories)


def test_each_of_the_six_stages_has_a_card() -> None:
    cards = stage_cards()

    assert len({card.id for card in cards}) == 6
    assert all(card.topic == "Stage" and card.front and card.back for card in cards)


@pytest.mark.parametrize("rating", Rating)
def test_a_card_forgotten_after_years_still_has_a_day_to_come_back(rating: Rating) -> None:
    log = [Entry(ONE.id, RATING, n, "4", NOON + timedelta(days=300 * n)) for n in range(1, 40)]
    now = NOON + timedelta(days=300 * 60)

    assert deck_of([ONE], log).after(ONE, rating, now) > now
