"""A sentence on its way to print."""

from communique.briefs.telling.voices import Voice
from communique.model import Actor, Citation, Noun


class Draft(Noun):
    """A sentence not yet printed: its words, what it rests on, and whom it names for the first time. `tellers` are
    those who tell it; the press adds them where the paragraph has not named them. A `closed` sentence says itself who
    says so; one of our `own` words is made of the record alone."""

    text: str
    citations: tuple[Citation, ...]
    introduces: tuple[Actor, ...] = ()
    tellers: tuple[Voice, ...] = ()
    closed: bool = False
    own: bool = False
    core: str = ""
