"""Users whom a provider has identified: found, bound to what it calls them for good, made where its claim decides."""

import re
from collections.abc import Iterable

from msgspec.structs import replace

from communique import times
from communique.errors import UsageError
from communique.model import Identified, User
from communique.ports import Clock, Store

ADDRESS = re.compile(r"[^@\s<>\"]{1,64}@[^@\s<>\"]{1,190}")


def email_of(text: str) -> str | None:
    """An e-mail address as it is kept; None for none. Raises UsageError for what is no address."""
    address = text.strip().casefold()
    if address and not ADDRESS.fullmatch(address):
        raise UsageError("{text}: no e-mail address", text=text.strip())
    return address or None


def user_for(store: Store, clock: Clock, who: Identified) -> User:
    """The user who this is, new or as they were; not kept yet. Raises UsageError where they may not sign in."""
    users = store.users()
    email = who.email.casefold() if who.email else None
    found = next((user for user in users if user.subject == who.subject), None)
    if found is None and email:
        found = next((user for user in users if user.email == email), None)
        if found is not None and found.subject is not None:
            raise UsageError("another account of your provider signs in under this address; ask an admin of this desk")
    if who.by_claim:
        if who.role is None:
            raise UsageError("your account there has no role at this desk; ask whoever gives roles at your provider")
        user = found or User(name=free(users, who), password="", made=times.rfc3339(clock.now()), email=email)
        return replace(user, role=who.role, subject=who.subject)
    if found is None:
        if email:
            raise UsageError("nobody at this desk has the address {email}; ask an admin of this desk", email=who.email)
        raise UsageError("your provider vouches for no address; ask an admin of this desk")
    return replace(found, subject=who.subject)


def free(users: Iterable[User], who: Identified) -> str:
    """A name that nobody has yet: theirs, with their address where another is called so."""
    from communique.desk.editing import LONGEST_NAME, named

    taken = {user.name for user in users}
    plain = " ".join("".join(c if c.isprintable() else " " for c in who.name).split())[:LONGEST_NAME].strip()
    for name in (plain, f"{plain[:20]} {(who.email or '')[:38]}".strip(), f"{plain[:40]} {who.subject[:12]}"):
        try:
            if named(name) not in taken:
                return name
        except UsageError:
            continue
    return f"user {who.subject[:16]}"
