"""The live lab: the same six stages, with years, algorithm, gate and seed of one's own choice."""
