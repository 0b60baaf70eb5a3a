"""Anybody's digest against reports: each sentence marked with what supports it and with what is wrong."""
