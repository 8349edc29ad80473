"""The bank written for other systems, one module a format."""
