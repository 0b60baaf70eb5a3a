"""The record room: what a report tells of who did what with whom, and what the reports of a story agree on.

recorder    report -> Recorded: mentions, statements, holdings
people      names, offices, and who "Wang" or "the delegation" is within one report
actors      who acts in a sentence: states, bodies, roles, people
actions     which words tell of an act, and of which PLOVER type
coding      acts and actors -> who did what to whom
status      done, planned, conditional, denied
explaining  why a report was recorded as it was, for reading
settings    the day and the place of an act
statements  who said what, through whom it reached us
meetings    how high, in which way and how long a meeting was held
joining     mentions of one story -> events
corrections what editors decided, laid over them
turnover    who took an office or left it, as a sentence tells it
terms       all that reports said of offices -> terms, and where reports differ
force       what became of a treaty or the like: signed, ratified, ended
signatories who it is between
documents   the two together: documents in a sentence
agreements  documents of one story -> agreements, over all stories

The parser is handed in; only `spacy_parser` knows spaCy, and `spacy_process` gives it a process of its own. Shapes and
measures: docs/record.md.
"""

from communique.record.agreements import join as agreed
from communique.record.corrections import corrected
from communique.record.joining import join
from communique.record.recorder import Recorder
from communique.record.terms import terms

__all__ = ["Recorder", "agreed", "corrected", "join", "terms"]
