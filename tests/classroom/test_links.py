"""Linked devices write one record, and to forget it on one of them forgets it on all."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classroom.store import AlreadyRecordedError, SharedRecordError, Store, WrongCodeError
from tests.classroom.devices import carried, whose
from tests.classroom.events import NOON, answer
from tests.classroom.examples import learners, on_one_store
from tests.classroom.homes import Home
from tests.classroom.threads import at_once

pytestmark = pytest.mark.usefixtures("costs")


# Linked


def test_what_a_linked_device_does_goes_into_the_record_it_writes(store: Store) -> None:
    store.record(answer())
    carried(store, "ada", "phone")

    assert store.record(answer(learner="phone")) is False
    assert store.record(answer(learner="phone", number=2)) is True
    with pytest.raises(AlreadyRecordedError):
        store.record(answer("c", learner="phone"))

    assert store.events("phone") == store.events("ada") == (answer(), answer(number=2))


def test_a_linked_device_offers_the_record_it_writes(store: Store) -> None:
    store.take_code(store.offer_code("ada", NOON), "phone", NOON)

    code = store.offer_code("phone", NOON)

    assert store.take_code(code, "tablet", NOON) == "ada"


def test_a_device_can_be_linked_anew_and_go_back_to_its_own_record(store: Store) -> None:
    own = store.offer_code("phone", NOON)
    store.take_code(store.offer_code("ada", NOON), "phone", NOON)
    assert whose(store, "phone") == "ada"

    store.take_code(own, "phone", NOON)

    assert whose(store, "phone") == "phone"


@on_one_store
@given(
    carries=st.lists(
        st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd"), st.booleans()), max_size=4
    )
)
def test_whatever_is_carried_only_the_device_that_takes_a_code_changes_its_record(
    store: Store, carries: list[tuple[str, str, bool]]
) -> None:
    classroom = next(learners)
    devices = [f"{classroom}-{letter}" for letter in "abcd"]

    for source, target, by_its_record in carries:
        giver, taker = f"{classroom}-{source}", f"{classroom}-{target}"
        before = {device: whose(store, device) for device in devices}
        offerer = before[giver] if by_its_record else giver
        with contextlib.suppress(SharedRecordError):
            assert carried(store, offerer, taker) == before[giver]
            before[taker] = before[giver]
        assert {device: whose(store, device) for device in devices} == before
        assert {record: whose(store, record) for record in before.values()} == {
            record: record for record in before.values()
        }


def test_a_device_whose_record_another_writes_takes_no_code(store: Store) -> None:
    carried(store, "ada", "phone")
    code = store.offer_code("carl", NOON)

    with pytest.raises(SharedRecordError, match="make a code here"):
        store.take_code(code, "ada", NOON)

    assert whose(store, "ada") == "ada"
    assert whose(store, "phone") == "ada"
    assert store.take_code(code, "tablet", NOON) == "carl"


def test_a_refused_code_leads_nobody_who_shares_the_record_elsewhere(store: Store) -> None:
    carried(store, "ada", "phone")
    with pytest.raises(SharedRecordError):
        carried(store, "carl", "ada")

    assert carried(store, "phone", "tablet") == "ada"
    assert carried(store, whose(store, "phone"), "laptop") == "ada"


def test_a_device_whose_record_another_writes_may_take_a_code_for_this_record(
    store: Store,
) -> None:
    carried(store, "ada", "phone")

    assert carried(store, "phone", "ada") == "ada"

    assert whose(store, "ada") == "ada"
    assert whose(store, "phone") == "ada"


def test_a_linked_device_can_go_on_to_a_third_record(store: Store) -> None:
    carried(store, "ada", "phone")

    assert carried(store, "carl", "phone") == "carl"

    assert whose(store, "phone") == "carl"
    assert whose(store, "ada") == "ada"


def test_two_codes_taken_at_once_make_no_chain(store: Store) -> None:
    for turn in range(5):
        a, b, c = (f"{name}-{turn}" for name in "abc")
        codes = store.offer_code(a, NOON), store.offer_code(c, NOON)

        at_once(
            [
                lambda code=codes[0], device=b: store.take_code(code, device, NOON),  # type: ignore[misc]
                lambda code=codes[1], device=a: store.take_code(code, device, NOON),  # type: ignore[misc]
            ]
        )

        assert (whose(store, b), whose(store, a)) in {(a, a), (b, c)}


# Forgotten


def test_to_forget_a_learner_leaves_nothing_and_touches_nobody_else(
    home: Home, store: Store
) -> None:
    store.take_code(store.offer_code("ada", NOON), "phone", NOON)
    code = store.offer_code("ada", NOON)
    for event in (answer(), answer(number=2), answer(learner="bob")):
        store.record(event)

    assert store.forget("ada") == 2

    assert store.events("ada") == ()
    assert store.events("bob") == (answer(learner="bob"),)
    assert whose(store, "phone") == "phone"
    with pytest.raises(WrongCodeError):
        store.take_code(code, "tablet", NOON)
    assert home.run(
        "SELECT learner FROM events UNION SELECT learner FROM links UNION SELECT learner FROM codes"
    ) == [("bob",)]


@pytest.mark.parametrize("asking", ["phone", "ada"])
def test_after_a_refused_code_to_forget_does_not_reach_the_record_behind_it(
    store: Store, asking: str
) -> None:
    for learner in ("ada", "phone", "carl"):
        store.record(answer(learner=learner))
    carried(store, "ada", "phone")
    with pytest.raises(SharedRecordError):
        carried(store, "carl", "ada")

    assert store.forget(asking) == 2

    assert store.events("ada") == store.events("phone") == ()
    assert store.events("carl") == (answer(learner="carl"),)


@pytest.mark.parametrize("asking", ["ada", "phone", "tablet"])
def test_to_forget_on_any_device_forgets_the_record_and_every_device_linked_to_it(
    home: Home, store: Store, asking: str
) -> None:
    codes = [store.offer_code("phone", NOON)]  # before it is linked, so for its own record
    for learner in ("ada", "phone", "tablet", "bob"):
        store.record(answer(learner=learner))
    for device in ("phone", "tablet"):
        carried(store, "ada", device)
    for device in ("ada", "phone", "tablet", "bob"):
        codes.append(store.offer_code(device, NOON))
        with pytest.raises(WrongCodeError):
            store.take_code("K7QM-3XRD", device, NOON)

    assert store.forget(asking) == 3

    for device in ("ada", "phone", "tablet"):
        assert whose(store, device) == device
        assert store.events(device) == ()
    assert store.events("bob") == (answer(learner="bob"),)
    for code in codes[:-1]:
        with pytest.raises(WrongCodeError):
            store.take_code(code, "stranger", NOON)
    assert store.take_code(codes[-1], "stranger", NOON) == "bob"
    assert home.run("SELECT learner FROM events UNION SELECT learner FROM guesses") == [("bob",)]
    assert home.run("SELECT device FROM links") == [("stranger",)]


def test_what_a_device_wrote_before_it_was_linked_does_not_come_back(store: Store) -> None:
    store.record(answer(learner="phone"))
    carried(store, "ada", "phone")

    assert store.forget(whose(store, "phone")) == 1

    assert store.events(whose(store, "phone")) == ()


def test_to_forget_a_device_that_went_elsewhere_leaves_the_record_it_left(store: Store) -> None:
    store.record(answer())
    carried(store, "ada", "phone")
    carried(store, "carl", "phone")

    store.forget("phone")

    assert store.events("ada") == (answer(),)


def test_who_was_forgotten_can_begin_anew(store: Store) -> None:
    store.record(answer("b"))
    store.forget("ada")

    assert store.record(answer("c"))


def test_to_forget_a_stranger_is_no_error(store: Store) -> None:
    assert store.forget("nobody") == 0
