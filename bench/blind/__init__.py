"""Briefs beside the first three sentences of the best report, for reading blind."""
