"""The six stages on a learner's own table: read, planned, run and told like the lesson's."""
