"""The protocols of what is decided about stories and events, and of who decides. As in `ports`, a docstring is the
contract."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from communique.model import (
    Begun,
    Citation,
    Event,
    Found,
    Hand,
    Identified,
    Key,
    Role,
    Ruling,
    Session,
    Story,
    User,
)


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


class Releasing(Protocol):
    """Who takes what editors decide about briefs that wait. Raises UsageError where none of the story waits."""

    def print_waiting(self, story: str, by: str, why: str = "") -> Ruling:
        """Print the brief that waits as the story's next version. Raises UsageError where another version was printed
        since it was written, or it cites a report that was taken out."""

    def hold(self, story: str, held: bool) -> None:
        """Mark it as held back, also through later rounds, or not any more."""


class Retracting(Protocol):
    """Who takes what is decided about reports. Briefs follow in the next round, each with a public notice. Else as in
    `Editing`."""

    def withdraw(self, report: str, by: str, why: str = "") -> Ruling:
        """Take a report out: it is told and cited no more, its versions stay in the archive."""

    def reinstate(self, report: str, by: str, why: str = "") -> Ruling:
        """Believe a report again that an editor took out."""

    def erase(self, report: str, by: str, why: str = "") -> Ruling:
        """Remove a report on demand: its words go for good, that there was one stays."""


class Removing(Protocol):
    """Who takes what is removed on demand beside single reports. Nothing brings it back. Else as in `Retracting`."""

    def erase_source(self, source: str, by: str, why: str = "") -> Ruling:
        """Remove a source with the words of all its reports, what was refused of it and what asking it has taught. That
        it was here stays, its address is never taken again."""

    def erase_person(self, name: str, by: str, why: str = "") -> Ruling:
        """Black out the name of a person (the key of their page, or the name in full) in all that is kept and all that
        comes; their page, statements and offices go. The history says that somebody was removed, not who."""


class Minding(Protocol):
    """Who takes what admins decide about sources. Each decision is kept at once, the next round goes by it, and the
    history has it, named by the source. Else as in `Editing`."""

    def look(self, address: str) -> Sequence[Found]:
        """The sources behind an address of the web, or the one of this id in the catalogue, the best first. Asks the
        network, for one who looks at a time."""

    def add_source(self, source: Mapping[str, Any], given: Mapping[str, Any], by: str, why: str = "") -> Ruling:
        """Keep a source that was found, as values of its fields, changed in what is `given`; one whose address is known
        already is only changed."""

    def pause(self, source: str, by: str, why: str = "") -> Ruling:
        """Ask a source no more, until it is resumed. Its reports stay."""

    def resume(self, source: str, by: str, why: str = "") -> Ruling:
        """Ask a paused source again, from the next round on."""

    def ask(self, source: str, by: str, why: str = "") -> Ruling:
        """Ask a source in the next round, which begins at once where this desk gathers by itself; also one that had
        ended."""


class Users(Protocol):
    """Who may sign in, with which role. Every method but `users` raises UsageError for a name that is not known (`add`:
    that is taken), for a password that is too short or too long, and where no admin would be left of those there are;
    it then changes nothing. A change of role or password ends all sessions of the user."""

    def users(self) -> Sequence[User]:
        """All, by name."""

    def add(self, name: str, password: str, role: Role = "editor") -> User:
        """Make a user."""

    def set_role(self, name: str, role: Role) -> User:
        """Let a user do what this role may, no more and no less."""

    def set_password(self, name: str, password: str) -> User:
        """Give a user another password."""

    def own_password(self, name: str, old: str, new: str) -> User:
        """Give a user who knows the old password another one. Raises UsageError where the old one is wrong, and where
        that was so too often."""

    def set_email(self, name: str, email: str) -> User:
        """Say by which e-mail address a provider tells of a user; empty for none. Raises UsageError for what is none,
        and where another user has it."""

    def end_sessions(self, name: str) -> User:
        """Sign a user out wherever they are signed in."""

    def follow(self, name: str) -> str:
        """A new token for a user's private address of the feeds, in place of the one before."""

    def follows(self, token: str) -> bool:
        """Whether this is such a token. What ends the sessions of a user ends it, too."""

    def remove_user(self, name: str) -> None:
        """Forget a user. What was decided stays."""


