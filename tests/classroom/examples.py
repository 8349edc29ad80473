"""Hypothesis examples that share one store."""

from itertools import count

from hypothesis import HealthCheck, settings

learners = map("learner-{}".format, count())
# One store serves all examples, each with a learner of its own.
on_one_store = settings(
    max_examples=10,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
