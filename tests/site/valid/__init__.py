"""Whether what other programs read is what its specification says. Each module yields the faults of a document, one a
line: the rule that is broken, a colon, and where. An empty list is a valid document."""
