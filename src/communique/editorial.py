"""The protocols of what is decided about stories and events, and of who decides. As in `ports`, a docstring is the
contract."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from communique.model import Citation, Editor, Event, Hand, Ruling, Session, Story


class Editing(Protocol):
    """Who takes an editor's decisions about stories. Each is kept at once and whole; the next round revises what it
    concerns. `by` is the editor's name, `why` the reason shown in public. Every method raises UsageError for what makes
    no sense (an id nobody knows, a story that redirects) and then changes nothing. Safe to call from several threads.
    """

    def story(self, id: str) -> Story:
        """The story, to be decided about."""

    def merge(self, stories: Sequence[str], by: str, why: str = "") -> Ruling:
        """Make one story of several: the oldest stays, the others redirect to it."""

    def split(self, story: str, reports: Sequence[str], by: str, why: str = "") -> Ruling:
        """Put these reports of a story into one of their own. The larger part keeps the address."""

    def move(self, reports: Sequence[str], story: str, by: str, why: str = "") -> Sequence[Ruling]:
        """Put reports into another story, a ruling for each story they leave; one left empty redirects there."""

    def pin(self, story: str, by: str, why: str = "", until: datetime | None = None) -> Ruling:
        """Lead the front page with the story, until then or until it is unpinned; in place of one pinned before."""

    def unpin(self, story: str, by: str, why: str = "") -> Ruling:
        """Leave it to the desk again what leads the front page."""


class Correcting(Protocol):
    """Who takes an editor's decisions about events of the record. Each is kept at once and whole: the pages of the
    record show it, the next round writes the brief anew, and no later round, coding or regrouping undoes it. `by`,
    `why` and errors are as in `Editing`. The evidence of an event never changes.
    """

    def event(self, id: str) -> Event:
        """The event as it stands, also one that is told no more."""

    def correct(self, event: str, given: Mapping[str, str], by: str, why: str = "") -> Ruling:
        """Set fields of an event: `type`, `mode`, `status`, `day`, `place`, `actor`, `recipient`, as
        `lexicon.amendments` reads them."""

    def remove(self, event: str, by: str, why: str = "") -> Ruling:
        """Take an event out of the record: it did not happen, or is none."""

    def restore(self, event: str, by: str, why: str = "") -> Ruling:
        """Put one that was removed or joined back as it was; take back all corrections of one that stands."""

    def join(self, event: str, other: str, by: str, why: str = "") -> Ruling:
        """Tell `event` and `other`, of one story, as one: the other goes, its evidence goes over to the event."""


class Wording(Protocol):
    """Who takes what editors write into a brief. A saved text is checked, never refused; once released it stands: the
    desk goes on with cards, sources, notices and dates below it, and offers its own newer text. `turn` is that of the
    hand the editor has seen: raises UsageError where somebody has changed it since. Else as in `Editing`."""

    def hand(self, story: str) -> Hand:
        """How the story's brief stands in the hand of editors."""

    def save(
        self, story: str, words: tuple[str, str, str], by: str, turn: int,
        chosen: Mapping[str, Sequence[Citation]] | None = None, whys: Mapping[str, str] | None = None,
    ) -> Hand:  # fmt: skip
        """Keep headline, standfirst and body (paragraphs parted by blank lines) as a draft: each sentence with the
        citations that were `chosen` for it, else those found, and with what the check warns of; `whys` are reasons to
        keep a sentence all the same."""

    def release(self, story: str, by: str, turn: int, why: str = "") -> Ruling:
        """Print the draft as the next version of the brief."""

    def revert(self, story: str, by: str, turn: int, why: str = "") -> Ruling:
        """Give the brief back to the desk; drop what was not released."""

    def take(self, story: str, by: str, turn: int, why: str = "") -> Ruling:
        """Print the desk's newer text in place of the editor's."""

    def keep(self, story: str, by: str, turn: int, why: str = "") -> Ruling:
        """Let the editor's text stand against the desk's newer one, which is offered no more."""


class Editors(Editing, Correcting, Wording, Protocol):
    """Editors who sign in to the site, and their decisions. Whether there is an editor of some name shows neither in an
    answer nor in the time it takes."""

    def sign_in(self, name: str, password: str) -> tuple[str, Session] | None:
        """The secret token of a new session and the session, or None where name or password is wrong. Raises UsageError
        where that was so too often under this name."""

    def session(self, token: str) -> Session | None:
        """The session of this token, if it is not over."""

    def sign_out(self, token: str) -> None:
        """End the session of this token, if there is one."""


class RulingStore(Protocol):
    """What was decided about stories. A redirect leads to a story that redirects no further."""

    def put_ruling(self, ruling: Ruling) -> Ruling:
        """Enter a decision into the history; it comes back with its id. What was entered never changes."""

    def rulings(
        self, limit: int = 50, before: int | None = None, story: str | None = None, event: str | None = None
    ) -> Sequence[Ruling]:
        """The newest first, with ids below `before`; those of one `story` are also those of the stories that redirect
        to it, those of one `event` are about the event of this id."""

    def rulings_about(self, events: Iterable[Event]) -> Sequence[Ruling]:
        """Those about one of these events, or about one that rests on a sentence it rests on, the oldest first."""

    def rulings_after(self, ruling: int) -> Iterator[Ruling]:
        """Those with a higher id, the oldest first."""

    def last_ruling(self) -> int:
        """The id of the newest, 0 where there is none."""

    def pinned(self) -> Ruling | None:
        """The newest pin, None where it was unpinned since. Whether it has ended is for the caller to say."""

    def redirect(self, story: str, to: str) -> None:
        """The story's address leads to another story from now on, and so do those that led to it; its views go there (a
        reader of both on one day counts once), its brief is listed and found no more, and that story is due for
        revision. Raises UsageError where one of them is unknown, or the story redirects already, has reports, or is
        itself what it would lead to."""

    def redirecting(self, story: str) -> Sequence[str]:
        """The stories that redirect to this one, by the order they opened."""

    def fixed(self) -> frozenset[str]:
        """The reports that a person placed."""

    def look_back_due(self) -> bool:
        """Whether reports were given to stories since the last look back."""

    def close_look_back(self) -> None:
        """A look back over all reports that are in stories is done."""


class EditorStore(Protocol):
    """Editors who sign in, and their sessions; a session is kept under a hash of its token."""

    def put_editor(self, editor: Editor) -> None:
        """Keep an editor. Raises UsageError where there is one of this name already."""

    def editors(self) -> Sequence[Editor]:
        """All, by name."""

    def editor(self, name: str) -> Editor | None:
        """The editor of this name."""

    def remove_editor(self, name: str) -> None:
        """Forget an editor and end the sessions; what was decided stays. Raises UsageError for an unknown one."""

    def put_session(self, token: str, session: Session) -> None:
        """Keep a session under what its token is kept as, which is not the token itself."""

    def session(self, token: str) -> Session | None:
        """The session kept so, over or not."""

    def sessions(self) -> Sequence[tuple[str, Session]]:
        """(what the token is kept as, session) of all, over or not."""

    def remove_session(self, token: str) -> None:
        """Forget a session, if there is one."""
