"""Who may sign in to the site: users with passwords and roles, and their sessions.

Passwords are kept as Argon2id (RFC 9106) with the parameters of argon2-cffi. A session is a random token that only the
user's browser has; the store keeps its hash, so what leaks from the store opens no session. Whether there is a user of
some name shows neither in the answer nor in the time it takes.
"""

import hashlib
import hmac
import secrets
import threading
from collections import OrderedDict
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from communique import times
from communique.desk.editing import named
from communique.desk.identified import email_of, user_for
from communique.desk.minding import Minding
from communique.desk.releasing import Releasing
from communique.desk.removing import Removing
from communique.errors import UsageError
from communique.model import ROLES, Identified, Role, Session, User
from communique.ports import Clock, Store

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LASTS = timedelta(hours=12)  # a session
SHORTEST, LONGEST = 10, 1000  # letters of a password
TRIES = 5  # wrong passwords under one name ...
WINDOW = timedelta(minutes=15)  # ... in so long, and no more is tried until it is over
REMEMBERED = 1000  # names under which somebody tried
AT_ONCE, WAITING = 2, 8
"""Passwords looked at, each with 64 megabytes, and all who wait for it: more would hold up readers."""


class Editors(Releasing, Removing, Minding):
    """Implements `editorial.Editors`, and what the command line does with editors."""

    def __init__(self, store: Store, clock: Clock) -> None:
        super().__init__(store, clock)
        self._tries: OrderedDict[str, tuple[datetime, int]] = OrderedDict()
        self._lock = threading.Lock()
        self._hashing, self._waiting = threading.Semaphore(AT_ONCE), threading.Semaphore(WAITING)

    def users(self) -> Sequence[User]:
        """See `editorial.Users`."""
        return self._store.users()

    def add(self, name: str, password: str, role: Role = "editor") -> User:
        """See `editorial.Users`."""
        hashed, made = self._hashed(password), times.rfc3339(self._clock.now())
        user = User(name=named(name), password=hashed, made=made, role=known(role))
        self._store.put_user(user)
        return user

    def set_role(self, name: str, role: Role) -> User:
        """See `editorial.Users`."""
        return self._changed(name, role=known(role))

    def set_password(self, name: str, password: str) -> User:
        """See `editorial.Users`."""
        return self._changed(name, password=self._hashed(password))

    def own_password(self, name: str, old: str, new: str) -> User:
        """See `editorial.Users`."""
        if self._proven(name, old) is None:
            raise UsageError("that is not the password you have")
        return self.set_password(name, new)

    def set_email(self, name: str, email: str) -> User:
        """See `editorial.Users`."""
        address = email_of(email)
        with self._store.transaction():
            if address and any(user.email == address and user.name != name for user in self.users()):
                raise UsageError("{address}: another user has this address", address=address)
            return self._changed(name, email=address, subject=None)

    def end_sessions(self, name: str) -> User:
        """See `editorial.Users`."""
        return self._changed(name)

    def follow(self, name: str) -> str:
        """See `editorial.Users`. The token begins with the name, so that a user is found by it."""
        secret = secrets.token_urlsafe(24)
        with self._store.transaction():
            user = self._store.user(name)
            if user is None:
                raise UsageError("{name}: no such user", name=name)
            self._store.change_user(replace(user, feed=kept_as(secret)), signed_in=True)
        return f"{name.encode().hex()}.{secret}"

    def follows(self, token: str) -> bool:
        """See `editorial.Users`."""
        named, _, secret = token.partition(".")
        try:
            user = self._store.user(bytes.fromhex(named).decode())
        except ValueError:
            return False
        return user is not None and user.feed is not None and hmac.compare_digest(user.feed, kept_as(secret))

    def remove_user(self, name: str) -> None:
        """See `editorial.Users`."""
        with self._store.transaction():
            self._not_the_last(name)
            self._store.remove_user(name)

    def _changed(self, name: str, **new: str | None) -> User:
        with self._store.transaction():
            user = self._store.user(name)
            if user is None:
                raise UsageError("{name}: no such user", name=name)
            if new.get("role", user.role) != user.role:
                self._not_the_last(name)
            user = replace(user, feed=None, **new)
            self._store.change_user(user)
        return user

    def _not_the_last(self, name: str) -> None:
        if [user.name for user in self.users() if user.role == "admin"] == [name]:
            raise UsageError("{name}: is the last admin; make another first", name=name)

    def _hashed(self, password: str) -> str:
        if not SHORTEST <= len(password) <= LONGEST:
            raise UsageError("a password has {least} to {most} letters", least=SHORTEST, most=LONGEST)
        return self._hasher.hash(password)

    def sign_in(self, name: str, password: str) -> tuple[str, Session] | None:
        """See `editorial.Editors`."""
        user = self._proven(" ".join(name.split()), password)
        if user is None:
            return None
        with self._store.transaction():
            if self._store.user(user.name) != user:
                return None  # changed while the password was looked at
            return self._opened(user)

    def sign_in_as(self, who: Identified) -> tuple[str, Session]:
        """See `editorial.Editors`."""
        with self._store.transaction():
            user = user_for(self._store, self._clock, who)
            before = self._store.user(user.name)
            if before is None:
                self._store.put_user(user)
            elif before != user:
                if before.role != user.role:
                    self._not_the_last(user.name)
                    user = replace(user, feed=None)
                self._store.change_user(user, signed_in=before.role == user.role)
            return self._opened(user)

    def _opened(self, user: User) -> tuple[str, Session]:
        """A new session; those that are over go. Within a transaction."""
        now, token = self._clock.now(), secrets.token_urlsafe(32)
        session = Session(editor=user.name, form=secrets.token_urlsafe(24), until=times.rfc3339(now + LASTS))
        for kept, old in self._store.sessions():
            if not lasts(old, now):
                self._store.remove_session(kept)
        self._store.put_session(kept_as(token), session)
        return token, replace(session, role=user.role)

    def session(self, token: str) -> Session | None:
        """See `editorial.Editors`."""
        found = self._store.session(kept_as(token))
        if found is None or not lasts(found, self._clock.now()):
            return None
        user = self._store.user(found.editor)
        return replace(found, role=user.role) if user else None

    def sign_out(self, token: str) -> None:
        """See `editorial.Editors`."""
        self._store.remove_session(kept_as(token))

    def _proven(self, name: str, password: str) -> User | None:
        """The user of this name whose password this is; a try is counted under the name."""
        self._count(name)
        user = self._store.user(name)
        if not self._right((user.password if user else "") or self._nobodys, password) or user is None:
            return None
        with self._lock:
            self._tries.pop(name.casefold(), None)
        return user

    @cached_property
    def _hasher(self) -> "PasswordHasher":
        from argon2 import PasswordHasher

        return PasswordHasher()

    @cached_property
    def _nobodys(self) -> str:
        """What the password of somebody who is no user is compared with."""
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
        """A try under a name, of a user or not."""
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
            raise UsageError("too often wrong under this name; wait {minutes} minutes", minutes=minutes)


def known(role: str) -> Role:
    """The role of this name. Raises UsageError for none."""
    found: Role | None = next((one for one in ROLES if one == role), None)
    if found is None:
        raise UsageError("{role}: no role; there are {roles}", role=role, roles=", ".join(ROLES))
    return found


def kept_as(token: str) -> str:
    """What the store knows a session's token by."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def lasts(session: Session, now: datetime) -> bool:
    """Whether a session is not over yet."""
    until = times.instant_of(session.until)
    return until is not None and until > now
