"""The desks of all learners: bounded together, and gone with their sessions."""

import gc
from weakref import ref

from lifecycle.own_data.suggestion import suggest
from lifecycle.own_data.walk import OwnWalk
from tests.lifecycle.own_data.tables import PLAN, two_kinds
from ui.desk import Desk, Room

TABLE = two_kinds()


def desk(size: int) -> Desk:
    return Desk(1, "mine.csv", size, TABLE, suggest(TABLE))


def test_the_desk_used_longest_ago_makes_room_for_a_new_one() -> None:
    room, first, second, third = Room(100), desk(40), desk(40), desk(40)
    room.use(first)
    room.use(second)

    room.use(first)
    room.use(third)

    assert second.table is None
    assert first.table is third.table is TABLE


def test_many_small_tables_lie_beside_each_other() -> None:
    room, desks = Room(100), [desk(10) for _ in range(10)]

    for each in desks:
        room.use(each)

    assert all(each.table for each in desks)


def test_a_desk_has_room_though_it_alone_fills_it() -> None:
    room, small, large = Room(100), desk(10), desk(100)
    room.use(small)

    room.use(large)

    assert small.table is None
    assert large.table is TABLE


def test_a_run_over_a_table_that_was_put_away_is_not_kept() -> None:
    there = desk(10)
    walk = OwnWalk.through(PLAN, TABLE)
    there.keep(walk, TABLE)
    assert there.walk is walk

    there.clear()
    there.keep(walk, TABLE)

    assert there.walk is None


def test_a_desk_goes_with_its_session_and_takes_no_room_then() -> None:
    room, gone, staying = Room(100), desk(60), desk(40)
    room.use(gone)
    room.use(staying)

    seen = ref(gone)
    del gone
    gc.collect()
    room.use(desk(60))

    assert seen() is None
    assert staying.table is TABLE
