"""Editors who sign in, and their sessions."""

from communique.model.base import Noun


class Editor(Noun):
    """A person who may decide about stories on the site. `password` is an Argon2id hash in its own encoded form."""

    name: str
    password: str
    made: str | None = None


class Session(Noun):
    """An editor who has signed in, until that time. `form` is the word that every form of this session carries."""

    editor: str
    form: str
    until: str