class ProviderDoor(Protocol):
    """The door to a provider. Raises FetchFailed, in plain words, for whatever is no answer in JSON."""

    def get(self, url: str) -> dict[str, Any]:
        """What stands at an address."""

    def post(
        self, url: str, form: Mapping[str, str], basic: tuple[str, str] | None = None
    ) -> tuple[int, dict[str, Any]]:
        """What is answered to a form, sent under a name and password where these are given: 200 or a status from 400 to
        499, with what is said."""


class Provider(Protocol):
    """Who can prove who somebody is (OpenID Connect), called by `name`. Both methods raise UsageError in words for the
    person who wants to sign in. Safe to call from several threads."""

    name: str

    def begin(self, back: str) -> Begun:
        """A new sign-in that leads `back` to this address of ours."""

    def finish(self, begun: Begun, answer: Mapping[str, str], back: str) -> Identified:
        """Who it is, from the answer that came back in the browser that had begun."""


class Editors(Editing, Correcting, Wording, Releasing, Retracting, Removing, Minding, Users, Protocol):
    """Users who sign in to the site, and the decisions of editors. Whether there is a user of some name shows neither
    in an answer nor in the time it takes."""

    def sign_in(self, name: str, password: str) -> tuple[str, Session] | None:
        """The secret token of a new session and the session, or None where name or password is wrong. Raises UsageError
        where that was so too often under this name."""

    def sign_in_as(self, who: Identified) -> tuple[str, Session]:
        """The same for whom a provider has identified: by what it called them before, else by their e-mail address.
        Where its claim decides, they have the role that it gives, and are made a user where they were none. Raises
        UsageError where they may not."""

    def session(self, token: str) -> Session | None:
        """The session of this token, with the role that the user has now, if it is not over."""

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
        reader of both on one day counts once), its brief is listed and found no more, one that waits is let go, and
        that story is due for revision. Raises UsageError where one of them is unknown, or the story redirects already,
        has reports, or is itself what it would lead to."""

    def redirecting(self, story: str) -> Sequence[str]:
        """The stories that redirect to this one, by the order they opened."""

    def fixed(self) -> frozenset[str]:
        """The reports that a person placed."""

    def look_back_due(self) -> bool:
        """Whether reports were given to stories since the last look back."""

    def close_look_back(self) -> None:
        """A look back over all reports that are in stories is done."""


class KeyStore(Protocol):
    """Keys of the API, each kept under a hash of it."""

    def put_key(self, hashed: str, key: Key) -> None:
        """Keep a key. Raises UsageError where there is one of this name already."""

    def known_keys(self) -> Sequence[Key]:
        """All, by name."""

    def key(self, hashed: str) -> Key | None:
        """The key with this hash."""

    def remove_key(self, name: str) -> None:
        """Forget a key. Raises UsageError for an unknown one."""


class UserStore(Protocol):
    """Users who sign in, and their sessions; a session is kept under a hash of its token."""

    def put_user(self, user: User) -> None:
        """Keep a new user. Raises UsageError where there is one of this name already."""

    def change_user(self, user: User, *, signed_in: bool = False) -> None:
        """Keep a user in place of the one of this name, and end the sessions unless they stay `signed_in`. Raises
        UsageError for an unknown one."""

    def users(self) -> Sequence[User]:
        """All, by name."""

    def user(self, name: str) -> User | None:
        """The user of this name."""

    def remove_user(self, name: str) -> None:
        """Forget a user and end the sessions; what was decided stays. Raises UsageError for an unknown one."""

    def put_session(self, token: str, session: Session) -> None:
        """Keep a session under what its token is kept as, which is not the token itself."""

    def session(self, token: str) -> Session | None:
        """The session kept so, over or not."""

    def sessions(self) -> Sequence[tuple[str, Session]]:
        """(what the token is kept as, session) of all, over or not."""

    def remove_session(self, token: str) -> None:
        """Forget a session, if there is one."""
