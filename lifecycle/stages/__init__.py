"""The six stages of the lifecycle, each carried out on real field records, one module a stage."""
