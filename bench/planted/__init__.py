"""Planted errors and harmless edits, made by program from sentences of our own reports. See README.md beside this."""

from collections.abc import Iterator

from bench.planted import forms, people, places, quotes, sense, times
from bench.planted.ground import Edit, Ground, grounds, named
from communique.model import Report

MAKERS = (times.edits, people.edits, places.edits, sense.edits, quotes.edits, forms.edits)


def edits(report: Report) -> Iterator[tuple[Ground, Edit]]:
    """All edits of a report's sentences, none twice; first of all each sentence as it stands."""
    people_of = named(report)
    for ground in grounds(report, people_of):
        yield ground, Edit("verbatim", ground.text, True)
        done = {ground.text}
        for make in MAKERS:
            for edit in make(ground):
                if edit.claim not in done:
                    done.add(edit.claim)
                    yield ground, edit
