import pytest

from lifecycle.errors import LifecycleError
from lifecycle.faults.broken import BROKEN
from lifecycle.faults.fault import FAULTS, UnknownFaultError, blind, fault_named
from lifecycle.stage import STAGES
from tests.lifecycle.faults.cases import every_fault


def test_every_stage_can_be_broken_in_two_ways_at_least() -> None:
    stages = [fault.stage for fault in FAULTS]

    assert all(stages.count(stage) >= 2 for stage in STAGES)


def test_every_fault_has_its_own_name_and_its_own_work() -> None:
    names = [fault.name for fault in FAULTS]

    assert len(set(names)) == len(names)
    assert set(BROKEN) == set(names)


@every_fault
def test_a_fault_is_found_by_its_name(name: str) -> None:
    assert fault_named(name).name == name


def test_an_unknown_fault_gets_a_sentence_that_lists_the_known_ones() -> None:
    with pytest.raises(UnknownFaultError, match="no fault named 'gremlin'") as refusal:
        fault_named("gremlin")

    assert refusal.value.name == "gremlin"
    assert isinstance(refusal.value, LifecycleError)
    assert all(fault.name in str(refusal.value) for fault in FAULTS)


def test_a_seed_picks_the_same_fault_every_time() -> None:
    assert [blind(seed) for seed in range(50)] == [blind(seed) for seed in range(50)]


def test_blind_picks_reach_every_fault() -> None:
    assert {blind(seed) for seed in range(200)} == set(FAULTS)
