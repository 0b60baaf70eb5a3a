"""Measures of every room, printed by `./do bench`, with floors that only a deliberate change moves down."""
