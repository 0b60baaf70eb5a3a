"""Which sentences of a report exports may print, so that all exports together stay within its allowance."""

from collections.abc import Iterable

from communique.model import Recorded, Report


def printable(report: Report, recorded: Recorded | None, allowed: int | None) -> frozenset[int]:
    """Indices of the sentences whose words may be printed: `allowed` words in all (None for no limit). Those that
    events rest on come first, then documents, then statements, each in the order of the text; one that does not fit is
    passed over. It depends on nothing else, so every export prints the same ones."""
    left, found = allowed, set[int]()
    for index in wanted(recorded):
        if index in found or not 0 <= index < len(report.sentences):
            continue
        length = len(report.sentence(index).split())
        if left is not None:
            if length > left:
                continue
            left -= length
        found.add(index)
    return frozenset(found)


def wanted(recorded: Recorded | None) -> Iterable[int]:
    """The sentences that facts rest on."""
    if recorded is not None:
        yield from sorted(mention.sentence for mention in recorded.mentions)
        yield from sorted(document.sentence for document in recorded.documents)
        yield from sorted(statement.sentence for statement in recorded.statements)
