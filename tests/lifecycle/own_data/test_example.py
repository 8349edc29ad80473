from lifecycle.decision import Decision
from lifecycle.own_data.example import example_csv
from lifecycle.own_data.plan import Plan
from lifecycle.own_data.preparation import Prepared
from lifecycle.own_data.reading import read_csv
from lifecycle.own_data.run import run

PLAN = Plan("species", ("weight_g", "hind_foot_mm"), "year", ("1993", "1994"), "1997")


def test_the_example_goes_the_whole_way_and_back_to_data_collection() -> None:
    finished = run(PLAN, read_csv(example_csv()))

    assert finished.monitored is not None
    assert finished.monitored.decision is Decision.BACK_TO_COLLECTION


def test_the_example_has_something_for_the_rules_to_find() -> None:
    prepared = run(PLAN, read_csv(example_csv())).records[1]

    assert isinstance(prepared, Prepared)
    assert prepared.dropped["no label"] > 0
    assert prepared.dropped["missing input"] > 0


def test_the_example_is_the_same_whenever_it_is_made() -> None:
    assert example_csv() == example_csv()
    assert example_csv().count(b"\n") == 979
