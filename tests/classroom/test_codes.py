"""One-time codes carry a record to another device, and are hard to guess."""

import hashlib
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import scrypt  # the real one, taken before "costs" puts a cheap one in its place
from threading import Lock
from typing import Any

import pytest

from classroom.store import CodeError, Store, TooManyTriesError, WrongCodeError
from tests.classroom.devices import carried, whose
from tests.classroom.events import MINUTE, NOON, answer
from tests.classroom.homes import Home
from tests.classroom.threads import at_once, kinds

pytestmark = pytest.mark.usefixtures("costs")


def test_a_code_links_another_device_to_the_record(store: Store) -> None:
    code = store.offer_code("ada", NOON)

    assert store.take_code(code, "phone", NOON + 14 * MINUTE) == "ada"

    assert whose(store, "phone") == "ada"
    assert whose(store, "ada") == "ada"


def test_a_code_may_be_typed_carelessly(store: Store) -> None:
    code = store.offer_code("ada", NOON)

    assert store.take_code(f" {code.lower().replace('-', ' ')} ", "phone", NOON) == "ada"


@pytest.mark.parametrize("wait", [15 * MINUTE, 60 * MINUTE])
def test_a_code_expires_after_fifteen_minutes(store: Store, wait: timedelta) -> None:
    code = store.offer_code("ada", NOON)

    with pytest.raises(WrongCodeError, match="older than 15 minutes"):
        store.take_code(code, "phone", NOON + wait)

    assert whose(store, "phone") == "phone"


def test_a_code_is_taken_once_though_many_ask_at_once(store: Store) -> None:
    code = store.offer_code("ada", NOON)

    answers = at_once(
        [lambda device=device: store.take_code(code, device, NOON) for device in "pqrstuvwxy"]  # type: ignore[misc]
    )

    assert kinds(answers) == {"ada": 1, WrongCodeError: 9}


def test_only_the_newest_three_codes_of_a_learner_are_live(store: Store) -> None:
    codes = [store.offer_code("ada", NOON) for _ in range(5)]

    for code in codes[:2]:
        with pytest.raises(WrongCodeError):
            store.take_code(code, "phone", NOON)
    for code in codes[2:]:
        assert store.take_code(code, "phone", NOON) == "ada"


def test_the_database_does_not_hold_the_code_itself(home: Home, store: Store) -> None:
    code = store.offer_code("ada", NOON)

    kept = repr(home.run("SELECT * FROM codes"))

    assert "ada" in kept
    assert code not in kept
    assert code.replace("-", "") not in kept


def test_whoever_reads_the_database_pays_16_mb_for_each_code_that_he_tries(
    store: Store, costs: list[dict[str, Any]]
) -> None:
    carried(store, "ada", "phone")

    made, taken = costs
    assert 128 * made["n"] * made["r"] >= 16 * 2**20
    assert taken == made
    assert scrypt(b"K7QM-3XRD", **made)


def test_nobody_waits_for_the_database_while_a_code_is_hashed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = ThreadPoolExecutor()
    kept: list[bool] = []

    def meanwhile(password: bytes, **options: Any) -> bytes:
        event = answer(learner="bob", number=len(kept) + 1)
        kept.append(others.submit(store.record, event).result(timeout=2))
        return scrypt(password, **options)

    monkeypatch.setattr(hashlib, "scrypt", meanwhile)

    assert carried(store, "ada", "phone") == "ada"
    assert len(kept) == 2
    others.shutdown()


def test_after_ten_wrong_codes_not_even_the_right_one_is_taken(store: Store) -> None:
    code = store.offer_code("ada", NOON + 10 * MINUTE)
    for _ in range(10):
        with pytest.raises(WrongCodeError):
            store.take_code("K7QM-3XRD", "phone", NOON)

    with pytest.raises(TooManyTriesError, match="try again in 15 minutes"):
        store.take_code(code, "phone", NOON + 14 * MINUTE)

    assert store.take_code(code, "tablet", NOON + 14 * MINUTE) == "ada"
    later = NOON + 15 * MINUTE
    assert store.take_code(store.offer_code("ada", later), "phone", later) == "ada"


def test_wrong_tries_that_are_too_old_are_not_kept(home: Home, store: Store) -> None:
    for minute, device in ((0, "phone"), (14, "tablet"), (16, "laptop")):
        with pytest.raises(WrongCodeError):
            store.take_code("K7QM-3XRD", device, NOON + minute * MINUTE)

    assert set(home.run("SELECT learner FROM guesses")) == {("tablet",), ("laptop",)}


def test_guessing_in_many_threads_gives_no_more_than_ten_tries(store: Store) -> None:
    answers = at_once([lambda: store.take_code("K7QM-3XRD", "phone", NOON)] * 16)

    assert kinds(answers) == {WrongCodeError: 10, TooManyTriesError: 6}


def test_whoever_has_no_try_left_costs_no_hash(store: Store, costs: list[dict[str, Any]]) -> None:
    for _ in range(10):
        with pytest.raises(WrongCodeError):
            store.take_code("K7QM-3XRD", "phone", NOON)
    costs.clear()

    with pytest.raises(TooManyTriesError):
        store.take_code("K7QM-3XRD", "phone", NOON)

    assert costs == []


def test_two_codes_at_most_are_hashed_at_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_work, most = 0, 0
    counting = Lock()

    def counted(password: bytes, **options: Any) -> bytes:
        nonlocal at_work, most
        with counting:
            at_work += 1
            most = max(most, at_work)
        time.sleep(0.02)
        with counting:
            at_work -= 1
        return scrypt(password, **options | {"n": 2, "r": 1})

    monkeypatch.setattr(hashlib, "scrypt", counted)
    answers = at_once(
        [lambda device=device: store.take_code("K7QM-3XRD", device, NOON) for device in "pqrstuvw"]  # type: ignore[misc]
    )

    assert kinds(answers) == {WrongCodeError: 8}
    assert most == 2


def test_a_right_code_wipes_out_the_wrong_tries_before_it(store: Store) -> None:
    for _ in range(2):
        for _ in range(7):
            with pytest.raises(CodeError):
                store.take_code("K7QM-3XRD", "phone", NOON)
        assert store.take_code(store.offer_code("ada", NOON), "phone", NOON) == "ada"


def test_a_code_for_a_record_that_its_device_has_left_is_not_valid(store: Store) -> None:
    code = store.offer_code("ada", NOON)
    carried(store, "carl", "ada")

    with pytest.raises(WrongCodeError):
        store.take_code(code, "phone", NOON)

    assert whose(store, "phone") == "phone"
