"""Sentences coded by hand: the measured set, and practice sentences in a shorter notation."""
