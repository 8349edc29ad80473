"""Opened cases for all tests to look at: slow to make, and nobody changes them."""

from functools import cache

import pytest

from lifecycle.faults.case import Case, open_case
from lifecycle.faults.fault import FAULTS, fault_named

every_fault = pytest.mark.parametrize("name", [fault.name for fault in FAULTS])


@cache
def case_of(name: str) -> Case:
    """Answer with a fault's case, the same one to every test of the process."""
    return open_case(fault_named(name))
