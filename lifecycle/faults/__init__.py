"""A stage broken on purpose: run the cycle with one fault in it, and find the guilty stage."""
