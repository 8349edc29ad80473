"""What is on a shelf: worked out once, and never more of it than there is room for."""

from threading import Event, Thread
from weakref import ref

import pytest

from tests.classroom.threads import at_once, kinds
from ui.shelf import Shelf, weight

HEAVY = 10_000


class Asked(list[str]):
    """Works out what is heavy, and remembers what was asked for."""

    def __call__(self, name: str) -> bytes:
        self.append(name)
        return heavy(name)


class Heavy:
    """A heavy thing of which one can tell whether anybody holds it."""

    def __init__(self, name: str) -> None:
        self.all_of_it = heavy(name)


def heavy(name: str) -> bytes:
    return b"1" * (HEAVY * len(name))


def test_what_is_asked_for_twice_is_worked_out_once() -> None:
    asked = Asked()
    shelf = Shelf(asked, most=5 * HEAVY)

    first = shelf.get("a")

    assert shelf.get("a") is first
    assert asked == ["a"]


def test_what_was_asked_for_longest_ago_makes_room() -> None:
    asked = Asked()
    shelf = Shelf(asked, most=3 * HEAVY + 500)
    for name in "abcad":
        shelf.get(name)
    assert asked == ["a", "b", "c", "d"]

    for name in "acd":
        shelf.get(name)
    assert asked == ["a", "b", "c", "d"]
    shelf.get("b")

    assert asked == ["a", "b", "c", "d", "b"]


def test_something_heavy_pushes_off_as_many_as_it_needs_room_and_no_more() -> None:
    asked = Asked()
    shelf = Shelf(asked, most=6 * HEAVY + 500)
    for name in ("a", "b", "c", "dd", "a"):
        shelf.get(name)

    shelf.get("eee")

    for name in ("eee", "a", "dd"):
        shelf.get(name)
    assert asked == ["a", "b", "c", "dd", "eee"]
    assert shelf.weight == weight(heavy("a")) + weight(heavy("dd")) + weight(heavy("eee"))


def test_what_made_room_is_held_no_longer() -> None:
    shelf = Shelf(Heavy, most=2 * HEAVY + 500)
    first, second = (ref(shelf.get(name)) for name in "ab")

    shelf.get("a")
    shelf.get("c")

    assert first() is not None
    assert second() is None


def test_what_lies_there_never_weighs_more_than_there_is_room_for() -> None:
    shelf = Shelf(heavy, most=10 * HEAVY)
    for times in (1, 4, 2, 9, 3, 3, 3, 1, 6, 10):
        shelf.get("x" * times)

        assert shelf.weight <= 10 * HEAVY


def test_what_is_heavier_than_the_shelf_is_answered_and_pushes_nothing_off() -> None:
    asked = Asked()
    shelf = Shelf(asked, most=3 * HEAVY)
    shelf.get("a")

    assert shelf.get("x" * 20) == heavy("x" * 20)

    shelf.get("a")
    assert asked == ["a", "x" * 20]


def test_many_who_ask_at_once_wait_for_the_one_who_works_it_out() -> None:
    asked = Asked()

    def slowly(name: str) -> bytes:
        Event().wait(0.1)
        return asked(name)

    shelf = Shelf(slowly, most=5 * HEAVY)

    assert at_once([lambda: shelf.get("a")] * 8) == [heavy("a")] * 8

    assert asked == ["a"]


def test_many_who_ask_at_once_are_told_the_same_problem() -> None:
    asked = []

    def fails_slowly(name: str) -> bytes:
        asked.append(name)
        Event().wait(0.1)
        raise ValueError(name)

    shelf = Shelf(fails_slowly, most=5 * HEAVY)

    assert kinds(at_once([lambda: shelf.get("a")] * 8)) == {ValueError: 8}

    assert asked == ["a"]


def test_many_who_ask_at_once_for_what_is_heavier_than_the_shelf_wait_for_it_too() -> None:
    asked = Asked()

    def slowly(name: str) -> bytes:
        Event().wait(0.1)
        return asked(name)

    shelf = Shelf(slowly, most=HEAVY)

    assert at_once([lambda: shelf.get("abc")] * 8) == [heavy("abc")] * 8

    assert asked == ["abc"]


def test_whoever_asks_for_something_else_does_not_wait() -> None:
    begun, go_on = Event(), Event()

    def waits(name: str) -> bytes:
        if name == "slow":
            begun.set()
            assert go_on.wait(10)
        return heavy(name)

    shelf = Shelf(waits, most=20 * HEAVY)
    slow = Thread(target=shelf.get, args=("slow",))
    slow.start()
    assert begun.wait(10)

    assert shelf.get("a") == heavy("a")

    go_on.set()
    slow.join(10)


def test_what_could_not_be_worked_out_is_tried_again() -> None:
    problems = [ValueError("at first")]

    def fails_once(name: str) -> bytes:
        if problems:
            raise problems.pop()
        return heavy(name)

    shelf = Shelf(fails_once, most=5 * HEAVY)
    with pytest.raises(ValueError, match="at first"):
        shelf.get("a")

    assert shelf.get("a") == heavy("a")


def test_a_weight_is_that_of_all_that_hangs_on_a_thing() -> None:
    part = bytes(HEAVY)

    assert weight([part, bytes(2 * HEAVY)]) == pytest.approx(3 * HEAVY, rel=0.02)
    assert weight([part, part]) == pytest.approx(HEAVY, rel=0.02)
