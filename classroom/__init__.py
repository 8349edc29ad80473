"""Who learns: learners, what they did, and the store that keeps it."""
