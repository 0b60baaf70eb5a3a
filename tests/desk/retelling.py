"""Newer versions of reports."""

from msgspec.structs import replace

from communique.lexicon import sentences
from communique.model import Report, Version


def newer_version(old: Report, text: str, note: str | None, **more: object) -> Report:
    """The second version of a report, with a note."""
    versions = (Version(version=1), Version(version=2, modified="2024-03-22T09:00:00+00:00", note=note))
    given = {"text": text, "sentences": tuple(sentences.split(text, "en")), "version": 2, "versions": versions}
    return replace(old, **{**given, **more})
