"""What is taught: the program and its trace, and the six stages on real data."""
