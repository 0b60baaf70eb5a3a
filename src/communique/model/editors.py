"""Users who sign in, and their sessions; keys of the API."""

from typing import Literal, get_args

from communique.model.base import Noun

Role = Literal["reader", "editor", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
"""From the one that may least to the one that may all."""


class User(Noun):
    """A person who may sign in to the site. `password` is an Argon2id hash in its own encoded form, empty for who signs
    in by a provider alone. Who was made before there were roles is an editor, and may what editors always might. `feed`
    is the hash of the secret in the user's private address of the feeds, null without one. `email` is the address by
    which a provider tells of them, `subject` the hash of what it calls them for good, once it has."""

    name: str
    password: str
    made: str | None = None
    role: Role = "editor"
    feed: str | None = None
    email: str | None = None
    subject: str | None = None


class Begun(Noun):
    """A sign-in that was begun with a provider: where the browser goes, and what it has to come back with. `nonce` and
    `verifier` are secrets of that browser."""

    address: str
    state: str
    nonce: str
    verifier: str


class Identified(Noun):
    """Whom a provider says somebody is, proven: `subject` stands for what it calls them for good, `email` is there only
    where the provider has verified it. `role` is what its claim gives; `by_claim` that it alone decides who may."""

    subject: str
    name: str
    email: str | None = None
    role: Role | None = None
    by_claim: bool = False


class Session(Noun):
    """A user who has signed in, until that time. `form` is the word that every form of this session carries. `role` is
    the one that the user has when the session is looked up; the store keeps none."""

    editor: str
    form: str
    until: str
    role: Role = "reader"


class Key(Noun):
    """Who may ask the API with a key of their own: `rate` requests a minute, 0 for no limit. The key itself is kept
    nowhere, only its hash, under which the store has this."""

    name: str
    rate: int
    made: str | None = None
