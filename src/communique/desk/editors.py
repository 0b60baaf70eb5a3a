"""Who may decide about stories on the site: editors with passwords, and their sessions.

Passwords are kept as Argon2id (RFC 9106) with the parameters of argon2-cffi. A session is a random token that only the
editor's browser has; the store keeps its hash, so what leaks from the store opens no session. Whether there is an
editor of some name shows neither in the answer nor in the time it takes.
"""

import hashlib
import secrets
import threading
from collections import OrderedDict
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from communique import times
from communique.desk.editing import named
from communique.desk.wording import Wording
from communique.errors import UsageError
from communique.model import Editor, Session
from communique.ports import Clock, Store

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LASTS = timedelta(hours=12)  # a session
SHORTEST, LONGEST = 10, 1000  # letters of a password
TRIES = 5  # wrong passwords under one name ...
WINDOW = timedelta(minutes=15)  # ... in so long, and no more is tried until it is over
REMEMBERED = 1000  # names under which somebody tried
AT_ONCE, WAITING = (
    2,
    8,
)  # passwords looked at, each with 64 megabytes, and all who wait for it: more would hold up readers


class Editors(Wording):
    """Implements `editorial.Editors`, and what the command line does with editors."""

    def __init__(self, store: Store, clock: Clock) -> None:
        super().__init__(store, clock)
        self._tries: OrderedDict[str, tuple[datetime, int]] = OrderedDict()
        self._lock = threading.Lock()
        self._hashing, self._waiting = threading.Semaphore(AT_ONCE), threading.Semaphore(WAITING)

    def add(self, name: str, password: str) -> Editor:
        """Make an editor. Raises UsageError for a name that is taken or a password that is too short."""
        if not SHORTEST <= len(password) <= LONGEST:
            raise UsageError(f"a password has {SHORTEST} to {LONGEST} letters")
        hashed = self._hasher.hash(password)
        editor = Editor(name=named(name), password=hashed, made=times.rfc3339(self._clock.now()))
        self._store.put_editor(editor)
        return editor

    def sign_in(self, name: str, password: str) -> tuple[str, Session] | None:
        """See `editorial.Editors`."""
        name = " ".join(name.split())
        self._count(name)
        editor = self._store.editor(name)
        if not self._right(editor.password if editor else self._nobodys, password) or editor is None:
            return None
        with self._lock:
            self._tries.pop(name.casefold(), None)
        now, token = self._clock.now(), secrets.token_urlsafe(32)
        session = Session(editor=editor.name, form=secrets.token_urlsafe(24), until=times.rfc3339(now + LASTS))
        with self._store.transaction():
            for kept, old in self._store.sessions():
                if not lasts(old, now):
                    self._store.remove_session(kept)
            self._store.put_session(kept_as(token), session)
        return token, session

    def session(self, token: str) -> Session | None:
        """See `editorial.Editors`."""
        found = self._store.session(kept_as(token))
        return found if found is not None and lasts(found, self._clock.now()) else None

    def sign_out(self, token: str) -> None:
        """See `editorial.Editors`."""
        self._store.remove_session(kept_as(token))

    @cached_property
    def _hasher(self) -> "PasswordHasher":
        from argon2 import PasswordHasher

        return PasswordHasher()

    @cached_property
    def _nobodys(self) -> str:
        """What the password of somebody who is no editor is compared with."""
        return self._hasher.hash(secrets.token_urlsafe(32))

    def _right(self, hashed: str, password: str) -> bool:
        from argon2.exceptions import Argon2Error, InvalidHashError

        if not self._waiting.acquire(blocking=False):
            raise UsageError("too many sign in at this moment; try again")
        try:
            with self._hashing:
                return self._hasher.verify(hashed, password[: LONGEST + 1])
        except (Argon2Error, InvalidHashError, UnicodeEncodeError):
            return False
        finally:
            self._waiting.release()

    def _count(self, name: str) -> None:
        """A try under a name, of an editor or not."""
        now, key = self._clock.now(), name.casefold()[:LONGEST]
        with self._lock:
            since, count = self._tries.pop(key, (now, 0))
            if now - since >= WINDOW:
                since, count = now, 0
            self._tries[key] = since, count + 1
            if len(self._tries) > REMEMBERED:
                self._tries.popitem(last=False)
        if count >= TRIES:
            minutes = -(-(WINDOW - (now - since)).seconds // 60)
            raise UsageError(f"too often wrong under this name; wait {minutes} minutes")


def kept_as(token: str) -> str:
    """What the store knows a session's token by."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def lasts(session: Session, now: datetime) -> bool:
    """Whether a session is not over yet."""
    until = times.instant_of(session.until)
    return until is not None and until > now
