"""The notes of a page: every cited sentence gets one number, however often it is cited."""

from collections.abc import Container, Iterable

from msgspec.structs import replace

from communique.model import Actor, Citation, Event, Noun
from communique.site import moments, words
from communique.site.archive import Archive, Quoted

SHARE = 0.5  # of a report's text that may stand on a page, cited sentences aside, which always stand


class Note(Noun, frozen=True):
    """One cited sentence under its number; `mark` is what stands in the text, `anchor` its place on the page."""

    mark: str
    anchor: str
    quoted: Quoted


class RecordNote(Noun, frozen=True):
    """One event of our own record that a sentence rests on, under its letter."""

    mark: str
    anchor: str
    label: str
    day: str
    sides: str
    story: str


class Notes:
    """Numbers citations in the order they are first met, and letters the events of the record."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._numbers: dict[tuple[str, int, int], Note] = {}
        self._letters: dict[str, RecordNote | None] = {}

    def of(self, citations: Iterable[Citation]) -> list[Note]:
        """The notes of some citations, each once, by number."""
        found = {note.anchor: note for note in (self._note(citation) for citation in citations)}
        return sorted(found.values(), key=lambda note: int(note.mark))

    def record(self, events: Iterable[str]) -> list[RecordNote]:
        """The notes of events of our record; one that is gone gets none."""
        return [note for event in dict.fromkeys(events) if (note := self._letter(event)) is not None]

    @property
    def cited(self) -> list[Note]:
        """All numbered notes, in order."""
        return list(self._numbers.values())

    @property
    def recorded(self) -> list[RecordNote]:
        """All lettered notes, in order."""
        return [note for note in self._letters.values() if note is not None]

    def bound(self) -> None:
        """Take away neighbours of cited sentences, from the last note on, where with them more than half of a report's
        words would stand on the page."""
        shown: dict[tuple[str, int], dict[str, None]] = {}
        notes = list(self._numbers.items())
        for _, note in notes:
            shown.setdefault((note.quoted.report, note.quoted.version), {})[note.quoted.words] = None
        for key, note in notes:
            stands = shown[note.quoted.report, note.quoted.version]
            report = self._archive.report(note.quoted.report, note.quoted.version)
            near = [text for text in (note.quoted.before, note.quoted.after) if text and text not in stands]
            room = SHARE * len(report.text) - sum(map(len, stands)) if report else 0.0
            if near and sum(map(len, near)) > room:
                bare = replace(
                    note.quoted, before=kept(note.quoted.before, stands), after=kept(note.quoted.after, stands)
                )
                self._numbers[key] = replace(note, quoted=bare)
            else:
                stands.update(dict.fromkeys(near))

    def by_report(self) -> dict[str, list[Note]]:
        """The numbered notes of each report."""
        found: dict[str, list[Note]] = {}
        for note in self._numbers.values():
            found.setdefault(note.quoted.report, []).append(note)
        return found

    def _note(self, citation: Citation) -> Note:
        key = (citation.report, citation.version, citation.start)
        if key not in self._numbers:
            number = str(len(self._numbers) + 1)
            self._numbers[key] = Note(mark=number, anchor=f"c{number}", quoted=self._archive.quoted(citation))
        return self._numbers[key]

    def _letter(self, event: str) -> RecordNote | None:
        if event not in self._letters:
            found = self._archive.store.event(event)
            mark = lettered(len(self.recorded))
            self._letters[event] = None if found is None else self._lettered(found, mark)
        return self._letters[event]

    def _lettered(self, event: Event, mark: str) -> RecordNote:
        sides = " – ".join(filter(None, (side_text(event.actor), side_text(event.recipient))))
        return RecordNote(
            mark=mark,
            anchor=f"r{mark}",
            label=words.label(event),
            day=moments.when(event.date),
            sides=sides,
            story=self._archive.settled(event.story),
        )


def kept(text: str, stands: Container[str]) -> str:
    """A neighbour that stands on the page already, else nothing."""
    return text if text in stands else ""


def side_text(side: Iterable[Actor]) -> str:
    """The actors of one side, in a line."""
    return ", ".join(words.named(actor) for actor in side)


def lettered(index: int) -> str:
    """0 is a, 25 is z, 26 is aa."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(ord("a") + rest) + text
    return text
