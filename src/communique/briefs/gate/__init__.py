"""The gate: whether a sentence is supported by its sources, and if not, why, in words for people."""
